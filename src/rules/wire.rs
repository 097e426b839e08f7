//! Patterns of what agencies and papers put around a report.

use jiff::civil::Date;
use regex::Regex;
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// `wire.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct WireFile {
    pub months: Vec<Vec<String>>,
    pub datelines: Vec<PatternEntry>,
    pub notices: Vec<PatternEntry>,
    pub sign_offs: Vec<PatternEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PatternEntry {
    pub pattern: String,
    pub example: String,
}

/// What agencies and papers put around a report, compiled.
#[derive(Debug, Default)]
pub struct Wire {
    months: FxHashMap<String, i8>,
    datelines: Vec<Regex>,
    notices: Vec<Regex>,
    sign_offs: Vec<Regex>,
}

impl Wire {
    /// Adds what a file says; gives the pattern that is none and why.
    pub(super) fn add(&mut self, file: &WireFile) -> Result<(), (String, String)> {
        for (at, names) in file.months.iter().enumerate() {
            for name in names {
                self.months.insert(name.clone(), at as i8 + 1);
            }
        }
        for (entries, patterns) in [
            (&file.datelines, &mut self.datelines),
            (&file.notices, &mut self.notices),
            (&file.sign_offs, &mut self.sign_offs),
        ] {
            for entry in entries {
                let pattern = Regex::new(&entry.pattern).map_err(|error| (entry.pattern.clone(), error.to_string()))?;
                if !pattern.is_match(&entry.example) {
                    return Err((
                        entry.pattern.clone(),
                        format!("the pattern does not match its example `{}`", entry.example),
                    ));
                }
                patterns.push(pattern);
            }
        }
        Ok(())
    }

    /// The length in bytes of the dateline that begins `paragraph`, and the day it gives in full.
    #[must_use]
    pub fn dateline(&self, paragraph: &str) -> Option<(usize, Option<Date>)> {
        // Every dateline has a dash, a parenthesis or a day's number within its first bytes.
        let head = &paragraph.as_bytes()[..paragraph.len().min(100)];
        if !head.iter().any(|&byte| matches!(byte, b'-' | b'(' | 0xe2 | b'0'..=b'9')) {
            return None;
        }
        let (pattern, whole) = self.datelines.iter().find_map(|pattern| Some((pattern, pattern.find(paragraph)?)))?;
        // The groups are looked for in the match alone, which is short.
        let found = pattern.captures(whole.as_str())?;
        let length = found.get(0).map_or(0, |whole| whole.end());
        let part = |name: &str| found.name(name).map(|m| m.as_str());
        let date = || {
            let month = *self.months.get(&part("month")?.to_lowercase())?;
            Date::new(part("year")?.parse().ok()?, month, part("day")?.parse().ok()?).ok()
        };
        if part("month").is_some_and(|month| !self.months.contains_key(&month.to_lowercase())) {
            return None;
        }
        Some((length, date()))
    }

    /// Whether a paragraph speaks of the report itself.
    #[must_use]
    pub fn is_notice(&self, paragraph: &str) -> bool {
        self.notices.iter().any(|pattern| pattern.is_match(paragraph))
    }

    /// Whether a paragraph is a sign-off.
    #[must_use]
    pub fn is_sign_off(&self, paragraph: &str) -> bool {
        self.sign_offs.iter().any(|pattern| pattern.is_match(paragraph))
    }
}

//! Patterns of what agencies and papers put around a report.

use jiff::civil::{Date, Time};
use regex::{Regex, RegexSet};
use serde::Deserialize;

use super::calendar::Calendar;

/// `wire.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct WireFile {
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

/// What the head of a report says about where and when it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// Its length in bytes.
    pub length: usize,
    /// The day it gives in full.
    pub date: Option<Date>,
    /// The time of day it gives.
    pub time: Option<Time>,
}

/// What agencies and papers put around a report, compiled.
#[derive(Debug, Default)]
pub struct Wire {
    datelines: Vec<Regex>,
    notices: Vec<Regex>,
    sign_offs: Vec<Regex>,
    /// The patterns of datelines, to be looked for all at once.
    any_dateline: RegexSet,
}

impl Wire {
    /// Adds what a file says; gives the pattern that is none and why.
    pub(super) fn add(&mut self, file: &WireFile) -> Result<(), (String, String)> {
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
        let patterns = self.datelines.iter().map(Regex::as_str);
        self.any_dateline = RegexSet::new(patterns).map_err(|error| (String::new(), error.to_string()))?;
        Ok(())
    }

    /// The dateline that begins `paragraph`.
    #[must_use]
    pub fn dateline(&self, paragraph: &str, calendar: &Calendar) -> Option<Dateline> {
        // Every dateline has a dash, a parenthesis or a day's number within its first bytes.
        let head = &paragraph.as_bytes()[..paragraph.len().min(100)];
        if !head.iter().any(|&byte| matches!(byte, b'-' | b'(' | 0xe2 | b'0'..=b'9')) {
            return None;
        }
        let pattern = &self.datelines[self.any_dateline.matches(paragraph).iter().next()?];
        let whole = pattern.find(paragraph)?;
        // The groups are looked for in the match alone, which is short.
        let found = pattern.captures(whole.as_str())?;
        let length = found.get(0).map_or(0, |whole| whole.end());
        let part = |name: &str| found.name(name).map(|m| m.as_str());
        let month = || {
            let month = part("month")?;
            calendar.month(month).or_else(|| month.parse().ok().filter(|number| (1..=12).contains(number)))
        };
        let date = || {
            let month = month()?;
            Date::new(part("year")?.parse().ok()?, month, part("day")?.parse().ok()?).ok()
        };
        if part("month").is_some() && month().is_none() {
            return None;
        }
        let time = || {
            let minute = part("minute").filter(|minute| !minute.is_empty()).map_or(Ok(0), str::parse).ok()?;
            Time::new(part("hour")?.parse().ok()?, minute, 0, 0).ok()
        };
        Some(Dateline { length, date: date(), time: time() })
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

//! Patterns of what agencies and papers put around a report.

use std::sync::OnceLock;

use jiff::civil::{Date, Time};
use regex::{Regex, RegexSet, RegexSetBuilder};
use serde::Deserialize;

use super::calendar::Calendar;
use crate::text::{EACH, between, eights};

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

/// How many bytes the automaton of all patterns of a kind may take. The shipped ones need more than the library's 2 MB;
/// with less it gives way to a search that takes a seventh of the time of an analysis.
const LOOK_UP: usize = 32 << 20;

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
    datelines: Patterns,
    /// Whether any of them is met where [`may_date`] sees none.
    unforeseen: bool,
    notices: Patterns,
    sign_offs: Patterns,
}

/// Patterns that are looked for all at once.
#[derive(Debug, Default)]
struct Patterns {
    all: RegexSet,
    /// Each by itself, compiled once it is met.
    each: Vec<OnceLock<Option<Regex>>>,
}

impl Patterns {
    /// Adds the patterns of `entries`; gives the one that is none and why.
    fn add(&mut self, entries: &[PatternEntry]) -> Result<(), (String, String)> {
        let known = self.all.len();
        let patterns: Vec<String> =
            self.all.patterns().iter().chain(entries.iter().map(|entry| &entry.pattern)).cloned().collect();
        let set = RegexSetBuilder::new(&patterns).dfa_size_limit(LOOK_UP).build();
        self.all = set.map_err(|error| {
            let failed = patterns.iter().find_map(|pattern| Some((pattern, Regex::new(pattern).err()?)));
            failed.map_or((String::new(), error.to_string()), |(pattern, error)| (pattern.clone(), error.to_string()))
        })?;
        self.each.resize_with(patterns.len(), OnceLock::new);
        for (at, entry) in (known..).zip(entries) {
            if !self.all.matches(&entry.example).matched(at) {
                let message = format!("the pattern does not match its example `{}`", entry.example);
                return Err((entry.pattern.clone(), message));
            }
        }
        Ok(())
    }

    /// The first pattern that is met in `text`.
    fn first(&self, text: &str) -> Option<&Regex> {
        let at = self.all.matches(text).iter().next()?;
        self.each[at].get_or_init(|| Regex::new(&self.all.patterns()[at]).ok()).as_ref()
    }
}

/// Whether a paragraph may begin with a dateline: it has a parenthesis, a year, a dash before a blank, or digits and then a
/// colon before a blank. The patterns take long to tell, as hardly any two paragraphs look alike to them.
fn may_date(paragraph: &str) -> bool {
    let bytes = paragraph.as_bytes();
    let mut counted = false;
    // Hardly any bytes are among these, so they are looked for eight at a time.
    eights(paragraph).enumerate().any(|(nth, eight)| {
        let (ascii, high) = (eight & !(EACH << 7), eight & (EACH << 7));
        let signs = between(ascii, b'(', b'(') | between(ascii, b'-', b'-') | between(ascii, b'0', b':');
        let mut open = signs & !high | between(ascii, 0x12, 0x15) & high;
        while open != 0 {
            let at = 8 * nth + open.trailing_zeros() as usize / 8;
            open &= open - 1;
            if dates(bytes, at, &mut counted) {
                return true;
            }
        }
        false
    })
}

/// Whether the byte at `at` tells that the text may be a dateline; `counted` tells whether there were digits before.
fn dates(bytes: &[u8], at: usize, counted: &mut bool) -> bool {
    let blank = bytes.get(at + 1) == Some(&b' ');
    match bytes[at] {
        b'(' => true,
        b'0'..=b'9' => {
            *counted = true;
            bytes.get(at..at + 4).is_some_and(|four| four.iter().all(u8::is_ascii_digit))
        }
        b':' => *counted && blank,
        // The last byte of a long dash is that of few other characters.
        b'-' | 0x92..=0x95 => blank,
        _ => false,
    }
}

impl Wire {
    /// Adds what a file says; gives the pattern that is none and why.
    pub(super) fn add(&mut self, file: &WireFile) -> Result<(), (String, String)> {
        self.datelines.add(&file.datelines)?;
        self.unforeseen |= file.datelines.iter().any(|entry| !may_date(&entry.example));
        self.notices.add(&file.notices)?;
        self.sign_offs.add(&file.sign_offs)
    }

    /// The dateline that begins `paragraph`.
    #[must_use]
    pub fn dateline(&self, paragraph: &str, calendar: &Calendar) -> Option<Dateline> {
        if !self.unforeseen && !may_date(paragraph) {
            return None;
        }
        let pattern = self.datelines.first(paragraph)?;
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
        self.notices.all.is_match(paragraph)
    }

    /// Whether a paragraph is a sign-off.
    #[must_use]
    pub fn is_sign_off(&self, paragraph: &str) -> bool {
        self.sign_offs.all.is_match(paragraph)
    }
}

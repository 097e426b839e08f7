//! `calendar.yaml` exactly as it is written.

use serde::Deserialize;

use crate::rules::calendar::Unit;

/// `calendar.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct CalendarFile {
    pub months: Option<NamesEntry>,
    pub weekdays: Option<WeekdaysEntry>,
    pub days: Vec<DayEntry>,
    pub neighbours: Vec<DayEntry>,
    pub periods: Vec<PeriodEntry>,
    pub names: Option<PhrasesEntry>,
    pub last: Option<WordsEntry>,
    pub next: Option<WordsEntry>,
    pub this: Option<WordsEntry>,
    pub ahead: Option<WordsEntry>,
    pub ahead_verbs: Option<WordsEntry>,
    pub habits: Option<WordsEntry>,
    pub parts: Option<WordsEntry>,
    pub first: Option<WordsEntry>,
    pub joins: Option<WordsEntry>,
    pub articles: Option<WordsEntry>,
    pub month_openers: Option<WordsEntry>,
    pub year_openers: Option<WordsEntry>,
    pub of: Option<WordsEntry>,
}

/// The months, in their order: of each the name and its abbreviations.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamesEntry {
    pub names: [Vec<String>; 12],
    pub example: String,
}

/// The weekdays from Monday on: of each the name and its abbreviations; and their plurals.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeekdaysEntry {
    pub names: [Vec<String>; 7],
    #[serde(default)]
    pub plurals: Vec<String>,
    pub example: String,
}

/// Phrases for a day at a distance from another.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayEntry {
    pub phrases: Vec<String>,
    pub by: i32,
    pub example: String,
}

/// Phrases for a period at a distance from that of the publication.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodEntry {
    pub phrases: Vec<String>,
    pub unit: Unit,
    pub by: i32,
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhrasesEntry {
    pub phrases: Vec<String>,
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordsEntry {
    pub words: Vec<String>,
    pub example: String,
}

//! `diff.yaml` exactly as it is written: labels, hedges, and how agencies declare a change.

use serde::Deserialize;

use crate::rules::revisions::{NoticeKind, NoticeTopic};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct DiffFile {
    pub labels: Vec<LabelEntry>,
    pub hedges: Vec<HedgeEntry>,
    pub hedging_verbs: Vec<HedgingVerbEntry>,
    pub statuses: Vec<StatusEntry>,
    pub notices: Vec<NoticeEntry>,
    pub in_copy: Vec<InCopyEntry>,
    pub topics: Vec<TopicEntry>,
    pub paragraphs: Option<ParagraphEntry>,
    pub readings: Option<ReadingEntry>,
}

/// Two versions of a report that differ in what the entry is about.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    pub old: String,
    pub new: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelEntry {
    /// The gravest first; words of one line weigh the same.
    pub words: Vec<Vec<String>>,
    pub example: Pair,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HedgeEntry {
    pub phrases: Vec<String>,
    pub example: Pair,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HedgingVerbEntry {
    pub lemmas: Vec<String>,
    pub example: Pair,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusEntry {
    pub words: Vec<String>,
    /// Its place among the versions of a report; none where it says nothing of that.
    #[serde(default)]
    pub rank: Option<u32>,
    /// Whether a number before it counts versions.
    #[serde(default)]
    pub numbered: bool,
    #[serde(default)]
    pub correction: bool,
    #[serde(default)]
    pub kill: bool,
    pub example: Pair,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeEntry {
    pub pattern: String,
    pub kind: NoticeKind,
    pub example: Pair,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    Up,
    Down,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InCopyEntry {
    pub phrases: Vec<String>,
    #[serde(default)]
    pub direction: Option<Way>,
    pub example: Pair,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicEntry {
    pub topic: NoticeTopic,
    pub words: Vec<String>,
    pub example: Pair,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParagraphEntry {
    pub words: Vec<String>,
    pub ordinals: Vec<Vec<String>>,
    pub example: Pair,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingEntry {
    pub right: Vec<String>,
    pub wrong: Vec<String>,
    pub example: Pair,
}

//! `claims.yaml` exactly as it is written: what reports claim, and how sure they make of it.

use serde::Deserialize;

use crate::rules::claims::TopicKind;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClaimsFile {
    /// Words that expressions name together.
    pub objects: std::collections::BTreeMap<String, Vec<String>>,
    pub topics: Vec<TopicEntry>,
    pub weapons: Vec<WordsEntry>,
    pub forces: Vec<WordsEntry>,
    pub hedges: Vec<WordsEntry>,
    pub modals: Vec<WordsEntry>,
    pub suppositions: Vec<WordsEntry>,
    pub openings: Vec<WordsEntry>,
    pub games: Vec<WordsEntry>,
    pub plans: Vec<WordsEntry>,
    pub schedules: Vec<WordsEntry>,
    pub sources: Vec<WordsEntry>,
    pub announcing: Vec<WordsEntry>,
    pub backward: Vec<WordsEntry>,
    pub confirming: Vec<WordsEntry>,
    pub urgent: Vec<WordsEntry>,
    /// What a word is bent with.
    pub inflections: Vec<String>,
    /// What a noun is derived with.
    pub derivations: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicEntry {
    pub topic: String,
    pub kind: TopicKind,
    #[serde(default)]
    pub verbs: Vec<String>,
    /// A verb and a noun behind it.
    #[serde(default)]
    pub expressions: Vec<String>,
    #[serde(default)]
    pub nouns: Vec<String>,
    /// Several words that stand for a noun.
    #[serde(default)]
    pub phrases: Vec<String>,
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordsEntry {
    pub words: Vec<String>,
    pub example: String,
}

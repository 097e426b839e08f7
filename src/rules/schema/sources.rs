//! `sources.yaml` exactly as it is written: how reports speak of those they do not name.

use serde::Deserialize;

/// `sources.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SourcesFile {
    pub loaded: Vec<LoadedEntry>,
    pub veiled: Vec<WordsEntry>,
    pub again: Vec<WordsEntry>,
    pub circle: Vec<WordsEntry>,
    pub official: Vec<WordsEntry>,
    pub empty: Vec<WordsEntry>,
    pub officials: Vec<WordsEntry>,
    pub anonymity: Vec<WordsEntry>,
    pub nobody: Vec<WordsEntry>,
    pub whoever: Vec<WordsEntry>,
    pub crowd: Vec<WordsEntry>,
    pub everybody: Vec<EverybodyEntry>,
    pub speaking: Vec<VerbsEntry>,
    pub hearsay: Vec<WordsEntry>,
    pub contested: Vec<WordsEntry>,
    pub utterance: Vec<WordsEntry>,
    pub household: Vec<WordsEntry>,
}

/// Verbs that judge what they report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LoadedEntry {
    pub verbs: Vec<String>,
    /// What the verb presupposes, as the end of a sentence.
    pub implies: String,
    /// Words near which it does not.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Whether it does not with an infinitive, by which people speak of themselves.
    #[serde(default)]
    pub unless_infinitive: bool,
    pub example: String,
}

/// Words and phrases; the example holds one of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordsEntry {
    pub words: Vec<String>,
    pub example: String,
}

/// The pronoun of everybody and the verbs that make it a source.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EverybodyEntry {
    pub words: Vec<String>,
    pub verbs: Vec<String>,
    pub example: String,
}

/// Verbs by their infinitives; the example holds a form of one of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerbsEntry {
    pub verbs: Vec<String>,
    pub example: String,
}

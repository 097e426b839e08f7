//! Words by which reports on one event are compared.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// `reports.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct ReportsFile {
    pub words: Vec<WordsEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordsEntry {
    pub set: WordSet,
    pub words: Vec<String>,
    pub example: String,
}

/// What the words of a set have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WordSet {
    /// Who passes on what others have said.
    Medium,
    /// Who speaks for a body or for somebody else.
    Voice,
}

/// Words by which reports are compared, in lower case.
#[derive(Debug, Default)]
pub struct Reports {
    words: FxHashMap<WordSet, FxHashSet<Box<str>>>,
}

impl Reports {
    /// Adds what a file says; gives the word that is not in its example, and says so.
    pub(super) fn add(&mut self, file: &ReportsFile) -> Result<(), (String, String)> {
        for entry in &file.words {
            let set = self.words.entry(entry.set).or_default();
            set.extend(entry.words.iter().map(|word| word.to_lowercase().into_boxed_str()));
            if !words(&entry.example).any(|word| set.contains(word.as_str())) {
                let first = entry.words.first().cloned().unwrap_or_default();
                return Err((first, format!("no word of the set stands in its example `{}`", entry.example)));
            }
        }
        Ok(())
    }

    /// Whether `word`, in lower case, is in `set`.
    #[must_use]
    pub fn has(&self, set: WordSet, word: &str) -> bool {
        self.words.get(&set).is_some_and(|words| words.contains(word))
    }

    /// Whether a word of `text` is in `set`.
    #[must_use]
    pub fn any(&self, set: WordSet, text: &str) -> bool {
        words(text).any(|word| self.has(set, &word))
    }
}

/// The words of a text in lower case, hyphens included.
fn words(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != '-');
    parts.filter(|part| !part.is_empty()).map(str::to_lowercase)
}

//! What may be wrong with a rule pack.

use std::path::PathBuf;

/// A rule pack that cannot be used, with the place and what was expected.
#[derive(Debug, thiserror::Error)]
pub enum RuleError {
    /// The folder or file could not be read.
    #[error("{}: cannot be read: {reason}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What the system says.
        reason: std::io::Error,
    },
    /// The folder holds no rule file.
    #[error("{}: no rule files here; expected YAML files named {expected}", path.display())]
    NoRules {
        /// The folder.
        path: PathBuf,
        /// The names that are read.
        expected: String,
    },
    /// A file whose name means nothing.
    #[error("{file}: not a rule file; expected one of {expected}{}", suggestion(nearest.as_deref()))]
    UnknownFile {
        /// The file.
        file: String,
        /// The names that are read.
        expected: String,
        /// The name that was probably meant.
        nearest: Option<String>,
    },
    /// A file that does not follow the schema.
    #[error("{file}:{line}:{column}: {message}{}", suggestion(nearest.as_deref()))]
    Schema {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What is wrong and what was expected.
        message: String,
        /// The name that was probably meant.
        nearest: Option<String>,
    },
    /// An entry that contradicts itself or the rest of the pack.
    #[error("{file}:{line}:{column}: {message}")]
    Entry {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What is wrong and what was expected.
        message: String,
    },
}

fn suggestion(nearest: Option<&str>) -> String {
    nearest.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}

/// The candidate most like `word`, where one is alike enough to be a slip of the fingers.
///
/// Jaro-Winkler of 0.8 keeps `lema`/`lemma` (0.95) and `exemple`/`example` (0.92) and drops `foo`/`forms` (0.69).
pub(crate) fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<String> {
    candidates
        .map(|candidate| (strsim::jaro_winkler(word, candidate), candidate))
        .filter(|&(likeness, _)| likeness >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate.to_owned())
}

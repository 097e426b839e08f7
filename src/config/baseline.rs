//! A baseline: the findings that are known, one JSON object a line, keyed by what they say and not by where.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::read::ConfigError;
use crate::rules::meant;
use crate::text::Span;

/// The findings that are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// They, in the order of their file, each with its place there.
    pub entries: Vec<(Entry, Span)>,
}

/// A finding that is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The article it is reported at.
    pub document: String,
    /// The lint.
    pub lint: String,
    /// What it said when it was written down; for those who read the file.
    pub message: String,
    /// What it is known by.
    pub fingerprint: String,
}

impl Baseline {
    /// The baseline `text` is; `file` is its name in messages.
    ///
    /// # Errors
    ///
    /// At the first line that is no entry.
    pub fn read(file: &str, text: &str) -> Result<Baseline, ConfigError> {
        let mut entries = Vec::new();
        let mut at = 0;
        for (number, whole) in text.split_inclusive('\n').enumerate() {
            let line = whole.trim_end();
            if !line.is_empty() {
                let entry = serde_json::from_str(line).map_err(|error| problem(file, number + 1, &error))?;
                entries.push((entry, Span::new(at, at + line.len() as u32)));
            }
            at += whole.len() as u32;
        }
        Ok(Baseline { entries })
    }

    /// Writes `entries` in an order that keeps the differences between two baselines small.
    ///
    /// # Errors
    ///
    /// When `out` cannot be written to.
    pub fn write(mut entries: Vec<Entry>, out: &mut impl Write) -> io::Result<()> {
        entries.sort();
        for entry in &entries {
            serde_json::to_writer(&mut *out, entry)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}

fn problem(file: &str, line: usize, error: &serde_json::Error) -> ConfigError {
    let message = error.to_string();
    // The place is shown in front; the parser's own mention of it would say it twice.
    let message = message.rfind(" at line ").and_then(|at| message.get(..at)).unwrap_or(&message);
    let hint = meant(message).map(|name| format!("; did you mean `{name}`?"));
    let message = match hint {
        Some(hint) => format!("{message}{hint}"),
        None => format!("{message}, expected an entry that `--write-baseline` wrote"),
    };
    ConfigError { file: file.to_owned(), line, column: error.column(), message }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(document: &str) -> Entry {
        let (lint, message) = ("unclosed-quote".to_owned(), "opened".to_owned());
        Entry { document: document.to_owned(), lint, message, fingerprint: "00ff".to_owned() }
    }

    #[test]
    fn what_is_written_is_read_in_order() {
        let mut out = Vec::new();
        Baseline::write(vec![entry("b.txt"), entry("a.txt")], &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let baseline = Baseline::read("known.jsonl", &text).unwrap();
        let documents: Vec<&str> = baseline.entries.iter().map(|(entry, _)| entry.document.as_str()).collect();
        assert_eq!(documents, ["a.txt", "b.txt"]);
        assert!(text[baseline.entries[1].1].starts_with("{\"document\":\"b.txt\""));
    }

    #[test]
    fn errors_say_where() {
        let error = Baseline::read("k", "\n{\"lint\": 3}\n").unwrap_err().to_string();
        assert_eq!(
            error,
            "k:2:10: invalid type: integer `3`, expected a string, expected an entry that `--write-baseline` wrote"
        );
        let error = Baseline::read("k", "{\"lints\": 3}\n").unwrap_err().to_string();
        assert!(error.ends_with("did you mean `lint`?"), "{error}");
    }
}

//! Writing findings: for people in a terminal, for other programs and for the services newsrooms keep their texts in.

mod concise;
mod jsonl;
mod texts;

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use thiserror::Error;

use super::View;
use crate::lint::{Articles, Finding};
use texts::Texts;

/// A form in which findings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FindingFormat {
    /// For people: each with the passages it is about.
    #[default]
    Full,
    /// A line each: path, line, column, level, lint and message.
    Concise,
    /// One JSON object with all of them.
    Json,
    /// One JSON object a line.
    Jsonl,
}

/// No [`FindingFormat`] has this name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is no format, expected {names}", names = names())]
pub struct UnknownFindingFormat(pub String);

fn names() -> String {
    let [names @ .., last] = FindingFormat::ALL.map(FindingFormat::name);
    format!("{} or {last}", names.join(", "))
}

impl FindingFormat {
    /// All formats.
    pub const ALL: [FindingFormat; 4] =
        [FindingFormat::Full, FindingFormat::Concise, FindingFormat::Json, FindingFormat::Jsonl];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            FindingFormat::Full => "full",
            FindingFormat::Concise => "concise",
            FindingFormat::Json => "json",
            FindingFormat::Jsonl => "jsonl",
        }
    }

    /// Writes `findings`, which point into `articles`, in the order given; `view` matters to
    /// [`FindingFormat::Full`] alone.
    ///
    /// Those that are [suppressed](Finding::suppressed) are left out.
    ///
    /// # Errors
    ///
    /// When `out` cannot be written to.
    pub fn write(
        self,
        findings: &[Finding],
        articles: &Articles<'_>,
        view: View,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let _ = view;
        let texts = Texts::new(findings, articles);
        match self {
            FindingFormat::Full => concise::write(&texts, out),
            FindingFormat::Concise => concise::write(&texts, out),
            FindingFormat::Json => jsonl::write_all(&texts, out),
            FindingFormat::Jsonl => jsonl::write(&texts, out),
        }
    }
}

impl fmt::Display for FindingFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for FindingFormat {
    type Err = UnknownFindingFormat;

    fn from_str(name: &str) -> Result<FindingFormat, UnknownFindingFormat> {
        let named = FindingFormat::ALL.into_iter().find(|format| format.name() == name);
        named.ok_or_else(|| UnknownFindingFormat(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_found_by_their_names() {
        for format in FindingFormat::ALL {
            assert_eq!(format.name().parse(), Ok(format));
        }
        let error = "xml".parse::<FindingFormat>().unwrap_err().to_string();
        assert!(error.starts_with("`xml` is no format, expected full, concise, json, "), "{error}");
    }
}

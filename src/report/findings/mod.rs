//! Writing findings: for people in a terminal, for other programs and for the services newsrooms keep their texts in.

mod checkstyle;
mod concise;
mod explained;
mod full;
mod github;
mod gitlab;
mod jsonl;
mod junit;
mod rdjson;
mod sarif;
mod statistics;
mod texts;
mod xml;

#[cfg(test)]
mod sample;

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use thiserror::Error;

use super::View;
use crate::lint::{Articles, Finding};
pub use explained::write_explained;
pub use statistics::write_statistics;
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
    /// The Static Analysis Results Interchange Format 2.1.0 of OASIS.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// The code quality report of GitLab.
    Gitlab,
    /// The XML of `JUnit`.
    Junit,
    /// The XML of Checkstyle.
    Checkstyle,
    /// The diagnostics of reviewdog as one JSON object.
    Rdjson,
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
    pub const ALL: [FindingFormat; 10] = [
        FindingFormat::Full,
        FindingFormat::Concise,
        FindingFormat::Json,
        FindingFormat::Jsonl,
        FindingFormat::Sarif,
        FindingFormat::Github,
        FindingFormat::Gitlab,
        FindingFormat::Junit,
        FindingFormat::Checkstyle,
        FindingFormat::Rdjson,
    ];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            FindingFormat::Full => "full",
            FindingFormat::Concise => "concise",
            FindingFormat::Json => "json",
            FindingFormat::Jsonl => "jsonl",
            FindingFormat::Sarif => "sarif",
            FindingFormat::Github => "github",
            FindingFormat::Gitlab => "gitlab",
            FindingFormat::Junit => "junit",
            FindingFormat::Checkstyle => "checkstyle",
            FindingFormat::Rdjson => "rdjson",
        }
    }

    /// Writes `findings`, which point into `articles`, in the order given; `view` matters to
    /// [`FindingFormat::Full`] alone.
    ///
    /// Those that are [suppressed](Finding::suppressed) are left out, but for SARIF, which says that they are.
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
        let texts = Texts::new(findings, articles);
        match self {
            FindingFormat::Full => full::write(&texts, view, out),
            FindingFormat::Concise => concise::write(&texts, out),
            FindingFormat::Json => jsonl::write_all(&texts, out),
            FindingFormat::Jsonl => jsonl::write(&texts, out),
            FindingFormat::Sarif => sarif::write(&texts, out),
            FindingFormat::Github => github::write(&texts, out),
            FindingFormat::Gitlab => gitlab::write(&texts, out),
            FindingFormat::Junit => junit::write(&texts, out),
            FindingFormat::Checkstyle => checkstyle::write(&texts, out),
            FindingFormat::Rdjson => rdjson::write(&texts, out),
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

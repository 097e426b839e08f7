//! Writing what was found: for people in a terminal and for machines, one file a format.

mod brat;
mod code_points;
mod diff;
mod difference;
pub mod findings;
mod json;
mod jsonl;
mod jsonld;
mod lints;
mod markup;
mod survey;
mod terminal;
mod text;

#[cfg(test)]
mod sample;

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use thiserror::Error;

use crate::analysis::Analysis;
use crate::article::prose;

pub use diff::{Compared, DiffFormat};
pub use difference::write_difference;
pub use lints::{write_lints, write_page};
pub use survey::{ONE_PAGE, Page, SurveyFormat, Table, Ui, UnknownTable, UnknownUi, pages};

/// The version of the machine formats, which every record bears.
pub const SCHEMA: &str = "selon/1";

/// A form in which an analysis is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// The article as a person reads it in a terminal, and the list of its attributions.
    #[default]
    Text,
    /// The article's text with the marks of [`crate::text::markup`].
    Markup,
    /// One JSON object a line.
    Jsonl,
    /// The annotations of brat, which stand beside the text they point into.
    Brat,
    /// One document of W3C Web Annotations a line.
    Jsonld,
}

/// No [`Format`] has this name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is no format, expected text, markup, jsonl, brat or jsonld")]
pub struct UnknownFormat(pub String);

/// What [`Format::Text`] is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// Whether sources are told apart by colour rather than by marks.
    pub colour: bool,
    /// The columns of a line.
    pub width: usize,
}

impl Default for View {
    fn default() -> View {
        View { colour: false, width: 80 }
    }
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 5] = [Format::Text, Format::Markup, Format::Jsonl, Format::Brat, Format::Jsonld];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markup => "markup",
            Format::Jsonl => "jsonl",
            Format::Brat => "brat",
            Format::Jsonld => "jsonld",
        }
    }

    /// Writes `analysis` in this form; `view` matters to [`Format::Text`] alone.
    ///
    /// # Errors
    ///
    /// When `out` cannot be written to.
    pub fn write(self, analysis: &Analysis, view: View, out: &mut impl Write) -> io::Result<()> {
        match self {
            Format::Text => text::write(analysis, view, out),
            Format::Markup => markup::write(analysis, out),
            Format::Jsonl => out.write_all(&jsonl::line(analysis)),
            Format::Brat => brat::write(analysis, out),
            Format::Jsonld => jsonld::write(analysis, out),
        }
    }

    /// What [`Format::write`] writes.
    ///
    /// # Panics
    ///
    /// Never: memory can be written to.
    #[must_use]
    pub fn bytes(self, analysis: &Analysis, view: View) -> Vec<u8> {
        if self == Format::Jsonl {
            return jsonl::line(analysis);
        }
        let mut bytes = Vec::new();
        self.write(analysis, view, &mut bytes).expect("memory can be written to");
        bytes
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Format, UnknownFormat> {
        Format::ALL.into_iter().find(|format| format.name() == name).ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_found_by_their_names() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(format));
        }
        let error = "xml".parse::<Format>().unwrap_err();
        assert_eq!(error.to_string(), "`xml` is no format, expected text, markup, jsonl, brat or jsonld");
    }
}

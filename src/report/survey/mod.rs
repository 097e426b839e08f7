//! Surveys written out: for people as text, Markdown and pages, for machines as tables and linked data.

mod across;
mod catalogue;
mod chart;
mod claims;
mod engine;
mod html;
mod links;
mod passage;
mod prose;
mod rows;
mod table;
mod ui;
mod view;

use std::io::{self, Write};

use rayon::iter::ParallelIterator;

use crate::survey::Survey;

pub use html::Page;
pub use table::{Table, UnknownTable};
pub use ui::{Ui, UnknownUi};

/// A form in which a survey is written as one stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SurveyFormat {
    /// Lists and tables for a terminal.
    #[default]
    Text,
    /// The same in Markdown.
    Markdown,
    /// One page that needs nothing but itself.
    Html,
    /// All tables as one JSON document.
    Json,
    /// One table as JSON Lines.
    Jsonl(Table),
    /// One table as CSV.
    Csv(Table),
    /// One collection of W3C Web Annotations.
    Jsonld,
}

/// How many reports [`SurveyFormat::Html`] is meant for; more are better off as [`pages`].
pub const ONE_PAGE: usize = html::ONE_PAGE;

impl SurveyFormat {
    /// Writes `survey` in this form, in the language of `ui` where it is for people.
    ///
    /// # Errors
    ///
    /// When `out` cannot be written to.
    pub fn write(self, survey: &Survey, ui: Ui, out: &mut impl Write) -> io::Result<()> {
        match self {
            SurveyFormat::Text => out.write_all(prose::text(survey, ui).as_bytes()),
            SurveyFormat::Markdown => out.write_all(prose::markdown(survey, ui).as_bytes()),
            SurveyFormat::Html => out.write_all(html::page(survey, ui).as_bytes()),
            SurveyFormat::Json => table::write_json(survey, out),
            SurveyFormat::Jsonl(table) => table.write_jsonl(survey, out),
            SurveyFormat::Csv(table) => table.write_csv(survey, out),
            SurveyFormat::Jsonld => super::jsonld::write_all(survey, out),
        }
    }
}

/// The pages of a large survey, made in parallel as they are asked for: an index, lists of sources, figures, quotations and findings, and a page a report.
#[must_use]
pub fn pages<'a>(survey: &'a Survey, ui: Ui) -> impl ParallelIterator<Item = Page> + 'a {
    html::pages(survey, ui)
}

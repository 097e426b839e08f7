//! The arguments of `selon report`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use selon::report;

use super::{Choosing, Input};

/// Show who speaks in a set of reports, on which figures, and where they disagree.
#[derive(Debug, Args)]
pub struct Report {
    #[command(flatten)]
    pub input: Input,

    #[command(flatten)]
    pub choosing: Choosing,

    /// What to write
    #[arg(long, short, value_name = "FORMAT", default_value = "text")]
    pub format: ReportFormat,

    /// Write to a file; or to a directory: many pages for html, all tables for csv and jsonl
    #[arg(long, short, value_name = "FILE|DIR")]
    pub output: Option<PathBuf>,

    /// The table that csv and jsonl write [default: attributions; all of them to a directory]
    #[arg(long, value_name = "TABLE")]
    pub table: Option<ReportTable>,

    /// The language of headings, labels and findings; articles stay in theirs
    #[arg(long, value_name = "TAG", default_value = "en")]
    pub ui: UiLanguage,
}

/// What a report is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// Lists for a terminal
    Text,
    /// Lists and tables in Markdown
    Markdown,
    /// One page that needs nothing but itself; many to a directory
    Html,
    /// All tables as one JSON document
    Json,
    /// One table as JSON Lines
    Jsonl,
    /// One table as CSV
    Csv,
    /// W3C Web Annotations, one JSON-LD document
    Jsonld,
}

/// A table of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportTable {
    /// A row for each attribution
    Attributions,
    /// A row for each figure
    Figures,
    /// A row for each source
    Sources,
    /// A row for each report
    Reports,
    /// A row for each wording of a quotation that several reports bear
    Quotations,
    /// A row for each place of a finding
    Findings,
}

/// The language of headings and labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum UiLanguage {
    /// English
    En,
    /// French
    Fr,
}

impl From<ReportTable> for report::Table {
    fn from(table: ReportTable) -> report::Table {
        match table {
            ReportTable::Attributions => report::Table::Attributions,
            ReportTable::Figures => report::Table::Figures,
            ReportTable::Sources => report::Table::Sources,
            ReportTable::Reports => report::Table::Reports,
            ReportTable::Quotations => report::Table::Quotations,
            ReportTable::Findings => report::Table::Findings,
        }
    }
}

impl From<UiLanguage> for report::Ui {
    fn from(language: UiLanguage) -> report::Ui {
        match language {
            UiLanguage::En => report::Ui::English,
            UiLanguage::Fr => report::Ui::French,
        }
    }
}

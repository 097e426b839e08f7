//! The arguments of the command line; the comments are the text of `--help`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use selon::article::{self, Encoding};
use selon::report;

/// Reads French news reports and says who is reported to have said what
#[derive(Debug, Parser)]
#[command(name = "selon", version, max_term_width = 100, after_help = EXIT_CODES)]
pub struct Selon {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "\
Exit codes: 0 done; 1 an example failed; 2 wrong usage, broken rules, something unreadable or nothing to read";

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Find who is reported to have said what
    Annotate(Annotate),
    /// Show who speaks in a set of reports, on which figures, and where they disagree
    Report(Report),
    /// Work on rules
    Rules {
        /// What to do with them
        #[command(subcommand)]
        command: RulesCommand,
    },
}

/// What to do with rules.
#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// Run the examples of rules
    Test(Test),
}

/// Find who is reported to have said what.
#[derive(Debug, Args)]
pub struct Annotate {
    /// Articles or directories of them: plain text, Markdown, HTML, JSON Lines; `-` or none for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// What to write
    #[arg(long, short, value_name = "FORMAT", default_value = "text")]
    pub format: OutputFormat,

    /// A directory of rule files, laid over those shipped
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,

    /// The encoding of the input, such as windows-1252; without it UTF-8, or what the bytes suggest
    #[arg(long, value_name = "LABEL")]
    pub encoding: Option<Encoding>,

    /// The form of the input, for standard input above all; without it what name and first bytes say
    #[arg(long, value_name = "FORMAT")]
    pub input: Option<InputFormat>,

    /// Write to a file; or to a directory, a file for each article
    #[arg(long, short, value_name = "FILE|DIR")]
    pub output: Option<PathBuf>,

    /// Whether to colour the text format
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,

    /// The columns of a line of the text format; without it those of the terminal, else 80
    #[arg(long, value_name = "N")]
    pub width: Option<NonZeroUsize>,

    /// How many articles to read through at once; without it as many as there are cores
    #[arg(long, short = 'j', value_name = "N")]
    pub threads: Option<NonZeroUsize>,
}

/// Show who speaks in a set of reports.
#[derive(Debug, Args)]
pub struct Report {
    /// Articles or directories of them: plain text, Markdown, HTML, JSON Lines; `-` or none for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// What to write
    #[arg(long, short, value_name = "FORMAT", default_value = "text")]
    pub format: ReportFormat,

    /// Write to a file; or to a directory: many pages for html, all tables for csv and jsonl
    #[arg(long, short, value_name = "FILE|DIR")]
    pub output: Option<PathBuf>,

    /// The table that csv and jsonl write; without it attributions, and all of them to a directory
    #[arg(long, value_name = "TABLE")]
    pub table: Option<ReportTable>,

    /// The language of headings and labels; articles and findings stay in theirs
    #[arg(long, value_name = "TAG", default_value = "en")]
    pub ui: UiLanguage,

    /// A directory of rule files, laid over those shipped
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,

    /// The encoding of the input, such as windows-1252; without it UTF-8, or what the bytes suggest
    #[arg(long, value_name = "LABEL")]
    pub encoding: Option<Encoding>,

    /// The form of the input, for standard input above all; without it what name and first bytes say
    #[arg(long, value_name = "FORMAT")]
    pub input: Option<InputFormat>,

    /// How many articles to read through at once; without it as many as there are cores
    #[arg(long, short = 'j', value_name = "N")]
    pub threads: Option<NonZeroUsize>,
}

/// Run the examples of rules.
#[derive(Debug, Args)]
pub struct Test {
    /// A directory of rule files, laid over those shipped: only its own examples are run
    #[arg(value_name = "DIR")]
    pub directory: Option<PathBuf>,

    /// The language whose rules are meant
    #[arg(long, value_name = "TAG", default_value = "fr")]
    pub language: String,

    /// Whether to colour what differs
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless the environment says otherwise: `NO_COLOR`, `CLICOLOR_FORCE`, TERM
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// The article with its reported speech set off, and a list of it
    Text,
    /// The article's text with marks written into it
    Markup,
    /// One JSON object a line for each article
    Jsonl,
    /// The annotations of brat, which stand beside the text
    Brat,
    /// W3C Web Annotations, one JSON-LD document a line
    Jsonld,
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

/// The form of the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// Plain text, as agencies send it
    Plain,
    /// Markdown
    Markdown,
    /// A web page
    Html,
    /// JSON Lines: one object a line with "text" and where known "id", "title", "published"
    Jsonl,
    /// The same objects in one array, or one object over several lines
    Json,
}

impl From<OutputFormat> for report::Format {
    fn from(format: OutputFormat) -> report::Format {
        match format {
            OutputFormat::Text => report::Format::Text,
            OutputFormat::Markup => report::Format::Markup,
            OutputFormat::Jsonl => report::Format::Jsonl,
            OutputFormat::Brat => report::Format::Brat,
            OutputFormat::Jsonld => report::Format::Jsonld,
        }
    }
}

impl From<InputFormat> for article::Format {
    fn from(format: InputFormat) -> article::Format {
        match format {
            InputFormat::Plain => article::Format::Plain,
            InputFormat::Markdown => article::Format::Markdown,
            InputFormat::Html => article::Format::Html,
            InputFormat::Jsonl => article::Format::JsonLines,
            InputFormat::Json => article::Format::Json,
        }
    }
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

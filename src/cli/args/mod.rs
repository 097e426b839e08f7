//! The arguments of the command line; the comments are the text of `--help`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use selon::article::{self, Encoding, Sources};
use selon::report;

mod check;
mod survey;

pub use check::{Check, Choosing, ConfigCommand, Explain, FormatTo, Input, Lints, Look, SchemaOf};
pub use survey::{Report, ReportFormat};

/// Reads French news reports, says who is reported to have said what, and finds what does not hold together
#[derive(Debug, Parser)]
#[command(name = "selon", version, max_term_width = 100, after_help = EXIT_CODES)]
pub struct Selon {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "\
Exit codes: 0 done, and nothing found at or above --fail-on; 1 something found, or an example failed; 2 wrong usage, \
broken rules or configuration, something unreadable or nothing to read";

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Find who is reported to have said what
    Annotate(Annotate),
    /// Find what does not hold together, within reports and between them
    Check(Check),
    /// Show who speaks in a set of reports, on which figures, and where they disagree
    Report(Report),
    /// Show the page of a lint, or what a finding rests on
    Explain(Explain),
    /// List the lints
    Lints(Lints),
    /// Work on configuration
    Config {
        /// What to do with it
        #[command(subcommand)]
        command: ConfigCommand,
    },
    /// Say what really changed between two versions of a report
    Diff(Diff),
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

    #[command(flatten)]
    pub source: Source,

    /// Write to a file; or to a directory, a file for each article
    #[arg(long, short, value_name = "FILE|DIR")]
    pub output: Option<PathBuf>,

    #[command(flatten)]
    pub look: Look,

    /// How many articles to read through at once; without it as many as there are cores
    #[arg(long, short = 'j', value_name = "N")]
    pub threads: Option<NonZeroUsize>,
}

/// By which rules articles are read, and how their bytes.
#[derive(Debug, Args)]
pub struct Source {
    /// A directory of rule files, laid over those shipped
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,

    /// The encoding of the input, such as windows-1252; without it UTF-8, or what the bytes suggest
    #[arg(long, value_name = "LABEL")]
    pub encoding: Option<Encoding>,

    /// The form of the input, for standard input above all; without it what name and first bytes say
    #[arg(long, value_name = "FORMAT")]
    pub input: Option<InputFormat>,
}

impl Source {
    /// The articles at `paths`, read as the arguments say.
    pub fn read<P: Into<PathBuf>>(&self, paths: impl IntoIterator<Item = P>) -> Sources {
        Sources::new(paths).encoding(self.encoding).format(self.input.map(article::Format::from))
    }
}

/// Say what really changed between two versions of a report.
#[derive(Debug, Args)]
#[command(override_usage = "selon diff [OPTIONS] <OLD> <NEW>\n       selon diff [OPTIONS] --git <REV> <PATH>...")]
pub struct Diff {
    /// The old and the new version: files, directories whose files are paired by their names, `-` for standard input
    #[arg(value_name = "OLD NEW", num_args = 1.., required = true)]
    pub paths: Vec<PathBuf>,

    /// Compare what the paths hold at a revision of git with what they hold now; REV..REV compares two revisions
    #[arg(long, value_name = "REV")]
    pub git: Option<String>,

    /// What to write
    #[arg(long, short, value_name = "FORMAT", default_value = "text")]
    pub format: DiffOutputFormat,

    /// Exit with 1 where anything but spaces, glyphs, line breaks and the dateline changed
    #[arg(long)]
    pub exit_code: bool,

    /// Exit with 1 where one of these changed: classes such as figure, kinds such as quote-altered, silent-correction
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub fail_on: Vec<String>,

    #[command(flatten)]
    pub source: Source,

    /// Write to a file
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Whether to colour the text format
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,

    /// The columns of a line of the text format; without it those of the terminal, else 80
    #[arg(long, value_name = "N")]
    pub width: Option<NonZeroUsize>,

    /// How many pairs to compare at once; without it as many as there are cores
    #[arg(long, short = 'j', value_name = "N")]
    pub threads: Option<NonZeroUsize>,
}

/// What to write of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffOutputFormat {
    /// The list of changes, then the sentences they are in
    Text,
    /// One JSON object a line for each pair
    Json,
    /// Tables for a pull request
    Markdown,
    /// One page that needs no other file
    Html,
    /// Annotations of GitHub Actions
    Github,
}

impl From<DiffOutputFormat> for report::DiffFormat {
    fn from(format: DiffOutputFormat) -> report::DiffFormat {
        match format {
            DiffOutputFormat::Text => report::DiffFormat::Text,
            DiffOutputFormat::Json => report::DiffFormat::Json,
            DiffOutputFormat::Markdown => report::DiffFormat::Markdown,
            DiffOutputFormat::Html => report::DiffFormat::Html,
            DiffOutputFormat::Github => report::DiffFormat::Github,
        }
    }
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

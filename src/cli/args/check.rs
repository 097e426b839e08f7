//! The arguments of `selon check` and of what goes with it.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Subcommand, ValueEnum};
use selon::article::Encoding;
use selon::config::{Choices, FailOn, Selector, Setting};
use selon::report::findings::{FindingFormat, UnknownFindingFormat};

use super::{Color, InputFormat};
use crate::cli::project::Asked;

/// Find what does not hold together, within reports and between them.
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    pub input: Input,

    #[command(flatten)]
    pub choosing: Choosing,

    /// Report only articles that differ from the last commit, or are new to git; the others are read beside them
    #[arg(long)]
    pub changed: bool,

    /// The same, that differ from where the branch parted from REF
    #[arg(long, value_name = "REF")]
    pub since: Option<String>,

    /// What to write, and where; several times for several, all but one with a file [default: full]
    #[arg(long, short, value_name = "FORMAT[=FILE]", long_help = format_help())]
    pub format: Vec<FormatTo>,

    /// Write what has no file of its own there, instead of to standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// How often each lint found something
    #[arg(long)]
    pub statistics: bool,

    /// The level from which on findings make the check fail [default: error]
    #[arg(long, value_name = "LEVEL")]
    pub fail_on: Option<FailOnLevel>,

    /// A file of findings that are known and do not count
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    pub baseline: Option<PathBuf>,

    /// Write what is found to such a file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["fix", "diff", "changed", "since"])]
    pub write_baseline: Option<PathBuf>,

    /// Change the articles where that is safe, and never between quotation marks
    #[arg(long)]
    pub fix: bool,

    /// Show what --fix would change, and change nothing
    #[arg(long)]
    pub diff: bool,

    #[command(flatten)]
    pub look: Look,
}

/// What is read, and by which rules.
#[derive(Clone, Debug, Args)]
pub struct Input {
    /// Articles, directories of them, or patterns such as 'depeches/**/*.txt'; `-` or none for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// What standard input is called, which says its form and finds its configuration
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,

    /// The configuration of all articles; without it the selon.yaml found up the tree from each
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,

    /// Look for no configuration
    #[arg(long)]
    pub no_config: bool,

    /// A directory of rule files, laid over those shipped
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,

    /// The encoding of the input, such as windows-1252; without it UTF-8, or what the bytes suggest
    #[arg(long, value_name = "LABEL")]
    pub encoding: Option<Encoding>,

    /// The form of the input; without it what name and first bytes say
    #[arg(id = "input", long, value_name = "FORMAT")]
    pub format: Option<InputFormat>,

    /// How many articles to read through at once; without it as many as there are cores
    #[arg(long, short = 'j', value_name = "N")]
    pub threads: Option<NonZeroUsize>,
}

/// Which lints run.
#[derive(Debug, Default, Args)]
pub struct Choosing {
    /// Run these lints and categories and no others; `all` for all
    #[arg(long, value_name = "LINT", value_delimiter = ',')]
    pub select: Option<Vec<Selector>>,

    /// Do not run these lints and categories
    #[arg(long, value_name = "LINT", value_delimiter = ',')]
    pub ignore: Vec<Selector>,

    /// The level of a lint or category: off, info, warning or error
    #[arg(long, value_name = "LINT=LEVEL", value_delimiter = ',')]
    pub level: Vec<LevelOf>,
}

/// How text is shown.
#[derive(Debug, Args)]
pub struct Look {
    /// Whether to colour what is for people
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,

    /// The columns of a line; without it those of the terminal, else 80
    #[arg(long, value_name = "N")]
    pub width: Option<NonZeroUsize>,
}

/// Show the page of a lint, or what a finding rests on.
#[derive(Debug, Args)]
pub struct Explain {
    /// A lint; or a finding: the first six or more digits of its fingerprint, or PATH:LINE
    #[arg(value_name = "LINT|FINDING")]
    pub what: String,

    #[command(flatten)]
    pub input: Input,

    #[command(flatten)]
    pub choosing: Choosing,

    #[command(flatten)]
    pub look: Look,
}

/// List the lints.
#[derive(Debug, Args)]
pub struct Lints {
    /// Lints and categories; without it all of them
    #[arg(value_name = "LINT")]
    pub only: Vec<Selector>,

    #[command(flatten)]
    pub look: Look,
}

/// What to do with configuration.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Print a JSON Schema for editors
    Schema {
        /// Of which file
        #[arg(value_name = "FILE", default_value = "config")]
        of: SchemaOf,
    },
}

/// A file that has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// selon.yaml
    Config,
    /// Files of suppressions
    Suppressions,
}

/// The level from which on findings make a check fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOnLevel {
    /// Any finding
    Info,
    /// Warnings and errors
    Warning,
    /// Errors
    Error,
    /// Nothing
    Never,
}

/// A format, and the file it is written to.
#[derive(Clone, Debug)]
pub struct FormatTo {
    pub format: FindingFormat,
    pub file: Option<PathBuf>,
}

/// A level, and what it is for.
#[derive(Clone, Copy, Debug)]
pub struct LevelOf(Selector, Setting);

fn format_help() -> String {
    let names = FindingFormat::ALL.map(FindingFormat::name).join(", ");
    format!(
        "What to write, and where; several times for several, all but one with a file.\n\nOne of {names}; full where nothing is said."
    )
}

impl FromStr for FormatTo {
    type Err = UnknownFindingFormat;

    fn from_str(given: &str) -> Result<FormatTo, UnknownFindingFormat> {
        let (name, file) = given.split_once('=').map_or((given, None), |(name, file)| (name, Some(file)));
        Ok(FormatTo { format: name.parse()?, file: file.map(PathBuf::from) })
    }
}

impl FromStr for LevelOf {
    type Err = String;

    fn from_str(given: &str) -> Result<LevelOf, String> {
        let (name, level) = given.split_once('=').ok_or("expected LINT=LEVEL")?;
        let selector = name.parse::<Selector>().map_err(|error| error.to_string())?;
        let setting = match level {
            "off" => Setting::Off,
            "info" => Setting::Info,
            "warning" => Setting::Warning,
            "error" => Setting::Error,
            _ => return Err(format!("unknown level `{level}`, expected off, info, warning or error")),
        };
        Ok(LevelOf(selector, setting))
    }
}

impl From<FailOnLevel> for FailOn {
    fn from(level: FailOnLevel) -> FailOn {
        match level {
            FailOnLevel::Info => FailOn::Info,
            FailOnLevel::Warning => FailOn::Warning,
            FailOnLevel::Error => FailOn::Error,
            FailOnLevel::Never => FailOn::Never,
        }
    }
}

impl Check {
    /// What is read: of a repository all, where only what changed is reported and nothing else is said.
    pub fn read(&self) -> Input {
        let mut input = self.input.clone();
        if input.paths.is_empty() && (self.changed || self.since.is_some()) {
            input.paths.push(PathBuf::from("."));
        }
        input
    }
}

impl Input {
    /// The paths, standard input where there are none.
    pub fn paths(&self) -> Vec<PathBuf> {
        if self.paths.is_empty() { vec![PathBuf::from("-")] } else { self.paths.clone() }
    }

    /// What is asked of configuration.
    pub fn asked(&self, choosing: &Choosing, fail_on: Option<FailOnLevel>) -> Asked {
        let lints: BTreeMap<Selector, Setting> = choosing.level.iter().map(|given| (given.0, given.1)).collect();
        Asked {
            config: self.config.clone(),
            no_config: self.no_config,
            rules: self.rules.clone(),
            choices: Choices { lints, select: choosing.select.clone(), ignore: choosing.ignore.clone() },
            fail_on: fail_on.map(FailOn::from),
        }
    }
}

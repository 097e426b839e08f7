//! The files a newsroom keeps beside its articles, as they are written: configuration, suppressions, baselines.

mod baseline;
mod patterns;
mod read;
pub mod schema;
mod selector;
mod suppression;

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::lint::Level;

pub use baseline::{Baseline, Entry};
pub use patterns::Patterns;
pub use read::ConfigError;
pub use selector::{Selector, UnknownSelector};
pub use suppression::Suppression;

/// The name under which a configuration is found.
pub const FILE: &str = "selon.yaml";

/// What the name of a file of suppressions has behind that of its article.
pub const SIDECAR: &str = ".selon.yaml";

/// A configuration file, as it is written.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Config {
    /// The files it is laid over, relative to its own, the last one on top.
    pub extend: Vec<String>,
    /// The levels of lints and categories; `off` turns off, a level on.
    #[serde(deserialize_with = "read::unique")]
    pub lints: BTreeMap<Selector, Setting>,
    /// The lints to run, and no others.
    pub select: Option<Vec<Selector>>,
    /// The lints not to run.
    pub ignore: Vec<Selector>,
    /// The level from which on findings make a check fail.
    pub fail_on: Option<FailOn>,
    /// The newsroom's own choices.
    pub house: HouseFile,
    /// A file of suppressions, relative to this one.
    pub suppressions: Option<String>,
    /// A file of findings that are known, relative to this one.
    pub baseline: Option<String>,
    /// A directory of rule files laid over those shipped, relative to this file.
    pub rules: Option<String>,
    /// The files that are not checked, relative to this one's directory.
    pub exclude: Patterns,
    /// What holds for some files only.
    pub overrides: Vec<Override>,
}

/// What holds for some files only.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Override {
    /// Which, relative to the configuration's directory.
    pub paths: Patterns,
    /// The levels of lints and categories there.
    #[serde(deserialize_with = "read::unique")]
    pub lints: BTreeMap<Selector, Setting>,
}

/// The newsroom's own choices, as they are written.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct HouseFile {
    /// What to write, and the spellings it replaces.
    #[serde(deserialize_with = "read::spellings")]
    pub names: BTreeMap<String, Vec<String>>,
}

/// What becomes of a lint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Setting {
    /// It does not run.
    Off,
    /// It runs, and what it finds is worth knowing.
    Info,
    /// It runs, and what it finds is worth a look.
    Warning,
    /// It runs, and what it finds is wrong.
    Error,
}

/// The level from which on findings make a check fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FailOn {
    /// Any finding.
    Info,
    /// Warnings and errors.
    Warning,
    /// Errors.
    Error,
    /// Nothing.
    Never,
}

/// Which lints run and at what level, as one place says it: a configuration, an override, the command line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    /// The levels of lints and categories; the narrower wins.
    pub lints: BTreeMap<Selector, Setting>,
    /// The lints to run, and no others.
    pub select: Option<Vec<Selector>>,
    /// The lints not to run.
    pub ignore: Vec<Selector>,
}

impl Config {
    /// The configuration `text` is; `file` is its name in messages.
    ///
    /// # Errors
    ///
    /// At the first thing that is not as it must be.
    pub fn read(file: &str, text: &str) -> Result<Config, ConfigError> {
        read::document::<Option<Config>>(file, text).map(Option::unwrap_or_default)
    }

    /// Which lints it runs and at what level.
    #[must_use]
    pub fn choices(&self) -> Choices {
        Choices { lints: self.lints.clone(), select: self.select.clone(), ignore: self.ignore.clone() }
    }
}

impl Setting {
    /// The level it gives a lint; none where it turns it off.
    #[must_use]
    pub fn level(self) -> Option<Level> {
        match self {
            Setting::Off => None,
            Setting::Info => Some(Level::Info),
            Setting::Warning => Some(Level::Warning),
            Setting::Error => Some(Level::Error),
        }
    }
}

impl FailOn {
    /// The lowest level that fails a check; none where nothing does.
    #[must_use]
    pub fn level(self) -> Option<Level> {
        match self {
            FailOn::Info => Some(Level::Info),
            FailOn::Warning => Some(Level::Warning),
            FailOn::Error => Some(Level::Error),
            FailOn::Never => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_key() {
        let text = "\
extend: [../house.yaml]
lints:
  quotes: warning
  unclosed-quote: off
select: [all]
ignore: [figures]
fail-on: never
house:
  names:
    Kyiv: [Kiev, Kief]
suppressions: aside.yaml
baseline: known.jsonl
rules: rules
exclude: [archive/, '*.md']
overrides:
  - paths: [opinion/]
    lints: {all: info}
";
        let config = Config::read("selon.yaml", text).unwrap();
        assert_eq!(config.extend, ["../house.yaml"]);
        assert_eq!(config.lints.len(), 2);
        assert_eq!(config.lints[&"unclosed-quote".parse().unwrap()], Setting::Off);
        assert_eq!(config.fail_on, Some(FailOn::Never));
        assert_eq!(config.house.names["Kyiv"], ["Kiev", "Kief"]);
        assert!(config.exclude.matches("archive/a.txt") && config.exclude.matches("b/c.md"));
        assert!(!config.exclude.matches("b/archive.txt"));
        assert!(config.overrides[0].paths.matches("opinion/2020/a.txt"));
    }

    #[test]
    fn a_file_may_be_empty() {
        for text in ["", "# nothing yet\n", "---\n", "{}"] {
            assert_eq!(Config::read("selon.yaml", text), Ok(Config::default()), "{text:?}");
        }
    }

    #[test]
    fn errors_say_where_what_and_what_was_meant() {
        let cases = [
            (
                "fail_on: error\n",
                "s:1:1: unknown field `fail_on`, expected one of `extend`, `lints`, `select`, `ignore`, `fail-on`, `house`, `suppressions`, `baseline`, `rules`, `exclude`, `overrides`; did you mean `fail-on`?",
            ),
            (
                "lints:\n  unclosed-qoute: error\n",
                "s:2:3: lints: unknown lint or category `unclosed-qoute`; did you mean `unclosed-quote`?",
            ),
            (
                "lints:\n  unclosed-quote: warn\n",
                "s:2:19: lints.unclosed-quote: unknown variant `warn`, expected one of `off`, `info`, `warning`, `error`; did you mean `warning`?",
            ),
            ("lints:\n  quotes: off\n  quotes: error\n", "s:3:3: lints: `quotes` twice, expected once"),
            ("ignore: quotes\n", "s:1:9: ignore: invalid type: string \"quotes\", expected a sequence"),
            (
                "ignore: [xyz]\n",
                "s:1:10: ignore[0]: unknown lint or category `xyz`, expected one that `selon lints` lists, or `all`",
            ),
            (
                "exclude: ['[b-a]']\n",
                "s:1:11: exclude[0]: `[b-a]` is no pattern: error parsing glob '[b-a]': invalid range; 'b' > 'a'",
            ),
            (
                "house:\n  names:\n    Kiev: [Kyiv]\n    Kyiv: [Kiev]\n",
                "s:2:3: house: `Kyiv` is both to be written and to be replaced, expected one of them",
            ),
            (
                "house:\n  names: {Kyiv: [Kiev], Kief: [Kiev]}\n",
                "s:2:3: house: `Kiev` is to be replaced in two ways, expected one",
            ),
            ("lints: [\n", "s:1:8: lints: invalid type: sequence, expected a mapping"),
        ];
        for (text, wanted) in cases {
            assert_eq!(Config::read("s", text).unwrap_err().to_string(), wanted);
        }
    }
}

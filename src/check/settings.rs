//! Which lints run, how grave what they find is, and a newsroom's own choices.

use std::collections::BTreeMap;

use crate::config::{Choices, Config};
use crate::lint::{Finding, House, LINTS, Level, Lint};

/// Which lints run, how grave what they find is, and a newsroom's own choices.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The levels that differ from the lints' own, by lint; none turns a lint off, and a level turns it on.
    pub levels: BTreeMap<&'static str, Option<Level>>,
    /// The newsroom's own choices.
    pub house: House,
    /// The level from which on a finding makes a check fail; none where nothing does.
    pub fail_on: Option<Level>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { levels: BTreeMap::new(), house: House::default(), fail_on: Some(Level::Error) }
    }
}

impl Settings {
    /// The level at which `lint` runs; none where it does not.
    #[must_use]
    pub fn level(&self, lint: &Lint) -> Option<Level> {
        match self.levels.get(lint.id) {
            Some(level) => *level,
            None => lint.default.then_some(lint.level),
        }
    }

    /// Whether `finding` makes a check fail.
    #[must_use]
    pub fn fails(&self, finding: &Finding) -> bool {
        finding.suppressed.is_none() && self.fail_on.is_some_and(|least| finding.level >= least)
    }

    /// Lays `config` over; what holds for some files only is left to [`Settings::choose`].
    pub fn lay(&mut self, config: &Config) {
        self.choose(&config.choices());
        self.house.names.extend(config.house.names.clone());
        if let Some(least) = config.fail_on {
            self.fail_on = least.level();
        }
    }

    /// Lays `choices` over: levels, the narrower last, then what is selected, then what is ignored.
    ///
    /// A lint that is selected runs at the level it had, or at its own where it was off.
    pub fn choose(&mut self, choices: &Choices) {
        for lint in LINTS {
            for (selector, setting) in &choices.lints {
                if selector.selects(lint) {
                    self.levels.insert(lint.id, setting.level());
                }
            }
            if let Some(selected) = &choices.select {
                let is_selected = selected.iter().any(|selector| selector.selects(lint));
                let level = is_selected.then(|| self.level(lint).unwrap_or(lint.level));
                self.levels.insert(lint.id, level);
            }
            if choices.ignore.iter().any(|selector| selector.selects(lint)) {
                self.levels.insert(lint.id, None);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(files: &[&str]) -> Option<Level> {
        let mut settings = Settings::default();
        for file in files {
            settings.lay(&Config::read("selon.yaml", file).unwrap());
        }
        settings.level(Lint::named("unclosed-quote").unwrap())
    }

    #[test]
    fn the_narrower_wins_within_a_file_and_the_later_file_over_it() {
        assert_eq!(level(&[""]), Some(Level::Error));
        assert_eq!(level(&["lints: {unclosed-quote: info, quotes: off, all: warning}"]), Some(Level::Info));
        assert_eq!(level(&["lints: {unclosed-quote: info}", "lints: {quotes: off}"]), None);
        assert_eq!(level(&["select: [names]"]), None);
        assert_eq!(level(&["lints: {quotes: info}\nselect: [unclosed-quote]"]), Some(Level::Info));
        assert_eq!(level(&["ignore: [quotes]", "select: [all]"]), Some(Level::Error));
        assert_eq!(level(&["select: [all]\nignore: [quotes]"]), None);
    }

    #[test]
    fn names_add_up_and_the_last_threshold_counts() {
        let mut settings = Settings::default();
        for file in ["fail-on: never\nhouse: {names: {A: [a], B: [b]}}", "fail-on: warning\nhouse: {names: {A: [aa]}}"]
        {
            settings.lay(&Config::read("selon.yaml", file).unwrap());
        }
        assert_eq!(settings.fail_on, Some(Level::Warning));
        assert_eq!(
            settings.house.names.into_iter().collect::<Vec<_>>(),
            [("A".to_owned(), vec!["aa".to_owned()]), ("B".to_owned(), vec!["b".to_owned()])]
        );
    }
}

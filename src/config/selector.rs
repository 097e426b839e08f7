//! What settings name: a lint, a category of lints, or all of them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer};
use thiserror::Error;

use crate::lint::{Category, LINTS, Lint};
use crate::rules::nearest;

/// A lint, a category of lints, or all of them; the wider sorts first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Selector {
    /// All lints.
    All,
    /// Those of a category.
    Category(Category),
    /// The one with this [`Lint::id`].
    Lint(&'static str),
}

/// No lint and no category has this name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("unknown lint or category `{name}`{}", hint(nearest.as_deref()))]
pub struct UnknownSelector {
    /// The name.
    pub name: String,
    /// The name that was probably meant.
    pub nearest: Option<String>,
}

fn hint(nearest: Option<&str>) -> String {
    match nearest {
        Some(name) => format!("; did you mean `{name}`?"),
        None => ", expected one that `selon lints` lists, or `all`".to_owned(),
    }
}

/// The name of all lints together.
const ALL: &str = "all";

impl Selector {
    /// Whether it means `lint`.
    #[must_use]
    pub fn selects(self, lint: &Lint) -> bool {
        match self {
            Selector::All => true,
            Selector::Category(category) => lint.category == category,
            Selector::Lint(id) => lint.id == id,
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Selector::All => ALL,
            Selector::Category(category) => category.name(),
            Selector::Lint(id) => id,
        }
    }

    /// Every selector there is, in the order of the lints.
    pub fn all() -> impl Iterator<Item = Selector> {
        let categories = Category::ALL.into_iter().map(Selector::Category);
        std::iter::once(Selector::All).chain(categories).chain(LINTS.iter().map(|lint| Selector::Lint(lint.id)))
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Selector {
    type Err = UnknownSelector;

    fn from_str(name: &str) -> Result<Selector, UnknownSelector> {
        Selector::all().find(|selector| selector.name() == name).ok_or_else(|| UnknownSelector {
            name: name.to_owned(),
            nearest: nearest(name, Selector::all().map(Selector::name)),
        })
    }
}

impl<'de> Deserialize<'de> for Selector {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Selector, D::Error> {
        super::read::string(deserializer, str::parse)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_selectors_share_a_name() {
        let mut names: Vec<&str> = Selector::all().map(Selector::name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}

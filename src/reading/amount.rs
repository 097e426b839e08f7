//! Amounts: figures with what they are figures of, and which of them count the same.

use crate::analysis::{Analysis, Figure, Precision, State};
use crate::rules::RulePack;
use crate::text::one_line;

use super::{Giver, Quantity};

/// How many figures before one are looked at for another value of the same: no report has as many between two that a
/// reader would compare, and a text of nothing but figures stays linear.
pub const BACK: usize = 64;
/// From how many people on one number is a coincidence no more, whatever they are called.
pub const MANY: f64 = 10.0;

/// A figure of one article with what it is a figure of.
#[derive(Clone, Copy, Debug)]
pub struct Amount<'a> {
    /// The article.
    pub analysis: &'a Analysis,
    /// The figure.
    pub figure: &'a Figure,
    /// What it is a figure of.
    pub quantity: &'a Quantity,
}

/// The figures of an article, in order.
#[must_use]
pub fn amounts<'a>(analysis: &'a Analysis, quantities: &'a [Quantity]) -> Vec<Amount<'a>> {
    let amount = |quantity: &'a Quantity| Amount { analysis, figure: &analysis.figures[quantity.figure], quantity };
    quantities.iter().map(amount).collect()
}

impl<'a> Amount<'a> {
    /// Whether it tells of this event and was counted, in whole numbers or bounds that say something.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        let vague = matches!(self.figure.precision, Precision::Weak | Precision::Magnitude);
        !self.quantity.past && !self.quantity.possible && !self.quantity.further && !vague
    }

    /// Whether both count the same: people in one state by names of one population, or the same things in one unit.
    #[must_use]
    pub fn is_of_one_kind(&self, other: &Amount<'_>, rules: &RulePack) -> bool {
        let (a, b) = (self.figure, other.figure);
        let populations = rules.reports.is_one_population(&a.population, &b.population);
        let people = |figure: &Figure| rules.reports.is_anybody(&figure.population);
        match (a.state, b.state) {
            (
                Some(State::Killed | State::Injured | State::Missing | State::Displaced | State::Demonstrating),
                Some(_),
            ) => a.state == b.state && (populations || people(a) && people(b)),
            (Some(_), Some(_)) => a.state == b.state && populations,
            (None, None) => a.unit == b.unit && populations && !(a.unit.is_none() && a.population.is_empty()),
            _ => false,
        }
    }

    /// Whether both may count the same, where one number is told of both: as [`Amount::is_of_one_kind`], and people in one
    /// state where one of the two is told of people as such.
    #[must_use]
    pub fn is_kin(&self, other: &Amount<'_>, rules: &RulePack) -> bool {
        let anybody = |figure: &Figure| {
            let word = &figure.population;
            rules.reports.is_anybody(word) || rules.reports.is_people(word)
        };
        let people = self.figure.state.is_some() && self.figure.state == other.figure.state;
        people && (anybody(self.figure) || anybody(other.figure)) || self.is_of_one_kind(other, rules)
    }

    /// Whether nothing says that they are told of two places or sides.
    #[must_use]
    pub fn is_of_one_scope(&self, other: &Amount<'_>) -> bool {
        let (a, b) = (self.quantity, other.quantity);
        a.parts == b.parts
            && (a.sides.is_empty() || b.sides.is_empty() || a.sides.iter().any(|side| b.sides.contains(side)))
    }

    /// Who gives it, as the article names it.
    #[must_use]
    pub fn giver(&self) -> Option<&'a str> {
        self.quantity.giver.entity().map(|entity| self.analysis.entities[entity].name.as_str())
    }

    /// Whether anybody gives it.
    #[must_use]
    pub fn is_sourced(&self) -> bool {
        self.quantity.giver != Giver::Nobody
    }

    /// Its words on one line, as written.
    #[must_use]
    pub fn words(&self) -> String {
        one_line(&self.analysis.article.text[self.figure.span]).into_owned()
    }

    /// Its interval: `[12, 12]`, `[20, …]`.
    #[must_use]
    pub fn interval(&self) -> String {
        let end = |end: Option<f64>| end.map_or_else(|| "\u{2026}".to_owned(), |end| end.to_string());
        format!("[{}, {}]", end(self.figure.low), end(self.figure.high))
    }

    /// The number it is told by, its bound aside; none where it is told by two or by an order of magnitude.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match self.figure.precision {
            Precision::Exact | Precision::AtLeast => self.figure.low,
            Precision::MoreThan => self.figure.low.map(|low| if self.figure.unit.is_none() { low - 1.0 } else { low }),
            Precision::AtMost => self.figure.high,
            Precision::LessThan => {
                self.figure.high.map(|high| if self.figure.unit.is_none() { high + 1.0 } else { high })
            }
            Precision::About | Precision::Rounded => Some(f64::midpoint(self.figure.low?, self.figure.high?)),
            Precision::Nearly => self.figure.high,
            Precision::Range | Precision::Magnitude | Precision::Weak => None,
        }
    }
}

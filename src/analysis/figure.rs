//! Figures: how much or how many a report says, as intervals.

use std::sync::Arc;

use crate::text::Span;

/// An amount as a report gives it: an interval, never a bare number.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// From the quantifier that sets the bound to the noun that is counted.
    pub span: Span,
    /// The least it may be; none where that end is open.
    pub low: Option<f64>,
    /// The most it may be; none where that end is open.
    pub high: Option<f64>,
    /// How it is given.
    pub precision: Precision,
    /// What is counted, in the singular and in lower case: `personne`, `soldat`, `euro`; empty where it is not said.
    pub population: Arc<str>,
    /// What happened to the people counted, or what they are; none where things are counted.
    pub state: Option<State>,
    /// What is measured, where it is no count: a currency (`EUR`), a measure (`km`, `ha`), `%`.
    pub unit: Option<Arc<str>>,
    /// The place in [`super::Analysis::figures`] of the figure it is a part of: *dont 8 civils*.
    pub part_of: Option<usize>,
    /// The place in [`super::Analysis::attributions`] of the innermost attribution whose content holds it.
    pub attribution: Option<usize>,
}

/// How an amount is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// As a number.
    Exact,
    /// *Au moins*.
    AtLeast,
    /// *Plus de*.
    MoreThan,
    /// *Au plus, jusqu'à*.
    AtMost,
    /// *Moins de*.
    LessThan,
    /// *Environ, quelque*: a tenth to either side.
    About,
    /// *Près de, presque*: not quite.
    Nearly,
    /// *Une dizaine, une centaine*: a quarter to either side.
    Rounded,
    /// *Entre 10 et 20*.
    Range,
    /// *Des dizaines, des centaines*: an order of magnitude.
    Magnitude,
    /// *Plusieurs, quelques*: more than one.
    Weak,
}

/// What happened to people who are counted, or what they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Dead.
    Killed,
    /// Injured.
    Injured,
    /// Dead and injured together, or it is not clear.
    Victims,
    /// Missing.
    Missing,
    /// Displaced, evacuated, refugees.
    Displaced,
    /// Arrested, in custody, convicted.
    Arrested,
    /// Held hostage.
    Hostage,
    /// Ill.
    Infected,
    /// At a demonstration, a strike, an event.
    Demonstrating,
    /// Personnel of forces, deployed or counted.
    SoldiersPolice,
    /// Of a body or a population: deputies, employees, inhabitants.
    Members,
    /// Anything else.
    Other,
}

impl Precision {
    /// Its name in the machine formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Precision::Exact => "exact",
            Precision::AtLeast => "at-least",
            Precision::MoreThan => "more-than",
            Precision::AtMost => "at-most",
            Precision::LessThan => "less-than",
            Precision::About => "about",
            Precision::Nearly => "nearly",
            Precision::Rounded => "rounded",
            Precision::Range => "range",
            Precision::Magnitude => "magnitude",
            Precision::Weak => "weak",
        }
    }
}

impl State {
    /// Its name in the machine formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            State::Killed => "killed",
            State::Injured => "injured",
            State::Victims => "victims",
            State::Missing => "missing",
            State::Displaced => "displaced",
            State::Arrested => "arrested",
            State::Hostage => "hostage",
            State::Infected => "infected",
            State::Demonstrating => "demonstrating",
            State::SoldiersPolice => "soldiers-police",
            State::Members => "members",
            State::Other => "other",
        }
    }
}

impl Figure {
    /// Whether it is given as a rough amount.
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        use Precision::{About, Magnitude, Nearly, Rounded, Weak};
        matches!(self.precision, About | Nearly | Rounded | Magnitude | Weak)
    }

    /// Whether both may be the same amount: their intervals share a number.
    #[must_use]
    pub fn agrees(&self, other: &Figure) -> bool {
        let below = |low: Option<f64>, high: Option<f64>| low.zip(high).is_none_or(|(low, high)| low <= high);
        below(self.low, other.high) && below(other.low, self.high)
    }
}

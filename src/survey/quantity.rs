//! Quantities: what several reports give figures for, and who gives which.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::speaker::Utterance;
use crate::analysis::{Analysis, Figure, State};
use crate::check::Event;

/// Something that reports on one event give figures for.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// What is counted or measured.
    pub subject: Subject,
    /// The figures, in reading order: those a report gives first stand for it.
    pub values: Vec<Value>,
    /// Whether the figures that stand for two reports cannot both be right.
    pub is_contested: bool,
}

/// What is counted or measured.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// What happened to the people counted.
    pub state: Option<State>,
    /// What is counted, where the state alone does not say so; else empty.
    pub population: Arc<str>,
    /// What is measured.
    pub unit: Option<Arc<str>>,
}

/// A figure for a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value {
    /// The report: a place in [`super::Survey::analyses`].
    pub report: usize,
    /// The place in its figures.
    pub figure: usize,
    /// The attribution it stands in.
    pub utterance: Option<Utterance>,
    /// Whether it is the one that stands for its report: the first that is not a part of another.
    pub leads: bool,
}

impl Value {
    /// The figure itself.
    #[must_use]
    pub fn figure<'a>(&self, analyses: &'a [Analysis]) -> &'a Figure {
        &analyses[self.report].figures[self.figure]
    }
}

impl Quantity {
    /// The figures that stand for their reports.
    pub fn leading(&self) -> impl Iterator<Item = &Value> {
        self.values.iter().filter(|value| value.leads)
    }

    /// How many reports give a figure.
    #[must_use]
    pub fn reports(&self) -> usize {
        self.leading().count()
    }
}

/// The quantities of each event: tolls first, then what several reports count or measure.
pub(super) fn quantities(analyses: &[Analysis], events: &[Event]) -> Vec<Quantity> {
    let mut all = Vec::new();
    for event in events {
        let mut by_subject: BTreeMap<Subject, Vec<Value>> = BTreeMap::new();
        for &report in &event.reports {
            for (index, figure) in analyses[report].figures.iter().enumerate() {
                let values = by_subject.entry(subject(figure)).or_default();
                let is_first = values.iter().rev().take_while(|value| value.report == report).all(|value| !value.leads);
                values.push(Value {
                    report,
                    figure: index,
                    utterance: figure.attribution.map(|attribution| Utterance { report, attribution }),
                    leads: is_first && figure.part_of.is_none(),
                });
            }
        }
        for (subject, values) in by_subject {
            let mut quantity = Quantity { subject, values, is_contested: false };
            if quantity.reports() < 2 && !is_toll(&quantity.subject) {
                continue;
            }
            let leading: Vec<&Figure> = quantity.leading().map(|value| value.figure(analyses)).collect();
            quantity.is_contested = is_toll(&quantity.subject) && !agree(&leading);
            all.push(quantity);
        }
    }
    all
}

/// What `figure` counts or measures. What happened to people says enough: civilians killed are people killed.
fn subject(figure: &Figure) -> Subject {
    let says_enough = figure.state.is_some_and(|state| !is_vague(state));
    let population = if says_enough { "".into() } else { figure.population.clone() };
    Subject { state: figure.state, population, unit: figure.unit.clone() }
}

/// Whether people in `state` are told apart by what they are.
fn is_vague(state: State) -> bool {
    matches!(state, State::SoldiersPolice | State::Members | State::Other)
}

/// Whether it is what happened to people, which reports on one event follow.
fn is_toll(subject: &Subject) -> bool {
    subject.state.is_some_and(|state| !is_vague(state))
}

/// Whether all `figures` may be the same amount: intervals share a number if the highest start is below the lowest end.
fn agree(figures: &[&Figure]) -> bool {
    let low = figures.iter().filter_map(|figure| figure.low).fold(f64::NEG_INFINITY, f64::max);
    let high = figures.iter().filter_map(|figure| figure.high).fold(f64::INFINITY, f64::min);
    low <= high
}

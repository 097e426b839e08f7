//! Quantities: what several reports give figures for, and who gives which.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::analysis::{Analysis, Figure, State};
use crate::dossier::{Count, Event, Given};

/// Something that several reports on one event give figures for.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The event: quantities of one event bear the same number.
    pub event: usize,
    /// What is counted or measured.
    pub subject: Subject,
    /// The figures, in reading order.
    pub values: Vec<Value>,
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
    /// The entity of the report that gives it.
    pub giver: Option<usize>,
    /// Whether somebody gives it whom the report does not name.
    pub is_told: bool,
    /// Whether it is the one that stands for its report.
    pub leads: bool,
    /// Whether a figure of another report and it cannot both hold.
    pub is_contested: bool,
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

    /// How many reports give a figure of the whole.
    #[must_use]
    pub fn reports(&self) -> usize {
        self.leading().count()
    }

    /// Whether two reports give figures that cannot both hold.
    #[must_use]
    pub fn is_contested(&self) -> bool {
        self.values.iter().any(|value| value.is_contested)
    }
}

/// The quantities of each event: tolls first, then other things that reports disagree about or agree on. `ranks` says
/// when each report is read.
pub(super) fn quantities(analyses: &[Analysis], events: &[Event], ranks: &[usize]) -> Vec<Quantity> {
    let mut all = Vec::new();
    for (number, event) in events.iter().enumerate() {
        let mut quantities: Vec<Quantity> =
            event.counts.iter().filter_map(|count| quantity(analyses, number, event, count)).collect();
        for quantity in &mut quantities {
            quantity.values.sort_by_key(|value| ranks[value.report]);
        }
        quantities.sort_by(|a, b| (!a.is_toll(), &a.subject).cmp(&(!b.is_toll(), &b.subject)));
        all.append(&mut quantities);
    }
    all
}

impl Quantity {
    /// Whether it is what happened to people, which reports on one event follow from day to day.
    #[must_use]
    pub fn is_toll(&self) -> bool {
        Count::is_toll(self.subject.state)
    }
}

fn quantity(analyses: &[Analysis], number: usize, event: &Event, count: &Count) -> Option<Quantity> {
    let value = |given: &Given| Value {
        report: event.reports[given.report],
        figure: given.figure,
        giver: given.giver.entity(),
        is_told: given.giver.is_somebody(),
        leads: given.leads,
        is_contested: given.clashes,
    };
    let values: Vec<Value> = count.given.iter().map(value).collect();
    let mut quantity = Quantity { event: number, subject: subject(values.first()?.figure(analyses)), values };
    if !quantity.is_toll() {
        // Two reports may count quite different euros: only those are one quantity that are the same, or clash.
        let mut givers: BTreeMap<[Option<u64>; 2], BTreeSet<usize>> = BTreeMap::new();
        let amount = |value: &Value| {
            let figure = value.figure(analyses);
            [figure.low, figure.high].map(|end| end.map(f64::to_bits))
        };
        for value in quantity.leading() {
            givers.entry(amount(value)).or_default().insert(value.report);
        }
        let is_shared = |value: &Value| givers.get(&amount(value)).is_some_and(|reports| reports.len() > 1);
        quantity.values.retain(|value| value.is_contested || value.leads && is_shared(value));
    }
    (quantity.reports() > 1).then_some(quantity)
}

/// What `figure` counts or measures. What happened to people says enough: civilians killed are people killed.
fn subject(figure: &Figure) -> Subject {
    let population = if Count::is_toll(figure.state) { "".into() } else { figure.population.clone() };
    Subject { state: figure.state, population, unit: figure.unit.clone() }
}

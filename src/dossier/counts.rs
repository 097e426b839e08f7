//! Counts across reports: figures of one kind side by side, in the order of the days and hours they hold of.

use std::collections::BTreeMap;

use crate::analysis::{Analysis, Figure, Precision, State};
use crate::reading::{Amount, Quantity};
use crate::rules::{RulePack, Standing};

use super::speakers::{Voices, givers};
use super::trace::Trace;

/// A figure of one of the reports of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The report: a place in the dossier.
    pub report: usize,
    /// The place in its [`Trace::quantities`].
    pub quantity: usize,
}

/// How two counts of one quantity in two reports relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clash {
    /// They agree, or nothing says that they should.
    None,
    /// They cannot both hold.
    Conflict,
    /// The later one is lower, of what does not come back.
    Decrease,
}

/// How many counts of one kind before it a count is compared with.
pub const REACH: usize = 48;

/// The counts of `reports` by what is counted; each list in the order of the reports and of their texts.
#[must_use]
pub(super) fn counts(reports: &[&Analysis], traces: &[&Trace], rules: &RulePack) -> Vec<Vec<Counted>> {
    let mut kinds: BTreeMap<(Option<State>, &str, u16, &str), Vec<Counted>> = BTreeMap::new();
    for (report, (analysis, trace)) in reports.iter().zip(traces).enumerate() {
        for (at, quantity) in trace.quantities.iter().enumerate() {
            let figure = &analysis.figures[quantity.figure];
            let entry = rules.reports.population(&figure.population);
            let unit = figure.unit.as_deref().unwrap_or_default();
            // People in one state are looked at together; of things, names of one population share its entry.
            let (entry, word) = match (figure.state, entry) {
                (Some(_), _) => (0, ""),
                (None, Some(entry)) => (entry, ""),
                (None, None) => (0, &*figure.population),
            };
            let kind = (figure.state, unit, entry, word);
            kinds.entry(kind).or_default().push(Counted { report, quantity: at });
        }
    }
    kinds.into_values().filter(|list| list.iter().any(|count| count.report != list[0].report)).collect()
}

/// Two counts of a list, by their places in it, that clash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clashing {
    /// The one that holds of the earlier time.
    pub earlier: usize,
    /// The other.
    pub later: usize,
    /// How.
    pub clash: Clash,
}

/// The counts of `list` that clash with one of another report, each compared with the [`REACH`] before it.
pub(super) fn clashes<'a>(list: &[Counted], amount: impl Fn(Counted) -> Amount<'a>, rules: &RulePack) -> Vec<Clashing> {
    let mut found = Vec::new();
    for (at, &count) in list.iter().enumerate() {
        let own = amount(count);
        for before in (0..at).rev().take(REACH).filter(|&before| list[before].report != count.report) {
            let other = amount(list[before]);
            // The reports stand in the order of their days; the hours may say otherwise.
            let (forth, back) = (clash(&other, &own, rules), clash(&own, &other, rules));
            if forth != Clash::None {
                found.push(Clashing { earlier: before, later: at, clash: forth });
            }
            if back != Clash::None && back != forth {
                found.push(Clashing { earlier: at, later: before, clash: back });
            }
        }
    }
    found
}

/// How the count `later` of one report relates to the count `earlier` of another; both of one kind.
#[must_use]
fn clash(earlier: &Amount<'_>, later: &Amount<'_>, rules: &RulePack) -> Clash {
    let own = |amount: &Amount<'_>| {
        let (a, b) = (&earlier.figure.population, &later.figure.population);
        amount.figure.part_of.is_none() || a == b && rules.reports.population(a) != Some(1) && is_set_apart(amount)
    };
    let usable = |amount: &Amount<'_>| amount.is_counted() && own(amount);
    let (was, is) = (earlier.quantity, later.quantity);
    if !usable(earlier) || !usable(later) || earlier.figure.agrees(later.figure) || was.revised || is.revised {
        return Clash::None;
    }
    if !earlier.is_of_one_kind(later, rules) || !earlier.is_of_one_scope(later) {
        return Clash::None;
    }
    let relation = if earlier.is_sourced() && later.is_sourced() {
        givers((earlier.analysis, was.giver), (later.analysis, is.giver), rules)
    } else {
        // What the reporter alone says is measured by what somebody counted.
        Voices::Kin
    };
    // The same digits with another magnitude behind them: no two sources count so.
    if is_thousandfold(earlier.figure, later.figure) && earlier.figure.state.is_none() {
        return Clash::Conflict;
    }
    if !matches!(relation, Voices::Same | Voices::Kin) {
        return Clash::None;
    }
    let rises = later.figure.low > earlier.figure.high.or(earlier.figure.low);
    let order = order(earlier, later);
    // "À la mi-journée, 31 écoles étaient fermées": more of them are by the evening.
    let interim = |quantity: &Quantity| quantity.standing == Some(Standing::Interim);
    let falls = earlier.figure.low > later.figure.high.or(later.figure.low);
    let grew = rises && interim(was) && !interim(is) && order != Order::Earlier;
    if grew || falls && interim(is) && !interim(was) && order != Order::Later {
        return Clash::None;
    }
    match later.figure.state {
        // The missing are found, the displaced go home.
        Some(State::Missing) => Clash::None,
        Some(State::Killed | State::Injured | State::Victims | State::Infected | State::Arrested) => match order {
            Order::Later if rises && (later.is_sourced() || !later.quantity.hedged && !later.quantity.heading) => {
                Clash::None
            }
            Order::Later if rises => Clash::Conflict,
            Order::Later if relation == Voices::Same => Clash::Decrease,
            _ => Clash::None,
        },
        Some(State::Displaced | State::Hostage) => match order {
            Order::Same if relation == Voices::Same => Clash::Conflict,
            _ => Clash::None,
        },
        Some(State::Demonstrating) if was.provisional || was.hour.is_some() && is.hour.is_none() => Clash::None,
        Some(State::Demonstrating) if was.provisional || is.provisional => Clash::None,
        // People as such may be any: only those counted under one name are the same.
        Some(State::Other | State::Members | State::SoldiersPolice)
            if earlier.figure.population != later.figure.population
                || rules.reports.is_people(&later.figure.population) =>
        {
            Clash::None
        }
        // A crowd is counted once, and what is written in a list does not grow.
        _ if relation == Voices::Same && earlier.is_sourced() && later.is_sourced() => Clash::Conflict,
        _ => Clash::None,
    }
}

/// The step from thousands to millions.
const THOUSAND: f64 = 1000.0;

/// Whether one of two exact values is a thousand times the other, and more than round digits make it so.
#[must_use]
pub fn is_thousandfold(a: &Figure, b: &Figure) -> bool {
    let exact = a.precision == Precision::Exact && b.precision == Precision::Exact;
    let (Some(a), Some(b)) = (a.low, b.low) else { return false };
    let (small, large) = if a < b { (a, b) } else { (b, a) };
    // "Mille", "un million": round numbers are of two things as often.
    let round = (small.log10().fract()).abs() < f64::EPSILON;
    exact && small > THOUSAND && !round && (small * THOUSAND - large).abs() < f64::EPSILON * large
}

/// How many figures behind a whole its parts stand.
const PARTS: usize = 4;

/// Whether a part is the only one told of its whole, and has a name of its own: *neuf blessés, dont sept pompiers*. Of
/// several, each may leave to another who has two names: *huit policiers et cinq gendarmes*.
fn is_set_apart(amount: &Amount<'_>) -> bool {
    let figures = &amount.analysis.figures;
    let Some((at, whole)) = amount.figure.part_of.and_then(|at| Some((at, figures.get(at)?))) else { return false };
    let near = figures.iter().skip(at.saturating_sub(PARTS)).take(2 * PARTS + 1);
    let parts = near.filter(|figure| figure.part_of == Some(at)).count();
    parts == 1 && whole.population != amount.figure.population
}

/// Whether the second of two counts holds of a later time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// Of the same day, and nothing says that the hours differ.
    Same,
    /// Of a later day or hour.
    Later,
    /// Of an earlier one.
    Earlier,
    /// Of one that cannot be told.
    Unknown,
}

fn order(earlier: &Amount<'_>, later: &Amount<'_>) -> Order {
    let day = |amount: &Amount<'_>| amount.quantity.day.or(amount.analysis.published);
    // The hour of publication counts where the sentence tells no other day or hour.
    let hour = |amount: &Amount<'_>| {
        let today = amount.quantity.day.is_none_or(|day| Some(day) == amount.analysis.published);
        let published = amount.analysis.published_time.filter(|_| today).map(jiff::civil::Time::hour);
        amount.quantity.hour.or(published)
    };
    // "Le séisme de jeudi a fait 118 morts": the day may be the event's, and the count that of the day of publication.
    let published = earlier.analysis.published.zip(later.analysis.published);
    let against =
        published.zip(day(earlier).zip(day(later))).is_some_and(|((a, b), (x, y))| a < b && x > y || a > b && x < y);
    if against {
        return Order::Unknown;
    }
    match (day(earlier), day(later)) {
        (Some(was), Some(is)) if was < is => Order::Later,
        (Some(was), Some(is)) if was > is => Order::Earlier,
        _ => match (hour(earlier), hour(later)) {
            (Some(was), Some(is)) if was < is => Order::Later,
            (Some(was), Some(is)) if was > is => Order::Earlier,
            _ => Order::Same,
        },
    }
}

impl super::Dossier<'_> {
    /// A count with its report and figure.
    #[must_use]
    pub fn amount(&self, count: Counted) -> Amount<'_> {
        amount(&self.reports, &self.traces, count)
    }
}

/// A count of one of `reports` with its report and figure.
pub(super) fn amount<'a>(reports: &[&'a Analysis], traces: &[&'a Trace], count: Counted) -> Amount<'a> {
    let quantity: &Quantity = &traces[count.report].quantities[count.quantity];
    let analysis = reports[count.report];
    Amount { analysis, figure: &analysis.figures[quantity.figure], quantity }
}

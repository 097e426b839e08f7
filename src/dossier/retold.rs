//! Counts told again in another report as something that they are not: a value given up since, the count of an hour as
//! that of the day, people arrested as people in custody, one force as another.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::{Analysis, Precision, State};
use crate::reading::{Amount, MANY};
use crate::rules::{RulePack, Standing};

use super::counts::{Counted, REACH, amount};
use super::speakers::{Voices, givers};
use super::trace::Trace;

/// A count that another report contradicts by how it tells the same number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retold {
    /// The count.
    pub told: Counted,
    /// What the other report tells.
    pub against: Counted,
    /// How they contradict each other.
    pub how: Retelling,
}

/// How a count is told as something that it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Retelling {
    /// The other report gives it up for a corrected one: a place in [`super::Trace::stands`].
    GivenUp(usize),
    /// The other report gives it for an hour, and another one for the whole: a place likewise.
    OfAnHour(usize),
    /// The other report gives it for an hour; here it is the total.
    AsTotal,
    /// The other report tells another stage of the law.
    Stage,
    /// The other report tells it of another group.
    Group,
}

/// From how many people on a group is told by its number.
const FEW: f64 = 3.0;

/// The unit of a turnout, which grows by the hour.
const SHARE: &str = "%";

/// The counts of one event.
struct Counts<'a> {
    reports: &'a [&'a Analysis],
    traces: &'a [&'a Trace],
    rules: &'a RulePack,
    /// By their numbers, in the order of the reports and of their texts.
    numbers: BTreeMap<u64, Vec<Counted>>,
}

/// The counts of `reports` that others contradict, in the order of the reports and of their texts.
pub(super) fn retold(reports: &[&Analysis], traces: &[&Trace], rules: &RulePack) -> Vec<Retold> {
    if reports.len() < 2 {
        return Vec::new();
    }
    let mut numbers: BTreeMap<u64, Vec<Counted>> = BTreeMap::new();
    for (report, trace) in traces.iter().enumerate() {
        for quantity in 0..trace.quantities.len() {
            let count = Counted { report, quantity };
            let own = amount(reports, traces, count);
            if let Some(number) = own.number().filter(|_| own.figure.precision == Precision::Exact) {
                numbers.entry(number.to_bits()).or_default().push(count);
            }
        }
    }
    let counts = Counts { reports, traces, rules, numbers };
    let mut found = counts.given_up();
    for list in counts.numbers.values() {
        for (at, &count) in list.iter().enumerate() {
            for &before in list[..at].iter().rev().take(REACH).filter(|before| before.report != count.report) {
                found.extend(counts.retold(before, count));
            }
        }
    }
    found.sort_by_key(|retold| {
        let (told, against) = (retold.told, retold.against);
        (told.report, told.quantity, retold.how, against.report, against.quantity)
    });
    found
}

impl<'a> Counts<'a> {
    fn amount(&self, count: Counted) -> Amount<'a> {
        amount(self.reports, self.traces, count)
    }

    /// The counts that repeat a value which another report gives up.
    fn given_up(&self) -> Vec<Retold> {
        let mut found = Vec::new();
        for (report, trace) in self.traces.iter().enumerate() {
            for (at, former) in trace.stands.formers.iter().enumerate() {
                let against = Counted { report, quantity: former.current };
                let current = self.amount(against);
                let told = self.numbers.get(&former.number.to_bits()).into_iter().flatten();
                for &told in told.filter(|told| told.report != report).take(REACH) {
                    let own = self.amount(told);
                    let parts = own.figure.part_of.is_some() == current.figure.part_of.is_some();
                    if parts && self.is_stale(&own, &current, former.interim) && !self.gives(told.report, &current) {
                        let how = if former.interim { Retelling::OfAnHour(at) } else { Retelling::GivenUp(at) };
                        found.push(Retold { told, against, how });
                    }
                }
            }
        }
        found
    }

    /// Whether `own` repeats, later on, what was given up for `current`; of an `interim` count, as if it were the whole.
    fn is_stale(&self, own: &Amount<'_>, current: &Amount<'_>, interim: bool) -> bool {
        let quantity = own.quantity;
        let total = quantity.standing == Some(Standing::Total);
        let open = matches!(quantity.standing, Some(Standing::Interim | Standing::Hour | Standing::Former))
            || quantity.provisional
            || quantity.revised
            || interim && !total && quantity.hour.is_some();
        let kind = own.is_kin(current, self.rules) && own.is_of_one_scope(current);
        !open && kind && own.is_counted() && is_later(own, current, total) && self.is_one_voice(own, current)
    }

    /// Whether nothing says that two sources count for themselves.
    fn is_one_voice(&self, a: &Amount<'_>, b: &Amount<'_>) -> bool {
        let (first, second) = ((a.analysis, a.quantity.giver), (b.analysis, b.quantity.giver));
        !a.is_sourced() || !b.is_sourced() || givers(first, second, self.rules) != Voices::Other
    }

    /// The counts of a report that have the number of `value`.
    fn told_in(&self, report: usize, value: &Amount<'_>) -> impl Iterator<Item = Amount<'a>> {
        let number = value.number().map(f64::to_bits);
        let told = number.and_then(|number| self.numbers.get(&number)).into_iter().flatten();
        told.filter(move |told| told.report == report).take(REACH).map(|&told| self.amount(told))
    }

    /// Whether a report tells the number of `value` of the same kind.
    fn gives(&self, report: usize, value: &Amount<'_>) -> bool {
        self.told_in(report, value)
            .any(|own| own.figure.state == value.figure.state && own.figure.unit == value.figure.unit)
    }

    /// How two counts of one number, the first of an earlier report, contradict each other.
    fn retold(&self, before: Counted, count: Counted) -> Option<Retold> {
        let (earlier, later) = (self.amount(before), self.amount(count));
        let usable = |amount: &Amount<'_>| amount.is_counted() && !amount.quantity.hedged;
        if !usable(&earlier)
            || !usable(&later)
            || !earlier.is_of_one_scope(&later)
            || !self.is_one_voice(&earlier, &later)
        {
            return None;
        }
        self.as_total(before, count)
            .or_else(|| self.as_total(count, before))
            .or_else(|| self.staged(before, count))
            .or_else(|| self.grouped(before, count))
    }

    /// What was counted up to an hour in the report of `before`, and is told of the whole in that of `count`.
    fn as_total(&self, before: Counted, count: Counted) -> Option<Retold> {
        let (earlier, later) = (self.amount(before), self.amount(count));
        let standing = (earlier.quantity.standing, later.quantity.standing);
        let share = earlier.figure.unit.as_deref().is_some_and(|unit| unit == SHARE);
        let arrested = earlier.figure.state == Some(State::Arrested);
        let interim = match standing {
            (Some(Standing::Interim), Some(Standing::Total)) => true,
            // A train derails at some hour with its passengers; people are arrested until one.
            (Some(Standing::Hour), Some(Standing::Total)) => arrested || share,
            _ => false,
        };
        // The hour beside the dead and hurt is that of the accident as often.
        let toll = earlier.figure.state.is_some_and(|state| {
            matches!(state, State::Killed | State::Injured | State::Victims | State::Missing | State::Hostage)
        });
        let grows = !toll && earlier.is_kin(&later, self.rules);
        // Where the other report gives a total as well, it says itself what became of the count.
        let mut formers = self.traces[before.report].stands.formers.iter();
        let replaced = formers.any(|former| former.span == earlier.figure.span);
        let late = earlier.analysis.published.zip(later.analysis.published).is_some_and(|(a, b)| a > b);
        (interim && grows && !replaced && !late).then_some(Retold {
            told: count,
            against: before,
            how: Retelling::AsTotal,
        })
    }

    /// People with whom the law has gone further in one report than in the other, by one number.
    fn staged(&self, before: Counted, count: Counted) -> Option<Retold> {
        let (earlier, later) = (self.amount(before), self.amount(count));
        let (a, b) = (earlier.quantity.stages, later.quantity.stages);
        if a.is_empty() || b.is_empty() || a.meet(b) || earlier.number().is_none_or(|number| number < FEW) {
            return None;
        }
        let people = |amount: &Amount<'_>| {
            let word = &amount.figure.population;
            self.rules.reports.is_anybody(word) || self.rules.reports.is_people(word)
        };
        let named = self.rules.reports.is_one_population(&earlier.figure.population, &later.figure.population);
        let known = named || people(&earlier) || people(&later) || earlier.number() >= Some(MANY);
        let (told, against) = if b.is_behind(a) { (count, before) } else { (before, count) };
        let (own, other) = (self.amount(told), self.amount(against));
        // One who is arrested today is in custody tomorrow, and the report may tell the one count and not the other.
        let counter = self.counts_stage(against, &own) || self.counts_stage(told, &other);
        let loose = |own: Counted, other: &Amount<'_>| {
            self.traces[own.report].stands.loose.meet(other.quantity.stages) || self.has_stage(own, other)
        };
        let day = |amount: &Amount<'_>| amount.quantity.day.or(amount.analysis.published);
        let went_on = day(&own).zip(day(&other)).is_some_and(|(later, earlier)| later > earlier);
        // A few who are arrested are in custody the same day, and free the next.
        let next = a.is_next_to(b) && own.number() < Some(MANY);
        let may_be = !counter && (next || went_on || loose(against, &own) || loose(told, &other));
        (known && !may_be).then_some(Retold { told, against, how: Retelling::Stage })
    }

    /// Whether the report of `count` tells another number at the stage of `other`.
    fn counts_stage(&self, count: Counted, other: &Amount<'_>) -> bool {
        let own = &self.traces[count.report].quantities;
        let near = own.iter().skip(count.quantity.saturating_sub(FEW_COUNTS)).take(2 * FEW_COUNTS);
        let mut near = near.filter(|quantity| quantity.stages == other.quantity.stages);
        near.any(|quantity| {
            let figure = &self.reports[count.report].figures[quantity.figure];
            let number = Amount { analysis: self.reports[count.report], figure, quantity }.number();
            number.is_some() && number != other.number()
        })
    }

    /// Whether the report of `count` tells the number of `other` at its stage as well.
    fn has_stage(&self, count: Counted, other: &Amount<'_>) -> bool {
        self.told_in(count.report, other).any(|own| own.quantity.stages.meet(other.quantity.stages))
    }

    /// One number of hurt or dead told of two groups that nobody belongs to both of.
    fn grouped(&self, before: Counted, count: Counted) -> Option<Retold> {
        let (earlier, later) = (self.amount(before), self.amount(count));
        let state = earlier.figure.state.filter(|&state| Some(state) == later.figure.state)?;
        let harmed = matches!(state, State::Killed | State::Injured | State::Missing | State::Hostage);
        let group = |amount: &Amount<'_>| self.rules.reports.group(&amount.figure.population);
        let (mine, theirs) = (group(&earlier)?, group(&later)?);
        let sourced = earlier.is_sourced() == later.is_sourced();
        let enough = earlier.number().is_some_and(|number| number >= FEW);
        if !harmed || mine == theirs || !sourced || !enough {
            return None;
        }
        // A report that counts both groups tells them apart.
        let counts = |report: usize, group: u16| {
            let mut figures = self.reports[report].figures.iter();
            figures.any(|figure| self.rules.reports.group(&figure.population) == Some(group))
        };
        let apart = counts(before.report, theirs) || counts(count.report, mine);
        (!apart).then_some(Retold { told: count, against: before, how: Retelling::Group })
    }
}

/// Whether the report of `own` appeared after that of `other`; where the hours are not known, whether it may be so.
fn is_later(own: &Amount<'_>, other: &Amount<'_>, total: bool) -> bool {
    let (a, b) = (own.analysis, other.analysis);
    match a.published.zip(b.published) {
        Some((mine, theirs)) if mine == theirs => {
            a.published_time.zip(b.published_time).map_or(total, |(mine, theirs)| mine > theirs)
        }
        Some((mine, theirs)) => mine > theirs,
        None => true,
    }
}

/// How many counts around one another count of the same people stands at most.
const FEW_COUNTS: usize = 16;

/// Those of `found` that nothing else of the dossier tells: no count twice, and none of `clashing`.
pub(super) fn untold(found: Vec<Retold>, clashing: &BTreeSet<(usize, usize)>) -> Vec<Retold> {
    found.into_iter().filter(|retold| !clashing.contains(&(retold.told.report, retold.told.quantity))).collect()
}

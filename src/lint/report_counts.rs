//! `report-figure-conflict` and `toll-decrease`: one quantity with two values in two reports.

use std::collections::{BTreeMap, BTreeSet};

use super::{Category, Check, Context, Derivation, Evidence, Finding, Level, Lint, Place};
use crate::diff::Kind;
use crate::dossier::{Clash, Clashing, Counted, Dossier, REACH, is_thousandfold};
use crate::reading::Amount;
use crate::text::one_line;

pub(super) const CONFLICT: Lint = Lint {
    id: "report-figure-conflict",
    category: Category::Reports,
    level: Level::Warning,
    default: true,
    summary: "two values of one quantity in two reports",
    checks: &[Check::Dossier(conflicts), Check::Dossier(super::retold::check), Check::Derived(reprinted)],
};

pub(super) const DECREASE: Lint = Lint {
    id: "toll-decrease",
    category: Category::Reports,
    level: Level::Warning,
    default: true,
    summary: "a later report lowers a toll without saying so",
    checks: &[Check::Dossier(decreases)],
};

/// How many values of one list of counts are told: reports on one event never have as many.
const VALUES: usize = 64;

/// A pair of counts that clash: places in a list of counts, the earlier first.
type Pair = (usize, usize);

fn conflicts(dossier: &Dossier<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for (list, clashes) in dossier.counts.iter().zip(&dossier.clashes) {
        let mut pairs = pairs(dossier, list, clashes, Clash::Conflict);
        let value = |at: usize| dossier.amount(list[at]).number().map(f64::to_bits);
        // The value that most others contradict is told first, with all of them; then what is left.
        for odd in by_contradiction(dossier, list, &pairs) {
            let is_odd = |at: usize| value(at) == odd;
            let (told, left): (Vec<Pair>, Vec<Pair>) = pairs.into_iter().partition(|&(a, b)| is_odd(a) || is_odd(b));
            pairs = left;
            let mut clashing: Vec<usize> = told.iter().flat_map(|&(a, b)| [a, b]).collect();
            clashing.sort_unstable();
            clashing.dedup();
            let (mine, others): (Vec<usize>, Vec<usize>) = clashing.into_iter().partition(|&at| is_odd(at));
            if !mine.is_empty() {
                findings.push(finding(&CONFLICT, dossier, list, &mine, &others));
            }
        }
    }
}

/// The values of the counts in `pairs`: first those that most reports contradict, of several the one told last.
fn by_contradiction(dossier: &Dossier<'_>, list: &[Counted], pairs: &[Pair]) -> Vec<Option<u64>> {
    let mut against: BTreeMap<Option<u64>, (BTreeSet<usize>, usize)> = BTreeMap::new();
    for (own, other) in pairs.iter().flat_map(|&(a, b)| [(a, b), (b, a)]) {
        let value = dossier.amount(list[own]).number().map(f64::to_bits);
        let (reports, latest) = against.entry(value).or_default();
        // Papers that print one agency's copy are one voice.
        reports.insert(dossier.origins[list[other].report]);
        *latest = own.max(*latest);
    }
    let mut values: Vec<(Option<u64>, usize, usize)> =
        against.into_iter().map(|(value, (reports, latest))| (value, reports.len(), latest)).collect();
    values.sort_by_key(|&(_, reports, latest)| std::cmp::Reverse((reports, latest)));
    values.into_iter().take(VALUES).map(|(value, ..)| value).collect()
}

/// Another value in what is otherwise a sentence of the report that it was made from; of versions another lint tells it.
fn reprinted(pair: &Derivation<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let (new, old) = (&pair.new.analysis, &pair.old.analysis);
    for (change, now, before) in pair.unexplained(Kind::FigureValue).filter(|_| !pair.is_version) {
        let places = vec![Place::new(&new.article, now, ""), Place::new(&old.article, before, "")];
        let (is, was) = (&change.new_value, &change.old_value);
        let message = format!("\"{is}\" here, \"{was}\" in {}, in one sentence", old.article.id);
        findings
            .push(Finding::new(&CONFLICT, message, places).because(Evidence::new("change", change.kind.to_string())));
    }
}

fn decreases(dossier: &Dossier<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for (list, clashes) in dossier.counts.iter().zip(&dossier.clashes) {
        let mut later: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (before, at) in pairs(dossier, list, clashes, Clash::Decrease) {
            later.entry(at).or_default().push(before);
        }
        findings.extend(later.iter().map(|(&at, earlier)| finding(&DECREASE, dossier, list, &[at], earlier)));
    }
}

/// The pairs of counts in two reports that clash in that way.
fn pairs(dossier: &Dossier<'_>, list: &[Counted], clashes: &[Clashing], kind: Clash) -> Vec<Pair> {
    // Where both reports give both values they tell two things apart.
    let gives = |report: usize, value: &Amount<'_>| {
        let first = list.partition_point(|own| own.report < report);
        let own = list[first..].iter().take(REACH).take_while(|own| own.report == report);
        let mut told = own.map(|&own| dossier.amount(own)).filter(|own| !own.quantity.heading);
        told.any(|own| (own.figure.low, own.figure.high) == (value.figure.low, value.figure.high))
    };
    let pairs = clashes.iter().filter(|clashing| clashing.clash == kind);
    let pairs = pairs.map(|clashing| (clashing.earlier, clashing.later)).filter(|&(a, b)| {
        let (first, second) = (dossier.amount(list[a]), dossier.amount(list[b]));
        let (there, here) = (gives(list[b].report, &first), gives(list[a].report, &second));
        // "3,2 milliards", "ces 3,2 millions": what a report takes up with another magnitude is its own slip.
        let slip = first.quantity.taken_up || second.quantity.taken_up;
        !(there && here || slip && (there || here) && is_thousandfold(first.figure, second.figure))
    });
    pairs.collect()
}

/// The finding that the counts `mine` stand against `others`: one place a report.
fn finding(lint: &Lint, dossier: &Dossier<'_>, counts: &[Counted], mine: &[usize], others: &[usize]) -> Finding {
    let mut seen: Vec<(usize, bool)> = Vec::new();
    let mut places = Vec::new();
    let mut evidence = Vec::new();
    let all = mine.iter().map(|at| (at, true)).chain(others.iter().map(|at| (at, false)));
    for (&at, own) in all {
        let amount = dossier.amount(counts[at]);
        if seen.contains(&(counts[at].report, own)) {
            continue;
        }
        seen.push((counts[at].report, own));
        places.push(Place::of(&amount, giver(&amount)));
        let day = amount.quantity.day.or(amount.analysis.published);
        let day = day.map_or_else(|| "no day".to_owned(), |day| day.to_string());
        let text = format!("{}: {}, {}, {day}", amount.analysis.article.id, amount.interval(), giver(&amount));
        evidence.push(Evidence::new("interval", text));
    }
    let (first, other) = (mine.first().or(others.first()), others.first().or(mine.first()));
    let words = |at: Option<&usize>| at.map(|&at| dossier.amount(counts[at]).words()).unwrap_or_default();
    let elsewhere = other.map(|&at| dossier.reports[counts[at].report].article.id.as_str()).unwrap_or_default();
    let message = format!("\"{}\" here, \"{}\" in {elsewhere}", words(first), words(other));
    Finding { evidence, ..Finding::new(lint, message, places) }
}

fn giver(amount: &Amount<'_>) -> String {
    match amount.giver() {
        Some(name) => format!("by {}", one_line(name)),
        None if amount.is_sourced() => "by somebody not named".to_owned(),
        None => "by nobody".to_owned(),
    }
}

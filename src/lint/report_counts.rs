//! `report-figure-conflict` and `toll-decrease`: one quantity with two values in two reports.

use super::{Category, Check, Context, Evidence, Finding, Level, Lint, Place};
use crate::dossier::{Clash, Counted, Dossier, REACH, clash};
use crate::reading::Amount;

pub(super) const CONFLICT: Lint = Lint {
    id: "report-figure-conflict",
    category: Category::Reports,
    level: Level::Warning,
    default: true,
    summary: "two values of one quantity in two reports",
    check: Check::Dossier(conflicts),
};

pub(super) const DECREASE: Lint = Lint {
    id: "toll-decrease",
    category: Category::Reports,
    level: Level::Warning,
    default: true,
    summary: "a later report lowers a toll without saying so",
    check: Check::Dossier(decreases),
};

/// A pair of counts that clash: places in a list of counts, the earlier first.
type Pair = (usize, usize);

fn conflicts(dossier: &Dossier<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    for list in &dossier.counts {
        let mut pairs = pairs(dossier, list, Clash::Conflict, context);
        // The value that most others contradict is told first, with all of them; then what is left.
        while let Some(odd) = odd(dossier, list, &pairs) {
            let value = dossier.amount(list[odd]).number();
            let is_odd = |at: usize| dossier.amount(list[at]).number() == value;
            let clashing: Vec<usize> =
                (0..list.len()).filter(|&at| pairs.iter().any(|pair| touches(*pair, at))).collect();
            let (mine, others): (Vec<usize>, Vec<usize>) = clashing.into_iter().partition(|&at| is_odd(at));
            let against =
                |at: &usize| mine.iter().any(|&own| pairs.contains(&(own, *at)) || pairs.contains(&(*at, own)));
            let others: Vec<usize> = others.into_iter().filter(against).collect();
            findings.push(finding(&CONFLICT, dossier, list, &mine, &others));
            pairs.retain(|&(a, b)| !is_odd(a) && !is_odd(b));
        }
    }
}

fn decreases(dossier: &Dossier<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    for list in &dossier.counts {
        let pairs = pairs(dossier, list, Clash::Decrease, context);
        let mut told: Vec<usize> = Vec::new();
        for &(_, later) in &pairs {
            if !told.contains(&later) {
                told.push(later);
                let earlier: Vec<usize> = pairs.iter().filter(|pair| pair.1 == later).map(|pair| pair.0).collect();
                findings.push(finding(&DECREASE, dossier, list, &[later], &earlier));
            }
        }
    }
}

/// The pairs of counts in two reports that clash in that way.
fn pairs(dossier: &Dossier<'_>, list: &[Counted], kind: Clash, context: &Context<'_>) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (at, &count) in list.iter().enumerate() {
        let amount = dossier.amount(count);
        for before in (0..at).rev().take(REACH) {
            let other = dossier.amount(list[before]);
            if list[before].report == count.report {
                continue;
            }
            // Where both reports give both values they tell two things apart.
            let both = |report: usize, value: &Amount<'_>| {
                let told = list.iter().filter(|own| own.report == report && !dossier.amount(**own).quantity.heading);
                let mut told = told.take(REACH).map(|&own| dossier.amount(own).figure);
                told.any(|own| (own.low, own.high) == (value.figure.low, value.figure.high))
            };
            // The reports stand in the order of their days; the hours may say otherwise.
            let pair = if clash(&other, &amount, context.rules) == kind {
                (before, at)
            } else if clash(&amount, &other, context.rules) == kind {
                (at, before)
            } else {
                continue;
            };
            if !(both(count.report, &other) && both(list[before].report, &amount)) {
                pairs.push(pair);
            }
        }
    }
    pairs
}

fn touches(pair: Pair, at: usize) -> bool {
    pair.0 == at || pair.1 == at
}

/// The count whose value clashes with most reports; of several the last.
fn odd(dossier: &Dossier<'_>, list: &[Counted], pairs: &[Pair]) -> Option<usize> {
    let against = |at: usize| {
        let value = dossier.amount(list[at]).number();
        let mut reports: Vec<usize> = pairs
            .iter()
            .flat_map(|&(a, b)| [(a, b), (b, a)])
            .filter(|&(own, _)| dossier.amount(list[own]).number() == value)
            .map(|(_, other)| list[other].report)
            .collect();
        reports.sort_unstable();
        reports.dedup();
        reports.len()
    };
    let clashing = (0..list.len()).filter(|&at| pairs.iter().any(|pair| touches(*pair, at)));
    clashing.max_by_key(|&at| (against(at), at))
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
        Some(name) => format!("by {}", name.split_whitespace().collect::<Vec<_>>().join(" ")),
        None if amount.is_sourced() => "by somebody not named".to_owned(),
        None => "by nobody".to_owned(),
    }
}

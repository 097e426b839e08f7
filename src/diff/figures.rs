//! Amounts of two versions: which is which, and what became of each.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Kind;
use super::comparison::Comparison;
use super::kind::Significance;
use super::names::{Likeness, likeness};
use super::version::Version;
use super::words::{NONE, best_partners};
use crate::analysis::{Figure, Precision};
use crate::document::TokenRange;

/// An amount, as a version has it: a figure, or a number that is counted as none (an age, a score, a clock time).
struct Amount<'a> {
    tokens: TokenRange,
    /// Its number words alone.
    numbers: Vec<u32>,
    figure: Option<&'a Figure>,
}

pub(super) fn find(comparison: &mut Comparison<'_>) {
    let (old_reading, new_reading) = (comparison.old.reading, comparison.new.reading);
    let old = amounts(&comparison.old, &old_reading.analysis.figures);
    let new = amounts(&comparison.new, &new_reading.analysis.figures);
    let mut partners = by_place(comparison, &old, &new);
    by_quantity(comparison, &old, &new, &mut partners);
    let taken: FxHashSet<usize> = partners.iter().flatten().copied().collect();
    for (a, partner) in old.iter().zip(&partners) {
        match partner {
            Some(b) => compare(comparison, a, &new[*b]),
            None if a.figure.is_some() && comparison.old_differs(a.tokens) && is_gone(&comparison.words.to_new, a) => {
                comparison.tell_words(Kind::FigureRemoved, Some(a.tokens), None);
                comparison.explain_old(a.tokens);
            }
            None => {}
        }
    }
    for (at, b) in new.iter().enumerate() {
        let is_new = b.figure.is_some() && comparison.new_differs(b.tokens) && is_gone(&comparison.words.to_old, b);
        if !taken.contains(&at) && is_new {
            comparison.tell_words(Kind::FigureAdded, None, Some(b.tokens));
            comparison.explain_new(b.tokens);
        }
    }
}

/// Whether none of the number words of `amount` is in the other version.
fn is_gone(map: &[u32], amount: &Amount<'_>) -> bool {
    amount.numbers.iter().all(|&at| map[at as usize] == NONE)
}

/// The figures of a version, and the numbers that are part of none.
fn amounts<'a>(version: &Version<'_>, figures: &'a [Figure]) -> Vec<Amount<'a>> {
    let count = version.keys.len() as u32;
    let mut within = vec![false; count as usize];
    let numbers = |tokens: TokenRange| (tokens.first..tokens.end).filter(|&at| version.is_number(at)).collect();
    let mut amounts: Vec<Amount<'a>> = Vec::new();
    for figure in figures {
        let tokens = version.tokens(figure.span);
        if !tokens.is_empty() {
            within[tokens.first as usize..tokens.end as usize].fill(true);
            amounts.push(Amount { tokens, numbers: numbers(tokens), figure: Some(figure) });
        }
    }
    let mut at = 0;
    while at < count {
        let first = at;
        while at < count && !within[at as usize] && version.is_number(at) {
            at += 1;
        }
        if at > first {
            let tokens = TokenRange::new(first, at);
            amounts.push(Amount { tokens, numbers: numbers(tokens), figure: None });
        } else {
            at += 1;
        }
    }
    amounts.sort_by_key(|amount| amount.tokens);
    amounts
}

/// For every old amount the new one in its place.
fn by_place(comparison: &Comparison<'_>, old: &[Amount<'_>], new: &[Amount<'_>]) -> Vec<Option<usize>> {
    let words = &comparison.words;
    let mut holder = vec![NONE; comparison.new.keys.len()];
    let mut of_hunk: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (at, amount) in new.iter().enumerate() {
        for token in amount.tokens.first..amount.tokens.end {
            holder[token as usize] = at as u32;
            let hunk = words.new_hunk[token as usize];
            if hunk != NONE {
                let amounts = of_hunk.entry(hunk).or_default();
                if amounts.last() != Some(&(at as u32)) {
                    amounts.push(at as u32);
                }
            }
        }
    }
    let mut candidates: Vec<(u32, usize, usize)> = Vec::new();
    let mut rank_of_hunk: FxHashMap<u32, usize> = FxHashMap::default();
    for (at, amount) in old.iter().enumerate() {
        let mut scores: FxHashMap<u32, u32> = FxHashMap::default();
        let mut last_hunk = NONE;
        for token in amount.tokens.first..amount.tokens.end {
            let to = words.to_new[token as usize];
            if to != NONE && holder[to as usize] != NONE {
                *scores.entry(holder[to as usize]).or_default() += 3;
            }
            let hunk = words.old_hunk[token as usize];
            if hunk != NONE && hunk != last_hunk {
                last_hunk = hunk;
                // Of several amounts in one stretch that differs, those at the same place in it are meant.
                let rank = rank_of_hunk.entry(hunk).or_default();
                for (place, &other) in of_hunk.get(&hunk).into_iter().flatten().enumerate().take(8) {
                    *scores.entry(other).or_default() += if place == *rank { 2 } else { 1 };
                }
                *rank += 1;
            }
        }
        let mut scores: Vec<(u32, u32)> = scores.into_iter().collect();
        scores.sort_unstable();
        for (other, score) in scores {
            let other = other as usize;
            let alike = match (amount.figure, new[other].figure) {
                (Some(a), Some(b)) => {
                    2 * u32::from(a.state == b.state && a.unit == b.unit) + 2 * u32::from(a.population == b.population)
                }
                (None, None) => 2,
                _ => 0,
            };
            candidates.push((score + alike, at, other));
        }
    }
    best_partners(candidates, old.len(), new.len())
}

/// Joins figures of one quantity and one amount in sentences that do not belong together: they only moved.
fn by_quantity(comparison: &Comparison<'_>, old: &[Amount<'_>], new: &[Amount<'_>], partners: &mut [Option<usize>]) {
    let taken: FxHashSet<usize> = partners.iter().flatten().copied().collect();
    let quantity = |figure: &Figure| {
        let bits = |end: Option<f64>| end.map(f64::to_bits);
        (figure.state, figure.unit.clone(), figure.population.clone(), bits(figure.low), bits(figure.high))
    };
    let mut places: FxHashMap<_, Vec<usize>> = FxHashMap::default();
    for (at, amount) in new.iter().enumerate().rev().filter(|(at, _)| !taken.contains(at)) {
        if let Some(figure) = amount.figure.filter(|_| comparison.new_differs(amount.tokens)) {
            places.entry(quantity(figure)).or_default().push(at);
        }
    }
    for (at, amount) in old.iter().enumerate() {
        let Some(figure) = amount.figure.filter(|_| partners[at].is_none() && comparison.old_differs(amount.tokens))
        else {
            continue;
        };
        partners[at] = places.get_mut(&quantity(figure)).and_then(Vec::pop);
    }
}

/// What became of the amount `a` that is now `b`.
fn compare(comparison: &mut Comparison<'_>, a: &Amount<'_>, b: &Amount<'_>) {
    let differs = comparison.old_differs(a.tokens) || comparison.new_differs(b.tokens);
    if !differs {
        return;
    }
    let keys = |version: &Version<'_>, amount: &Amount<'_>| -> Vec<u64> {
        amount.numbers.iter().map(|&at| version.keys[at as usize]).collect()
    };
    let same_numbers = keys(&comparison.old, a) == keys(&comparison.new, b);
    let kind = match (a.figure, b.figure) {
        (Some(x), Some(y)) => {
            let same_bounds = x.low == y.low && x.high == y.high && x.precision == y.precision;
            let same_number = same_numbers || nominal(x).zip(nominal(y)).is_some_and(|(x, y)| is_same(x, y));
            if same_bounds || same_number && is_round(x) == is_round(y) && x.precision == y.precision {
                scope(comparison, a, b)
            } else if same_number {
                Some(Kind::FigureBound)
            } else {
                Some(Kind::FigureValue)
            }
        }
        // One of them is counted, the other is not: the words around the number changed.
        _ if same_numbers => None,
        _ => Some(Kind::FigureValue),
    };
    if let Some(kind) = kind {
        comparison.tell_words(kind, Some(a.tokens), Some(b.tokens));
        if a.figure.is_none() && b.figure.is_none() {
            comparison.weigh(Significance::Medium);
        }
        comparison.explain(a.tokens, b.tokens);
        return;
    }
    if keys(&comparison.old, a) == keys(&comparison.new, b) {
        moved(comparison, a, b);
        return;
    }
    // The same amount in other words.
    let numbers = |tokens: &[u32]| tokens.first().zip(tokens.last()).map(|(&a, &b)| TokenRange::new(a, b + 1));
    if let (Some(old), Some(new)) = (numbers(&a.numbers), numbers(&b.numbers)) {
        if comparison.old_differs(old) || comparison.new_differs(new) {
            comparison.tell_words(Kind::StyleReworded, Some(old), Some(new));
            comparison.explain(old, new);
        }
    }
}

/// Tells that an amount which now stands in another sentence is another source's there.
fn moved(comparison: &mut Comparison<'_>, a: &Amount<'_>, b: &Amount<'_>) {
    let (from, to) =
        (comparison.words.old_pair[a.tokens.first as usize], comparison.words.new_pair[b.tokens.first as usize]);
    if from == to && from != NONE {
        return;
    }
    let name = |version: &Version<'_>, amount: &Amount<'_>| {
        let analysis = &version.reading.analysis;
        let source = analysis.attributions.get(amount.figure?.attribution?)?.source.as_ref()?;
        Some(analysis.entities[source.entity].name.clone())
    };
    let names = (name(&comparison.old, a), name(&comparison.new, b));
    let differs = match &names {
        (Some(x), Some(y)) => likeness(x, y) == Likeness::Other,
        (x, y) => x.is_some() != y.is_some(),
    };
    if differs {
        let value = |name: Option<String>| name.unwrap_or_default();
        let (before, after) = (value(names.0), value(names.1));
        comparison.tell(Kind::FigureSource, Some(a.tokens), Some(b.tokens), before, after);
    }
    comparison.explain(a.tokens, b.tokens);
}

/// Whether the same amount is now one of something else, or a part of something else.
fn scope(comparison: &Comparison<'_>, a: &Amount<'_>, b: &Amount<'_>) -> Option<Kind> {
    let (x, y) = (a.figure?, b.figure?);
    let part = x.part_of.is_some() != y.part_of.is_some();
    let counted = x.state != y.state || x.unit != y.unit || x.population != y.population;
    let noun_differs = comparison.old_differs(a.tokens) && comparison.new_differs(b.tokens);
    (part || counted && noun_differs).then_some(Kind::FigureScope)
}

/// The number an amount is given by, whatever its bound.
fn nominal(figure: &Figure) -> Option<f64> {
    match figure.precision {
        Precision::Exact | Precision::AtLeast | Precision::MoreThan => figure.low,
        Precision::AtMost | Precision::LessThan | Precision::Nearly => figure.high,
        Precision::About | Precision::Rounded => {
            figure.low.zip(figure.high).map(|(low, high)| f64::midpoint(low, high))
        }
        Precision::Range | Precision::Magnitude | Precision::Weak => None,
    }
}

fn is_round(figure: &Figure) -> bool {
    matches!(figure.precision, Precision::Rounded | Precision::Magnitude | Precision::Weak)
}

/// Whether two numbers are one but for the arithmetic of intervals.
fn is_same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 0.011 * a.abs().max(b.abs())
}

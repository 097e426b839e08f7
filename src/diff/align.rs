//! Which sentences of two versions belong together: the same ones, then those that share rare words, then neighbours.

use rustc_hash::FxHashMap;

use super::version::{Unit, Version};
use crate::document::TokenRange;

/// How alike two sentences are that belong together, by the share of their words' weight that they have in common.
///
/// Of the sentences reworded in the version chains of `fixtures/diff` the least alike reach 0.46; two sentences of one
/// report that have nothing to do with each other stay below 0.35 in all but one of a hundred pairs.
const ALIKE: f32 = 0.45;
/// The same where both stand between sentences that belong together.
const ALIKE_IN_PLACE: f32 = 0.2;
/// The share of a sentence's weight that must be found in the rest of another for it to be a part of that one.
const CONTAINED: f32 = 0.6;
/// Words in more sentences than this lead to none of them: it bounds the candidates of a sentence.
const COMMON: usize = 12;
/// How many candidates are compared in full.
const CANDIDATES: usize = 4;

const NONE: u32 = u32::MAX;

/// Sentences of both versions that belong together: one and one, or one and several neighbours.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub old: Units,
    pub new: Units,
}

/// Neighbouring units, end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Units {
    pub first: u32,
    pub end: u32,
}

impl Units {
    fn one(at: u32) -> Units {
        Units { first: at, end: at + 1 }
    }

    /// Their tokens, which follow each other.
    pub fn tokens(self, version: &Version<'_>) -> TokenRange {
        let units = &version.units;
        TokenRange::new(units[self.first as usize].tokens.first, units[self.end as usize - 1].tokens.end)
    }
}

/// The sentences that belong together, in the order of the old version.
pub(super) fn pairs(old: &Version<'_>, new: &Version<'_>) -> Vec<Pair> {
    let mut matching = Matching { old, new, to_new: vec![NONE; old.units.len()], to_old: vec![NONE; new.units.len()] };
    matching.same();
    matching.alike();
    matching.in_place();
    matching.joined()
}

struct Matching<'a> {
    old: &'a Version<'a>,
    new: &'a Version<'a>,
    to_new: Vec<u32>,
    to_old: Vec<u32>,
}

/// A word of a sentence and what it weighs.
type Weighted = (u64, f32);

impl Matching<'_> {
    fn join(&mut self, old: u32, new: u32) {
        self.to_new[old as usize] = new;
        self.to_old[new as usize] = old;
    }

    fn is_free(&self, old: u32, new: u32) -> bool {
        self.to_new[old as usize] == NONE && self.to_old[new as usize] == NONE
    }

    /// Joins sentences with the same words: those that occur once first, then their neighbours, then the others in order.
    fn same(&mut self) {
        let mut places: FxHashMap<u64, (Vec<u32>, Vec<u32>)> = FxHashMap::default();
        for (at, unit) in self.old.units.iter().enumerate() {
            places.entry(unit.hash).or_default().0.push(at as u32);
        }
        for (at, unit) in self.new.units.iter().enumerate() {
            places.entry(unit.hash).or_default().1.push(at as u32);
        }
        for at in 0..self.old.units.len() {
            if let (&[old], &[new]) = (&places[&self.old.units[at].hash].0[..], &places[&self.old.units[at].hash].1[..])
            {
                self.join(old, new);
            }
        }
        for at in 1..self.old.units.len() as u32 {
            let before = self.to_new[at as usize - 1];
            if before != NONE && before as usize + 1 < self.new.units.len() {
                self.join_same(at, before + 1);
            }
        }
        for at in (0..self.old.units.len().saturating_sub(1) as u32).rev() {
            let behind = self.to_new[at as usize + 1];
            if behind != NONE && behind > 0 {
                self.join_same(at, behind - 1);
            }
        }
        let mut next: FxHashMap<u64, usize> = FxHashMap::default();
        for at in 0..self.old.units.len() as u32 {
            let hash = self.old.units[at as usize].hash;
            let others = &places[&hash].1;
            let from = next.entry(hash).or_default();
            if self.to_new[at as usize] != NONE {
                continue;
            }
            while others.get(*from).is_some_and(|&other| self.to_old[other as usize] != NONE) {
                *from += 1;
            }
            if let Some(&other) = others.get(*from) {
                self.join(at, other);
            }
        }
    }

    fn join_same(&mut self, old: u32, new: u32) {
        if self.is_free(old, new) && self.old.units[old as usize].hash == self.new.units[new as usize].hash {
            self.join(old, new);
        }
    }

    /// Joins sentences that share rare words, the most alike first.
    fn alike(&mut self) {
        let mut places: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
        for (at, unit) in self.new.units.iter().enumerate() {
            if self.to_old[at] == NONE {
                for key in distinctive(self.new, *unit) {
                    places.entry(key).or_default().push(at as u32);
                }
            }
        }
        let mut found: Vec<(f32, u32, u32)> = Vec::new();
        let mut shared: FxHashMap<u32, f32> = FxHashMap::default();
        for (at, unit) in self.old.units.iter().enumerate() {
            if self.to_new[at] != NONE {
                continue;
            }
            shared.clear();
            for key in distinctive(self.old, *unit) {
                let Some(units) = places.get(&key).filter(|units| units.len() <= COMMON) else { continue };
                for &other in units {
                    *shared.entry(other).or_default() += 1.0 / f32::from(units.len() as u8);
                }
            }
            let mut candidates: Vec<(u32, f32)> = shared.drain().collect();
            candidates.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            candidates.truncate(CANDIDATES);
            let own = bag(self.old, *unit);
            for (other, _) in candidates {
                let likeness = dice(&own, &bag(self.new, self.new.units[other as usize]));
                // Of two that are as much alike the one whose neighbours belong together is meant.
                let nearby = self.neighbours(at as u32, other);
                if likeness >= ALIKE || nearby && likeness >= ALIKE_IN_PLACE {
                    found.push((likeness + if nearby { 0.1 } else { 0.0 }, at as u32, other));
                }
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, old, new) in found {
            if self.is_free(old, new) {
                self.join(old, new);
            }
        }
    }

    /// Whether the sentences before, or those behind, belong together.
    fn neighbours(&self, old: u32, new: u32) -> bool {
        let before = old > 0 && new > 0 && self.to_new[old as usize - 1] == new - 1;
        let behind = self.to_new.get(old as usize + 1).is_some_and(|&next| next == new + 1);
        before || behind
    }

    /// Joins headlines, and sentences that stand between the same others and are somewhat alike.
    fn in_place(&mut self) {
        let headline = |version: &Version<'_>, partners: &[u32]| {
            let units = version.units.iter().zip(partners).enumerate();
            let mut free = units.filter(|(_, (unit, partner))| unit.is_headline && **partner == NONE);
            free.next().map(|(at, _)| at as u32)
        };
        if let (Some(old), Some(new)) = (headline(self.old, &self.to_new), headline(self.new, &self.to_old)) {
            self.join(old, new);
        }
        let count = self.old.units.len() as u32;
        for at in 0..count {
            let before = at.checked_sub(1).map_or(NONE, |before| self.to_new[before as usize]);
            let next = if before == NONE { if at == 0 { 0 } else { NONE } } else { before + 1 };
            self.join_in_place(at, next);
        }
        for at in (0..count).rev() {
            let behind = self.to_new.get(at as usize + 1).copied();
            let next = match behind {
                Some(NONE) => NONE,
                Some(behind) => behind.checked_sub(1).unwrap_or(NONE),
                None => (self.new.units.len() as u32).checked_sub(1).unwrap_or(NONE),
            };
            self.join_in_place(at, next);
        }
    }

    fn join_in_place(&mut self, old: u32, new: u32) {
        if new == NONE || new as usize >= self.new.units.len() || !self.is_free(old, new) {
            return;
        }
        let (a, b) = (self.old.units[old as usize], self.new.units[new as usize]);
        if a.is_headline == b.is_headline && dice(&bag(self.old, a), &bag(self.new, b)) >= ALIKE_IN_PLACE {
            self.join(old, new);
        }
    }

    /// The pairs, with sentences that are a part of a neighbour's partner joined to them.
    fn joined(mut self) -> Vec<Pair> {
        let units = self.to_new.iter().enumerate().filter(|(_, new)| **new != NONE);
        let mut pairs: Vec<Pair> =
            units.map(|(old, &new)| Pair { old: Units::one(old as u32), new: Units::one(new) }).collect();
        for pair in &mut pairs {
            if self.old.units[pair.old.first as usize].hash == self.new.units[pair.new.first as usize].hash {
                continue;
            }
            let whole = Pair { ..*pair };
            if let Some(part) = part_of(self.old, &self.to_new, whole.old, self.new, whole.new) {
                pair.old = part;
                (part.first..part.end).for_each(|at| self.to_new[at as usize] = whole.new.first);
            } else if let Some(part) = part_of(self.new, &self.to_old, whole.new, self.old, whole.old) {
                pair.new = part;
                (part.first..part.end).for_each(|at| self.to_old[at as usize] = whole.old.first);
            }
        }
        pairs
    }
}

/// `own`, longer by a free neighbour that is found in what `own` leaves of `other`.
fn part_of(version: &Version<'_>, partners: &[u32], own: Units, others: &Version<'_>, other: Units) -> Option<Units> {
    let is_free = |at: u32| partners.get(at as usize) == Some(&NONE);
    let behind = Some(own.end).filter(|&at| is_free(at)).map(|at| (at, Units { first: own.first, end: at + 1 }));
    let before = own.first.checked_sub(1).filter(|&at| is_free(at)).map(|at| (at, Units { first: at, end: own.end }));
    let whole = bag(others, others.units[other.first as usize]);
    let rest = without(&whole, &bag(version, version.units[own.first as usize]));
    for (at, joined) in [behind, before].into_iter().flatten() {
        let unit = version.units[at as usize];
        let part = bag(version, unit);
        let weight: f32 = part.iter().map(|(_, weight)| weight).sum();
        if weight > 1.0 && !unit.is_headline && common(&part, &rest) >= CONTAINED * weight {
            return Some(joined);
        }
    }
    None
}

/// The words of a sentence that lead to others like it.
fn distinctive<'a>(version: &'a Version<'_>, unit: Unit) -> impl Iterator<Item = u64> + 'a {
    let tokens = &version.reading.document.tokens;
    let range = unit.tokens.first..unit.tokens.end;
    let long = range.filter(move |&at| version.is_word(at) && tokens[at as usize].end - tokens[at as usize].start > 4);
    let mut keys: Vec<u64> = long.map(|at| version.folded[at as usize]).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter()
}

/// The words of a sentence, sorted, each with its weight: names and numbers most, small words little.
fn bag(version: &Version<'_>, unit: Unit) -> Vec<Weighted> {
    let tokens = &version.reading.document.tokens;
    let mut bag: Vec<Weighted> = (unit.tokens.first..unit.tokens.end)
        .filter(|&at| version.is_word(at))
        .map(|at| {
            let token = &tokens[at as usize];
            let weight = match token.end - token.start {
                0..=3 => 0.2,
                4 => 0.6,
                _ => 1.0,
            };
            (version.folded[at as usize], weight)
        })
        .collect();
    bag.sort_by_key(|&(key, _)| key);
    bag
}

/// The weight of the words that both bags hold.
fn common(a: &[Weighted], b: &[Weighted]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.0.cmp(&y.0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += x.1.min(y.1);
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    sum
}

/// The words of `a` that `b` does not hold.
fn without(a: &[Weighted], b: &[Weighted]) -> Vec<Weighted> {
    let mut j = 0;
    let mut rest = Vec::with_capacity(a.len());
    for &word in a {
        while b.get(j).is_some_and(|other| other.0 < word.0) {
            j += 1;
        }
        if b.get(j).is_some_and(|other| other.0 == word.0) {
            j += 1;
        } else {
            rest.push(word);
        }
    }
    rest
}

fn dice(a: &[Weighted], b: &[Weighted]) -> f32 {
    let weight = |bag: &[Weighted]| bag.iter().map(|(_, weight)| weight).sum::<f32>();
    let total = weight(a) + weight(b);
    if total > 0.0 { 2.0 * common(a, b) / total } else { 0.0 }
}

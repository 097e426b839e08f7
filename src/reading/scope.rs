//! Scope: the places and sides that narrow a figure to a part of what the report is about.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::Reading;
use crate::document::{Tag, TokenRange};
use crate::rules::{Classes, RulePack, WordSet};
use crate::text::folded_bytes;

/// How many letters at the head of two words make them one people or country: *kirghiz*, *Kirghizstan*.
const STEM: usize = 5;
/// How many tokens behind the noun for a kind of place its name may stand.
const REACH: u32 = 6;

/// Whether a word of `range` is in `set`.
pub(super) fn any(reading: &Reading, rules: &RulePack, range: TokenRange, set: WordSet) -> bool {
    (range.first..range.end).any(|at| rules.reports.has(set, &reading.document.form(at).to_lowercase()))
}

/// The named places in `clause` that narrow the figure: a district, a village, a school; `before` is where the figure
/// before it ends.
pub(super) fn parts(
    reading: &Reading,
    rules: &RulePack,
    clause: TokenRange,
    figure: TokenRange,
    before: Option<u32>,
) -> Vec<u64> {
    let document = &reading.document;
    let mut parts = Vec::new();
    for at in (clause.first..clause.end).filter(|&at| !figure.contains(at)) {
        if !rules.reports.has(WordSet::Locality, &document.form(at).to_lowercase()) {
            continue;
        }
        let named =
            (at + 1..clause.end.min(at + REACH)).find(|&next| document.tokens[next as usize].tag == Tag::Proper);
        parts.extend(named.map(|name| stem(document.form(name), usize::MAX)));
    }
    // "Le district de Tila compte 66 morts, celui de Jorsa 15": each figure of the list has its own place before it.
    let own = before
        .filter(|&before| before >= clause.first && !parts.is_empty())
        .and_then(|before| (before..figure.first).rev().find(|&at| document.tokens[at as usize].tag == Tag::Proper));
    if let Some(own) = own {
        parts = vec![stem(document.form(own), usize::MAX)];
    }
    parts.sort_unstable();
    parts.dedup();
    parts
}

/// The countries, peoples and sides that `clause` tells of.
pub(super) fn sides(reading: &Reading, rules: &RulePack, clause: TokenRange) -> Vec<u64> {
    let document = &reading.document;
    let mut sides = Vec::new();
    for at in clause.first..clause.end {
        let token = &document.tokens[at as usize];
        if token.is(Classes::DEMONYM.with(Classes::COUNTRY)) {
            sides.push(stem(country(reading, rules, at), STEM));
        } else if rules.reports.has(WordSet::Side, &document.form(at).to_lowercase()) {
            sides.push(0);
        }
    }
    sides.sort_unstable();
    sides.dedup();
    sides
}

/// The country that a name stands for, its own form where none is known.
fn country<'a>(reading: &'a Reading, rules: &'a RulePack, at: u32) -> &'a str {
    let known = reading.document.phrase_at(at).and_then(|span| match span.phrase {
        crate::rules::Phrase::Known(id) => rules.known.get(usize::from(id)),
        _ => None,
    });
    known.map_or(reading.document.form(at), |known| &known.name)
}

/// A hash of the first letters of a word, without accents and case.
pub(super) fn stem(word: &str, letters: usize) -> u64 {
    let mut hasher = FxHasher::default();
    let folded = folded_bytes(word).filter(u8::is_ascii_alphanumeric);
    folded.take(letters).for_each(|byte| hasher.write_u8(byte));
    hasher.finish() | 1
}

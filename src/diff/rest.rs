//! What nothing else explains: sentences that came or went, content that changed, and mere wording.

use super::Kind;
use super::comparison::Comparison;
use super::kind::Significance;
use super::version::Version;
use super::words::{Hunk, NONE};
use crate::analysis::Mode;
use crate::document::{TokenKind, TokenRange};
use crate::rules::Classes;

/// How many words that say something make an insertion into narration a statement of its own rather than wording.
const STATEMENT: usize = 4;

pub(super) fn find(comparison: &mut Comparison<'_>) {
    alone(comparison);
    differing(comparison);
}

/// Tells sentences that are in one version only.
fn alone(comparison: &mut Comparison<'_>) {
    let free = |version: &Version<'_>, pairs: &[u32]| -> Vec<(TokenRange, bool)> {
        let units = version.units.iter().filter(|unit| pairs[unit.tokens.first as usize] == NONE);
        units
            .filter(|unit| (unit.tokens.first..unit.tokens.end).any(|at| version.is_word(at)))
            .map(|unit| (unit.tokens, unit.is_headline))
            .collect()
    };
    for (tokens, is_headline) in free(&comparison.old, &comparison.words.old_pair) {
        let kind = if is_headline { Kind::HeadlineRemoved } else { Kind::ClaimRemoved };
        comparison.tell_words(kind, Some(tokens), None);
    }
    for (tokens, is_headline) in free(&comparison.new, &comparison.words.new_pair) {
        let kind = if is_headline { Kind::HeadlineAdded } else { Kind::ClaimAdded };
        comparison.tell_words(kind, None, Some(tokens));
    }
}

/// Stretches of one sentence that differ in one way.
struct Open {
    pair: u32,
    kind: Kind,
    significance: Significance,
    old: Option<TokenRange>,
    new: Option<TokenRange>,
}

/// Tells what differs within sentences that belong together and is not explained yet, one change a sentence and kind.
fn differing(comparison: &mut Comparison<'_>) {
    let reported = (reported(&comparison.old), reported(&comparison.new));
    let mut found: Vec<Open> = Vec::new();
    for hunk in comparison.open_hunks() {
        let old = open(hunk.old, &comparison.old_done);
        let new = open(hunk.new, &comparison.new_done);
        let Some(pair) = pair_of(comparison, hunk) else { continue };
        let (kind, significance) = kind(comparison, old, new, &reported);
        let join = |a: Option<TokenRange>, b: Option<TokenRange>| match (a, b) {
            (Some(a), Some(b)) => Some(TokenRange::new(a.first.min(b.first), a.end.max(b.end))),
            (a, b) => a.or(b),
        };
        match found.iter_mut().rev().take(4).find(|open| open.pair == pair && open.kind == kind) {
            Some(open) => {
                // What stayed between two stretches belongs to both sides.
                let shown = |tokens: Option<TokenRange>, at: u32| tokens.or(Some(TokenRange::new(at, at)));
                open.old = join(open.old, shown(old, hunk.old.first));
                open.new = join(open.new, shown(new, hunk.new.first));
                open.significance = open.significance.max(significance);
            }
            None => found.push(Open { pair, kind, significance, old, new }),
        }
    }
    for Open { kind, significance, old, new, pair } in found {
        let value = |version: &Version<'_>, tokens: Option<TokenRange>| {
            tokens.filter(|tokens| !tokens.is_empty()).map(|tokens| version.text(tokens)).unwrap_or_default()
        };
        let (before, after) = (value(&comparison.old, old), value(&comparison.new, new));
        // A change of which one side is empty can be seen in the sentence of the other version.
        let pair = comparison.words.pairs[pair as usize];
        let shown = |tokens: Option<TokenRange>, whole: TokenRange| {
            Some(tokens.filter(|tokens| !tokens.is_empty()).unwrap_or(whole))
        };
        let old = shown(old, pair.old.tokens(&comparison.old));
        let new = shown(new, pair.new.tokens(&comparison.new));
        comparison.tell(kind, old, new, before, after);
        comparison.weigh(significance);
    }
}

/// The tokens of `tokens` from the first that is not explained to the last.
fn open(tokens: TokenRange, done: &[bool]) -> Option<TokenRange> {
    let first = (tokens.first..tokens.end).find(|&at| !done[at as usize])?;
    let last = (tokens.first..tokens.end).rfind(|&at| !done[at as usize])?;
    Some(TokenRange::new(first, last + 1))
}

fn pair_of(comparison: &Comparison<'_>, hunk: Hunk) -> Option<u32> {
    let words = &comparison.words;
    let of = |map: &[u32], tokens: TokenRange| {
        (!tokens.is_empty()).then(|| map[tokens.first as usize]).filter(|&pair| pair != NONE)
    };
    of(&words.old_pair, hunk.old).or_else(|| of(&words.new_pair, hunk.new))
}

/// For every token whether it stands in what somebody is reported to have said in the reporter's words.
fn reported(version: &Version<'_>) -> Vec<bool> {
    let mut reported = vec![false; version.keys.len()];
    for attribution in version.reading.analysis.attributions.iter().filter(|a| a.mode != Mode::Direct) {
        for &span in &attribution.content {
            let tokens = version.tokens(span);
            reported[tokens.first as usize..tokens.end as usize].fill(true);
        }
    }
    reported
}

/// What kind of change the words `old` and `new` are, of which one side may be missing.
fn kind(
    comparison: &Comparison<'_>,
    old: Option<TokenRange>,
    new: Option<TokenRange>,
    reported: &(Vec<bool>, Vec<bool>),
) -> (Kind, Significance) {
    let range = |tokens: Option<TokenRange>| tokens.map_or(0..0, |tokens| tokens.first..tokens.end);
    let is_word = |version: &Version<'_>, tokens| range(tokens).any(|at| version.is_word(at));
    let told = |kind: Kind| (kind, kind.significance());
    if !is_word(&comparison.old, old) && !is_word(&comparison.new, new) {
        return told(Kind::StylePunctuation);
    }
    if is_inflected(comparison, old, new) {
        return told(Kind::StyleSpelling);
    }
    let content = |version: &Version<'_>, tokens| range(tokens).filter(|&at| version.is_content(at)).count();
    let (gone, come) = (content(&comparison.old, old), content(&comparison.new, new));
    if gone + come == 0 {
        return told(Kind::StyleReworded);
    }
    let is_headline = |version: &Version<'_>, tokens: Option<TokenRange>| {
        tokens.is_some_and(|tokens| version.units[version.unit_of[tokens.first as usize] as usize].is_headline)
    };
    if is_headline(&comparison.old, old) || is_headline(&comparison.new, new) {
        return told(Kind::HeadlineReworded);
    }
    let named = |version: &Version<'_>, tokens| range(tokens).any(|at| names_something(version, at));
    if named(&comparison.old, old) != named(&comparison.new, new) {
        return (Kind::ClaimAltered, Significance::High);
    }
    let dated = |version: &Version<'_>, tokens| {
        range(tokens).any(|at| {
            let token = &version.reading.document.tokens[at as usize];
            token.kind == TokenKind::Number || token.is(Classes::TIME.with(Classes::COUNTRY).with(Classes::DEMONYM))
        })
    };
    if dated(&comparison.old, old) || dated(&comparison.new, new) {
        return told(Kind::ClaimAltered);
    }
    let in_speech = range(old).any(|at| reported.0[at as usize]) || range(new).any(|at| reported.1[at as usize]);
    let one_sided = gone == 0 || come == 0;
    if in_speech || one_sided && gone + come >= STATEMENT {
        return told(Kind::ClaimAltered);
    }
    told(Kind::StyleReworded)
}

fn names_something(version: &Version<'_>, at: u32) -> bool {
    let token = &version.reading.document.tokens[at as usize];
    version.is_name(at) || token.is(Classes::COUNTRY) && token.is_capital()
}

/// Whether each word is the other but for accents, capitals or an ending of up to three letters.
fn is_inflected(comparison: &Comparison<'_>, old: Option<TokenRange>, new: Option<TokenRange>) -> bool {
    let (Some(old), Some(new)) = (old, new) else { return false };
    if old.len() != new.len() {
        return false;
    }
    (old.first..old.end).zip(new.first..new.end).all(|(a, b)| {
        let (x, y) = (comparison.old.lower(a), comparison.new.lower(b));
        let common = x.chars().zip(y.chars()).take_while(|(x, y)| x == y).count();
        let longest = x.chars().count().max(y.chars().count());
        let names = comparison.old.is_name(a) || comparison.new.is_name(b);
        let number = comparison.old.is_number(a) || comparison.new.is_number(b);
        comparison.old.folded[a as usize] == comparison.new.folded[b as usize]
            || !number && !names && common >= 4 && common + 3 >= longest
    })
}

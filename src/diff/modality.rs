//! Hedges, negations and labels of two versions: what is less or more sure, what is denied, what is called otherwise.

use rustc_hash::FxHashMap;

use super::Kind;
use super::comparison::Comparison;
use super::version::Version;
use super::words::{Hunk, NONE};
use crate::annotate::VerbForm;
use crate::attribute::Predicate;
use crate::document::TokenRange;
use crate::rules::{Classes, Tenses};

/// How far apart the two words of one negation may stand, in tokens.
const NEGATION: u32 = 6;

pub(super) fn find(comparison: &mut Comparison<'_>) {
    conditionals(comparison);
    hedges(comparison);
    negations(comparison);
}

/// Tells verbs that are in the conditional in one version and not in the other.
fn conditionals(comparison: &mut Comparison<'_>) {
    let (old, new) = (&comparison.old.reading.predicates, &comparison.new.reading.predicates);
    let mut by_hunk: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    let mut by_main: FxHashMap<u32, usize> = FxHashMap::default();
    for (at, predicate) in new.iter().enumerate().filter(|(_, p)| p.form == VerbForm::Finite) {
        by_main.insert(predicate.main, at);
        if let Some(hunk) = hunk_of(&comparison.words.new_hunk, predicate.tokens) {
            by_hunk.entry(hunk).or_default().push(at);
        }
    }
    let mut found = Vec::new();
    for predicate in old.iter().filter(|p| p.form == VerbForm::Finite && comparison.old_differs(p.tokens)) {
        let main = comparison.words.to_new[predicate.main as usize];
        let same = |other: &&usize| {
            let other = &new[**other];
            other.lemma == predicate.lemma || is_conditional(other) != is_conditional(predicate)
        };
        let in_hunk = || {
            let hunk = hunk_of(&comparison.words.old_hunk, predicate.tokens)?;
            by_hunk.get(&hunk)?.iter().find(same)
        };
        let Some(&other) = by_main.get(&main).or_else(in_hunk) else { continue };
        let other = &new[other];
        if !comparison.new_differs(other.tokens) {
            continue;
        }
        let kind = match (is_conditional(predicate), is_conditional(other)) {
            (false, true) => Kind::ModalityHedged,
            (true, false) => Kind::ModalityAsserted,
            _ => continue,
        };
        found.push((kind, predicate.tokens, other.tokens));
    }
    for (kind, old, new) in found {
        comparison.tell_words(kind, Some(old), Some(new));
        comparison.explain(old, new);
    }
}

fn hunk_of(hunks: &[u32], tokens: TokenRange) -> Option<u32> {
    (tokens.first..tokens.end).map(|at| hunks[at as usize]).find(|&hunk| hunk != NONE)
}

/// Whether the verb is in the conditional and in no other tense.
fn is_conditional(predicate: &Predicate) -> bool {
    predicate.tenses.is_only(Tenses::CONDITIONAL)
}

/// The text of `tokens` in lower case, and for every byte offset at which one begins the token.
fn lowered(version: &Version<'_>, tokens: TokenRange) -> (String, Vec<(usize, u32)>) {
    let (mut text, mut starts) = (String::new(), Vec::new());
    for at in tokens.first..tokens.end {
        let token = &version.reading.document.tokens[at as usize];
        if at > tokens.first && token.start > version.reading.document.tokens[at as usize - 1].end {
            text.push(' ');
        }
        starts.push((text.len(), at));
        text.push_str(&version.lower(at));
    }
    (text, starts)
}

/// The tokens that begin within `range`.
fn within(starts: &[(usize, u32)], range: &std::ops::Range<usize>) -> TokenRange {
    let first = starts.partition_point(|&(start, _)| start < range.start);
    let end = starts.partition_point(|&(start, _)| start < range.end);
    match (starts.get(first), end.checked_sub(1).and_then(|last| starts.get(last))) {
        (Some(&(_, first)), Some(&(_, last))) => TokenRange::new(first, last + 1),
        _ => TokenRange::default(),
    }
}

/// Tells words and verbs that present something as not certain and stand in one version only.
fn hedges(comparison: &mut Comparison<'_>) {
    for pair in comparison.words.pairs.clone() {
        let (old, new) = (pair.old.tokens(&comparison.old), pair.new.tokens(&comparison.new));
        if !comparison.old_differs(old) && !comparison.new_differs(new) {
            continue;
        }
        let mut gone = hedging(comparison, &comparison.old, old);
        gone.retain(|&tokens| comparison.old_differs(tokens));
        let mut come = hedging(comparison, &comparison.new, new);
        come.retain(|&tokens| comparison.new_differs(tokens));
        // One hedge in the place of another leaves things as they were.
        while !gone.is_empty() && !come.is_empty() {
            let (old, new) = (gone.remove(0), come.remove(0));
            comparison.tell_words(Kind::StyleReworded, Some(old), Some(new));
            comparison.explain(old, new);
        }
        for tokens in gone {
            let near = comparison.words.image(around(tokens, old));
            let value = comparison.old.text(tokens);
            comparison.tell(Kind::ModalityAsserted, Some(tokens), near, value, String::new());
            comparison.explain_old(tokens);
            settle(comparison, tokens, true);
        }
        for tokens in come {
            let near = comparison.words.origin(around(tokens, new));
            let value = comparison.new.text(tokens);
            comparison.tell(Kind::ModalityHedged, near, Some(tokens), String::new(), value);
            comparison.explain_new(tokens);
            settle(comparison, tokens, false);
        }
    }
}

/// Explains the rest of the stretch in which a hedge came or went, where that only bends the verb behind it.
fn settle(comparison: &mut Comparison<'_>, tokens: TokenRange, is_old: bool) {
    let hunks = if is_old { &comparison.words.old_hunk } else { &comparison.words.new_hunk };
    let Some(hunk) = hunk_of(hunks, tokens).map(|hunk| comparison.words.hunks[hunk as usize]) else { return };
    if hunk.old.len() + hunk.new.len() <= 6 {
        comparison.explain(hunk.old, hunk.new);
    }
}

/// `tokens` and three to either side, within `sentence`.
fn around(tokens: TokenRange, sentence: TokenRange) -> TokenRange {
    TokenRange::new(tokens.first.saturating_sub(3).max(sentence.first), (tokens.end + 3).min(sentence.end))
}

fn hedging(comparison: &Comparison<'_>, version: &Version<'_>, sentence: TokenRange) -> Vec<TokenRange> {
    let revisions = &comparison.rules.revisions;
    let (text, starts) = lowered(version, sentence);
    let mut found: Vec<TokenRange> = revisions.hedges(&text).iter().map(|range| within(&starts, range)).collect();
    for at in sentence.first..sentence.end {
        let token = &version.reading.document.tokens[at as usize];
        let finite = token.is(Classes::FINITE);
        if finite && comparison.rules.verb(token.word).is_some_and(|verb| revisions.is_hedging(&verb.lemma)) {
            found.push(TokenRange::new(at, at + 1));
        }
    }
    found.sort_unstable();
    found.retain(|tokens| !tokens.is_empty());
    found
}

/// Tells negations that stand in one version only; the two words of one are told once.
fn negations(comparison: &mut Comparison<'_>) {
    let mut last: Option<(bool, TokenRange)> = None;
    let mut found: Vec<(bool, TokenRange, Hunk)> = Vec::new();
    for hunk in comparison.open_hunks() {
        let gone = negation(&comparison.old, hunk.old, &comparison.old_done);
        let come = negation(&comparison.new, hunk.new, &comparison.new_done);
        let (is_old, tokens) = match (gone, come) {
            (Some(tokens), None) => (true, tokens),
            (None, Some(tokens)) => (false, tokens),
            _ => continue,
        };
        let goes_on = last.is_some_and(|(side, before)| side == is_old && tokens.first <= before.end + NEGATION);
        last = Some((is_old, tokens));
        match found.last_mut() {
            Some((_, whole, _)) if goes_on => whole.end = tokens.end,
            _ => found.push((is_old, tokens, hunk)),
        }
    }
    for (is_old, tokens, hunk) in found {
        if is_old {
            let near = comparison.words.image(around(tokens, tokens_of(&comparison.old, tokens)));
            let value = comparison.old.text(tokens);
            comparison.tell(Kind::ModalityAffirmed, Some(tokens), near, value, String::new());
            comparison.explain_old(tokens);
        } else {
            let near = comparison.words.origin(around(tokens, tokens_of(&comparison.new, tokens)));
            let value = comparison.new.text(tokens);
            comparison.tell(Kind::ModalityNegated, near, Some(tokens), String::new(), value);
            comparison.explain_new(tokens);
        }
        if hunk.old.len() + hunk.new.len() <= 4 {
            comparison.explain(hunk.old, hunk.new);
        }
    }
}

/// The unit that `tokens` begin in.
fn tokens_of(version: &Version<'_>, tokens: TokenRange) -> TokenRange {
    version.units[version.unit_of[tokens.first as usize] as usize].tokens
}

fn negation(version: &Version<'_>, tokens: TokenRange, done: &[bool]) -> Option<TokenRange> {
    let negates = |at: &u32| {
        let token = &version.reading.document.tokens[*at as usize];
        !done[*at as usize] && (token.is(Classes::NEGATION) || token.is(Classes::NEGATIVE))
            || !done[*at as usize] && token.is(Classes::SECOND_NEGATION) && follows(version, *at)
    };
    let first = (tokens.first..tokens.end).find(negates)?;
    let last = (tokens.first..tokens.end).rfind(negates)?;
    Some(TokenRange::new(first, last + 1))
}

/// Whether the first word of a negation stands before its second one: *pas* may be a step, *plus* may be more.
fn follows(version: &Version<'_>, at: u32) -> bool {
    let before = at.saturating_sub(NEGATION)..at;
    before.into_iter().any(|at| version.reading.document.tokens[at as usize].is(Classes::NEGATION))
}

/// Tells words of one list of labels that stand in each other's place.
pub(super) fn labels(comparison: &mut Comparison<'_>) {
    for hunk in comparison.open_hunks() {
        let (old_text, old_starts) = lowered(&comparison.old, hunk.old);
        let (new_text, new_starts) = lowered(&comparison.new, hunk.new);
        let revisions = &comparison.rules.revisions;
        let (gone, come) = (revisions.labels(&old_text), revisions.labels(&new_text));
        // A word may stand in several lists: the one that both words are in is meant.
        let mut told = None;
        for (a, b) in gone.iter().flat_map(|a| come.iter().map(move |b| (a, b))) {
            let shared = a.1.iter().find_map(|&(list, rank)| {
                let (_, level) = b.1.iter().find(|(other, _)| *other == list)?;
                Some((rank, *level))
            });
            if let (Some((rank, level)), None) = (shared, told) {
                let kind = match rank.cmp(&level) {
                    std::cmp::Ordering::Less => Kind::LabelSoftened,
                    std::cmp::Ordering::Greater => Kind::LabelHardened,
                    std::cmp::Ordering::Equal => Kind::LabelChanged,
                };
                told = Some((kind, within(&old_starts, &a.0), within(&new_starts, &b.0)));
            }
        }
        let Some((kind, old, new)) = told else { continue };
        let differs = comparison.old.folded[old.first as usize] != comparison.new.folded[new.first as usize];
        let stem = |version: &Version<'_>, tokens: TokenRange| {
            version.lower(tokens.first).chars().filter(|c| c.is_alphabetic()).take(5).collect::<String>()
        };
        if differs && stem(&comparison.old, old) != stem(&comparison.new, new) {
            comparison.tell_words(kind, Some(old), Some(new));
            comparison.explain(old, new);
            // Articles and endings follow the noun.
            if hunk.old.len() + hunk.new.len() <= 6 {
                comparison.explain(hunk.old, hunk.new);
            }
        }
    }
}

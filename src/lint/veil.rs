//! Sources that are kept from the reader, as the lints of attribution tell them apart.

use super::place::{find, is_name, noun, words};
use crate::annotate::{NounKind, VerbForm};
use crate::document::{Tag, TokenRange};
use crate::reading::Reading;
use crate::rules::{Classes, Phrases, Unnamed};

/// How a source is kept from the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Veil {
    /// Nothing at all is said of it: *une source*.
    Bare,
    /// It is told where it sits: *une source policière*.
    Placed,
    /// It is a person by office alone: *un diplomate*.
    Official,
}

/// How a source is kept from the reader, given the phrase that names it and the name known of it; none where it is not,
/// or where the phrase only goes back to one spoken of before.
pub(super) fn veil(reading: &Reading, rules: &Unnamed, source: TokenRange, name: &str) -> Option<Veil> {
    let begins =
        |at: u32, phrases: &Phrases| at < source.end && begins(reading, TokenRange::new(at, source.end), phrases);
    let tag = |at: u32| reading.document.tokens[at as usize].tag;
    let noun = noun(reading, source);
    if noun.is_some_and(|noun| noun.kind == NounKind::SameSource) {
        return None;
    }
    let fresh = noun.is_none() || is_new(reading, source);
    let last = noun.map_or(source.first + 1, |noun| noun.head + 1);
    let head = (source.first..source.end.min(last)).find(|&at| begins(at, &rules.veiled));
    if let Some(head) = head.filter(|_| fresh) {
        let behind = behind(reading, head + 1);
        let again = head > 0 && find(reading, TokenRange::new(head - 1, head), &rules.again).is_some();
        if again || find(reading, behind, &rules.official).is_some() || is_spring(reading, head) {
            return None;
        }
        let before = TokenRange::new(source.first, head);
        let told = [before, behind].into_iter().any(|range| tells(reading, rules, range));
        return Some(if told || goes_on(reading, behind.end) { Veil::Placed } else { Veil::Bare });
    }
    let noun = noun?;
    if begins(noun.head, &rules.circle) {
        return Some(Veil::Placed);
    }
    let official = begins(noun.head, &rules.officials) || begins(noun.tokens.first + 1, &rules.officials);
    let unnamed = noun.name.is_empty() && !is_named(reading, source, name);
    let some = noun.determined || tag(noun.tokens.first) == Tag::Number;
    (official && unnamed && some && fresh).then_some(Veil::Official)
}

/// Whether a source is one of water or of trouble: *une source d'énergie*.
fn is_spring(reading: &Reading, head: u32) -> bool {
    let token = |at: u32| reading.document.tokens.get(at as usize);
    let of =
        token(head + 1).is_some_and(|of| of.tag == Tag::Of && !of.is(Classes::CONTRACTION.with(Classes::DETERMINER)));
    of && token(head + 2).is_some_and(|noun| noun.tag == Tag::Noun && !noun.is(Classes::INSTITUTION))
}

/// The subjects of verbs that speak without a clause, outside of quotations: *une source confirme la fuite*.
pub(super) fn subjects<'a>(reading: &'a Reading, rules: &'a Unnamed) -> impl Iterator<Item = TokenRange> + 'a {
    reading.predicates.iter().filter_map(|predicate| {
        let speaks = predicate.inside.is_none()
            && predicate.form == VerbForm::Finite
            && !predicate.passive
            && rules.speaking.contains(&*predicate.lemma);
        predicate.subject.filter(|_| speaks)
    })
}

/// Whether a phrase brings somebody new, without a name: *un agent*, *des agents*, *deux agents*.
pub(super) fn is_new(reading: &Reading, phrase: TokenRange) -> bool {
    noun(reading, phrase).is_some_and(|noun| {
        let first = &reading.document.tokens[noun.tokens.first as usize];
        noun.kind == NounKind::Noun
            && (!noun.determined || first.is(Classes::INDEFINITE) && first.tag == Tag::Determiner)
    })
}

/// Whether `name` is one that somebody bears, and not the phrase itself at the head of its sentence.
pub(super) fn is_named(reading: &Reading, phrase: TokenRange, name: &str) -> bool {
    is_name(name) && !reading.document.words(phrase).starts_with(name)
}

fn begins(reading: &Reading, range: TokenRange, phrases: &Phrases) -> bool {
    phrases.begins(words(reading, range)).is_some()
}

/// The words right behind a noun that may tell more of it.
fn behind(reading: &Reading, first: u32) -> TokenRange {
    let tokens = &reading.document.tokens;
    let limit = (first + 12).min(tokens.len() as u32);
    let end = (first..limit).find(|&at| {
        let last = tokens[at as usize - 1].tag;
        match tokens[at as usize].tag {
            Tag::Determiner | Tag::Proper | Tag::Number => {
                !matches!(last, Tag::Of | Tag::Preposition | Tag::Determiner | Tag::Within)
            }
            Tag::Adjective | Tag::Noun | Tag::Of | Tag::Preposition | Tag::Participle | Tag::Adverb => false,
            Tag::Coordinator | Tag::Within | Tag::Who => false,
            _ => true,
        }
    });
    TokenRange::new(first, end.unwrap_or(limit))
}

/// Whether words beside a source say more of it than nothing.
fn tells(reading: &Reading, rules: &Unnamed, range: TokenRange) -> bool {
    (range.first..range.end).any(|at| {
        let token = &reading.document.tokens[at as usize];
        matches!(token.tag, Tag::Noun | Tag::Adjective | Tag::Proper | Tag::Participle | Tag::Who)
            && !begins(reading, TokenRange::new(at, range.end), &rules.empty)
    })
}

/// Whether a comma at `at` opens words that tell more of the source before it: *, proche du dossier,* or *, qui …*.
fn goes_on(reading: &Reading, at: u32) -> bool {
    let tag = |at: u32| reading.document.tokens.get(at as usize).map_or(Tag::Stop, |token| token.tag);
    tag(at) == Tag::Comma
        && matches!(tag(at + 1), Tag::Participle | Tag::Adjective | Tag::Noun | Tag::Who | Tag::Relative)
}

/// Whether a source named bare is told of in what follows: *cette source, proche du dossier, …*.
pub(super) fn told_later(reading: &Reading, rules: &Unnamed, source: TokenRange) -> bool {
    /// Two sentences of a report have some fifty tokens.
    const NEAR: u32 = 50;
    let tokens = &reading.document.tokens;
    let end = (source.end + NEAR).min(tokens.len() as u32);
    let known = |at: u32| {
        begins(reading, TokenRange::new(at, end), &rules.veiled)
            && (tells(reading, rules, behind(reading, at + 1)) || goes_on(reading, behind(reading, at + 1).end))
    };
    (source.end..end).any(|at| {
        known(at) && {
            let before = &tokens[at as usize - 1];
            before.is(Classes::DETERMINER) && !before.is(Classes::INDEFINITE)
        }
    }) || find(reading, TokenRange::new(source.end, end), &rules.anonymity).is_some()
}

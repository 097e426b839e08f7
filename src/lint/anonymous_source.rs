//! `anonymous-source`: every source that is kept from the reader, once.

use super::place::{around, find, in_text, is_quoted, quoted, tokens, within};
use super::veil::{Veil, is_named, is_new, subjects, veil};
use super::{Category, Check, Context, Finding, Level, Lint, Place};
use crate::analysis::EntityKind;
use crate::document::{Tag, TokenRange};
use crate::reading::Reading;
use crate::rules::{Classes, Phrases};

pub(super) const LINT: Lint = Lint {
    id: "anonymous-source",
    category: Category::Attribution,
    level: Level::Info,
    default: true,
    summary: "a source that is not named",
    checks: &[Check::Article(check)],
};

fn check(reading: &Reading, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let rules = &context.rules.unnamed;
    let quoted = quoted(reading);
    let entities = &reading.analysis.entities;
    let mut seen = vec![false; entities.len()];
    let mut found: Vec<(TokenRange, &str)> = Vec::new();
    for attribution in &reading.analysis.attributions {
        let Some(source) = attribution.source.as_ref().filter(|source| !seen[source.entity]) else { continue };
        if is_quoted(reading, attribution) {
            continue;
        }
        let (phrase, entity) = (tokens(reading, source.span), &entities[source.entity]);
        let hidden = !is_named(reading, phrase, &entity.name)
            && matches!(entity.kind, EntityKind::Person | EntityKind::Group | EntityKind::Anonymous)
            && is_new(reading, phrase)
            && asks_for_it(reading, &quoted, phrase, &rules.anonymity);
        let message = match veil(reading, rules, phrase, &entity.name) {
            _ if hidden => "a source that asked not to be named",
            Some(Veil::Placed) => "a source that is not named",
            Some(Veil::Official) if in_text(reading, phrase.first) => "an official who is not named",
            _ => continue,
        };
        seen[source.entity] = true;
        found.push((phrase, message));
    }
    // A source may confirm or evoke something without a clause; that is no attribution, but a source all the same.
    for subject in subjects(reading, rules).filter(|subject| !within(&quoted, subject.first)) {
        let person = (subject.first..subject.end)
            .any(|at| reading.document.tokens[at as usize].is(Classes::FUNCTION.with(Classes::GROUP)));
        if person && is_new(reading, subject) && asks_for_it(reading, &quoted, subject, &rules.anonymity) {
            found.push((subject, "a source that asked not to be named"));
            continue;
        }
        match veil(reading, rules, subject, "") {
            Some(Veil::Placed) => found.push((subject, "a source that is not named")),
            Some(Veil::Official) if is_alone(reading, subject) => found.push((subject, "an official who is not named")),
            _ => {}
        }
    }
    found.sort_by_key(|&(phrase, _)| (phrase.first, std::cmp::Reverse(phrase.end)));
    found.dedup_by(|b, a| b.0.first < a.0.end);
    for (phrase, message) in found {
        let place = Place::new(&reading.analysis.article, reading.span(phrase), "");
        findings.push(Finding::new(&LINT, message, vec![place]));
    }
}

/// Whether no name in apposition follows a phrase.
fn is_alone(reading: &Reading, phrase: TokenRange) -> bool {
    let sentence = around(reading, phrase.first);
    let end = sentence.end.min(phrase.end + 8);
    in_text(reading, phrase.first)
        && !(phrase.end..end).any(|at| reading.document.tokens[at as usize].tag == Tag::Proper)
}

/// Whether the sentence of a source, or the next one where it begins with a pronoun, says that it stays unnamed.
fn asks_for_it(reading: &Reading, quoted: &[TokenRange], phrase: TokenRange, anonymity: &Phrases) -> bool {
    let own = around(reading, phrase.first);
    let tokens = &reading.document.tokens;
    let begins = |token: u32| tokens.get(token as usize).is_some_and(|token| token.tag == Tag::Subject);
    let next = Some(own.end).filter(|&next| begins(next)).map(|next| around(reading, next));
    [Some(own), next].into_iter().flatten().any(|range| {
        let mut from = range.first;
        while let Some(found) = find(reading, TokenRange::new(from, range.end), anonymity) {
            if !within(quoted, found.first) {
                return true;
            }
            from = found.end;
        }
        false
    })
}

//! `anonymous-source`: every source that is kept from the reader, once.

use super::place::{around, find, in_text, is_name, is_quoted, noun, quoted, tokens, within};
use super::veil::{Veil, veil};
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
    check: Check::Article(check),
};

fn check(reading: &Reading, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let rules = &context.rules.unnamed;
    let quoted = quoted(reading);
    let mut seen = vec![false; reading.analysis.entities.len()];
    let mut last = None;
    for attribution in &reading.analysis.attributions {
        let Some(source) = &attribution.source else { continue };
        if seen[source.entity] || is_quoted(reading, attribution) || last == Some(source.span) {
            continue;
        }
        let phrase = tokens(reading, source.span);
        let entity = &reading.analysis.entities[source.entity];
        let hidden = !is_name(&entity.name)
            && matches!(entity.kind, EntityKind::Person | EntityKind::Group | EntityKind::Anonymous)
            && is_new(reading, phrase)
            && asks_for_it(reading, &quoted, phrase, &rules.anonymity);
        let message = match veil(reading, rules, attribution, phrase) {
            _ if hidden => "a source that asked not to be named",
            Some(Veil::Placed) => "a source that is not named",
            Some(Veil::Official) if in_text(reading, phrase.first) => "an official who is not named",
            _ => continue,
        };
        seen[source.entity] = true;
        last = Some(source.span);
        findings.push(Finding::new(&LINT, message, vec![Place::new(&reading.analysis.article, source.span, "")]));
    }
}

/// Whether a phrase brings somebody new: *un agent*, *deux agents*.
fn is_new(reading: &Reading, phrase: TokenRange) -> bool {
    noun(reading, phrase).is_some_and(|noun| {
        let first = &reading.document.tokens[noun.tokens.first as usize];
        !noun.determined || first.is(Classes::INDEFINITE) && !first.is(Classes::CONTRACTION)
    })
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

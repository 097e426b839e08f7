//! `unintroduced-speaker`: somebody quoted by a surname that the report never introduces.

use super::place::{find, is_name, is_quoted, noun, sentence, tokens};
use super::{Category, Check, Context, Finding, Level, Lint, Place};
use crate::analysis::{Entity, EntityKind};
use crate::document::{Tag, TokenRange};
use crate::reading::Reading;
use crate::rules::Classes;
use crate::text::Span;

pub(super) const LINT: Lint = Lint {
    id: "unintroduced-speaker",
    category: Category::Attribution,
    level: Level::Warning,
    default: true,
    summary: "somebody quoted by a surname that was never introduced",
    checks: &[Check::Article(check)],
};

fn check(reading: &Reading, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let entities = &reading.analysis.entities;
    let mut seen = vec![false; entities.len()];
    for attribution in &reading.analysis.attributions {
        let Some(source) = &attribution.source else { continue };
        let entity = &entities[source.entity];
        if seen[source.entity] || is_quoted(reading, attribution) || !is_surname(reading, context, entity, source.span)
        {
            continue;
        }
        seen[source.entity] = true;
        if entity.mentions.iter().chain([&source.span]).any(|&mention| is_introduced(reading, mention)) {
            continue;
        }
        if entities.iter().any(|other| is_spelling_of(&other.name, &entity.name)) {
            continue;
        }
        let message = format!("{} is quoted and never introduced", entity.name);
        findings.push(Finding::new(&LINT, message, vec![Place::new(&reading.analysis.article, source.span, "")]));
    }
}

/// Whether all that is known of a person is a surname behind a form of address, and not one that everybody knows.
fn is_surname(reading: &Reading, context: &Context<'_>, entity: &Entity, span: Span) -> bool {
    let range = tokens(reading, span);
    if entity.kind != EntityKind::Person || entity.name.contains([' ', '-']) || !is_name(&entity.name) {
        return false;
    }
    let Some(noun) = noun(reading, range).filter(|noun| noun.name.len() == 1) else { return false };
    let titled = noun.name.first > 0 && reading.document.tokens[noun.name.first as usize - 1].tag == Tag::Title;
    titled
        && !reading.document.tokens[noun.name.first as usize].is(Classes::GIVEN_NAME)
        && find(reading, noun.name, &context.rules.unnamed.household).is_none()
}

/// From this likeness on the surname of somebody introduced is a spelling of another: Asylbekov/Assylbekov is 0.98,
/// Dialo/Diallo 0.96, Vasseur-Lemoyne/Vasseur-Lemoine 0.97.
const SPELLING: f64 = 0.92;

/// Whether a full name ends in a spelling of `surname`.
fn is_spelling_of(name: &str, surname: &str) -> bool {
    name.rsplit_once(' ').is_some_and(|(_, last)| strsim::jaro_winkler(last, surname) >= SPELLING)
}

/// Whether the sentence around a mention says what the person is.
fn is_introduced(reading: &Reading, mention: Span) -> bool {
    let range = tokens(reading, mention);
    let Some(at) = sentence(reading, range.first) else { return true };
    let sentence = reading.document.sentences[at].tokens;
    let tag = |at: u32| reading.document.tokens.get(at as usize).map_or(Tag::Stop, |token| token.tag);
    if tag(range.end) == Tag::Open
        || tag(range.end) == Tag::Comma && matches!(tag(range.end + 1), Tag::Number | Tag::Who)
    {
        return true;
    }
    let near = TokenRange::new(sentence.first.max(range.first.saturating_sub(12)), sentence.end.min(range.end + 16));
    let tells = Classes::FUNCTION.with(Classes::DESCRIPTIVE);
    (near.first..near.end).any(|at| {
        let token = &reading.document.tokens[at as usize];
        token.tag == Tag::Noun && token.is(tells)
    })
}

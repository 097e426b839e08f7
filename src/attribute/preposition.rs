//! *Selon X, Y*: a preposition names the source, and the rest of the sentence is what it is said to hold.

use crate::analysis::EntityKind;
use crate::annotate::{NounKind, NounPhrase, VerbForm};
use crate::document::TokenRange;
use crate::rules::Classes;

use super::chunk::ChunkKind;
use super::clause::WINDOW;
use super::found::{Found, FoundCue, FoundSource, Scene};
use super::incise::clitic_source;

/// Finds what the preposition of a source at chunk `at` reports.
pub(super) fn find(scene: &Scene<'_>, at: usize, out: &mut Vec<Found>) {
    let ChunkKind::Source(id) = scene.chunks.kind(at) else { return };
    let rule = &scene.rules.prepositions[id as usize];
    let mut noun_at = at + 1;
    if scene.chunks.kind(noun_at) == ChunkKind::Of {
        noun_at += 1;
    }
    if scene.chunks.kind(noun_at) == ChunkKind::Who {
        relative(scene, at, noun_at, id, out);
        return;
    }
    if rule.within {
        within(scene, at, id, out);
        return;
    }
    if rule.inner {
        inner(scene, at, id, out);
        return;
    }
    let Some(noun) = scene.chunks.noun_at(noun_at).copied() else { return };
    // What an incise before it reports already needs no second source: "a-t-on appris de source policière".
    if out.last().is_some_and(|f| f.frame == "incise" && f.source.is_some_and(|s| s.tokens.first == noun.tokens.first))
    {
        return;
    }
    if matches!(noun.kind, NounKind::Time | NounKind::Neuter) || noun.classes.has(Classes::FIRST_PERSON) {
        return;
    }
    let Some(mut source) = scene.source(noun_at) else { return };
    let opens = at == 0
        || matches!(
            scene.chunks.kind(at - 1),
            ChunkKind::Comma | ChunkKind::Colon | ChunkKind::Semicolon | ChunkKind::Stop | ChunkKind::Coordinator
        );
    let mut behind = scene.chunks.all.partition_point(|chunk| chunk.tokens.first < source.tokens.end);
    if opens && noun.kind != NounKind::Pronoun {
        behind = whole_phrase(scene, behind);
        source.tokens = TokenRange::new(source.tokens.first, scene.tokens(noun_at, behind).end.max(source.tokens.end));
    }
    let mut tokens = scene.chunks.all[at].tokens;
    // The preposition that ties the source to the cue belongs to neither.
    if tokens.len() > 1 && scene.document.tokens[tokens.end as usize - 1].is(Classes::OF) {
        tokens.end -= 1;
    }
    let cue = FoundCue::of_preposition(tokens, rule);
    // The content: before, behind, or around.
    let start = opening(scene, at);
    let commas =
        (at > start && scene.chunks.kind(at - 1) == ChunkKind::Comma, scene.chunks.kind(behind) == ChunkKind::Comma);
    let initial = start + usize::from(commas.0) >= at;
    if rule.weak && !(initial && noun.speaks() && can_hold(scene, &noun) && weak_fits(scene, at, behind)) {
        return;
    }
    let norm = noun.classes.has(Classes::NORM) && noun.name.is_empty();
    if norm || !rule.plain && !noun.speaks() || !noun.may_speak() {
        return;
    }
    // "ouvert selon les disponibilités": no comma, and nobody who could say so.
    if !commas.0 && !initial && !noun.speaks() {
        return;
    }
    let end = end_of_content(scene, behind);
    let right = scene.trimmed(scene.tokens(behind, end));
    let left = scene.trimmed(scene.tokens(start, at));
    let content: Vec<TokenRange> = match (left.is_empty() || initial, right.is_empty() || !commas.1 && !initial) {
        (false, true) => vec![left],
        (true, false) => vec![right],
        (false, false) if commas.0 && is_continuation(scene, behind + 1) => vec![left, right],
        (false, false) => vec![left],
        (true, true) => return,
    };
    out.push(scene.found(content, Some(cue), Some(source), "preposition"));
}

/// *De source policière, Y*: the source is the phrase that the preposition begins, whoever stands behind it.
fn within(scene: &Scene<'_>, at: usize, id: u16, out: &mut Vec<Found>) {
    let phrase = scene.chunks.all[at].tokens;
    let (source, behind) = source_within(scene, at);
    // Another report has it as its informant: "a-t-on appris de source policière".
    let head = source.tokens.first;
    if out.last().is_some_and(|f| f.source.is_some_and(|s| s.tokens.first == head)) {
        return;
    }
    let start = opening(scene, at);
    let left = scene.trimmed(scene.tokens(start, at));
    let right = scene.trimmed(scene.tokens(behind, end_of_content(scene, behind)));
    let lead = (start..at).all(|i| matches!(scene.chunks.kind(i), ChunkKind::Adverb | ChunkKind::Comma));
    let content = if left.is_empty() || lead { vec![right] } else { vec![left] };
    if content[0].is_empty() {
        return;
    }
    let rule = &scene.rules.prepositions[id as usize];
    let cue = FoundCue::of_preposition(TokenRange::new(phrase.first, phrase.first + 1), rule);
    out.push(scene.found(content, Some(cue), Some(source), "preposition"));
}

/// *À l'en croire, Y*: the pronoun in the phrase is the source.
fn inner(scene: &Scene<'_>, at: usize, id: u16, out: &mut Vec<Found>) {
    let phrase = scene.chunks.all[at].tokens;
    let pronoun =
        (phrase.first + 1..phrase.end).find(|&i| scene.document.tokens[i as usize].is(Classes::OBJECT_PRONOUN));
    let Some(pronoun) = pronoun else { return };
    let mut source = clitic_source(scene, pronoun);
    if source.noun.gender == 0 {
        source.noun.gender = 3;
    }
    let start = opening(scene, at);
    let left = scene.trimmed(scene.tokens(start, at));
    let right = scene.trimmed(scene.tokens(at + 1, end_of_content(scene, at + 1)));
    let content = if left.is_empty() { right } else { left };
    if content.is_empty() {
        return;
    }
    let cue = FoundCue::of_preposition(phrase, &scene.rules.prepositions[id as usize]);
    out.push(scene.found(vec![content], Some(cue), Some(source), "preposition"));
}

/// The source phrase that the preposition at chunk `at` begins, and the chunk behind it.
pub(super) fn source_within(scene: &Scene<'_>, at: usize) -> (FoundSource, usize) {
    let phrase = scene.chunks.all[at].tokens;
    let head = phrase.end - 1;
    let mut behind = at + 1;
    while !matches!(
        scene.chunks.kind(behind),
        ChunkKind::Comma
            | ChunkKind::Stop
            | ChunkKind::Verb(_)
            | ChunkKind::Quote(_)
            | ChunkKind::Colon
            | ChunkKind::Semicolon
    ) && behind < at + 8
    {
        behind += 1;
    }
    let tokens = TokenRange::new(head, scene.tokens(at, behind).end);
    let noun = NounPhrase {
        tokens,
        kind: if behind == at + 1 && phrase.len() > 2 { NounKind::SameSource } else { NounKind::Noun },
        head,
        name: TokenRange::new(head, head),
        classes: Classes::ANONYMOUS,
        gender: 2,
        number: 1,
        determined: false,
        known: None,
    };
    (FoundSource { tokens, noun, apposition: None }, behind)
}

/// The chunk behind a source that goes on up to its comma with participles and places: "selon le classement établi
/// par l'ONG,".
fn whole_phrase(scene: &Scene<'_>, from: usize) -> usize {
    let mut i = from;
    while i < from + 10 {
        match scene.chunks.kind(i) {
            ChunkKind::Comma => return i,
            ChunkKind::Of | ChunkKind::Preposition | ChunkKind::Adverb | ChunkKind::Aside | ChunkKind::Other => {}
            ChunkKind::Noun(_) => {
                let bare = scene.chunks.noun_at(i).is_some_and(|n| n.determined && n.kind != NounKind::Time)
                    && !scene.chunks.is_governed(i)
                    && scene.chunks.verb_at(i.saturating_sub(1)).is_none();
                if bare {
                    return from;
                }
            }
            ChunkKind::Verb(id) if scene.chunks.verbs[id as usize].form != VerbForm::Finite => {}
            _ => return from,
        }
        i += 1;
    }
    from
}

/// "…, selon qui la route tiendra, …": the antecedent is the source, the relative clause the content.
fn relative(scene: &Scene<'_>, at: usize, who: usize, id: u16, out: &mut Vec<Found>) {
    let Some(antecedent) = scene.clauses.all.iter().find(|c| c.start == who + 1).and_then(|c| c.subject) else {
        return;
    };
    let Some(source) = scene.source(antecedent).filter(|s| s.noun.speaks()) else { return };
    let mut end = who + 1;
    let limit = scene.chunks.all.len();
    while end < limit && !matches!(scene.chunks.kind(end), ChunkKind::Stop | ChunkKind::Semicolon | ChunkKind::Colon) {
        let next = scene.chunks.verb_at(end + 1);
        if scene.chunks.kind(end) == ChunkKind::Comma && next.is_some() {
            break;
        }
        end += 1;
    }
    let content = vec![scene.trimmed(scene.tokens(who + 1, end))];
    if content[0].is_empty() {
        return;
    }
    let rule = &scene.rules.prepositions[id as usize];
    let cue = FoundCue::of_preposition(scene.chunks.all[at].tokens, rule);
    out.push(scene.found(content, Some(cue), Some(source), "preposition"));
}

/// Whether somebody, rather than a place or any body at all, is named.
fn can_hold(scene: &Scene<'_>, noun: &NounPhrase) -> bool {
    let person = noun.classes.has(Classes::FUNCTION.with(Classes::TITLE).with(Classes::GIVEN_NAME))
        || noun.kind == NounKind::Pronoun;
    let indefinite = scene.document.tokens[noun.tokens.first as usize].is(Classes::INDEFINITE);
    let place = noun.known.is_some_and(|k| scene.rules.known[k as usize].kind == EntityKind::Place);
    person || !indefinite && !place && !noun.classes.has(Classes::GROUP) && !noun.classes.has(Classes::DOCUMENT)
}

/// Whether a weak preposition reports here: at the head of its clause, parted by a comma, or before a clause.
fn weak_fits(scene: &Scene<'_>, at: usize, behind: usize) -> bool {
    let head = at == 0
        || matches!(
            scene.chunks.kind(at - 1),
            ChunkKind::Comma
                | ChunkKind::Colon
                | ChunkKind::Semicolon
                | ChunkKind::Coordinator
                | ChunkKind::Stop
                | ChunkKind::Que
        );
    head && scene.chunks.kind(behind) == ChunkKind::Comma
}

/// The chunk with which the content of a preposition at `at` begins: that of its segment, or of the clause that a
/// relative or another opener right before it begins.
fn opening(scene: &Scene<'_>, at: usize) -> usize {
    let segment = scene.clauses.segment(at);
    let near = if at > 0 && scene.chunks.kind(at - 1) == ChunkKind::Comma { at - 1 } else { at };
    if near > segment
        && matches!(
            scene.chunks.kind(near - 1),
            ChunkKind::Who | ChunkKind::Relative | ChunkKind::Que | ChunkKind::Subordinator | ChunkKind::Coordinator
        )
    {
        return near;
    }
    // A short lead before a colon belongs to the sentence's topic, not to what is said.
    skip_adverbs(scene, segment, at)
}

/// The first chunk from `from` on that is no adverb or coordinator with its comma.
fn skip_adverbs(scene: &Scene<'_>, from: usize, to: usize) -> usize {
    let mut i = from;
    while i < to {
        match scene.chunks.kind(i) {
            ChunkKind::Coordinator | ChunkKind::Comma => i += 1,
            ChunkKind::Adverb if scene.chunks.kind(i + 1) == ChunkKind::Comma => i += 2,
            _ => break,
        }
    }
    i.min(to)
}

/// Whether what follows the source goes on with the clause, rather than adding a remark or another report.
fn is_continuation(scene: &Scene<'_>, at: usize) -> bool {
    !matches!(scene.chunks.kind(at), ChunkKind::Who | ChunkKind::Stop)
        && scene.chunks.verb_at(at).is_none_or(|v| v.form != VerbForm::Gerund)
}

/// The chunk at which the content behind a source ends: before another report's incise, or with the segment.
fn end_of_content(scene: &Scene<'_>, from: usize) -> usize {
    let mut i = from;
    while i < scene.chunks.all.len() {
        match scene.chunks.kind(i) {
            ChunkKind::Semicolon => return i,
            ChunkKind::Verb(id) if scene.clauses.roles[id as usize].incise && i > from + 1 => {
                return if scene.chunks.kind(i - 1) == ChunkKind::Comma { i - 1 } else { i };
            }
            _ => i += 1,
        }
        if i > from + WINDOW {
            return i;
        }
    }
    i
}

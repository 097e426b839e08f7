//! *Ses déclarations selon lesquelles Y*, *sa promesse de Y*, *réponse de X : « Y »*: a noun that reports.

use crate::annotate::{NounKind, NounPhrase, VerbForm};
use crate::document::TokenRange;
use crate::rules::{Classes, Frames};
use crate::text::lowered;

use super::chunk::ChunkKind;
use super::clause::WINDOW;
use super::found::{Found, FoundCue, FoundSource, Scene};

/// Finds what a reporting noun at chunk `at` reports.
pub(super) fn find(scene: &Scene<'_>, at: usize, out: &mut Vec<Found>) {
    let Some(noun) = scene.chunks.noun_at(at) else { return };
    if noun.classes.has(Classes::DOCUMENT) && noun.determined && !noun.classes.has(Classes::NOUN_CUE) {
        paper(scene, at, out);
    }
    if !noun.classes.has(Classes::NOUN_CUE) {
        return;
    }
    let form = scene.document.form(noun.head);
    let rule = scene.rules.nouns.get(form).or_else(|| scene.rules.nouns.get(&*lowered(form)));
    let Some(rule) = rule else { return };
    let Some((source, behind)) = source(scene, at, noun) else { return };
    let Some(content) = content(scene, rule.frames, behind) else { return };
    let content = scene.trimmed_all(content);
    if content.is_empty() {
        return;
    }
    let cue = FoundCue { tokens: noun.tokens, lemma: rule.lemma.clone(), stance: rule.stance, rule: rule.rule.clone() };
    out.push(scene.found(content, Some(cue), Some(source), "noun"));
}

/// "une étude selon laquelle Y": what is written is the source.
fn paper(scene: &Scene<'_>, at: usize, out: &mut Vec<Found>) {
    let Some(source) = scene.source(at) else { return };
    let behind = scene.chunks.all.partition_point(|chunk| chunk.tokens.first < source.tokens.end);
    let Some(link) = scene.chunks.all.get(behind).filter(|chunk| chunk.kind == ChunkKind::Adverb) else { return };
    let relative = scene.document.tokens[link.tokens.end as usize - 1].is(Classes::RELATIVE_SUBJECT);
    let Some(rule) = scene.rules.prepositions.iter().find(|p| p.plain).filter(|_| relative) else { return };
    let limit = scene.chunks.all.len().min(behind + WINDOW);
    let content = scene.trimmed(scene.tokens(behind + 1, end_of_clause(scene, behind + 1, limit)));
    if !content.is_empty() {
        let cue = FoundCue::of_preposition(link.tokens, rule);
        out.push(scene.found(vec![content], Some(cue), Some(source), "noun"));
    }
}

/// Whose words the noun stands for, its possessive or what *de* ties to it, and the chunk behind.
fn source(scene: &Scene<'_>, at: usize, noun: &NounPhrase) -> Option<(FoundSource, usize)> {
    if scene.chunks.kind(at + 1) == ChunkKind::Of && scene.chunks.noun_at(at + 2).is_some() {
        let source = scene.source(at + 2).filter(|s| s.noun.speaks() && s.noun.kind != NounKind::Pronoun)?;
        let behind = scene.chunks.all.partition_point(|chunk| chunk.tokens.first < source.tokens.end);
        return Some((source, behind));
    }
    let first = noun.tokens.first;
    let token = &scene.document.tokens[first as usize];
    if !token.is(Classes::POSSESSIVE) || token.is(Classes::FIRST_PERSON) {
        return None;
    }
    let tokens = TokenRange::new(first, first + 1);
    let owner = NounPhrase {
        tokens,
        kind: NounKind::Pronoun,
        head: first,
        name: TokenRange::new(first, first),
        classes: Classes::NONE,
        gender: 3,
        number: 0,
        determined: false,
        known: None,
    };
    Some((FoundSource { tokens, noun: owner, apposition: None }, at + 1))
}

/// What the noun reports, from chunk `behind` on.
fn content(scene: &Scene<'_>, frames: Frames, behind: usize) -> Option<Vec<TokenRange>> {
    let limit = scene.chunks.all.len().min(behind + WINDOW);
    match scene.chunks.kind(behind) {
        ChunkKind::Adverb | ChunkKind::Source(_) if frames.has(Frames::SELON_LEQUEL) => {
            // "selon lesquelles la dette serait effacée": up to the verb of the sentence around it.
            let end = end_of_clause(scene, behind + 1, limit);
            Some(vec![scene.tokens(behind + 1, end)])
        }
        ChunkKind::Of
            if frames.has(Frames::DE_INFINITIVE)
                && scene.chunks.verb_at(behind + 1).is_some_and(|v| v.form == VerbForm::Infinitive) =>
        {
            let verb =
                (behind + 2..limit).find(|&i| scene.chunks.verb_at(i).is_some_and(|v| v.form == VerbForm::Finite));
            Some(vec![scene.tokens(behind + 1, verb.unwrap_or(limit))])
        }
        ChunkKind::Colon if frames.has(Frames::COLON) => {
            let quotes: Vec<TokenRange> = (behind + 1..limit)
                .take_while(|&i| matches!(scene.chunks.kind(i), ChunkKind::Quote(_)))
                .map(|i| scene.chunks.all[i].tokens)
                .collect();
            (!quotes.is_empty()).then_some(quotes)
        }
        _ => None,
    }
}

/// Where a clause from chunk `from` on ends: before the second finite verb that no opener of its own explains.
fn end_of_clause(scene: &Scene<'_>, from: usize, limit: usize) -> usize {
    let mut verbs = 0;
    for i in from..limit {
        match scene.chunks.kind(i) {
            ChunkKind::Who
            | ChunkKind::Relative
            | ChunkKind::Que
            | ChunkKind::Subordinator
            | ChunkKind::Coordinator => verbs = 0,
            ChunkKind::Verb(id) if scene.chunks.verbs[id as usize].form == VerbForm::Finite => {
                verbs += 1;
                if verbs > 1 {
                    return i;
                }
            }
            ChunkKind::Colon | ChunkKind::Semicolon => return i,
            _ => {}
        }
    }
    limit
}

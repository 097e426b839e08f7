//! *X a prévenu : « Y »*: what a colon introduces, and who is named before it.

use crate::analysis::Stance;
use crate::annotate::{NounKind, VerbForm};
use crate::document::{ParagraphKind, TokenRange};
use crate::rules::{Classes, Frames};

use super::chunk::ChunkKind;
use super::clause::ClauseKind;
use super::found::{Found, FoundCue, Scene};
use super::frame::is_taken;
use super::incise;

/// *X a prévenu : « Y »*, *X : « Y »*: what a colon introduces.
pub(super) fn colon(scene: &Scene<'_>, at: usize, out: &mut Vec<Found>) {
    let next = at + 1;
    let segment = scene.clauses.segment(at.saturating_sub(1));
    if at == 0 || segment > at {
        return;
    }
    let last_verb = (segment..at).rev().find(|&i| match scene.chunks.kind(i) {
        ChunkKind::Verb(id) => {
            let group = scene.chunks.verbs[id as usize];
            let role = scene.clauses.roles[id as usize];
            let reports = group.frames(scene.rules).has(Frames::COLON.with(Frames::INCISE));
            reports && group.form != VerbForm::Participle && !group.passive && (role.main || role.shared || role.incise)
        }
        _ => false,
    });
    if let (ChunkKind::Quote(_), ParagraphKind::Title | ParagraphKind::Heading) =
        (scene.chunks.kind(at - 1), scene.document.paragraphs[scene.unit.paragraph as usize].kind)
    {
        explained(scene, at, out);
        return;
    }
    let ChunkKind::Quote(first) = scene.chunks.kind(next) else {
        bare_colon(scene, at, last_verb, out);
        return;
    };
    let mut end = next;
    while matches!(scene.chunks.kind(end), ChunkKind::Quote(_))
        || scene.chunks.kind(end) == ChunkKind::Stop && matches!(scene.chunks.kind(end + 1), ChunkKind::Quote(_))
    {
        end += 1;
    }
    let content: Vec<TokenRange> = (next..end)
        .filter(|&i| matches!(scene.chunks.kind(i), ChunkKind::Quote(_)))
        .map(|i| scene.trimmed(scene.chunks.all[i].tokens))
        .filter(|r| !r.is_empty())
        .collect();
    // What an incise reports is reported by it alone.
    if content.is_empty()
        || is_taken(out, content[0])
        || followed_by_incise(scene, end)
        || last_verb.is_none() && scene.is_naming(first)
    {
        return;
    }
    let mut cue = None;
    let mut source = None;
    if let Some(verb) = last_verb {
        let ChunkKind::Verb(id) = scene.chunks.kind(verb) else { return };
        let group = scene.chunks.verbs[id as usize];
        let role = scene.clauses.roles[id as usize];
        source = match group.clitic {
            Some(clitic) => Some(incise::clitic_source(scene, clitic)),
            None => role.subject.and_then(|s| scene.source(s)).filter(|s| s.noun.may_speak()),
        };
        if source.is_some() {
            cue = Some(FoundCue::of_verb(group.tokens, group.entry(scene.rules)));
        }
    }
    if source.is_none() {
        let clause = scene
            .clauses
            .all
            .iter()
            .find(|c| c.kind == ClauseKind::Main && c.start >= segment && c.start < at && c.subject.is_some());
        source = clause
            .and_then(|c| c.subject)
            .and_then(|s| scene.source(s))
            .filter(|s| s.noun.speaks() && !s.noun.classes.has(Classes::DOCUMENT));
        if source.is_none() {
            // "La promesse n'a pas calmé Paul Brel : « … »".
            let named = (segment..at).rev().find(|&i| {
                scene.chunks.noun_at(i).is_some_and(|n| {
                    let person = n.name.len() >= 2 || n.classes.has(Classes::TITLE.with(Classes::GIVEN_NAME));
                    let office = n.classes.has(Classes::FUNCTION) && n.determined && n.number != 2;
                    (person && n.known.is_none() && n.kind == NounKind::Name)
                        || office
                        || n.kind == NounKind::Pronoun && !n.classes.has(Classes::FIRST_PERSON)
                })
            });
            source = named.and_then(|i| scene.source(i));
        }
        let verbless = clause.is_some_and(|c| {
            c.verb.is_none()
                && source.is_some_and(|s| {
                    scene.chunks.all.get(c.start).is_some_and(|first| first.tokens.first == s.tokens.first)
                })
        });
        if verbless && source.is_some() {
            cue = Some(FoundCue {
                tokens: scene.chunks.all[at].tokens,
                lemma: ":".into(),
                stance: Stance::Neutral,
                rule: "colon".into(),
            });
        }
    }
    out.push(scene.found(content, cue, source, "colon"));
}

/// "« Non » : le maire s'explique": a headline that begins with what was said.
fn explained(scene: &Scene<'_>, at: usize, out: &mut Vec<Found>) {
    let range = scene.trimmed(scene.chunks.all[at - 1].tokens);
    let clause = scene.clauses.all.iter().find(|c| c.start > at && c.subject.is_some() && c.verb.is_some());
    let Some((subject, verb)) = clause.and_then(|c| Some((c.subject?, c.verb?))) else { return };
    let (Some(source), ChunkKind::Verb(id)) =
        (scene.source(subject).filter(|s| s.noun.speaks()), scene.chunks.kind(verb))
    else {
        return;
    };
    let group = scene.chunks.verbs[id as usize];
    if range.is_empty() || is_taken(out, range) || group.frames(scene.rules).is_empty() {
        return;
    }
    let cue = FoundCue::of_verb(group.tokens, group.entry(scene.rules));
    out.push(scene.found(vec![range], Some(cue), Some(source), "colon"));
}

/// Whether an incise that reports what stands before it begins at chunk `at`.
fn followed_by_incise(scene: &Scene<'_>, at: usize) -> bool {
    (at..at + 3).any(|i| matches!(scene.chunks.kind(i), ChunkKind::Verb(id) if scene.clauses.roles[id as usize].incise))
}

/// "Le maire a prévenu : la route est coupée".
fn bare_colon(scene: &Scene<'_>, at: usize, last_verb: Option<usize>, out: &mut Vec<Found>) {
    let Some(verb) = last_verb else { return };
    let ChunkKind::Verb(id) = scene.chunks.kind(verb) else { return };
    let group = scene.chunks.verbs[id as usize];
    let adjacent = (verb + 1..at).all(|i| {
        matches!(scene.chunks.kind(i), ChunkKind::Adverb | ChunkKind::Aside | ChunkKind::Other)
            || scene.chunks.noun_at(i).is_some_and(|n| n.kind == NounKind::Time)
    });
    if !adjacent || !group.frames(scene.rules).has(Frames::COLON) || group.entry(scene.rules).needs_quote {
        return;
    }
    let role = scene.clauses.roles[id as usize];
    let Some(source) = role.subject.and_then(|s| scene.source(s)).filter(|s| s.noun.speaks()) else { return };
    let end = (at + 1..scene.chunks.all.len())
        .find(|&i| scene.chunks.kind(i) == ChunkKind::Semicolon)
        .unwrap_or(scene.chunks.all.len());
    let range = scene.trimmed(scene.tokens(at + 1, end));
    if range.is_empty() || is_taken(out, range) || source.noun.kind == NounKind::Neuter {
        return;
    }
    let cue = FoundCue::of_verb(group.tokens, group.entry(scene.rules));
    out.push(scene.found(vec![range], Some(cue), Some(source), "colon"));
}

//! *X a dit que Y*: a verb with its subject and what it reports as its complement.

use crate::analysis::{Mode, Stance};
use crate::annotate::{NounKind, VerbForm, VerbGroup};
use crate::document::{Tag, TokenRange};
use crate::rules::{Classes, Frames};

use super::chunk::ChunkKind;
use super::clause::Role;
use super::complement::{clause, infinitive, predicate, quoted, told};
use super::found::{Found, FoundCue, FoundSource, REACH, Scene};
use super::incise::clitic_source;

/// What a verb reports, before its source is looked at.
struct Complement {
    content: Vec<TokenRange>,
    frame: &'static str,
}

/// Finds what the verb at chunk `at` reports as its complement.
pub(super) fn find(scene: &Scene<'_>, at: usize, id: usize, out: &mut Vec<Found>) {
    let group = scene.chunks.verbs[id];
    let role = scene.clauses.roles[id];
    let attributive = group.form == VerbForm::Participle && role.subject.is_none();
    if group.passive || attributive {
        passive(scene, at, id, out);
        return;
    }
    if group.form == VerbForm::Infinitive && heads_complement(scene, at) {
        return;
    }
    let Some(source) = source(scene, id) else { return };
    let remark = || Some(Complement { content: remarked(scene, at, &group, &role)?, frame: "verb-remark" });
    let Some(Complement { content, frame }) = complement(scene, at, &group, &role).or_else(remark) else { return };
    let content = scene.trimmed_all(content);
    let inner = scene.unit.inside.is_some() && (!source.noun.speaks() || source.noun.classes.has(Classes::DOCUMENT));
    if content.is_empty() || inner {
        return;
    }
    let entry = group.entry(scene.rules);
    let found = scene.found(content, Some(FoundCue::of_verb(group.tokens, entry)), Some(source), frame);
    if found.mode == Mode::Indirect && entry.needs_quote {
        return;
    }
    // What is hoped, feared or planned is no speech, and things press nobody to act.
    // "Une digue menace de céder": only who is known to speak commits himself.
    let commits = entry.stance == Stance::Committing;
    let thing = if commits { !source.noun.speaks() } else { !source.noun.may_speak() };
    if found.mode != Mode::Direct && frame == "verb-quote" && thing {
        return;
    }
    if found.mode == Mode::Indirect && group.form == VerbForm::Infinitive && !has_purpose(scene, at) {
        return;
    }
    let wish = entry.stance == Stance::Holding || thing;
    if found.mode == Mode::Indirect && frame == "verb-infinitive" && wish {
        return;
    }
    out.push(found);
}

/// The source of the verb: none where nobody is named or it reports no speech.
fn source(scene: &Scene<'_>, id: usize) -> Option<FoundSource> {
    let role = scene.clauses.roles[id];
    if let Some(clitic) = scene.chunks.verbs[id].clitic.or(role.clitic) {
        return Some(clitic_source(scene, clitic)).filter(|source| !source.noun.classes.has(Classes::FIRST_PERSON));
    }
    // A participle or infinitive by itself, a sentence without a subject: its source is not named.
    let source = scene.source(role.subject?)?;
    let silent = source.noun.kind == NounKind::Neuter
        || source.noun.classes.has(Classes::FIRST_PERSON)
        || source.noun.kind == NounKind::Time;
    (!silent).then_some(source)
}

/// Whether an infinitive at chunk `at` heads what another verb reports: "a dit espérer que".
fn heads_complement(scene: &Scene<'_>, at: usize) -> bool {
    let before = (at.saturating_sub(3)..at).rev().find(|&i| !matches!(scene.chunks.kind(i), ChunkKind::Adverb));
    before.and_then(|i| scene.chunks.verb_at(i)).is_some_and(|v| v.frames(scene.rules).has(Frames::INFINITIVE))
}

/// Whether an infinitive at chunk `at` tells what somebody does: "pour dire que", "avant de rappeler".
pub(super) fn has_purpose(scene: &Scene<'_>, at: usize) -> bool {
    (at.saturating_sub(2)..at)
        .any(|i| scene.document.tokens[scene.chunks.all[i].tokens.first as usize].is(Classes::PURPOSE))
}

/// "Bakou a « proposé son aide »": the marks open between auxiliary and participle, and what they hold is reported.
pub(super) fn island(scene: &Scene<'_>, id: usize, out: &mut Vec<Found>) -> bool {
    let group = scene.chunks.verbs[id];
    let role = scene.clauses.roles[id];
    if group.tokens.len() < 2 || role.complement.is_some() {
        return false;
    }
    let Some((_, quote)) = (group.tokens.first..group.main).find_map(|at| scene.quotes.opened_by(at)) else {
        return false;
    };
    let Some(source) = role.subject.and_then(|s| scene.source(s)).filter(|s| s.noun.speaks()) else { return false };
    let found = scene.found(vec![quote.inner()], None, Some(source), "island");
    out.push(Found { mode: Mode::Direct, ..found });
    true
}

/// "La digue tient, comme le maire l'a dit": a pronoun stands for the sentence before.
fn remarked(scene: &Scene<'_>, at: usize, group: &VerbGroup, role: &Role) -> Option<Vec<TokenRange>> {
    let first = &scene.document.tokens[group.tokens.first as usize];
    let subject = role.subject.filter(|&s| s < at)?;
    let opener = subject.checked_sub(1)?;
    let comma = opener.checked_sub(1).filter(|&i| scene.chunks.kind(i) == ChunkKind::Comma)?;
    let compares = scene.document.tokens[scene.chunks.all[opener].tokens.first as usize].is(Classes::AS);
    let ends = scene.chunks.kind(at + 1) == ChunkKind::Stop;
    let fits = compares && ends && first.tag == Tag::Object && group.frames(scene.rules).has(Frames::QUE);
    fits.then(|| vec![scene.tokens(scene.clauses.segment(at), comma)])
}

/// The complement of the verb at chunk `at`: the first that its frames allow.
fn complement(scene: &Scene<'_>, at: usize, group: &VerbGroup, role: &Role) -> Option<Complement> {
    if group.frames(scene.rules).has(Frames::QUE.with(Frames::SI).with(Frames::CONTRE_NOUN)) {
        if let Some(content) = clause(scene, at) {
            return Some(Complement { content, frame: "verb-clause" });
        }
    }
    let from = behind_subject(scene, at, role);
    if let Some(content) = infinitive(scene, at, group, from) {
        return Some(Complement { content, frame: "verb-infinitive" });
    }
    if let Some(content) = told(scene, group, from) {
        return Some(Complement { content, frame: "verb-told" });
    }
    if let Some(content) = quoted(scene, at, group, from) {
        return Some(Complement { content, frame: "verb-quote" });
    }
    predicate(scene, group, from).map(|content| Complement { content, frame: "verb-predicate" })
}

/// The chunk behind the verb and, where it is inverted, behind its subject.
fn behind_subject(scene: &Scene<'_>, at: usize, role: &Role) -> usize {
    match role.subject {
        Some(subject) if subject > at => {
            let end = scene.source(subject).map_or(subject as u32, |s| s.tokens.end);
            scene.chunks.all.partition_point(|c| c.tokens.first < end)
        }
        _ => at + 1,
    }
}

/// A verb whose subject suffers: "Il a été rapporté que", "est qualifiée de « farce » par l'opposition".
fn passive(scene: &Scene<'_>, at: usize, id: usize, out: &mut Vec<Found>) {
    let group = scene.chunks.verbs[id];
    let by = (at + 1..(at + REACH).min(scene.chunks.all.len()))
        .take_while(|&i| !matches!(scene.chunks.kind(i), ChunkKind::Colon | ChunkKind::Semicolon | ChunkKind::Stop))
        .find(|&i| {
            matches!(scene.chunks.kind(i), ChunkKind::Preposition)
                && scene.document.tokens[scene.chunks.all[i].tokens.first as usize].is(Classes::BY)
        });
    let source = by.and_then(|i| scene.source(i + 1)).filter(|s| s.noun.speaks());
    let mut content = Vec::new();
    if let Some(ranges) = clause(scene, at) {
        content = ranges;
    } else if let Some(i) =
        (at + 1..(at + 8).min(scene.chunks.all.len())).find(|&i| matches!(scene.chunks.kind(i), ChunkKind::Quote(_)))
    {
        let direct = (at + 1..i).all(|j| {
            matches!(
                scene.chunks.kind(j),
                ChunkKind::Of
                    | ChunkKind::Adverb
                    | ChunkKind::Preposition
                    | ChunkKind::Noun(_)
                    | ChunkKind::Subordinator
            )
        });
        if direct
            && group.frames(scene.rules).has(
                Frames::AS.with(Frames::PREDICATE).with(Frames::OBJECT_DE).with(if source.is_some() {
                    Frames::NOUN
                } else {
                    Frames::NONE
                }),
            )
            && by.is_none_or(|b| b > i)
        {
            content.push(scene.chunks.all[i].tokens);
        }
    }
    let content = scene.trimmed_all(content);
    if content.is_empty() {
        return;
    }
    let cue = FoundCue::of_verb(group.tokens, group.entry(scene.rules));
    out.push(scene.found(content, Some(cue), source, "passive"));
}

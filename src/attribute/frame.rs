//! Frames: the orders in which source, cue and content may stand; every unit is tried against all of them.

use std::ops::Range;

use crate::annotate::NounKind;
use crate::document::TokenRange;

use super::chunk::{ChunkKind, Chunks, Unit, units};
use super::clause::{ClauseKind, Clauses};
use super::found::{Found, FoundSource, REACH, Scene};
use super::{colon, incise, island, noun, preposition, verb};
use crate::annotate::Quotes;
use crate::document::Document;
use crate::rules::RulePack;

/// A unit and what the frames found in it.
#[derive(Debug)]
pub struct Reading {
    /// The unit.
    pub unit: Unit,
    /// What was found in it, in no particular order.
    pub found: Vec<Found>,
    /// The phrase that is the subject of its first main clause with a verb, or its first phrase that can speak.
    pub topic: Option<FoundSource>,
    /// Where its phrases that name or may mean somebody stand among those of the document.
    pub mentions: Range<usize>,
}

/// A phrase that names or may mean somebody.
#[derive(Clone, Copy, Debug)]
pub struct Mention {
    /// The phrase with what depends on it.
    pub phrase: FoundSource,
    /// Whether it is the subject of a clause.
    pub subject: bool,
}

/// Tries every unit of a document against all frames.
#[must_use]
pub fn read(document: &Document, rules: &RulePack, quotes: &Quotes) -> (Vec<Reading>, Vec<Mention>) {
    let mut chunks = Chunks::new();
    let mut clauses = Clauses::new();
    let units = units(document, quotes);
    let mut readings = Vec::with_capacity(units.len());
    // One token in ten begins a phrase that means somebody; where there are more, the list grows.
    let mut all = Vec::with_capacity(document.tokens.len() / 8);
    for unit in units {
        chunks.fill(document, rules, quotes, unit);
        clauses.fill(document, rules, quotes, &chunks);
        let scene = Scene { document, rules, quotes, chunks: &chunks, clauses: &clauses, unit };
        let mut found = Vec::new();
        unit_frames(&scene, &mut found);
        let first = all.len();
        mentions(&scene, &mut all);
        readings.push(Reading { unit, topic: topic(&scene), mentions: first..all.len(), found });
    }
    (readings, all)
}

fn unit_frames(scene: &Scene<'_>, out: &mut Vec<Found>) {
    for &at in &scene.chunks.openers {
        match scene.chunks.kind(at) {
            ChunkKind::Source(_) => preposition::find(scene, at, out),
            ChunkKind::Verb(id) => {
                let id = id as usize;
                if verb::island(scene, id, out) {
                    continue;
                }
                let reports = !scene.chunks.verbs[id].frames(scene.rules).is_empty();
                let incise = reports && scene.clauses.roles[id].incise && incise::find(scene, at, id, out);
                if !incise && !incise::by_order(scene, at, id, out) && reports {
                    verb::find(scene, at, id, out);
                }
            }
            ChunkKind::Noun(_) => noun::find(scene, at, out),
            ChunkKind::Colon => colon::colon(scene, at, out),
            _ => {}
        }
    }
    drop_inner_islands(out);
    if scene.unit.inside.is_none() {
        island::islands(scene, out);
        island::slug(scene, out);
        island::signature(scene, out);
    }
}

/// An island within what somebody reports is that report's own words.
fn drop_inner_islands(out: &mut Vec<Found>) {
    if !out.iter().any(|found| found.frame == "island") {
        return;
    }
    let reported: Vec<TokenRange> =
        out.iter().filter(|f| f.cue.is_some()).flat_map(|f| f.content.iter().copied()).collect();
    out.retain(|found| {
        let range = found.content[0];
        found.frame != "island" || !reported.iter().any(|r| r.first < range.first && range.end <= r.end)
    });
}

/// Whether any content found so far overlaps `range`.
pub(super) fn is_taken(out: &[Found], range: TokenRange) -> bool {
    out.iter()
        .rev()
        .take(4 * REACH)
        .any(|found| found.content.iter().any(|c| c.first < range.end && range.first < c.end))
}

/// The phrase a unit is about: the subject of its first main clause.
fn topic(scene: &Scene<'_>) -> Option<FoundSource> {
    let main = scene.clauses.all.iter().find(|c| c.kind == ClauseKind::Main && c.subject.is_some() && c.verb.is_some());
    main.and_then(|c| c.subject).and_then(|s| scene.source(s))
}

/// The phrases that name somebody or can speak.
fn mentions(scene: &Scene<'_>, mentions: &mut Vec<Mention>) {
    let mut clause = 0;
    for (&at, noun) in scene.chunks.noun_places.iter().zip(&scene.chunks.nouns) {
        let names = !noun.name.is_empty() || matches!(noun.kind, NounKind::Noun | NounKind::Name) && noun.speaks();
        if !names {
            continue;
        }
        while scene.clauses.all.get(clause).is_some_and(|c| c.subject.is_none_or(|s| s < at)) {
            clause += 1;
        }
        let subject = scene.clauses.all.get(clause).is_some_and(|c| c.subject == Some(at) && c.verb.is_some());
        if let Some(phrase) = scene.source(at) {
            mentions.push(Mention { phrase, subject });
        }
    }
}

//! Attribution: chunks, clauses and frames find source, cue and content; the discourse says who is meant.

mod calling;
mod chunk;
mod clause;
mod colon;
mod complement;
mod description;
mod entity;
mod found;
mod frame;
mod incise;
mod island;
mod name;
mod noun;
mod office;
mod predicate;
mod preposition;
mod speaker;
mod verb;

use std::sync::Arc;

use crate::analysis::{Attribution, Entity, Extent, Name};
use crate::annotate::Quotes;
use crate::document::{Document, TokenRange};
use crate::rules::RulePack;

use chunk::{ChunkKind, Chunks};
use clause::Clauses;

pub use clause::ClauseKind;
pub use predicate::{Predicate, predicates};

/// Who is reported to have said what in `document`, who is named in it, and, where wanted, all proper names. Linear in its
/// tokens.
#[must_use]
pub fn attributions(
    document: &Document,
    rules: &RulePack,
    quotes: &Quotes,
    extent: Extent,
) -> (Vec<Attribution>, Vec<Entity>, Vec<Name>) {
    let (readings, mentions) = frame::read(document, rules, quotes);
    speaker::resolve(document, rules, quotes, readings, &mentions, extent)
}

/// A part of a sentence as the frames see it.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is: `noun`, `verb`, `quote` or the name of a small word's class.
    pub kind: &'static str,
    /// Its tokens.
    pub tokens: TokenRange,
    /// For a verb: its infinitive, and where its subject begins.
    pub verb: Option<(Arc<str>, Option<u32>)>,
}

/// The parts of every sentence of `document`, as the frames see them.
#[must_use]
pub fn parts(document: &Document, rules: &RulePack) -> Vec<Part> {
    let quotes = Quotes::new(document);
    let (mut chunks, mut clauses) = (Chunks::new(), Clauses::new());
    let mut parts = Vec::new();
    for unit in chunk::units(document, &quotes) {
        chunks.fill(document, rules, &quotes, unit);
        clauses.fill(document, rules, &quotes, &chunks);
        for chunk in &chunks.all {
            let verb = match chunk.kind {
                ChunkKind::Verb(id) => {
                    let role = clauses.roles[id as usize];
                    let subject = role.subject.map(|s| chunks.all[s].tokens.first);
                    Some((chunks.verbs[id as usize].entry(rules).lemma.clone(), subject))
                }
                _ => None,
            };
            parts.push(Part { kind: chunk.kind.name(), tokens: chunk.tokens, verb });
        }
    }
    parts
}

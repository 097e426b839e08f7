//! Attribution: chunks, clauses and frames find source, cue and content; the discourse says who is meant.

mod chunk;
mod clause;
mod entity;
mod found;
mod frame;
mod incise;
mod preposition;
mod speaker;
mod verb;

use crate::analysis::{Attribution, Entity};
use crate::annotate::Quotes;
use crate::document::Document;
use crate::rules::RulePack;

/// Who is reported to have said what in `document`, and who is named in it. Linear in its tokens.
#[must_use]
pub fn attributions(document: &Document, rules: &RulePack) -> (Vec<Attribution>, Vec<Entity>) {
    let quotes = Quotes::new(document);
    let readings = frame::read(document, rules, &quotes);
    speaker::resolve(document, rules, &quotes, readings)
}

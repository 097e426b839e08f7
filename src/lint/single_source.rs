//! `single-source`: a report whose contested claims all rest on one source.

use super::place::{find, in_text, is_quoted, tokens};
use super::{Category, Check, Context, Finding, Level, Lint, Place};
use crate::analysis::{EntityKind, Stance};
use crate::document::ParagraphKind;
use crate::reading::Reading;

pub(super) const LINT: Lint = Lint {
    id: "single-source",
    category: Category::Attribution,
    level: Level::Info,
    default: true,
    summary: "every contested claim rests on one source",
    checks: &[Check::Article(check)],
};

/// Fewer contested claims are what a brief on a communiqué holds.
const CLAIMS: usize = 4;
/// Shorter reports are briefs.
const PARAGRAPHS: usize = 5;

fn check(reading: &Reading, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let long = reading.document.paragraphs.iter().filter(|p| p.kind == ParagraphKind::Text).count() >= PARAGRAPHS;
    if !long {
        return;
    }
    let contested = &context.rules.unnamed.contested;
    let mut only = None;
    let mut claims = Vec::new();
    for attribution in reading.analysis.attributions.iter().filter(|a| !is_quoted(reading, a)) {
        let Some(source) = &attribution.source else { continue };
        if !in_text(reading, tokens(reading, source.span).first) {
            continue;
        }
        // Another voice is another source, whatever it speaks of.
        if *only.get_or_insert(source.entity) != source.entity {
            return;
        }
        let blames =
            attribution.cue.as_ref().is_some_and(|cue| matches!(cue.stance, Stance::Accusing | Stance::Denying));
        let told = attribution.content.iter().any(|&part| find(reading, tokens(reading, part), contested).is_some());
        if blames || told {
            claims.push(source.span);
        }
    }
    let Some(entity) = only.map(|only| &reading.analysis.entities[only]) else { return };
    if claims.len() < CLAIMS || entity.kind == EntityKind::Anonymous {
        return;
    }
    let message = format!("all {} contested claims rest on {}", claims.len(), entity.name);
    let places = claims.into_iter().map(|span| Place::new(&reading.analysis.article, span, "")).collect();
    findings.push(Finding::new(&LINT, message, places));
}

//! `unattributed-claim`: who did harm or wrong, or holds what ground, and nobody to have said so.

use super::hedge_dropped::{dropped, likeness};
use super::{Category, Check, Context, Finding, Level, Lint, Place};
use crate::claim::{Claim, ClaimKind, is_main};
use crate::document::{ParagraphKind, TokenRange};
use crate::reading::Reading;
use crate::rules::List;

pub(super) const LINT: Lint = Lint {
    id: "unattributed-claim",
    category: Category::Attribution,
    level: Level::Warning,
    default: true,
    summary: "a claim of blame or control in narration with no source in reach",
    checks: &[Check::Article(check)],
};

fn check(reading: &Reading, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let lead = lead(reading);
    for claim in bare(reading, context) {
        if Some(claim.sentence) != lead {
            let place = Place::new(&reading.analysis.article, claim.span, "who says so?");
            findings.push(Finding::new(&LINT, message(claim), vec![place]));
        }
    }
}

/// What is wrong with a claim that nobody is said to make.
pub(super) fn message(claim: &Claim) -> &'static str {
    match claim.kind {
        ClaimKind::Control => "who holds the ground is stated with no source in reach",
        _ => "who did it is stated with no source in reach",
    }
}

/// The sentence that the report begins with: a place in the document's sentences.
pub(super) fn lead(reading: &Reading) -> Option<u32> {
    let document = &reading.document;
    let first = document.paragraphs.iter().find(|p| p.kind == ParagraphKind::Text && !p.tokens.is_empty())?;
    Some(document.sentences.partition_point(|sentence| sentence.tokens.end <= first.tokens.first) as u32)
}

/// The claims of blame and control that the reporter makes: main clauses of narration that tell of now, without a
/// source in reach, and without one where the same is told again.
pub(super) fn bare<'r>(reading: &'r Reading, context: &'r Context<'_>) -> impl Iterator<Item = &'r Claim> {
    let likeness = likeness(reading, context);
    let contested = |claim: &&Claim| matches!(claim.kind, ClaimKind::Blame | ClaimKind::Control);
    let told = |claim: &&Claim| {
        reading.document.paragraphs[claim.paragraph as usize].kind == ParagraphKind::Text
            && is_main(&reading.predicates[claim.predicate])
            && claim.asserted
            && claim.hedge.is_none()
            && !claim.background
            && claim.source.is_none()
    };
    let whole = TokenRange::new(0, reading.document.tokens.len() as u32);
    let game = reading.claims.lists.within(whole, List::Games).take(2).count() > 1;
    let sourced: Vec<&Claim> = reading.claims.all.iter().filter(contested).filter(|c| c.source.is_some()).collect();
    let elsewhere = move |claim: &&Claim| sourced.iter().take(WINDOW).any(|other| likeness.is_same(claim, other));
    // What was left open before is the business of `hedge-dropped`.
    let known: Vec<u32> = dropped(reading, context).iter().map(|&(at, _)| reading.claims.all[at].sentence).collect();
    let bare = reading.claims.all.iter().filter(contested).filter(told);
    bare.filter(move |claim| !game && !elsewhere(claim) && known.binary_search(&claim.sentence).is_err())
}

/// How many sourced claims one without a source is compared with, so that long texts stay linear.
const WINDOW: usize = 64;

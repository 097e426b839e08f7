//! `unsourced-conditional`: the conditional of the press, and nobody to have said so.

use super::{Category, Check, Context, Finding, Level, Lint, Place};
use crate::annotate::NounPhrase;
use crate::attribute::{ClauseKind, Predicate};
use crate::claim::{Claim, HedgeKind, is_main};
use crate::document::ParagraphKind;
use crate::reading::Reading;
use crate::rules::Classes;

pub(super) const LINT: Lint = Lint {
    id: "unsourced-conditional",
    category: Category::Hedging,
    level: Level::Warning,
    default: true,
    summary: "a conditional that leaves open whether it is so, without a source",
    checks: &[Check::Article(check)],
};

fn check(reading: &Reading, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for claim in &reading.claims.all {
        let own = reading.predicates[claim.predicate].tokens;
        let conditional = claim.hedge.is_some_and(|hedge| hedge.kind != HedgeKind::Word && hedge.tokens == own);
        let narrated = reading.document.paragraphs[claim.paragraph as usize].kind == ParagraphKind::Text;
        // In history the simple tense is a future seen from then.
        let history = claim.background && claim.hedge.is_some_and(|hedge| hedge.kind == HedgeKind::Present);
        if conditional && !history && narrated && claim.source.is_none() && !is_reason(reading, claim) {
            let place = Place::new(&reading.analysis.article, claim.span, "who says so?");
            findings.push(Finding::new(&LINT, "conditional of hearsay with no source in reach", vec![place]));
        }
    }
}

/// Whether the clause gives the reason for what a body did: *la police a arrêté un homme qui aurait tiré*. The body is
/// whose word it is.
fn is_reason(reading: &Reading, claim: &Claim) -> bool {
    let sentence = reading.document.sentences[claim.sentence as usize].tokens;
    let before = reading.predicates[..claim.predicate].iter().rev().take(64);
    let mut before = before.take_while(|predicate| predicate.tokens.first >= sentence.first);
    let acts = |predicate: &Predicate| {
        let subject = predicate.subject.filter(|_| is_main(predicate));
        let noun = subject.and_then(|subject| NounPhrase::at(&reading.document, subject.first, subject.end));
        noun.is_some_and(|noun| noun.known.is_some() || noun.classes.has(Classes::INSTITUTION))
    };
    reading.predicates[claim.predicate].clause.1 == ClauseKind::Relative && before.any(acts)
}

//! `unsourced-conditional`: the conditional of the press, and nobody to have said so.

use super::{Category, Check, Context, Finding, Level, Lint, Place};
use crate::claim::HedgeKind;
use crate::document::ParagraphKind;
use crate::reading::Reading;

pub(super) const LINT: Lint = Lint {
    id: "unsourced-conditional",
    category: Category::Hedging,
    level: Level::Warning,
    default: true,
    summary: "a conditional that leaves open whether it is so, without a source",
    check: Check::Article(check),
};

fn check(reading: &Reading, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for claim in &reading.claims.all {
        let own = reading.predicates[claim.predicate].tokens;
        let conditional = claim.hedge.is_some_and(|hedge| hedge.kind != HedgeKind::Word && hedge.tokens == own);
        let narrated = reading.document.paragraphs[claim.paragraph as usize].kind == ParagraphKind::Text;
        // In history the simple tense is a future seen from then.
        let history = claim.background && claim.hedge.is_some_and(|hedge| hedge.kind == HedgeKind::Present);
        if conditional && !history && narrated && claim.source.is_none() {
            let place = Place::new(&reading.analysis.article, claim.span, "who says so?");
            findings.push(Finding::new(&LINT, "conditional of hearsay with no source in reach", vec![place]));
        }
    }
}

//! `unsourced-lead`: a report that begins with a contested claim and no source.

use super::{Category, Check, Context, Finding, Level, Lint, Place, unattributed_claim};
use crate::claim::{Claim, ClaimKind};
use crate::document::{ParagraphKind, TokenRange};
use crate::reading::Reading;
use crate::rules::List;

pub(super) const LINT: Lint = Lint {
    id: "unsourced-lead",
    category: Category::Attribution,
    level: Level::Warning,
    default: true,
    summary: "a contested claim in the first sentence, and no source in the first paragraph",
    checks: &[Check::Article(check)],
};

fn check(reading: &Reading, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(lead) = unattributed_claim::lead(reading) else { return };
    if is_urgent(reading, context) || is_sourced(reading, lead) {
        return;
    }
    for claim in unattributed_claim::bare(reading, context).filter(|claim| claim.sentence == lead).take(8) {
        if is_borne_out(reading, claim) {
            continue;
        }
        let place = Place::new(&reading.analysis.article, claim.span, "who says so?");
        findings.push(Finding::new(&LINT, unattributed_claim::message(claim), vec![place]));
    }
}

/// Whether a source is in reach anywhere in the paragraph of the first sentence.
fn is_sourced(reading: &Reading, lead: u32) -> bool {
    let document = &reading.document;
    let first = document.sentences[lead as usize].tokens.first;
    let paragraph = document.paragraphs.iter().find(|paragraph| paragraph.tokens.contains(first));
    let tokens = paragraph.map_or(TokenRange::default(), |paragraph| paragraph.tokens);
    (tokens.first..tokens.end).any(|token| reading.claims.sourcing.of(TokenRange::new(token, token + 1)).is_some())
}

/// How many paragraphs below the first one a reader may have to go for the source.
const BELOW: u32 = 3;

/// Whether somebody tells of the same harm soon after: of the same people, or by the same deed.
fn is_borne_out(reading: &Reading, lead: &Claim) -> bool {
    let soon = |claim: &&Claim| claim.sentence > lead.sentence && claim.paragraph <= lead.paragraph + BELOW;
    let harm = |claim: &&Claim| claim.kind != ClaimKind::Other && claim.source.is_some() && claim.hedge.is_none();
    reading.claims.all.iter().filter(soon).filter(harm).any(|claim| claim.shared(&lead.words) > 0)
}

/// Whether it is out before a source could be asked, as what stands around it says.
fn is_urgent(reading: &Reading, context: &Context<'_>) -> bool {
    let document = &reading.document;
    let around =
        document.paragraphs.iter().filter(|p| matches!(p.kind, ParagraphKind::Apparatus | ParagraphKind::Title));
    around.take(8).any(|paragraph| {
        let text = document.normal.text().get(paragraph.start as usize..paragraph.end as usize).unwrap_or_default();
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().all(char::is_uppercase)).any(|word| {
            let number = context.rules.claims.number(&word.to_lowercase());
            context.rules.claims.phrases(&[number]).any(|(_, list, _)| list == List::Urgent)
        })
    })
}

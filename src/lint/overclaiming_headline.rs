//! `overclaiming-headline`: a headline that is firmer than what stands below it.

use super::hedge_dropped::likeness;
use super::{Category, Check, Context, Finding, Level, Lint, Place};
use crate::analysis::Stance;
use crate::annotate::VerbForm;
use crate::claim::{Claim, ClaimKind, Reach};
use crate::document::{ParagraphKind, TokenKind};
use crate::reading::Reading;
use crate::rules::Classes;

pub(super) const LINT: Lint = Lint {
    id: "overclaiming-headline",
    category: Category::Hedging,
    level: Level::Error,
    default: true,
    summary: "a headline that states what the report leaves open",
    checks: &[Check::Article(check)],
};

/// How many claims of a headline are looked at: real ones make one or two, and endless ones stay linear.
const CLAIMS: usize = 8;

fn check(reading: &Reading, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let likeness = likeness(reading, context);
    let paragraphs = &reading.document.paragraphs;
    let kind = |claim: &Claim| paragraphs[claim.paragraph as usize].kind;
    let Some(title) = paragraphs.iter().position(|paragraph| paragraph.kind == ParagraphKind::Title) else { return };
    let claims = &reading.claims.all;
    let article = &reading.analysis.article;
    for headline in claims.iter().filter(|claim| claim.paragraph as usize == title).take(CLAIMS) {
        let admitted = admits(reading, headline);
        let states = headline.asserted && headline.source.is_none() && !is_signed(reading, title);
        if headline.hedge.is_some() || !(states || admitted.is_some()) {
            continue;
        }
        let told = |claim: &&Claim| kind(claim) == ParagraphKind::Text && !claim.background;
        let same = |claim: &&Claim| told(claim) && likeness.is_same(headline, claim);
        // "Une panne serait à l'origine de …": what did the harm is left open, though not the harm.
        let cause = |claim: &&Claim| told(claim) && likeness.is_outcome(claim, headline);
        // What somebody is blamed for and denies is one side's word, whoever gives it.
        let denied = headline.kind == ClaimKind::Blame && is_denied(reading, context);
        let open = |claim: &&Claim| {
            claim.hedge.is_some() || claim.accusation || denied && claim.source.is_some_and(|c| c.attribution.is_some())
        };
        // The one who is said to admit it may well have left it open in other words.
        let other = |claim: &&Claim| admitted.is_none_or(|entity| source(reading, claim) != Some(entity));
        let firm = |claim: &&Claim| same(claim) && !open(claim);
        let done = |claim: &&Claim| firm(claim) && claim.subject.iter().any(|stem| headline.subject.contains(stem));
        let unsure = claims.iter().find(|claim| same(claim) && open(claim) && other(claim));
        let below = unsure.filter(|_| !claims.iter().any(|claim| firm(&claim)));
        let causes = || claims.iter().find(|claim| cause(claim) && open(claim) && other(claim));
        let below = below.or_else(|| causes().filter(|_| !claims.iter().any(|claim| done(&claim))));
        if let Some(below) = below {
            let message = if admitted.is_some() {
                "headline has somebody admit what the report leaves open"
            } else {
                "headline states as a fact what the report leaves open"
            };
            let places =
                vec![Place::new(article, headline.span, "stated"), Place::new(article, below.span, "left open")];
            findings.push(Finding::new(&LINT, message, places));
            return;
        }
    }
}

/// Whether the report has somebody deny something.
fn is_denied(reading: &Reading, context: &Context<'_>) -> bool {
    reading.predicates.iter().any(|predicate| {
        let group = &reading.document.tokens[predicate.tokens.first as usize..predicate.tokens.end as usize];
        let verb = context.rules.verb(reading.document.tokens[predicate.main as usize].word);
        predicate.form == VerbForm::Finite
            && verb.is_some_and(|verb| verb.stance == Stance::Denying)
            && !group.iter().any(|token| token.is(Classes::NEGATION))
    })
}

/// Who is said in the headline to admit it.
fn admits(reading: &Reading, headline: &Claim) -> Option<usize> {
    let covered = headline.source.filter(|covered| covered.reach == Reach::Content)?;
    let attribution = &reading.analysis.attributions[covered.attribution?];
    let admits = attribution.cue.as_ref().is_some_and(|cue| cue.stance == Stance::Factive);
    attribution.source.as_ref().filter(|_| admits).map(|source| source.entity)
}

/// Who says it, below.
fn source(reading: &Reading, claim: &Claim) -> Option<usize> {
    let attribution = &reading.analysis.attributions[claim.source?.attribution?];
    attribution.source.as_ref().map(|source| source.entity)
}

/// Whether the headline names a source anywhere, puts words between marks or in parentheses, or asks.
fn is_signed(reading: &Reading, title: usize) -> bool {
    let tokens = reading.document.paragraphs[title].tokens;
    let marks = |token: u32| {
        let token = &reading.document.tokens[token as usize];
        let asks = token.kind == TokenKind::Exclamation;
        asks || matches!(token.kind, TokenKind::Quote(_) | TokenKind::Open)
    };
    (tokens.first..tokens.end).any(|token| {
        marks(token) || reading.claims.sourcing.of(crate::document::TokenRange::new(token, token + 1)).is_some()
    })
}

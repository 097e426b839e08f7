//! `hedge-dropped`: what was left open is later stated as a fact.

use super::{Category, Check, Context, Derivation, Evidence, Finding, Level, Lint, Place};
use crate::claim::{Claim, ClaimKind, HedgeKind, Likeness};
use crate::diff::Kind;
use crate::document::ParagraphKind;
use crate::reading::Reading;
use crate::rules::Classes;
use crate::text::Span;

pub(super) const LINT: Lint = Lint {
    id: "hedge-dropped",
    category: Category::Hedging,
    level: Level::Warning,
    default: true,
    summary: "a claim first left open, then stated as a fact",
    checks: &[Check::Article(check), Check::Derived(across)],
};

/// How many of the claims left open before one that is stated it is compared with: an article rarely has more, and a
/// text made of nothing else stays linear.
const WINDOW: usize = 24;

/// How many claims before the one that is stated may make sure of it.
const BETWEEN: usize = 400;

fn check(reading: &Reading, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let article = &reading.analysis.article;
    for (at, before) in dropped(reading, context) {
        let (claim, before) = (&reading.claims.all[at], &reading.claims.all[before]);
        let places =
            vec![Place::new(article, claim.span, "stated here"), Place::new(article, before.span, "left open here")];
        let shared: Vec<&str> =
            claim.words.iter().filter(|word| before.words.binary_search(word).is_ok()).map(|word| &**word).collect();
        let evidence = Evidence::new("shared words", shared.join(", "));
        findings.push(Finding::new(&LINT, "stated as a fact after it was left open", places).because(evidence));
    }
}

/// What the report states, and the one that it was made from left open in the same words.
fn across(pair: &Derivation<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for (change, now, before) in pair.unexplained(Kind::ModalityAsserted) {
        let claim = |reading: &Reading, span: Span| {
            let claim = reading.claims.all.iter().find(|claim| claim.span.contains(span));
            claim.map_or(span, |claim| claim.span)
        };
        let places = vec![
            Place::new(&pair.new.analysis.article, claim(pair.new, now), "stated here"),
            Place::new(&pair.old.analysis.article, claim(pair.old, before), "left open here"),
        ];
        let words = format!("\"{}\" → \"{}\"", change.old_value, change.new_value);
        let message = format!("stated as a fact, and left open in {}", pair.old.analysis.article.id);
        findings.push(Finding::new(&LINT, message, places).because(Evidence::new("change", words)));
    }
}

/// The claims that are stated after they were left open, each with the one before: places in the article's claims.
pub(super) fn dropped(reading: &Reading, context: &Context<'_>) -> Vec<(usize, usize)> {
    let likeness = likeness(reading, context);
    let claims = &reading.claims.all;
    let (mut open, mut dropped): (Vec<usize>, _) = (Vec::new(), Vec::new());
    for (at, claim) in claims.iter().enumerate() {
        if is_open(reading, claim) {
            open.push(at);
            continue;
        }
        if !is_fact(reading, claim) {
            continue;
        }
        let mut candidates = open.iter().rev().take(WINDOW).filter(|&&before| claims[before].sentence < claim.sentence);
        let before = candidates.find(|&&before| {
            let before = &claims[before];
            likeness.is_same(before, claim) && shares_subject(before, claim)
                || likeness.is_granted(before, claim)
                || likeness.is_outcome(before, claim)
                || claim.kind == ClaimKind::Blame && likeness.is_presupposed(before, claim)
        });
        let Some(&before) = before else { continue };
        if !is_confirmed(reading, context, &likeness, before, at) {
            dropped.push((at, before));
        }
    }
    dropped
}

/// What the claims of an article are compared by.
pub(super) fn likeness<'a>(reading: &'a Reading, context: &Context<'a>) -> Likeness<'a> {
    Likeness {
        document: &reading.document,
        predicates: &reading.predicates,
        claims: &reading.claims,
        rules: context.rules,
    }
}

/// Whether the reporter leaves it open.
fn is_open(reading: &Reading, claim: &Claim) -> bool {
    let narrated = !reading.claims.sourcing.is_quoted(claim.tokens.first);
    let by = |hedge: crate::claim::Hedge| hedge.kind != HedgeKind::Word || claim.topic.is_some();
    is_text(reading, claim) && narrated && (claim.accusation || claim.hedge.is_some_and(by))
}

/// Whether the reporter states it.
fn is_fact(reading: &Reading, claim: &Claim) -> bool {
    is_text(reading, claim) && claim.asserted && claim.hedge.is_none() && claim.source.is_none() && !claim.background
}

fn is_text(reading: &Reading, claim: &Claim) -> bool {
    reading.document.paragraphs[claim.paragraph as usize].kind == ParagraphKind::Text
}

fn shares_subject(one: &Claim, other: &Claim) -> bool {
    one.subject.iter().any(|stem| other.subject.contains(stem))
}

/// Whether somebody makes sure of it between the claims `first` and `last`, or states it on a source's word.
fn is_confirmed(reading: &Reading, context: &Context<'_>, likeness: &Likeness<'_>, first: usize, last: usize) -> bool {
    let claims = &reading.claims.all;
    claims[first + 1..last].iter().rev().take(BETWEEN).any(|between| {
        let predicate = &reading.predicates[between.predicate];
        let group = &reading.document.tokens[predicate.tokens.first as usize..predicate.tokens.end as usize];
        let denied = group.iter().any(|token| token.is(Classes::NEGATION));
        let confirms = context.rules.claims.confirms(&predicate.lemma);
        let restates = between.source.is_some() && between.hedge.is_none() && likeness.is_same(&claims[first], between);
        !denied && (confirms || restates)
    })
}

//! `bare-source`: *une source*, and nothing more.

use super::place::{is_quoted, quoted, tokens, within};
use super::veil::{Veil, subjects, told_later, veil};
use super::{Category, Check, Context, Finding, Level, Lint, Place};
use crate::document::TokenRange;
use crate::reading::Reading;

pub(super) const LINT: Lint = Lint {
    id: "bare-source",
    category: Category::Attribution,
    level: Level::Warning,
    default: true,
    summary: "a source of which nothing at all is said",
    checks: &[Check::Article(check)],
};

fn check(reading: &Reading, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let rules = &context.rules.unnamed;
    let quoted = quoted(reading);
    let attributions = reading.analysis.attributions.iter().filter(|a| !is_quoted(reading, a));
    let sources = attributions.filter_map(|a| a.source.as_ref());
    let mut phrases: Vec<(TokenRange, &str)> = sources
        .map(|source| (tokens(reading, source.span), reading.analysis.entities[source.entity].name.as_str()))
        .chain(subjects(reading, rules).filter(|subject| !within(&quoted, subject.first)).map(|subject| (subject, "")))
        .filter(|&(phrase, name)| {
            veil(reading, rules, phrase, name) == Some(Veil::Bare) && !told_later(reading, rules, phrase)
        })
        .collect();
    phrases.sort_unstable();
    phrases.dedup_by_key(|(phrase, _)| phrase.first);
    for (phrase, _) in phrases {
        let place = Place::new(&reading.analysis.article, reading.span(phrase), "");
        findings.push(Finding::new(&LINT, "a source of which nothing is said", vec![place]));
    }
}

//! `bare-source`: *une source*, and nothing more.

use super::place::{is_quoted, tokens};
use super::veil::{Veil, told_later, veil};
use super::{Category, Check, Context, Finding, Level, Lint, Place};
use crate::reading::Reading;

pub(super) const LINT: Lint = Lint {
    id: "bare-source",
    category: Category::Attribution,
    level: Level::Warning,
    default: true,
    summary: "a source of which nothing at all is said",
    check: Check::Article(check),
};

fn check(reading: &Reading, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let rules = &context.rules.unnamed;
    let mut last = None;
    for attribution in &reading.analysis.attributions {
        let Some(source) = &attribution.source else { continue };
        let phrase = tokens(reading, source.span);
        let name = &reading.analysis.entities[source.entity].name;
        if last == Some(source.span)
            || is_quoted(reading, attribution)
            || veil(reading, rules, phrase, name) != Some(Veil::Bare)
            || told_later(reading, rules, phrase)
        {
            continue;
        }
        last = Some(source.span);
        let place = Place::new(&reading.analysis.article, source.span, "");
        findings.push(Finding::new(&LINT, "a source of which nothing is said", vec![place]));
    }
}

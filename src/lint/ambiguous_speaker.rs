//! `ambiguous-speaker`: a pronoun that reports somebody's words and fits two people equally well.

use super::place::{is_quoted, tokens};
use super::{Category, Check, Context, Evidence, Finding, Level, Lint, Place};
use crate::analysis::Entity;
use crate::reading::Reading;
use crate::text::Span;

pub(super) const LINT: Lint = Lint {
    id: "ambiguous-speaker",
    category: Category::Attribution,
    level: Level::Warning,
    default: true,
    summary: "a pronoun as the source where two people fit equally well",
    check: Check::Article(check),
};

fn check(reading: &Reading, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let entities = &reading.analysis.entities;
    for attribution in &reading.analysis.attributions {
        let Some(source) = attribution.source.as_ref().filter(|source| !source.ambiguous.is_empty()) else { continue };
        if is_quoted(reading, attribution) || tokens(reading, source.span).len() > 2 {
            continue;
        }
        let meant: Vec<&Entity> =
            std::iter::once(source.entity).chain(source.ambiguous.iter().copied()).map(|id| &entities[id]).collect();
        let names: Vec<&str> = meant.iter().map(|entity| entity.name.as_str()).collect();
        let pronoun = reading.text(source.span);
        let article = &reading.analysis.article;
        let mut places = vec![Place::new(article, source.span, "")];
        places.extend(meant.iter().filter_map(|entity| {
            let last = last_before(entity, source.span)?;
            Some(Place::new(article, last, entity.name.as_str()))
        }));
        let message = format!("“{pronoun}” may be {}", names.join(" or "));
        let mut finding = Finding::new(&LINT, message, places);
        for entity in &meant {
            finding = finding.because(Evidence::new("antecedent", entity.name.as_str()));
        }
        findings.push(finding);
    }
}

/// The last phrase before `span` that means `entity`.
fn last_before(entity: &Entity, span: Span) -> Option<Span> {
    entity.mentions.iter().copied().filter(|mention| mention.end() <= span.start()).max()
}

//! `ambiguous-speaker`: a pronoun that reports somebody's words and fits two people equally well.

use super::place::{is_quoted, paragraph, predicates, sentence, tokens};
use super::{Category, Check, Context, Evidence, Finding, Level, Lint, Place};
use crate::analysis::Entity;
use crate::document::TokenRange;
use crate::reading::Reading;
use crate::text::Span;

pub(super) const LINT: Lint = Lint {
    id: "ambiguous-speaker",
    category: Category::Attribution,
    level: Level::Warning,
    default: true,
    summary: "a pronoun as the source where two people fit equally well",
    checks: &[Check::Article(check)],
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
        // Whom the sentence before is about is meant; where it is about neither alone, the reader must guess.
        let mentions: Vec<Span> = meant.iter().filter_map(|entity| last_before(entity, source.span)).collect();
        if mentions.len() < meant.len() || !stand_together(reading, &mentions, source.span) {
            continue;
        }
        let names: Vec<&str> = meant.iter().map(|entity| entity.name.as_str()).collect();
        let pronoun = reading.text(source.span);
        let article = &reading.analysis.article;
        let mut places = vec![Place::new(article, source.span, "")];
        let antecedents = meant.iter().zip(&mentions);
        places.extend(antecedents.map(|(entity, &mention)| Place::new(article, mention, entity.name.as_str())));
        let message = format!("“{pronoun}” may be {}", names.join(" or "));
        let mut finding = Finding::new(&LINT, message, places);
        for entity in &meant {
            finding = finding.because(Evidence::new("antecedent", entity.name.as_str()));
        }
        findings.push(finding);
    }
}

/// Whether both antecedents are subjects of the sentence that stands right before the pronoun's, in its paragraph.
fn stand_together(reading: &Reading, mentions: &[Span], pronoun: Span) -> bool {
    let own = tokens(reading, pronoun).first;
    let start = paragraph(reading, own).map_or(own, |paragraph| paragraph.tokens.first);
    let places: Vec<TokenRange> = mentions.iter().map(|&mention| tokens(reading, mention)).collect();
    let in_sentence = |token: u32| sentence(reading, token).filter(|_| token >= start);
    let first = places.first().and_then(|place| in_sentence(place.first));
    let before = sentence(reading, own).and_then(|at| at.checked_sub(1));
    let subject = |place: &TokenRange| {
        let named = |subject: TokenRange| subject.first <= place.first && place.first < subject.end;
        predicates(reading, own).any(|predicate| predicate.subject.is_some_and(named))
    };
    first.is_some()
        && first == before
        && places.iter().all(|place| in_sentence(place.first) == first)
        && places.iter().all(subject)
}

/// The last phrase before `span` that means `entity`.
fn last_before(entity: &Entity, span: Span) -> Option<Span> {
    entity.mentions.iter().copied().filter(|mention| mention.end() <= span.start()).max()
}

//! `quote-two-speakers`: one utterance given to two speakers.

use super::utterances::{Told, tellings};
use super::{Category, Check, Context, Evidence, Finding, Level, Lint, Place};
use crate::analysis::EntityKind;
use crate::dossier::{Dossier, Relation, Voices, is_named};

pub(super) const LINT: Lint = Lint {
    id: "quote-two-speakers",
    category: Category::Reports,
    level: Level::Error,
    default: true,
    summary: "one quotation given to two speakers",
    checks: &[Check::Dossier(check)],
};

/// How many words an utterance has at least that two people would hardly both have said.
///
/// Stock phrases such as "on n'a rien vu venir" have up to seven words, elided ones counted.
const LEAST: usize = 8;

fn check(dossier: &Dossier<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    for mut told in tellings(dossier) {
        // "Tarsac évacué : « … »" names its subject before the colon: whom the text never names is no speaker.
        told.retain(|telling| !(telling.quotation().heading && is_behind_colon(telling)) || is_in_text(telling));
        // The first speaker is the measure; every other one that is told apart is a finding of its own.
        let Some(first) = told.iter().find(|telling| telling.source().is_some()) else { continue };
        let mut named: Vec<&str> = Vec::new();
        for telling in &told {
            let headline = std::ptr::eq(first.report(), telling.report())
                && first.quotation().heading != telling.quotation().heading;
            if headline && [first, telling].iter().any(|told| told.quotation().heading && !is_in_text(told)) {
                continue;
            }
            let long = first.said.wording.words.len().min(telling.said.wording.words.len()) >= LEAST;
            let (Some(speaker), true) = (telling.speaker(), long || headline) else { continue };
            if first.said.wording.relation(&telling.said.wording) != Relation::Same || named.contains(&speaker) {
                continue;
            }
            let relation = first.voices(telling, context.rules);
            let upgraded = headline && relation == Voices::Kin && {
                let person = |told: &Told<'_>| {
                    told.source().is_some_and(|source| is_named(&told.report().entities[source.entity]))
                };
                // A headline may say less than the text, a capital for its president; not more.
                let (head, body) = if first.quotation().heading { (first, telling) } else { (telling, first) };
                person(head) && !person(body)
            };
            if relation != Voices::Other && !upgraded {
                continue;
            }
            named.push(speaker);
            let mut places: Vec<Place> = vec![telling.place(&format!("given to {speaker}"))];
            let others = told.iter().filter(|other| {
                other.speaker() != Some(speaker)
                    && matches!(other.voices(first, context.rules), Voices::Same | Voices::Kin)
            });
            places
                .extend(others.map(|other| other.place(&format!("given to {}", other.speaker().unwrap_or_default()))));
            let other = first.speaker().unwrap_or_default();
            let message = if std::ptr::eq(first.report(), telling.report()) {
                format!("given to {speaker} here, to {other} elsewhere in the article")
            } else {
                format!("given to {speaker} here, to {other} in {}", first.report().article.id)
            };
            findings.push(
                Finding::new(&LINT, message, places).because(Evidence::new("speakers", format!("{speaker}; {other}"))),
            );
        }
    }
}

/// What stands between the source and the quotation that follows it.
fn between<'a>(told: &Told<'a>) -> &'a str {
    let text = &told.report().article.text;
    let source = told.source().map_or(0, |source| source.span.end() as usize);
    text.get(source..told.quotation().span.start() as usize).unwrap_or_default()
}

/// Whether nothing but a colon says that it is the source's.
fn is_behind_colon(told: &Told<'_>) -> bool {
    let attribution = told.quotation().attribution.map(|at| &told.report().attributions[at]);
    let cue = attribution.and_then(|attribution| attribution.cue.as_ref());
    let reports = cue.is_some_and(|cue| told.report().article.text[cue.span].contains(char::is_alphabetic));
    !reports && between(told).contains(':')
}

/// Whether the headline has the speaker alone before its colon, and the text as well as the headline names him.
fn is_in_text(told: &Told<'_>) -> bool {
    told.source().is_some_and(|source| {
        let entity = &told.report().entities[source.entity];
        let colon = between(told).split_once(':').is_none_or(|(before, _)| before.trim().is_empty());
        colon && entity.kind != EntityKind::Place && entity.mentions.iter().any(|&mention| mention != source.span)
    })
}

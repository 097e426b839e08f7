//! `quote-altered`: one utterance of one speaker in other words or letters.

use std::fmt::Write;

use super::utterances::{Told, tellings};
use super::{Category, Check, Context, Evidence, Finding, Level, Lint, Place};
use crate::dossier::{Dossier, Relation, Voices};

pub(super) const LINT: Lint = Lint {
    id: "quote-altered",
    category: Category::Reports,
    level: Level::Warning,
    default: true,
    summary: "one quotation of one speaker in other words or letters",
    checks: &[Check::Dossier(check)],
};

fn check(dossier: &Dossier<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    for told in tellings(dossier) {
        // The wording that most reports give is the measure; of several, the one that came first.
        let votes = |a: &Told<'_>| told.iter().filter(|b| is_one(a, b, context)).count();
        // What is cut from another telling agrees with all that hold it, and decides nothing between them.
        let is_cut = |a: &Told<'_>| {
            told.iter().any(|b| b.said.wording.words.len() > a.said.wording.words.len() && is_one(a, b, context))
        };
        let whole = told.iter().rev().filter(|telling| !is_cut(telling));
        let Some(measure) = whole.max_by_key(|telling| votes(telling)) else { continue };
        let mut seen: Vec<&Told<'_>> = Vec::new();
        for telling in &told {
            // Within one article only the headline says again what the text quotes.
            let apart = std::ptr::eq(measure.report(), telling.report())
                && measure.quotation().heading == telling.quotation().heading;
            let Relation::Altered(changes) = measure.said.wording.relation(&telling.said.wording) else { continue };
            let one_voice = measure.voices(telling, context.rules) != Voices::Other;
            if apart || !one_voice || seen.iter().any(|other| other.said.wording.is_same(&telling.said.wording)) {
                continue;
            }
            seen.push(telling);
            let (mine, theirs) =
                (|b: &Told<'_>| is_one(telling, b, context), |b: &Told<'_>| is_one(measure, b, context));
            // What both have is cut short of what was altered.
            let same = told.iter().filter(|b| mine(b) && !theirs(b)).map(|b| b.report().article.id.as_str());
            let bearers: Vec<&str> = same.collect();
            let mut places: Vec<Place> = Vec::new();
            for other in told.iter().filter(|b| bearers.contains(&b.report().article.id.as_str())) {
                places.push(other.place("altered"));
            }
            places.extend(told.iter().filter(|b| theirs(b) && !mine(b)).map(|b| b.place("as others have it")));
            places.dedup_by(|a, b| a.document == b.document && a.span == b.span);
            let mut message = String::new();
            for change in &changes {
                let was = measure.words(&change.first);
                let is = telling.words(&change.second);
                message.push_str(if message.is_empty() { "" } else { ", " });
                let _ = match (was.is_empty(), is.is_empty()) {
                    (true, _) => write!(message, "\"{is}\" added"),
                    (_, true) => write!(message, "\"{was}\" left out"),
                    _ => write!(message, "\"{is}\" here, \"{was}\" in {}", measure.report().article.id),
                };
            }
            let count = format!("{} of {} tellings have the other wording", votes(measure), told.len());
            findings.push(Finding::new(&LINT, message, places).because(Evidence::new("wording", count)));
        }
    }
}

/// Whether two tellings have the same words and no other voice.
fn is_one(a: &Told<'_>, b: &Told<'_>, context: &Context<'_>) -> bool {
    a.said.wording.relation(&b.said.wording) == Relation::Same && a.voices(b, context.rules) != Voices::Other
}

//! `loaded-verb`: a reporting verb that takes sides.

use super::place::{around, find, is_quoted, tokens};
use super::{Category, Check, Context, Finding, Level, Lint, Place};
use crate::reading::Reading;

pub(super) const LINT: Lint = Lint {
    id: "loaded-verb",
    category: Category::Attribution,
    level: Level::Info,
    default: false,
    summary: "a reporting verb that judges what it reports",
    checks: &[Check::Article(check)],
};

fn check(reading: &Reading, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let unnamed = &context.rules.unnamed;
    let mut last = None;
    for attribution in &reading.analysis.attributions {
        let Some(cue) = attribution.cue.as_ref().filter(|cue| last != Some(cue.span)) else { continue };
        let Some(loaded) = unnamed.loaded.get(&*cue.lemma).map(|&at| &unnamed.loads[at]) else { continue };
        if is_quoted(reading, attribution) || loaded.unless_infinitive && &*attribution.frame == "verb-infinitive" {
            continue;
        }
        let around = around(reading, tokens(reading, cue.span).first);
        if find(reading, around, &loaded.unless).is_some() {
            continue;
        }
        last = Some(cue.span);
        let message = format!("“{}” presupposes {}", cue.lemma, loaded.implies);
        findings.push(Finding::new(&LINT, message, vec![Place::new(&reading.analysis.article, cue.span, "")]));
    }
}

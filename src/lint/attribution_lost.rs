//! `attribution-lost`: what one report gives with its source stands bare in another.

use std::collections::BTreeMap;

use super::place::{in_text, tokens};
use super::{Category, Check, Context, Derivation, Evidence, Finding, Level, Lint, Place};
use crate::analysis::State;
use crate::diff::{Declaration, Kind};
use crate::dossier::{Dossier, REACH, Stated};
use crate::reading::Amount;

pub(super) const LINT: Lint = Lint {
    id: "attribution-lost",
    category: Category::Reports,
    level: Level::Warning,
    default: true,
    summary: "a figure that has its source in one report and none in another",
    checks: &[Check::Dossier(check), Check::Dossier(claims), Check::Derived(across)],
};

/// From how many people on a figure is somebody's count.
const LEAST: f64 = 3.0;

fn check(dossier: &Dossier<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut told: Vec<(usize, u32)> = Vec::new();
    for list in &dossier.counts {
        for (at, &count) in list.iter().enumerate() {
            let bare = dossier.amount(count);
            if !is_bare(&bare) || told.contains(&(count.report, bare.quantity.rank)) {
                continue;
            }
            let own = list.iter().filter(|other| other.report == count.report).map(|&other| dossier.amount(other));
            if own.into_iter().any(|other| other.is_sourced() && is_same_count(&other, &bare, context)) {
                continue;
            }
            let mut places = vec![Place::of(&bare, "no source here")];
            let near = list.iter().take(at + REACH).skip(at.saturating_sub(REACH));
            for &other in near.filter(|other| other.report != count.report) {
                let sourced = dossier.amount(other);
                let earlier = sourced.analysis.published.zip(bare.analysis.published).is_none_or(|(a, b)| a <= b);
                let new = places.iter().all(|place| *place.document != *sourced.analysis.article.id);
                if earlier && new && sourced.is_sourced() && is_same_count(&sourced, &bare, context) {
                    let giver = sourced.giver().unwrap_or("somebody not named");
                    places.push(Place::of(&sourced, format!("by {giver}")));
                }
            }
            let Some(first) = places.get(1) else { continue };
            told.push((count.report, bare.quantity.rank));
            let message = format!("\"{}\" given as a fact, {} in {}", bare.words(), first.label, first.document);
            let evidence = Evidence::new("interval", format!("{} in both", bare.interval()));
            findings.push(Finding::new(&LINT, message, places).because(evidence));
        }
    }
}

/// What somebody says in one report, and another states as a fact in the same words.
fn claims(dossier: &Dossier<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut acts: BTreeMap<u64, Vec<(usize, &Stated)>> = BTreeMap::new();
    for (report, trace) in dossier.traces.iter().enumerate() {
        for stated in &trace.stated {
            acts.entry(stated.act).or_default().push((report, stated));
        }
    }
    for list in acts.values() {
        for (at, &(report, bare)) in list.iter().enumerate().filter(|(_, (_, stated))| stated.attribution.is_none()) {
            let near = list.iter().take(at + REACH).skip(at.saturating_sub(REACH));
            let same: Vec<_> =
                near.filter(|(_, other)| other.attribution.is_some() && is_told_by(bare, other)).collect();
            // What was made from the other is compared with it sentence by sentence.
            let apart = |other: usize| !dossier.derived.iter().any(|pair| (pair.from, pair.report) == (other, report));
            // Told with its source as well, it needs none a second time.
            if same.is_empty() || same.iter().any(|(other, _)| *other == report) {
                continue;
            }
            let analysis = dossier.reports[report];
            let mut places = vec![Place::new(&analysis.article, bare.span, "no source here")];
            for &&(other, sourced) in same.iter().filter(|(other, _)| apart(*other)) {
                let from = dossier.reports[other];
                let earlier = from.published.zip(analysis.published).is_none_or(|(a, b)| a <= b);
                let source = sourced.attribution.and_then(|at| from.attributions.get(at)?.source.as_ref());
                if let Some(source) = source.filter(|_| earlier) {
                    let name = &from.entities[source.entity].name;
                    places.push(Place::new(&from.article, sourced.span, format!("by {name}")));
                }
            }
            let Some(first) = places.get(1) else { continue };
            let message = format!("given as a fact, {} in {}", first.label, first.document);
            let evidence = Evidence::new("words", format!("{} in both", bare.words.len()));
            findings.push(Finding::new(&LINT, message, places).because(evidence));
        }
    }
}

/// Whether all that one clause names is named in the other.
fn is_told_by(bare: &Stated, sourced: &Stated) -> bool {
    bare.words.iter().all(|word| sourced.words.binary_search(word).is_ok())
}

/// What the report tells by itself, and the one that it was made from gave to a source.
fn across(pair: &Derivation<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let (new, old) = (&pair.new.analysis, &pair.old.analysis);
    for change in pair.diff.changes.iter().filter(|change| change.kind == Kind::AttributionDropped) {
        let (Some(now), Some(before)) = (change.new, change.old) else { continue };
        if !in_text(pair.new, tokens(pair.new, now).first) {
            continue;
        }
        // It has a source still where the sentence before goes on, or where it is quoted.
        let sourced = pair.new.claims.all.iter().any(|claim| claim.span.overlaps(now) && claim.source.is_some());
        if sourced || change.declared != Declaration::No {
            continue;
        }
        let label = format!("\"{}\"", change.old_value);
        let places = vec![Place::new(&new.article, now, "no source here"), Place::new(&old.article, before, label)];
        let message = format!("given as a fact, with \"{}\" in {}", change.old_value, old.article.id);
        findings.push(Finding::new(&LINT, message, places).because(Evidence::new("change", change.kind.to_string())));
    }
}

/// Whether the reporter alone tells it, as a fact of this event that somebody must have counted.
fn is_bare(amount: &Amount<'_>) -> bool {
    let quantity = amount.quantity;
    let counted = matches!(
        amount.figure.state,
        Some(
            State::Killed
                | State::Injured
                | State::Missing
                | State::Displaced
                | State::Victims
                | State::Arrested
                | State::Demonstrating
        )
    );
    let many = amount.number().is_some_and(|number| number >= LEAST);
    let own = quantity.heading || quantity.quoted || quantity.hedged || quantity.taken_up;
    counted && many && !own && !amount.is_sourced() && amount.is_counted() && amount.figure.part_of.is_none()
}

/// Whether both tell one number of one kind, whatever the bound.
fn is_same_count(sourced: &Amount<'_>, bare: &Amount<'_>, context: &Context<'_>) -> bool {
    let kind = sourced.figure.state == bare.figure.state && sourced.is_of_one_scope(bare)
        || sourced.is_of_one_kind(bare, context.rules);
    kind && sourced.is_counted() && sourced.number().is_some() && sourced.number() == bare.number()
}

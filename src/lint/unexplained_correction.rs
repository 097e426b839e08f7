//! `unexplained-correction`: a notice that does not say what changed.

use super::{Category, Check, Context, Evidence, Finding, Level, Lint, Place};
use crate::diff::Diff;
use crate::dossier::{Dossier, versions};
use crate::reading::Reading;

pub(super) const LINT: Lint = Lint {
    id: "unexplained-correction",
    category: Category::Versions,
    level: Level::Warning,
    default: true,
    summary: "a notice that does not say what changed",
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (earlier, later) in versions(&dossier.reports, context.rules) {
        let read = |at: usize| Reading::new(dossier.reports[at].article.clone(), context.rules);
        let (old, new) = (read(earlier), read(later));
        let diff = Diff::new(&old, &new, context.rules);
        let unexplained = diff.changes.iter().filter(|change| change.is_unexplained_correction());
        for notice in unexplained.filter_map(|change| change.new) {
            let place = Place::new(&new.analysis.article, notice, "the notice");
            let message = format!("nothing that changed since {} is what the notice names", old.analysis.article.id);
            let told = diff.told().filter(|change| change.new.is_some_and(|span| span != notice));
            let mut finding = Finding::new(&LINT, message, vec![place]);
            for change in told.take(5) {
                let text = format!("{}: \"{}\" → \"{}\"", change.kind, change.old_value, change.new_value);
                finding = finding.because(Evidence::new("change", text));
            }
            findings.push(finding);
        }
    }
}

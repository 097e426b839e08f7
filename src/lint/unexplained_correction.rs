//! `unexplained-correction`: a notice that does not say what changed.

use super::{Category, Check, Context, Derivation, Evidence, Finding, Level, Lint, Place};

pub(super) const LINT: Lint = Lint {
    id: "unexplained-correction",
    category: Category::Versions,
    level: Level::Warning,
    default: true,
    summary: "a notice that does not say what changed",
    checks: &[Check::Derived(check)],
};

fn check(pair: &Derivation<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    if !pair.is_version {
        return;
    }
    let unexplained = pair.diff.changes.iter().filter(|change| change.is_unexplained_correction());
    for notice in unexplained.filter_map(|change| change.new) {
        let place = Place::new(&pair.new.analysis.article, notice, "the notice");
        let message = format!("nothing that changed since {} is what the notice names", pair.old.analysis.article.id);
        let told = pair.diff.told().filter(|change| change.new.is_some_and(|span| span != notice));
        let mut finding = Finding::new(&LINT, message, vec![place]);
        for change in told.take(5) {
            let text = format!("{}: \"{}\" → \"{}\"", change.kind, change.old_value, change.new_value);
            finding = finding.because(Evidence::new("change", text));
        }
        findings.push(finding);
    }
}

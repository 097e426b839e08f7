//! `silent-correction`: a figure, a name or a quotation changed from one version to the next, and no notice says so.

use super::{Category, Check, Context, Derivation, Evidence, Finding, Level, Lint, Place};
use crate::diff::{Change, Class, Declaration};
use crate::reading::Reading;

pub(super) const LINT: Lint = Lint {
    id: "silent-correction",
    category: Category::Versions,
    level: Level::Error,
    default: true,
    summary: "a figure, a name or a quotation that changed between two versions without a notice",
    checks: &[Check::Derived(check)],
};

fn check(pair: &Derivation<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    if pair.is_version {
        let silent = pair.diff.changes.iter().filter(|change| change.is_silent_correction());
        findings.extend(silent.filter_map(|change| finding(change, pair.old, pair.new)));
    }
}

fn finding(change: &Change, old: &Reading, new: &Reading) -> Option<Finding> {
    let places = vec![
        Place::new(&new.analysis.article, change.new?, "now"),
        Place::new(&old.analysis.article, change.old?, "before"),
    ];
    let what = match change.class() {
        Class::Figure => "figure",
        Class::Quote => "quotation",
        _ => "name",
    };
    let (before, after) = (&change.old_value, &change.new_value);
    let says = match change.declared {
        Declaration::Mismatching => "the notice says otherwise",
        _ => "no notice says so",
    };
    let message = match (before.is_empty(), after.is_empty()) {
        (false, true) => format!("\"{before}\" is gone from a {what}, and {says}"),
        (true, false) => format!("\"{after}\" is new in a {what}, and {says}"),
        _ => format!("{what} changed from \"{before}\" to \"{after}\", and {says}"),
    };
    Some(Finding::new(&LINT, message, places).because(Evidence::new("change", change.kind.to_string())))
}

//! `weekday-date`: a weekday and a date that disagree.

use super::{Category, Check, Context, Evidence, Finding, Level, Lint, Place};
use crate::analysis::When;
use crate::reading::Reading;

pub(super) const LINT: Lint = Lint {
    id: "weekday-date",
    category: Category::Dates,
    level: Level::Error,
    default: true,
    summary: "a weekday and a date that disagree",
    checks: &[Check::Article(check)],
};

/// The first year that is checked: Greece was the last country of Europe to give up the Julian calendar, in 1923, and
/// papers tell older days as their own time did.
const FIRST_YEAR: i16 = 1924;

fn check(reading: &Reading, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let article = &reading.analysis.article;
    for when in reading.analysis.dates.iter().filter(|when| disagrees(when)) {
        let day = when.first.strftime("%-d %B %Y is a %A");
        let place = Place::new(article, when.span, when.first.strftime("%A").to_string());
        let mut finding = Finding::new(&LINT, day.to_string(), vec![place]);
        if let Some(published) = reading.analysis.published {
            finding = finding.because(Evidence::new("published", published.to_string()));
        }
        findings.push(finding);
    }
}

/// Whether `when` names another weekday than that of the day it surely means.
fn disagrees(when: &When) -> bool {
    let named = when.weekday.filter(|_| when.is_day && when.is_sure && when.first.year() >= FIRST_YEAR);
    named.is_some_and(|weekday| weekday != when.first.weekday())
}

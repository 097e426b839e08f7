//! `unclosed-quote`: an opening mark that is never closed.

use super::marks::{closes_both, mark, spread};
use super::{Category, Check, Context, Finding, Level, Lint, Place};
use crate::document::{Mark, TokenRange};
use crate::reading::Reading;

pub(super) const LINT: Lint = Lint {
    id: "unclosed-quote",
    category: Category::Quotes,
    level: Level::Error,
    default: true,
    summary: "an opening quotation mark that is never closed",
    checks: &[Check::Article(check)],
};

fn check(reading: &Reading, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let quotes = &reading.quotes.all;
    // A speech that goes on in the next paragraph is opened again there, and closed where it ends.
    let mut goes_on = vec![false; quotes.len()];
    for before in quotes.iter().filter_map(|quote| quote.continues) {
        goes_on[before as usize] = true;
    }
    let spread = spread(reading);
    for (at, quote) in quotes.iter().enumerate() {
        if quote.closed || goes_on[at] || is_apostrophe(reading, quote.open) || closes_both(reading, at).is_some() {
            continue;
        }
        if spread.binary_search_by_key(&at, |&(open, _)| open).is_ok() {
            continue;
        }
        let span = reading.span(TokenRange::new(quote.open, quote.close));
        let place = Place::new(&reading.analysis.article, span, "opened here");
        findings.push(Finding::new(&LINT, "quotation opened and never closed", vec![place]));
    }
}

/// Whether a mark may be set for an apostrophe: *‘68*.
fn is_apostrophe(reading: &Reading, token: u32) -> bool {
    match mark(reading, token) {
        Some(Mark::SingleOpen) => reading.document.form(token) == "‘",
        Some(Mark::SingleStraight) => true,
        _ => false,
    }
}

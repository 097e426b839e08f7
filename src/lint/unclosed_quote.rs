//! `unclosed-quote`: an opening mark that is never closed.

use super::{Category, Check, Context, Finding, Level, Lint, Place};
use crate::document::TokenRange;
use crate::reading::Reading;

pub(super) const LINT: Lint = Lint {
    id: "unclosed-quote",
    category: Category::Quotes,
    level: Level::Error,
    default: true,
    summary: "an opening quotation mark that is never closed",
    check: Check::Article(check),
};

fn check(reading: &Reading, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let quotes = &reading.quotes.all;
    // A speech that goes on in the next paragraph is opened again there, and closed where it ends.
    let mut goes_on = vec![false; quotes.len()];
    for before in quotes.iter().filter_map(|quote| quote.continues) {
        goes_on[before as usize] = true;
    }
    for quote in quotes.iter().zip(goes_on).filter_map(|(quote, goes_on)| (!quote.closed && !goes_on).then_some(quote))
    {
        let span = reading.span(TokenRange::new(quote.open, quote.close));
        let place = Place::new(&reading.analysis.article, span, "opened here");
        findings.push(Finding::new(&LINT, "quotation opened and never closed", vec![place]));
    }
}

//! `unopened-quote`: a closing mark without an opening one.

use super::{Category, Check, Context, Finding, Level, Lint, Place};
use crate::document::TokenRange;
use crate::reading::Reading;

pub(super) const LINT: Lint = Lint {
    id: "unopened-quote",
    category: Category::Quotes,
    level: Level::Error,
    default: true,
    summary: "a closing quotation mark that nothing opens",
    check: Check::Article(check),
};

fn check(reading: &Reading, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for &token in &reading.quotes.unopened {
        // The words before the mark show where it stands; the mark alone stands everywhere.
        let first = reading.document.paragraphs.iter().map(|paragraph| paragraph.tokens).find(|t| t.contains(token));
        let first = first.map_or(token, |paragraph| paragraph.first.max(token.saturating_sub(3)));
        let span = reading.span(TokenRange::new(first, token + 1));
        let place = Place::new(&reading.analysis.article, span, "closed here");
        findings.push(Finding::new(&LINT, "quotation closed and never opened", vec![place]));
    }
}

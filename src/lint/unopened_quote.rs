//! `unopened-quote`: a closing mark without an opening one.

use super::marks::spread;
use super::place::paragraph;
use super::{Category, Check, Context, Finding, Level, Lint, Place};
use crate::document::TokenRange;
use crate::reading::Reading;

pub(super) const LINT: Lint = Lint {
    id: "unopened-quote",
    category: Category::Quotes,
    level: Level::Error,
    default: true,
    summary: "a closing quotation mark that nothing opens",
    checks: &[Check::Article(check)],
};

fn check(reading: &Reading, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let spread = spread(reading);
    for &token in &reading.quotes.unopened {
        if spread.binary_search_by_key(&token, |&(_, close)| close).is_ok() {
            continue;
        }
        // The words before the mark show where it stands; the mark alone stands everywhere.
        let start = paragraph(reading, token).map_or(token, |paragraph| paragraph.tokens.first);
        let first = start.max(token.saturating_sub(3)).min(token);
        let span = reading.span(TokenRange::new(first, token + 1));
        let place = Place::new(&reading.analysis.article, span, "closed here");
        findings.push(Finding::new(&LINT, "quotation closed and never opened", vec![place]));
    }
}

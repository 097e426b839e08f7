//! `mixed-quote-marks`: a quotation opened with one kind of mark and closed with another, or with marks turned round.

use super::marks::{family, mark};
use super::{Category, Check, Context, Finding, Fix, Level, Lint, Place};
use crate::document::{Mark, TokenRange};
use crate::reading::Reading;

pub(super) const LINT: Lint = Lint {
    id: "mixed-quote-marks",
    category: Category::Quotes,
    level: Level::Warning,
    default: true,
    summary: "a quotation whose opening and closing marks do not belong together",
    checks: &[Check::Article(check)],
};

fn check(reading: &Reading, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for quote in reading.quotes.all.iter().filter(|quote| quote.mixed && quote.closed) {
        let (Some(open), Some(close)) = (mark(reading, quote.open), mark(reading, quote.close)) else { continue };
        let (opening, closing) = (reading.document.form(quote.open), reading.document.form(quote.close));
        let message = if family(open) == family(close) {
            format!("quotation marks turned round: opened with {opening}, closed with {closing}")
        } else {
            format!("quotation opened with {opening} and closed with {closing}")
        };
        let place = Place::new(&reading.analysis.article, reading.span(quote.outer()), "");
        let mut finding = Finding::new(&LINT, message, vec![place]);
        finding.fix = fix(reading, quote.open, quote.close);
        findings.push(finding);
    }
}

/// The right closing mark, with the space the opening one has.
fn fix(reading: &Reading, open: u32, close: u32) -> Option<Fix> {
    let (Mark::AngleOpen, Mark::Straight | Mark::CurlyClose) = (mark(reading, open)?, mark(reading, close)?) else {
        return None;
    };
    let text = &reading.analysis.article.text;
    let (left, right) =
        (reading.span(TokenRange::new(open, open + 1)), reading.span(TokenRange::new(close, close + 1)));
    let space: String = text.get(left.end() as usize..)?.chars().take(1).filter(|c| c.is_whitespace()).collect();
    let has_space = text.get(..right.start() as usize)?.ends_with(char::is_whitespace);
    let space = if has_space { "" } else { space.as_str() };
    Some(Fix { document: reading.analysis.article.id.as_str().into(), span: right, replacement: format!("{space}»") })
}

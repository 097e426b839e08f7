//! `ambiguous-nesting`: a quotation inside a quotation whose marks do not tell which closes which.

use super::marks::closes_both;
use super::{Category, Check, Context, Finding, Level, Lint, Place};
use crate::annotate::Quote;
use crate::document::{Mark, TokenKind, TokenRange};
use crate::reading::Reading;

pub(super) const LINT: Lint = Lint {
    id: "ambiguous-nesting",
    category: Category::Quotes,
    level: Level::Warning,
    default: true,
    summary: "a mark used again inside the quotation it opens, or +…+ never closed",
    checks: &[Check::Article(check)],
};

/// The mark that agencies set around words quoted inside a quotation.
const INNER: &str = "+";

fn check(reading: &Reading, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let quotes = &reading.quotes.all;
    for (at, quote) in quotes.iter().enumerate() {
        if let Some(inner) = (!quote.closed).then(|| closes_both(reading, at)).flatten() {
            let span = reading.span(TokenRange::new(quote.open, quotes[inner].outer().end));
            let message = "one closing mark for two quotations, the inner and the outer";
            findings.push(Finding::new(&LINT, message, vec![Place::new(&reading.analysis.article, span, "")]));
            continue;
        }
        let Some(outer) = quote.parent.map(|parent| &quotes[parent as usize]) else {
            plus(reading, quote, findings);
            continue;
        };
        if quote.closed && outer.closed && straight(reading, quote.open) && straight(reading, outer.open) {
            let mark = reading.document.form(quote.open);
            let message = format!("{mark} opens a quotation inside one that {mark} opened");
            let place = |quote: &Quote| Place::new(&reading.analysis.article, reading.span(quote.outer()), "");
            findings.push(Finding::new(&LINT, message, vec![place(quote), place(outer)]));
        }
    }
}

/// Whether a mark looks the same open and closed.
fn straight(reading: &Reading, token: u32) -> bool {
    matches!(reading.document.tokens[token as usize].kind, TokenKind::Quote(Mark::Straight | Mark::SingleStraight))
}

/// Looks for a + that opens words inside a quotation and has no partner there.
fn plus(reading: &Reading, quote: &Quote, findings: &mut Vec<Finding>) {
    let text = reading.document.normal.text();
    let mut open: Option<u32> = None;
    for at in quote.inner().first..quote.inner().end {
        let token = &reading.document.tokens[at as usize];
        if token.kind != TokenKind::Other || token.form(text) != INNER {
            continue;
        }
        let before = text.get(..token.start as usize).and_then(|text| text.chars().next_back());
        let after = text.get(token.end as usize..).and_then(|text| text.chars().next());
        let glued =
            |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && !matches!(c, '"' | '«' | '»' | '(' | ')'));
        // A name such as Canal+ closes nothing, a sum such as 2 + 2 neither opens nor closes.
        match (glued(before), glued(after)) {
            (false, true) if after.is_some_and(char::is_alphabetic) => open = Some(at),
            (true, false) => open = None,
            _ => {}
        }
    }
    if let Some(open) = open {
        let span = reading.span(TokenRange::new(open, quote.inner().end));
        let place = Place::new(&reading.analysis.article, span, "opened here");
        findings.push(Finding::new(
            &LINT,
            format!("{INNER} opened inside a quotation and not closed in it"),
            vec![place],
        ));
    }
}

//! Quotation marks beyond their pairs: marks that stand for apostrophes, one mark that closes two quotations, and
//! quotations over several paragraphs that are not opened again.

use crate::document::{Mark, TokenKind};
use crate::reading::Reading;

/// The quotation mark that `token` is.
pub(super) fn mark(reading: &Reading, token: u32) -> Option<Mark> {
    match reading.document.tokens.get(token as usize)?.kind {
        TokenKind::Quote(mark) => Some(mark),
        _ => None,
    }
}

/// A mark that stands for its family.
pub(super) fn family(mark: Mark) -> Mark {
    match mark {
        Mark::AngleOpen | Mark::AngleClose => Mark::AngleOpen,
        Mark::CurlyOpen | Mark::CurlyClose => Mark::CurlyOpen,
        Mark::Straight => Mark::Straight,
        Mark::SingleOpen | Mark::SingleClose | Mark::SingleStraight => Mark::SingleOpen,
    }
}

/// The quotation that ends together with the unclosed one at `outer` of [`crate::annotate::Quotes::all`], which needs no
/// closing mark of its own then: *« Il m'a dit : « Va-t'en. »*.
pub(super) fn closes_both(reading: &Reading, outer: usize) -> Option<usize> {
    let quotes = &reading.quotes.all;
    let whole = quotes[outer];
    let open = mark(reading, whole.open)?;
    let inner = quotes.get(outer + 1).filter(|inner| inner.closed && inner.open <= whole.close)?;
    let introduced = inner.open > 0 && reading.document.tokens[inner.open as usize - 1].kind == TokenKind::Colon;
    let same = open == Mark::AngleOpen && mark(reading, inner.open) == Some(open);
    (same && introduced).then_some(outer + 1)
}

/// How many paragraphs a quotation may span that is not opened again: letters and statements have rarely more.
const SPREAD: usize = 8;

/// Quotations opened in one paragraph and closed in a later one, without marks in between: the place in
/// [`crate::annotate::Quotes::all`], and the token that closes. Many papers no longer open speech again.
pub(super) fn spread(reading: &Reading) -> Vec<(usize, u32)> {
    let paragraphs = &reading.document.paragraphs;
    let paragraph = |token: u32| paragraphs.partition_point(|paragraph| paragraph.tokens.end <= token);
    let quotes = &reading.quotes.all;
    let mut pairs: Vec<(usize, u32)> = Vec::new();
    for &close in &reading.quotes.unopened {
        let Some(closing) = mark(reading, close) else { continue };
        let behind = quotes.partition_point(|quote| quote.open < close);
        let open = (0..behind).rev().take(SPREAD * 4).find(|&at| {
            let quote = &quotes[at];
            !quote.closed && mark(reading, quote.open).is_some_and(|open| family(open) == family(closing))
        });
        let Some(open) = open.filter(|open| pairs.last().is_none_or(|(last, _)| last < open)) else { continue };
        let (first, last) = (paragraph(quotes[open].open), paragraph(close));
        if first < last && last - first <= SPREAD {
            pairs.push((open, close));
        }
    }
    pairs
}

//! Sentences: stretches of tokens up to a full stop that ends one.

use super::{Token, TokenKind, TokenRange};
use crate::rules::RulePack;

/// A sentence, as a stretch of tokens.
///
/// A full stop within quotation marks ends a sentence as well: a quotation may hold several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens, the closing mark included.
    pub tokens: TokenRange,
}

/// Adds the sentences of one paragraph, whose tokens that may end one are `stops`.
pub(super) fn split(
    text: &str,
    paragraph: TokenRange,
    tokens: &[Token],
    stops: &[u32],
    rules: &RulePack,
    sentences: &mut Vec<Sentence>,
) {
    let mut first = paragraph.first;
    // The token behind the stop before, and what belongs to its end.
    let mut behind = paragraph.first;
    for &stop in stops {
        if stop < behind {
            continue;
        }
        let token = &tokens[stop as usize];
        let at = stop + 1;
        // Further stops and closing marks belong to the sentence they end.
        behind = at;
        while behind < paragraph.end && is_tail(tokens, behind, text) {
            behind += 1;
        }
        let next = tokens.get(behind as usize).filter(|_| behind < paragraph.end);
        let opens = next.is_none_or(|t| {
            t.is_capital()
                || !matches!(
                    t.kind,
                    TokenKind::Word
                        | TokenKind::Clitic
                        | TokenKind::Comma
                        | TokenKind::Semicolon
                        | TokenKind::Colon
                        | TokenKind::Close
                        | TokenKind::Stop
                )
        });
        let abbreviated = || {
            let before = (stop as usize).checked_sub(1).map(|before| &tokens[before]);
            let before = before.filter(|before| before.end == token.start);
            before.is_some_and(|before| rules.is_abbreviation(before.form(text), next.is_some_and(Token::is_capital)))
        };
        if opens && !(token.kind == TokenKind::Stop && next.is_some() && behind == at && abbreviated()) {
            sentences.push(Sentence { tokens: TokenRange::new(first, behind) });
            first = behind;
        }
    }
    if first < paragraph.end {
        sentences.push(Sentence { tokens: TokenRange::new(first, paragraph.end) });
    }
}

/// Whether a token belongs to the end of the sentence before it: a closing mark written on to it, or more stops.
fn is_tail(tokens: &[Token], at: u32, text: &str) -> bool {
    let token = &tokens[at as usize];
    match token.kind {
        TokenKind::Stop | TokenKind::Exclamation | TokenKind::Ellipsis | TokenKind::Close => true,
        TokenKind::Quote(mark) => {
            use super::Mark;
            match mark {
                Mark::AngleClose | Mark::CurlyClose | Mark::SingleClose => true,
                Mark::Straight | Mark::SingleStraight => {
                    let written_on = tokens[at as usize - 1].end == token.start;
                    let next = text.as_bytes().get(token.end as usize);
                    written_on && next.is_none_or(|b| !b.is_ascii_alphanumeric())
                }
                _ => false,
            }
        }
        _ => false,
    }
}

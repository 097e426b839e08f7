//! An article as paragraphs, sentences and tokens over its matching form.

mod paragraph;
mod scan;
mod sentence;
mod tag;
mod token;
mod wire;

use jiff::civil::{Date, Time};

use crate::article::{Article, BlockKind, Piece};
use crate::rules::RulePack;
use crate::text::{Normal, NormalBuilder, Span};

pub use paragraph::{Paragraph, ParagraphKind};
pub use scan::Landmarks;
pub use sentence::Sentence;
pub use tag::{PhraseSpan, Tag};
pub use token::{Caps, Mark, Token, TokenKind, TokenRange};

/// An article as paragraphs, sentences and tokens over its matching form.
#[derive(Debug)]
pub struct Document {
    /// The matching form all offsets of the parts refer to.
    pub normal: Normal,
    /// The paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
    /// The sentences, in order; none spans two paragraphs.
    pub sentences: Vec<Sentence>,
    /// The tokens, in order.
    pub tokens: Vec<Token>,
    /// The phrases of several tokens that the rules know, in order.
    pub phrases: Vec<PhraseSpan>,
    /// The tokens that are proper nouns, in order; of a name that the rules know the first one.
    pub proper: Vec<u32>,
    /// The tokens at which quotations, numbers and dates may begin.
    pub landmarks: Landmarks,
    /// The day the dateline gives.
    pub dated: Option<Date>,
    /// The time of day the dateline gives.
    pub timed: Option<Time>,
}

impl Document {
    /// Reads `article` into paragraphs, sentences and tokens. Linear in its text.
    #[must_use]
    pub fn new(article: &Article, rules: &RulePack) -> Document {
        let mut builder = NormalBuilder::with_capacity(article.text.len());
        let mut blocks = Vec::new();
        for block in &article.blocks {
            let start = builder.len();
            for piece in &block.pieces {
                match piece {
                    Piece::Written(span) => paragraph::normalise(&article.text[*span], span.start(), &mut builder),
                    Piece::Decoded { span, text } => builder.replaced(text, *span),
                }
            }
            blocks.push((block.kind, start, builder.len()));
        }
        let normal = builder.finish();
        let mut paragraphs = Vec::new();
        for (kind, start, end) in blocks {
            match kind {
                BlockKind::Plain => paragraph::split_plain(normal.text(), start, end, &mut paragraphs),
                BlockKind::Title => paragraphs.push(Paragraph::new(start, end, ParagraphKind::Title)),
                BlockKind::Heading => paragraphs.push(Paragraph::new(start, end, ParagraphKind::Heading)),
                BlockKind::Quotation => paragraphs.push(Paragraph::new(start, end, ParagraphKind::Quotation)),
                BlockKind::Paragraph | BlockKind::Item => {
                    paragraphs.push(Paragraph::new(start, end, ParagraphKind::Text));
                }
            }
        }
        let (dated, timed) = wire::recognise(normal.text(), &mut paragraphs, &rules.wire, &rules.calendar);
        // Of French news a token has five bytes, a sentence a hundred and twenty; where there are more, the lists grow.
        let bytes = normal.text().len();
        let mut tokens = Vec::with_capacity(bytes / 4);
        let mut sentences = Vec::with_capacity(bytes / 64);
        let mut phrases = Vec::with_capacity(bytes / 64);
        let mut proper = Vec::with_capacity(bytes / 64);
        let mut landmarks = Landmarks::with_capacity(bytes);
        let mut scratch = scan::Scratch::new();
        // One pass behind the other over the whole article: the processor keeps the code of each at hand.
        for paragraph in &mut paragraphs {
            let first = tokens.len() as u32;
            if paragraph.kind != ParagraphKind::Apparatus {
                let (text, start, end) = (normal.text(), paragraph.start, paragraph.end);
                scan::tokenize(text, start, end, rules, &mut tokens, &mut landmarks, &mut scratch);
            }
            paragraph.tokens = TokenRange::new(first, tokens.len() as u32);
        }
        for paragraph in &paragraphs {
            let read = &mut tokens[..paragraph.tokens.end as usize];
            tag::tag(normal.text(), paragraph.tokens, rules, read, &mut phrases, &mut proper);
        }
        let mut stops = scratch.stops.as_slice();
        for paragraph in &paragraphs {
            let own = stops.iter().take_while(|&&stop| stop < paragraph.tokens.end).count();
            let (own, rest) = stops.split_at(own);
            sentence::split(normal.text(), paragraph.tokens, &tokens, own, rules, &mut sentences);
            stops = rest;
        }
        Document { normal, paragraphs, sentences, tokens, phrases, proper, landmarks, dated, timed }
    }

    /// The token at `at`, if there is one.
    #[must_use]
    pub fn token(&self, at: u32) -> Option<&Token> {
        self.tokens.get(at as usize)
    }

    /// What the token at `at` is in its place; behind the last one the text has stopped.
    #[must_use]
    pub fn tag(&self, at: u32) -> Tag {
        self.token(at).map_or(Tag::Stop, |token| token.tag)
    }

    /// The matching form of a token.
    #[must_use]
    pub fn form(&self, token: u32) -> &str {
        self.tokens[token as usize].form(self.normal.text())
    }

    /// The matching form of a stretch of tokens.
    #[must_use]
    pub fn words(&self, range: TokenRange) -> &str {
        if range.is_empty() {
            return "";
        }
        let (first, last) = (&self.tokens[range.first as usize], &self.tokens[range.end as usize - 1]);
        self.normal.text().get(first.start as usize..last.end as usize).unwrap_or_default()
    }

    /// Where a stretch of tokens stands in the text as written; empty where it holds none.
    #[must_use]
    pub fn span(&self, range: TokenRange) -> Span {
        if range.is_empty() {
            let at = self.tokens.get(range.first as usize).map_or(self.normal.text().len() as u32, |token| token.start);
            return self.normal.span(at, at);
        }
        self.normal.span(self.tokens[range.first as usize].start, self.tokens[range.end as usize - 1].end)
    }
}

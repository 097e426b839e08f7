//! Tokens: words, numbers and marks of the matching form, each with what the rules know of it.

use super::Tag;
use crate::rules::{Classes, RulePack, Word};

/// A word, a number or a mark.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it starts, in bytes of the matching form.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// What it is.
    pub kind: TokenKind,
    /// How it is written.
    pub caps: Caps,
    /// What is known of it as a word.
    pub word: Word,
    /// What it is in its place.
    pub tag: Tag,
    /// Whether a phrase of [`super::Document::phrases`] begins with it.
    pub opens_phrase: bool,
}

/// What a [`Token`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A word.
    Word,
    /// A pronoun cut off behind a verb and a hyphen.
    Clitic,
    /// A number in digits.
    Number,
    /// A full stop.
    Stop,
    /// A question or exclamation mark.
    Exclamation,
    /// Three dots.
    Ellipsis,
    /// A comma.
    Comma,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
    /// A dash that stands by itself.
    Dash,
    /// An opening parenthesis or bracket.
    Open,
    /// A closing one.
    Close,
    /// A quotation mark.
    Quote(Mark),
    /// Anything else.
    Other,
}

/// The family of a quotation mark and, where its shape tells, its direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// «
    AngleOpen,
    /// »
    AngleClose,
    /// “ or „
    CurlyOpen,
    /// ”
    CurlyClose,
    /// "
    Straight,
    /// ‹ or ‘
    SingleOpen,
    /// › or ’
    SingleClose,
    /// ' beside no letter
    SingleStraight,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caps {
    /// In lower case.
    Low,
    /// With a capital first letter.
    First,
    /// In capitals, two at least.
    All,
}

/// A stretch of tokens, end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenRange {
    /// The first token.
    pub first: u32,
    /// The one behind the last.
    pub end: u32,
}

impl TokenRange {
    /// The tokens from `first` up to `end`.
    #[must_use]
    pub fn new(first: u32, end: u32) -> TokenRange {
        TokenRange { first, end: end.max(first) }
    }

    /// Whether it holds no token.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.first >= self.end
    }

    /// How many tokens it holds.
    #[must_use]
    pub fn len(self) -> u32 {
        self.end - self.first
    }

    /// Whether `token` lies in it.
    #[must_use]
    pub fn contains(self, token: u32) -> bool {
        self.first <= token && token < self.end
    }
}

impl Token {
    /// Its matching form in `text`.
    #[must_use]
    pub fn form<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// Whether it is a word of any of `classes`.
    #[must_use]
    pub fn is(&self, classes: Classes) -> bool {
        self.word.classes.has(classes)
    }

    /// Whether it is written with a capital.
    #[must_use]
    pub fn is_capital(&self) -> bool {
        self.caps != Caps::Low
    }

    /// Whether it is a word or a clitic.
    pub(super) fn is_lexical(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Clitic)
    }

    /// Whether it is a word.
    #[must_use]
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether a number may begin with it; `text` is the matching form.
    #[must_use]
    pub fn may_begin_number(&self, text: &str, rules: &RulePack) -> bool {
        match self.kind {
            TokenKind::Number => true,
            TokenKind::Word if self.word.figure != 0 => rules.figures.begins_number(self.word.figure),
            // Number words of several parts are in no list.
            TokenKind::Word => self.end - self.start > 6 && self.form(text).contains('-'),
            _ => false,
        }
    }
}

//! A stretch of an article's text as written.

use std::ops::{Index, Range};

/// A stretch of an article's text as written, in UTF-8 byte offsets, end exclusive.
///
/// A span always lies on character boundaries of the text it was made for. Spans of analysed text come
/// from [`Normal::span`](super::Normal::span); readers make those of the blocks they find.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The stretch from byte `start` up to byte `end`.
    ///
    /// # Panics
    ///
    /// When `start` lies behind `end`.
    #[must_use]
    pub fn new(start: u32, end: u32) -> Span {
        assert!(start <= end, "a span starts before it ends: {start}..{end}");
        Span { start, end }
    }

    /// The byte offset of its first character.
    #[must_use]
    pub fn start(self) -> u32 {
        self.start
    }

    /// The byte offset behind its last character.
    #[must_use]
    pub fn end(self) -> u32 {
        self.end
    }

    /// Its length in bytes.
    #[must_use]
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Its offsets as a range that slices bytes.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies within it, edges included.
    #[must_use]
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether both have at least one byte in common.
    #[must_use]
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl Index<Span> for str {
    type Output = str;

    fn index(&self, span: Span) -> &str {
        self.get(span.range()).expect("a span lies within its text, on character boundaries")
    }
}

impl Index<Span> for String {
    type Output = str;

    fn index(&self, span: Span) -> &str {
        &self.as_str()[span]
    }
}

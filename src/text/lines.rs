//! Lines and columns of a text as written.

use super::Span;

/// Where the lines of a text begin, to tell line and column of an offset.
#[derive(Clone, Debug)]
pub struct Lines {
    starts: Vec<u32>,
}

impl Lines {
    /// The lines of `text`; a line ends behind its line feed.
    #[must_use]
    pub fn new(text: &str) -> Lines {
        let feeds = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at as u32 + 1);
        Lines { starts: std::iter::once(0).chain(feeds).collect() }
    }

    /// The line that byte `offset` lies in, counted from 1, and the offset it begins at.
    #[must_use]
    pub fn line(&self, offset: u32) -> (usize, u32) {
        let line = self.starts.partition_point(|&start| start <= offset);
        (line, self.starts[line - 1])
    }

    /// Line and column of byte `offset` in `text`, both counted from 1, the column in code points.
    #[must_use]
    pub fn position(&self, text: &str, offset: u32) -> (usize, usize) {
        let (line, start) = self.line(offset);
        let before = Span::new(start, offset);
        (line, text[before].chars().count() + 1)
    }
}

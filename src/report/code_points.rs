//! Offsets in Unicode code points, which the machine formats use, from offsets in bytes.

use crate::text::Span;

/// The bytes between two counts kept: a conversion counts at most so many anew.
const STRIDE: usize = 64;

/// The code points of a text, counted once, so that any byte offset converts in constant time.
pub(super) struct CodePoints<'t> {
    bytes: &'t [u8],
    /// How many code points start before each multiple of [`STRIDE`].
    before: Vec<u32>,
}

impl<'t> CodePoints<'t> {
    pub(super) fn new(text: &'t str) -> CodePoints<'t> {
        let bytes = text.as_bytes();
        let mut before = Vec::with_capacity(bytes.len() / STRIDE + 1);
        let mut total = 0;
        before.push(total);
        for chunk in bytes.chunks_exact(STRIDE) {
            total += count(chunk);
            before.push(total);
        }
        CodePoints { bytes, before }
    }

    /// How many code points lie before byte `offset`.
    pub(super) fn at(&self, offset: u32) -> u32 {
        let offset = offset as usize;
        let chunk = offset / STRIDE;
        self.before[chunk] + count(&self.bytes[chunk * STRIDE..offset])
    }

    /// The start and the end of `span`.
    pub(super) fn of(&self, span: Span) -> (u32, u32) {
        (self.at(span.start()), self.at(span.end()))
    }
}

/// How many code points start in at most [`STRIDE`] bytes; a byte holds the sum, which lets it run in lanes.
fn count(bytes: &[u8]) -> u32 {
    u32::from(bytes.iter().map(|byte| u8::from(byte & 0xC0 != 0x80)).sum::<u8>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_chars_do() {
        let text = "aé€😀\u{301}\n".repeat(40);
        let points = CodePoints::new(&text);
        for (index, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(at as u32), index as u32);
        }
        assert_eq!(points.of(Span::new(0, text.len() as u32)), (0, 240));
        assert_eq!(CodePoints::new("").at(0), 0);
    }
}

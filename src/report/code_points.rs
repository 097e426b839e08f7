//! Offsets in Unicode code points, which the machine formats use, from offsets in bytes.

use crate::text::{EACH, Span};

/// The bytes of a block, one for each bit of a number.
const BLOCK: usize = 64;

/// The code points of a text, counted once, so that any byte offset converts in constant time.
pub(super) struct CodePoints {
    blocks: Vec<Block>,
}

/// What is known of so many bytes of the text.
#[derive(Clone, Copy)]
struct Block {
    /// How many code points start before it.
    before: u32,
    /// At which of its bytes code points start, the first one lowest.
    starts: u64,
}

impl CodePoints {
    pub(super) fn new(text: &str) -> CodePoints {
        let mut blocks = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut before = 0;
        let mut add = |starts: u64| {
            blocks.push(Block { before, starts });
            before += starts.count_ones();
        };
        let (whole, rest) = text.as_bytes().as_chunks::<BLOCK>();
        for bytes in whole {
            add(starts(bytes));
        }
        // Behind the last byte there is an offset yet.
        let mut last = [CONTINUATION; BLOCK];
        last[..rest.len()].copy_from_slice(rest);
        add(starts(&last));
        CodePoints { blocks }
    }

    /// How many code points lie before byte `offset`.
    pub(super) fn at(&self, offset: u32) -> u32 {
        let block = self.blocks[offset as usize / BLOCK];
        let behind = u64::MAX << (offset as usize % BLOCK);
        block.before + (block.starts & !behind).count_ones()
    }

    /// The start and the end of `span`.
    pub(super) fn of(&self, span: Span) -> (u32, u32) {
        (self.at(span.start()), self.at(span.end()))
    }
}

/// A byte that continues a code point.
const CONTINUATION: u8 = 0x80;

/// At which of `bytes` code points start.
fn starts(bytes: &[u8; BLOCK]) -> u64 {
    let (eights, _) = bytes.as_chunks::<8>();
    eights.iter().rev().fold(0, |starts, &eight| starts << 8 | u64::from(starts_of_eight(u64::from_le_bytes(eight))))
}

/// The same of eight bytes in one number.
fn starts_of_eight(bytes: u64) -> u8 {
    // The highest bit of each byte tells: a continuation has it set, and the next one not.
    let starts = (!bytes | bytes << 1) & (EACH << 7);
    // The multiplication moves these eight bits side by side into the highest byte.
    ((starts >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u8
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

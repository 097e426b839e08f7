//! Putting blocks together from stretches of text, white space collapsed as a browser does.

use super::{Block, BlockKind, Piece};
use crate::text::Span;

/// A block in the making.
#[derive(Debug, Default)]
pub(super) struct BlockBuilder {
    pieces: Vec<Piece>,
    /// The white space since the last piece, which counts only once something follows.
    gap: Option<Piece>,
    /// Whether anything that can be seen was added.
    visible: bool,
}

impl BlockBuilder {
    /// Adds `text`, written at byte `at`, its runs of white space as one space each.
    pub fn written(&mut self, text: &str, at: u32) {
        let bytes = text.as_bytes();
        let mut from = 0;
        while from < bytes.len() {
            let is_space = bytes[from].is_ascii_whitespace();
            let run = bytes[from..].iter().position(|byte| byte.is_ascii_whitespace() != is_space);
            let end = run.map_or(bytes.len(), |run| from + run);
            let span = Span::new(at + from as u32, at + end as u32);
            if is_space {
                // A plain space stays as it is, so that words of one line make one piece.
                let as_is = end - from == 1 && bytes[from] == b' ';
                self.set_gap(if as_is { Piece::Written(span) } else { space(span) });
            } else {
                self.visible = self.visible || text.get(from..end).is_some_and(is_visible);
                self.push(Piece::Written(span));
            }
            from = end;
        }
    }

    /// Adds `read`, which stands for what is written at `span`.
    pub fn decoded(&mut self, read: &str, span: Span) {
        if read.bytes().all(|byte| byte.is_ascii_whitespace()) {
            self.gap(span);
            return;
        }
        self.visible |= is_visible(read);
        self.push(Piece::Decoded { span, text: read.to_owned() });
    }

    /// Adds white space, such as a line break, written at `span`.
    pub fn gap(&mut self, span: Span) {
        self.set_gap(space(span));
    }

    /// What was added as a block, unless nothing of it can be seen; the builder is empty again.
    pub fn finish(&mut self, kind: BlockKind) -> Option<Block> {
        let BlockBuilder { pieces, visible, .. } = std::mem::take(self);
        visible.then_some(Block { kind, pieces })
    }

    fn set_gap(&mut self, gap: Piece) {
        if !self.pieces.is_empty() && self.gap.is_none() {
            self.gap = Some(gap);
        }
    }

    fn push(&mut self, piece: Piece) {
        if let Some(gap) = self.gap.take() {
            self.join(gap);
        }
        self.join(piece);
    }

    fn join(&mut self, piece: Piece) {
        match (self.pieces.last_mut(), &piece) {
            (Some(Piece::Written(last)), Piece::Written(next)) if last.end() == next.start() => {
                *last = Span::new(last.start(), next.end());
            }
            _ => self.pieces.push(piece),
        }
    }
}

fn space(span: Span) -> Piece {
    Piece::Decoded { span, text: " ".to_owned() }
}

/// Whether `text` holds more than white space, such as the no-break space of an empty paragraph.
fn is_visible(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && c != '\u{200b}' && c != '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn collapses_white_space_and_keeps_lines_whole() {
        let text = "  un deux\n  trois ";
        let mut builder = BlockBuilder::default();
        builder.written(text, 0);
        builder.gap(Span::new(17, 18));
        let block = builder.finish(BlockKind::Paragraph).unwrap();
        let expected = [Piece::Written(Span::new(2, 9)), space(Span::new(9, 12)), Piece::Written(Span::new(12, 17))];
        assert_eq!(block.pieces, expected);
    }

    #[test]
    fn what_cannot_be_seen_is_no_block() {
        let mut builder = BlockBuilder::default();
        builder.written(" \n", 0);
        builder.decoded("\u{a0}", Span::new(2, 8));
        assert_eq!(builder.finish(BlockKind::Paragraph), None);
    }
}

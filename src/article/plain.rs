//! Plain copy: front matter is about the article, all the rest is one block still to be told apart.

use super::{Block, BlockKind, Piece, Reading, metadata};
use crate::text::Span;

/// The article that `text` is.
pub(super) fn read(id: &str, text: String) -> Reading {
    let (about, start) = metadata::front_matter(&text);
    let span = Span::new(start, text.len() as u32);
    let blocks = if text.get(span.range()).is_none_or(|prose| prose.trim().is_empty()) {
        Vec::new()
    } else {
        vec![Block { kind: BlockKind::Plain, pieces: vec![Piece::Written(span)] }]
    };
    let mut notes = Vec::new();
    let article = about.article(id, text, blocks, &mut notes);
    Reading { article, notes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_line_ends_and_leaves_front_matter_out() {
        let reading = read("a.txt", "---\noutlet: La Gazette\npublished: demain\n---\nUne\r\nligne\r".to_owned());
        let article = &reading.article;
        assert_eq!(article.outlet.as_deref(), Some("La Gazette"));
        assert_eq!(article.published, None);
        assert_eq!(reading.notes.len(), 1);
        let [block] = article.blocks.as_slice() else { panic!("one block") };
        assert_eq!(article.read(&block.pieces[0]), "Une\r\nligne\r");
    }
}

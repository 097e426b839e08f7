//! What a stretch of an article reads like once its format is taken away.

use super::{Article, Piece};
use crate::text::Span;

/// The pieces of an article that are read, in the order of the text.
pub(crate) struct Prose<'a> {
    text: &'a str,
    /// Where a piece stands, what it is read as where that differs, and the block it belongs to.
    pieces: Vec<(Span, Option<&'a str>, usize)>,
}

impl<'a> Prose<'a> {
    pub(crate) fn new(article: &'a Article) -> Prose<'a> {
        let pieces = article.blocks.iter().enumerate().flat_map(|(block, b)| {
            b.pieces.iter().map(move |piece| match piece {
                Piece::Written(span) => (*span, None, block),
                Piece::Decoded { span, text } => (*span, Some(text.as_str()), block),
            })
        });
        Prose { text: &article.text, pieces: pieces.collect() }
    }

    /// What `span` reads like, on one line: without tags, references resolved, white space collapsed.
    pub(crate) fn read(&self, span: Span) -> String {
        let mut line = Line::default();
        let first = self.pieces.partition_point(|(piece, ..)| piece.end() <= span.start());
        let mut block = None;
        for &(piece, decoded, of) in self.pieces.iter().skip(first) {
            if piece.start() >= span.end() {
                break;
            }
            if block.replace(of).is_some_and(|last| last != of) {
                line.push(" ");
            }
            line.push(decoded.unwrap_or_else(|| {
                &self.text[Span::new(piece.start().max(span.start()), piece.end().min(span.end()))]
            }));
        }
        if block.is_none() {
            line.push(&self.text[span]);
        }
        line.text
    }

    /// What `spans` read like one after the other.
    pub(crate) fn read_all(&self, spans: &[Span]) -> String {
        let mut line = Line::default();
        for &span in spans {
            line.push(&self.read(span));
            line.push(" ");
        }
        line.text
    }
}

/// `text` with its white space collapsed and its ends trimmed.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = Line::default();
    line.push(text);
    line.text
}

/// Text gathered with its white space collapsed and its ends trimmed.
#[derive(Default)]
struct Line {
    text: String,
    gap: bool,
}

impl Line {
    fn push(&mut self, part: &str) {
        for c in part.chars() {
            if is_break(c) {
                self.gap = true;
            } else {
                if std::mem::take(&mut self.gap) && !self.text.is_empty() {
                    self.text.push(' ');
                }
                self.text.push(c);
            }
        }
    }
}

/// Whether lines may break at `c`: white space but for the spaces that bind.
pub(crate) fn is_break(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, BlockKind};

    #[test]
    fn tags_go_and_references_are_resolved() {
        let text = "<p>Il a <b>dit\n  vrai</b> &amp; beau</p><p>Oui</p>";
        let mut at = 0;
        let mut find = |part: &str| {
            at += text.split_at(at).1.find(part).unwrap();
            let start = at as u32;
            at += part.len();
            Span::new(start, at as u32)
        };
        let mut written: Vec<Piece> = ["Il a ", "dit\n  vrai", " "].map(|part| Piece::Written(find(part))).into();
        written.push(Piece::Decoded { span: find("&amp;"), text: "&".to_owned() });
        written.push(Piece::Written(find(" beau")));
        let next = vec![Piece::Written(find("Oui"))];
        let mut article = Article::plain("a.html", text);
        article.blocks = [written, next].map(|pieces| Block { kind: BlockKind::Paragraph, pieces }).into();
        let dit = text.find("dit").unwrap() as u32;
        let amp = text.find("&amp;").unwrap() as u32;
        let prose = Prose::new(&article);
        assert_eq!(prose.read(Span::new(0, article.text.len() as u32)), "Il a dit vrai & beau Oui");
        assert_eq!(prose.read(Span::new(dit, amp + 5)), "dit vrai &");
        assert_eq!(prose.read_all(&[Span::new(dit, dit + 3), Span::new(amp, amp + 5)]), "dit &");
        assert_eq!(prose.read(Span::new(0, 2)), "<p");
    }
}

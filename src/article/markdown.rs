//! Markdown: headings, paragraphs, items and block quotations, the marks of the syntax left out.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::block::BlockBuilder;
use super::{Block, BlockKind, Reading, metadata};
use crate::text::Span;

/// The article that `text` is.
pub(super) fn read(id: &str, text: String) -> Reading {
    let (about, start) = metadata::front_matter(&text);
    let blocks = blocks(&text, start as usize);
    let mut notes = Vec::new();
    let article = about.article(id, text, blocks, &mut notes);
    Reading { article, notes }
}

fn blocks(text: &str, start: usize) -> Vec<Block> {
    let prose = text.get(start..).unwrap_or_default();
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    let mut walk = Walk { text, start, ..Walk::default() };
    for (event, range) in Parser::new_ext(prose, options).into_offset_iter() {
        walk.event(event, range);
    }
    walk.flush();
    walk.blocks
}

#[derive(Default)]
struct Walk<'a> {
    text: &'a str,
    /// Where the parsed part of the text begins.
    start: usize,
    blocks: Vec<Block>,
    current: BlockBuilder,
    /// The heading one is in.
    heading: Option<BlockKind>,
    /// The lists' items and block quotations one is in, from the outside in.
    around: Vec<BlockKind>,
    has_title: bool,
    /// How many images and code blocks one is in.
    left_out: usize,
}

impl Walk<'_> {
    fn event(&mut self, event: Event, range: Range<usize>) {
        let span = Span::new((self.start + range.start) as u32, (self.start + range.end) as u32);
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            _ if self.left_out > 0 => {}
            Event::Text(read) if self.at(span) == &*read => self.current.written(&read, span.start()),
            Event::Text(read) => self.current.decoded(&read, span),
            Event::Code(read) => self.code(&read, span),
            Event::SoftBreak | Event::HardBreak => self.current.gap(span),
            Event::InlineHtml(tag) if is_break(&tag) => self.current.gap(span),
            Event::Rule => self.flush(),
            _ => {}
        }
    }

    fn open(&mut self, tag: &Tag) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                let is_title = *level == HeadingLevel::H1 && !self.has_title;
                self.has_title |= is_title;
                self.heading = Some(if is_title { BlockKind::Title } else { BlockKind::Heading });
            }
            Tag::Item => {
                self.flush();
                self.around.push(BlockKind::Item);
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.around.push(BlockKind::Quotation);
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.left_out += 1;
            }
            Tag::Image { .. } => self.left_out += 1,
            Tag::Paragraph | Tag::List(_) | Tag::TableCell | Tag::FootnoteDefinition(_) | Tag::HtmlBlock => {
                self.flush();
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            TagEnd::Item | TagEnd::BlockQuote(_) => {
                self.flush();
                self.around.pop();
            }
            TagEnd::CodeBlock | TagEnd::Image => self.left_out = self.left_out.saturating_sub(1),
            TagEnd::Paragraph | TagEnd::TableCell | TagEnd::FootnoteDefinition => self.flush(),
            _ => {}
        }
    }

    /// The text of a code span, which lies within its backticks.
    fn code(&mut self, read: &str, span: Span) {
        match self.at(span).find(read) {
            Some(at) => self.current.written(read, span.start() + at as u32),
            None => self.current.decoded(read, span),
        }
    }

    fn at(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    fn flush(&mut self) {
        let kind = self.heading.or(self.around.last().copied()).unwrap_or(BlockKind::Paragraph);
        self.blocks.extend(self.current.finish(kind));
    }
}

fn is_break(tag: &str) -> bool {
    tag.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("<br"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(text: &str) -> Vec<(BlockKind, String)> {
        let article = read("a.md", text.to_owned()).article;
        article.blocks.iter().map(|b| (b.kind, b.pieces.iter().map(|p| article.read(p)).collect())).collect()
    }

    #[test]
    fn leaves_the_marks_of_the_syntax_out() {
        let text = "---\ntitle: T\n---\n# Un *titre*\n\nUn [lien](http://a.fr) et\nun \\*mot\\* &eacute;crit `ici`.\n\n\
                    ![image](i.png)\n\n    code\n\n<div>\nhtml\n</div>\n\n## Suite\n\n> Cité,\n> donc.\n\n- un\n- deux\n\n| a | b |\n|---|---|\n| c | d |\n";
        let expected = [
            (BlockKind::Title, "Un titre"),
            (BlockKind::Paragraph, "Un lien et un *mot* écrit ici."),
            (BlockKind::Heading, "Suite"),
            (BlockKind::Quotation, "Cité, donc."),
            (BlockKind::Item, "un"),
            (BlockKind::Item, "deux"),
            (BlockKind::Paragraph, "a"),
            (BlockKind::Paragraph, "b"),
            (BlockKind::Paragraph, "c"),
            (BlockKind::Paragraph, "d"),
        ];
        assert_eq!(outline(text), expected.map(|(kind, text)| (kind, text.to_owned())));
    }

    #[test]
    fn a_second_heading_of_level_one_is_a_heading() {
        assert_eq!(outline("# A\n\n# B\n"), [(BlockKind::Title, "A".to_owned()), (BlockKind::Heading, "B".to_owned())]);
    }
}

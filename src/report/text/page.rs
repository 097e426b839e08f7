//! The article's text, wrapped, with what is reported, who holds it and how it is said set off.

use std::collections::BTreeSet;
use std::io::{self, Write};

use anstyle::Style;

use super::super::View;
use super::super::prose::is_break;
use super::super::terminal::{Lines, superscript};
use super::Styles;
use crate::analysis::Analysis;
use crate::article::{Block, BlockKind, Piece};
use crate::text::Span;

/// The widest line of plain copy that is taken for wrapped; longer lines are paragraphs.
const WRAPPED: usize = 100;

/// Writes the text of `analysis`, and an empty line.
pub(super) fn write(analysis: &Analysis, view: View, styles: &Styles, out: &mut impl Write) -> io::Result<()> {
    let mut page = Page {
        text: &analysis.article.text,
        lines: Lines::new(out, view.colour, view.width),
        marks: Marks::new(analysis),
        styles,
        base: Style::new(),
        labels: Vec::new(),
    };
    let mut last = None;
    for block in &analysis.article.blocks {
        // Items of one list stand together.
        let is_next_item = block.kind == BlockKind::Item && last == Some(BlockKind::Item);
        if last.replace(block.kind).is_some() && !is_next_item {
            page.lines.part();
        }
        page.block(block)?;
    }
    writeln!(out)
}

/// The article's text on its way to the terminal.
struct Page<'a, 'o, W> {
    text: &'a str,
    lines: Lines<'o, W>,
    marks: Marks,
    styles: &'a Styles,
    /// The style of the block.
    base: Style,
    /// The attributions whose content has begun, but for the blanks before its first word.
    labels: Vec<usize>,
}

impl<W: Write> Page<'_, '_, W> {
    fn block(&mut self, block: &Block) -> io::Result<()> {
        self.lines.lead(match block.kind {
            BlockKind::Item => "• ",
            BlockKind::Quotation => "    ",
            BlockKind::Plain | BlockKind::Title | BlockKind::Heading | BlockKind::Paragraph => "",
        });
        self.base = match block.kind {
            BlockKind::Title | BlockKind::Heading => Style::new().bold(),
            _ => Style::new(),
        };
        for piece in &block.pieces {
            match piece {
                Piece::Written(span) if block.kind == BlockKind::Plain => self.plain(*span)?,
                Piece::Written(span) => {
                    for (at, c) in self.text[*span].char_indices() {
                        self.character(span.start() + at as u32, c)?;
                    }
                    self.reach(span.end())?;
                }
                Piece::Decoded { span, text } => {
                    for c in text.chars() {
                        self.character(span.start(), c)?;
                        if c == '\n' {
                            self.lines.end()?;
                        }
                    }
                    self.reach(span.end())?;
                }
            }
        }
        self.lines.end()
    }

    /// Plain copy: empty lines part its paragraphs, wrapped lines are joined, short lines stay lines.
    fn plain(&mut self, span: Span) -> io::Result<()> {
        let lines: Vec<&str> = self.text[span].split_inclusive('\n').collect();
        let widths: Vec<usize> = lines.iter().map(|line| line.trim().chars().count()).collect();
        let widest = widths.iter().copied().max().unwrap_or(0);
        let mut at = span.start();
        for (index, line) in lines.iter().enumerate() {
            for (within, c) in line.char_indices() {
                self.character(at + within as u32, c)?;
            }
            at += line.len() as u32;
            self.reach(at)?;
            let next = lines.get(index + 1).and_then(|line| line.split_whitespace().next());
            // A line was wrapped if the next word had not fitted; a fifth is left for words of odd lengths.
            let is_wrapped =
                |next: &str| widest <= WRAPPED && (widths[index] + 1 + next.chars().count()) * 5 > widest * 4;
            if !next.is_some_and(is_wrapped) {
                self.lines.end()?;
            }
            if next.is_none() {
                self.lines.part();
            }
        }
        Ok(())
    }

    fn character(&mut self, at: u32, c: char) -> io::Result<()> {
        self.reach(at)?;
        if !is_break(c) {
            self.label()?;
        }
        self.lines.push(c, self.style())
    }

    /// Passes the edges of marks up to byte `at`.
    fn reach(&mut self, at: u32) -> io::Result<()> {
        while let Some(edge) = self.marks.next(at) {
            let mark = self.marks.all[edge.mark];
            if mark.part == Part::Content && edge.is_start {
                self.labels.push(mark.attribution);
            } else if mark.part == Part::Content && !self.styles.colour {
                self.label()?;
                self.lines.push('⟧', Style::new())?;
            }
            self.marks.pass(edge);
        }
        Ok(())
    }

    /// Numbers the contents that begin here.
    fn label(&mut self) -> io::Result<()> {
        for attribution in std::mem::take(&mut self.labels) {
            let number = superscript(attribution + 1);
            let label = if self.styles.colour { number } else { format!("⟦{number}") };
            self.lines.push_word(&label, self.styles.sources[attribution])?;
        }
        Ok(())
    }

    /// The style of the innermost mark here.
    fn style(&self) -> Style {
        let Some(&mark) = self.marks.open.last() else { return self.base };
        let style = self.styles.sources[self.marks.all[mark].attribution];
        let style = if self.marks.sources > 0 || self.base != Style::new() { style.bold() } else { style };
        if self.marks.cues > 0 { style.underline() } else { style }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Content,
    Source,
    Cue,
}

#[derive(Clone, Copy)]
struct Mark {
    span: Span,
    part: Part,
    attribution: usize,
}

/// The start or the end of a mark.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    at: u32,
    is_start: bool,
    mark: usize,
}

/// The marks of an article, passed in the order of its text.
struct Marks {
    /// The longer first where several start together.
    all: Vec<Mark>,
    edges: Vec<Edge>,
    passed: usize,
    open: BTreeSet<usize>,
    /// How many of the open ones are sources.
    sources: usize,
    /// How many of the open ones are cues.
    cues: usize,
}

impl Marks {
    fn new(analysis: &Analysis) -> Marks {
        let mut all = Vec::new();
        for (attribution, a) in analysis.attributions.iter().enumerate() {
            let mark = |part, span| Mark { span, part, attribution };
            all.extend(a.content.iter().map(|&span| mark(Part::Content, span)));
            all.extend(a.source.iter().map(|source| mark(Part::Source, source.span)));
            all.extend(a.cue.iter().map(|cue| mark(Part::Cue, cue.span)));
        }
        all.retain(|mark| !mark.span.is_empty());
        all.sort_by_key(|mark| (mark.span.start(), std::cmp::Reverse(mark.span.end()), mark.part));
        let edges = |(mark, m): (usize, &Mark)| {
            [(m.span.start(), true), (m.span.end(), false)].map(|(at, is_start)| Edge { at, is_start, mark })
        };
        let mut edges: Vec<Edge> = all.iter().enumerate().flat_map(edges).collect();
        edges.sort_unstable();
        Marks { all, edges, passed: 0, open: BTreeSet::new(), sources: 0, cues: 0 }
    }

    /// The next edge, if it does not lie behind byte `at`.
    fn next(&self, at: u32) -> Option<Edge> {
        self.edges.get(self.passed).copied().filter(|edge| edge.at <= at)
    }

    fn pass(&mut self, edge: Edge) {
        self.passed += 1;
        let count = match self.all[edge.mark].part {
            Part::Content => &mut 0,
            Part::Source => &mut self.sources,
            Part::Cue => &mut self.cues,
        };
        if edge.is_start {
            *count += 1;
            self.open.insert(edge.mark);
        } else {
            *count = count.saturating_sub(1);
            self.open.remove(&edge.mark);
        }
    }
}

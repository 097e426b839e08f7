//! Paragraphs: the normal form's characters, and plain copy told apart into headings and paragraphs.

use unicode_normalization::char::compose;

use super::TokenRange;
use crate::text::{EACH, NormalBuilder, Span};

/// A paragraph or a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it starts, in bytes of the matching form.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// What it is.
    pub kind: ParagraphKind,
    /// Its tokens.
    pub tokens: TokenRange,
}

/// What a [`Paragraph`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphKind {
    /// The headline.
    Title,
    /// A heading within the article, or a line without a full stop.
    Heading,
    /// Running text.
    Text,
    /// A block quotation set apart without marks.
    Quotation,
    /// Datelines, notices, sign-offs: not narration.
    Apparatus,
}

impl Paragraph {
    pub(super) fn new(start: u32, end: u32, kind: ParagraphKind) -> Paragraph {
        Paragraph { start, end, kind, tokens: TokenRange::new(0, 0) }
    }
}

/// Adds the matching form of `written`, which starts at byte `at` of the text as written.
pub(super) fn normalise(written: &str, at: u32, builder: &mut NormalBuilder) {
    let mut kept = 0;
    let bytes = written.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if bytes[i] < 0x80 {
            i += 1 + plain(&bytes[i + 1..]);
            continue;
        }
        let Some(c) = written.get(i..).and_then(|rest| rest.chars().next()) else { break };
        let size = c.len_utf8();
        // Two-byte letters of French are by far the most frequent: they stay as they are.
        let read = match c {
            '\u{c0}'..='\u{17f}' | '«' | '»' => {
                i += size;
                continue;
            }
            '\u{2019}' | '\u{2bc}' | '\u{2018}' if joins(written, i, size) => "'",
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{2028}' | '\u{2029}' => " ",
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2060}'
            | '\u{feff}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => "",
            '\u{2010}' | '\u{2011}' => "-",
            '\u{300}'..='\u{36f}' => {
                let base = written.get(..i).and_then(|before| before.chars().next_back()).filter(|b| b.is_alphabetic());
                if let Some((base, whole)) = base.and_then(|b| Some((b, compose(b, c)?))) {
                    let start = i - base.len_utf8();
                    if start >= kept {
                        builder.verbatim(written.get(kept..start).unwrap_or_default(), at + kept as u32);
                        let span = Span::new(at + start as u32, at + (i + size) as u32);
                        builder.replaced(whole.encode_utf8(&mut [0; 4]), span);
                        kept = i + size;
                    }
                }
                i += size;
                continue;
            }
            _ => {
                i += size;
                continue;
            }
        };
        builder.verbatim(written.get(kept..i).unwrap_or_default(), at + kept as u32);
        builder.replaced(read, Span::new(at + i as u32, at + (i + size) as u32));
        i += size;
        kept = i;
    }
    builder.verbatim(written.get(kept..).unwrap_or_default(), at + kept as u32);
}

/// How many of the first `bytes` are surely ASCII, in steps of eight.
fn plain(bytes: &[u8]) -> usize {
    let eights = bytes.as_chunks::<8>().0;
    8 * eights.iter().take_while(|eight| u64::from_ne_bytes(**eight) & (EACH << 7) == 0).count()
}

/// Whether the mark at byte `i` stands between two letters or digits: an apostrophe, not a quotation mark.
fn joins(text: &str, i: usize, size: usize) -> bool {
    let before = text.get(..i).and_then(|t| t.chars().next_back());
    let after = text.get(i + size..).and_then(|t| t.chars().next());
    let after_quote = |c: char| matches!(c, '«' | '"' | '“');
    before.is_some_and(char::is_alphanumeric)
        && after.is_some_and(|c| c.is_alphanumeric() || after_quote(c) || c == '\u{a0}' || c == ' ')
}

/// A line of plain copy: offsets of its first and behind its last character that is no space.
struct Line {
    start: u32,
    end: u32,
    /// Its length in characters.
    width: u32,
    /// Whether a blank line, or nothing, stands before it.
    apart: bool,
}

/// Splits plain copy into headings and paragraphs, joining lines that were broken to a width.
pub(super) fn split_plain(text: &str, start: u32, end: u32, paragraphs: &mut Vec<Paragraph>) {
    let lines = lines(text, start, end);
    paragraphs.reserve(lines.len());
    let layout = Layout::of(text, &lines);
    let mut open: Option<(u32, u32, u32)> = None;
    for (i, line) in lines.iter().enumerate() {
        let joined = open.is_some() && i > 0 && layout.continues(text, &lines[i - 1], line);
        match &mut open {
            Some((_, end, count)) if joined => {
                *end = line.end;
                *count += 1;
            }
            _ => {
                if let Some((start, end, count)) = open.take() {
                    paragraphs.push(Paragraph::new(start, end, kind(text, start, end, count, paragraphs.is_empty())));
                }
                open = Some((line.start, line.end, 1));
            }
        }
    }
    if let Some((start, end, count)) = open {
        paragraphs.push(Paragraph::new(start, end, kind(text, start, end, count, paragraphs.is_empty())));
    }
}

fn lines(text: &str, start: u32, end: u32) -> Vec<Line> {
    let mut lines = Vec::with_capacity(((end - start) / 128) as usize);
    let mut at = start;
    let mut apart = true;
    while at < end {
        let bytes = &text.as_bytes()[at as usize..end as usize];
        let length = memchr::memchr2(b'\n', b'\r', bytes).map_or(bytes.len(), |last| last + 1);
        let raw = text.get(at as usize..at as usize + length).unwrap_or_default();
        let trimmed = raw.trim();
        if trimmed.is_empty() {
            // The line feed of a carriage return and line feed is no blank line.
            if raw == "\n"
                && lines.last().is_some_and(|l: &Line| {
                    text.as_bytes().get(at as usize - 1) == Some(&b'\r') && l.end >= at - raw.len() as u32 - 1
                })
            {
                at += raw.len() as u32;
                continue;
            }
            apart = true;
        } else {
            let lead = (raw.len() - raw.trim_start().len()) as u32;
            lines.push(Line {
                start: at + lead,
                end: at + lead + trimmed.len() as u32,
                width: trimmed.chars().count() as u32,
                apart,
            });
            apart = false;
        }
        at += raw.len() as u32;
    }
    lines
}

/// How plain copy was broken into lines.
enum Layout {
    /// Every line is a paragraph.
    Lines,
    /// Lines were broken at a width, a blank line parts the paragraphs.
    Wrapped(u32),
    /// Lines were broken at a width, and a blank line follows every one.
    Spaced(u32),
}

impl Layout {
    /// Tells the layout by the share of lines that end within a sentence.
    ///
    /// Broken copy ends two lines in three or more within a sentence, unbroken copy only its headings
    /// (at most one line in three in the articles looked at); lines of agencies stay below 120 characters.
    fn of(text: &str, lines: &[Line]) -> Layout {
        let width = lines.iter().map(|line| line.width).max().unwrap_or(0);
        if width > 120 || lines.len() < 3 {
            return Layout::Lines;
        }
        let follow = lines.iter().skip(1).filter(|line| !line.apart).count();
        let broken = |apart: bool| {
            let pairs = lines.windows(2).filter(|pair| pair[1].apart == apart);
            let (mut within, mut all) = (0, 0);
            for pair in pairs {
                all += 1;
                within += usize::from(
                    !ends_sentence(text, pair[0].end)
                        && (starts_low(text, pair[1].start) || pair[0].width * 10 > width * 8),
                );
            }
            all > 0 && within * 10 >= all * 5
        };
        if follow * 2 >= lines.len() - 1 || (follow > 2 && broken(false)) {
            if broken(false) { Layout::Wrapped(width) } else { Layout::Lines }
        } else if follow == 0 && lines.len() > 4 && broken(true) {
            Layout::Spaced(width)
        } else {
            Layout::Lines
        }
    }

    /// Whether `line` goes on where `last` was broken.
    ///
    /// A line is broken where the next word would not have fitted any more; ended before that, it ends a paragraph.
    fn continues(&self, text: &str, last: &Line, line: &Line) -> bool {
        let (width, spaced) = match self {
            Layout::Lines => return false,
            Layout::Wrapped(_) if line.apart => return false,
            Layout::Wrapped(width) => (*width, false),
            Layout::Spaced(width) => (*width, true),
        };
        let from = |at: u32| text.get(at as usize..).unwrap_or_default();
        let word = from(line.start).split_whitespace().next().map_or(0, |w| w.chars().count() as u32);
        let fitted = last.width + 1 + word <= width.saturating_sub(4);
        let ended = ends_sentence(text, last.end);
        if spaced && ended {
            return !fitted && starts_low(text, line.start);
        }
        !(fitted && (ended || !starts_low(text, line.start)) && (ended || last.width * 10 < width * 8))
    }
}

fn ends_sentence(text: &str, end: u32) -> bool {
    let closing = |c: char| matches!(c, '»' | '"' | '”' | ')' | ' ');
    let last = text.get(..end as usize).and_then(|t| t.trim_end_matches(closing).chars().next_back());
    last.is_some_and(|c| matches!(c, '.' | '!' | '?' | '…' | ':'))
}

fn starts_low(text: &str, start: u32) -> bool {
    text.get(start as usize..)
        .and_then(|t| t.chars().next())
        .is_some_and(|c| c.is_lowercase() || matches!(c, '(' | '[' | ',' | ';'))
}

/// A line without a full stop is a heading; the first of an article is its title.
fn kind(text: &str, start: u32, end: u32, lines: u32, first: bool) -> ParagraphKind {
    let long = end - start > 220 || lines > 2;
    let last = text.get(..end as usize).and_then(|t| t.chars().next_back());
    let stopped = last.is_some_and(|c| matches!(c, '.' | '…' | ';' | ',' | ':'));
    if long || (stopped && !first) || ends_sentence(text, end) && !first {
        ParagraphKind::Text
    } else if first && !stopped {
        ParagraphKind::Title
    } else if stopped {
        ParagraphKind::Text
    } else {
        ParagraphKind::Heading
    }
}

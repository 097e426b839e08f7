//! Findings for people: each with the passages it is about, the words in question underlined.

use std::borrow::Cow;
use std::io::{self, Write};

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level as Title, Origin, Renderer, Snippet};

use super::texts::{Text, Texts};
use crate::lint::{Finding, Level, Place};
use crate::report::View;
use crate::report::terminal::{clean, columns};
use crate::text::Span;

/// The columns that line numbers and the marks of a line cut off take at most, in all but the longest texts.
const FRAME: usize = 16;
/// How many bytes to either side of a passage are looked at: lines of whole paragraphs are common, and lines of
/// whole books would make every finding cost as much as the book.
const AROUND: usize = 16 * 1024;
/// How many lines apart two places may be to be shown in one passage.
const NEAR: usize = 3;

/// Writes the findings one after the other, a blank line between them.
pub(super) fn write(texts: &Texts<'_>, view: View, out: &mut impl Write) -> io::Result<()> {
    let width = view.width.max(2 * FRAME);
    let renderer = if view.colour { Renderer::styled() } else { Renderer::plain() }.term_width(width);
    for (at, (finding, _)) in texts.counted().enumerate() {
        if at > 0 {
            out.write_all(b"\n")?;
        }
        let group = group(texts, finding, width - FRAME);
        writeln!(out, "{}", renderer.render(&[group]))?;
    }
    Ok(())
}

/// What is shown of a place: its article, line and column, and the stretch of that line that is underlined.
struct Shown<'a> {
    place: &'a Place,
    text: &'a Text<'a>,
    line: usize,
    column: usize,
    span: Span,
}

/// A finding with its passages, none of them wider than `width` columns.
fn group<'a>(texts: &'a Texts<'_>, finding: &'a Finding, width: usize) -> Group<'a> {
    let level = match finding.level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
        Level::Info => Title::INFO,
    };
    let mut group = Group::with_title(level.primary_title(clean(&finding.message)).id(finding.lint));
    let shown: Vec<Shown> = finding.places.iter().filter_map(|place| Shown::new(texts, place, width)).collect();
    for (at, passage) in passages(&shown, width).into_iter().enumerate() {
        group = group.elements(elements(passage, at == 0));
    }
    if let Some((fix, text)) = finding.fix.as_ref().and_then(|fix| Some((fix, texts.text(&fix.document)?))) {
        let (old, new) = (clean(&text.article.text[fix.span]), clean(&fix.replacement));
        let advice = if new.is_empty() { format!("drop `{old}`") } else { format!("write `{new}` for `{old}`") };
        group = group.element(Title::HELP.message(advice));
    }
    group
}

/// `shown` in runs of places near one another in the same article.
fn passages<'s, 'a>(shown: &'s [Shown<'a>], width: usize) -> Vec<&'s [Shown<'a>]> {
    let mut passages = Vec::new();
    let mut rest = shown;
    while !rest.is_empty() {
        let together = (1..rest.len()).take_while(|&at| is_one_passage(&rest[..=at], width)).count() + 1;
        let (passage, behind) = rest.split_at(together);
        passages.push(passage);
        rest = behind;
    }
    passages
}

/// Whether all of `shown` can be seen in one passage: lines are cut at the same columns.
fn is_one_passage(shown: &[Shown<'_>], width: usize) -> bool {
    let lines = || shown.iter().map(|it| it.line);
    let (Some(first), Some(last)) = (lines().min(), lines().max()) else { return false };
    let left = shown.iter().map(|it| it.column).min().unwrap_or(1);
    let right = shown.iter().map(Shown::end_column).max().unwrap_or(1);
    shown.iter().all(|it| it.place.document == shown[0].place.document)
        && last - first <= NEAR
        && right.saturating_sub(left) <= width
}

/// A passage with the places in it underlined; the first of the finding bears the heavier mark.
fn elements<'a>(passage: &[Shown<'a>], is_first: bool) -> Vec<Element<'a>> {
    let Some(shown) = passage.first() else { return Vec::new() };
    let text = &shown.text.article.text;
    let (mut start, mut end, mut line) = (shown.span.start(), shown.span.end(), shown.line);
    for it in passage {
        (start, end, line) = (start.min(it.span.start()), end.max(it.span.end()), line.min(it.line));
    }
    let window = window(text, start, end);
    let annotations = passage.iter().enumerate().map(|(at, it)| {
        let kind = if is_first && at == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let (from, to) = (it.span.start() - window.start(), it.span.end() - window.start());
        let label = Some(clean(&it.place.label)).filter(|label| !label.is_empty());
        Annotation::label(kind.span(from as usize..to as usize), label)
    });
    let path = clean(&shown.place.document);
    let snippet = Snippet::source(undriven(&text[window])).line_start(line).annotations(annotations);
    // Columns are counted in what is shown, which must begin with its line for that.
    if window.start() == 0 || text.as_bytes()[window.start() as usize - 1] == b'\n' {
        return vec![snippet.path(path).into()];
    }
    vec![Origin::path(path).line(shown.line).char_column(shown.column).into(), snippet.into()]
}

/// `text` without the control characters that the renderer lets pass, a mark of the same length in their place.
fn undriven(text: &str) -> Cow<'_, str> {
    let is_control = |c: char| matches!(c, '\u{80}'..='\u{9f}');
    if text.contains(is_control) { text.replace(is_control, "\u{a4}").into() } else { text.into() }
}

/// The lines that hold the bytes from `start` up to `end`, but no more than [`AROUND`] to either side.
fn window(text: &str, start: u32, end: u32) -> Span {
    let bytes = text.as_bytes();
    let (start, end) = (start as usize, end as usize);
    let (mut first, mut behind) = (start.saturating_sub(AROUND), (end + AROUND).min(bytes.len()));
    while !text.is_char_boundary(first) {
        first += 1;
    }
    while !text.is_char_boundary(behind) {
        behind -= 1;
    }
    if let Some(feed) = bytes[first..start].iter().rposition(|&byte| byte == b'\n') {
        first += feed + 1;
    }
    if let Some(feed) = bytes[end..behind].iter().position(|&byte| byte == b'\n') {
        behind = end + feed;
        behind -= usize::from(feed > 0 && bytes[behind - 1] == b'\r');
    }
    Span::new(first as u32, behind as u32)
}

impl<'a> Shown<'a> {
    /// The beginning of `place`: what of its first line fits into `width` columns.
    fn new(texts: &'a Texts<'_>, place: &'a Place, width: usize) -> Option<Shown<'a>> {
        let text = texts.text(&place.document)?;
        let (start, _) = text.points(place.span);
        let written = &text.article.text[place.span];
        let mut end = 0;
        let mut filled = 0;
        for (at, c) in written.char_indices() {
            filled += columns(c.encode_utf8(&mut [0; 4]));
            if c == '\n' || filled > width {
                break;
            }
            end = at + c.len_utf8();
        }
        let end = written.get(..end).unwrap_or_default().trim_end().len() as u32;
        let span = Span::new(place.span.start(), place.span.start() + end);
        Some(Shown { place, text, line: start.line, column: start.column, span })
    }

    fn end_column(&self) -> usize {
        self.column + columns(&self.text.article.text[self.span])
    }
}

#[cfg(test)]
mod tests {
    use super::super::FindingFormat::Full;
    use super::super::sample::{Sample, place};
    use super::*;
    use crate::article::Article;
    use crate::lint::Lint;

    #[test]
    fn reads_without_colour() {
        assert_eq!(
            Sample::new().written(Full, View::default()),
            "\
error[unclosed-quote]: 13 dead here, 9 in b.txt
 --> dép/a 1,b:c.txt:1:138
  |
1 | ...la pluie ; il a fait état de 13 morts, mais le maire, dont la commune ...
  |                                 ^^^^^^^^ 13
  |
 ::: b.txt:3:19
  |
3 |     L'e\u{301}te\u{301} 😀 a fait 9 morts
  |                     ------- 9
  |
 ::: dép/a 1,b:c.txt:1:212
  |
1 | ...est la plus touchée, en a compté neuf avant la nuit et n'exclut pas d'...
  |                                     ----

warning[unclosed-quote]: the mayor is called otherwise
 --> dép/a 1,b:c.txt:1:156
  |
1 | ... fait état de 13 morts, mais le maire, dont la commune est la plus tou...
  |                                    ^^^^^
  |
  = help: write `<Maire>` for `maire`

info[unclosed-quote]: over a line end
 --> b.txt:3:12
  |
3 |     L'e\u{301}te\u{301} 😀 a fait 9 morts
  |              ^^^^^^^^^^^^^^

error[unclosed-quote]: quotation opened and never closed
 --> dépêche 7:1:1
  |
1 | « Oui
  | ^^^^^ opened here
"
        );
    }

    #[test]
    fn colour_is_added_and_nothing_else() {
        let plain = Sample::new().written(Full, View::default());
        let coloured = Sample::new().written(Full, View { colour: true, ..View::default() });
        assert!(coloured.contains("\u{1b}[91merror[unclosed-quote]\u{1b}[0m"), "{coloured:?}");
        let mut bare = String::new();
        for (at, part) in coloured.split("\u{1b}[").enumerate() {
            bare.push_str(if at == 0 { part } else { part.split_once('m').unwrap().1 });
        }
        assert_eq!(bare, plain);
    }

    #[test]
    fn places_near_one_another_share_a_passage() {
        let article =
            Article::plain("a.txt", "Lundi, 3 morts.\r\nMardi, 4 morts.\n\nRien.\n\nRien.\nDimanche, 5 morts.");
        let lint = Lint::named("unclosed-quote").unwrap();
        let places = ["4 morts", "3 morts", "5 morts"].map(|words| place(&article, words, &words[..1]));
        let sample = Sample { findings: vec![Finding::new(lint, "m", places.to_vec())], articles: vec![article] };
        assert_eq!(
            sample.written(Full, View::default()),
            "\
error[unclosed-quote]: m
 --> a.txt:2:8
  |
1 | Lundi, 3 morts.
  |        ------- 3
2 | Mardi, 4 morts.
  |        ^^^^^^^ 4
  |
 ::: a.txt:7:11
  |
7 | Dimanche, 5 morts.
  |           ------- 5
"
        );
    }

    #[test]
    fn a_book_on_one_line_is_shown_where_the_words_are() {
        let article = Article::plain("a.txt", format!("{}« ici {}", "été ".repeat(9000), "mot ".repeat(9000)));
        let lint = Lint::named("unclosed-quote").unwrap();
        let whole = Place::new(&article, Span::new(54_000, article.text.len() as u32), "");
        let sample = Sample { findings: vec![Finding::new(lint, "m", vec![whole])], articles: vec![article] };
        let written = sample.written(Full, View { colour: false, width: 60 });
        assert!(written.starts_with("error[unclosed-quote]: m\n --> a.txt:1:36001\n"), "{written}");
        assert!(
            written.contains("« ici mot mot") && written.lines().all(|line| line.chars().count() <= 60),
            "{written}"
        );
    }

    #[test]
    fn nothing_drives_the_terminal_in_any_width() {
        for sample in [Sample::new(), Sample::hostile()] {
            for width in [0, 1, 20, 33, 60, 200, 5000] {
                let written = sample.written(Full, View { colour: false, width });
                assert!(!written.chars().any(|c| c.is_control() && c != '\n'), "{written:?}");
                assert!(!written.contains('\u{202e}') && !written.contains("\n::"));
            }
        }
        assert_eq!(Sample::default().written(Full, View::default()), "");
    }
}

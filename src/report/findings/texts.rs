//! The findings of a run with the texts they point into: lines, columns, paths and fingerprints.

use std::collections::BTreeMap;

use crate::article::Article;
use crate::lint::{Articles, Finding, Place, fingerprints};
use crate::report::code_points::CodePoints;
use crate::text::{Lines, Span};

/// The findings of a run, the texts they point into with their lines counted once, and their fingerprints.
pub(super) struct Texts<'a> {
    pub findings: &'a [Finding],
    pub fingerprints: Vec<String>,
    pub articles: &'a Articles<'a>,
    pointed: BTreeMap<&'a str, Text<'a>>,
}

/// A text that findings point into.
pub(super) struct Text<'a> {
    pub article: &'a Article,
    lines: Lines,
    points: CodePoints,
}

/// A point in a text, lines and columns counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Point {
    pub line: usize,
    /// In code points.
    pub column: usize,
    /// In bytes of UTF-8.
    pub byte_column: usize,
    /// The code points before it in the text.
    pub offset: u32,
}

/// Where a place is for a program that opens files: a record's file shows other lines than its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Location<'a> {
    pub path: &'a str,
    pub lines: Where,
    /// The article, where the path does not tell it.
    pub record: Option<&'a str>,
}

/// How much of a [`Location`] is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Where {
    /// Start and end.
    Span(Point, Point),
    /// The line alone.
    Line(usize),
    /// Nothing.
    File,
}

impl<'a> Texts<'a> {
    pub fn new(findings: &'a [Finding], articles: &'a Articles<'a>) -> Texts<'a> {
        let mut pointed = BTreeMap::new();
        for finding in findings {
            let steps = finding.evidence.iter().filter_map(|step| step.place.as_ref());
            let fixed = finding.fix.iter().map(|fix| &*fix.document);
            for document in finding.places.iter().chain(steps).map(|place| &*place.document).chain(fixed) {
                if let Some((&id, &article)) = articles.get_key_value(document) {
                    pointed.entry(id).or_insert_with(|| Text::new(article));
                }
            }
        }
        Texts { findings, fingerprints: fingerprints(findings, articles), articles, pointed }
    }

    /// The findings that count, each with its fingerprint.
    pub fn counted(&self) -> impl Iterator<Item = (&'a Finding, &str)> {
        self.all().filter(|(finding, _)| finding.suppressed.is_none())
    }

    /// All findings, each with its fingerprint.
    pub fn all(&self) -> impl Iterator<Item = (&'a Finding, &str)> {
        self.findings.iter().zip(self.fingerprints.iter().map(String::as_str))
    }

    /// The text called `document`, where it is one of the run.
    pub fn text(&self, document: &str) -> Option<&Text<'a>> {
        self.pointed.get(document)
    }

    /// Where `place` starts and ends in its text.
    pub fn points(&self, place: &Place) -> Option<(Point, Point)> {
        Some(self.text(&place.document)?.points(place.span))
    }

    /// Where `span` of `document` is for a program that opens files.
    pub fn location<'s>(&'s self, document: &'s str, span: Span) -> Location<'s> {
        let Some(text) = self.text(document) else {
            return Location { path: document, lines: Where::File, record: None };
        };
        match &text.article.record {
            None => {
                let (start, end) = text.points(span);
                Location { path: document, lines: Where::Span(start, end), record: None }
            }
            Some(record) => Location {
                path: &record.path,
                lines: record.line.map_or(Where::File, Where::Line),
                record: (document != record.path).then_some(document),
            },
        }
    }
}

impl<'a> Text<'a> {
    fn new(article: &'a Article) -> Text<'a> {
        Text { article, lines: Lines::new(&article.text), points: CodePoints::new(&article.text) }
    }

    /// Where `span` starts and ends.
    pub fn points(&self, span: Span) -> (Point, Point) {
        (self.point(span.start()), self.point(span.end()))
    }

    fn point(&self, at: u32) -> Point {
        let (line, start) = self.lines.line(at);
        let offset = self.points.at(at);
        let column = (offset - self.points.at(start)) as usize + 1;
        Point { line, column, byte_column: (at - start) as usize + 1, offset }
    }
}

impl Location<'_> {
    /// The line it begins on, 1 where it is not known.
    pub fn line(&self) -> usize {
        match self.lines {
            Where::Span(start, _) => start.line,
            Where::Line(line) => line,
            Where::File => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::place;
    use super::*;
    use crate::article::{Format, from_text};
    use crate::lint::Lint;

    /// Line, column and byte column of the first `word` in `article`.
    fn told(article: &Article, word: &str) -> (usize, usize, usize) {
        let place = place(article, word, "");
        let (start, end) = Text::new(article).points(place.span);
        assert_eq!(end.offset - start.offset, word.chars().count() as u32);
        (start.line, start.column, start.byte_column)
    }

    #[test]
    fn lines_and_columns_are_those_of_the_text_as_decoded() {
        let article = Article::plain("a.txt", "un\r\n\tdeux e\u{301}té 😀 trois\n\nquatre\rcinq\u{2028}six");
        assert_eq!(told(&article, "un"), (1, 1, 1));
        assert_eq!(told(&article, "deux"), (2, 2, 2));
        assert_eq!(told(&article, "trois"), (2, 14, 19));
        assert_eq!(told(&article, "quatre"), (4, 1, 1));
        assert_eq!(told(&article, "cinq"), (4, 8, 8));
        assert_eq!(told(&article, "six"), (4, 13, 15));
    }

    #[test]
    fn a_page_has_the_lines_of_its_file() {
        let page = "<html><body>\n<article><h1>Titre</h1>\n<p>L&rsquo;&eacute;t&eacute; est\n  fini.</p></article>";
        let article = from_text("a.html", page.to_owned(), Format::Html).remove(0).unwrap().article;
        assert_eq!(told(&article, "est"), (3, 30, 30));
        assert_eq!(told(&article, "fini"), (4, 3, 3));
    }

    #[test]
    fn records_are_found_in_their_file() {
        let lint = Lint::named("unclosed-quote").unwrap();
        let text = "\n{\"text\": \"« Oui\"}\n{\"id\": \"x\", \"text\": \"« Oui\"}\n";
        let read = |text: &str, format| -> Vec<Article> {
            from_text("d", text.to_owned(), format).into_iter().map(|r| r.unwrap().article).collect()
        };
        let mut articles = read(text, Format::JsonLines);
        articles.extend(read("[{\"id\": \"y\", \"text\": \"« Oui\"}]", Format::Json));
        articles.extend(read("{\n\"text\": \"« Oui\"\n}", Format::Json));
        let by_id: Articles<'_> = articles.iter().map(|article| (article.id.as_str(), article)).collect();
        let findings: Vec<Finding> =
            articles.iter().map(|article| Finding::new(lint, "", vec![place(article, "« Oui", "")])).collect();
        let texts = Texts::new(&findings, &by_id);
        let located: Vec<Location<'_>> = findings
            .iter()
            .map(|finding| texts.location(&finding.places[0].document, finding.places[0].span))
            .collect();
        let location = |lines, record| Location { path: "d", lines, record };
        let expected = [
            location(Where::Line(2), Some("d:2")),
            location(Where::Line(3), Some("x")),
            location(Where::File, Some("y")),
            location(Where::Line(1), None),
        ];
        assert_eq!(located, expected);
        let unknown = texts.location("z", findings[0].places[0].span);
        assert_eq!(unknown, Location { path: "z", lines: Where::File, record: None });
        assert_eq!(unknown.line(), 1);
    }
}

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
    points: CodePoints<'a>,
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

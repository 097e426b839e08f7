//! The text of a report cut where marks begin and end, so that each stretch is of one make.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use super::links::Links;
use super::view::{mode_class, source_class};
use crate::article::{Article, Piece};
use crate::lint::Level;
use crate::survey::{PassageKind, Survey};
use crate::text::Span;

/// A heading or paragraph with the notes beside it.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub(super) kind: &'static str,
    pub(super) stretches: Vec<Stretch>,
    /// The findings that are first seen in it: places in the report's list.
    pub(super) notes: Vec<usize>,
}

/// A stretch of text of one make.
#[derive(Debug, Default, Serialize)]
pub(super) struct Stretch {
    pub(super) text: String,
    /// The classes of its element; empty for plain narration.
    pub(super) class: String,
    /// The attribution that holds it, counted from 1.
    pub(super) attribution: Option<usize>,
    /// The speaker of that attribution, or the one that is named here, counted from 1.
    pub(super) speaker: Option<usize>,
    /// The attributions whose content begins here.
    pub(super) begins: Vec<usize>,
    /// The anchors of findings that begin here.
    pub(super) anchors: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Content(usize),
    Source(usize),
    Cue(usize),
    /// A place of a finding, by the numbers of both.
    Finding(usize, usize),
    Dateline,
}

/// The start or the end of a mark, of which the longer ones come first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    at: u32,
    is_start: bool,
    length: Reverse<u32>,
    mark: Mark,
}

/// The rows of report `report`.
pub(super) fn rows(survey: &Survey, report: usize, links: &Links) -> Vec<Row> {
    let mut edges = edges(survey, report);
    let portrait = &survey.portraits[report];
    let mut rows: Vec<Row> = Vec::new();
    let mut runs_on = false;
    for passage in &portrait.passages {
        if passage.kind == PassageKind::Apparatus && passage.runs_on {
            edges.push((passage.span, Mark::Dateline));
        }
    }
    let mut state = State::new(survey, report, links, edges);
    let mut notes = portrait.findings.iter().enumerate().peekable();
    for passage in &portrait.passages {
        let kind = match passage.kind {
            PassageKind::Title => "title",
            PassageKind::Heading => "heading",
            PassageKind::Text => "text",
            PassageKind::Quotation => "quotation",
            PassageKind::Apparatus => "apparatus",
        };
        if std::mem::replace(&mut runs_on, passage.runs_on) {
            let row = rows.last_mut().expect("a dateline stands before what runs on behind it");
            row.kind = kind;
            row.stretches.push(Stretch { text: " ".to_owned(), ..Stretch::default() });
            row.stretches.extend(state.stretches(passage.span));
        } else {
            rows.push(Row { kind, stretches: state.stretches(passage.span), notes: Vec::new() });
        }
        let row = rows.last_mut().expect("one was just pushed");
        while let Some((note, _)) = notes.next_if(|(_, (_, span))| span.start() < passage.span.end()) {
            row.notes.push(note);
        }
    }
    // A finding may stand behind all that is read.
    if let Some(row) = rows.last_mut() {
        row.notes.extend(notes.map(|(note, _)| note));
    }
    rows
}

/// The marks of a report.
fn edges(survey: &Survey, report: usize) -> Vec<(Span, Mark)> {
    let analysis = &survey.analyses[report];
    let mut marks: Vec<(Span, Mark)> = Vec::new();
    for (index, attribution) in analysis.attributions.iter().enumerate() {
        marks.extend(attribution.content.iter().map(|&span| (span, Mark::Content(index))));
        marks.extend(attribution.source.iter().map(|source| (source.span, Mark::Source(index))));
        marks.extend(attribution.cue.iter().map(|cue| (cue.span, Mark::Cue(index))));
    }
    for &(finding, _) in &survey.portraits[report].findings {
        let places = survey.findings[finding].places.iter().enumerate();
        let here = places.filter(|(_, place)| *place.document == analysis.article.id);
        marks.extend(here.map(|(index, place)| (place.span, Mark::Finding(finding, index))));
    }
    marks
}

/// The article's text on its way through its marks.
struct State<'a> {
    survey: &'a Survey<'a>,
    report: usize,
    links: &'a Links,
    pieces: Vec<(Span, Option<&'a str>)>,
    article: &'a Article,
    edges: Vec<Edge>,
    passed: usize,
    open: BTreeSet<(Reverse<u32>, Mark)>,
    begins: Vec<usize>,
    anchors: Vec<String>,
    /// The attributions whose content has begun before.
    begun: BTreeSet<usize>,
}

impl<'a> State<'a> {
    fn new(survey: &'a Survey<'a>, report: usize, links: &'a Links, marks: Vec<(Span, Mark)>) -> State<'a> {
        let article = &survey.analyses[report].article;
        let pieces = article.blocks.iter().flat_map(|block| &block.pieces).map(|piece| match piece {
            Piece::Written(span) => (*span, None),
            Piece::Decoded { span, text } => (*span, Some(text.as_str())),
        });
        let mut edges = Vec::with_capacity(marks.len() * 2);
        for (span, mark) in marks {
            // A mark of nothing still has its anchor.
            let length = Reverse(span.len());
            edges.push(Edge { at: span.start(), is_start: true, length, mark });
            edges.push(Edge { at: span.end().max(span.start() + 1), is_start: false, length, mark });
        }
        edges.sort_unstable();
        State {
            survey,
            report,
            links,
            pieces: pieces.collect(),
            article,
            edges,
            passed: 0,
            open: BTreeSet::new(),
            begins: Vec::new(),
            anchors: Vec::new(),
            begun: BTreeSet::new(),
        }
    }

    /// The stretches of the text within `passage`.
    fn stretches(&mut self, passage: Span) -> Vec<Stretch> {
        let mut stretches: Vec<Stretch> = Vec::new();
        let first = self.pieces.partition_point(|(piece, _)| piece.end() <= passage.start());
        let mut index = first;
        while let Some(&(piece, decoded)) = self.pieces.get(index).filter(|(piece, _)| piece.start() < passage.end()) {
            index += 1;
            if let Some(text) = decoded {
                self.reach(piece.start());
                self.push(text, &mut stretches);
                continue;
            }
            let end = piece.end().min(passage.end());
            let mut at = piece.start().max(passage.start());
            while at < end {
                self.reach(at);
                let next = self.edges.get(self.passed).map_or(end, |edge| edge.at.clamp(at + 1, end));
                // Edges lie on character boundaries but for those of empty marks.
                let mut next = next;
                while !self.article.text.is_char_boundary(next as usize) {
                    next += 1;
                }
                self.push(&self.article.text[Span::new(at, next)], &mut stretches);
                at = next;
            }
        }
        stretches
    }

    /// Passes the edges up to byte `at`.
    fn reach(&mut self, at: u32) {
        while let Some(&edge) = self.edges.get(self.passed).filter(|edge| edge.at <= at) {
            self.passed += 1;
            if !edge.is_start {
                self.open.remove(&(edge.length, edge.mark));
                continue;
            }
            self.open.insert((edge.length, edge.mark));
            match edge.mark {
                Mark::Content(attribution) if self.begun.insert(attribution) => self.begins.push(attribution + 1),
                Mark::Finding(finding, place) => {
                    self.anchors.push(self.links.place_anchor(self.report, finding, place));
                }
                _ => {}
            }
        }
    }

    /// Adds `text` in its make.
    fn push(&mut self, text: &str, stretches: &mut Vec<Stretch>) {
        let mut made = self.made();
        made.begins = std::mem::take(&mut self.begins);
        made.anchors = std::mem::take(&mut self.anchors);
        match stretches.last_mut() {
            Some(last)
                if made.begins.is_empty()
                    && made.anchors.is_empty()
                    && (&last.class, last.attribution, last.speaker)
                        == (&made.class, made.attribution, made.speaker) =>
            {
                last.text.push_str(text);
            }
            _ => {
                text.clone_into(&mut made.text);
                stretches.push(made);
            }
        }
    }

    /// The make of the text here: by the innermost content, source and cue, and the gravest finding.
    fn made(&self) -> Stretch {
        let mut made = Stretch::default();
        let mut speaker = None;
        let mut classes: Vec<&str> = Vec::new();
        let analysis = &self.survey.analyses[self.report];
        let innermost = |of: fn(&Mark) -> Option<usize>| self.open.iter().rev().find_map(|(_, mark)| of(mark));
        let content = innermost(|mark| if let Mark::Content(at) = mark { Some(*at) } else { None });
        let source = innermost(|mark| if let Mark::Source(at) = mark { Some(*at) } else { None });
        let cue = innermost(|mark| if let Mark::Cue(at) = mark { Some(*at) } else { None });
        if let Some(at) = content {
            classes.extend(["said", mode_class(analysis.attributions[at].mode)]);
            made.attribution = Some(at + 1);
            speaker = self.survey.speaker_of(self.report, at);
        }
        if let Some(at) = source {
            classes.push("who");
            speaker = self.survey.speaker_of(self.report, at);
            made.attribution = Some(at + 1);
        }
        if let Some(at) = cue {
            classes.push("cue");
            made.attribution = made.attribution.or(Some(at + 1));
            if content.is_none() && source.is_none() {
                speaker = self.survey.speaker_of(self.report, at);
            }
        }
        if content.is_some() || source.is_some() || cue.is_some() {
            classes.push(source_class(self.survey, speaker, self.links));
        }
        let gravest = self.open.iter().filter_map(|(_, mark)| match mark {
            Mark::Finding(finding, _) => Some(self.survey.findings[*finding].level),
            _ => None,
        });
        match gravest.max() {
            Some(Level::Error) => classes.extend(["flag", "error"]),
            Some(Level::Warning) => classes.extend(["flag", "warning"]),
            Some(Level::Info) => classes.extend(["flag", "info"]),
            None => {}
        }
        if self.open.iter().any(|(_, mark)| *mark == Mark::Dateline) {
            classes.push("dateline");
        }
        made.speaker = speaker.map(|speaker| speaker + 1);
        made.class = classes.join(" ");
        made
    }
}

//! Portraits: what one report is made of, from its headline to the share of its words that are somebody else's.

use std::collections::BTreeMap;

use super::words::{self, Words};
use crate::analysis::Analysis;
use crate::article::prose::Prose;
use crate::document::{Document, ParagraphKind};
use crate::lint::Finding;
use crate::rules::RulePack;
use crate::text::Span;

/// What one report is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Portrait {
    /// Its headline; its first words where it has none.
    pub headline: String,
    /// What it is called for short: its outlet, or the name of its file; no two reports of a survey share it.
    pub label: String,
    /// Its headings and paragraphs, in order.
    pub passages: Vec<Passage>,
    /// Its words, datelines, notices and sign-offs left out.
    pub words: usize,
    /// Those of them that are reported.
    pub reported: Words,
    /// Those of the reported ones that nobody is said to have uttered.
    pub unattributed: usize,
    /// The words that each attribution holds, one inside others left to the innermost.
    pub words_of: Vec<usize>,
    /// The speaker that each entity is in [`super::Survey::speakers`]; none for those that are only named.
    pub speaker_of: Vec<Option<usize>>,
    /// Its speakers in the order of their first attribution.
    pub speakers: Vec<usize>,
    /// The findings that have a place in it: in [`super::Survey::findings`], each once, with the first such place.
    pub findings: Vec<(usize, Span)>,
}

/// A heading or a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// Where it stands.
    pub span: Span,
    /// Whether the next passage goes on in its line, as behind a dateline.
    pub runs_on: bool,
}

/// What a [`Passage`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassageKind {
    /// The headline.
    Title,
    /// A heading within the report.
    Heading,
    /// Running text.
    Text,
    /// A block quotation.
    Quotation,
    /// A dateline, a notice, a sign-off.
    Apparatus,
}

impl Portrait {
    /// The portrait of `analysis`; who its speakers are is not known yet.
    pub(super) fn new(analysis: &Analysis, rules: &RulePack) -> Portrait {
        let article = &analysis.article;
        let document = Document::new(article, rules);
        let mut passages: Vec<Passage> = Vec::with_capacity(document.paragraphs.len());
        for paragraph in &document.paragraphs {
            let span = document.normal.span(paragraph.start, paragraph.end);
            let kind = match paragraph.kind {
                ParagraphKind::Title => PassageKind::Title,
                ParagraphKind::Heading => PassageKind::Heading,
                ParagraphKind::Text => PassageKind::Text,
                ParagraphKind::Quotation => PassageKind::Quotation,
                ParagraphKind::Apparatus => PassageKind::Apparatus,
            };
            if let Some(before) = passages.last_mut().filter(|before| before.kind == PassageKind::Apparatus) {
                let between = before.span.end()..span.start();
                before.runs_on =
                    between.start <= between.end && !article.text[Span::new(between.start, between.end)].contains('\n');
            }
            passages.push(Passage { kind, span, runs_on: false });
        }
        let prose = Prose::new(article);
        let of_kind = |kind| passages.iter().find(|passage: &&Passage| passage.kind == kind);
        let first = of_kind(PassageKind::Title).or(of_kind(PassageKind::Heading)).or(of_kind(PassageKind::Text));
        let headline = article.title.clone().or(first.map(|passage| prose.read(passage.span)));
        let read = passages.iter().filter(|passage| passage.kind != PassageKind::Apparatus);
        let starts = words::starts(article, &read.map(|passage| passage.span).collect::<Vec<_>>());
        let words_of = words::held(&starts, &analysis.attributions);
        let mut reported = Words::default();
        let mut unattributed = 0;
        for (attribution, &count) in analysis.attributions.iter().zip(&words_of) {
            reported += Words::of(attribution.mode, count);
            if attribution.source.is_none() {
                unattributed += count;
            }
        }
        Portrait {
            headline: headline.filter(|headline| !headline.is_empty()).unwrap_or_else(|| article.id.clone()),
            label: String::new(),
            passages,
            words: starts.len(),
            reported,
            unattributed,
            words_of,
            speaker_of: vec![None; analysis.entities.len()],
            speakers: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// The words in the reporter's own name.
    #[must_use]
    pub fn narration(&self) -> usize {
        self.words.saturating_sub(self.reported.total())
    }
}

/// Gives each report what it is called for short.
pub(super) fn label(analyses: &[Analysis], portraits: &mut [Portrait]) {
    let file = |analysis: &Analysis| {
        let id = &analysis.article.id;
        let name = id.rsplit('/').next().unwrap_or(id);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
    };
    let outlet = |analysis: &Analysis| analysis.article.outlet.clone().unwrap_or_else(|| file(analysis));
    let outlet_and_file = |analysis: &Analysis| match &analysis.article.outlet {
        Some(outlet) => format!("{outlet} · {}", file(analysis)),
        None => file(analysis),
    };
    let id = |analysis: &Analysis| analysis.article.id.clone();
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for name in [&outlet as &dyn Fn(&Analysis) -> String, &outlet_and_file, &id] {
        taken.clear();
        for (analysis, portrait) in analyses.iter().zip(portraits.iter_mut()) {
            if portrait.label.is_empty() {
                portrait.label = name(analysis);
            }
            *taken.entry(portrait.label.clone()).or_default() += 1;
        }
        for portrait in portraits.iter_mut().filter(|portrait| taken[&portrait.label] > 1) {
            portrait.label.clear();
        }
    }
    // Records may share even their id: these are told apart by number.
    for (number, portrait) in (1..).zip(portraits.iter_mut()) {
        if portrait.label.is_empty() {
            portrait.label = format!("#{number}");
        }
    }
}

/// Tells each report the findings that have a place in it.
pub(super) fn place_findings(analyses: &[Analysis], findings: &[Finding], portraits: &mut [Portrait]) {
    for (index, finding) in findings.iter().enumerate() {
        for place in &finding.places {
            let Ok(report) = analyses.binary_search_by(|analysis| analysis.article.id.as_str().cmp(&place.document))
            else {
                continue;
            };
            let known = &mut portraits[report].findings;
            if known.last().is_none_or(|&(last, _)| last != index) {
                known.push((index, place.span));
            }
        }
    }
    for portrait in portraits {
        portrait.findings.sort_by_key(|&(finding, span)| (span, finding));
        portrait.findings.dedup_by_key(|&mut (finding, _)| finding);
    }
}

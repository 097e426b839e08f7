//! The tables of a survey: one row for each attribution, figure, source, report, quotation or finding.

use serde::Serialize;

use super::super::code_points::CodePoints;
use crate::analysis::Analysis;
use crate::article::prose::Prose;
use crate::lint::{Finding, Place};
use crate::survey::{CueUse, Repeated, Spelling, Survey, Utterance, Version};
use crate::text::Span;

/// What stands between the parts of a cell that holds several.
const BETWEEN: &str = " | ";

/// A row of a table, all of its cells plain values.
pub(super) trait Row: Serialize {
    /// The names of its cells, in order.
    const COLUMNS: &'static [&'static str];
}

/// Makes a struct of cells a [`Row`], so that columns and fields cannot differ.
macro_rules! row {
    ($(#[$of_row:meta])* $name:ident<$life:lifetime> { $($field:ident: $kind:ty,)* }) => {
        $(#[$of_row])*
        #[derive(Debug, Serialize)]
        pub(super) struct $name<$life> { $(pub(super) $field: $kind,)* }

        impl Row for $name<'_> {
            const COLUMNS: &'static [&'static str] = &[$(stringify!($field)),*];
        }
    };
}

row! {
    /// An attribution: who is reported to hold what, by which words.
    AttributionRow<'a> {
        report: &'a str,
        outlet: Option<&'a str>,
        published: Option<String>,
        attribution: usize,
        mode: &'static str,
        source: Option<String>,
        source_id: Option<usize>,
        kind: Option<&'static str>,
        source_text: Option<String>,
        source_start: Option<u32>,
        source_end: Option<u32>,
        ambiguous: String,
        cue: Option<String>,
        cue_start: Option<u32>,
        cue_end: Option<u32>,
        lemma: Option<&'a str>,
        stance: Option<&'static str>,
        content: String,
        start: u32,
        end: u32,
        parts: usize,
        words: usize,
        inside: Option<usize>,
        frame: &'a str,
        rule: &'a str,
    }
}

row! {
    /// A figure: how much or how many, and who says so.
    FigureRow<'a> {
        report: &'a str,
        outlet: Option<&'a str>,
        published: Option<String>,
        figure: usize,
        text: String,
        start: u32,
        end: u32,
        low: Option<f64>,
        high: Option<f64>,
        precision: &'static str,
        population: &'a str,
        state: Option<&'static str>,
        unit: Option<&'a str>,
        part_of: Option<usize>,
        attribution: Option<usize>,
        source: Option<String>,
        kind: Option<&'static str>,
        mode: Option<&'static str>,
    }
}

row! {
    /// A source over all reports.
    SourceRow<'a> {
        source_id: usize,
        source: &'a str,
        kind: &'static str,
        only_spoken_for: bool,
        reports: usize,
        attributions: usize,
        direct: usize,
        mixed: usize,
        indirect: usize,
        words: usize,
        words_direct: usize,
        words_mixed: usize,
        words_indirect: usize,
        cues: String,
        offices: String,
        spellings: String,
        report_ids: String,
    }
}

row! {
    /// A report and what it is made of.
    ReportRow<'a> {
        report: &'a str,
        outlet: Option<&'a str>,
        published: Option<String>,
        headline: &'a str,
        words: usize,
        words_narration: usize,
        words_direct: usize,
        words_mixed: usize,
        words_indirect: usize,
        words_unattributed: usize,
        attributions: usize,
        unattributed: usize,
        sources: usize,
        anonymous_sources: usize,
        figures: usize,
        findings: usize,
    }
}

row! {
    /// A report's wording of a quotation that others bear as well.
    QuotationRow<'a> {
        quotation: usize,
        altered: bool,
        report: &'a str,
        outlet: Option<&'a str>,
        published: Option<String>,
        attribution: Option<usize>,
        source: Option<&'a str>,
        content: String,
        start: u32,
        end: u32,
    }
}

row! {
    /// A place of a finding.
    FindingRow<'a> {
        finding: usize,
        lint: &'a str,
        level: &'static str,
        message: String,
        place: usize,
        report: &'a str,
        start: Option<u32>,
        end: Option<u32>,
        text: String,
        label: String,
    }
}

/// The attributions, report by report in the order of ids.
pub(super) fn attributions<'a>(survey: &'a Survey) -> impl Iterator<Item = AttributionRow<'a>> {
    survey.analyses.iter().enumerate().flat_map(move |(report, analysis)| {
        let read = Read::new(analysis);
        analysis.attributions.iter().enumerate().map(move |(index, a)| {
            let source = a.source.as_ref().map(|source| &analysis.entities[source.entity]);
            let ambiguous = a.source.iter().flat_map(|source| &source.ambiguous);
            let ambiguous: Vec<String> = ambiguous.map(|&entity| name(&analysis.entities[entity].name)).collect();
            let of_source = a.source.as_ref().map(|source| read.place(source.span));
            let cue = a.cue.as_ref().map(|cue| read.place(cue.span));
            let (start, end) = read.points.of(Span::new(a.content[0].start(), a.content[a.content.len() - 1].end()));
            AttributionRow {
                report: &analysis.article.id,
                outlet: analysis.article.outlet.as_deref(),
                published: analysis.published.map(|date| date.to_string()),
                attribution: index,
                mode: a.mode.name(),
                source: source.map(|entity| name(&entity.name)),
                source_id: survey.speaker_of(report, index),
                kind: source.map(|entity| entity.kind.name()),
                source_start: of_source.as_ref().map(|place| place.1),
                source_end: of_source.as_ref().map(|place| place.2),
                source_text: of_source.map(|place| place.0),
                ambiguous: ambiguous.join(BETWEEN),
                cue_start: cue.as_ref().map(|place| place.1),
                cue_end: cue.as_ref().map(|place| place.2),
                cue: cue.map(|place| place.0),
                lemma: a.cue.as_ref().map(|cue| &*cue.lemma),
                stance: a.cue.as_ref().map(|cue| cue.stance.name()),
                content: read.all(&a.content),
                start,
                end,
                parts: a.content.len(),
                words: survey.portraits[report].words_of[index],
                inside: a.inside,
                frame: &a.frame,
                rule: &a.rule,
            }
        })
    })
}

/// The figures, report by report in the order of ids.
pub(super) fn figures<'a>(survey: &'a Survey) -> impl Iterator<Item = FigureRow<'a>> {
    survey.analyses.iter().flat_map(|analysis| {
        let read = Read::new(analysis);
        analysis.figures.iter().enumerate().map(move |(index, figure)| {
            let (text, start, end) = read.place(figure.span);
            let attribution = figure.attribution.map(|attribution| &analysis.attributions[attribution]);
            let source = attribution.and_then(|a| a.source.as_ref()).map(|source| &analysis.entities[source.entity]);
            FigureRow {
                report: &analysis.article.id,
                outlet: analysis.article.outlet.as_deref(),
                published: analysis.published.map(|date| date.to_string()),
                figure: index,
                text,
                start,
                end,
                low: figure.low,
                high: figure.high,
                precision: figure.precision.name(),
                population: &figure.population,
                state: figure.state.map(crate::analysis::State::name),
                unit: figure.unit.as_deref(),
                part_of: figure.part_of,
                attribution: figure.attribution,
                source: source.map(|entity| name(&entity.name)),
                kind: source.map(|entity| entity.kind.name()),
                mode: attribution.map(|a| a.mode.name()),
            }
        })
    })
}

/// The sources, those with most attributions first.
pub(super) fn sources<'a>(survey: &'a Survey) -> impl Iterator<Item = SourceRow<'a>> {
    survey.speakers.iter().enumerate().map(|(source_id, speaker)| {
        let modes = |mode| {
            let of = |u: &&Utterance| survey.analyses[u.report].attributions[u.attribution].mode == mode;
            speaker.utterances.iter().filter(of).count()
        };
        let texts =
            |all: &'a [Spelling]| all.iter().map(|spelling| spelling.text.as_str()).collect::<Vec<_>>().join(BETWEEN);
        let cue = |cue: &CueUse| format!("{} ({}) {}", cue.lemma, cue.stance.name(), cue.count);
        let ids = speaker.reports.iter().map(|&report| survey.analyses[report].article.id.as_str());
        SourceRow {
            source_id,
            source: &speaker.name,
            kind: speaker.kind.name(),
            only_spoken_for: speaker.is_only_spoken_for(),
            reports: speaker.reports.len(),
            attributions: speaker.utterances.len(),
            direct: modes(crate::Mode::Direct),
            mixed: modes(crate::Mode::Mixed),
            indirect: modes(crate::Mode::Indirect),
            words: speaker.words.total(),
            words_direct: speaker.words.direct,
            words_mixed: speaker.words.mixed,
            words_indirect: speaker.words.indirect,
            cues: speaker.cues.iter().map(cue).collect::<Vec<_>>().join(BETWEEN),
            offices: texts(&speaker.offices),
            spellings: texts(&speaker.spellings),
            report_ids: ids.collect::<Vec<_>>().join(BETWEEN),
        }
    })
}

/// The reports, in the order of ids.
pub(super) fn reports<'a>(survey: &'a Survey) -> impl Iterator<Item = ReportRow<'a>> {
    survey.analyses.iter().zip(&survey.portraits).map(|(analysis, portrait)| {
        let is_anonymous = |&&speaker: &&usize| survey.speakers[speaker].kind == crate::EntityKind::Anonymous;
        ReportRow {
            report: &analysis.article.id,
            outlet: analysis.article.outlet.as_deref(),
            published: analysis.published.map(|date| date.to_string()),
            headline: &portrait.headline,
            words: portrait.words,
            words_narration: portrait.narration(),
            words_direct: portrait.reported.direct,
            words_mixed: portrait.reported.mixed,
            words_indirect: portrait.reported.indirect,
            words_unattributed: portrait.unattributed,
            attributions: analysis.attributions.len(),
            unattributed: analysis.attributions.iter().filter(|a| a.source.is_none()).count(),
            sources: portrait.speakers.len(),
            anonymous_sources: portrait.speakers.iter().filter(is_anonymous).count(),
            figures: analysis.figures.len(),
            findings: portrait.findings.len(),
        }
    })
}

/// The wordings of quotations that several reports bear.
pub(super) fn quotations<'a>(survey: &'a Survey) -> impl Iterator<Item = QuotationRow<'a>> {
    let reads: Vec<Read> = survey.analyses.iter().map(Read::new).collect();
    let row = move |(quotation, repeated): (usize, &'a Repeated)| -> Vec<QuotationRow<'a>> {
        let version = |version: &'a Version| {
            let analysis = &survey.analyses[version.report];
            let (content, start, end) = reads[version.report].place(version.span);
            QuotationRow {
                quotation,
                altered: repeated.is_altered,
                report: &analysis.article.id,
                outlet: analysis.article.outlet.as_deref(),
                published: analysis.published.map(|date| date.to_string()),
                attribution: version.attribution,
                source: version.speaker.map(|speaker| survey.speakers[speaker].name.as_str()),
                content,
                start,
                end,
            }
        };
        repeated.versions.iter().map(version).collect()
    };
    survey.quotations.iter().enumerate().flat_map(row)
}

/// The findings, a row for each of their places.
pub(super) fn findings<'a>(survey: &'a Survey) -> impl Iterator<Item = FindingRow<'a>> {
    let reads: Vec<Read> = survey.analyses.iter().map(Read::new).collect();
    let row = move |(index, finding): (usize, &'a Finding)| -> Vec<FindingRow<'a>> {
        let places = finding.places.iter().enumerate();
        let place = |(place, at): (usize, &'a Place)| {
            let report = survey.report(&at.document);
            // As written but for its line ends: marks between stretches are part of what is shown here.
            let text = report.map(|report| name(&survey.analyses[report].article.text[at.span]));
            let points = report.map(|report| reads[report].points.of(at.span));
            FindingRow {
                finding: index,
                lint: finding.lint,
                level: finding.level.name(),
                message: name(&finding.message),
                place,
                report: &at.document,
                start: points.map(|(start, _)| start),
                end: points.map(|(_, end)| end),
                text: text.unwrap_or_default(),
                label: name(&at.label),
            }
        };
        places.map(place).collect()
    };
    survey.findings.iter().enumerate().flat_map(row)
}

/// An article as it is read: stretches on one line, with offsets in code points.
struct Read<'a> {
    prose: Prose<'a>,
    points: CodePoints,
}

impl<'a> Read<'a> {
    fn new(analysis: &'a Analysis) -> Read<'a> {
        Read { prose: Prose::new(&analysis.article), points: CodePoints::new(&analysis.article.text) }
    }

    fn place(&self, span: Span) -> (String, u32, u32) {
        let (start, end) = self.points.of(span);
        (self.prose.read(span), start, end)
    }

    fn all(&self, spans: &[Span]) -> String {
        spans.iter().map(|&span| self.prose.read(span)).collect::<Vec<_>>().join(" … ")
    }
}

/// A name on one line: a wrapped one has a line end in it.
fn name(name: &str) -> String {
    crate::article::prose::one_line(name)
}

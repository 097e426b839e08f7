//! What the templates are given about several reports at once: quantities with their charts, quotations, spellings.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

use super::chart::{self, Chart};
use super::view::{Quote, Views, source_class};
use crate::article::prose::{Prose, one_line};
use crate::survey::{Change, Quantity, Repeated, Speaker, Value};

/// The quantities of one event.
#[derive(Debug, Serialize)]
pub(super) struct EventEntry {
    /// The headline of its first report; none where all reports are on one event.
    pub(super) title: Option<String>,
    pub(super) href: String,
    pub(super) reports: usize,
    pub(super) matrix: Option<Matrix>,
    pub(super) entries: Vec<QuantityEntry>,
}

/// A quantity with the figures of the reports.
#[derive(Debug, Serialize)]
pub(super) struct QuantityEntry {
    pub(super) anchor: String,
    pub(super) name: String,
    pub(super) is_contested: bool,
    /// The one source all figures rest on.
    pub(super) only_source: Option<String>,
    pub(super) reports: usize,
    /// Whether a report gives other figures for it as well.
    pub(super) has_others: bool,
    pub(super) values: Vec<ValueEntry>,
    pub(super) chart: Option<Chart>,
}

/// The figures of one report.
#[derive(Debug, Serialize)]
pub(super) struct ValueEntry {
    pub(super) label: String,
    pub(super) date: String,
    pub(super) href: String,
    pub(super) number: usize,
    pub(super) text: String,
    pub(super) interval: String,
    pub(super) source: Option<String>,
    pub(super) colour: &'static str,
    pub(super) quote: Option<Quote>,
    /// Whether another report gives a figure that excludes it.
    pub(super) is_contested: bool,
    pub(super) others: Vec<String>,
}

/// Quantities of one event side by side: a row a report, a column a quantity.
#[derive(Debug, Serialize)]
pub(super) struct Matrix {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<MatrixRow>,
}

#[derive(Debug, Serialize)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) is_contested: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct MatrixRow {
    pub(super) label: String,
    pub(super) date: String,
    pub(super) href: String,
    pub(super) cells: Vec<Option<Cell>>,
}

#[derive(Debug, Serialize)]
pub(super) struct Cell {
    pub(super) interval: String,
    pub(super) text: String,
    pub(super) source: Option<String>,
    pub(super) href: Option<String>,
    pub(super) is_contested: bool,
}

/// A quotation that several reports bear.
#[derive(Debug, Serialize)]
pub(super) struct QuotationEntry {
    pub(super) anchor: String,
    pub(super) is_altered: bool,
    pub(super) has_speakers: bool,
    pub(super) versions: Vec<VersionEntry>,
}

#[derive(Debug, Serialize)]
pub(super) struct VersionEntry {
    pub(super) label: String,
    pub(super) date: String,
    pub(super) href: String,
    pub(super) source: Option<String>,
    pub(super) colour: &'static str,
    pub(super) changes: Vec<(&'static str, String)>,
}

/// A speaker that is spelled in several ways.
#[derive(Debug, Serialize)]
pub(super) struct NameEntry {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) kind: &'static str,
    pub(super) spellings: Vec<super::view::Written>,
}

impl Views<'_> {
    /// What a quantity is called.
    pub(super) fn subject(&self, quantity: &Quantity) -> String {
        let subject = &quantity.subject;
        let mut parts: Vec<String> = Vec::new();
        if !subject.population.is_empty() {
            parts.push(subject.population.to_string());
        }
        if let Some(state) = subject.state.filter(|_| subject.population.is_empty()) {
            parts.push(self.phrases.get(&format!("state.{}", state.name())));
        }
        parts.extend(subject.unit.as_ref().filter(|_| subject.population.is_empty()).map(ToString::to_string));
        if parts.is_empty() { "?".to_owned() } else { parts.join(" ") }
    }

    /// The quantities in `range` by the events they are of.
    pub(super) fn events(&self, range: Range<usize>) -> Vec<EventEntry> {
        let first = range.start;
        let all = &self.survey.quantities;
        let is_one = all.iter().all(|quantity| quantity.event == all[0].event);
        let mut events = Vec::new();
        for chunk in all[range].chunk_by(|a, b| a.event == b.event) {
            let start = events.iter().map(|event: &EventEntry| event.entries.len()).sum::<usize>() + first;
            let indices: Vec<usize> = (start..start + chunk.len()).collect();
            let reports = chunk.iter().flat_map(|quantity| quantity.leading().map(|value| value.report));
            let reports: BTreeSet<usize> = reports.map(|report| self.links.number(report) - 1).collect();
            let opening = reports.first().map(|&number| self.survey.order[number]);
            events.push(EventEntry {
                title: opening.filter(|_| !is_one).map(|report| self.survey.portraits[report].headline.clone()),
                href: opening.map(|report| self.links.report(report)).unwrap_or_default(),
                reports: reports.len(),
                matrix: self.matrix(&indices),
                entries: indices.into_iter().map(|index| self.quantity(index)).collect(),
            });
        }
        events
    }

    fn quantity(&self, index: usize) -> QuantityEntry {
        let quantity = &self.survey.quantities[index];
        let name = self.subject(quantity);
        let analyses = self.survey.analyses;
        let leading: Vec<&Value> = quantity.leading().collect();
        let values: Vec<ValueEntry> = leading.iter().map(|value| self.value(quantity, value)).collect();
        let only = values.first().and_then(|first| first.source.clone());
        let only = only.filter(|only| values.iter().all(|value| value.source.as_ref() == Some(only)));
        let points = leading.iter().zip(&values).map(|(value, entry)| {
            let figure = value.figure(analyses);
            chart::Point {
                label: entry.label.clone(),
                day: analyses[value.report].published,
                low: figure.low,
                high: figure.high,
                interval: entry.interval.clone(),
                colour: entry.colour,
                title: self.phrases.filled("timeline.point", &[&entry.label, &entry.date, &self.sourced(entry)]),
            }
        });
        QuantityEntry {
            anchor: format!("k{}", index + 1),
            is_contested: quantity.is_contested(),
            only_source: only,
            reports: values.len(),
            has_others: values.iter().any(|value| !value.others.is_empty()),
            chart: if quantity.is_toll() { chart::timeline(points.collect(), &self.phrases, index) } else { None },
            name,
            values,
        }
    }

    /// A figure and whose it is, for the text alternative of a chart.
    fn sourced(&self, value: &ValueEntry) -> String {
        match &value.source {
            Some(source) => format!("{} ({source})", value.interval),
            None => format!("{} ({})", value.interval, self.phrases.get("no-source")),
        }
    }

    fn value(&self, quantity: &Quantity, value: &Value) -> ValueEntry {
        let analysis = &self.survey.analyses[value.report];
        let figure = value.figure(self.survey.analyses);
        let prose = Prose::new(&analysis.article);
        let speaker = value.giver.and_then(|entity| self.survey.portraits[value.report].speaker_of[entity]);
        let source = value.giver.map(|entity| one_line(&analysis.entities[entity].name));
        let others =
            quantity.values.iter().filter(|other| other.report == value.report && other.figure != value.figure);
        let mut texts: Vec<String> = vec![prose.read(figure.span)];
        for text in others.map(|other| prose.read(analysis.figures[other.figure].span)) {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        ValueEntry {
            label: self.label(value.report),
            date: self.phrases.moment(analysis),
            href: self.links.report(value.report),
            number: self.links.number(value.report),
            text: prose.read(figure.span),
            interval: self.phrases.bounds(figure),
            source: source.or_else(|| value.is_told.then(|| self.phrases.get("unnamed"))),
            colour: source_class(self.survey, speaker, &self.links),
            quote: figure.attribution.map(|attribution| self.quote(value.report, attribution)),
            is_contested: value.is_contested,
            others: texts.split_off(1),
        }
    }

    /// The contested and shared quantities among `indices`, which are of one event, side by side.
    fn matrix(&self, indices: &[usize]) -> Option<Matrix> {
        /// More columns than this fit no screen: the lists below have all.
        const COLUMNS: usize = 8;
        /// More rows than this are no matrix any more.
        const ROWS: usize = 60;
        let shared: Vec<usize> = indices
            .iter()
            .copied()
            .filter(|&index| self.survey.quantities[index].reports() > 1)
            .take(COLUMNS)
            .collect();
        let mut reports: Vec<usize> = shared
            .iter()
            .flat_map(|&index| self.survey.quantities[index].leading().map(|value| value.report))
            .collect();
        reports.sort_by_key(|&report| self.links.number(report));
        reports.dedup();
        if shared.is_empty() || reports.len() > ROWS {
            return None;
        }
        let columns = shared.iter().map(|&index| Column {
            name: self.subject(&self.survey.quantities[index]),
            href: self.links.entry("quantities", 'k', index),
            is_contested: self.survey.quantities[index].is_contested(),
        });
        let cell = |index: usize, report: usize| {
            let quantity = &self.survey.quantities[index];
            let value = quantity.leading().find(|value| value.report == report)?;
            let entry = self.value(quantity, value);
            Some(Cell {
                interval: entry.interval,
                text: entry.text,
                source: entry.source,
                href: entry.quote.map(|quote| quote.href),
                is_contested: entry.is_contested,
            })
        };
        let rows = reports.iter().map(|&report| MatrixRow {
            label: self.label(report),
            date: self.phrases.moment(&self.survey.analyses[report]),
            href: self.links.report(report),
            cells: shared.iter().map(|&index| cell(index, report)).collect(),
        });
        Some(Matrix { columns: columns.collect(), rows: rows.collect() })
    }

    pub(super) fn quotation(&self, index: usize) -> QuotationEntry {
        let repeated: &Repeated = &self.survey.quotations[index];
        let version = |version: &crate::survey::Version| VersionEntry {
            label: self.label(version.report),
            date: self.phrases.moment(&self.survey.analyses[version.report]),
            href: match version.attribution {
                Some(attribution) => self.links.quote(version.report, attribution),
                None => self.links.report(version.report),
            },
            source: version.speaker.map(|speaker| self.survey.speakers[speaker].name.clone()),
            colour: source_class(self.survey, version.speaker, &self.links),
            changes: version
                .changes
                .iter()
                .map(|(change, text)| {
                    let kind = match change {
                        Change::Same => "same",
                        Change::Added => "added",
                        Change::Removed => "removed",
                    };
                    (kind, text.clone())
                })
                .collect(),
        };
        QuotationEntry {
            anchor: format!("u{}", index + 1),
            is_altered: repeated.is_altered,
            has_speakers: repeated.has_speakers,
            versions: repeated.versions.iter().map(version).collect(),
        }
    }

    /// The speakers with a name of their own that is spelled in several ways.
    pub(super) fn names(&self) -> Vec<NameEntry> {
        let several = self.survey.speakers.iter().enumerate().filter(|(_, speaker)| has_spellings(speaker));
        several
            .map(|(index, speaker)| NameEntry {
                name: speaker.name.clone(),
                href: self.links.speaker(index),
                kind: speaker.kind.name(),
                spellings: self.speaker(index).spellings,
            })
            .collect()
    }
}

/// Whether a speaker has a name of its own, and that is spelled in several ways.
pub(super) fn has_spellings(speaker: &Speaker) -> bool {
    speaker.name.starts_with(char::is_uppercase) && speaker.spellings.len() > 1
}

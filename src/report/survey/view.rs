//! What the templates are given: a survey in the terms of a page.

use std::collections::BTreeMap;

use serde::Serialize;

use super::links::Links;
use super::passage::{self, Row};
use super::ui::Phrases;
use crate::analysis::{Analysis, EntityKind, Mode};
use crate::article::prose::{Prose, one_line};
use crate::survey::{Spelling, Survey, Words};

/// How many places, reports and the like are listed before the rest is only counted.
const LISTED: usize = 40;

/// The survey's numbers.
#[derive(Debug, Serialize)]
pub(super) struct Overview {
    pub(super) reports: usize,
    pub(super) period: String,
    pub(super) sources: usize,
    pub(super) anonymous: usize,
    pub(super) attributions: usize,
    pub(super) unattributed: usize,
    pub(super) words: usize,
    pub(super) shares: Shares,
    pub(super) contested: usize,
    pub(super) quotations: usize,
    pub(super) findings: usize,
}

/// A report in the list of reports.
#[derive(Debug, Serialize)]
pub(super) struct ReportLine {
    pub(super) number: usize,
    pub(super) label: String,
    pub(super) headline: String,
    pub(super) id: String,
    pub(super) outlet: Option<String>,
    pub(super) date: String,
    pub(super) day: String,
    pub(super) href: String,
    pub(super) words: usize,
    pub(super) attributions: usize,
    pub(super) sources: usize,
    pub(super) findings: usize,
    pub(super) shares: Shares,
}

/// A report in the list of another page.
#[derive(Debug, Serialize)]
pub(super) struct Elsewhere<'a> {
    pub(super) href: String,
    pub(super) label: &'a str,
    pub(super) headline: &'a str,
    pub(super) date: String,
}

/// How the words are shared out.
#[derive(Debug, Serialize)]
pub(super) struct Shares {
    pub(super) narration: usize,
    pub(super) indirect: usize,
    pub(super) mixed: usize,
    pub(super) direct: usize,
    pub(super) total: usize,
}

/// A speaker in the list of sources.
#[derive(Debug, Serialize)]
pub(super) struct SpeakerEntry {
    pub(super) anchor: String,
    pub(super) speaker: usize,
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) colour: &'static str,
    pub(super) only_spoken_for: bool,
    pub(super) attributions: usize,
    pub(super) words: usize,
    pub(super) shares: Shares,
    pub(super) offices: Vec<Written>,
    pub(super) spellings: Vec<Written>,
    pub(super) cues: Vec<CueEntry>,
    pub(super) reports: Vec<InReport>,
    pub(super) more_reports: usize,
}

/// A writing with those who use it.
#[derive(Debug, Serialize)]
pub(super) struct Written {
    pub(super) text: String,
    pub(super) count: usize,
    pub(super) reports: Vec<String>,
    pub(super) more: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct CueEntry {
    pub(super) lemma: String,
    pub(super) stance: &'static str,
    pub(super) count: usize,
}

/// The attributions to a speaker in one report.
#[derive(Debug, Serialize)]
pub(super) struct InReport {
    pub(super) label: String,
    pub(super) href: String,
    pub(super) quotes: Vec<Quote>,
}

#[derive(Debug, Serialize)]
pub(super) struct Quote {
    pub(super) number: usize,
    pub(super) href: String,
}

/// A speaker in the legend of a report.
#[derive(Debug, Serialize)]
pub(super) struct LegendEntry {
    pub(super) speaker: usize,
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) colour: &'static str,
    pub(super) href: String,
    pub(super) attributions: usize,
    pub(super) words: usize,
}

/// A report with its text.
#[derive(Debug, Serialize)]
pub(super) struct ReportPage {
    pub(super) anchor: String,
    pub(super) language: String,
    pub(super) line: ReportLine,
    pub(super) legend: Vec<LegendEntry>,
    pub(super) anonymous: Vec<String>,
    pub(super) unattributed_words: usize,
    pub(super) unattributed: Vec<Quote>,
    pub(super) bare_figures: Vec<BareFigure>,
    /// The headline with its marks, where it is part of the text.
    pub(super) headline: Option<Row>,
    pub(super) rows: Vec<Row>,
    pub(super) notes: Vec<FindingEntry>,
    pub(super) attributions: Vec<AttributionEntry>,
}

/// A figure of a toll that nobody is said to have given.
#[derive(Debug, Serialize)]
pub(super) struct BareFigure {
    pub(super) text: String,
    /// The name of the phrase for what happened to those counted, where the text does not say so itself.
    pub(super) state: Option<String>,
}

/// An attribution with all that is known of it.
#[derive(Debug, Serialize)]
pub(super) struct AttributionEntry {
    pub(super) anchor: String,
    pub(super) number: usize,
    pub(super) back: String,
    pub(super) mode: &'static str,
    pub(super) speaker: Option<usize>,
    pub(super) name: Option<String>,
    pub(super) kind: Option<&'static str>,
    pub(super) colour: &'static str,
    pub(super) href: Option<String>,
    pub(super) written: Option<String>,
    pub(super) ambiguous: Vec<String>,
    pub(super) cue: Option<String>,
    pub(super) lemma: Option<String>,
    pub(super) stance: Option<&'static str>,
    pub(super) content: String,
    pub(super) words: usize,
    pub(super) inside: Option<Quote>,
    pub(super) frame: String,
    pub(super) rule: String,
}

/// A finding.
#[derive(Debug, Serialize)]
pub(super) struct FindingEntry {
    pub(super) anchor: String,
    pub(super) lint: &'static str,
    pub(super) level: &'static str,
    /// The report that the message is about, where it is shown beside another.
    pub(super) about: Option<String>,
    pub(super) message: String,
    /// Whether the message is in the language of the page.
    pub(super) is_known: bool,
    pub(super) places: Vec<PlaceEntry>,
}

#[derive(Debug, Serialize)]
pub(super) struct PlaceEntry {
    pub(super) report: String,
    pub(super) href: Option<String>,
    pub(super) text: String,
    pub(super) label: String,
    /// Whether the label is in the language of the page.
    pub(super) is_known: bool,
    /// Whether it lies in the report that the finding is shown beside.
    pub(super) is_here: bool,
}

/// Everything the templates can be given about a survey.
pub(super) struct Views<'a> {
    pub(super) survey: &'a Survey<'a>,
    pub(super) links: Links,
    pub(super) phrases: Phrases,
}

impl<'a> Views<'a> {
    pub(super) fn new(survey: &'a Survey<'a>, phrases: Phrases, is_split: bool) -> Views<'a> {
        Views { survey, links: Links::new(survey, is_split), phrases }
    }

    pub(super) fn overview(&self) -> Overview {
        let survey = self.survey;
        let dates = || survey.analyses.iter().filter_map(|analysis| analysis.published);
        let (first, last) = (dates().min(), dates().max());
        let period = match (first, last) {
            (Some(first), Some(last)) if first != last => {
                let is_one_year = first.year() == last.year();
                let first = if is_one_year { self.phrases.day(Some(first)) } else { self.phrases.date(Some(first)) };
                let days = [first, self.phrases.date(Some(last))];
                self.phrases.filled("period", &[&days[0], &days[1]])
            }
            (first, _) => self.phrases.date(first),
        };
        let words = survey.portraits.iter().map(|portrait| portrait.words).sum();
        let reported = survey.portraits.iter().fold(Words::default(), |sum, portrait| sum + portrait.reported);
        let attributions = survey.analyses.iter().flat_map(|analysis| &analysis.attributions);
        Overview {
            reports: survey.analyses.len(),
            period,
            sources: survey.speakers.len(),
            anonymous: survey.speakers.iter().filter(|speaker| speaker.kind == EntityKind::Anonymous).count(),
            attributions: attributions.clone().count(),
            unattributed: attributions.filter(|a| a.source.is_none()).count(),
            words,
            shares: Shares::new(reported, words),
            contested: survey.quantities.iter().filter(|quantity| quantity.is_contested()).count(),
            quotations: survey.quotations.len(),
            findings: survey.findings.len(),
        }
    }

    pub(super) fn report_line(&self, report: usize) -> ReportLine {
        let analysis = &self.survey.analyses[report];
        let portrait = &self.survey.portraits[report];
        ReportLine {
            number: self.links.number(report),
            label: portrait.label.clone(),
            headline: portrait.headline.clone(),
            id: analysis.article.id.clone(),
            outlet: analysis.article.outlet.clone(),
            date: self.phrases.moment(analysis),
            day: analysis.published.map(|day| day.to_string()).unwrap_or_default(),
            href: self.links.report(report),
            words: portrait.words,
            attributions: analysis.attributions.len(),
            sources: portrait.speakers.len(),
            findings: portrait.findings.len(),
            shares: Shares::new(portrait.reported, portrait.words),
        }
    }

    /// A report that another page lists, for whoever looks for it on this one.
    pub(super) fn elsewhere(&self, report: usize) -> Elsewhere<'_> {
        let portrait = &self.survey.portraits[report];
        Elsewhere {
            href: self.links.report(report),
            label: &portrait.label,
            headline: &portrait.headline,
            date: self.phrases.moment(&self.survey.analyses[report]),
        }
    }

    pub(super) fn speaker(&self, index: usize) -> SpeakerEntry {
        let speaker = &self.survey.speakers[index];
        let mut reports: Vec<InReport> = Vec::new();
        for &report in speaker.reports.iter().take(LISTED) {
            let from = speaker.utterances.partition_point(|u| self.links.number(u.report) < self.links.number(report));
            let here = speaker.utterances.iter().skip(from).take_while(|u| u.report == report);
            reports.push(InReport {
                label: self.label(report),
                href: self.links.report(report),
                quotes: here.map(|u| self.quote(report, u.attribution)).collect(),
            });
        }
        let cue = |cue: &crate::survey::CueUse| CueEntry {
            lemma: cue.lemma.to_string(),
            stance: cue.stance.name(),
            count: cue.count,
        };
        SpeakerEntry {
            anchor: format!("s{}", index + 1),
            speaker: index + 1,
            name: speaker.name.clone(),
            kind: speaker.kind.name(),
            colour: source_class(self.survey, Some(index), &self.links),
            only_spoken_for: speaker.is_only_spoken_for(),
            attributions: speaker.utterances.len(),
            words: speaker.words.total(),
            shares: Shares::new(speaker.words, speaker.words.total()),
            offices: speaker.offices.iter().map(|office| self.written(office)).collect(),
            spellings: speaker.spellings.iter().map(|spelling| self.written(spelling)).collect(),
            cues: speaker.cues.iter().map(cue).collect(),
            more_reports: speaker.reports.len() - reports.len(),
            reports,
        }
    }

    pub(super) fn report_page(&self, report: usize) -> ReportPage {
        let analysis = &self.survey.analyses[report];
        let portrait = &self.survey.portraits[report];
        let prose = Prose::new(&analysis.article);
        let read = |span| prose.read(span);
        let mut shares = vec![(0, 0); portrait.speakers.len()];
        let places: BTreeMap<usize, usize> =
            portrait.speakers.iter().enumerate().map(|(place, &speaker)| (speaker, place)).collect();
        for (index, &words) in portrait.words_of.iter().enumerate() {
            if let Some(speaker) = self.survey.speaker_of(report, index) {
                shares[places[&speaker]].0 += 1;
                shares[places[&speaker]].1 += words;
            }
        }
        let legend = portrait.speakers.iter().zip(shares).map(|(&speaker, (attributions, words))| LegendEntry {
            speaker: speaker + 1,
            name: self.survey.speakers[speaker].name.clone(),
            kind: self.survey.speakers[speaker].kind.name(),
            colour: source_class(self.survey, Some(speaker), &self.links),
            href: self.links.speaker(speaker),
            attributions,
            words,
        });
        let anonymous = portrait.speakers.iter().map(|&speaker| &self.survey.speakers[speaker]);
        let anonymous = anonymous.filter(|speaker| speaker.kind == EntityKind::Anonymous);
        let unattributed = analysis.attributions.iter().enumerate().filter(|(_, a)| a.source.is_none());
        let bare = analysis.figures.iter().filter(|figure| figure.attribution.is_none());
        let mut rows = passage::rows(self.survey, report, &self.links);
        let headline = take_headline(&mut rows, &portrait.headline);
        ReportPage {
            anchor: self.links.anchor(report),
            language: analysis.article.language.clone(),
            line: self.report_line(report),
            legend: legend.collect(),
            anonymous: anonymous.map(|speaker| speaker.name.clone()).collect(),
            unattributed_words: portrait.unattributed,
            unattributed: unattributed.map(|(index, _)| self.quote(report, index)).collect(),
            bare_figures: bare
                .filter_map(|figure| {
                    let (text, state) = (read(figure.span), figure.state?);
                    let is_bare = !text.contains(' ');
                    Some(BareFigure { state: is_bare.then(|| format!("state.{}", state.name())), text })
                })
                .collect(),
            headline,
            rows,
            notes: portrait.findings.iter().map(|&(finding, _)| self.finding(finding, Some(report))).collect(),
            attributions: (0..analysis.attributions.len())
                .map(|index| self.attribution(report, index, &prose))
                .collect(),
        }
    }

    fn attribution(&self, report: usize, index: usize, prose: &Prose) -> AttributionEntry {
        let analysis: &Analysis = &self.survey.analyses[report];
        let a = &analysis.attributions[index];
        let speaker = self.survey.speaker_of(report, index);
        let known = speaker.map(|speaker| &self.survey.speakers[speaker]);
        let ambiguous = a.source.iter().flat_map(|source| &source.ambiguous);
        let content: Vec<String> = a.content.iter().map(|&span| prose.read(span)).collect();
        AttributionEntry {
            anchor: format!("r{}-a{}", self.links.number(report), index + 1),
            number: index + 1,
            back: self.links.quote(report, index),
            mode: a.mode.name(),
            speaker: speaker.map(|speaker| speaker + 1),
            name: known.map(|speaker| speaker.name.clone()),
            kind: known.map(|speaker| speaker.kind.name()),
            colour: source_class(self.survey, speaker, &self.links),
            href: speaker.map(|speaker| self.links.speaker(speaker)),
            written: a.source.as_ref().map(|source| prose.read(source.span)),
            ambiguous: ambiguous.map(|&entity| one_line(&analysis.entities[entity].name)).collect(),
            cue: a.cue.as_ref().map(|cue| prose.read(cue.span)),
            lemma: a.cue.as_ref().map(|cue| cue.lemma.to_string()),
            stance: a.cue.as_ref().map(|cue| cue.stance.name()),
            content: content.join(" … "),
            words: self.survey.portraits[report].words_of[index],
            inside: a.inside.map(|inside| self.quote(report, inside)),
            frame: a.frame.to_string(),
            rule: a.rule.to_string(),
        }
    }

    /// Finding `index`, as it is shown beside report `beside`.
    pub(super) fn finding(&self, index: usize, beside: Option<usize>) -> FindingEntry {
        let finding = &self.survey.findings[index];
        let place = |(number, place): (usize, &crate::lint::Place)| {
            let report = self.survey.report(&place.document);
            let text = report.map(|report| one_line(&self.survey.analyses[report].article.text[place.span]));
            let is_told = text.as_ref() != Some(&place.label);
            let (label, is_known) = if is_told { self.phrases.said(&place.label) } else { (String::new(), true) };
            PlaceEntry {
                report: report.map_or_else(|| place.document.to_string(), |report| self.label(report)),
                href: report.map(|report| self.links.place(report, index, number)),
                text: text.map(|text| super::super::terminal::cut(&text, 90)).unwrap_or_default(),
                label,
                is_known,
                is_here: beside.is_some() && beside == report,
            }
        };
        // Reports go by their short names here, also where the message names them.
        let mut message = finding.message.clone();
        for place in &finding.places {
            let Some(report) = self.survey.report(&place.document) else { continue };
            let label = &self.survey.portraits[report].label;
            message = message.replace(&*place.document, label);
            let file = place.document.rsplit(['/', '\\']).next().unwrap_or(&place.document);
            if !label.contains(file) {
                message = message.replace(file, label);
            }
        }
        let (message, is_known) = self.phrases.said(&message);
        let places: Vec<PlaceEntry> = finding.places.iter().enumerate().map(place).collect();
        // Beside the passage itself its own place needs no telling.
        let is_alone = places.len() == 1 && places.iter().all(|place| place.is_here && place.label.is_empty());
        let number = beside.map_or(0, |report| self.links.number(report));
        FindingEntry {
            anchor: if beside.is_some() { format!("r{number}-n{}", index + 1) } else { format!("f{}", index + 1) },
            lint: finding.lint,
            level: finding.level.name(),
            about: places.first().filter(|first| beside.is_some() && !first.is_here).map(|first| first.report.clone()),
            message,
            is_known,
            places: if is_alone { Vec::new() } else { places },
        }
    }

    pub(super) fn label(&self, report: usize) -> String {
        self.survey.portraits[report].label.clone()
    }

    /// The way to an attribution in the text.
    pub(super) fn quote(&self, report: usize, attribution: usize) -> Quote {
        Quote { number: attribution + 1, href: self.links.quote(report, attribution) }
    }

    fn written(&self, spelling: &Spelling) -> Written {
        let reports: Vec<String> = spelling.reports.iter().take(LISTED).map(|&report| self.label(report)).collect();
        let more = spelling.reports.len() - reports.len();
        Written { text: spelling.text.clone(), count: spelling.count, reports, more }
    }
}

impl Shares {
    pub(super) fn new(reported: Words, total: usize) -> Shares {
        let Words { direct, mixed, indirect } = reported;
        Shares { narration: total.saturating_sub(reported.total()), indirect, mixed, direct, total }
    }
}

/// Takes the row that is the headline out of `rows`; its notes go to the one behind it.
fn take_headline(rows: &mut Vec<Row>, headline: &str) -> Option<Row> {
    let is_headline = |row: &Row| {
        let text: String = row.stretches.iter().map(|stretch| stretch.text.as_str()).collect();
        one_line(&text) == headline
    };
    let at = rows.iter().position(|row| row.kind != "apparatus").filter(|&at| is_headline(&rows[at]))?;
    let mut row = rows.remove(at);
    if let Some(next) = rows.get_mut(at) {
        next.notes.splice(..0, std::mem::take(&mut row.notes));
    }
    Some(row)
}

/// The class of what a speaker says and is called.
pub(super) fn source_class(survey: &Survey, speaker: Option<usize>, links: &Links) -> &'static str {
    const CLASSES: [&str; 8] = ["c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7"];
    match speaker {
        None => "nobody",
        Some(speaker) if survey.speakers[speaker].kind == EntityKind::Anonymous => "hidden-source",
        Some(speaker) => CLASSES[links.colours[speaker]],
    }
}

/// The class of a mode.
pub(super) fn mode_class(mode: Mode) -> &'static str {
    mode.name()
}

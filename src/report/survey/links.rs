//! Where things stand among the pages of a survey, and the colours that tell speakers apart.

use crate::survey::Survey;

/// The colours of speakers in the style sheet.
const COLOURS: usize = 8;

/// How many speakers, quotations, quantities, findings and reports a page of a large survey lists.
pub(super) const PER_PAGE: usize = 200;

/// Where things stand among the pages.
#[derive(Debug)]
pub(super) struct Links {
    /// Whether each report has a page of its own.
    is_split: bool,
    /// The number each report bears, from 1, in reading order.
    numbers: Vec<usize>,
    /// The colour of each speaker.
    pub(super) colours: Vec<usize>,
}

impl Links {
    pub(super) fn new(survey: &Survey, is_split: bool) -> Links {
        let mut numbers = vec![0; survey.order.len()];
        for (number, &report) in (1..).zip(&survey.order) {
            numbers[report] = number;
        }
        Links { is_split, numbers, colours: colours(survey) }
    }

    /// The number of a report, from 1, in reading order.
    pub(super) fn number(&self, report: usize) -> usize {
        self.numbers[report]
    }

    /// The name of a page: the first one of `name` has no number.
    pub(super) fn page(name: &str, number: usize) -> String {
        if number == 0 { format!("{name}.html") } else { format!("{name}-{}.html", number + 1) }
    }

    /// The name of the page that a report has for itself.
    pub(super) fn report_page(&self, report: usize) -> String {
        format!("report-{:04}.html", self.numbers[report])
    }

    /// The way to a report.
    pub(super) fn report(&self, report: usize) -> String {
        if self.is_split { self.report_page(report) } else { format!("#{}", self.anchor(report)) }
    }

    /// The way to anchor `anchor` of a report.
    fn within(&self, report: usize, anchor: &str) -> String {
        if self.is_split { format!("{}#{anchor}", self.report_page(report)) } else { format!("#{anchor}") }
    }

    pub(super) fn anchor(&self, report: usize) -> String {
        format!("r{}", self.numbers[report])
    }

    /// The way to the place in the text where attribution `attribution` begins.
    pub(super) fn quote(&self, report: usize, attribution: usize) -> String {
        self.within(report, &format!("r{}-q{}", self.numbers[report], attribution + 1))
    }

    /// The anchor of the place numbered `place` of a finding, which lies in report `report`.
    pub(super) fn place_anchor(&self, report: usize, finding: usize, place: usize) -> String {
        format!("r{}-f{}-{}", self.numbers[report], finding + 1, place + 1)
    }

    /// The way to that place.
    pub(super) fn place(&self, report: usize, finding: usize, place: usize) -> String {
        self.within(report, &self.place_anchor(report, finding, place))
    }

    /// The way to entry `index` of the list that is kept on pages called `name`.
    pub(super) fn entry(&self, name: &str, initial: char, index: usize) -> String {
        let anchor = format!("#{initial}{}", index + 1);
        if self.is_split { Links::page(name, index / PER_PAGE) + &anchor } else { anchor }
    }

    /// The way to a speaker.
    pub(super) fn speaker(&self, speaker: usize) -> String {
        self.entry("sources", 's', speaker)
    }
}

/// A colour for each speaker, such that those of one report differ as long as there are colours.
///
/// Greedy colouring in the order of the speakers: each takes the colour that the fewest speakers of its reports have,
/// and of those the one that the fewest have at all: charts show speakers of several reports.
fn colours(survey: &Survey) -> Vec<usize> {
    let mut used = vec![[0_u32; COLOURS]; survey.analyses.len()];
    let mut had = [0_u32; COLOURS];
    let mut colours = Vec::with_capacity(survey.speakers.len());
    for speaker in &survey.speakers {
        let rivals = |colour: usize| speaker.reports.iter().map(|&report| used[report][colour]).sum::<u32>();
        let colour = (0..COLOURS).min_by_key(|&colour| (rivals(colour), had[colour])).unwrap_or(0);
        had[colour] += 1;
        for &report in &speaker.reports {
            used[report][colour] += 1;
        }
        colours.push(colour);
    }
    colours
}

//! Utterances as the lints see them: who tells them, whose they are said to be, and in which words.

use std::ops::Range;

use super::Place;
use crate::analysis::{Analysis, Quotation, Source};
use crate::dossier::{Dossier, Said, Voices, voices};
use crate::rules::RulePack;
use crate::text::one_line;

/// One telling of an utterance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told<'a> {
    report: &'a Analysis,
    /// Its words.
    pub said: &'a Said,
}

/// How many tellings are compared with each other: of what more reports tell, each row of as many by itself.
const ROW: usize = 64;

/// The tellings of every utterance, in the order of the reports.
pub(super) fn tellings<'a>(dossier: &'a Dossier<'a>) -> impl Iterator<Item = Vec<Told<'a>>> {
    let all = &dossier.utterances.all;
    let told = move |&at: &usize| Told { report: dossier.reports[all[at].report], said: &all[at] };
    dossier.utterances.groups.iter().flat_map(|group| group.chunks(ROW)).map(move |row| row.iter().map(told).collect())
}

impl<'a> Told<'a> {
    /// Who tells it.
    pub fn report(&self) -> &'a Analysis {
        self.report
    }

    /// Where.
    pub fn quotation(&self) -> &'a Quotation {
        &self.report.quotations[self.said.quotation]
    }

    /// Whose words they are said to be.
    pub fn source(&self) -> Option<&'a Source> {
        self.report.attributions[self.quotation().attribution?].source.as_ref()
    }

    /// The name of that source.
    pub fn speaker(&self) -> Option<&'a str> {
        self.source().map(|source| self.report.entities[source.entity].name.as_str())
    }

    /// How that source and the one of another telling relate.
    pub fn voices(&self, other: &Told<'_>, rules: &RulePack) -> Voices {
        match (self.source(), other.source()) {
            (Some(mine), Some(theirs)) if mine.ambiguous.is_empty() && theirs.ambiguous.is_empty() => {
                voices((self.report, mine.entity), (other.report, theirs.entity), rules)
            }
            _ => Voices::Unknown,
        }
    }

    /// The place of the whole quotation.
    pub fn place(&self, label: &str) -> Place {
        Place::new(&self.report.article, self.quotation().span, label)
    }

    /// Some of its words, as written; a cut one with its apostrophe.
    pub fn words(&self, range: &Range<usize>) -> String {
        let spans = self.said.wording.spans.get(range.clone()).unwrap_or_default();
        let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return String::new() };
        let text = self.report.article.text.get(first.start() as usize..).unwrap_or_default();
        let (words, behind) = text.split_at_checked((last.end() - first.start()) as usize).unwrap_or_default();
        let mark = behind.chars().next().filter(|c| matches!(c, '\'' | '\u{2019}'));
        let mut line = one_line(words).into_owned();
        line.extend(mark);
        line
    }
}

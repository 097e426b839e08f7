//! Surveys: who speaks in a set of reports, how much and in how many, on which figures and in which words.

mod portrait;
mod quantity;
mod quotation;
mod speaker;
mod words;

use rayon::prelude::*;

use crate::analysis::Analysis;
use crate::article::Article;
use crate::check::Checked;
use crate::lint::Finding;
use crate::rules::RulePack;

pub use portrait::{Passage, PassageKind, Portrait};
pub use quantity::{Quantity, Subject, Value};
pub use quotation::{Change, Repeated, Version};
pub use speaker::{CueUse, Speaker, Spelling, Utterance};
pub use words::Words;

/// Who speaks in a set of reports, how much and in how many, on which figures and in which words.
#[derive(Clone, Debug)]
pub struct Survey<'a> {
    /// What is known about each report, ordered by ids.
    pub analyses: &'a [Analysis],
    /// What the lints found, in their order.
    pub findings: &'a [Finding],
    /// Each report's make-up, in the order of `analyses`.
    pub portraits: Vec<Portrait>,
    /// The places in `analyses` in reading order: by day and time of publication, then by id. Reports without a time
    /// come first of their day, those without a day last.
    pub order: Vec<usize>,
    /// Who is reported to have said anything, those with most attributions first.
    pub speakers: Vec<Speaker>,
    /// Quotations that several reports bear.
    pub quotations: Vec<Repeated>,
    /// Quantities that are given figures.
    pub quantities: Vec<Quantity>,
}

impl<'a> Survey<'a> {
    /// The survey of reports that were checked, each by the rules that `rules` gives. Linear in their text.
    #[must_use]
    pub fn new<'r>(checked: &'a Checked, rules: impl Fn(&Article) -> &'r RulePack + Sync) -> Survey<'a> {
        let analyses = &checked.analyses[..];
        let portrait = |analysis: &Analysis| Portrait::new(analysis, rules(&analysis.article));
        let mut portraits: Vec<Portrait> = analyses.par_iter().map(portrait).collect();
        portrait::label(analyses, &mut portraits);
        portrait::place_findings(analyses, &checked.findings, &mut portraits);
        let mut order: Vec<usize> = (0..analyses.len()).collect();
        order.sort_by_key(|&report| {
            let Analysis { published, published_time, .. } = analyses[report];
            (published.is_none(), published, published_time, report)
        });
        let speakers = speaker::speakers(analyses, &order, &checked.events, &mut portraits);
        let mut ranks = vec![0; order.len()];
        order.iter().enumerate().for_each(|(rank, &report)| ranks[report] = rank);
        let quotations = quotation::repeated(analyses, &checked.events, &portraits, &ranks);
        let quantities = quantity::quantities(analyses, &checked.events, &ranks);
        Survey { analyses, findings: &checked.findings, portraits, order, speakers, quotations, quantities }
    }

    /// The report whose id is `id`: a place in [`Survey::analyses`].
    #[must_use]
    pub fn report(&self, id: &str) -> Option<usize> {
        self.analyses.binary_search_by(|analysis| analysis.article.id.as_str().cmp(id)).ok()
    }

    /// Who is reported to hold attribution `attribution` of report `report`: a place in [`Survey::speakers`].
    #[must_use]
    pub fn speaker_of(&self, report: usize, attribution: usize) -> Option<usize> {
        let source = self.analyses[report].attributions[attribution].source.as_ref()?;
        self.portraits[report].speaker_of[source.entity]
    }
}

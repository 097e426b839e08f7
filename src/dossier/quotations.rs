//! Quotations across reports: which are one utterance, found by shared runs of words, never by comparing all pairs.

use rustc_hash::FxHashMap;

use crate::analysis::Analysis;
use crate::rules::RulePack;

use super::group::{find, join};
use super::wording::{Bare, Relation, Wording};

/// A quotation of one of the reports.
#[derive(Clone, Debug)]
pub struct Said {
    /// The report: a place in the dossier.
    pub report: usize,
    /// The place in its [`Analysis::quotations`].
    pub quotation: usize,
    /// Its words.
    pub wording: Wording,
}

/// The quotations of a dossier, and those that are one utterance.
#[derive(Clone, Debug, Default)]
pub struct Utterances {
    /// All quotations of at least [`LEAST`] words, in the order of the reports.
    pub all: Vec<Said>,
    /// Those that are one utterance, by their places in `all`; each has at least two, in order.
    pub groups: Vec<Vec<usize>>,
}

/// Quotations of fewer words are terms, not utterances.
const LEAST: usize = 3;
/// How many words in a row two quotations share before they are compared.
const RUN: usize = 3;
/// How many quotations with one run of words are compared: a run that more have is a figure of speech.
const SHARED: usize = 24;

/// Finds the utterances of `reports`. Linear in their quotations, as every run of words leads to a bounded number.
#[must_use]
pub fn utterances(reports: &[&Analysis], rules: &RulePack) -> Utterances {
    let bare = Bare::new(rules);
    let mut all = Vec::new();
    for (report, analysis) in reports.iter().enumerate() {
        for (quotation, quoted) in analysis.quotations.iter().enumerate() {
            let wording = Wording::told(&analysis.article.text[quoted.span], quoted.span.start(), &bare);
            if wording.words.len() >= LEAST {
                all.push(Said { report, quotation, wording });
            }
        }
    }
    let mut runs: FxHashMap<&[u64], Vec<usize>> = FxHashMap::default();
    let mut plain: FxHashMap<&[u64], Vec<usize>> = FxHashMap::default();
    let mut leader: Vec<usize> = (0..all.len()).collect();
    for (id, said) in all.iter().enumerate() {
        let mut near: Vec<usize> = Vec::new();
        for run in said.wording.words.windows(RUN) {
            let bearers = runs.entry(run).or_default();
            near.extend(bearers.iter().take(SHARED));
            if bearers.last() != Some(&id) {
                bearers.push(id);
            }
        }
        // What only a negation tells apart may share no run of words.
        let bearers = plain.entry(&said.wording.plain).or_default();
        near.extend(bearers.iter().take(SHARED));
        bearers.push(id);
        near.sort_unstable();
        near.dedup();
        for other in near {
            if find(&mut leader, other) != find(&mut leader, id)
                && all[other].wording.relation(&said.wording) != Relation::Apart
            {
                join(&mut leader, other, id);
            }
        }
    }
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); all.len()];
    for id in 0..all.len() {
        groups[find(&mut leader, id)].push(id);
    }
    groups.retain(|group| group.len() > 1);
    Utterances { all, groups }
}

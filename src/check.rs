//! Checking: every lint over every article, in parallel, and what they find in an order that is always the same.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::analysis::Analysis;
use crate::article::Article;
use crate::dossier::{Event, Trace, dossiers};
use crate::lint::{Check, Context, Finding, House, LINTS, Level, Lint};
use crate::reading::Reading;
use crate::rules::RulePack;

/// Which lints run, how grave what they find is, and a newsroom's own choices.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The levels that differ from the lints' own, by lint; none turns a lint off, and a level turns it on.
    pub levels: BTreeMap<&'static str, Option<Level>>,
    /// The newsroom's own choices.
    pub house: House,
}

/// Articles that were checked.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// What is known about each, ordered by their ids.
    pub analyses: Vec<Analysis>,
    /// What was found, ordered by document, position and lint.
    pub findings: Vec<Finding>,
    /// The dossiers they fall into.
    pub events: Vec<Event>,
}

impl Settings {
    /// The level at which `lint` runs; none where it does not.
    #[must_use]
    pub fn level(&self, lint: &Lint) -> Option<Level> {
        match self.levels.get(lint.id) {
            Some(level) => *level,
            None => lint.default.then_some(lint.level),
        }
    }
}

/// Runs the lints that `settings` turn on over `articles`, on the threads of the current pool.
///
/// The result does not depend on the order of the articles or the number of threads.
#[must_use]
pub fn check(mut articles: Vec<Article>, rules: &RulePack, settings: &Settings) -> Checked {
    articles.sort_by(|a, b| a.id.cmp(&b.id));
    let context = Context { rules, house: &settings.house };
    let running: Vec<(&Lint, Level)> = LINTS.iter().filter_map(|lint| Some((lint, settings.level(lint)?))).collect();
    let (reports, found): (Vec<(Analysis, Trace)>, Vec<Vec<Finding>>) = articles
        .into_par_iter()
        .map(|article| {
            let reading = Reading::new(article, rules);
            let mut findings = Vec::new();
            for (lint, level) in &running {
                if let Check::Article(check) = lint.check {
                    let first = findings.len();
                    check(&reading, &context, &mut findings);
                    findings.iter_mut().skip(first).for_each(|finding| finding.level = *level);
                }
            }
            let trace = Trace::new(&reading);
            ((reading.analysis, trace), findings)
        })
        .unzip();
    let dossiers = dossiers(&reports, rules);
    let across: Vec<Vec<Finding>> = dossiers
        .par_iter()
        .map(|dossier| {
            let mut findings = Vec::new();
            for (lint, level) in &running {
                if let Check::Dossier(check) = lint.check {
                    let first = findings.len();
                    check(dossier, &context, &mut findings);
                    findings.iter_mut().skip(first).for_each(|finding| finding.level = *level);
                }
            }
            findings
        })
        .collect();
    let mut findings: Vec<Finding> = found.into_iter().chain(across).flatten().collect();
    findings.sort_by(|a, b| a.places.cmp(&b.places).then_with(|| (a.lint, &a.message).cmp(&(b.lint, &b.message))));
    // Records may share an id: a report is known by where it is kept.
    let places: BTreeMap<*const Analysis, usize> =
        reports.iter().enumerate().map(|(at, (analysis, _))| (std::ptr::from_ref(analysis), at)).collect();
    let place = |analysis: &Analysis| places.get(&std::ptr::from_ref(analysis)).copied();
    let events = dossiers.into_iter().map(|dossier| Event::new(dossier, place, rules)).collect();
    let analyses = reports.into_iter().map(|(analysis, _)| analysis).collect();
    Checked { analyses, findings, events }
}

//! Checking: every lint over every article, in parallel, and what they find in an order that is always the same.

mod baseline;
mod fix;
mod settings;
mod suppress;

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;

use crate::analysis::Analysis;
use crate::article::Article;
use crate::diff::Diff;
use crate::dossier::{Derived, Dossier, Event, Trace, dossiers};
use crate::lint::{Check, Context, Derivation, Finding, House, LINTS, Level, Lint};
use crate::reading::Reading;
use crate::rules::RulePack;
use crate::text::Span;

pub use baseline::{Known, set_aside_known};
pub use fix::mended;
pub use settings::Settings;
pub use suppress::{Applied, suppress};

/// Articles that were checked.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// What is known about each, ordered by their ids.
    pub analyses: Vec<Analysis>,
    /// What was found, ordered by document, position and lint.
    pub findings: Vec<Finding>,
    /// The events they are on.
    pub events: Vec<Event>,
}

/// Runs the lints that `settings` turn on over `articles`, on the threads of the current pool.
///
/// The result does not depend on the order of the articles or the number of threads.
#[must_use]
pub fn check(articles: Vec<Article>, rules: &RulePack, settings: &Settings) -> Checked {
    check_each(articles, |_| (rules, settings))
}

/// The same, where articles may differ in the rules they are read by and in their settings.
///
/// What is found across reports is as grave as the settings of the article it is reported at have it.
#[must_use]
pub fn check_each<'a, F>(mut articles: Vec<Article>, desk: F) -> Checked
where
    F: Fn(&Article) -> (&'a RulePack, &'a Settings) + Sync,
{
    articles.sort_by(|a, b| (&a.id, &a.text).cmp(&(&b.id, &b.text)));
    name_apart(&mut articles);
    let read: Vec<(Analysis, Trace, Vec<Span>, Vec<Finding>)> = articles
        .into_par_iter()
        .map(|article| {
            let (rules, settings) = desk(&article);
            let context = Context { rules, house: &settings.house };
            let reading = Reading::new(article, rules);
            let quoted = fix::quoted(&reading);
            let mut findings = Vec::new();
            for (lint, level) in LINTS.iter().filter_map(|lint| Some((lint, settings.level(lint)?))) {
                let first = findings.len();
                for check in lint.checks {
                    if let Check::Article(check) = check {
                        check(&reading, &context, &mut findings);
                    }
                }
                findings.iter_mut().skip(first).for_each(|finding| finding.level = level);
            }
            let trace = Trace::new(&reading);
            (reading.analysis, trace, quoted, findings)
        })
        .collect();
    let mut reports = Vec::with_capacity(read.len());
    let mut quoted = Vec::with_capacity(read.len());
    let mut findings = Vec::new();
    for (analysis, trace, quotes, found) in read {
        reports.push((analysis, trace));
        quoted.push(quotes);
        findings.extend(found);
    }
    let desks: BTreeMap<&str, (&RulePack, &Settings)> =
        reports.iter().map(|(analysis, _)| (analysis.article.id.as_str(), desk(&analysis.article))).collect();
    let mut events = Vec::new();
    if let Some((rules, _)) = desks.values().next() {
        let dossiers = dossiers(&reports, rules);
        let across: Vec<Vec<Finding>> = dossiers.par_iter().map(|dossier| across(dossier, &desks)).collect();
        findings.extend(across.into_iter().flatten());
        let places: BTreeMap<&str, usize> =
            reports.iter().enumerate().map(|(at, (analysis, _))| (analysis.article.id.as_str(), at)).collect();
        let place = |analysis: &Analysis| places.get(analysis.article.id.as_str()).copied();
        events = dossiers.iter().map(|dossier| Event::new(dossier, place)).collect();
    }
    let quoted: BTreeMap<&str, Vec<Span>> =
        reports.iter().map(|(analysis, _)| analysis.article.id.as_str()).zip(quoted).collect();
    for finding in &mut findings {
        fix::keep_out_of_quotes(finding, &quoted);
    }
    sort(&mut findings);
    let analyses = reports.into_iter().map(|(analysis, _)| analysis).collect();
    Checked { analyses, findings, events }
}

/// What the lints of several reports find in `dossier`.
fn across(dossier: &Dossier<'_>, desks: &BTreeMap<&str, (&RulePack, &Settings)>) -> Vec<Finding> {
    let desk = |id: &str| desks.get(id).copied();
    // Reports beside each other mostly share their settings.
    let mut all: Vec<(&RulePack, &Settings)> =
        dossier.reports.iter().filter_map(|report| desk(&report.article.id)).collect();
    all.dedup_by_key(|(_, settings)| std::ptr::from_ref(*settings));
    let Some(&(rules, _)) = all.first() else { return Vec::new() };
    let mut house = House::default();
    for (_, settings) in &all {
        house.names.extend(settings.house.names.clone());
    }
    let context = Context { rules, house: &house };
    let on = LINTS.iter().filter(|lint| all.iter().any(|(_, settings)| settings.level(lint).is_some()));
    let on: Vec<&Lint> = on.collect();
    let by_pair = derived(dossier, &on, &context);
    let looked = |lint: &&Lint| {
        let mut found = Vec::new();
        for check in lint.checks {
            if let Check::Dossier(check) = check {
                check(dossier, &context, &mut found);
            }
        }
        found
    };
    let found: Vec<Vec<Finding>> = on.par_iter().map(looked).collect();
    let mut findings = Vec::new();
    for ((lint, mut found), by_pair) in on.iter().zip(found).zip(by_pair) {
        // What was found at a place already is not told again.
        let mut told: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
        if !by_pair.is_empty() {
            for place in found.iter().flat_map(|finding| &finding.places) {
                told.entry(&place.document).or_default().push(place.span);
            }
        }
        let is_new = |finding: &Finding| {
            let place = finding.places.first();
            let near = place.and_then(|place| Some((place, told.get(&*place.document)?)));
            !near.is_some_and(|(place, spans)| spans.iter().any(|span| span.overlaps(place.span)))
        };
        let by_pair: Vec<Finding> = by_pair.into_iter().filter(is_new).collect();
        found.extend(by_pair);
        for mut finding in found {
            let at = finding.places.first().and_then(|place| desk(&place.document));
            if let Some(level) = at.and_then(|(_, settings)| settings.level(lint)) {
                finding.level = level;
                findings.push(finding);
            }
        }
    }
    findings
}

/// How many pairs of reports are compared in a row: what one of them reads the next may need again, and not all of a
/// great dossier is held at once.
const ROW: usize = 16;

/// What those of the lints `on` that look at reports made from others find in `dossier`: a list for each lint.
fn derived(dossier: &Dossier<'_>, on: &[&Lint], context: &Context<'_>) -> Vec<Vec<Finding>> {
    let looks = |lint: &&Lint| lint.checks.iter().any(|check| matches!(check, Check::Derived(_)));
    let mut found = vec![Vec::new(); on.len()];
    if !on.iter().any(looks) {
        return found;
    }
    let in_row = |row: &[Derived]| {
        let mut read: BTreeMap<usize, Reading> = BTreeMap::new();
        let mut found = vec![Vec::new(); on.len()];
        for &Derived { from, report, is_version } in row {
            for at in [from, report] {
                read.entry(at).or_insert_with(|| Reading::new(dossier.reports[at].article.clone(), context.rules));
            }
            let (old, new) = (&read[&from], &read[&report]);
            let diff = Diff::new(old, new, context.rules);
            let pair = Derivation { old, new, diff: &diff, is_version };
            for (lint, found) in on.iter().zip(&mut found) {
                for check in lint.checks {
                    if let Check::Derived(check) = check {
                        check(&pair, context, found);
                    }
                }
            }
        }
        found
    };
    let rows: Vec<Vec<Vec<Finding>>> = dossier.derived.par_chunks(ROW).map(in_row).collect();
    for row in rows {
        found.iter_mut().zip(row).for_each(|(all, found)| all.extend(found));
    }
    found
}

/// Puts `findings` in the order of documents, positions and lints.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| a.places.cmp(&b.places).then_with(|| (a.lint, &a.message).cmp(&(b.lint, &b.message))));
}

/// Has no two articles share an id: the later ones are numbered.
pub fn name_apart(articles: &mut [Article]) {
    let mut taken: HashSet<String> = HashSet::with_capacity(articles.len());
    let mut shared = Vec::new();
    for (at, article) in articles.iter().enumerate() {
        if !taken.insert(article.id.clone()) {
            shared.push(at);
        }
    }
    let mut last: BTreeMap<String, usize> = BTreeMap::new();
    for at in shared {
        let article = &mut articles[at];
        let number = last.entry(article.id.clone()).or_insert(1);
        let name = loop {
            *number += 1;
            let name = format!("{}#{number}", article.id);
            if taken.insert(name.clone()) {
                break name;
            }
        };
        article.id = name;
    }
}

/// A finding of `lint` where its settings in `settings` have it run.
fn kept(lint: &Lint, settings: &Settings, message: String, place: crate::lint::Place) -> Option<Finding> {
    let level: Level = settings.level(lint)?;
    let mut finding = Finding::new(lint, message, vec![place]);
    finding.level = level;
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_of_one_name_are_told_apart() {
        let named = |ids: &[&str]| {
            let mut articles: Vec<Article> = ids.iter().map(|&id| Article::plain(id, "")).collect();
            name_apart(&mut articles);
            articles.into_iter().map(|article| article.id).collect::<Vec<_>>()
        };
        assert_eq!(named(&["a", "a#2", "b", "a", "a"]), ["a", "a#2", "b", "a#3", "a#4"]);
        let rules = RulePack::shipped("fr").unwrap();
        let articles = vec![Article::plain("a", "« Non."), Article::plain("a", "Oui. « Non et non et non.")];
        let checked = check(articles, &rules, &Settings::default());
        let documents: Vec<&str> = checked.findings.iter().map(|finding| &*finding.places[0].document).collect();
        assert_eq!(documents, ["a", "a#2"]);
    }

    #[test]
    fn each_article_has_its_own_settings() {
        let rules = RulePack::shipped("fr").unwrap();
        let (on, mut off) = (Settings::default(), Settings::default());
        off.levels.insert("unclosed-quote", None);
        let articles = vec![Article::plain("a", "« Non."), Article::plain("b", "« Non.")];
        let checked = check_each(articles, |article| (&rules, if article.id == "a" { &off } else { &on }));
        assert_eq!(checked.findings.len(), 1);
        assert_eq!(&*checked.findings[0].places[0].document, "b");
    }
}

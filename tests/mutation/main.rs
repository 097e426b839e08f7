//! Recall by mutation: one known fault planted into an article, which the pair of both must show at its place.

#![allow(clippy::print_stdout, reason = "the table is read by people")]

mod plant;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use selon::check::{Checked, Settings};
use selon::reading::Reading;
use selon::text::{Span, markup};
use selon::{Article, RulePack, check};

use plant::{Fault, faults, right};

/// What the two articles are to each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pair {
    /// The same report at two times.
    Versions,
    /// What two papers made of it.
    Papers,
}

/// How many faults of a kind were planted, and how many were found in either kind of pair.
type Scores = BTreeMap<&'static str, [usize; 4]>;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The articles of a folder and those below it, sorted by path, without the marks of attributions.
fn articles(folder: &Path, found: &mut Vec<(String, String)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            articles(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "txt") {
            if let Ok(text) = fs::read_to_string(&path) {
                let text = markup::read(&text).map_or(text, |marked| marked.text);
                found.push((path.display().to_string(), text));
            }
        }
    }
}

fn ids(pair: Pair) -> [&'static str; 2] {
    match pair {
        Pair::Versions => ["digue-v1.txt", "digue-v2.txt"],
        Pair::Papers => ["gazette.txt", "phare.txt"],
    }
}

fn checked(pair: Pair, first: &str, second: &str, rules: &RulePack) -> Checked {
    let [a, b] = ids(pair);
    check(vec![Article::plain(a, first), Article::plain(b, second)], rules, &Settings::default())
}

/// A finding by its lint and its first place.
type Key = (&'static str, String, u32);

fn keys(checked: &Checked) -> BTreeSet<Key> {
    let keys = checked.findings.iter().map(|finding| {
        let place = &finding.places[0];
        (finding.lint, place.document.to_string(), place.span.start())
    });
    keys.collect()
}

/// Whether the pair of `text` and its copy with `fault` shows what its pair with an unchanged copy does not.
fn is_found(pair: Pair, text: &str, fault: &Fault, known: &BTreeSet<Key>, rules: &RulePack) -> Result<(), String> {
    let mut changed = text.to_owned();
    changed.replace_range(fault.span.range(), &fault.replacement);
    let moved = |at: u32| {
        if at >= fault.span.end() { at - fault.span.len() + fault.replacement.len() as u32 } else { at }
    };
    let there = |span: Span| Span::new(span.start(), moved(span.end()).max(span.start()));
    let start = fault.span.start();
    let new = Span::new(start, start + (fault.replacement.len() as u32).max(1));
    let old = [Span::new(start, fault.span.end().max(start + 1))];
    let old: Vec<Span> = old.into_iter().chain(fault.at.iter().copied()).collect();
    let new: Vec<Span> = [new]
        .into_iter()
        .chain(fault.at.iter().map(|&span| {
            let span = there(span);
            if span.start() > start {
                Span::new(moved(span.start()), span.end().max(moved(span.start())))
            } else {
                span
            }
        }))
        .collect();
    let [first, second] = ids(pair);
    let checked = checked(pair, text, &changed, rules);
    let mut told = Vec::new();
    for finding in &checked.findings {
        let place = &finding.places[0];
        let is_old = |key: &Key| {
            key.0 == finding.lint
                && *key.1 == *place.document
                && (if *place.document == *second { moved(key.2) } else { key.2 }) == place.span.start()
        };
        if known.iter().any(is_old) {
            continue;
        }
        let is_there = finding.places.iter().any(|place| {
            let spans = if *place.document == *first { &old } else { &new };
            spans.iter().any(|&span| span.overlaps(place.span))
        });
        if is_there && right(fault.kind).contains(&finding.lint) {
            return Ok(());
        }
        told.push(format!("{} {}", finding.lint, finding.message));
    }
    let from =
        (0..=start as usize).rev().find(|&at| text.is_char_boundary(at) && at + 90 <= start as usize).unwrap_or(0);
    let to = (fault.span.end() as usize + 60..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    Err(format!(
        "{}: [{}] → [{}]\n  {}\n  {told:?}",
        fault.kind,
        &text[fault.span],
        fault.replacement,
        text[from..to].replace('\n', " ")
    ))
}

/// The scores of an article, and what was missed in it.
fn score(id: &str, text: &str, rules: &RulePack) -> (Scores, Vec<String>) {
    let (mut scores, mut missed) = (Scores::new(), Vec::new());
    let known = [Pair::Versions, Pair::Papers].map(|pair| {
        let checked = checked(pair, text, text, rules);
        let alone = check(vec![Article::plain(ids(pair)[0], text)], rules, &Settings::default());
        let alone: BTreeSet<&str> = alone.findings.iter().map(|finding| finding.lint).collect();
        for finding in &checked.findings {
            let document = &finding.places[0].document;
            let across = finding.places.iter().any(|place| place.document != *document);
            if across && !alone.contains(finding.lint) {
                missed.push(format!("COPY: {id}: {} {}", finding.lint, finding.message));
            }
        }
        keys(&checked)
    });
    for fault in faults(&Reading::new(Article::plain("digue.txt", text), rules)) {
        let found = is_found(Pair::Versions, text, &fault, &known[0], rules);
        let by_papers = is_found(Pair::Papers, text, &fault, &known[1], rules);
        let score = scores.entry(fault.kind).or_default();
        score[0] += 1;
        score[1] += usize::from(found.is_ok());
        score[2] += usize::from(by_papers.is_ok());
        score[3] += usize::from(found.is_ok() || by_papers.is_ok());
        for (pair, miss) in [("versions", found), ("papers", by_papers)] {
            missed.extend(miss.err().map(|miss| format!("{pair}: {id}: {miss}")));
        }
    }
    (scores, missed)
}

/// At least so many hundredths of the faults of each kind must be found, in either kind of pair.
const FLOOR: f64 = 90.0;

#[allow(clippy::cast_precision_loss, reason = "few are planted")]
fn share(found: usize, planted: usize) -> f64 {
    100.0 * found as f64 / planted.max(1) as f64
}

/// Whether enough faults of every kind are found in `articles`, and none in unchanged copies; prints a table of the
/// scores, and what was missed. Returns how many faults were planted.
fn passed(articles: &[(String, String)]) -> usize {
    let rules = RulePack::shipped("fr").unwrap();
    let scored: Vec<(Scores, Vec<String>)> = articles.par_iter().map(|(id, text)| score(id, text, &rules)).collect();
    let mut all = Scores::new();
    let mut copies = Vec::new();
    for (scores, missed) in scored {
        for miss in &missed {
            println!("{miss}");
        }
        copies.extend(missed.into_iter().filter(|miss| miss.starts_with("COPY")));
        for (kind, score) in scores {
            let sum = all.entry(kind).or_default();
            (0..4).for_each(|at| sum[at] += score[at]);
        }
    }
    println!("{:22} {:>7} {:>16} {:>16} {:>16}", "kind", "planted", "as versions", "as two papers", "either");
    for (kind, [planted, rest @ ..]) in &all {
        let cells = rest.map(|found| format!("{found} {:>5.1} %", share(found, *planted)));
        println!("{kind:22} {planted:7} {:>16} {:>16} {:>16}", cells[0], cells[1], cells[2]);
    }
    assert_eq!(copies, [""; 0], "an unchanged copy says nothing new");
    for (kind, [planted, versions, papers, _]) in &all {
        assert!(share(*versions, *planted) >= FLOOR, "{kind} in versions");
        assert!(share(*papers, *planted) >= FLOOR, "{kind} in two papers");
    }
    all.values().map(|score| score[0]).sum()
}

#[test]
fn planted_faults_are_found_in_fixtures() {
    let mut found = Vec::new();
    articles(&folder("fixtures/dispatches"), &mut found);
    assert!(passed(&found) > 100);
}

#[test]
fn planted_faults_are_found_in_real_articles() {
    let mut found = Vec::new();
    for name in ["text/wikinews", "text/regional", "dossiers"] {
        articles(&folder("../shared/eval").join(name), &mut found);
    }
    if found.is_empty() {
        println!("no articles in ../shared/eval");
        return;
    }
    passed(&found);
}

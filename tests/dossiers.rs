//! Reports on one event with the faults planted in them: what is found, and what is not, is known exactly.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use selon::article::Article;
use selon::check::Settings;
use selon::lint::Finding;
use selon::{RulePack, check};
use serde::Deserialize;

mod gaps;

/// A line of `gold.jsonl`: a fault, or what looks like one and must stay silent.
#[derive(Deserialize)]
struct Gold {
    #[serde(default)]
    silent: bool,
    lint: String,
    places: Vec<Passage>,
    #[serde(default)]
    also: Vec<String>,
    why: String,
}

#[derive(Deserialize)]
struct Passage {
    report: String,
    text: String,
}

/// The reports of a folder by name.
fn reports(folder: &Path) -> BTreeMap<String, String> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let texts = paths.filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    texts
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap()))
        .collect()
}

/// How many places of a fault a finding touches.
fn touched(finding: &Finding, gold: &Gold, texts: &BTreeMap<String, String>) -> usize {
    let touches = |passage: &&Passage| {
        let mut found = texts[&passage.report].match_indices(&passage.text);
        found.any(|(start, _)| {
            let end = start + passage.text.len();
            finding.places.iter().any(|place| {
                *place.document == *passage.report
                    && (place.span.start() as usize) < end
                    && start < place.span.end() as usize
            })
        })
    };
    gold.places.iter().filter(touches).count()
}

#[test]
fn planted_faults_are_found_and_look_alikes_stay_silent() {
    let rules = RulePack::shipped("fr").unwrap();
    let mut failures = BTreeMap::new();
    for folder in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/dossiers")).unwrap() {
        let folder = folder.unwrap().path();
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let texts = reports(&folder);
        let gold = fs::read_to_string(folder.join("gold.jsonl")).unwrap();
        let gold: Vec<Gold> = gold.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        for passage in gold.iter().flat_map(|gold| &gold.places) {
            assert!(texts[&passage.report].contains(&passage.text), "{name}: {}: {}", passage.report, passage.text);
        }
        let articles = texts.iter().map(|(id, text)| Article::plain(id.as_str(), text.as_str())).collect();
        let found = check(articles, &rules, &Settings::default()).findings;
        let meets = |finding: &Finding, gold: &Gold| {
            let lint = gold.lint == finding.lint || !gold.silent && gold.also.iter().any(|also| also == finding.lint);
            lint && touched(finding, gold, &texts) >= gold.places.len().min(2)
        };
        for gold in gold.iter().filter(|gold| !gold.silent && !found.iter().any(|finding| meets(finding, gold))) {
            let places: Vec<String> = gold
                .places
                .iter()
                .map(|passage| format!("{}: {}", passage.report, passage.text.replace('\n', " ")))
                .collect();
            failures.insert(format!("{name}: missed {}: {}", gold.lint, places.join(" | ")), gold.why.clone());
        }
        for finding in found.iter().filter(|finding| !gold.iter().any(|gold| !gold.silent && meets(finding, gold))) {
            let alarm = gold.iter().find(|gold| gold.silent && meets(finding, gold));
            let what = if alarm.is_some() { "false" } else { "unlisted" };
            let why = alarm.map(|gold| gold.why.clone()).unwrap_or_default();
            failures.insert(format!("{name}: {what} {}: {}", finding.lint, finding.message), why);
        }
    }
    gaps::assert_known(
        "known-gaps-dossiers.txt",
        "faults of the dossiers not found, and findings that are none",
        &failures,
    );
}

//! The marked fixtures: what is found in each case is what is marked, and nothing else.

mod gaps;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use selon::{RulePack, examples};

/// The cases of a fixture file: the heading of each and the marked articles under it.
fn cases(text: &str) -> Vec<(&str, String)> {
    let mut cases = Vec::new();
    let mut heading = "";
    let mut article: Option<Vec<&str>> = None;
    for line in text.lines() {
        match &mut article {
            Some(lines) if line == "~~~" => {
                cases.push((heading, lines.join("\n")));
                article = None;
            }
            Some(lines) => lines.push(line),
            None if line == "~~~article" => article = Some(Vec::new()),
            None => heading = line.strip_prefix("## ").unwrap_or(heading),
        }
    }
    assert!(article.is_none(), "an article under {heading:?} is not closed");
    cases
}

#[test]
fn attribution_fixtures_are_found_as_marked() {
    let rules = RulePack::shipped("fr").unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/attribution");
    let mut failures = BTreeMap::new();
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        for (heading, marked) in cases(&text) {
            let name = format!("{file}: {heading}");
            if let Err(difference) = examples::compare(&marked, &rules) {
                failures.insert(name.clone(), difference.to_string());
            }
            assert!(names.insert(name), "{file}: two articles under {heading:?}");
        }
    }
    assert!(!names.is_empty());
    gaps::assert_known(
        "known-gaps-fixtures.txt",
        "cases of fixtures/attribution that are not found as marked",
        &failures,
    );
}

//! The marked fixtures of figures: what is found in each case is what is marked, and nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use selon::{RulePack, examples};

#[test]
fn figure_fixtures_are_found_as_marked() {
    let rules = RulePack::shipped("fr").unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/figures");
    let mut failures = Vec::new();
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_stem().unwrap().to_string_lossy().into_owned();
        let page = fs::read_to_string(&path).unwrap();
        for case in page.split("\n## ").skip(1) {
            let (heading, rest) = case.split_once('\n').unwrap();
            let (_, article) = rest.split_once("~~~article\n").expect("a case has an article");
            let (marked, _) = article.split_once("\n~~~").expect("an article is closed");
            let name = format!("{file}: {heading}");
            if let Err(difference) = examples::compare_figures(marked, &rules) {
                failures.push(format!("{name}\n{difference}"));
            }
            assert!(names.insert(name), "{file}: two cases under {heading:?}");
        }
    }
    assert!(names.len() > 100);
    assert!(failures.is_empty(), "{} of {}\n\n{}", failures.len(), names.len(), failures.join("\n"));
}

//! Versions of reports in `fixtures/diff` with the changes that must be found between each and the next.
//!
//! `UPDATE_FIXTURES=1 cargo test --test diff` writes what is found into the pages.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use selon::diff::{Change, Class, Declaration, Diff, Kind};
use selon::{Article, Reading, RulePack};

/// A part of a page: a fence with its lines, or lines between fences.
struct Part {
    info: Option<String>,
    lines: Vec<String>,
}

fn parts(page: &str) -> Vec<Part> {
    let mut parts = vec![Part { info: None, lines: Vec::new() }];
    for line in page.lines() {
        let last = parts.last_mut().unwrap();
        match (&last.info, line) {
            (Some(_), "~~~") => parts.push(Part { info: None, lines: Vec::new() }),
            (None, _) if line.starts_with("~~~") => {
                parts.push(Part { info: Some(line[3..].to_owned()), lines: Vec::new() });
            }
            _ => last.lines.push(line.to_owned()),
        }
    }
    parts
}

fn written(parts: &[Part]) -> String {
    let mut page = String::new();
    for part in parts {
        if let Some(info) = &part.info {
            page.push_str(&["~~~", info, "\n"].concat());
        }
        for line in &part.lines {
            page.push_str(line);
            page.push('\n');
        }
        if part.info.is_some() {
            page += "~~~\n";
        }
    }
    page
}

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/diff");
    let mut pages: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    pages
}

/// A change on one line: `figure-value: 17 vitrines → 27 vitrines (not declared)`.
fn line(change: &Change) -> String {
    let declared = match change.declared {
        Declaration::No if change.is_silent_correction() => " (silent)",
        Declaration::No => "",
        Declaration::Matching if change.class() == Class::Correction => "",
        Declaration::Matching => " (declared)",
        Declaration::Mismatching => " (declared otherwise)",
        Declaration::Update => " (update)",
    };
    format!("{}: {} → {}{declared}", change.kind, change.old_value, change.new_value).replace(":  →", ": →")
}

fn lines(diff: &Diff) -> Vec<String> {
    diff.changes.iter().map(|change| line(change).trim_end().to_owned()).collect()
}

fn read(id: &str, lines: &[String], rules: &RulePack) -> Reading {
    Reading::new(Article::plain(id, lines.join("\n")), rules)
}

/// Without what depends on which version is the later one.
fn timeless(diff: &Diff) -> Vec<String> {
    let changes = diff.changes.iter().filter(|change| change.class() != Class::Correction);
    let mut lines: Vec<String> = changes
        .map(|change| {
            format!("{} {:?} {:?} {:?}", change.kind, change.old, change.new, (&change.old_value, &change.new_value))
        })
        .collect();
    lines.sort();
    lines
}

fn mirrored(diff: &Diff) -> Diff {
    let mut mirrored = diff.clone();
    for change in &mut mirrored.changes {
        change.kind = change.kind.mirrored();
        std::mem::swap(&mut change.old, &mut change.new);
        std::mem::swap(&mut change.old_value, &mut change.new_value);
    }
    mirrored
}

#[test]
fn versions_differ_as_their_pages_say() {
    let rules = RulePack::shipped("fr").unwrap();
    let update = std::env::var_os("UPDATE_FIXTURES").is_some();
    let (mut complaints, mut pairs) = (Vec::new(), 0);
    let mut kinds: BTreeSet<Kind> = BTreeSet::new();
    for path in pages() {
        let mut parts = parts(&fs::read_to_string(&path).unwrap());
        let (mut heading, mut versions): (String, Vec<Reading>) = (String::new(), Vec::new());
        for part in &mut parts {
            match part.info.as_deref() {
                None => {
                    if let Some(found) = part.lines.iter().rev().find_map(|line| line.strip_prefix("## ")) {
                        heading = found.to_owned();
                        versions.clear();
                    }
                }
                Some("article") => versions.push(read(&format!("v{}", versions.len() + 1), &part.lines, &rules)),
                Some("changes") => {
                    let [.., old, new] = &versions[..] else { panic!("{heading}: fewer than two articles") };
                    let diff = Diff::new(old, new, &rules);
                    pairs += 1;
                    kinds.extend(diff.changes.iter().flat_map(|change| [change.kind, change.kind.mirrored()]));
                    let found = lines(&diff);
                    if found != part.lines && !update {
                        let (wanted, found) = (part.lines.join("\n    "), found.join("\n    "));
                        let page = path.file_name().unwrap().to_string_lossy().into_owned();
                        complaints.push(format!("{page}: {heading}\n  wanted\n    {wanted}\n  found\n    {found}"));
                    }
                    part.lines = found;
                    let back = Diff::new(new, old, &rules);
                    assert_eq!(
                        timeless(&mirrored(&diff)),
                        timeless(&back),
                        "{heading}: not the same the other way round"
                    );
                    for version in [old, new] {
                        assert_eq!(Diff::new(version, version, &rules), Diff::default(), "{heading}");
                    }
                }
                Some(info) => panic!("{heading}: a fence of {info}"),
            }
        }
        if update {
            fs::write(&path, written(&parts)).unwrap();
        }
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
    assert!(pairs >= 40, "{pairs} pairs");
    let missing: Vec<String> = Kind::ALL.iter().filter(|kind| !kinds.contains(kind)).map(ToString::to_string).collect();
    assert!(missing.is_empty(), "no case of {}", missing.join(", "));
}

#[test]
fn rules_of_versions_prove_themselves() {
    let rules = RulePack::shipped("fr").unwrap();
    assert!(!rules.revisions.examples.is_empty());
    let mut complaints = Vec::new();
    for example in &rules.revisions.examples {
        let read = |id: &str, text: &str| Reading::new(Article::plain(id, text), &rules);
        let diff = Diff::new(&read("old", &example.old), &read("new", &example.new), &rules);
        let holds = |change: &Change| {
            example.kinds.contains(&change.kind.to_string().as_str())
                && (!example.declared || change.declared == Declaration::Matching)
        };
        if !diff.changes.iter().any(holds) {
            complaints.push(format!("{}: wanted {:?}, found {:?}", example.rule, example.kinds, lines(&diff)));
        }
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

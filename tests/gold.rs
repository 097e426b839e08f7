//! Accuracy on annotated articles: those beside this folder where they are, and the shipped ones.

#![allow(clippy::print_stderr, reason = "what is measured is worth seeing, with --nocapture")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use selon::text::markup;

/// The least F1 a set of articles must reach: content and source right, content covered, letters of speech, and the
/// least share of right entities. Each is the figure reached, less one point; they only rise.
struct Floor {
    set: &'static str,
    joint: f64,
    content: f64,
    reported: f64,
    entity: f64,
}

/// The sets that are shipped; the other ones lie beside this folder.
const SHIPPED: [&str; 2] = ["dispatches", "papers"];

const FLOORS: [Floor; 5] = [
    Floor { set: "wikinews", joint: 93.6, content: 92.8, reported: 94.8, entity: 86.4 },
    Floor { set: "regional", joint: 91.1, content: 96.4, reported: 95.0, entity: 86.5 },
    Floor { set: "seeds", joint: 99.0, content: 94.5, reported: 96.2, entity: 99.0 },
    Floor { set: "dispatches", joint: 90.0, content: 93.4, reported: 94.8, entity: 85.6 },
    // Written and marked without a look at the rules: joint 90.6, content 95.5, reported 97.1, entity 82.2 at first.
    Floor { set: "papers", joint: 92.1, content: 95.1, reported: 96.8, entity: 84.7 },
];

/// The marked articles of a set and the same without marks: two folders.
fn folders(set: &str, eval: &Path) -> (PathBuf, PathBuf) {
    if !SHIPPED.contains(&set) {
        return (eval.join("gold").join(set), eval.join("text").join(set));
    }
    let marked = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(set);
    let bare = Path::new(env!("CARGO_TARGET_TMPDIR")).join(set);
    fs::create_dir_all(&bare).unwrap();
    for entry in fs::read_dir(&marked).unwrap() {
        let path = entry.unwrap().path();
        let text = markup::read(&fs::read_to_string(&path).unwrap()).unwrap().text;
        fs::write(bare.join(path.file_name().unwrap()), text).unwrap();
    }
    (marked, bare)
}

/// The least F1 of the counts of people in a set: their span and value right, and the state as well.
struct FigureFloor {
    set: &'static str,
    value: f64,
    state: f64,
}

const FIGURE_FLOORS: [FigureFloor; 2] = [
    FigureFloor { set: "wikinews", value: 99.0, state: 99.0 },
    FigureFloor { set: "regional", value: 97.9, state: 95.6 },
];

/// The JSON that a scoring script of `eval` prints for what is found in `text`.
fn scored(eval: &Path, script: &str, marked: &Path, text: &Path, found: &str) -> serde_json::Value {
    let found = Path::new(env!("CARGO_TARGET_TMPDIR")).join(found);
    let annotate = Command::new(env!("CARGO_BIN_EXE_selon"))
        .args(["annotate", "--format", "jsonl", "--output"])
        .arg(&found)
        .arg(text)
        .status()
        .unwrap();
    assert!(annotate.success(), "{}: {annotate}", text.display());
    let score = Command::new("python3")
        .arg("-B")
        .arg(eval.join(script))
        .args([marked, found.as_path()])
        .arg("--json")
        .output()
        .expect("python3 runs");
    assert!(score.status.success(), "{}: {}", text.display(), String::from_utf8_lossy(&score.stderr));
    serde_json::from_slice(&score.stdout).unwrap()
}

#[test]
fn figures_do_not_get_worse() {
    let eval = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/eval");
    if !eval.is_dir() {
        eprintln!("no annotated articles in ../shared/eval: accuracy is not measured");
        return;
    }
    for FigureFloor { set, value, state } in FIGURE_FLOORS {
        let (marked, text) = (eval.join("figures").join(set), eval.join("text").join(set));
        let score = scored(&eval, "score_figures.py", &marked, &text, &format!("figures-{set}.jsonl"));
        for (name, least) in [("value", value), ("state", state)] {
            let reached = score[name]["F1"].as_f64().unwrap();
            eprintln!("{set}: figures with {name} F1 {reached}, floor {least}");
            assert!(reached >= least, "{set}: figures with {name} F1 {reached} is below {least}");
        }
    }
}

#[test]
fn accuracy_does_not_fall() {
    let eval = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/eval");
    if !eval.is_dir() {
        eprintln!("no annotated articles in ../shared/eval: accuracy is not measured");
        return;
    }
    let mut complaints = Vec::new();
    for floor in FLOORS {
        let set = floor.set;
        let (marked, bare) = folders(set, &eval);
        let score = scored(&eval, "score.py", &marked, &bare, &format!("gold-{set}.jsonl"));
        for (name, reached, least) in [
            ("joint F1", &score["joint"]["F1"], floor.joint),
            ("content F1", &score["content >.8"]["F1"], floor.content),
            ("reported F1", &score["reported"]["F1"], floor.reported),
            ("entity", &score["entity"], floor.entity),
        ] {
            let reached = reached.as_f64().unwrap();
            eprintln!("{set}: {name} {reached}, floor {least}");
            if reached < least {
                complaints.push(format!("{set}: {name} {reached} is below {least}"));
            }
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("; "));
}

/// The least hundredths of the wanted findings of all dossiers together that are found, and of what is found that is
/// wanted: what is reached, less one point.
const DOSSIER_FLOORS: [f64; 2] = [96.2, 98.0];

#[test]
#[allow(clippy::cast_precision_loss, reason = "few are counted")]
fn findings_in_dossiers_do_not_get_worse() {
    let dossiers = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/eval/dossiers");
    if !dossiers.is_dir() {
        eprintln!("no dossiers in ../shared/eval: findings are not scored");
        return;
    }
    let mut sums = [0; 4];
    let folders = fs::read_dir(&dossiers).unwrap().map(|entry| entry.unwrap().path());
    for dossier in folders.filter(|path| path.join("gold.jsonl").is_file()) {
        let name = dossier.file_name().unwrap().to_string_lossy().into_owned();
        let mut reports: Vec<PathBuf> = fs::read_dir(&dossier).unwrap().map(|entry| entry.unwrap().path()).collect();
        reports.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
        let checked = Command::new(env!("CARGO_BIN_EXE_selon"))
            .args(["check", "--format", "jsonl", "--fail-on", "never"])
            .args(&reports)
            .output()
            .unwrap();
        assert!(checked.status.success(), "{name}: {}", String::from_utf8_lossy(&checked.stderr));
        let found = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("findings-{name}.jsonl"));
        fs::write(&found, checked.stdout).unwrap();
        let script = dossiers.parent().unwrap().join("score_findings.py");
        let score = Command::new("python3").arg("-B").arg(script).args([&dossier, &found]).arg("--json").output();
        let score = score.expect("python3 runs");
        assert!(score.status.success(), "{name}: {}", String::from_utf8_lossy(&score.stderr));
        let score: serde_json::Value = serde_json::from_slice(&score.stdout).unwrap();
        for (sum, key) in sums.iter_mut().zip(["wanted", "found", "findings", "right"]) {
            *sum += score[key].as_u64().unwrap();
        }
    }
    let share = |part: u64, whole: u64| 100.0 * part as f64 / whole.max(1) as f64;
    let reached = [share(sums[1], sums[0]), share(sums[3], sums[2])];
    for (name, (reached, least)) in ["recall", "precision"].into_iter().zip(reached.into_iter().zip(DOSSIER_FLOORS)) {
        eprintln!("dossiers: {name} {reached:.1}, floor {least}");
        assert!(reached >= least, "dossiers: {name} {reached:.1} is below {least}");
    }
}

//! Accuracy on the annotated articles, where they stand beside this folder.

#![allow(clippy::print_stderr, reason = "what is measured is worth seeing, with --nocapture")]

use std::path::Path;
use std::process::Command;

/// The folders of gold and the least joint F1 (content and source right) on each.
const FLOORS: [(&str, f64); 3] = [("wikinews", 80.0), ("regional", 70.0), ("seeds", 85.0)];

#[test]
fn accuracy_does_not_fall() {
    let eval = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/eval");
    if !eval.is_dir() {
        eprintln!("no annotated articles in ../shared/eval: accuracy is not measured");
        return;
    }
    let mut complaints = Vec::new();
    for (name, floor) in FLOORS {
        let found = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("gold-{name}.jsonl"));
        let annotate = Command::new(env!("CARGO_BIN_EXE_selon"))
            .args(["annotate", "--format", "jsonl", "--output"])
            .arg(&found)
            .arg(eval.join("text").join(name))
            .status()
            .unwrap();
        assert!(annotate.success(), "{name}: {annotate}");
        let score = Command::new("python3")
            .arg("-B")
            .arg(eval.join("score.py"))
            .arg(eval.join("gold").join(name))
            .arg(&found)
            .arg("--json")
            .output()
            .expect("python3 runs");
        assert!(score.status.success(), "{name}: {}", String::from_utf8_lossy(&score.stderr));
        let score: serde_json::Value = serde_json::from_slice(&score.stdout).unwrap();
        let joint = score["joint"]["F1"].as_f64().unwrap();
        eprintln!("{name}: joint F1 {joint}, floor {floor}");
        if joint < floor {
            complaints.push(format!("{name}: joint F1 {joint} is below {floor}"));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("; "));
}

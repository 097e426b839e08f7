//! Known gaps: failures that are asserted exactly, so that none appears and none goes away unnoticed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Asserts that `failures`, by name with what differs, are those that `tests/<file>` names.
///
/// With `UPDATE_GAPS=1` the file is rewritten instead.
pub fn assert_known(file: &str, about: &str, failures: &BTreeMap<String, String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(file);
    if std::env::var_os("UPDATE_GAPS").is_some_and(|value| value == "1") {
        let names: String = failures.keys().fold(String::new(), |names, name| names + name + "\n");
        fs::write(&path, format!("# known gaps: {about}; UPDATE_GAPS=1 cargo test rewrites this file\n{names}"))
            .unwrap();
        return;
    }
    let text = fs::read_to_string(&path).unwrap_or_default();
    let known: BTreeSet<&str> = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    let mut complaint = String::new();
    for (name, difference) in failures {
        if !known.contains(name.as_str()) {
            writeln!(complaint, "{name}\n{difference}").unwrap();
        }
    }
    for name in known {
        if !failures.contains_key(name) {
            writeln!(complaint, "{name} passes: remove it from tests/{file}").unwrap();
        }
    }
    assert!(complaint.is_empty(), "\n{complaint}");
}

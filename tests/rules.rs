//! Every rule proves itself: the examples of the shipped pack, run.

mod gaps;

use std::collections::BTreeMap;

use selon::{RulePack, examples};

#[test]
fn shipped_examples_pass() {
    let rules = RulePack::shipped("fr").unwrap();
    assert!(!rules.examples.is_empty());
    let mut failures = BTreeMap::new();
    for example in &rules.examples {
        if let Err(difference) = examples::check(example, &rules) {
            failures.insert(example.rule.to_string(), difference.to_string());
        }
    }
    gaps::assert_known("known-gaps.txt", "rules whose example is not found as marked", &failures);
}

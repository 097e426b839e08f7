//! What linked data has to be: Web Annotations about creative works of schema.org.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use super::{ROOT, number, string};

/// The published context of Web Annotation; none where the schemas are not beside the repository.
pub fn terms() -> Option<BTreeSet<String>> {
    let path = Path::new(ROOT).join("../shared/schemas/anno.jsonld");
    let context: Value = serde_json::from_str(&std::fs::read_to_string(path).ok()?).unwrap();
    Some(context["@context"].as_object().unwrap().keys().cloned().collect())
}

/// Both selectors of `target` select the same stretch of the text it is of.
pub fn check_target(target: &Value, texts: &BTreeMap<String, Vec<char>>) {
    assert_eq!(target["type"], "SpecificResource");
    let (position, quote) = (&target["selector"][0], &target["selector"][1]);
    assert_eq!((&position["type"], &quote["type"]), (&"TextPositionSelector".into(), &"TextQuoteSelector".into()));
    let text = &texts[target["source"].as_str().unwrap()];
    let (start, end) = (number(&position["start"]), number(&position["end"]));
    let stretch = |from: usize, to: usize| -> String { text.get(from..to).unwrap().iter().collect() };
    assert!(start < end);
    assert_eq!(stretch(start, end), string(&quote["exact"]));
    let (prefix, suffix) = (string(&quote["prefix"]), string(&quote["suffix"]));
    assert_eq!(stretch(start - prefix.chars().count(), start), prefix);
    assert_eq!(stretch(end, end + suffix.chars().count()), suffix);
}

/// `annotation` has what the Web Annotation model demands, and what schema.org has for its types.
pub fn check_model(annotation: &Value) {
    const MOTIVATIONS: [&str; 13] = [
        "assessing",
        "bookmarking",
        "classifying",
        "commenting",
        "describing",
        "editing",
        "highlighting",
        "identifying",
        "linking",
        "moderating",
        "questioning",
        "replying",
        "tagging",
    ];
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<BTreeSet<String>>();
    let expected = ["id", "type", "motivation", "body", "target"].map(str::to_owned);
    assert_eq!(keys(annotation), BTreeSet::from(expected));
    assert!(MOTIVATIONS.contains(&annotation["motivation"].as_str().unwrap()));
    for id in [&annotation["id"], &annotation["body"]["id"]] {
        let id = id.as_str().unwrap();
        assert!(id.matches('#').count() == 1 && !id.contains(char::is_whitespace), "{id} is no reference");
    }
    // Of any creative work, then of the one type or the other.
    let any = ["id", "type", "schema:text", "schema:inLanguage", "schema:isPartOf", "schema:isBasedOn"];
    let own: &[&str] = match annotation["body"]["type"].as_str().unwrap() {
        "schema:Quotation" => &["schema:spokenByCharacter"],
        "schema:Claim" => &["schema:author", "schema:appearance"],
        other => panic!("{other} is no type of content"),
    };
    for key in keys(&annotation["body"]) {
        assert!(any.iter().chain(own).any(|known| *known == key), "{key} of {}", annotation["body"]["type"]);
    }
    for role in ["schema:spokenByCharacter", "schema:author", "schema:isBasedOn", "schema:appearance"] {
        let node = &annotation["body"][role];
        if !node.is_null() {
            let kinds = ["schema:Person", "schema:Organization", "schema:CreativeWork"];
            assert!(node["type"].is_null() || kinds.contains(&node["type"].as_str().unwrap()), "{node}");
            assert_ne!(string(&node["schema:name"]), "");
        }
    }
}

/// Every key and type of `value` is a term of the context, or of schema.org.
pub fn check_terms(value: &Value, terms: &BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                assert!(terms.contains(key) || key.starts_with("schema:"), "{key} is no term");
                if let ("type", Some(kind)) = (key.as_str(), member.as_str()) {
                    assert!(terms.contains(kind) || kind.starts_with("schema:"), "{kind} is no type");
                }
                check_terms(member, terms);
            }
        }
        Value::Array(all) => all.iter().for_each(|member| check_terms(member, terms)),
        _ => {}
    }
}

//! The schemas for editors and the readers of the same files: what one takes the other takes.

use jsonschema::Validator;
use selon::config::{Config, Selector, Suppression, schema};
use serde_json::Value;

/// Texts of a configuration, each with whether it is one.
const CONFIGS: &[(&str, bool)] = &[
    ("", true),
    ("{}", true),
    ("extend: [a.yaml, ../b.yaml]", true),
    ("extend: a.yaml", false),
    ("lints: {all: off, quotes: info, unclosed-quote: warning, upkeep: error}", true),
    ("lints: {unclosed-quote: fatal}", false),
    ("lints: {unclosed-quotes: error}", false),
    ("lints: [unclosed-quote]", false),
    ("select: [all, names, unclosed-quote]", true),
    ("select: [unknown]", false),
    ("select: all", false),
    ("ignore: [figures]", true),
    ("ignore: [3]", false),
    ("fail-on: info", true),
    ("fail-on: never", true),
    ("fail-on: off", false),
    ("fail_on: error", false),
    ("house: {names: {Kyiv: [Kiev]}}", true),
    ("house: {names: {Kyiv: Kiev}}", false),
    ("house: {places: {}}", false),
    ("suppressions: a.yaml", true),
    ("suppressions: [a.yaml]", false),
    ("baseline: known.jsonl", true),
    ("rules: rules", true),
    ("exclude: [a, 'b/**']", true),
    ("exclude: {a: b}", false),
    ("overrides: [{paths: [a], lints: {quotes: off}}]", true),
    ("overrides: [{paths: [a]}]", false),
    ("overrides: [{lints: {quotes: off}}]", false),
    ("overrides: [{paths: [a], lints: {}, fail-on: error}]", false),
    ("[]", false),
];

/// Texts of a file of suppressions, each with whether it is one beside an article.
const SUPPRESSIONS: &[(&str, bool)] = &[
    ("", true),
    ("[]", true),
    ("[{lint: unclosed-quote, quote: a, reason: b}]", true),
    ("[{lint: unclosed-quote, quote: a}]", false),
    ("[{lint: unclosed-quote, reason: a}]", false),
    ("[{quote: a, reason: b}]", false),
    ("[{lint: unclosed-quote, quote: a, reason: ''}]", false),
    ("[{lint: quotes, quote: a, reason: b}]", false),
    ("[{lint: unclosed-quote, quote: a, reason: b, until: c}]", false),
    ("{lint: unclosed-quote, quote: a, reason: b}", false),
];

fn takes(schema: &Validator, yaml: &str) -> bool {
    let value: Value = if yaml.is_empty() { Value::Null } else { serde_yaml::from_str(yaml).unwrap() };
    schema.is_valid(&value)
}

fn keys(value: &Value) -> Vec<&str> {
    value["properties"].as_object().unwrap().keys().map(String::as_str).collect()
}

/// The keys that the reader of `text`, in which one is unknown, says it expects.
fn expected(message: &str) -> Vec<String> {
    let behind = message.split("expected ").nth(1).unwrap();
    let names = behind.split(';').next().unwrap().split('`').skip(1).step_by(2);
    let mut names: Vec<String> = names.map(str::to_owned).collect();
    names.sort();
    names
}

#[test]
fn schema_and_reader_take_the_same_configurations() {
    let schema = jsonschema::validator_for(&schema::config()).unwrap();
    for &(text, is_one) in CONFIGS {
        assert_eq!(Config::read("selon.yaml", text).is_ok(), is_one, "reader: {text}");
        assert_eq!(takes(&schema, text), is_one, "schema: {text}");
    }
}

#[test]
fn schema_and_reader_take_the_same_suppressions() {
    let schema = jsonschema::validator_for(&schema::suppressions()).unwrap();
    for &(text, is_one) in SUPPRESSIONS {
        assert_eq!(Suppression::read_all("a.txt.selon.yaml", text, true).is_ok(), is_one, "reader: {text}");
        assert_eq!(takes(&schema, text), is_one, "schema: {text}");
    }
    assert!(takes(&schema, "[{lint: unclosed-quote, quote: a, reason: b, path: c.txt}]"));
}

#[test]
fn schema_and_reader_know_the_same_keys() {
    let (config, suppressions) = (schema::config(), schema::suppressions());
    let unknown = |text: &str| Config::read("s", text).unwrap_err().message;
    assert_eq!(keys(&config), expected(&unknown("no-key: 1")));
    assert_eq!(keys(&config["properties"]["house"]), expected(&unknown("house: {no-key: 1}")));
    let overrides = &config["properties"]["overrides"]["items"];
    let mut known = keys(overrides);
    known.sort_unstable();
    assert_eq!(known, expected(&unknown("overrides: [{no-key: 1}]")));
    let unknown = Suppression::read_all("s", "[{no-key: 1}]", true).unwrap_err().message;
    assert_eq!(keys(&suppressions["items"]), expected(&unknown));
    let selectors = config["definitions"]["selector"]["oneOf"].as_array().unwrap();
    let selectors: Vec<&str> = selectors.iter().map(|one| one["const"].as_str().unwrap()).collect();
    assert_eq!(selectors, Selector::all().map(Selector::name).collect::<Vec<_>>());
}

//! JSON Schemas of the newsroom's files, for editors that complete and check while one types.

use serde_json::{Value, json};

use super::Selector;
use crate::lint::LINTS;

/// The draft most editors know.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// The schema of a configuration file.
#[must_use]
pub fn config() -> Value {
    json!({
        "$schema": DRAFT,
        "title": "selon.yaml",
        "description": "The configuration of selon, found up the tree from the articles it is for.",
        "type": ["object", "null"],
        "additionalProperties": false,
        "properties": {
            "extend": {
                "description": "Configuration files this one is laid over, relative to it, the last one on top.",
                "type": "array", "items": {"type": "string"}
            },
            "lints": levels("The levels of lints and categories; the narrower wins."),
            "select": selectors("The lints and categories to run, and no others."),
            "ignore": selectors("The lints and categories not to run."),
            "fail-on": {
                "description": "The level from which on findings make a check fail; error where nothing is said.",
                "enum": ["info", "warning", "error", "never"]
            },
            "house": {
                "description": "The newsroom's own choices.",
                "type": "object",
                "additionalProperties": false,
                "properties": {
                    "names": {
                        "description": "What to write, and the spellings it replaces.",
                        "type": "object",
                        "additionalProperties": {"type": "array", "items": {"type": "string"}}
                    }
                }
            },
            "suppressions": path("A file of suppressions with a path each, relative to this file."),
            "baseline": path("A file of known findings that --write-baseline wrote, relative to this file."),
            "rules": path("A directory of rule files laid over those shipped, relative to this file."),
            "exclude": patterns("The files that are not checked."),
            "overrides": {
                "description": "What holds for some files only.",
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["paths", "lints"],
                    "properties": {
                        "paths": patterns("Which."),
                        "lints": levels("The levels of lints and categories there.")
                    }
                }
            }
        },
        "definitions": {
            "selector": {"oneOf": Selector::all().map(described).collect::<Vec<_>>()},
            "setting": {"enum": ["off", "info", "warning", "error"]}
        }
    })
}

/// The schema of a file of suppressions.
#[must_use]
pub fn suppressions() -> Value {
    let lints: Vec<Value> = LINTS.iter().map(|lint| json!({"const": lint.id, "description": lint.summary})).collect();
    let words = |description: &str| json!({"description": description, "type": "string", "minLength": 1});
    json!({
        "$schema": DRAFT,
        "title": "Suppressions",
        "description": "Findings that are known and wanted so, beside an article or in a file of their own.",
        "type": ["array", "null"],
        "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["lint", "quote", "reason"],
            "properties": {
                "lint": {"description": "The lint.", "oneOf": lints},
                "quote": words("Words of the article that the finding is about, as they stand there."),
                "reason": words("Why."),
                "path": path("The article, relative to this file; beside an article it is that one.")
            }
        }
    })
}

fn described(selector: Selector) -> Value {
    let description = match selector {
        Selector::All => "all lints",
        Selector::Category(_) => "a category of lints",
        Selector::Lint(id) => LINTS.iter().find(|lint| lint.id == id).map_or("", |lint| lint.summary),
    };
    json!({"const": selector.name(), "description": description})
}

fn levels(description: &str) -> Value {
    json!({
        "description": description,
        "type": "object",
        "propertyNames": {"$ref": "#/definitions/selector"},
        "properties": Selector::all()
            .map(|selector| (selector.name().to_owned(), json!({"$ref": "#/definitions/setting"})))
            .collect::<serde_json::Map<_, _>>(),
        "additionalProperties": {"$ref": "#/definitions/setting"}
    })
}

fn selectors(description: &str) -> Value {
    json!({"description": description, "type": "array", "items": {"$ref": "#/definitions/selector"}})
}

fn patterns(description: &str) -> Value {
    let description = format!("{description} Patterns as in a .gitignore, from the directory of this file.");
    json!({"description": description, "type": "array", "items": {"type": "string"}})
}

fn path(description: &str) -> Value {
    json!({"description": description, "type": "string"})
}

//! Findings as SARIF 2.1.0, the OASIS format that code scanning services read.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;

use super::texts::{Point, Texts, Where};
use crate::lint::{Finding, Fix, LINTS, Level, Lint, Place};
use crate::text::Span;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Text<'static>,
    help: Help,
    default_configuration: Configuration,
    properties: Properties,
}

#[derive(Serialize)]
struct Text<'a> {
    text: Cow<'a, str>,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
struct Configuration {
    enabled: bool,
    level: &'static str,
}

#[derive(Serialize)]
struct Properties {
    tags: [&'static str; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Text<'a>,
    locations: Vec<Spot<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Spot<'a>>,
    partial_fingerprints: Fingerprints<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Mending<'a>>,
}

/// The same under the name that code scanning knows and under our own.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fingerprints<'a> {
    primary_location_line_hash: &'a str,
    #[serde(rename = "selon/v1")]
    own: &'a str,
}

#[derive(Serialize)]
struct Suppression<'a> {
    kind: &'static str,
    justification: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Spot<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical<'a> {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region<'a>>,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

/// A record within a file.
#[derive(Serialize)]
struct Logical<'a> {
    name: &'a str,
    kind: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region<'a> {
    start_line: usize,
    #[serde(flatten)]
    exact: Option<Exact<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Exact<'a> {
    start_column: usize,
    end_line: usize,
    end_column: usize,
    char_offset: u32,
    char_length: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Text<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Mending<'a> {
    artifact_changes: [Change<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'a> {
    artifact_location: Artifact,
    replacements: [Replacement<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region<'a>,
    inserted_content: Text<'a>,
}

/// Writes one log with one run; findings that are suppressed are in it as such.
pub(super) fn write(texts: &Texts<'_>, out: &mut impl Write) -> io::Result<()> {
    let found: Vec<&Lint> =
        LINTS.iter().filter(|lint| texts.findings.iter().any(|finding| finding.lint == lint.id)).collect();
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "selon",
                    version: env!("CARGO_PKG_VERSION"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: found.iter().map(|lint| rule(lint)).collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            results: texts.all().map(|(finding, fingerprint)| outcome(texts, finding, fingerprint, &found)).collect(),
        }],
    };
    serde_json::to_writer_pretty(&mut *out, &log)?;
    out.write_all(b"\n")
}

fn rule(lint: &Lint) -> Rule {
    // The first part of a page says what the lint is about; what follows are its tests.
    let page = lint.page();
    let help = page.split("\n## ").next().unwrap_or(page).trim();
    Rule {
        id: lint.id,
        short_description: Text { text: lint.summary.into() },
        help: Help { text: help, markdown: help },
        default_configuration: Configuration { enabled: lint.default, level: level(lint.level) },
        properties: Properties { tags: [lint.category.name()] },
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

fn outcome<'a>(texts: &'a Texts<'_>, finding: &'a Finding, fingerprint: &'a str, found: &[&Lint]) -> Outcome<'a> {
    let places = finding.places.iter();
    Outcome {
        rule_id: finding.lint,
        rule_index: found.iter().position(|lint| lint.id == finding.lint).unwrap_or_default(),
        level: level(finding.level),
        message: Text { text: finding.message.as_str().into() },
        locations: places.clone().take(1).map(|place| location(texts, place, None)).collect(),
        related_locations: places.enumerate().skip(1).map(|(at, place)| location(texts, place, Some(at))).collect(),
        partial_fingerprints: Fingerprints { primary_location_line_hash: fingerprint, own: fingerprint },
        suppressions: finding
            .suppressed
            .iter()
            .map(|justification| Suppression { kind: "external", justification })
            .collect(),
        fixes: finding.fix.iter().filter_map(|fix| mending(texts, fix)).collect(),
    }
}

fn location<'a>(texts: &'a Texts<'_>, place: &'a Place, id: Option<usize>) -> Spot<'a> {
    let location = texts.location(&place.document, place.span);
    let region = match location.lines {
        Where::Span(start, end) => {
            Some(region(start, end, texts.text(&place.document).map(|t| (&*t.article.text, place.span))))
        }
        Where::Line(line) => Some(Region { start_line: line, exact: None }),
        Where::File => None,
    };
    Spot {
        id,
        physical_location: Physical { artifact_location: Artifact { uri: uri(location.path) }, region },
        logical_locations: location.record.map(|name| Logical { name, kind: "element" }).into_iter().collect(),
        message: Some(place.label.as_str()).filter(|label| !label.is_empty()).map(|label| Text { text: label.into() }),
    }
}

fn region(start: Point, end: Point, written: Option<(&str, Span)>) -> Region<'_> {
    let exact = Exact {
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
        char_offset: start.offset,
        char_length: end.offset - start.offset,
        snippet: written.map(|(text, span)| Text { text: text[span].into() }),
    };
    Region { start_line: start.line, exact: Some(exact) }
}

fn mending<'a>(texts: &'a Texts<'_>, fix: &'a Fix) -> Option<Mending<'a>> {
    let location = texts.location(&fix.document, fix.span);
    let Where::Span(start, end) = location.lines else { return None };
    let deleted_region = region(start, end, None);
    let replacement = Replacement { deleted_region, inserted_content: Text { text: fix.replacement.as_str().into() } };
    let artifact_location = Artifact { uri: uri(location.path) };
    Some(Mending { artifact_changes: [Change { artifact_location, replacements: [replacement] }] })
}

/// `path` as a reference in the sense of RFC 3986: relative where the path is.
fn uri(path: &str) -> String {
    let path = if std::path::MAIN_SEPARATOR == '\\' { path.replace('\\', "/") } else { path.to_owned() };
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::FindingFormat::Sarif;
    use super::super::sample::{Sample, assert_valid};
    use crate::report::View;

    #[test]
    fn results_point_at_rules_files_and_regions() {
        let sample = Sample::new();
        let read: Value = serde_json::from_str(&sample.written(Sarif, View::default())).unwrap();
        let run = &read["runs"][0];
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        assert_eq!(rules.len(), 1);
        assert_eq!(rules[0]["id"], "unclosed-quote");
        assert_eq!(rules[0]["properties"], json!({"tags": ["quotes"]}));
        let help = rules[0]["help"]["markdown"].as_str().unwrap();
        assert!(help.starts_with("# unclosed-quote\n\nAn opening") && !help.contains("~~~"), "{help}");

        let results = run["results"].as_array().unwrap();
        let region = |line: [u32; 2], column: [u32; 2], offset: u32, text: &str| {
            json!({"startLine": line[0], "startColumn": column[0], "endLine": line[1], "endColumn": column[1],
                   "charOffset": offset, "charLength": text.chars().count(), "snippet": {"text": text}})
        };
        let at = |uri: &str, region: Value| json!({"artifactLocation": {"uri": uri}, "region": region});
        let first = "d%C3%A9p/a%201%2Cb%3Ac.txt";
        let print = sample.findings[0].fingerprint(&sample.articles());
        assert_eq!(
            results[0],
            json!({"ruleId": "unclosed-quote", "ruleIndex": 0, "level": "error",
                   "message": {"text": "13 dead here, 9 in b.txt"},
                   "locations": [{"physicalLocation": at(first, region([1, 1], [138, 146], 137, "13 morts")),
                                  "message": {"text": "13"}}],
                   "relatedLocations": [
                       {"id": 1, "physicalLocation": at("b.txt", region([3, 3], [19, 26], 27, "9 morts")),
                        "message": {"text": "9 "}},
                       {"id": 2, "physicalLocation": at(first, region([1, 1], [212, 216], 211, "neuf"))}],
                   "partialFingerprints": {"primaryLocationLineHash": print, "selon/v1": print}})
        );
        let mut deleted = region([1, 1], [156, 161], 155, "maire");
        deleted.as_object_mut().unwrap().remove("snippet");
        let replacement = json!({"deletedRegion": deleted, "insertedContent": {"text": "<Maire>"}});
        let change = json!({"artifactLocation": {"uri": first}, "replacements": [replacement]});
        assert_eq!(results[1]["fixes"], json!([{"artifactChanges": [change]}]));
        let reason = json!([{"kind": "external", "justification": "checked with the prefecture"}]);
        assert_eq!(results[2]["suppressions"], reason);
        assert_eq!(
            results[3]["locations"][0]["physicalLocation"]["region"],
            region([3, 4], [12, 6], 20, "a fait 9 morts\r\nselon")
        );
        assert_eq!(
            results[4]["locations"],
            json!([{"physicalLocation": at("d.jsonl", json!({"startLine": 2})), "message": {"text": "opened here"},
                    "logicalLocations": [{"name": "dépêche 7", "kind": "element"}]}])
        );
        assert_eq!(results.len(), 5);
    }

    #[test]
    fn agrees_with_the_published_schema() {
        for sample in [Sample::new(), Sample::hostile(), Sample::default()] {
            assert_valid("sarif-schema-2.1.0.json", &sample.written(Sarif, View::default()));
        }
    }

    #[test]
    fn paths_become_references() {
        assert_eq!(super::uri("/a b/é.txt"), "file:///a%20b/%C3%A9.txt");
        assert_eq!(super::uri("c:x.txt"), "c%3Ax.txt");
    }
}

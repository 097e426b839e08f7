//! Findings as the diagnostics of reviewdog: columns in bytes, ends exclusive.

use std::io::{self, Write};

use serde::Serialize;

use super::texts::{Point, Texts, Where};
use crate::lint::{Finding, Level};
use crate::text::Span;

#[derive(Serialize)]
struct Report<'a> {
    source: Source,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Location<'a>>,
    severity: &'static str,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Position>,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    location: Location<'a>,
}

/// Writes one object with all findings.
pub(super) fn write(texts: &Texts<'_>, out: &mut impl Write) -> io::Result<()> {
    let diagnostics = texts.counted().map(|(finding, _)| diagnostic(texts, finding)).collect();
    serde_json::to_writer_pretty(&mut *out, &Report { source: Source { name: "selon" }, diagnostics })?;
    out.write_all(b"\n")
}

fn diagnostic<'a>(texts: &'a Texts<'_>, finding: &'a Finding) -> Diagnostic<'a> {
    let first = finding.places.first();
    let record = first.and_then(|place| texts.location(&place.document, place.span).record);
    let related = finding
        .places
        .iter()
        .skip(1)
        .map(|place| Related { message: &place.label, location: location(texts, &place.document, place.span) });
    // A suggestion stands in the file of the finding.
    let fix = finding.fix.as_ref().filter(|fix| first.is_some_and(|place| place.document == fix.document));
    let suggestion = fix.and_then(|fix| {
        let Where::Span(start, end) = texts.location(&fix.document, fix.span).lines else { return None };
        Some(Suggestion { range: range(start, end), text: &fix.replacement })
    });
    Diagnostic {
        message: record.map_or_else(|| finding.message.clone(), |record| format!("{record}: {}", finding.message)),
        location: first.map(|place| location(texts, &place.document, place.span)),
        severity: match finding.level {
            Level::Error => "ERROR",
            Level::Warning => "WARNING",
            Level::Info => "INFO",
        },
        code: Code { value: finding.lint },
        suggestions: suggestion.into_iter().collect(),
        related_locations: related.collect(),
    }
}

fn location<'a>(texts: &'a Texts<'_>, document: &'a str, span: Span) -> Location<'a> {
    let location = texts.location(document, span);
    let range = match location.lines {
        Where::Span(start, end) => Some(range(start, end)),
        Where::Line(line) => Some(Range { start: Position { line, column: None }, end: None }),
        Where::File => None,
    };
    Location { path: location.path, range }
}

fn range(start: Point, end: Point) -> Range {
    let position = |point: Point| Position { line: point.line, column: Some(point.byte_column) };
    Range { start: position(start), end: Some(position(end)) }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::FindingFormat::Rdjson;
    use super::super::sample::{Sample, assert_valid};
    use crate::report::View;

    #[test]
    fn columns_count_bytes() {
        let read: Value = serde_json::from_str(&Sample::new().written(Rdjson, View::default())).unwrap();
        let range = |line: [u32; 2], column: [u32; 2]| json!({"start": {"line": line[0], "column": column[0]}, "end": {"line": line[1], "column": column[1]}});
        let at = |path: &str, range: Value| json!({"path": path, "range": range});
        let (first, code) = ("dép/a 1,b:c.txt", json!({"value": "unclosed-quote"}));
        let expected = json!({"source": {"name": "selon"}, "diagnostics": [
            {"message": "13 dead here, 9 in b.txt", "severity": "ERROR", "code": code,
             "location": at(first, range([1, 1], [142, 150])),
             "related_locations": [
                 {"message": "9 ", "location": at("b.txt", range([3, 3], [24, 31]))},
                 {"message": "", "location": at(first, range([1, 1], [218, 222]))}]},
            {"message": "the mayor is called otherwise", "severity": "WARNING", "code": code,
             "location": at(first, range([1, 1], [160, 165])),
             "suggestions": [{"range": range([1, 1], [160, 165]), "text": "<Maire>"}]},
            {"message": "over a line end", "severity": "INFO", "code": code,
             "location": at("b.txt", range([3, 4], [17, 6]))},
            {"message": "dépêche 7: quotation opened and never closed", "severity": "ERROR", "code": code,
             "location": at("d.jsonl", json!({"start": {"line": 2}}))},
        ]});
        assert_eq!(read, expected);
    }

    #[test]
    fn agrees_with_the_published_schema() {
        for sample in [Sample::new(), Sample::hostile(), Sample::default()] {
            assert_valid("rdjson-DiagnosticResult.json", &sample.written(Rdjson, View::default()));
        }
    }
}

//! Findings as JSON, one object a line or all in one: offsets, lines and columns in code points.

use std::io::{self, Write};

use serde::Serialize;

use super::texts::Texts;
use crate::lint::{Evidence, Finding, Fix, Place};
use crate::report::SCHEMA;
use crate::text::Span;

#[derive(Serialize)]
struct All<'a> {
    schema: &'static str,
    findings: Vec<Record<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    schema: &'static str,
    #[serde(flatten)]
    record: Record<'a>,
}

#[derive(Serialize)]
struct Record<'a> {
    lint: &'static str,
    level: &'static str,
    message: &'a str,
    places: Vec<PlaceRecord<'a>>,
    fingerprint: &'a str,
    evidence: Vec<EvidenceRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixRecord<'a>>,
}

#[derive(Serialize)]
struct PlaceRecord<'a> {
    document: &'a str,
    start: u32,
    end: u32,
    line: usize,
    column: usize,
    text: &'a str,
    label: &'a str,
}

#[derive(Serialize)]
struct EvidenceRecord<'a> {
    kind: &'static str,
    text: &'a str,
    place: Option<PlaceRecord<'a>>,
}

#[derive(Serialize)]
struct FixRecord<'a> {
    document: &'a str,
    start: u32,
    end: u32,
    text: &'a str,
    replacement: &'a str,
}

/// Writes one object for each finding.
pub(super) fn write(texts: &Texts<'_>, out: &mut impl Write) -> io::Result<()> {
    for (finding, fingerprint) in texts.counted() {
        serde_json::to_writer(&mut *out, &Line { schema: SCHEMA, record: record(texts, finding, fingerprint) })?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Writes one object with all findings.
pub(super) fn write_all(texts: &Texts<'_>, out: &mut impl Write) -> io::Result<()> {
    let findings = texts.counted().map(|(finding, fingerprint)| record(texts, finding, fingerprint)).collect();
    serde_json::to_writer_pretty(&mut *out, &All { schema: SCHEMA, findings })?;
    out.write_all(b"\n")
}

fn record<'a>(texts: &'a Texts<'_>, finding: &'a Finding, fingerprint: &'a str) -> Record<'a> {
    Record {
        lint: finding.lint,
        level: finding.level.name(),
        message: &finding.message,
        places: finding.places.iter().filter_map(|it| place(texts, it)).collect(),
        fingerprint,
        evidence: finding.evidence.iter().map(|step| evidence(texts, step)).collect(),
        fix: finding.fix.as_ref().and_then(|it| fix(texts, it)),
    }
}

fn place<'a>(texts: &'a Texts<'_>, Place { document, span, label }: &'a Place) -> Option<PlaceRecord<'a>> {
    let text = texts.text(document)?;
    let (start, end) = text.points(*span);
    Some(PlaceRecord {
        document,
        start: start.offset,
        end: end.offset,
        line: start.line,
        column: start.column,
        text: slice(&text.article.text, *span),
        label,
    })
}

fn evidence<'a>(texts: &'a Texts<'_>, Evidence { kind, text, place }: &'a Evidence) -> EvidenceRecord<'a> {
    EvidenceRecord { kind, text, place: place.as_ref().and_then(|place| self::place(texts, place)) }
}

fn fix<'a>(texts: &'a Texts<'_>, Fix { document, span, replacement }: &'a Fix) -> Option<FixRecord<'a>> {
    let text = texts.text(document)?;
    let (start, end) = text.points(*span);
    Some(FixRecord {
        document,
        start: start.offset,
        end: end.offset,
        text: slice(&text.article.text, *span),
        replacement,
    })
}

fn slice(text: &str, span: Span) -> &str {
    &text[span]
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::FindingFormat::{Json, Jsonl};
    use super::super::sample::Sample;
    use crate::report::View;

    #[test]
    fn one_object_a_line() {
        let written = Sample::new().written(Jsonl, View::default());
        let lines: Vec<&str> = written.lines().collect();
        assert_eq!(lines.len(), 4);
        assert_eq!(
            lines[0],
            "{\"schema\":\"selon/1\",\"lint\":\"unclosed-quote\",\"level\":\"error\",\
             \"message\":\"13 dead here, 9 in b.txt\",\"places\":[\
             {\"document\":\"dép/a 1,b:c.txt\",\"start\":137,\"end\":145,\"line\":1,\"column\":138,\
             \"text\":\"13 morts\",\"label\":\"13\"},\
             {\"document\":\"b.txt\",\"start\":27,\"end\":34,\"line\":3,\"column\":19,\
             \"text\":\"9 morts\",\"label\":\"9 \"},\
             {\"document\":\"dép/a 1,b:c.txt\",\"start\":211,\"end\":215,\"line\":1,\"column\":212,\
             \"text\":\"neuf\",\"label\":\"\"}],\
             \"fingerprint\":\"20f5a5cea5f3e8322cc8e0dca5466470\",\"evidence\":[\
             {\"kind\":\"interval\",\"text\":\"[13, 13] and [9, 9]\",\"place\":null},\
             {\"kind\":\"source\",\"text\":\"mairie\",\"place\":{\"document\":\"b.txt\",\"start\":42,\"end\":51,\
             \"line\":4,\"column\":7,\"text\":\"la mairie\",\"label\":\"\"}}]}"
        );
        assert!(lines[1].ends_with(
            "\"fix\":{\"document\":\"dép/a 1,b:c.txt\",\"start\":155,\"end\":160,\"text\":\"maire\",\
             \"replacement\":\"<Maire>\"}}"
        ));
    }

    #[test]
    fn offsets_slice_the_text_whatever_is_in_it() {
        for sample in [Sample::new(), Sample::hostile()] {
            for line in sample.written(Jsonl, View::default()).lines() {
                let finding: Value = serde_json::from_str(line).unwrap();
                for place in finding["places"].as_array().unwrap() {
                    let text = &sample.articles()[place["document"].as_str().unwrap()].text;
                    let offset = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
                    let slice: String = text.chars().take(offset("end")).skip(offset("start")).collect();
                    assert_eq!(place["text"], slice);
                    let line = text.split('\n').nth(offset("line") - 1).unwrap();
                    let first: String = line.chars().skip(offset("column") - 1).take(3).collect();
                    assert!(slice.starts_with(&first), "{slice:?} at {first:?}");
                }
            }
        }
    }

    #[test]
    fn one_object_for_all() {
        let written = Sample::new().written(Json, View::default());
        let all: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(all["schema"], "selon/1");
        for (finding, line) in
            all["findings"].as_array().unwrap().iter().zip(Sample::new().written(Jsonl, View::default()).lines())
        {
            let mut alone: Value = serde_json::from_str(line).unwrap();
            alone.as_object_mut().unwrap().remove("schema");
            assert_eq!(*finding, alone);
        }
        assert_eq!(all["findings"].as_array().unwrap().len(), 4);
    }
}

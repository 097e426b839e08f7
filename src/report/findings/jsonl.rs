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

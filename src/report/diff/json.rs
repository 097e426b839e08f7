//! Changes as one JSON object a line for each pair of versions, offsets in code points.

use std::io::{self, Write};

use serde::Serialize;

use super::Compared;
use crate::article::Article;
use crate::diff::Change;
use crate::report::SCHEMA;
use crate::report::code_points::CodePoints;
use crate::text::{Lines, Span};

#[derive(Serialize)]
struct Record<'a> {
    schema: &'static str,
    old: &'a str,
    new: &'a str,
    changes: Vec<ChangeRecord<'a>>,
}

#[derive(Serialize)]
struct ChangeRecord<'a> {
    class: &'static str,
    kind: &'static str,
    significance: &'static str,
    declared: &'static str,
    silent: bool,
    old: Option<PlaceRecord<'a>>,
    new: Option<PlaceRecord<'a>>,
    old_value: &'a str,
    new_value: &'a str,
}

#[derive(Serialize)]
struct PlaceRecord<'a> {
    start: u32,
    end: u32,
    line: usize,
    column: usize,
    text: &'a str,
}

/// Turns spans of one article into places.
struct Places<'a> {
    article: &'a Article,
    points: CodePoints,
    lines: Lines,
}

impl<'a> Places<'a> {
    fn new(article: &'a Article) -> Places<'a> {
        Places { article, points: CodePoints::new(&article.text), lines: Lines::new(&article.text) }
    }

    fn place(&self, span: Span) -> PlaceRecord<'a> {
        let (start, end) = self.points.of(span);
        let (line, column) = self.lines.position(&self.article.text, span.start());
        PlaceRecord { start, end, line, column, text: &self.article.text[span] }
    }
}

/// Writes what changed between two versions as one line.
pub(super) fn write(compared: &Compared<'_>, out: &mut impl Write) -> io::Result<()> {
    let (old, new) = (Places::new(compared.old), Places::new(compared.new));
    let change = |change| record(change, &old, &new);
    let record = Record {
        schema: SCHEMA,
        old: &compared.old.id,
        new: &compared.new.id,
        changes: compared.diff.changes.iter().map(change).collect(),
    };
    let mut line = serde_json::to_vec(&record)?;
    line.push(b'\n');
    out.write_all(&line)
}

fn record<'a>(change: &'a Change, old: &Places<'a>, new: &Places<'a>) -> ChangeRecord<'a> {
    ChangeRecord {
        class: change.class().name(),
        kind: change.kind.name(),
        significance: change.significance.name(),
        declared: change.declared.name(),
        silent: change.is_silent_correction(),
        old: change.old.map(|span| old.place(span)),
        new: change.new.map(|span| new.place(span)),
        old_value: &change.old_value,
        new_value: &change.new_value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::Diff;
    use crate::reading::Reading;
    use crate::rules::RulePack;

    #[test]
    fn one_object_with_offsets_that_slice_the_texts() {
        let rules = RulePack::shipped("fr").unwrap();
        let read = |id: &str, text: &str| Reading::new(Article::plain(id, text), &rules);
        let (before, after) =
            ("L’été fit 94 morts.\nSelon lui, « tout va ».", "L’été fit 87 morts.\nSelon lui, « rien ne va ».");
        let (old, new) = (read("a", before), read("b", after));
        let diff = Diff::new(&old, &new, &rules);
        let mut out = Vec::new();
        write(&Compared { old: &old.analysis.article, new: &new.analysis.article, diff: &diff }, &mut out).unwrap();
        let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!((value["schema"].as_str(), value["old"].as_str()), (Some(SCHEMA), Some("a")));
        let changes = value["changes"].as_array().unwrap();
        assert!(changes.len() > 1);
        assert_eq!((changes[0]["class"].as_str(), changes[0]["silent"].as_bool()), (Some("figure"), Some(true)));
        for (side, text) in [("old", before), ("new", after)] {
            let chars: Vec<char> = text.chars().collect();
            for place in changes.iter().map(|change| &change[side]).filter(|place| !place.is_null()) {
                let offset = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
                let slice: String = chars[offset("start")..offset("end")].iter().collect();
                assert_eq!(slice, place["text"].as_str().unwrap());
            }
        }
    }
}

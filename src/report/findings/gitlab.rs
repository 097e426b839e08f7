//! Findings as a code quality report of GitLab.

use std::io::{self, Write};

use serde::Serialize;

use super::texts::{Texts, Where};
use crate::lint::Level;

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'static str,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// Writes one array of all findings.
pub(super) fn write(texts: &Texts<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut issues = Vec::new();
    for (finding, fingerprint) in texts.counted() {
        let Some(place) = finding.places.first() else { continue };
        let location = texts.location(&place.document, place.span);
        let begin = location.line();
        let end = if let Where::Span(_, end) = location.lines { end.line } else { begin };
        issues.push(Issue {
            description: match location.record {
                Some(record) => format!("{record}: {}", finding.message),
                None => finding.message.clone(),
            },
            check_name: finding.lint,
            fingerprint,
            severity: match finding.level {
                Level::Error => "major",
                Level::Warning => "minor",
                Level::Info => "info",
            },
            location: Location { path: location.path, lines: Lines { begin, end } },
        });
    }
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::FindingFormat::Gitlab;
    use super::super::sample::Sample;
    use crate::report::View;

    #[test]
    fn an_issue_each() {
        let sample = Sample::new();
        let read: Value = serde_json::from_str(&sample.written(Gitlab, View::default())).unwrap();
        let issue = |at: usize, description: &str, severity: &str, path: &str, begin: u32, end: u32| {
            json!({"description": description, "check_name": "unclosed-quote", "severity": severity,
                   "fingerprint": sample.findings[at].fingerprint(&sample.articles()),
                   "location": {"path": path, "lines": {"begin": begin, "end": end}}})
        };
        let expected = json!([
            issue(0, "13 dead here, 9 in b.txt", "major", "dép/a 1,b:c.txt", 1, 1),
            issue(1, "the mayor is called otherwise", "minor", "dép/a 1,b:c.txt", 1, 1),
            issue(3, "over a line end", "info", "b.txt", 3, 4),
            issue(4, "dépêche 7: quotation opened and never closed", "major", "d.jsonl", 2, 2),
        ]);
        assert_eq!(read, expected);
        assert_eq!(Sample::default().written(Gitlab, View::default()), "[]\n");
    }

    #[test]
    fn issues_alike_differ_in_their_fingerprints() {
        let mut sample = Sample::hostile();
        sample.findings.extend(sample.findings.clone());
        let read: Value = serde_json::from_str(&sample.written(Gitlab, View::default())).unwrap();
        assert_eq!(read[0]["description"], sample.findings[0].message);
        assert_ne!(read[0]["fingerprint"], read[1]["fingerprint"]);
    }
}

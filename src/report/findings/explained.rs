//! One finding with all it rests on: its passages, its fingerprint, and the steps the lint went by.

use std::io::{self, Write};

use anstyle::Style;

use super::FindingFormat;
use super::texts::Texts;
use crate::lint::{Articles, Finding, Lint};
use crate::report::View;
use crate::report::terminal::{Lines, clean, columns, cut};

/// Writes `finding`, which points into `articles`, with all it rests on.
///
/// # Errors
///
/// When `out` cannot be written to.
pub fn write_explained(
    finding: &Finding,
    fingerprint: &str,
    articles: &Articles<'_>,
    view: View,
    out: &mut impl Write,
) -> io::Result<()> {
    // What is set aside is shown here all the same.
    let shown = [Finding { suppressed: None, ..finding.clone() }];
    FindingFormat::Full.write(&shown, articles, view, out)?;
    let mut rows: Vec<(&str, String)> = vec![("fingerprint", fingerprint.to_owned())];
    if let Some(lint) = Lint::named(finding.lint) {
        rows.push(("lint", format!("{}, {} ({})", lint.id, lint.summary, lint.category.name())));
    }
    if let Some(reason) = &finding.suppressed {
        rows.push(("set aside", reason.clone()));
    }
    let texts = Texts::new(&shown, articles);
    for step in &finding.evidence {
        let mut told = step.text.clone();
        if let Some(place) = &step.place {
            let at =
                texts.points(place).map_or(String::new(), |(start, _)| format!(":{}:{}", start.line, start.column));
            let words = cut(&clean(place.text(articles)), view.width);
            told = format!("{told} \u{2014} {}{at}: {words}", place.document);
        }
        rows.push((step.kind, told));
    }
    let widest = rows.iter().map(|(name, _)| columns(name)).max().unwrap_or(0);
    writeln!(out)?;
    for (name, told) in rows {
        let mut lines = Lines::new(&mut *out, view.colour, view.width);
        let lead = format!("  {name:widest$}  ");
        lines.lead(&lead);
        lines.push_word(&told, Style::new())?;
        lines.end()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::sample::Sample;
    use super::*;

    #[test]
    fn shows_every_step() {
        let sample = Sample::new();
        let shown = |finding: &Finding| {
            let mut out = Vec::new();
            write_explained(finding, "00ff", &sample.articles(), View::default(), &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let written = shown(&sample.findings[0]);
        assert!(written.starts_with("error[unclosed-quote]: 13 dead here, 9 in b.txt\n --> "), "{written}");
        assert!(
            written.ends_with(
                "\n
  fingerprint  00ff
  lint         unclosed-quote, an opening quotation mark that is never closed
               (quotes)
  interval     [13, 13] and [9, 9]
  source       mairie \u{2014} b.txt:4:7: la mairie\n"
            ),
            "{written}"
        );
        let set_aside = sample.findings.iter().find(|finding| finding.suppressed.is_some()).unwrap();
        let written = shown(set_aside);
        assert!(written.contains("\n  set aside    checked with the prefecture\n"), "{written}");
    }

    #[test]
    fn nothing_drives_the_terminal() {
        let sample = Sample::hostile();
        let mut finding = sample.findings[0].clone();
        let step = crate::lint::Evidence {
            kind: "step",
            text: "\u{1b}[31m".to_owned(),
            place: Some(finding.places[0].clone()),
        };
        finding.evidence.push(step);
        let mut out = Vec::new();
        write_explained(&finding, "00ff", &sample.articles(), View::default(), &mut out).unwrap();
        let written = String::from_utf8(out).unwrap();
        assert!(!written.chars().any(|c| c.is_control() && c != '\n'), "{written:?}");
    }
}

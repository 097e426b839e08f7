//! The list under an article: who is reported to have said what, each under the one it stands in.

use std::io::{self, Write};

use anstyle::Style;

use super::super::View;
use super::super::prose::Prose;
use super::super::terminal;
use super::Styles;
use crate::analysis::Analysis;

/// The width under which an attribution is listed on two lines, as little would be left for its content.
const NARROW: usize = 100;

/// The levels of nesting that indentation shows.
const LEVELS: usize = 4;

/// What stands for a source that is not there.
const NO_SOURCE: &str = "(no source)";

/// One attribution of the list.
struct Row {
    attribution: usize,
    number: String,
    mode: &'static str,
    source: String,
    cue: String,
    content: String,
}

/// Writes the list of attributions.
pub(super) fn write(analysis: &Analysis, view: View, styles: &Styles, out: &mut impl Write) -> io::Result<()> {
    if analysis.attributions.is_empty() {
        return writeln!(out, "no attributions");
    }
    let mut rows = rows(analysis);
    let width = view.width;
    let is_narrow = width < NARROW;
    if !is_narrow {
        for row in &mut rows {
            row.source = terminal::cut(&row.source, width / 4);
            row.cue = terminal::cut(&row.cue, width / 6);
        }
    }
    let widest = |column: fn(&Row) -> &str| rows.iter().map(|row| terminal::columns(column(row))).max().unwrap_or(0);
    let (number, mode) = (widest(|row| &row.number), widest(|row| row.mode));
    let (source, cue) = (widest(|row| &row.source), widest(|row| &row.cue));
    let indent = if width < NARROW / 2 { number + 2 } else { number + mode + 4 };
    for row in &rows {
        let style = styles.sources[row.attribution];
        let name = if row.source == NO_SOURCE { Style::new().dimmed() } else { style.bold() };
        let mut cell = |style: Style, text: &str, width: usize| {
            write!(out, "{}{:2$}", styles.paint(style, text), "", width.saturating_sub(terminal::columns(text)))
        };
        cell(style, &row.number, number + 2)?;
        cell(Style::new().dimmed(), row.mode, mode + 2)?;
        if is_narrow {
            let room = width.saturating_sub(number + mode + 4);
            let cue = if row.cue.is_empty() { String::new() } else { terminal::cut(&row.cue, room / 3) };
            let source = terminal::cut(&row.source, room.saturating_sub(terminal::columns(&cue) + 3));
            cell(name, &source, 0)?;
            if !cue.is_empty() {
                cell(Style::new(), " — ", 0)?;
                cell(style.underline(), &cue, 0)?;
            }
            let content = terminal::cut(&row.content, width.saturating_sub(indent));
            writeln!(out, "\n{:indent$}{content}", "")?;
        } else {
            cell(name, &row.source, source + 2)?;
            cell(style.underline(), &row.cue, cue + 2)?;
            let left = width.saturating_sub(number + mode + source + cue + 8);
            writeln!(out, "{}", terminal::cut(&row.content, left))?;
        }
    }
    Ok(())
}

/// The rows of the list, each behind the one it stands in.
fn rows(analysis: &Analysis) -> Vec<Row> {
    let all = &analysis.attributions;
    let prose = Prose::new(&analysis.article);
    let mut inner: Vec<Vec<usize>> = vec![Vec::new(); all.len()];
    let mut next: Vec<(usize, usize)> = Vec::new();
    for (index, attribution) in all.iter().enumerate().rev() {
        match attribution.inside.and_then(|around| inner.get_mut(around)) {
            Some(inner) => inner.push(index),
            None => next.push((index, 0)),
        }
    }
    let mut rows = Vec::with_capacity(all.len());
    while let Some((index, level)) = next.pop() {
        let attribution = &all[index];
        next.extend(inner[index].iter().map(|&index| (index, level + 1)));
        let source = attribution.source.as_ref().map_or(NO_SOURCE.to_owned(), |source| {
            let meant = std::iter::once(&source.entity).chain(&source.ambiguous);
            let names: Vec<&str> = meant.map(|&entity| analysis.entities[entity].name.as_str()).collect();
            names.join(" or ")
        });
        let cue = attribution.cue.as_ref().map_or(String::new(), |cue| prose.read(cue.span));
        let parts: Vec<String> = attribution.content.iter().map(|&span| prose.read(span)).collect();
        rows.push(Row {
            attribution: index,
            number: format!("{:1$}{2}", "", 2 * level.min(LEVELS), index + 1),
            mode: attribution.mode.name(),
            source: terminal::clean(&source),
            cue: terminal::clean(&cue),
            content: terminal::clean(&parts.join(" … ")),
        });
    }
    rows
}

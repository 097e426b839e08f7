//! The lints themselves, for a terminal: a list of them, and the page of one.

use std::io::{self, Write};

use anstyle::Style;

use super::View;
use super::terminal::Lines;
use crate::lint::Lint;

/// Writes a line for each of `lints`: name, level, whether it is on by default, and what it flags.
///
/// # Errors
///
/// When `out` cannot be written to.
pub fn write_lints(lints: &[&Lint], view: View, out: &mut impl Write) -> io::Result<()> {
    let widest = lints.iter().map(|lint| lint.id.len()).max().unwrap_or(0);
    let mut category = None;
    for lint in lints {
        if category != Some(lint.category) {
            let apart = if category.is_some() { "\n" } else { "" };
            write!(out, "{apart}")?;
            line(view, "", lint.category.name(), Style::new().bold(), out)?;
            category = Some(lint.category);
        }
        let is_on = if lint.default { "on " } else { "off" };
        let lead = format!("  {:widest$}  {:7}  {is_on}  ", lint.id, lint.level.name());
        line(view, &lead, lint.summary, Style::new(), out)?;
    }
    Ok(())
}

/// Writes the page of `lint`, its Markdown set for a terminal.
///
/// # Errors
///
/// When `out` cannot be written to.
pub fn write_page(lint: &Lint, view: View, out: &mut impl Write) -> io::Result<()> {
    let mut paragraph = String::new();
    let mut is_fenced = false;
    for written in lint.page().lines() {
        let heading = written.strip_prefix("# ").or_else(|| written.strip_prefix("## ")).filter(|_| !is_fenced);
        let fence = written.strip_prefix("~~~");
        if heading.is_some() || fence.is_some() || is_fenced || written.is_empty() || written.starts_with("- ") {
            line(view, "", &std::mem::take(&mut paragraph), Style::new(), out)?;
        }
        match (heading, fence) {
            (Some(heading), _) => line(view, "", heading, Style::new().bold(), out)?,
            (None, Some(info)) => {
                is_fenced = !is_fenced;
                line(view, "  ", info, Style::new().dimmed(), out)?;
            }
            (None, None) if written.is_empty() => writeln!(out)?,
            (None, None) if is_fenced => {
                let indent = written.len() - written.trim_start_matches(' ').len();
                line(view, &" ".repeat(indent + 4), written, Style::new(), out)?;
            }
            (None, None) => {
                paragraph.push_str(written);
                paragraph.push(' ');
            }
        }
    }
    line(view, "", &paragraph, Style::new(), out)
}

fn line(view: View, lead: &str, text: &str, style: Style, out: &mut impl Write) -> io::Result<()> {
    let mut lines = Lines::new(&mut *out, view.colour, view.width);
    lines.lead(lead);
    lines.push_word(text, style)?;
    lines.end()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::LINTS;

    #[test]
    fn lists_each_lint_under_its_category() {
        let mut out = Vec::new();
        write_lints(&LINTS.iter().collect::<Vec<_>>(), View { colour: false, width: 200 }, &mut out).unwrap();
        let written = String::from_utf8(out).unwrap();
        assert!(written.starts_with("quotes\n  unclosed-quote "), "{written}");
        let lines = written.lines().filter(|line| line.starts_with("  "));
        assert_eq!(lines.count(), LINTS.len());
    }

    #[test]
    fn pages_keep_to_the_width_and_lose_no_word() {
        for lint in LINTS {
            let mut out = Vec::new();
            write_page(lint, View { colour: false, width: 60 }, &mut out).unwrap();
            let written = String::from_utf8(out).unwrap();
            assert!(written.starts_with(&format!("{}\n\n", lint.id)), "{written}");
            assert!(!written.contains("~~~") && !written.contains("\n#"), "{written}");
            let is_mark = |word: &&str| !word.starts_with("~~~") && !matches!(*word, "#" | "##");
            let words = |text: &str| {
                text.replace("~~~", "")
                    .split_whitespace()
                    .map(str::to_owned)
                    .filter(|w| is_mark(&w.as_str()))
                    .collect::<Vec<_>>()
            };
            assert_eq!(words(&written), words(lint.page()));
        }
    }
}

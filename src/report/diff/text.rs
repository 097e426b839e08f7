//! Changes as a person reads them in a terminal: the list first, then the sentences they are in.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::{Compared, Stretch, declaration, folded, sentences, stretches, told, values};
use crate::diff::Significance;
use crate::report::View;
use crate::report::terminal::{Lines, clean, columns, cut, visible};

/// The columns from which on old and new stand side by side: two columns of 55 read well.
const WIDE: usize = 114;
/// The columns of class, kind and declaration.
const CLASS: usize = 12;
const KIND: usize = 19;
const DECLARED: usize = 18;

const GONE: Style = AnsiColor::Red.on_default();
const COME: Style = AnsiColor::Green.on_default();

/// Writes what changed between two versions.
pub(super) fn write(compared: &Compared<'_>, view: View, out: &mut impl Write) -> io::Result<()> {
    let paint = |style: Style, text: &str| {
        if view.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    };
    let names = format!("{} → {}", clean(&compared.old.id), clean(&compared.new.id));
    writeln!(out, "{}\n", paint(Style::new().dimmed(), &names))?;
    let mut count = 0;
    for change in told(compared.diff) {
        count += 1;
        let class = format!("{:CLASS$}", change.class().name());
        let kind = format!("{:KIND$}", change.kind.name());
        let declared = format!("{:DECLARED$}", declaration(change));
        let room = view.width.saturating_sub(CLASS + KIND + DECLARED).max(24);
        let value = cut(&clean(&values(change)), room);
        let style = match change.significance {
            Significance::High => Style::new().bold(),
            _ => Style::new(),
        };
        let alarm =
            if change.is_silent_correction() { COME.fg_color(Some(AnsiColor::Yellow.into())) } else { Style::new() };
        let line = format!("{}{kind}{}{value}", paint(style, &class), paint(alarm, &declared));
        writeln!(out, "{}", line.trim_end())?;
    }
    let folded = folded(compared.diff);
    match (count, folded.is_empty()) {
        (0, true) => writeln!(out, "nothing changed\n")?,
        (0, false) => writeln!(out, "nothing changed but {folded}\n")?,
        (_, true) => writeln!(out)?,
        (_, false) => writeln!(out, "\nfolded: {folded}\n")?,
    }
    for sentence in sentences(compared.diff) {
        let parts = stretches(compared, sentence);
        if view.width >= WIDE {
            side_by_side(&parts, view, out)?;
        } else {
            inline(&parts, view, out)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Writes old and new words in one text: what is gone and what came in colours, or in brackets.
fn inline(parts: &[(Stretch, String)], view: View, out: &mut impl Write) -> io::Result<()> {
    let mut lines = Lines::new(out, view.colour, view.width);
    lines.lead("  ");
    for (stretch, text) in parts {
        let (style, open, close) = match stretch {
            Stretch::Same => (Style::new(), "", ""),
            Stretch::Gone => (GONE.strikethrough(), "[-", "-]"),
            Stretch::Come => (COME.underline(), "{+", "+}"),
        };
        let marks = if view.colour { ("", "") } else { (open, close) };
        let words = text.trim_start();
        if words.len() < text.len() {
            lines.push(' ', Style::new())?;
        }
        lines.push_word(&format!("{}{words}{}", marks.0, marks.1), style)?;
    }
    lines.end()
}

/// Writes the old words in the left half and the new ones in the right.
fn side_by_side(parts: &[(Stretch, String)], view: View, out: &mut impl Write) -> io::Result<()> {
    let width = (view.width - 7) / 2;
    let old = column(parts, Stretch::Gone, width, view.colour);
    let new = column(parts, Stretch::Come, width, view.colour);
    for at in 0..old.len().max(new.len()) {
        let empty = (String::new(), 0);
        let (left, fill) = old.get(at).unwrap_or(&empty);
        let (right, _) = new.get(at).unwrap_or(&empty);
        let pad = " ".repeat(width.saturating_sub(*fill));
        writeln!(out, "{}", format!("  {left}{pad} │ {right}").trim_end())?;
    }
    Ok(())
}

/// The lines of one version, each with the columns it fills.
fn column(parts: &[(Stretch, String)], own: Stretch, width: usize, colour: bool) -> Vec<(String, usize)> {
    let (style, open, close) = if own == Stretch::Gone { (GONE, "[-", "-]") } else { (COME, "{+", "+}") };
    // A word may be made of several stretches; it is kept whole.
    let mut words: Vec<Vec<(bool, String)>> = vec![Vec::new()];
    for (stretch, text) in parts.iter().filter(|(stretch, _)| *stretch == Stretch::Same || *stretch == own) {
        let shown: String = text.chars().filter_map(visible).collect();
        for (at, word) in shown.split(' ').enumerate() {
            if at > 0 {
                words.push(Vec::new());
            }
            let last = words.last_mut().expect("it begins with one");
            if !word.is_empty() {
                last.push((*stretch == own, word.to_owned()));
            }
        }
    }
    let mut lines: Vec<(String, usize)> = Vec::new();
    for word in words.iter().filter(|word| !word.is_empty()) {
        let (mut text, mut fill) = (String::new(), 0);
        for (changed, part) in word {
            let shown = match (changed, colour) {
                (true, true) => format!("{style}{part}{style:#}"),
                (true, false) => format!("{open}{part}{close}"),
                (false, _) => part.clone(),
            };
            text.push_str(&shown);
            fill += columns(part) + if *changed && !colour { open.len() + close.len() } else { 0 };
        }
        match lines.last_mut() {
            Some((line, filled)) if *filled + 1 + fill <= width => {
                line.push(' ');
                line.push_str(&text);
                *filled += 1 + fill;
            }
            _ => lines.push((text, fill)),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::DiffFormat;
    use super::*;
    use crate::article::Article;
    use crate::diff::Diff;
    use crate::reading::Reading;
    use crate::rules::RulePack;

    fn written(old: &str, new: &str, view: View) -> String {
        let rules = RulePack::shipped("fr").unwrap();
        let read = |id: &str, text: &str| Reading::new(Article::plain(id, text), &rules);
        let (old, new) = (read("a.txt", old), read("b.txt", new));
        let diff = Diff::new(&old, &new, &rules);
        let compared = [Compared { old: &old.analysis.article, new: &new.analysis.article, diff: &diff }];
        let mut out = Vec::new();
        DiffFormat::Text.write(&compared, view, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    const OLD: &str = "« La digue a tenu », a dit la maire. Le pont est fermé.";
    const NEW: &str = "\"La digue a cédé\", a dit la maire. Le pont est fermé.";

    #[test]
    fn the_list_stands_before_the_sentences() {
        let text = written(OLD, NEW, View { colour: false, width: 90 });
        assert_eq!(
            text,
            "a.txt → b.txt\n\n\
             quote       altered            not declared      tenu → cédé\n\n\
             folded: 2 boring (1 spaces, 1 quote-glyphs)\n\n  \
             \"La digue a [-tenu-] {+cédé+}\", a dit la maire.\n\n"
        );
        let wide = written(OLD, NEW, View { colour: false, width: 120 });
        assert!(wide.contains("La digue a [-tenu-]"), "{wide}");
        assert!(wide.contains(" │ \"La digue a {+cédé+}\", a dit la maire."), "{wide}");
    }

    #[test]
    fn no_text_drives_the_terminal() {
        for width in [0, 1, 60, 114, 200] {
            let text = written(OLD, &NEW.replace("cédé", "c\u{1b}[31mé\u{9b}2J"), View { colour: false, width });
            assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
        }
    }

    #[test]
    fn versions_that_say_the_same() {
        let plain = View { colour: false, width: 90 };
        assert_eq!(written(OLD, OLD, plain), "a.txt → b.txt\n\nnothing changed\n\n");
    }
}

//! Changes as Markdown, for a pull request or a chat.

use std::io::{self, Write};

use super::{Compared, Stretch, declaration, folded, sentences, stretches, told, values};

/// Writes what changed between two versions: a table, then the sentences with what is gone struck through.
pub(super) fn write(compared: &Compared<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "### {} → {}\n", escaped(&compared.old.id), escaped(&compared.new.id))?;
    if told(compared.diff).next().is_some() {
        writeln!(out, "| change | | from → to | declared |\n|---|---|---|---|")?;
        for change in told(compared.diff) {
            let (class, kind) = (change.class().name(), change.kind.name());
            writeln!(out, "| **{class}** | {kind} | {} | {} |", escaped(&values(change)), declaration(change))?;
        }
        writeln!(out)?;
    } else {
        writeln!(out, "Nothing changed that a reader could tell.\n")?;
    }
    for sentence in sentences(compared.diff) {
        write!(out, "> ")?;
        for (stretch, text) in stretches(compared, sentence) {
            let words = text.trim_start();
            let blank = if words.len() < text.len() { " " } else { "" };
            let mark = match stretch {
                Stretch::Same => "",
                Stretch::Gone => "~~",
                Stretch::Come => "**",
            };
            write!(out, "{blank}{mark}{}{mark}", escaped(words))?;
        }
        writeln!(out, "\n")?;
    }
    let folded = folded(compared.diff);
    if folded.is_empty() { Ok(()) } else { writeln!(out, "Folded: {folded}\n") }
}

/// `text` on one line with nothing in it that Markdown would take for its own.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '&' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

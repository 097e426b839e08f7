//! How two texts differ, line by line and within lines word by word.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, InlineChangeMode, InlineChangeOptions, TextDiff};

/// Writes the lines of `expected` and `found`: `-` before those that were expected, `+` before those found instead.
///
/// With `colour` the words that differ within a line stand out.
///
/// # Errors
///
/// When `out` cannot be written to.
pub fn write_difference(expected: &str, found: &str, colour: bool, out: &mut impl Write) -> io::Result<()> {
    let diff = TextDiff::from_lines(expected, found);
    let mut options = InlineChangeOptions::new();
    options.mode(InlineChangeMode::Words).min_ratio(0.0).semantic_cleanup(true);
    for change in diff.ops().iter().flat_map(|op| diff.iter_inline_changes_with_options(op, options)) {
        let (sign, style) = match change.tag() {
            ChangeTag::Equal => (' ', Style::new().dimmed()),
            ChangeTag::Delete => ('-', AnsiColor::Red.on_default()),
            ChangeTag::Insert => ('+', AnsiColor::Green.on_default()),
        };
        let style = if colour { style } else { Style::new() };
        write!(out, "  {style}{sign} ")?;
        for (is_changed, words) in change.iter_strings_lossy() {
            let words: String =
                words.trim_end_matches(['\r', '\n']).chars().filter_map(super::terminal::visible).collect();
            let mark = if colour && is_changed { Style::new().bold().underline() } else { Style::new() };
            write!(out, "{mark}{words}")?;
            if is_changed && colour {
                write!(out, "{mark:#}{style}")?;
            }
        }
        writeln!(out, "{style:#}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(colour: bool) -> String {
        let mut out = Vec::new();
        write_difference("un\ndeux trois", "un\ndeux quatre\u{1b}", colour, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn words_that_differ_stand_out() {
        assert_eq!(written(false), "    un\n  - deux trois\n  + deux quatre␛\n");
        let coloured = written(true);
        assert!(coloured.contains("deux \u{1b}[1m\u{1b}[4mtrois\u{1b}[0m"), "{coloured:?}");
    }
}

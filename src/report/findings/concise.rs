//! Findings as lines that editors and scripts understand: `path:line:column: level[lint] message`.

use std::io::{self, Write};

use super::texts::Texts;
use crate::report::terminal::{clean, visible};

/// Writes a line for each finding, at its first place.
pub(super) fn write(texts: &Texts<'_>, out: &mut impl Write) -> io::Result<()> {
    for (finding, _) in texts.counted() {
        if let Some(place) = finding.places.first() {
            write!(out, "{}:", place.document.chars().filter_map(visible).collect::<String>())?;
            if let Some((start, _)) = texts.points(place) {
                write!(out, "{}:{}:", start.line, start.column)?;
            }
            out.write_all(b" ")?;
        }
        writeln!(out, "{}[{}] {}", finding.level.name(), finding.lint, clean(&finding.message))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::FindingFormat::Concise;
    use super::super::sample::Sample;
    use crate::report::View;

    #[test]
    fn a_line_each() {
        assert_eq!(
            Sample::new().written(Concise, View::default()),
            "dép/a 1,b:c.txt:1:138: error[unclosed-quote] 13 dead here, 9 in b.txt\n\
             dép/a 1,b:c.txt:1:156: warning[unclosed-quote] the mayor is called otherwise\n\
             b.txt:3:12: info[unclosed-quote] over a line end\n\
             dépêche 7:1:1: error[unclosed-quote] quotation opened and never closed\n"
        );
    }

    #[test]
    fn nothing_ends_the_line_or_drives_the_terminal() {
        assert_eq!(
            Sample::hostile().written(Concise, View::default()),
            "a,b:c%]]>&<b a=\"1'\">::error::%0A␛[31m␀\u{ffff}\u{fffd}1m␇␊.txt:1:7: error[unclosed-quote] \
             ::warning::]]>&<b a=\"1'\">::error::%0A␛[31m␀\u{ffff}\u{fffd}1m␇ ::stop\n"
        );
        assert_eq!(Sample::default().written(Concise, View::default()), "");
    }
}

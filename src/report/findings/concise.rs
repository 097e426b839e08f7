//! Findings as lines that editors and scripts understand: `path:line:column: level[lint] message`.

use std::io::{self, Write};

use super::texts::Texts;
use crate::report::terminal::clean;

/// Writes a line for each finding, at its first place.
pub(super) fn write(texts: &Texts<'_>, out: &mut impl Write) -> io::Result<()> {
    for (finding, _) in texts.counted() {
        if let Some(place) = finding.places.first() {
            write!(out, "{}:", clean(&place.document))?;
            if let Some((start, _)) = texts.points(place) {
                write!(out, "{}:{}:", start.line, start.column)?;
            }
            out.write_all(b" ")?;
        }
        writeln!(out, "{}[{}] {}", finding.level.name(), finding.lint, clean(&finding.message))?;
    }
    Ok(())
}

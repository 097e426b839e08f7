//! Changes as workflow commands of GitHub Actions, which become annotations of the new version's file.

use std::io::{self, Write};

use super::{Compared, declaration, told, values};
use crate::diff::{Change, Significance};
use crate::report::terminal::visible;
use crate::text::{Lines, one_line};

/// How many annotations of a level GitHub shows for one step.
const SHOWN: usize = 10;

/// Writes a command for each change that GitHub will show, the gravest first, and how many it will not.
pub(super) fn write(compared: &[Compared<'_>], out: &mut impl Write) -> io::Result<()> {
    let lines: Vec<Lines> = compared.iter().map(|one| Lines::new(&one.new.text)).collect();
    for command in ["error", "warning", "notice"] {
        let all = compared.iter().zip(&lines).flat_map(|(one, lines)| {
            told(one.diff).filter(|change| level(change) == command).map(move |change| (one, lines, change))
        });
        let mut hidden = 0;
        for (at, (one, lines, change)) in all.enumerate() {
            if at >= SHOWN {
                hidden += 1;
                continue;
            }
            let line = change.new.map_or(1, |span| lines.position(&one.new.text, span.start()).0);
            let declared = declaration(change);
            let declared = if declared.is_empty() { String::new() } else { format!(" ({declared})") };
            let message = escaped(&format!("{}{declared}", values(change)));
            let file = escaped(&one.new.id).replace(':', "%3A").replace(',', "%2C");
            writeln!(out, "::{command} file={file},line={line},title={}::{message}", change.kind)?;
        }
        if hidden > 0 {
            writeln!(out, "{hidden} more of level {command} are not annotated")?;
        }
    }
    Ok(())
}

/// What the change is worth to a desk: an error where it should have been declared.
fn level(change: &Change) -> &'static str {
    match change.significance {
        _ if change.is_silent_correction() => "error",
        Significance::High => "warning",
        _ => "notice",
    }
}

fn escaped(text: &str) -> String {
    let line = one_line(text);
    line.chars().filter_map(visible).collect::<String>().replace('%', "%25")
}

//! Findings as workflow commands of GitHub Actions, which become annotations of the changed files.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::texts::{Texts, Where};
use crate::lint::{Finding, Level};
use crate::report::terminal::visible;

/// How many annotations of a level GitHub shows for one step.
const SHOWN: usize = 10;

/// Writes a command for each finding that GitHub will show, the gravest first, and a line that says how many it will not.
pub(super) fn write(texts: &Texts<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut hidden = Vec::new();
    for level in Level::ALL.into_iter().rev() {
        let of_level = || texts.counted().map(|(finding, _)| finding).filter(|finding| finding.level == level);
        for finding in of_level().take(SHOWN) {
            command(texts, finding, out)?;
        }
        let count = of_level().skip(SHOWN).count();
        if count > 0 {
            hidden.push(format!("{count} {}", level.name()));
        }
    }
    if !hidden.is_empty() {
        writeln!(out, "Not annotated, as GitHub shows {SHOWN} of a level: {}", hidden.join(", "))?;
    }
    Ok(())
}

fn command(texts: &Texts<'_>, finding: &Finding, out: &mut impl Write) -> io::Result<()> {
    let command = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "notice",
    };
    write!(out, "::{command} ")?;
    let mut message = finding.message.clone();
    if let Some(place) = finding.places.first() {
        let location = texts.location(&place.document, place.span);
        write!(out, "file={},line={},", property(location.path), location.line())?;
        if let Where::Span(start, end) = location.lines {
            write!(out, "endLine={},", end.line)?;
            // Columns are taken only where both are of one line.
            if start.line == end.line {
                write!(out, "col={},endColumn={},", start.column, end.column)?;
            }
        }
        if let Some(record) = location.record {
            message = format!("{record}: {message}");
        }
    }
    for place in finding.places.iter().skip(1) {
        let location = texts.location(&place.document, place.span);
        let label = if place.label.is_empty() { String::new() } else { format!(" {}", place.label) };
        let _ = write!(message, "\n{}:{}:{label}", location.path, location.line());
    }
    writeln!(out, "title={}::{}", property(finding.lint), data(&message))
}

/// `text` as the message of a command: on one line, which nothing in it ends, and driving no terminal.
fn data(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(escaped).collect();
    lines.join("%0A")
}

/// `text` as the value of a property.
fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

fn escaped(text: &str) -> String {
    text.chars().filter_map(visible).collect::<String>().replace('%', "%25")
}

#[cfg(test)]
mod tests {
    use super::super::FindingFormat::Github;
    use super::super::sample::Sample;
    use crate::report::View;

    #[test]
    fn a_command_each_the_gravest_first() {
        assert_eq!(
            Sample::new().written(Github, View::default()),
            "::error file=dép/a 1%2Cb%3Ac.txt,line=1,endLine=1,col=138,endColumn=146,title=unclosed-quote::\
             13 dead here, 9 in b.txt%0Ab.txt:3: 9 %0Adép/a 1,b:c.txt:1:\n\
             ::error file=d.jsonl,line=2,title=unclosed-quote::dépêche 7: quotation opened and never closed\n\
             ::warning file=dép/a 1%2Cb%3Ac.txt,line=1,endLine=1,col=156,endColumn=161,title=unclosed-quote::\
             the mayor is called otherwise\n\
             ::notice file=b.txt,line=3,endLine=4,title=unclosed-quote::over a line end\n"
        );
    }

    #[test]
    fn ten_of_a_level_and_the_count_of_the_others() {
        let mut sample = Sample::new();
        let (error, info) = (sample.findings[0].clone(), sample.findings[3].clone());
        sample.findings.extend(vec![info; 11]);
        sample.findings.extend(vec![error; 13]);
        let written = sample.written(Github, View::default());
        let starting = |start: &str| written.lines().filter(|line| line.starts_with(start)).count();
        assert_eq!((starting("::error "), starting("::warning "), starting("::notice ")), (10, 1, 10));
        assert!(written.ends_with("\nNot annotated, as GitHub shows 10 of a level: 5 error, 2 info\n"), "{written}");
    }

    #[test]
    fn nothing_ends_a_command_or_begins_one() {
        assert_eq!(
            Sample::hostile().written(Github, View::default()),
            "::error file=a%2Cb%3Ac%25]]>&<b a=\"1'\">%3A%3Aerror%3A%3A%250A␛[31m␀\u{ffff}\u{fffd}1m␇␊.txt,line=1,\
             endLine=1,col=7,endColumn=45,title=unclosed-quote::\
             ::warning::]]>&<b a=\"1'\">::error::%250A␛[31m␀\u{ffff}\u{fffd}1m␇%0A::stop\n"
        );
    }
}

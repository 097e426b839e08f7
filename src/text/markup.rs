//! The mark-up of fixtures: marks written into a text that say which stretch plays which role.

use std::cmp::Reverse;
use std::fmt::Write as _;

use thiserror::Error;

use super::{Lines, Span};

/// A text and the marks that were written into it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The text without its marks.
    pub text: String,
    /// The marks in the order in which they start, the longer first where several start together.
    pub marks: Vec<Mark>,
}

/// A stretch of text and the role it plays: `{role#1,2="value" text}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The role.
    pub role: Role,
    /// The numbers of what it takes part in, such as attributions; empty in a bare `{verb text}`.
    pub numbers: Vec<u32>,
    /// What the mark says beyond its role: the mode of a content, the entity of a source.
    pub value: Option<String>,
    /// The stretch of [`Marked::text`].
    pub span: Span,
}

/// What a stretch of text is for the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Who is reported to hold a content.
    Source,
    /// The words that report.
    Cue,
    /// What is reported.
    Content,
    /// A name.
    Name,
    /// A figure.
    Figure,
    /// A date.
    Date,
    /// A quotation.
    Quote,
    /// A phrase that means somebody or something.
    Mention,
    /// A verb group.
    Verb,
}

/// Why a marked text cannot be read, and where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}, column {column}: {problem}")]
pub struct MarkupError {
    /// The line of the marked text, counted from 1.
    pub line: usize,
    /// The column in code points, counted from 1.
    pub column: usize,
    /// What is wrong there.
    pub problem: MarkupProblem,
}

/// What can be wrong with a mark.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MarkupProblem {
    /// The brace is not followed by a role.
    #[error("`{0}` is no role, expected source, cue, content, name, figure, date, quote, mention or verb")]
    Role(String),
    /// The number sign is not followed by numbers.
    #[error("expected a number, or several with commas, after `#`")]
    Numbers,
    /// The equals sign is not followed by a quoted value.
    #[error("expected a value in double quotes after `=`")]
    Value,
    /// The head of a mark runs into its text.
    #[error("expected a space between the head of the mark and its text")]
    Space,
    /// A mark has no end.
    #[error("the mark is never closed")]
    Unclosed,
    /// An end has no mark.
    #[error("a closing brace without a mark, a literal one is doubled")]
    Unopened,
}

impl Role {
    /// All roles.
    pub const ALL: [Role; 9] = [
        Role::Source,
        Role::Cue,
        Role::Content,
        Role::Name,
        Role::Figure,
        Role::Date,
        Role::Quote,
        Role::Mention,
        Role::Verb,
    ];

    /// Its name in a mark.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Role::Source => "source",
            Role::Cue => "cue",
            Role::Content => "content",
            Role::Name => "name",
            Role::Figure => "figure",
            Role::Date => "date",
            Role::Quote => "quote",
            Role::Mention => "mention",
            Role::Verb => "verb",
        }
    }

    /// The role of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// Reads a marked text.
///
/// A mark is `{role text}`, its head with `#1` or `#1,2` and `="value"` where there is more to say; marks
/// nest. `{{` is a literal opening brace. `}}` is a literal closing brace outside of marks; inside, where it
/// closes two marks, a literal one is `{}`. A double quote in a value is doubled.
///
/// # Errors
///
/// When a brace neither belongs to a mark nor is doubled, or a mark is not well formed.
pub fn read(marked: &str) -> Result<Marked, MarkupError> {
    let fail = |rest: &str, problem| {
        let at = marked.len() - rest.len();
        let (line, column) = Lines::new(marked).position(marked, at as u32);
        MarkupError { line, column, problem }
    };
    let mut text = String::with_capacity(marked.len());
    let mut marks: Vec<Mark> = Vec::new();
    // The marks not yet closed, each with what was left to read where it began.
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut rest = marked;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, brace) = rest.split_at(at);
        text.push_str(before);
        if let Some(behind) = brace.strip_prefix("{{") {
            text.push('{');
            rest = behind;
        } else if let Some(behind) = brace.strip_prefix("{}") {
            text.push('}');
            rest = behind;
        } else if let Some(behind) = brace.strip_prefix("}}").filter(|_| open.is_empty()) {
            text.push('}');
            rest = behind;
        } else if let Some(behind) = brace.strip_prefix('}') {
            let (mark, _) = open.pop().ok_or_else(|| fail(brace, MarkupProblem::Unopened))?;
            marks[mark].span = Span::new(marks[mark].span.start(), text.len() as u32);
            rest = behind;
        } else {
            let (mark, behind) = head(brace, text.len() as u32).map_err(|(rest, problem)| fail(rest, problem))?;
            open.push((marks.len(), brace));
            marks.push(mark);
            rest = behind;
        }
    }
    text.push_str(rest);
    if let Some((_, brace)) = open.pop() {
        return Err(fail(brace, MarkupProblem::Unclosed));
    }
    marks.sort_by_key(|mark| (mark.span.start(), Reverse(mark.span.end())));
    Ok(Marked { text, marks })
}

/// The mark that begins with `brace`, still empty, and what follows its head; or what is wrong, and where.
fn head(brace: &str, start: u32) -> Result<(Mark, &str), (&str, MarkupProblem)> {
    let inside = brace.strip_prefix('{').unwrap_or(brace);
    let (name, mut rest) = inside.split_at(inside.find(|c: char| !c.is_alphanumeric()).unwrap_or(inside.len()));
    let role = Role::named(name).ok_or_else(|| (brace, MarkupProblem::Role(name.to_owned())))?;
    let mut numbers = Vec::new();
    let mut separator = '#';
    while let Some(behind) = rest.strip_prefix(separator) {
        let (digits, tail) = behind.split_at(behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len()));
        numbers.push(digits.parse().map_err(|_| (behind, MarkupProblem::Numbers))?);
        separator = ',';
        rest = tail;
    }
    let mut value = None;
    if let Some(behind) = rest.strip_prefix('=') {
        let (read, tail) = quoted(behind).ok_or((behind, MarkupProblem::Value))?;
        value = Some(read);
        rest = tail;
    }
    let behind = rest.strip_prefix(' ').ok_or((rest, MarkupProblem::Space))?;
    Ok((Mark { role, numbers, value, span: Span::new(start, start) }, behind))
}

/// The value between the double quotes that `text` begins with, and what follows.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut rest = text.strip_prefix('"')?;
    loop {
        let (part, behind) = rest.split_once('"')?;
        value.push_str(part);
        match behind.strip_prefix('"') {
            Some(tail) => {
                value.push('"');
                rest = tail;
            }
            None => return Some((value, behind)),
        }
    }
}

/// A mark that was opened and not yet closed.
struct Open<'m> {
    mark: &'m Mark,
    /// The first end among this mark and those around it.
    soonest: u32,
}

/// `text` with `marks` written into it: what [`read`] turns back into them.
///
/// Of marks that start together the longer stands outside, and those of one span nest in the order given.
/// Where two marks cross, the one that starts later is closed before the other ends and opened again behind,
/// so it reads back as two marks with the same head.
///
/// # Panics
///
/// When a mark lies outside of the text or splits a character.
#[must_use]
pub fn write(text: &str, marks: &[Mark]) -> String {
    let mut sorted: Vec<&Mark> = marks.iter().collect();
    sorted.sort_by_key(|mark| (mark.span.start(), Reverse(mark.span.end())));
    let mut coming = sorted.into_iter().peekable();
    let mut open: Vec<Open> = Vec::new();
    let mut opening: Vec<&Mark> = Vec::new();
    let mut out = String::with_capacity(text.len() + 24 * marks.len());
    let mut at = 0;
    loop {
        let end = open.last().map(|open| open.soonest);
        let start = coming.peek().map(|mark| mark.span.start());
        let Some(next) = end.into_iter().chain(start).min() else { break };
        literal(&mut out, &text[Span::new(at, next)], !open.is_empty());
        at = next;
        while let Some(top) = open.pop_if(|open| open.soonest == at) {
            out.push('}');
            if top.mark.span.end() > at {
                opening.push(top.mark);
            }
        }
        opening.reverse();
        while let Some(mark) = coming.next_if(|mark| mark.span.start() == at) {
            opening.push(mark);
        }
        opening.sort_by_key(|mark| Reverse(mark.span.end()));
        for mark in opening.drain(..) {
            begin(&mut out, mark);
            let end = mark.span.end();
            open.push(Open { mark, soonest: open.last().map_or(end, |around| around.soonest.min(end)) });
        }
    }
    literal(&mut out, &text[Span::new(at, text.len() as u32)], false);
    out
}

fn begin(out: &mut String, mark: &Mark) {
    out.push('{');
    out.push_str(mark.role.name());
    let mut separator = '#';
    for number in &mark.numbers {
        // Writing to a string cannot fail.
        let _ = write!(out, "{separator}{number}");
        separator = ',';
    }
    if let Some(value) = &mark.value {
        let _ = write!(out, "=\"{}\"", value.replace('"', "\"\""));
    }
    out.push(' ');
}

fn literal(out: &mut String, text: &str, is_inside: bool) {
    for part in text.split_inclusive(['{', '}']) {
        if let Some(before) = part.strip_suffix('{') {
            out.push_str(before);
            out.push_str("{{");
        } else if let Some(before) = part.strip_suffix('}') {
            out.push_str(before);
            out.push_str(if is_inside { "{}" } else { "}}" });
        } else {
            out.push_str(part);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SAMPLE: &str = "{source#1,2=\"John Womersley\" Le directeur} {cue#1 a déclaré} : « {content#1=\"direct\" \
        Je peux} », {cue#2 a-t-{source#2=\"John Womersley\" il}} {content#2=\"indirect\" {{ajouté{}} }}{{ {verb dit}.";

    fn mark(role: Role, start: u32, end: u32) -> Mark {
        Mark { role, numbers: vec![1], value: None, span: Span::new(start, end) }
    }

    #[test]
    fn reads_heads_numbers_values_and_braces() {
        let Marked { text, marks } = read(SAMPLE).unwrap();
        assert_eq!(text, "Le directeur a déclaré : « Je peux », a-t-il {ajouté} }{ dit.");
        let heads: Vec<_> =
            marks.iter().map(|m| (m.role, m.numbers.clone(), m.value.as_deref(), &text[m.span])).collect();
        assert_eq!(
            heads,
            [
                (Role::Source, vec![1, 2], Some("John Womersley"), "Le directeur"),
                (Role::Cue, vec![1], None, "a déclaré"),
                (Role::Content, vec![1], Some("direct"), "Je peux"),
                (Role::Cue, vec![2], None, "a-t-il"),
                (Role::Source, vec![2], Some("John Womersley"), "il"),
                (Role::Content, vec![2], Some("indirect"), "{ajouté}"),
                (Role::Verb, vec![], None, "dit"),
            ]
        );
        assert_eq!(write(&text, &marks), SAMPLE);
    }

    #[test]
    fn tells_where_a_mark_is_wrong() {
        let wrong = |marked: &str| read(marked).unwrap_err().to_string();
        assert_eq!(
            wrong("été\nà {sourc#1 x}"),
            "line 2, column 3: `sourc` is no role, expected source, cue, content, name, figure, date, quote, \
             mention or verb"
        );
        assert_eq!(wrong("{cue#x y}"), "line 1, column 6: expected a number, or several with commas, after `#`");
        assert_eq!(wrong("{cue#1=y z}"), "line 1, column 8: expected a value in double quotes after `=`");
        assert_eq!(wrong("é{cue#1}"), "line 1, column 8: expected a space between the head of the mark and its text");
        assert_eq!(wrong("a\n\né {cue b {verb c}"), "line 3, column 3: the mark is never closed");
        assert_eq!(wrong("a } b"), "line 1, column 3: a closing brace without a mark, a literal one is doubled");
        assert_eq!(wrong("{cue#99999999999 x}").split(": ").next(), Some("line 1, column 6"));
    }

    #[test]
    fn longer_marks_stand_outside_and_crossing_ones_are_split() {
        let marks = [mark(Role::Cue, 0, 2), mark(Role::Content, 0, 6)];
        assert_eq!(write("abcdef", &marks), "{content#1 {cue#1 ab}cdef}");
        let marks = [mark(Role::Cue, 2, 5), mark(Role::Content, 0, 3)];
        assert_eq!(write("abcdef", &marks), "{content#1 ab{cue#1 c}}{cue#1 de}f");
        let marks = [mark(Role::Content, 0, 3), mark(Role::Cue, 1, 5), mark(Role::Source, 3, 6)];
        assert_eq!(write("abcdef", &marks), "{content#1 a{cue#1 bc}}{source#1 {cue#1 de}f}");
        let marks = [mark(Role::Cue, 3, 3), mark(Role::Content, 0, 3)];
        assert_eq!(write("abc", &marks), "{content#1 abc}{cue#1 }");
    }

    proptest! {
        #[test]
        fn written_marks_read_back(
            text in "[a-zé{} \n\"]{0,30}",
            raw in prop::collection::vec(
                (0..9usize, prop::collection::vec(0..20u32, 0..3), prop::option::of("[a\"{}= ]{0,4}"), 0..31usize, 0..31usize),
                0..8,
            ),
        ) {
            let bounds: Vec<u32> =
                (0..=text.len()).filter(|&at| text.is_char_boundary(at)).map(|at| at as u32).collect();
            let marks: Vec<Mark> = raw
                .into_iter()
                .map(|(role, numbers, value, a, b)| {
                    let (a, b) = (bounds[a % bounds.len()], bounds[b % bounds.len()]);
                    Mark { role: Role::ALL[role], numbers, value, span: Span::new(a.min(b), a.max(b)) }
                })
                .collect();
            let once = read(&write(&text, &marks)).unwrap();
            prop_assert_eq!(&once.text, &text);
            let total = |marks: &[Mark]| marks.iter().map(|mark| mark.span.len()).sum::<u32>();
            prop_assert_eq!(total(&once.marks), total(&marks));
            let twice = read(&write(&once.text, &once.marks)).unwrap();
            prop_assert_eq!(twice, once);
        }
    }
}

//! The annotations of brat, in its standoff format, which stand beside the text they point into.
//!
//! brat reads `NAME.ann` beside `NAME.txt`, a line for each annotation:
//!
//! - `T1⇥Source 0 5;9 12⇥covered text`: a stretch in code points of the text. brat refuses a covered text that
//!   differs from the stretches joined by a blank, and a line cannot hold a line feed; so a stretch is cut
//!   where the text has one, and the line shows a blank in its place.
//! - `E1⇥Cue:T2 Source:T1 Content:T3`: an attribution, whose trigger is the cue.
//! - `R1⇥Said Arg1:T3 Arg2:T1`: the content and the source of an attribution without a cue.
//! - `R2⇥Inside Arg1:T3 Arg2:T4`: a content that stands inside another.
//! - `A1⇥Mode T3 direct` on a content, `A2⇥Stance E1 neutral` on an attribution.
//! - `#1⇥AnnotatorNotes T1⇥Name`: the entity a source stands for.
//!
//! An `annotation.conf` that fits:
//!
//! ```text
//! [entities]
//! Source
//! Content
//! [relations]
//! Said    Arg1:Content, Arg2:Source
//! Inside    Arg1:Content, Arg2:Content
//! [events]
//! Cue    Source?:Source, Content:Content
//! [attributes]
//! Mode    Arg:Content, Value:direct|indirect|mixed
//! Stance    Arg:Cue, Value:neutral|assertive|factive|denying|accusing|demanding|committing|doubting|approving|disapproving|holding|asking
//! ```

use std::io::{self, Write};

use rustc_hash::FxHashMap;

use super::code_points::CodePoints;
use super::prose::one_line;
use crate::analysis::{Analysis, Attribution, Source};
use crate::text::Span;

/// Writes what belongs into the `.ann` file of `analysis`.
pub(super) fn write(analysis: &Analysis, out: &mut impl Write) -> io::Result<()> {
    let mut ann = Ann::new(&analysis.article.text);
    let mut contents = Vec::with_capacity(analysis.attributions.len());
    for attribution in &analysis.attributions {
        contents.push(ann.stretch("Content", &attribution.content)?);
    }
    for (index, attribution) in analysis.attributions.iter().enumerate() {
        ann.attribution(attribution, contents[index], analysis)?;
        if let Some(&around) = attribution.inside.and_then(|around| contents.get(around)) {
            ann.relation("Inside", contents[index], around)?;
        }
    }
    out.write_all(&ann.lines)
}

/// The lines so far, and the last number given to each type of annotation.
struct Ann<'a> {
    text: &'a str,
    points: CodePoints,
    lines: Vec<u8>,
    stretches: u32,
    events: u32,
    relations: u32,
    attributes: u32,
    notes: u32,
    /// The stretches that several attributions may share: sources by their entity, cues.
    shared: FxHashMap<(Span, Option<usize>), u32>,
}

impl<'a> Ann<'a> {
    fn new(text: &'a str) -> Ann<'a> {
        Ann {
            text,
            points: CodePoints::new(text),
            lines: Vec::new(),
            stretches: 0,
            events: 0,
            relations: 0,
            attributes: 0,
            notes: 0,
            shared: FxHashMap::default(),
        }
    }

    fn attribution(&mut self, attribution: &Attribution, content: u32, analysis: &Analysis) -> io::Result<()> {
        let source = match &attribution.source {
            Some(source) => Some(self.source(source, &analysis.entities[source.entity].name)?),
            None => None,
        };
        if let Some(cue) = &attribution.cue {
            let trigger = match self.shared.get(&(cue.span, None)) {
                Some(&known) => known,
                None => self.stretch("Cue", &[cue.span])?,
            };
            self.shared.insert((cue.span, None), trigger);
            self.events += 1;
            let event = self.events;
            write!(self.lines, "E{event}\tCue:T{trigger}")?;
            if let Some(source) = source {
                write!(self.lines, " Source:T{source}")?;
            }
            writeln!(self.lines, " Content:T{content}")?;
            self.attribute("Stance", 'E', event, cue.stance.name())?;
        } else if let Some(source) = source {
            self.relation("Said", content, source)?;
        }
        self.attribute("Mode", 'T', content, attribution.mode.name())
    }

    /// The number of the stretch for `source`, with a note of who is meant.
    fn source(&mut self, source: &Source, entity: &str) -> io::Result<u32> {
        let key = (source.span, Some(source.entity));
        if let Some(&known) = self.shared.get(&key) {
            return Ok(known);
        }
        let stretch = self.stretch("Source", &[source.span])?;
        self.shared.insert(key, stretch);
        self.notes += 1;
        writeln!(self.lines, "#{}\tAnnotatorNotes T{stretch}\t{}", self.notes, one_line(entity))?;
        Ok(stretch)
    }

    /// The number of a new stretch over `spans`, cut where lines end.
    fn stretch(&mut self, role: &str, spans: &[Span]) -> io::Result<u32> {
        self.stretches += 1;
        write!(self.lines, "T{}\t{role}", self.stretches)?;
        let parts: Vec<Span> = spans.iter().flat_map(|&span| within_lines(self.text, span)).collect();
        let mut separator = ' ';
        for &part in &parts {
            let (start, end) = self.points.of(part);
            write!(self.lines, "{separator}{start} {end}")?;
            separator = ';';
        }
        separator = '\t';
        for &part in &parts {
            write!(self.lines, "{separator}{}", &self.text[part])?;
            separator = ' ';
        }
        writeln!(self.lines)?;
        Ok(self.stretches)
    }

    fn relation(&mut self, kind: &str, from: u32, to: u32) -> io::Result<()> {
        self.relations += 1;
        writeln!(self.lines, "R{}\t{kind} Arg1:T{from} Arg2:T{to}", self.relations)
    }

    fn attribute(&mut self, kind: &str, of: char, number: u32, value: &str) -> io::Result<()> {
        self.attributes += 1;
        writeln!(self.lines, "A{}\t{kind} {of}{number} {value}", self.attributes)
    }
}

/// The parts of `span` without control characters and line separators, trimmed; `span` where none is left.
fn within_lines(text: &str, span: Span) -> Vec<Span> {
    let is_end = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let mut at = span.start();
    let mut parts = Vec::new();
    for piece in text[span].split_inclusive(is_end) {
        let part = piece.trim_end_matches(|c: char| is_end(c) || c == ' ');
        let start = at + (part.len() - part.trim_start_matches(' ').len()) as u32;
        let end = at + part.len() as u32;
        if start < end {
            parts.push(Span::new(start, end));
        }
        at += piece.len() as u32;
    }
    if parts.is_empty() {
        parts.push(Span::new(span.start(), span.start()));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn stretches_events_relations_and_attributes() {
        let marked = "{source#1,2=\"A\u{9}B\" Il} {cue#1,2 dit} {content#1=\"direct\" é\r\n  b} {content#2=\"mixed\" c} \
                      {source#3 X} {content#3=\"direct\" d{content#4=\"direct\" e}}";
        let mut out = Vec::new();
        write(&sample::from(marked), &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "T1\tContent 7 8;12 13\té b\n\
             T2\tContent 14 15\tc\n\
             T3\tContent 18 20\tde\n\
             T4\tContent 19 20\te\n\
             T5\tSource 0 2\tIl\n\
             #1\tAnnotatorNotes T5\tA B\n\
             T6\tCue 3 6\tdit\n\
             E1\tCue:T6 Source:T5 Content:T1\n\
             A1\tStance E1 neutral\n\
             A2\tMode T1 direct\n\
             E2\tCue:T6 Source:T5 Content:T2\n\
             A3\tStance E2 neutral\n\
             A4\tMode T2 mixed\n\
             T7\tSource 16 17\tX\n\
             #2\tAnnotatorNotes T7\tX\n\
             R1\tSaid Arg1:T3 Arg2:T7\n\
             A5\tMode T3 direct\n\
             A6\tMode T4 direct\n\
             R2\tInside Arg1:T4 Arg2:T3\n"
        );
    }

    #[test]
    fn covered_text_is_its_stretches_joined_by_blanks() {
        let analysis = sample::analysis();
        let chars: Vec<char> = analysis.article.text.chars().collect();
        let mut out = Vec::new();
        write(&analysis, &mut out).unwrap();
        let ann = String::from_utf8(out).unwrap();
        assert!(!ann.contains('\u{1b}'));
        for line in ann.lines().filter(|line| line.starts_with('T')) {
            let fields: Vec<&str> = line.split('\t').collect();
            let (_, offsets) = fields[1].split_once(' ').unwrap();
            let parts: Vec<String> = offsets
                .split(';')
                .map(|pair| {
                    let (start, end) = pair.split_once(' ').unwrap();
                    chars[start.parse().unwrap()..end.parse().unwrap()].iter().collect()
                })
                .collect();
            assert_eq!(parts.join(" "), fields[2]);
        }
    }
}

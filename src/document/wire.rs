//! Wire habits: datelines, notices and sign-offs are told from narration, and the dateline dates the report.

use std::sync::LazyLock;

use jiff::civil::{Date, Time};
use memchr::memmem;

use super::{Paragraph, ParagraphKind};
use crate::rules::{Calendar, Dateline, Wire};

/// How many paragraphs at the head may hold a dateline or a notice.
const HEAD: usize = 6;
/// How many paragraphs at the end may be sign-offs.
const TAIL: usize = 3;
/// How many bytes of a paragraph a pattern may look at.
const LOOK: usize = 160;

/// Sets datelines, notices and sign-offs apart and gives the day and the time of day the dateline tells.
pub(super) fn recognise(
    text: &str,
    paragraphs: &mut Vec<Paragraph>,
    wire: &Wire,
    calendar: &Calendar,
) -> (Option<Date>, Option<Time>) {
    part_slugs(text, paragraphs, wire);
    let (mut dated, mut timed) = (None, None);
    let mut at = 0;
    while at < paragraphs.len().min(HEAD) {
        let (start, end) = (paragraphs[at].start, paragraphs[at].end);
        let look = head_of(text, start, end);
        if let Some(dateline) = dateline(look, wire, calendar) {
            // The first day counts, with the time beside it: a later one tells of a change.
            if dated.is_none() {
                (dated, timed) = (dateline.date, dateline.time);
            }
            let cut = start + dateline.length as u32;
            if text.get(cut as usize..end as usize).is_none_or(|rest| rest.trim().is_empty()) {
                paragraphs[at].kind = ParagraphKind::Apparatus;
            } else {
                paragraphs[at].end = cut;
                paragraphs[at].kind = ParagraphKind::Apparatus;
                paragraphs.insert(at + 1, Paragraph::new(cut, end, ParagraphKind::Text));
                at += 1;
            }
        } else if (end - start) as usize <= LOOK && wire.is_notice(look) {
            paragraphs[at].kind = ParagraphKind::Apparatus;
        }
        at += 1;
    }
    let tail = paragraphs.len().saturating_sub(TAIL).max(1);
    for paragraph in paragraphs.iter_mut().skip(tail).rev() {
        let look = head_of(text, paragraph.start, paragraph.end);
        if (paragraph.end - paragraph.start) as usize > LOOK || !wire.is_sign_off(look) {
            break;
        }
        paragraph.kind = ParagraphKind::Apparatus;
    }
    (dated, timed)
}

/// The dateline that begins `look`, whatever blanks it is set with.
fn dateline(look: &str, wire: &Wire, calendar: &Calendar) -> Option<Dateline> {
    static BLANKS: LazyLock<memmem::Finder<'_>> = LazyLock::new(|| memmem::Finder::new("  "));
    if BLANKS.find(look.as_bytes()).is_none() {
        return wire.dateline(look, calendar);
    }
    let (mut single, mut ends) = (String::with_capacity(look.len()), Vec::with_capacity(look.len()));
    for (at, c) in look.char_indices() {
        if c != ' ' || !single.ends_with(' ') {
            single.push(c);
            ends.resize(single.len(), at + c.len_utf8());
        } else if let Some(last) = ends.last_mut() {
            *last = at + 1;
        }
    }
    let found = wire.dateline(&single, calendar)?;
    Some(Dateline { length: found.length.checked_sub(1).map_or(0, |last| ends[last]), ..found })
}

/// Parts the line over a dispatch from what was taken to go on in the next line of wrapped copy.
fn part_slugs(text: &str, paragraphs: &mut Vec<Paragraph>, wire: &Wire) {
    let Some(first) = paragraphs.first() else { return };
    let whole = text.get(first.start as usize..first.end as usize).unwrap_or_default();
    let Some((line, rest)) = whole.split_once('\n') else { return };
    if line.len() > LOOK || !wire.is_notice(line.trim_end()) {
        return;
    }
    let (start, end) = (first.start, first.end);
    let behind = end - rest.trim_start().len() as u32;
    paragraphs[0].end = start + line.trim_end().len() as u32;
    if behind < end {
        let kind = if end - behind > LOOK as u32 { ParagraphKind::Text } else { ParagraphKind::Heading };
        paragraphs.insert(1, Paragraph::new(behind, end, kind));
    }
}

/// The first bytes of a paragraph, up to a character boundary.
fn head_of(text: &str, start: u32, end: u32) -> &str {
    let mut cut = (end as usize).min(start as usize + LOOK);
    while !text.is_char_boundary(cut) {
        cut -= 1;
    }
    text.get(start as usize..cut).unwrap_or_default().trim_end()
}

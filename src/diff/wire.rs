//! What stands around the report: the line over it, notices, the dateline, sign-offs.

use super::Kind;
use super::comparison::Comparison;
use crate::document::ParagraphKind;
use crate::reading::Reading;
use crate::rules::{NoticeKind, RulePack};
use crate::text::{Span, one_line};

/// A paragraph around the report.
struct Around {
    span: Span,
    /// Its text on one line.
    text: String,
    kind: AroundKind,
}

/// The paragraphs among which the line over a report stands.
const SLUG: usize = 3;
/// How many paragraphs at the head, and how many at the end, may be notices.
const HEAD: usize = 8;
const TAIL: usize = 4;
/// The longest notice, in bytes: those looked at have at most 300.
const LONGEST_NOTICE: u32 = 600;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AroundKind {
    Slug,
    Notice,
    Dateline,
    Other,
}

/// A notice: what a report says of itself.
pub(super) struct Notice {
    pub span: Span,
    /// Its text on one line.
    pub text: String,
    pub kind: NoticeKind,
    /// The length of the words that make it a notice.
    pub head: usize,
}

/// The notices of a report.
pub(super) fn notices(reading: &Reading, rules: &RulePack) -> Vec<Notice> {
    let notices = around(reading, rules).into_iter().filter(|(_, part)| part.kind == AroundKind::Notice);
    let notices = notices.filter_map(|(_, Around { span, text, .. })| {
        let (kind, head) = rules.revisions.notice(&text)?;
        Some(Notice { span, text, kind, head })
    });
    notices.collect()
}

/// The line over a report, if one stands there.
pub(super) fn slug(reading: &Reading, rules: &RulePack) -> Option<(Span, String)> {
    let (_, part) = around(reading, rules).into_iter().find(|(_, part)| part.kind == AroundKind::Slug)?;
    Some((part.span, part.text))
}

/// The paragraphs that are part of what stands around the report.
pub(super) fn apart(reading: &Reading, rules: &RulePack) -> Vec<usize> {
    around(reading, rules).into_iter().map(|(at, _)| at).collect()
}

fn around(reading: &Reading, rules: &RulePack) -> Vec<(usize, Around)> {
    let count = reading.document.paragraphs.len();
    let paragraphs = reading.document.paragraphs.iter().enumerate();
    let around = paragraphs.filter_map(|(at, paragraph)| {
        let text = reading.document.normal.text().get(paragraph.start as usize..paragraph.end as usize)?;
        let is_apart = paragraph.kind == ParagraphKind::Apparatus;
        let may_notice = (at < HEAD || at + TAIL >= count) && paragraph.end - paragraph.start < LONGEST_NOTICE;
        let is_dateline =
            || [text, &format!("{text} ")].iter().any(|text| rules.wire.dateline(text, &rules.calendar).is_some());
        let kind = if is_apart && is_dateline() {
            AroundKind::Dateline
        } else if may_notice && rules.revisions.notice(text).is_some() {
            AroundKind::Notice
        } else if at < SLUG && rules.revisions.slug(text).is_some() {
            AroundKind::Slug
        } else if is_apart {
            AroundKind::Other
        } else {
            return None;
        };
        let text = one_line(text).into_owned();
        Some((at, Around { span: reading.document.normal.span(paragraph.start, paragraph.end), text, kind }))
    });
    around.collect()
}

pub(super) fn find(comparison: &mut Comparison<'_>) {
    let old = around(comparison.old.reading, comparison.rules);
    let new = around(comparison.new.reading, comparison.rules);
    let of = |around: &[(usize, Around)], kind: AroundKind| -> Vec<(Span, String)> {
        around.iter().filter(|(_, part)| part.kind == kind).map(|(_, part)| (part.span, part.text.clone())).collect()
    };
    let lists = |kind| (of(&old, kind), of(&new, kind));
    let (gone, come) = lists(AroundKind::Slug);
    for pair in rows(&gone, &come) {
        let kill = |part: Option<&(Span, String)>| {
            part.and_then(|(_, text)| comparison.rules.revisions.slug(text)).is_some_and(|slug| slug.kill)
        };
        let kind = match (kill(pair.0), kill(pair.1)) {
            (false, true) => Kind::ProcessKill,
            (true, false) => Kind::ProcessRevived,
            _ => Kind::ProcessStatus,
        };
        tell(comparison, kind, pair);
    }
    let (gone, come) = lists(AroundKind::Notice);
    for (span, text) in gone.iter().filter(|(_, text)| !come.iter().any(|(_, other)| other == text)) {
        let kind = if kills(comparison.rules, text) { Kind::ProcessRevived } else { Kind::ProcessNoticeRemoved };
        comparison.tell_at(kind, (Some(*span), None), (text.clone(), String::new()));
    }
    for (span, text) in come.iter().filter(|(_, text)| !gone.iter().any(|(_, other)| other == text)) {
        let kind = if kills(comparison.rules, text) { Kind::ProcessKill } else { Kind::ProcessNoticeAdded };
        comparison.tell_at(kind, (None, Some(*span)), (String::new(), text.clone()));
    }
    let (gone, come) = lists(AroundKind::Dateline);
    for pair in rows(&gone, &come) {
        tell(comparison, Kind::BoringDateline, pair);
    }
    let (gone, come) = lists(AroundKind::Other);
    for pair in rows(&gone, &come) {
        tell(comparison, Kind::BoringSignOff, pair);
    }
    let title = |reading: &Reading| reading.analysis.article.title.clone();
    if let (Some(a), Some(b)) = (title(comparison.old.reading), title(comparison.new.reading)) {
        if a.split_whitespace().ne(b.split_whitespace()) {
            comparison.tell(Kind::HeadlineReworded, None, None, a, b);
        }
    }
}

fn kills(rules: &RulePack, text: &str) -> bool {
    rules.revisions.notice(text).is_some_and(|(kind, _)| kind == NoticeKind::Kill)
}

type Row<'a> = (Option<&'a (Span, String)>, Option<&'a (Span, String)>);

/// Both lists side by side, without what is the same.
fn rows<'a>(old: &'a [(Span, String)], new: &'a [(Span, String)]) -> Vec<Row<'a>> {
    let gone: Vec<_> = old.iter().filter(|(_, text)| !new.iter().any(|(_, other)| other == text)).collect();
    let come: Vec<_> = new.iter().filter(|(_, text)| !old.iter().any(|(_, other)| other == text)).collect();
    (0..gone.len().max(come.len())).map(|at| (gone.get(at).copied(), come.get(at).copied())).collect()
}

fn tell(comparison: &mut Comparison<'_>, kind: Kind, (old, new): Row<'_>) {
    let part = |row: Option<&(Span, String)>| row.map(|(span, text)| (*span, text.clone()));
    let (old, new) = (part(old), part(new));
    let shown = |part: &Option<(Span, String)>| part.as_ref().map(|(span, _)| *span);
    let places = (shown(&old), shown(&new));
    let text = |part: Option<(Span, String)>| part.map(|(_, text)| text).unwrap_or_default();
    comparison.tell_at(kind, places, (text(old), text(new)));
}

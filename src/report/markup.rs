//! The article's text with its attributions written into it as marks, the form of the fixtures.

use std::io::{self, Write};

use crate::analysis::{Analysis, Source};
use crate::text::Span;
use crate::text::markup::{self, Mark, Role};

/// Writes the article of `analysis` with marks numbered in the order of its attributions.
pub(super) fn write(analysis: &Analysis, out: &mut impl Write) -> io::Result<()> {
    out.write_all(markup::write(&analysis.article.text, &marks(analysis)).as_bytes())
}

/// The marks; what several attributions share is one mark with several numbers.
fn marks(analysis: &Analysis) -> Vec<Mark> {
    let mut marks = Vec::with_capacity(3 * analysis.attributions.len());
    for (number, attribution) in (1..).zip(&analysis.attributions) {
        let mark = |role, value, span: Span| Mark { role, numbers: vec![number], value, span };
        let mode = attribution.mode.name();
        marks.extend(attribution.content.iter().map(|&span| mark(Role::Content, Some(mode.to_owned()), span)));
        if let Some(source) = &attribution.source {
            marks.push(mark(Role::Source, entity(analysis, source), source.span));
        }
        if let Some(cue) = &attribution.cue {
            marks.push(mark(Role::Cue, None, cue.span));
        }
    }
    // Equal marks meet, and among different ones of one span the earlier attribution stays outside.
    marks.sort_by(|a, b| (a.span, a.role, &a.value).cmp(&(b.span, b.role, &b.value)));
    marks.dedup_by(|later, kept| {
        let is_same = (later.span, later.role, &later.value) == (kept.span, kept.role, &kept.value);
        if is_same {
            kept.numbers.append(&mut later.numbers);
        }
        is_same
    });
    marks.sort_by_key(|mark| mark.numbers.first().copied());
    marks
}

/// The name of who is meant, where the phrase itself is not that name.
fn entity(analysis: &Analysis, source: &Source) -> Option<String> {
    let name = &analysis.entities[source.entity].name;
    (*name != analysis.article.text[source.span]).then(|| name.clone())
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn writes_the_marks_the_sample_was_made_from() {
        let mut out = Vec::new();
        write(&sample::analysis(), &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), sample::MARKED);
    }

    #[test]
    fn attributions_share_the_marks_that_are_equal() {
        let marked =
            "{source#1,2 X} {cue#1,2 affirme} que {content#1=\"indirect\" oui} : « {content#2=\"direct\" non} »";
        let mut out = Vec::new();
        write(&sample::from(marked), &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), marked);
    }
}

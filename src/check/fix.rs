//! Fixes: never within quotation marks, and only such as do not get in each other's way.

use std::collections::BTreeMap;

use crate::article::{Article, BlockKind};
use crate::lint::{Finding, Fix};
use crate::reading::Reading;
use crate::text::Span;

/// The stretches of an article that are somebody's own words or stand in marks, in order and apart from each other.
pub(super) fn quoted(reading: &Reading) -> Vec<Span> {
    let marked = reading.quotes.all.iter().map(|quote| reading.span(quote.outer()));
    let blocks = reading.analysis.article.blocks.iter().filter(|block| block.kind == BlockKind::Quotation);
    let set_apart = blocks.flat_map(|block| block.pieces.iter().map(crate::article::Piece::span));
    let mut all: Vec<Span> = marked.chain(set_apart).collect();
    all.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(all.len());
    for span in all {
        match merged.last_mut() {
            Some(last) if span.start() <= last.end() => *last = Span::new(last.start(), last.end().max(span.end())),
            _ => merged.push(span),
        }
    }
    merged
}

/// Takes from `finding` a fix that would change words in `quoted`, by article.
pub(super) fn keep_out_of_quotes(finding: &mut Finding, quoted: &BTreeMap<&str, Vec<Span>>) {
    let is_safe = |fix: &Fix| {
        let Some(stretches) = quoted.get(&*fix.document) else { return false };
        // The first that does not end before the change.
        let next = stretches.partition_point(|quote| quote.end() <= fix.span.start());
        stretches.get(next).is_none_or(|quote| quote.start() >= fix.span.end())
    };
    if finding.fix.as_ref().is_some_and(|fix| !is_safe(fix)) {
        finding.fix = None;
    }
}

/// The text of `article` with the fixes of `findings` made, and how many; none where there is nothing to do.
///
/// What is set aside is not fixed. Of two changes that overlap only the first is made.
#[must_use]
pub fn mended<'a>(article: &Article, findings: impl IntoIterator<Item = &'a Finding>) -> Option<(String, usize)> {
    let wanted = findings.into_iter().filter(|finding| finding.suppressed.is_none());
    let wanted = wanted.filter_map(|finding| finding.fix.as_ref());
    let mut fixes: Vec<&Fix> = wanted.filter(|fix| *fix.document == *article.id).collect();
    fixes.sort_by(|a, b| (a.span, &a.replacement).cmp(&(b.span, &b.replacement)));
    let mut text = String::with_capacity(article.text.len());
    let mut end = 0;
    let mut made = 0;
    for fix in fixes {
        let before = article.text.get(end..fix.span.start() as usize);
        let Some(before) = before.filter(|_| article.text.get(fix.span.range()).is_some()) else { continue };
        text.push_str(before);
        text.push_str(&fix.replacement);
        end = fix.span.end() as usize;
        made += 1;
    }
    text.push_str(article.text.get(end..)?);
    (made > 0 && text != article.text).then_some((text, made))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RulePack;
    use crate::lint::{LINTS, Place};

    fn fix(article: &Article, word: &str, replacement: &str) -> Finding {
        let at = article.text.find(word).unwrap();
        let span = Span::new(at as u32, (at + word.len()) as u32);
        let mut finding = Finding::new(&LINTS[0], "", vec![Place::new(article, span, "")]);
        finding.fix = Some(Fix { document: article.id.as_str().into(), span, replacement: replacement.to_owned() });
        finding
    }

    #[test]
    fn nothing_between_quotation_marks_is_changed() {
        let text = "\u{ab} Kiev tient \u{bb}, dit-on. Lvov aussi.\n\n> Odessa non.\n\n\"Rovno\" et \u{ab} Kherson.";
        let article = Article::plain("a.txt", text);
        let mut article = Article { blocks: Vec::new(), ..article };
        let at = text.find('>').unwrap() as u32;
        let piece = |start, end| vec![crate::article::Piece::Written(Span::new(start, end))];
        let block = |kind, start, end| crate::article::Block { kind, pieces: piece(start, end) };
        article.blocks.push(block(BlockKind::Paragraph, 0, at - 2));
        article.blocks.push(block(BlockKind::Quotation, at + 2, at + 13));
        article.blocks.push(block(BlockKind::Paragraph, at + 15, text.len() as u32));
        let reading = Reading::new(article.clone(), &RulePack::shipped("fr").unwrap());
        let quoted = BTreeMap::from([("a.txt", quoted(&reading))]);
        let kept = ["Kiev", "Lvov", "Odessa", "Rovno", "et", "Kherson"].map(|word| {
            let mut finding = fix(&article, word, "X");
            keep_out_of_quotes(&mut finding, &quoted);
            finding.fix.is_some()
        });
        assert_eq!(kept, [false, true, false, false, true, false]);
    }

    #[test]
    fn of_fixes_that_overlap_the_first_is_made() {
        let article = Article::plain("a.txt", "abc def\r\nghi");
        let findings = [fix(&article, "c d", "C"), fix(&article, "def", "D"), fix(&article, "i", "II")];
        assert_eq!(mended(&article, &findings), Some(("abCef\r\nghII".to_owned(), 2)));
        assert_eq!(mended(&article, &[]), None);
        let mut aside = fix(&article, "abc", "x");
        aside.suppressed = Some("so".to_owned());
        assert_eq!(mended(&article, &[aside]), None);
    }
}

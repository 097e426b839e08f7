//! Where in the document a lint stands: the tokens of a span, their sentence and paragraph, and the words around.

use crate::analysis::{Attribution, Mode};
use crate::annotate::{NounPhrase, Quote};
use crate::attribute::Predicate;
use crate::document::{Paragraph, ParagraphKind, TokenRange};
use crate::reading::Reading;
use crate::rules::Phrases;
use crate::text::Span;

/// The tokens that `span` covers.
pub(super) fn tokens(reading: &Reading, span: Span) -> TokenRange {
    let tokens = &reading.document.tokens;
    let at = |offset: u32| {
        let (mut low, mut high) = (0, tokens.len() as u32);
        while low < high {
            let middle = low.midpoint(high);
            if reading.span(TokenRange::new(middle, middle + 1)).start() < offset {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    };
    TokenRange::new(at(span.start()), at(span.end()))
}

/// The sentence that holds `token`: a place in [`crate::document::Document::sentences`].
pub(super) fn sentence(reading: &Reading, token: u32) -> Option<usize> {
    let sentences = &reading.document.sentences;
    let at = sentences.partition_point(|sentence| sentence.tokens.end <= token);
    (at < sentences.len()).then_some(at)
}

/// The paragraph that holds `token`.
pub(super) fn paragraph(reading: &Reading, token: u32) -> Option<&Paragraph> {
    let paragraphs = &reading.document.paragraphs;
    paragraphs.get(paragraphs.partition_point(|paragraph| paragraph.tokens.end <= token))
}

/// Whether `token` stands in running text, not in a headline.
pub(super) fn in_text(reading: &Reading, token: u32) -> bool {
    paragraph(reading, token).is_some_and(|paragraph| paragraph.kind == ParagraphKind::Text)
}

/// The sentence that holds `token`, as far as 80 tokens to either side: a longer one is a list or no sentence at all.
pub(super) fn around(reading: &Reading, token: u32) -> TokenRange {
    const REACH: u32 = 80;
    let whole = sentence(reading, token).map_or_else(TokenRange::default, |at| reading.document.sentences[at].tokens);
    TokenRange::new(whole.first.max(token.saturating_sub(REACH)), whole.end.min(token + REACH))
}

/// The verbs of the paragraph that holds `token`, outside of quotations.
pub(super) fn predicates(reading: &Reading, token: u32) -> impl Iterator<Item = &Predicate> {
    let paragraph = reading.document.paragraphs.partition_point(|paragraph| paragraph.tokens.end <= token) as u32;
    let first = reading.predicates.partition_point(|predicate| predicate.paragraph < paragraph);
    let own = reading.predicates[first..].iter().take_while(move |predicate| predicate.paragraph == paragraph);
    own.filter(|predicate| predicate.inside.is_none())
}

/// The words of a stretch.
pub(super) fn words(reading: &Reading, range: TokenRange) -> impl Iterator<Item = &str> + Clone {
    (range.first..range.end).map(|token| reading.document.form(token))
}

/// The first of `phrases` in `range`.
pub(super) fn find(reading: &Reading, range: TokenRange, phrases: &Phrases) -> Option<TokenRange> {
    (range.first..range.end).find_map(|at| {
        let length = phrases.begins(words(reading, TokenRange::new(at, range.end)))?;
        Some(TokenRange::new(at, at + length as u32))
    })
}

/// The stretches of text between marks that stand in no other such stretch, in order.
pub(super) fn quoted(reading: &Reading) -> Vec<TokenRange> {
    reading.quotes.all.iter().filter(|quote| quote.parent.is_none()).map(Quote::inner).collect()
}

/// Whether `token` stands in one of the stretches of [`quoted`].
pub(super) fn within(stretches: &[TokenRange], token: u32) -> bool {
    let at = stretches.partition_point(|stretch| stretch.end <= token);
    stretches.get(at).is_some_and(|stretch| stretch.contains(token))
}

/// Whether somebody else is quoted as reporting it: the choice of words is then not the reporter's.
pub(super) fn is_quoted(reading: &Reading, attribution: &Attribution) -> bool {
    attribution.inside.is_some_and(|outer| reading.analysis.attributions[outer].mode != Mode::Indirect)
}

/// The noun phrase at the head of a source phrase, behind the preposition that may begin it.
pub(super) fn noun(reading: &Reading, source: TokenRange) -> Option<NounPhrase> {
    (source.first..source.end.min(source.first + 3)).find_map(|at| NounPhrase::at(&reading.document, at, source.end))
}

/// Whether a name is one that somebody bears, not a description.
pub(super) fn is_name(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_uppercase)
}

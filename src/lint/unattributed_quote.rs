//! `unattributed-quote`: a quotation of a sentence or more that nobody is said to have uttered.

use super::place::{find, in_text, paragraph, predicates, quoted, sentence, tokens, within};
use super::{Category, Check, Context, Finding, Level, Lint, Place};
use crate::annotate::NounPhrase;
use crate::document::{ParagraphKind, Tag, TokenKind, TokenRange};
use crate::reading::Reading;
use crate::rules::{Classes, Phrases};
use crate::text::Span;

pub(super) const LINT: Lint = Lint {
    id: "unattributed-quote",
    category: Category::Attribution,
    level: Level::Warning,
    default: true,
    summary: "a quotation that nobody is said to have uttered",
    checks: &[Check::Article(check)],
};

/// A quotation of fewer tokens is an exclamation, a motto or a title more often than something said to the reporter.
const LEAST: u32 = 6;

/// How many paragraphs back somebody may have spoken who goes on in a paragraph of its own.
const BACK: usize = 3;

fn check(reading: &Reading, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let scene = Scene { reading, quoted: quoted(reading), utterance: &context.rules.unnamed.utterance };
    for attribution in &reading.analysis.attributions {
        if &*attribution.frame != "floating" || attribution.inside.is_some() {
            continue;
        }
        let (Some(&first), Some(&last)) = (attribution.content.first(), attribution.content.last()) else { continue };
        let whole = TokenRange::new(tokens(reading, first).first, tokens(reading, last).end);
        let known = attribution.source.as_ref().is_some_and(|source| scene.is_beside(whole, source.span));
        if whole.len() < LEAST || !in_text(reading, whole.first) || known || scene.has_speaker(whole) {
            continue;
        }
        let place = Place::new(&reading.analysis.article, first, "");
        findings.push(Finding::new(&LINT, "nobody is said to have uttered this quotation", vec![place]));
    }
}

struct Scene<'a> {
    reading: &'a Reading,
    quoted: Vec<TokenRange>,
    /// What a quotation is called where it is taken up.
    utterance: &'a Phrases,
}

impl Scene<'_> {
    /// Whether a source stands in the paragraph of a quotation, before it.
    fn is_beside(&self, quote: TokenRange, source: Span) -> bool {
        let source = tokens(self.reading, source).first;
        let own = paragraph(self.reading, quote.first).map(|paragraph| paragraph.tokens);
        source < quote.first && own.is_some_and(|own| own.contains(source))
    }

    /// Whether somebody near a quotation may have uttered it: spoken of before it in its paragraph, or right behind it.
    fn has_speaker(&self, quote: TokenRange) -> bool {
        let paragraphs = &self.reading.document.paragraphs;
        let at = paragraphs.partition_point(|paragraph| paragraph.tokens.end <= quote.first);
        let Some(own) = paragraphs.get(at).map(|paragraph| paragraph.tokens) else { return true };
        let before = TokenRange::new(own.first, quote.first.max(own.first));
        let after = TokenRange::new(quote.end.min(own.end), own.end);
        if self.has_words(before) {
            return self.introduces(before) || self.is_spoken_of(before) || self.goes_on_about(after);
        }
        let tags = &self.reading.document.tokens;
        if (after.first..after.end.min(after.first + 2)).any(|at| tags[at as usize].kind == TokenKind::Comma) {
            return self.is_spoken_of(self.first_sentence(after));
        }
        let text = |at: usize| paragraphs.get(at).filter(|p| p.kind == ParagraphKind::Text).map(|p| p.tokens);
        let last = at.checked_sub(1).and_then(text);
        if last.is_some_and(|last| self.introduces(last)) {
            return true;
        }
        if self.has_words(after) {
            return self.goes_on_about(after);
        }
        // A paragraph that is nothing but a quotation goes on with the one before, or the next one says whose it is.
        (at.saturating_sub(BACK)..at).filter_map(text).any(|last| self.is_spoken_of(last) || self.ends_quoted(last))
            || text(at + 1).is_some_and(|next| self.goes_on_about(next) || self.is_spoken_of(self.first_sentence(next)))
    }

    /// Whether a stretch has words outside of quotations.
    fn has_words(&self, range: TokenRange) -> bool {
        (range.first..range.end)
            .any(|at| self.reading.document.tokens[at as usize].is_word() && !within(&self.quoted, at))
    }

    /// Whether a stretch ends in a colon: what stands before it says what the quotation is.
    fn introduces(&self, range: TokenRange) -> bool {
        let tokens = &self.reading.document.tokens[range.first as usize..range.end as usize];
        let last = tokens.iter().rev().find(|token| !matches!(token.kind, TokenKind::Quote(_)));
        last.is_some_and(|last| last.kind == TokenKind::Colon)
    }

    /// Whether a stretch ends with a quotation.
    fn ends_quoted(&self, range: TokenRange) -> bool {
        (range.end.saturating_sub(3)..range.end)
            .any(|at| matches!(self.reading.document.tokens[at as usize].kind, TokenKind::Quote(_)))
    }

    /// Whether a stretch speaks, outside of quotations, of anybody who can speak.
    fn is_spoken_of(&self, range: TokenRange) -> bool {
        let speakers = Classes::FUNCTION
            .with(Classes::GROUP)
            .with(Classes::INSTITUTION)
            .with(Classes::ANONYMOUS)
            .with(Classes::DOCUMENT)
            .with(Classes::TITLE)
            .with(Classes::GIVEN_NAME);
        (range.first..range.end).filter(|&at| !within(&self.quoted, at)).any(|at| {
            let token = &self.reading.document.tokens[at as usize];
            match token.tag {
                Tag::Noun | Tag::Title => token.is(speakers),
                Tag::Proper => true,
                Tag::Subject | Tag::Clitic | Tag::Pronoun => !token.is(Classes::FIRST_PERSON),
                _ => false,
            }
        })
    }

    /// Whether the sentence behind a quotation is about somebody: a person by name, or its subject a person or a group.
    fn goes_on_about(&self, after: TokenRange) -> bool {
        if !self.has_words(after) {
            return false;
        }
        let next = self.first_sentence(after);
        let document = &self.reading.document;
        let named = (next.first..next.end).any(|at| {
            let token = &document.tokens[at as usize];
            let follows = document.tokens.get(at as usize + 1).filter(|_| at + 1 < next.end);
            !within(&self.quoted, at)
                && match token.tag {
                    Tag::Proper => token.is(Classes::GIVEN_NAME) || follows.is_some_and(|next| next.tag == Tag::Proper),
                    Tag::Title => true,
                    _ => false,
                }
        });
        let opening = TokenRange::new(next.first, next.end.min(next.first + 4));
        let taken_up = find(self.reading, opening, self.utterance).is_some();
        named
            || taken_up
            || predicates(self.reading, next.first).any(|predicate| {
                next.contains(predicate.main) && predicate.subject.is_some_and(|subject| self.is_somebody(subject))
            })
    }

    /// Whether a subject is a person or a definite group.
    fn is_somebody(&self, subject: TokenRange) -> bool {
        let document = &self.reading.document;
        let Some(noun) = NounPhrase::at(document, subject.first, subject.end) else { return false };
        let first = &document.tokens[subject.first as usize];
        let head = &document.tokens[noun.head as usize];
        match head.tag {
            Tag::Subject => !first.is(Classes::FIRST_PERSON),
            Tag::Pronoun => true,
            _ => {
                head.is(Classes::FUNCTION.with(Classes::GROUP)) && !head.is(Classes::INSTITUTION) || noun.name.len() > 1
            }
        }
    }

    /// The first sentence of a stretch that has words outside of quotations.
    fn first_sentence(&self, range: TokenRange) -> TokenRange {
        let first = (range.first..range.end)
            .find(|&at| self.reading.document.tokens[at as usize].is_word() && !within(&self.quoted, at));
        let Some(first) = first else { return range };
        let sentences = &self.reading.document.sentences;
        let end = sentence(self.reading, first).map_or(range.end, |at| sentences[at].tokens.end.min(range.end));
        // A sentence that ends inside a quotation goes on behind it.
        let end = (end..range.end).take_while(|&at| within(&self.quoted, at)).last().map_or(end, |at| at + 1);
        TokenRange::new(first, end.max(first))
    }
}

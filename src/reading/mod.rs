//! An article read through, with its document still at hand: what the lints of one article look at.

mod amount;
mod giver;
mod quantity;
mod scope;
mod standing;

use crate::analysis::{Analysis, Attribution, Extent, Quotation};
use crate::annotate::{self, Quotes};
use crate::article::Article;
use crate::attribute::{self, Predicate};
use crate::claim::Claims;
use crate::document::{Document, ParagraphKind, TokenKind, TokenRange};
use crate::rules::{RulePack, Tenses};
use crate::text::Span;

pub use amount::{Amount, BACK, MANY, amounts};
pub use giver::Giver;
pub use quantity::Quantity;
pub use standing::{Former, Stands};

/// An article read through: the result, and the paragraphs, tokens, quotations and verbs it rests on.
#[derive(Debug)]
pub struct Reading {
    /// The result.
    pub analysis: Analysis,
    /// Paragraphs, sentences and tokens.
    pub document: Document,
    /// The quotations.
    pub quotes: Quotes,
    /// The verbs with their subjects and clauses, in order.
    pub predicates: Vec<Predicate>,
    /// What it states, and which sources are in reach of what.
    pub claims: Claims,
    /// What each figure is a figure of.
    pub quantities: Vec<Quantity>,
    /// How they stand to each other.
    pub stands: Stands,
}

impl Reading {
    /// Reads `article` through. Never fails; linear in its text.
    #[must_use]
    pub fn new(article: Article, rules: &RulePack) -> Reading {
        let (analysis, document, quotes) = analyzed(article, rules, Extent::Whole);
        let predicates = attribute::predicates(&document, rules, &quotes);
        let claims = Claims::new(&analysis, &document, &quotes, &predicates, rules);
        let mut reading = Reading {
            analysis,
            document,
            quotes,
            predicates,
            claims,
            quantities: Vec::new(),
            stands: Stands::default(),
        };
        let mut quantities = quantity::quantities(&reading, rules);
        reading.stands = standing::stands(&reading, &mut quantities, rules);
        reading.quantities = quantities;
        reading
    }

    /// Where `tokens` stand in the text as written.
    #[must_use]
    pub fn span(&self, tokens: TokenRange) -> Span {
        self.document.span(tokens)
    }

    /// The tokens that `span` holds, or touches.
    #[must_use]
    pub fn tokens(&self, span: Span) -> TokenRange {
        let tokens = &self.document.tokens;
        let written = |start: u32| self.document.normal.span(start, start).start();
        let first = tokens.partition_point(|token| written(token.end) <= span.start());
        let end = tokens.partition_point(|token| written(token.start) < span.end());
        TokenRange::new(first as u32, end as u32)
    }

    /// The predicates whose verbs stand in `range`, in order.
    #[must_use]
    pub fn predicates_in(&self, range: TokenRange) -> &[Predicate] {
        let first = self.predicates.partition_point(|predicate| predicate.tokens.first < range.first);
        let end = self.predicates.partition_point(|predicate| predicate.tokens.first < range.end);
        self.predicates.get(first..end).unwrap_or_default()
    }

    /// Whether a verb stands in the conditional, and can stand in no other tense.
    #[must_use]
    pub fn is_conditional(&self, predicate: &Predicate) -> bool {
        predicate.tenses.is_only(Tenses::CONDITIONAL)
    }

    /// The text of `span` as written.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        &self.analysis.article.text[span]
    }
}

/// The analysis of `article`, and what it was made from.
pub(crate) fn analyzed(article: Article, rules: &RulePack, extent: Extent) -> (Analysis, Document, Quotes) {
    let document = Document::new(&article, rules);
    let quotes = Quotes::new(&document);
    let (attributions, entities, names) = attribute::attributions(&document, rules, &quotes, extent);
    let published = article.published.or(document.dated);
    let quotations = match extent {
        Extent::Annotation => Vec::new(),
        Extent::Whole => quotations(&document, &quotes, &attributions),
    };
    let mut figures = annotate::figures(&document, rules);
    for figure in &mut figures {
        figure.attribution = holder(&attributions, figure.span);
    }
    let timed = document.timed.filter(|_| document.dated == published);
    let published_time = article.published_time.or(timed);
    let dates = annotate::dates(&document, rules, published);
    (
        Analysis { article, published, published_time, attributions, entities, quotations, names, figures, dates },
        document,
        quotes,
    )
}

/// How many attributions before a place are looked at for the one that holds it: contents seldom nest three deep.
const NESTED: usize = 32;

/// The place of the innermost attribution whose content holds `span`, of those in the order of their contents.
pub(crate) fn holder(attributions: &[Attribution], span: Span) -> Option<usize> {
    let behind = attributions.partition_point(|a| a.content.first().is_some_and(|c| c.start() <= span.start()));
    let near = attributions.iter().enumerate().take(behind).rev().take(NESTED);
    near.filter(|(_, a)| a.content.iter().any(|content| content.contains(span)))
        .min_by_key(|(_, a)| a.content.iter().map(|content| content.len()).sum::<u32>())
        .map(|(at, _)| at)
}

fn quotations(document: &Document, quotes: &Quotes, attributions: &[Attribution]) -> Vec<Quotation> {
    let outer = quotes.all.iter().filter(|quote| quote.parent.is_none() && !quote.inner().is_empty());
    let mut at = 0;
    outer
        .map(|quote| {
            while document.paragraphs.get(at).is_some_and(|p| p.tokens.end <= quote.open) {
                at += 1;
            }
            let kind = document.paragraphs.get(at).map(|paragraph| paragraph.kind);
            let span = document.span(quote.inner());
            // An aside may interrupt it and marks may hang over: where its first word belongs, all of it does.
            let inner = quote.inner();
            let first = (inner.first..inner.end).find(|&t| document.tokens[t as usize].kind == TokenKind::Word);
            let word = first.map_or(span, |first| document.span(TokenRange::new(first, first + 1)));
            Quotation {
                span,
                attribution: holder(attributions, word),
                heading: matches!(kind, Some(ParagraphKind::Title | ParagraphKind::Heading)),
            }
        })
        .collect()
}

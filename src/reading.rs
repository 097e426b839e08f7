//! An article read through, with its document still at hand: what the lints of one article look at.

use crate::analysis::Analysis;
use crate::annotate::{self, Quotes};
use crate::article::Article;
use crate::attribute::{self, Predicate};
use crate::document::{Document, TokenRange};
use crate::rules::RulePack;
use crate::text::Span;

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
}

impl Reading {
    /// Reads `article` through. Never fails; linear in its text.
    #[must_use]
    pub fn new(article: Article, rules: &RulePack) -> Reading {
        let (analysis, document, quotes) = analyzed(article, rules);
        let predicates = attribute::predicates(&document, rules, &quotes);
        Reading { analysis, document, quotes, predicates }
    }

    /// Where `tokens` stand in the text as written.
    #[must_use]
    pub fn span(&self, tokens: TokenRange) -> Span {
        self.document.span(tokens)
    }

    /// The text of `span` as written.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        &self.analysis.article.text[span]
    }
}

/// The analysis of `article`, and what it was made from.
pub(crate) fn analyzed(article: Article, rules: &RulePack) -> (Analysis, Document, Quotes) {
    let document = Document::new(&article, rules);
    let quotes = Quotes::new(&document);
    let (attributions, entities) = attribute::attributions(&document, rules, &quotes);
    let published = article.published.or(document.dated);
    let timed = document.timed.filter(|_| document.dated == published);
    let published_time = article.published_time.or(timed);
    let dates = annotate::dates(&document, rules, published);
    let figures = Vec::new();
    (Analysis { article, published, published_time, attributions, entities, figures, dates }, document, quotes)
}

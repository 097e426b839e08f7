//! An article read through, with its document still at hand: what the lints of one article look at.

use std::cmp::Reverse;

use crate::analysis::{Analysis, Attribution, Figure};
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
    let mut figures = annotate::figures(&document, rules);
    attribute_figures(&mut figures, &attributions);
    let dates = Vec::new();
    (Analysis { article, published, attributions, entities, figures, dates }, document, quotes)
}

/// Ties each figure to the innermost attribution whose content holds it.
fn attribute_figures(figures: &mut [Figure], attributions: &[Attribution]) {
    let mut contents: Vec<(Span, usize)> = Vec::new();
    for (at, attribution) in attributions.iter().enumerate() {
        contents.extend(attribution.content.iter().map(|&span| (span, at)));
    }
    contents.sort_by_key(|(span, _)| (span.start(), Reverse(span.end())));
    let mut contents = contents.into_iter().peekable();
    let mut open: Vec<(Span, usize)> = Vec::new();
    for figure in figures {
        while let Some(content) = contents.next_if(|(span, _)| span.start() <= figure.span.start()) {
            open.retain(|(span, _)| span.end() > content.0.start());
            open.push(content);
        }
        let holds = |span: &Span| span.end() >= figure.span.end();
        figure.attribution = open.iter().rev().find(|(span, _)| holds(span)).map(|&(_, at)| at);
    }
}

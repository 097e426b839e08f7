//! Quantities: what a figure is a figure of, so that only figures of one thing are ever compared.

use jiff::civil::Date;

use super::{Giver, Reading, giver, scope};
use crate::analysis::When;
use crate::document::{ParagraphKind, TokenRange};
use crate::rules::{Classes, RulePack, Stages, Standing, WordSet};
use crate::text::Span;

/// What one figure is a figure of.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// The figure: a place in [`crate::Analysis::figures`].
    pub figure: usize,
    /// The sentence it stands in.
    pub sentence: Span,
    /// The number of that sentence among those of the article.
    pub rank: u32,
    /// Whether it stands in a headline or heading.
    pub heading: bool,
    /// Whether it stands between quotation marks.
    pub quoted: bool,
    /// Whether a definite article or a demonstrative takes it up as known: *les 12 morts*.
    pub taken_up: bool,
    /// Whether it belongs to an earlier event, by a date or by its words.
    pub past: bool,
    /// Whether it was feared, planned or possible.
    pub possible: bool,
    /// Whether the sentence says that it takes the place of another figure.
    pub revised: bool,
    /// Whether the sentence calls it a first one.
    pub provisional: bool,
    /// Whether so many come on top of others: *sept autres corps*.
    pub further: bool,
    /// Whether its verb stands in the conditional.
    pub hedged: bool,
    /// Who gives it.
    pub giver: Giver,
    /// Hashes of the names of places that narrow it to a part.
    pub parts: Vec<u64>,
    /// Hashes of the countries, peoples and sides it is told of.
    pub sides: Vec<u64>,
    /// The day it holds of, where the sentence tells.
    pub day: Option<Date>,
    /// The hour it holds of, by a part of the day that the sentence names.
    pub hour: Option<i8>,
    /// As of when it holds among others of its kind.
    pub standing: Option<Standing>,
    /// How far the law has gone with the people counted.
    pub stages: Stages,
}

/// The quantities of an article, one a figure, in order. Linear in its tokens.
pub(super) fn quantities(reading: &Reading, rules: &RulePack) -> Vec<Quantity> {
    let document = &reading.document;
    let analysis = &reading.analysis;
    let mut givers = giver::Givers::new(reading, rules);
    let mut quantities = Vec::with_capacity(analysis.figures.len());
    for (figure, given) in analysis.figures.iter().enumerate() {
        let tokens = reading.tokens(given.span);
        let rank = document.sentences.partition_point(|sentence| sentence.tokens.end <= tokens.first);
        let Some(sentence) = document.sentences.get(rank).map(|sentence| sentence.tokens) else { continue };
        let paragraph = document.paragraphs.partition_point(|p| p.tokens.end <= tokens.first);
        let kind = document.paragraphs.get(paragraph).map(|paragraph| paragraph.kind);
        let clause = clause(reading, sentence, tokens);
        let has = |set| {
            (clause.first..clause.end).any(|at| {
                rules.reports.has(set, &document.form(at).to_lowercase())
                    || rules
                        .verb(document.tokens[at as usize].word)
                        .is_some_and(|verb| rules.reports.has(set, &verb.lemma))
                        && !document.tokens[at as usize].is(Classes::NOUN)
            })
        };
        // What was feared or allowed stands beside the figure, or is its verb.
        let beside = TokenRange::new(
            tokens.first.saturating_sub(BESIDE).max(clause.first),
            (tokens.end + BESIDE).min(clause.end),
        );
        let feared = reading.predicates_in(beside).iter().any(|verb| rules.reports.has(WordSet::Possible, &verb.lemma));
        let (day, past) = when(reading, rules, sentence, clause);
        let before = tokens.first.checked_sub(1).filter(|&at| at >= sentence.first);
        let taken_up = before.is_some_and(|at| {
            let token = &document.tokens[at as usize];
            // "Les corps des 17 mineurs": no number follows the article without a noun that "des" may be.
            token.is(Classes::DETERMINER) && (!token.is(Classes::INDEFINITE) || token.is(Classes::CONTRACTION))
        });
        let conditional = reading.predicates_in(clause).iter().any(|predicate| reading.is_conditional(predicate));
        let giver = givers.of(figure, tokens, sentence, rank);
        let hour = (sentence.first..sentence.end).rev().find_map(|at| rules.reports.hour(document.form(at)));
        // "…, selon le bilan donné à midi par le ministère. Le district compte 71 morts" goes on with that bulletin.
        let bulletin = quantities.last().filter(|last: &&Quantity| {
            let sourced = last.giver.is_somebody() && giver.is_somebody();
            rank as u32 - last.rank <= 1 && sourced && day.is_none()
        });
        let hour = hour.or_else(|| bulletin.and_then(|last| last.hour));
        quantities.push(Quantity {
            figure,
            sentence: reading.span(sentence),
            rank: rank as u32,
            heading: matches!(kind, Some(ParagraphKind::Title | ParagraphKind::Heading)),
            quoted: analysis.quotations.iter().any(|quotation| quotation.span.contains(given.span)),
            taken_up,
            past: past || has(WordSet::Earlier),
            possible: feared || scope::any(reading, rules, beside, WordSet::Possible),
            revised: scope::any(reading, rules, sentence, WordSet::Revision),
            provisional: scope::any(reading, rules, sentence, WordSet::Provisional),
            further: scope::any(
                reading,
                rules,
                TokenRange::new(tokens.first, (tokens.end + 1).min(sentence.end)),
                WordSet::Further,
            ),
            hedged: conditional,
            giver,
            parts: scope::parts(
                reading,
                rules,
                clause,
                tokens,
                figure.checked_sub(1).map(|last| reading.tokens(analysis.figures[last].span).end),
            ),
            sides: scope::sides(reading, rules, clause),
            day,
            hour,
            standing: None,
            stages: Stages::default(),
        });
    }
    quantities
}

/// How many tokens from a figure a word stands that makes it a fear, a plan or a capacity.
const BESIDE: u32 = 4;

/// The stretch around `tokens` that belongs to one clause: up to a semicolon, a colon or another clause's verb.
fn clause(reading: &Reading, sentence: TokenRange, tokens: TokenRange) -> TokenRange {
    let held = reading.predicates_in(sentence).iter().filter(|predicate| {
        let clause = predicate.clause.0;
        clause.first <= tokens.first && tokens.end <= clause.end
    });
    held.map(|predicate| predicate.clause.0).min_by_key(|clause| clause.len()).unwrap_or(sentence)
}

/// How many days before publication another event lies.
///
/// Tolls are brought up to date for weeks; anniversaries and precedents lie a season back at least.
const PAST_DAYS: i32 = 60;

/// How many dates of its paragraph before it a figure without a date is measured by.
const FEW: usize = 8;

/// The dates told in `span`.
fn dates_in(reading: &Reading, span: Span) -> &[When] {
    let dates = &reading.analysis.dates;
    let first = dates.partition_point(|when| when.span.start() < span.start());
    let end = dates.partition_point(|when| when.span.end() <= span.end());
    dates.get(first..end).unwrap_or_default()
}

/// The day that the sentence tells, and whether the clause tells of a time long past.
fn when(reading: &Reading, rules: &RulePack, sentence: TokenRange, clause: TokenRange) -> (Option<Date>, bool) {
    let (within, narrow) = (reading.span(sentence), reading.span(clause));
    let dates = dates_in(reading, within);
    let published = reading.analysis.published;
    let is_old = |last: Date| published.is_some_and(|published| (published - last).get_days() > PAST_DAYS);
    let (mut day, mut past) = (None, false);
    // A paragraph on another time says so once: where all its dates so far are old, and there are any.
    let paragraphs = &reading.document.paragraphs;
    let paragraph = paragraphs.get(paragraphs.partition_point(|p| p.tokens.end <= sentence.first));
    let told = paragraph
        .filter(|p| dates.is_empty() && p.tokens.first < sentence.first)
        .map_or(&[][..], |p| dates_in(reading, reading.span(TokenRange::new(p.tokens.first, sentence.first))));
    if !told.is_empty() {
        past = told.iter().rev().take(FEW).all(|when| is_old(when.last));
    }
    for when in dates {
        let old = is_old(when.last);
        let tokens = reading.tokens(when.span);
        let near = TokenRange::new(tokens.first.saturating_sub(1).max(sentence.first), tokens.end);
        if scope::any(reading, rules, near, WordSet::Decade) {
            continue;
        }
        if old {
            past |= narrow.contains(when.span) || when.span.end() <= narrow.start();
        } else if when.is_day && when.first == when.last {
            day = Some(when.first);
        }
    }
    (day, past)
}

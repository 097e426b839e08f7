//! Traces: what is kept of a report to compare it with others, once its document is gone.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use crate::analysis::Figure;
use crate::claim::{Claim, Reach};
use crate::document::{ParagraphKind, Tag};
use crate::reading::{Quantity, Reading, Stands, amounts};
use crate::rules::Classes;
use crate::text::{Span, fold_hash};

use super::wording::Wording;

/// What is kept of a report beside its analysis: what its figures are figures of, and the words of its names.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// What each figure is a figure of.
    pub quantities: Vec<Quantity>,
    /// How they stand.
    pub stands: Stands,
    /// A hash of every word of a name, without accents and case, and how much it tells; ordered by hash.
    pub names: Vec<(u64, f32)>,
    /// A hash of the head of every longer noun of its headline and lead, ordered.
    pub nouns: Vec<u64>,
    /// A hash of every number it counts with what it counts, and how much it tells; ordered by hash.
    pub figures: Vec<(u64, f32)>,
    /// A hash of every run of words in its quotations that is too long to be said twice by chance.
    pub runs: Vec<u64>,
    /// What it states at some length, as somebody's words or its own.
    pub stated: Vec<Stated>,
}

/// A clause of a report, kept to be known again in another.
#[derive(Clone, Debug)]
pub struct Stated {
    /// Where it stands.
    pub span: Span,
    /// A hash of what is done.
    pub act: u64,
    /// A hash of every noun, name, adjective and number, ordered.
    pub words: Vec<u64>,
    /// The attribution that reports it; none where the reporter alone states it as a fact.
    pub attribution: Option<usize>,
}

/// How many nouns, names and adjectives a clause has that two reports do not both state by chance.
const WORDS: usize = 3;

/// What a name tells that many reports share whatever they are on: a country, a capital, a given name, a people.
const COMMON: f32 = 0.3;
/// What a name tells that stands in the headline or the first paragraph, where the event is.
const LEAD: f32 = 1.5;
/// How many paragraphs the headline and the lead are, datelines and notices aside.
const LEAD_PARAGRAPHS: usize = 3;

/// What the place of a dateline tells: where the event is, or only where the desk is.
const DATELINE: f32 = 1.0;
/// How many letters a noun has that tells events apart, and how many of them are compared: *manifestant*, *manifestation*.
const NOUN: usize = 5;

/// From which number on a count tells events apart, by itself and beside others: one or two of something are everywhere.
const LARGE: f64 = 13.0;
const SMALL: f64 = 3.0;
/// What a large number tells that two reports count the same by, and what a small one does.
const FIGURE: (f32, f32) = (1.0, 0.5);

/// How many words in a row two people do not both say by chance.
const RUN: usize = 8;

impl Trace {
    /// The trace of a report.
    #[must_use]
    pub fn new(reading: &Reading) -> Trace {
        let document = &reading.document;
        let mut names: FxHashMap<u64, f32> = FxHashMap::default();
        let mut nouns: Vec<u64> = Vec::new();
        let (apparatus, told): (Vec<_>, Vec<_>) =
            document.paragraphs.iter().partition(|paragraph| paragraph.kind == ParagraphKind::Apparatus);
        for paragraph in apparatus {
            let text = document.normal.text().get(paragraph.start as usize..paragraph.end as usize).unwrap_or_default();
            names.extend(place(text).map(|word| (fold_hash(word), DATELINE)));
        }
        for (rank, paragraph) in told.into_iter().filter(|paragraph| !paragraph.tokens.is_empty()).enumerate() {
            let weight = if rank < LEAD_PARAGRAPHS { LEAD } else { 1.0 };
            for at in paragraph.tokens.first..paragraph.tokens.end {
                let token = &document.tokens[at as usize];
                if rank < LEAD_PARAGRAPHS && token.tag == Tag::Noun && document.form(at).chars().count() >= NOUN {
                    let form = document.form(at);
                    let head = form.char_indices().nth(NOUN).map_or(form, |(end, _)| &form[..end]);
                    nouns.push(fold_hash(head));
                }
                if token.tag != Tag::Proper || token.end - token.start < 3 {
                    continue;
                }
                let common =
                    Classes::COUNTRY.with(Classes::GIVEN_NAME).with(Classes::DEMONYM).with(Classes::INSTITUTION);
                let weight = if token.is(common) { weight * COMMON } else { weight };
                let known = names.entry(fold_hash(document.form(at))).or_default();
                *known = known.max(weight);
            }
        }
        let mut names: Vec<(u64, f32)> = names.into_iter().collect();
        names.sort_unstable_by_key(|&(name, _)| name);
        let analysis = &reading.analysis;
        let mut runs: Vec<u64> = Vec::new();
        for quotation in &analysis.quotations {
            let wording = Wording::new(&analysis.article.text[quotation.span], quotation.span.start());
            runs.extend(wording.words.windows(RUN).map(|run| {
                let mut hasher = FxHasher::default();
                for &word in run {
                    hasher.write_u64(word);
                }
                hasher.finish()
            }));
        }
        runs.sort_unstable();
        runs.dedup();
        nouns.sort_unstable();
        nouns.dedup();
        let stated = reading.claims.all.iter().filter_map(|claim| stated(reading, claim)).collect();
        let (quantities, stands, figures) = (reading.quantities.clone(), reading.stands.clone(), figures(reading));
        Trace { quantities, stands, names, nouns, figures, runs, stated }
    }
}

/// The numbers of this event that a report counts, each with what it counts.
fn figures(reading: &Reading) -> Vec<(u64, f32)> {
    let amounts = amounts(&reading.analysis, &reading.quantities);
    let mut figures: Vec<(u64, f32)> = Vec::new();
    for amount in amounts.iter().filter(|amount| !amount.quantity.past && !amount.quantity.quoted) {
        let Some(number) = amount.number().filter(|&number| number >= SMALL) else { continue };
        figures.push(weighed(amount.figure, number));
    }
    // "Douze morts, contre neuf la veille": a report that still has nine is on that event.
    for former in &reading.stands.formers {
        let quantity = &reading.quantities[former.current];
        let figure = &reading.analysis.figures[quantity.figure];
        figures.push(weighed(figure, former.number));
    }
    figures.sort_unstable_by_key(|&(figure, _)| figure);
    figures.dedup_by_key(|&mut (figure, _)| figure);
    figures
}

/// A hash of `number` with what `figure` counts, and how much it tells.
fn weighed(figure: &Figure, number: f64) -> (u64, f32) {
    let counted = if figure.state.is_some() { "" } else { figure.unit.as_deref().unwrap_or(&figure.population) };
    let mut hasher = FxHasher::default();
    (number.to_bits(), figure.state, counted).hash(&mut hasher);
    (hasher.finish(), if number >= LARGE { FIGURE.0 } else { FIGURE.1 })
}

/// What is kept of a claim: of one that somebody reports in the narration, and of one that nobody but the reporter does.
fn stated(reading: &Reading, claim: &Claim) -> Option<Stated> {
    let told = reading.document.paragraphs[claim.paragraph as usize].kind == ParagraphKind::Text;
    if !told || claim.words.len() < WORDS || claim.hedge.is_some() || claim.background {
        return None;
    }
    let attribution = match claim.source {
        Some(covered) if covered.reach == Reach::Content => Some(covered.attribution?),
        None if claim.asserted => None,
        _ => return None,
    };
    let figures = &reading.analysis.figures;
    let first = figures.partition_point(|figure| figure.span.start() < claim.span.start());
    let mut own = figures[first..].iter().take_while(|figure| figure.span.start() < claim.span.end());
    // Whoever counted people is asked for by their count.
    if own.any(|figure| figure.state.is_some()) {
        return None;
    }
    let tokens = claim.tokens.first..claim.tokens.end;
    let numbers = tokens.filter(|&at| reading.document.tokens[at as usize].tag == Tag::Number);
    let mut words: Vec<u64> = claim.words.iter().map(|word| fold_hash(word)).collect();
    words.extend(numbers.map(|at| fold_hash(reading.document.form(at))));
    words.sort_unstable();
    words.dedup();
    Some(Stated { span: claim.span, act: fold_hash(&claim.act), words, attribution })
}

/// The words of the place that opens a dateline: *SAINT-MENOUX, 14 février (ANP) -*.
fn place(dateline: &str) -> impl Iterator<Item = &str> {
    let end = dateline.find([',', '(', '\u{2013}', '\u{2014}']).unwrap_or(0);
    let words = || dateline[..end].split_whitespace();
    let capital = words().all(|word| word.starts_with(char::is_uppercase));
    words().filter(move |word| capital && word.chars().count() >= 3)
}

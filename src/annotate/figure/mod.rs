//! Figures: numbers with what they count, their bounds, and what happened to the people counted.

mod context;
mod elided;
mod interval;
mod noun;
mod number;
mod search;
mod state;

use std::sync::Arc;

use crate::analysis::{Figure, State};
use crate::document::{Document, TokenRange};
use crate::rules::{FigureWord, Meaning, Parts, RulePack};

use interval::Interval;

/// The figures of `document`, in the order of the text; linear in its length.
///
/// No figure has its attribution yet.
#[must_use]
pub fn figures(document: &Document, rules: &RulePack) -> Vec<Figure> {
    let reader = Reader { document, rules };
    let mut counts = reader.counts();
    reader.settle(&mut counts);
    let figure = |count: Count| Figure {
        span: document.span(count.tokens),
        low: count.interval.low,
        high: count.interval.high,
        precision: count.interval.precision,
        population: count.population.unwrap_or_default(),
        state: count.people.then_some(count.state.unwrap_or(State::Other)),
        unit: count.unit,
        part_of: count.part_of,
        attribution: None,
    };
    counts.into_iter().map(figure).collect()
}

/// The number written from token `at` on: where it ends, and its value, where it has an exact one.
#[must_use]
pub fn number(document: &Document, rules: &RulePack, at: u32) -> Option<(u32, f64)> {
    let sentence = document.sentences.partition_point(|sentence| sentence.tokens.end <= at);
    let end = document.sentences.get(sentence)?.tokens.end;
    let numeral = (at < end).then(|| Reader { document, rules }.numeral(at, end))??;
    (numeral.kind == number::Kind::Exact).then_some((numeral.end, numeral.value))
}

/// A document and the words to read it by.
#[derive(Clone, Copy)]
struct Reader<'a> {
    document: &'a Document,
    rules: &'a RulePack,
}

/// A figure under way.
#[derive(Clone, Debug)]
struct Count {
    /// From its bound to its noun.
    tokens: TokenRange,
    /// Where what is said before it begins: a determiner, a phrase.
    first: u32,
    /// Behind all that belongs to it: *d'entre eux*.
    behind: u32,
    /// The place of its sentence.
    sentence: u32,
    interval: Interval,
    /// What is counted, once that is known.
    population: Option<Arc<str>>,
    unit: Option<Arc<str>>,
    /// Whether the unit is told apart from others of its name.
    qualified: bool,
    /// Whether the unit is a currency.
    money: bool,
    people: bool,
    /// What its noun or what stands around it says of the people.
    state: Option<State>,
    /// Whether nothing overrules that state.
    lasting: bool,
    /// Whether the state is told by the words around it.
    told: bool,
    /// Whether it has no noun.
    elided: Option<Elided>,
    /// Whether its number may be an article.
    single: bool,
    /// Whether it is introduced as a part of another figure.
    subset: bool,
    /// Whether it is introduced as those counted before.
    same: bool,
    part_of: Option<usize>,
}

/// What a figure without a noun refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Elided {
    /// The people counted before.
    Before,
    /// Those that a pronoun stands for.
    They,
    /// The noun in the plural that stands last before it.
    Noun,
    /// The people counted behind it.
    Behind,
    /// People, whoever they are.
    People,
    /// Money, of the currency named before.
    Money,
}

impl<'a> Reader<'a> {
    /// What the token is among the words of figures.
    fn word(&self, at: u32) -> &'a FigureWord {
        self.rules.figures.word(self.form(at))
    }

    /// The number of the token among the words of figures.
    fn form(&self, at: u32) -> u16 {
        self.document.tokens.get(at as usize).map_or(0, |token| token.word.figure)
    }

    fn parts(&self, at: u32) -> Parts {
        self.word(at).parts
    }

    /// What the phrase says that ends before token `at`, and where it begins.
    fn phrase_before(&self, at: u32) -> Option<(u32, Meaning)> {
        let last = at.checked_sub(1).filter(|&last| self.form(last) != 0)?;
        let back = |steps: usize| last.checked_sub(steps as u32).map_or(0, |at| self.form(at));
        let (length, meaning) = self.rules.figures.phrase_before(back)?;
        Some((at - length as u32, meaning))
    }

    /// What the phrase says that begins at token `at`, and where it ends.
    fn phrase_behind(&self, at: u32) -> Option<(u32, Meaning)> {
        if self.form(at) == 0 {
            return None;
        }
        let (length, meaning) = self.rules.figures.phrase_behind(|steps| self.form(at + steps as u32))?;
        Some((at + length as u32, meaning))
    }
}

//! `unsourced-toll`: dead, injured, missing or displaced people whom nobody is said to have counted.

use super::hedge_dropped::dropped;
use super::{Category, Check, Context, Evidence, Finding, Level, Lint, Place};
use crate::analysis::State;
use crate::document::{Tag, Token};
use crate::reading::{Amount, Reading, amounts};

pub(super) const LINT: Lint = Lint {
    id: "unsourced-toll",
    category: Category::Figures,
    level: Level::Warning,
    default: true,
    summary: "a toll that nobody is said to have given",
    checks: &[Check::Article(check)],
};

/// From how many people on a toll is asked for its source.
///
/// One or two dead are named, seen or buried in the report itself; of 14 such tolls of the annotated articles none
/// lacked more than a source that the reader can supply.
const LEAST: f64 = 3.0;

/// How many tokens behind a toll the people it counts are named.
const NAMES: usize = 200;

fn check(reading: &Reading, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let amounts = amounts(&reading.analysis, &reading.quantities);
    // What was left open before is the business of `hedge-dropped`.
    let claims = dropped(reading, context).into_iter().map(|(at, _)| reading.claims.all[at].sentence);
    let dropped: Vec<u32> = claims.collect();
    let mut sentence = None;
    for amount in &amounts {
        let many = amount.figure.low.is_none_or(|low| low >= LEAST) || amount.figure.high.is_none();
        if !is_toll(amount)
            || !many
            || !is_bare(amount)
            || sentence == Some(amount.quantity.rank)
            || dropped.contains(&amount.quantity.rank)
        {
            continue;
        }
        // The same toll may be sourced elsewhere in the article: told again it needs no second source.
        let elsewhere = amounts.iter().find(|other| {
            other.is_sourced() && other.is_of_one_kind(amount, context.rules) && other.figure.agrees(amount.figure)
        });
        if elsewhere.is_some() || are_named(reading, amount) {
            continue;
        }
        sentence = Some(amount.quantity.rank);
        let message = format!("\"{}\" given by nobody", amount.words());
        let near = Evidence::new(
            "source",
            "no attribution, no verb of counting, no bulletin in the sentence or the one before",
        );
        findings.push(Finding::new(&LINT, message, vec![Place::of(amount, "no source in reach")]).because(near));
    }
}

/// Whether as many people as it counts are named with their ages behind it: who knows them has counted them.
fn are_named(reading: &Reading, amount: &Amount<'_>) -> bool {
    let first = reading.tokens(amount.figure.span).end as usize;
    let tokens = reading.document.tokens.get(first..).unwrap_or_default();
    let is_age = |run: &[Token]| {
        matches!(run, [name, comma, age, years]
            if name.tag == Tag::Proper && comma.tag == Tag::Comma && age.tag == Tag::Number && years.tag == Tag::Time)
    };
    let ages = tokens.windows(4).take(NAMES).filter(|run| is_age(run)).count();
    amount.figure.low.is_some_and(|low| u32::try_from(ages).is_ok_and(|ages| f64::from(ages) >= low))
}

/// Whether it counts people who were hurt, are missing or had to leave.
fn is_toll(amount: &Amount<'_>) -> bool {
    matches!(
        amount.figure.state,
        Some(State::Killed | State::Injured | State::Missing | State::Displaced | State::Victims)
    )
}

/// Whether the reporter tells it as a fact of this event.
fn is_bare(amount: &Amount<'_>) -> bool {
    let quantity = amount.quantity;
    !(amount.is_sourced()
        // "Les 92 habitants", "les 1400 évacués": known already, and told again.
        || quantity.taken_up
        // "Des dizaines de civils évacués" is what a witness sees.
        || amount.figure.state == Some(State::Displaced) && !amount.is_counted()
        || quantity.heading
        || quantity.quoted
        || quantity.past
        || quantity.possible
        || quantity.hedged)
}

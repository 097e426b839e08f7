//! `figure-sum`: parts that exceed their total, or a list that does not add up to it.

use super::{Category, Check, Context, Evidence, Finding, Level, Lint, Place};
use crate::analysis::{Precision, State};
use crate::document::{TokenKind, TokenRange};
use crate::reading::{Amount, Reading, amounts};
use crate::rules::{Classes, WordSet};

pub(super) const LINT: Lint = Lint {
    id: "figure-sum",
    category: Category::Figures,
    level: Level::Error,
    default: true,
    summary: "parts that exceed their total, or a list that does not add up to it",
    checks: &[Check::Article(check)],
};

/// How many tokens lie between two figures of one list: a noun, what depends on it, a comma.
const GAP: u32 = 9;
/// How many times their total listed parts are at most; more is another thing counted.
const WILD: f64 = 2.0;

fn check(reading: &Reading, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let amounts = amounts(&reading.analysis, &reading.quantities);
    for (at, amount) in amounts.iter().enumerate() {
        let part = amount.figure.part_of.and_then(|whole| amounts.iter().find(|other| other.quantity.figure == whole));
        if let Some(whole) = part {
            if amount.figure.low.zip(whole.figure.high).is_some_and(|(part, whole)| part > whole) {
                let message = format!("\"{}\" is more than \"{}\"", amount.words(), whole.words());
                push(findings, message, &[amount, whole]);
            }
        }
        let tokens = reading.tokens(amount.figure.span);
        let list = list(reading, &amounts, at);
        if list.len() >= 3 {
            total(reading, context, &amounts, &list, findings);
        }
        if list.len() >= 2 && at > 0 {
            parts(reading, context, &amounts, at, tokens, &list, findings);
        }
    }
}

/// The exact figures listed from `at` on, with commas and conjunctions between them; parts of one of them left out.
fn list(reading: &Reading, amounts: &[Amount<'_>], at: usize) -> Vec<usize> {
    let mut list = vec![at];
    let mut end = reading.tokens(amounts[at].figure.span).end;
    for next in at + 1..amounts.len() {
        let tokens = reading.tokens(amounts[next].figure.span);
        if amounts[next].figure.part_of.is_some() {
            end = tokens.end;
            continue;
        }
        let between = TokenRange::new(end, tokens.first);
        if amounts[next].quantity.rank != amounts[at].quantity.rank || between.len() > GAP || !joins(reading, between) {
            break;
        }
        list.push(next);
        end = tokens.end;
    }
    let exact = |&at: &usize| amounts[at].figure.precision == Precision::Exact && amounts[at].figure.part_of.is_none();
    if list.iter().all(exact) { list } else { Vec::new() }
}

/// Whether a comma or a conjunction stands in `between`, and no verb.
fn joins(reading: &Reading, between: TokenRange) -> bool {
    let tokens = reading.document.tokens.get(between.first as usize..between.end as usize).unwrap_or_default();
    let joint = tokens.iter().any(|token| token.kind == TokenKind::Comma || token.is(Classes::COORDINATOR));
    joint && reading.predicates_in(between).iter().all(|predicate| predicate.tokens.len() < 2)
}

/// "54 morts, 79 rescapés et 51 disparus, pour 188 personnes": the list must add up.
fn total(
    reading: &Reading,
    context: &Context<'_>,
    amounts: &[Amount<'_>],
    list: &[usize],
    findings: &mut Vec<Finding>,
) {
    let (Some((&last, listed)), document) = (list.split_last(), &reading.document) else { return };
    let whole = &amounts[last];
    let before = reading.tokens(whole.figure.span).first;
    let announced = (before.saturating_sub(3)..before)
        .any(|at| context.rules.reports.has(WordSet::Total, &document.form(at).to_lowercase()));
    let states = listed.iter().map(|&at| amounts[at].figure.state);
    let first = amounts[listed[0]].figure.state;
    let people = states.clone().all(|state| state.is_some()) && states.clone().any(|state| state != first);
    let sum: f64 = listed.iter().filter_map(|&at| amounts[at].figure.low).sum();
    if !announced || !people || listed.len() < 2 || whole.figure.low.is_none_or(|whole| (whole - sum).abs() < 0.5) {
        return;
    }
    let message = format!("\"{}\", but what is listed makes {sum}", whole.words());
    let mut all: Vec<&Amount<'_>> = vec![whole];
    all.extend(listed.iter().map(|&at| &amounts[at]));
    push(findings, message, &all);
}

/// "Onze blessés, huit policiers et cinq gendarmes", "parmi les morts figurent …": the parts must not exceed the whole.
fn parts(
    reading: &Reading,
    context: &Context<'_>,
    amounts: &[Amount<'_>],
    at: usize,
    tokens: TokenRange,
    list: &[usize],
    findings: &mut Vec<Finding>,
) {
    let document = &reading.document;
    let sentence = reading.tokens(amounts[at].quantity.sentence);
    let among = (sentence.first..tokens.first)
        .any(|at| context.rules.reports.has(WordSet::Among, &document.form(at).to_lowercase()));
    let whole = &amounts[at - 1];
    let between = TokenRange::new(reading.tokens(whole.figure.span).end, tokens.first);
    let comma = between.end.checked_sub(1).is_some_and(|last| document.tokens[last as usize].kind == TokenKind::Comma);
    let beside =
        Some(whole).filter(|whole| comma && between.len() <= GAP && whole.quantity.rank == amounts[at].quantity.rank);
    // The total may be told before: the first figure of the sentence before that counts such people.
    let near = beside.or_else(|| {
        amounts.iter().take(at).rev().filter(|_| among).find(|whole| {
            let toll =
                matches!(whole.figure.state, Some(State::Killed | State::Injured | State::Victims | State::Arrested));
            toll && whole.figure.state == amounts[at].figure.state
                && amounts[at].quantity.rank - whole.quantity.rank == 1
        })
    });
    let Some(whole) = near.filter(|whole| whole.figure.precision == Precision::Exact && whole.figure.part_of.is_none())
    else {
        return;
    };
    let people = |population: &str| population.is_empty() || context.rules.reports.population(population) == Some(1);
    let first = amounts[at].figure;
    // What is listed under a total names who they are: people as such are another total, and end the list.
    let listed = list.iter().copied().take_while(|&part| {
        let figure = amounts[part].figure;
        let kin = matches!(figure.state, Some(State::Other | State::SoldiersPolice | State::Members));
        (kin || figure.state == whole.figure.state) && !people(&figure.population) && figure.state == first.state
    });
    let listed: Vec<usize> = listed.collect();
    let alike =
        listed.len() >= 2 && listed.iter().all(|&part| amounts[part].figure.population != whole.figure.population);
    let sum: f64 = listed.iter().filter_map(|&part| amounts[part].figure.low).sum();
    if alike && whole.figure.high.is_some_and(|whole| sum > whole + 0.5 && sum < WILD * whole) {
        let message = format!("the parts make {sum}, the total is \"{}\"", whole.words());
        let mut all: Vec<&Amount<'_>> = listed.iter().map(|&part| &amounts[part]).collect();
        all.push(whole);
        push(findings, message, &all);
    }
}

fn push(findings: &mut Vec<Finding>, message: String, amounts: &[&Amount<'_>]) {
    let places = amounts.iter().map(|amount| Place::of(amount, "")).collect();
    let sums: Vec<String> = amounts.iter().map(|amount| amount.interval()).collect();
    findings.push(Finding::new(&LINT, message, places).because(Evidence::new("interval", sums.join(" "))));
}

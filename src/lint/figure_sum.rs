//! `figure-sum`: parts that exceed their total, or a list that does not add up to it.

use super::{Category, Check, Context, Evidence, Finding, Level, Lint, Place};
use crate::analysis::{Precision, State};
use crate::document::{TokenKind, TokenRange};
use crate::reading::{Amount, BACK, Reading, amounts};
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
    let mut listed = 0;
    for (at, amount) in amounts.iter().enumerate() {
        let part = amount.figure.part_of.and_then(|whole| amounts.iter().find(|other| other.quantity.figure == whole));
        if let Some(whole) = part {
            if amount.figure.low.zip(whole.figure.high).is_some_and(|(part, whole)| part > whole) {
                let message = format!("\"{}\" is more than \"{}\"", amount.words(), whole.words());
                push(findings, message, &[amount, whole]);
            }
        }
        let apposed = apposed(reading, &amounts, at);
        if apposed.len() >= 2 {
            parts(context, amount, &apposed, findings);
        }
        let list = list(reading, &amounts, at);
        if list.len() >= 3 && at >= listed {
            listed = list[list.len() - 1] + 1;
            total(reading, context, &amounts, &list, findings);
        }
        if let Some(whole) = told_before(reading, context, &amounts, at).filter(|_| list.len() >= 2) {
            let list: Vec<&Amount<'_>> = list.iter().map(|&part| &amounts[part]).collect();
            parts(context, whole, &list, findings);
        }
    }
}

/// The figures listed behind the one at `at` as all that it is made of; what is cut out of it ("dont") may overlap.
fn apposed<'a>(reading: &Reading, amounts: &'a [Amount<'a>], at: usize) -> Vec<&'a Amount<'a>> {
    let whole = &amounts[at];
    let end = reading.tokens(whole.figure.span).end;
    let parts = amounts.iter().skip(at + 1).take_while(|part| {
        part.quantity.rank == whole.quantity.rank && part.figure.part_of == Some(whole.quantity.figure)
    });
    let parts: Vec<&Amount<'_>> = parts.collect();
    let first = parts.first().map_or(end, |part| reading.tokens(part.figure.span).first);
    let between = reading.document.tokens.get(end as usize..first as usize).unwrap_or_default();
    let cut = between.iter().any(|token| token.is(Classes::RELATIVE.with(Classes::COORDINATOR)));
    if cut || between.len() > GAP as usize { Vec::new() } else { parts }
}

/// The total of the sentence before that counts such people: "parmi les morts figurent …".
fn told_before<'a>(
    reading: &Reading,
    context: &Context<'_>,
    amounts: &'a [Amount<'a>],
    at: usize,
) -> Option<&'a Amount<'a>> {
    let part = &amounts[at];
    let document = &reading.document;
    let (sentence, tokens) = (reading.tokens(part.quantity.sentence), reading.tokens(part.figure.span));
    let among = (sentence.first..tokens.first)
        .any(|at| context.rules.reports.has(WordSet::Among, &document.form(at).to_lowercase()));
    let whole = amounts.iter().take(at).rev().take(BACK).filter(|_| among).find(|whole| {
        let toll =
            matches!(whole.figure.state, Some(State::Killed | State::Injured | State::Victims | State::Arrested));
        toll && whole.figure.state == part.figure.state && part.quantity.rank - whole.quantity.rank == 1
    });
    whole.filter(|whole| whole.figure.part_of.is_none())
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
    counts: &[usize],
    findings: &mut Vec<Finding>,
) {
    let (Some((&last, parts)), document) = (counts.split_last(), &reading.document) else { return };
    let whole = &amounts[last];
    let before = reading.tokens(whole.figure.span).first;
    let announced = (before.saturating_sub(3)..before)
        .any(|at| context.rules.reports.has(WordSet::Total, &document.form(at).to_lowercase()));
    let states = parts.iter().map(|&at| amounts[at].figure.state);
    let first = amounts[parts[0]].figure.state;
    let people = states.clone().all(|state| state.is_some()) && states.clone().any(|state| state != first);
    let sum: f64 = parts.iter().filter_map(|&at| amounts[at].figure.low).sum();
    if !announced || !people || parts.len() < 2 || whole.figure.low.is_none_or(|whole| (whole - sum).abs() < 0.5) {
        return;
    }
    let message = format!("\"{}\", but what is listed makes {sum}", whole.words());
    let mut all: Vec<&Amount<'_>> = vec![whole];
    all.extend(parts.iter().map(|&at| &amounts[at]));
    push(findings, message, &all);
}

/// "Onze blessés, huit policiers et cinq gendarmes", "parmi les morts figurent …": the parts must not exceed the whole.
fn parts(context: &Context<'_>, whole: &Amount<'_>, listed: &[&Amount<'_>], findings: &mut Vec<Finding>) {
    let people = |population: &str| context.rules.reports.is_anybody(population);
    let alike = |part: &&Amount<'_>| {
        !people(&part.figure.population)
            && part.figure.population != whole.figure.population
            && part.figure.state == listed[0].figure.state
    };
    let exact = |amount: &&Amount<'_>| amount.figure.precision == Precision::Exact;
    // What is listed under a total names who they are: people as such are another total, and end the list.
    let listed: Vec<&Amount<'_>> = listed.iter().copied().take_while(alike).collect();
    let distinct = listed
        .iter()
        .enumerate()
        .all(|(at, part)| listed.iter().take(at).all(|other| other.figure.population != part.figure.population));
    let sum: f64 = listed.iter().filter_map(|part| part.figure.low).sum();
    let exact = exact(&whole) && listed.iter().all(exact) && distinct;
    if listed.len() >= 2 && exact && whole.figure.high.is_some_and(|whole| sum > whole + 0.5 && sum < WILD * whole) {
        let message = format!("the parts make {sum}, the total is \"{}\"", whole.words());
        let mut all = listed;
        all.push(whole);
        push(findings, message, &all);
    }
}

fn push(findings: &mut Vec<Finding>, message: String, amounts: &[&Amount<'_>]) {
    let places = amounts.iter().map(|amount| Place::of(amount, "")).collect();
    let sums: Vec<String> = amounts.iter().map(|amount| amount.interval()).collect();
    findings.push(Finding::new(&LINT, message, places).because(Evidence::new("interval", sums.join(" "))));
}

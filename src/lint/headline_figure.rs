//! `headline-figure`: a figure of the headline that the text does not bear out.

use super::{Category, Check, Context, Evidence, Finding, Level, Lint, Place};
use crate::analysis::{Precision, State};
use crate::reading::{Amount, Reading, amounts};

pub(super) const LINT: Lint = Lint {
    id: "headline-figure",
    category: Category::Figures,
    level: Level::Error,
    default: true,
    summary: "a figure of the headline that the text does not bear out",
    checks: &[Check::Article(check)],
};

/// How far a headline may round, as a share of the figure.
const ROUNDING: f64 = 0.1;

fn check(reading: &Reading, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let amounts = amounts(&reading.analysis, &reading.quantities);
    let title = amounts.iter().filter(|amount| amount.quantity.heading && amount.quantity.rank == 0);
    for head in title {
        let exact = head.figure.precision == Precision::Exact && !head.quantity.past && !head.quantity.possible;
        let Some(number) = head.figure.low.filter(|_| exact) else { continue };
        let body: Vec<&Amount<'_>> = amounts.iter().filter(|amount| !amount.quantity.heading).collect();
        let same: Vec<&Amount<'_>> = body
            .iter()
            .copied()
            .filter(|amount| amount.is_of_one_kind(head, context.rules) && !amount.quantity.past)
            .collect();
        let Some(nearest) = same.first() else { continue };
        let rounded = |amount: &&Amount<'_>| {
            let margin = if number >= 20.0 { ROUNDING * number } else { 0.0 };
            amount.figure.low.is_none_or(|low| low <= number + margin)
                && amount.figure.high.is_none_or(|high| number - margin <= high)
        };
        // "63 dockers" of the headline were arrested in the text, and are the same 63; so are people of whom the text
        // does not say what became of them.
        let again = |amount: &Amount<'_>| {
            let people = amount.figure.state.is_some() && !amount.figure.population.is_empty();
            let open = amount.figure.state == Some(State::Other);
            people
                && (open || amount.figure.population == head.figure.population)
                && amount.figure.low == head.figure.low
        };
        if body.iter().any(|amount| rounded(amount) && amount.figure.state == head.figure.state || again(amount))
            || is_sum(&same, number)
        {
            continue;
        }
        let message = format!("\"{}\" in the headline, \"{}\" in the text", head.words(), nearest.words());
        let places = vec![Place::of(head, "not in the text"), Place::of(nearest, "the text has")];
        let intervals = format!("{} against {}", head.interval(), nearest.interval());
        findings.push(Finding::new(&LINT, message, places).because(Evidence::new("interval", intervals)));
    }
}

/// Whether two figures of the text together make `number`: both sides, both places.
fn is_sum(same: &[&Amount<'_>], number: f64) -> bool {
    /// How many figures of one kind are added up two by two; an article seldom has ten.
    const FEW: usize = 32;
    let lows: Vec<f64> = same.iter().take(FEW).filter_map(|amount| amount.figure.low).collect();
    lows.iter().enumerate().any(|(at, a)| lows.iter().skip(at + 1).any(|b| (a + b - number).abs() < 0.5))
        || (lows.iter().sum::<f64>() - number).abs() < 0.5
}

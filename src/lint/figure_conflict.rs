//! `figure-conflict`: two values of one quantity in one article.

use super::{Category, Check, Context, Evidence, Finding, Level, Lint, Place};
use crate::dossier::{Voices, givers};
use crate::reading::{Amount, Reading, amounts};
use crate::rules::RulePack;

pub(super) const LINT: Lint = Lint {
    id: "figure-conflict",
    category: Category::Figures,
    level: Level::Error,
    default: true,
    summary: "two values of one quantity in one article",
    checks: &[Check::Article(check)],
};

/// How many times another a figure is at most, in doublings, to be taken for a slip of it; more is another thing.
const WILD: f64 = 2.0;
/// How many figures before it a figure is compared with.
const REACH: usize = 24;

fn check(reading: &Reading, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let amounts = amounts(&reading.analysis, &reading.quantities);
    for (at, later) in amounts.iter().enumerate() {
        // Only what is taken up as known must be what was said before: "les 112 morts", "sur les 47 interpellés".
        let known = later.figure.unit.is_none()
            && later.quantity.taken_up
            && later.quantity.parts.is_empty()
            && later.figure.part_of.is_none();
        if !known || !is_plain(later) {
            continue;
        }
        let before = amounts.iter().take(at).rev().take(REACH).filter(|earlier| {
            let same =
                is_plain(earlier) && earlier.is_of_one_kind(later, context.rules) && earlier.is_of_one_scope(later);
            same && earlier.quantity.rank < later.quantity.rank && earlier.figure.part_of.is_none()
        });
        let before: Vec<&Amount<'_>> = before.collect();
        // Whatever it takes up: one figure that agrees is enough, and a part of a greater one may be meant.
        let agrees = before.iter().any(|earlier| earlier.figure.agrees(later.figure));
        let near = before.iter().filter(|earlier| apart(earlier, later) <= WILD);
        let nearest = near.min_by(|a, b| apart(a, later).total_cmp(&apart(b, later)));
        let Some(earlier) = nearest.filter(|_| !agrees) else { continue };
        let (here, there) = (later.quantity.giver, earlier.quantity.giver);
        let relation = givers((&reading.analysis, here), (&reading.analysis, there), context.rules);
        if relation == Voices::Other || is_sum(&amounts, at, later, context.rules) {
            continue;
        }
        let message = format!("\"{}\" here, \"{}\" before", later.words(), earlier.words());
        let places = vec![Place::of(later, "taken up as known"), Place::of(earlier, "said before")];
        let intervals = format!("{} and {} share no number", earlier.interval(), later.interval());
        findings.push(Finding::new(&LINT, message, places).because(Evidence::new("interval", intervals)));
    }
}

/// How many times one of two figures is the other, on a scale of halves and doubles.
fn apart(a: &Amount<'_>, b: &Amount<'_>) -> f64 {
    let (a, b) = (a.number().unwrap_or(0.0).max(0.5), b.number().unwrap_or(0.0).max(0.5));
    (a / b).log2().abs()
}

/// Whether it is a figure of this event that stands for itself.
fn is_plain(amount: &Amount<'_>) -> bool {
    amount.is_counted() && !amount.quantity.revised && !amount.quantity.quoted
}

/// Whether two earlier figures make it: *12 morts à Metz, 3 à Nancy … les 15 morts*, *2 000 des 3 550 soldats … les
/// 1 550 soldats*.
fn is_sum(amounts: &[Amount<'_>], at: usize, later: &Amount<'_>, rules: &RulePack) -> bool {
    let Some(number) = later.figure.low else { return true };
    let near = amounts
        .iter()
        .take(at)
        .rev()
        .take(REACH)
        .filter(|amount| amount.figure.state == later.figure.state || amount.figure.population.is_empty());
    // "51 interpellés, dont quatre mineurs": what is left goes by another name than the whole.
    let earlier = near.filter_map(|amount| {
        let kind = amount.figure.population.is_empty()
            || rules.reports.is_one_population(&amount.figure.population, &later.figure.population);
        amount.figure.low.map(|low| (low, kind))
    });
    let earlier: Vec<(f64, bool)> = earlier.collect();
    earlier.iter().enumerate().any(|(i, &(a, kind))| {
        earlier
            .iter()
            .skip(i + 1)
            .any(|&(b, other)| (a + b - number).abs() < 0.5 || kind && other && ((a - b).abs() - number).abs() < 0.5)
    })
}

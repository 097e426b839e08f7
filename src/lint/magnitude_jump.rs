//! `magnitude-jump`: one amount told in millions, then in milliards.

use super::{Category, Check, Context, Evidence, Finding, Level, Lint, Place};
use crate::reading::{BACK, Reading, amounts};

pub(super) const LINT: Lint = Lint {
    id: "magnitude-jump",
    category: Category::Figures,
    level: Level::Warning,
    default: true,
    summary: "one amount told in millions, then in milliards",
    checks: &[Check::Article(check)],
};

/// From this amount on the words million and milliard are used, and mistaken.
const MILLION: f64 = 1e6;

fn check(reading: &Reading, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let amounts = amounts(&reading.analysis, &reading.quantities);
    for (at, later) in amounts.iter().enumerate() {
        // "Les 1800 tonnes": what is taken up was told before, and below a million only that is surely the same.
        let least = if later.quantity.taken_up { MILLION / 1e3 } else { MILLION };
        let Some(number) = later.number().filter(|&number| number >= least) else { continue };
        let same = amounts.iter().take(at).rev().take(BACK).find(|earlier| {
            let other = earlier.number().filter(|&other| other >= least && other.max(number) >= MILLION);
            let jump = other.map_or(1.0, |other| other / number);
            let thousand = (jump - 1e3).abs() < 1e-6 || (jump - 1e-3).abs() < 1e-9;
            // A round million and a round milliard are two amounts more often than one.
            let telling = number.log10().fract() > 1e-9;
            thousand
                && telling
                && earlier.figure.unit == later.figure.unit
                && earlier.figure.population == later.figure.population
                && earlier.quantity.rank != later.quantity.rank
        });
        let Some(earlier) = same else { continue };
        let message = format!("\"{}\" here, \"{}\" before", later.words(), earlier.words());
        let places = vec![Place::of(later, "a thousand times apart"), Place::of(earlier, "from this")];
        let intervals = format!("{} and {}", earlier.interval(), later.interval());
        findings.push(Finding::new(&LINT, message, places).because(Evidence::new("interval", intervals)));
    }
}

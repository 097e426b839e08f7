//! `bound-dropped`: a bound that is lost when the figure is told again.

use super::{Category, Check, Context, Derivation, Evidence, Finding, Level, Lint, Place};
use crate::analysis::Precision;
use crate::diff::Kind;
use crate::dossier::{Voices, givers};
use crate::reading::{Amount, BACK, Giver, MANY, Reading, amounts};
use crate::text::Span;

pub(super) const LINT: Lint = Lint {
    id: "bound-dropped",
    category: Category::Figures,
    level: Level::Warning,
    default: true,
    summary: "a bound (at least 20) that is lost when the figure is told again (the 20)",
    checks: &[Check::Article(check), Check::Derived(across)],
};

fn check(reading: &Reading, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let amounts = amounts(&reading.analysis, &reading.quantities);
    for (at, later) in amounts.iter().enumerate() {
        let exact = later.figure.precision == Precision::Exact && later.is_counted();
        // Headlines are short, and quoted words are the source's.
        if !exact || later.quantity.heading || later.quantity.quoted || later.figure.part_of.is_some() {
            continue;
        }
        let bounded = amounts.iter().take(at).rev().take(BACK).find(|earlier| {
            let bound =
                matches!(earlier.figure.precision, Precision::AtLeast | Precision::MoreThan | Precision::AtMost);
            let number = earlier.number().filter(|_| bound);
            let same = number == later.figure.low && !earlier.quantity.past && !earlier.quantity.heading;
            // "Au moins soixante manifestants soignés", "les soixante manifestants blessés": who they are is enough.
            let known = later.quantity.taken_up && !later.figure.population.is_empty();
            // "Au moins 180 convives", "les 180 invités": so many people, known already, are those told of before.
            let people = |amount: &Amount<'_>| amount.figure.state.is_some() && amount.number() >= Some(MANY);
            let kind = earlier.is_of_one_kind(later, context.rules)
                || known && earlier.figure.population == later.figure.population
                || known && people(earlier) && people(later);
            same && earlier.quantity.rank < later.quantity.rank && kind
        });
        // What another source counts for itself needs no bound of the first one.
        // What is taken up as known is what was told before, whoever speaks now.
        let told = later.quantity.taken_up || matches!(later.quantity.giver, Giver::Told | Giver::Nobody);
        let one_voice = |earlier: &&Amount<'_>| {
            let (here, there) = (later.quantity.giver, earlier.quantity.giver);
            told || givers((&reading.analysis, here), (&reading.analysis, there), context.rules) == Voices::Same
        };
        let Some(earlier) = bounded.filter(one_voice) else { continue };
        let message = format!("\"{}\" became \"{}\"", earlier.words(), later.words());
        let places = vec![Place::of(later, "without the bound"), Place::of(earlier, "with it")];
        let intervals = format!("{} then {}", earlier.interval(), later.interval());
        findings.push(Finding::new(&LINT, message, places).because(Evidence::new("interval", intervals)));
    }
}

/// A bound that the report has no more, of a figure that stayed as it was.
fn across(pair: &Derivation<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    for (change, now, before) in pair.unexplained(Kind::FigureBound) {
        let figure = |reading: &Reading, span: Span| {
            let figure = reading.analysis.figures.iter().find(|figure| figure.span.overlaps(span));
            figure.map(|figure| figure.precision)
        };
        let (is, was) = (figure(pair.new, now), figure(pair.old, before));
        if is != Some(Precision::Exact) || was.is_none_or(|was| was == Precision::Exact) {
            continue;
        }
        let message = format!("\"{}\" became \"{}\"", change.old_value, change.new_value);
        let places = vec![
            Place::new(&pair.new.analysis.article, now, "without the bound"),
            Place::new(&pair.old.analysis.article, before, "with it"),
        ];
        findings.push(Finding::new(&LINT, message, places).because(Evidence::new("change", change.kind.to_string())));
    }
}

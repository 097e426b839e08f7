//! Marked figures, compared with those found.

use super::{letters, shown};
use crate::analysis::{Analysis, Figure, Precision, State};
use crate::text::markup::{Mark, Role};

/// Orders of magnitude, by the name they have in marks.
const ORDERS: [(&str, f64); 6] = [
    ("~tens", 1e1),
    ("~hundreds", 1e2),
    ("~thousands", 1e3),
    ("~tens-of-thousands", 1e4),
    ("~hundreds-of-thousands", 1e5),
    ("~millions", 1e6),
];

/// The marks of the figures found: numbered from 1, with value, state or unit, and the figure they are a part of.
pub(super) fn marks(analysis: &Analysis) -> Vec<Mark> {
    let mark = |(at, figure): (usize, &Figure)| Mark {
        role: Role::Figure,
        numbers: vec![at as u32 + 1],
        value: Some(notation(figure)),
        span: figure.span,
    };
    analysis.figures.iter().enumerate().map(mark).collect()
}

/// What differs between the figures marked in `text` and those found.
///
/// Spans are compared by their letters and digits; a mark whose value ends in a question mark need not be found.
pub(super) fn reasons(text: &str, marked: &[Mark], found: &[Mark]) -> Vec<String> {
    let mut used = vec![false; found.len()];
    let mut reasons = Vec::new();
    for mark in marked.iter().filter(|mark| mark.role == Role::Figure) {
        let value = mark.value.as_deref().unwrap_or_default();
        let optional = value.ends_with('?');
        let span = letters(text, &[mark.span]);
        let same = (0..found.len()).find(|&at| !used[at] && letters(text, &[found[at].span]) == span);
        let Some(at) = same else {
            if !optional {
                reasons.push(format!("figure not found: {}", shown(text, &[mark.span])));
            }
            continue;
        };
        used[at] = true;
        let as_found = found[at].value.as_deref().unwrap_or_default();
        // "plusieurs" and "quelques" are one to the analysis.
        let wanted = value.strip_prefix("few").map_or(value.to_owned(), |rest| format!("several{rest}"));
        if !optional && wanted != as_found {
            reasons.push(format!("figure {}: {value}, found {as_found}", shown(text, &[mark.span])));
        }
    }
    for at in (0..found.len()).filter(|&at| !used[at]) {
        reasons.push(format!("figure not marked: {}", shown(text, &[found[at].span])));
    }
    reasons
}

/// Value, state or unit, and the number of the figure it is a part of, as in a mark.
fn notation(figure: &Figure) -> String {
    let mut notation = value(figure);
    if let Some(word) = figure.state.map(State::name).or(figure.unit.as_deref()) {
        notation = format!("{notation} {word}");
    }
    match figure.part_of {
        Some(whole) => format!("{notation} of {}", whole + 1),
        None => notation,
    }
}

fn value(figure: &Figure) -> String {
    let (low, high) = (figure.low.unwrap_or(0.0), figure.high.unwrap_or(0.0));
    // Counts are whole numbers: more than twelve is thirteen at least.
    let step = if figure.unit.is_none() { 1.0 } else { 0.0 };
    match figure.precision {
        Precision::Exact => format!("={}", plain(low)),
        Precision::AtLeast => format!(">={}", plain(low)),
        Precision::MoreThan => format!(">{}", plain(low - step)),
        Precision::AtMost => format!("<={}", plain(high)),
        Precision::LessThan => format!("<{}", plain(high + step)),
        Precision::About | Precision::Rounded => format!("~{}", plain(f64::midpoint(low, high))),
        Precision::Nearly => format!("~{}", plain(low / 0.9)),
        Precision::Range => format!("{}..{}", plain(low), plain(high)),
        Precision::Weak => "several".to_owned(),
        Precision::Magnitude => {
            let order = ORDERS.iter().find(|(_, size)| (low - 2.0 * size).abs() < 0.5);
            order.map_or_else(|| format!("~{}", plain(low / 2.0)), |(name, _)| (*name).to_owned())
        }
    }
}

/// A number without a decimal point where it is whole, but for the errors of floating point.
fn plain(number: f64) -> String {
    let rounded = (number * 1000.0).round() / 1000.0;
    format!("{rounded}")
}

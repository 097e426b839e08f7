//! What a number and the words around it say: an interval.

use super::number::{Kind, Numeral};
use crate::analysis::Precision;

/// The interval of an amount.
#[derive(Clone, Copy, Debug)]
pub(super) struct Interval {
    /// The least.
    pub low: Option<f64>,
    /// The most.
    pub high: Option<f64>,
    /// How it is given.
    pub precision: Precision,
}

impl Interval {
    /// The interval of `numeral` with the bound before or behind it; `whole` where it can only be a whole number.
    pub(super) fn new(numeral: &Numeral, bound: Option<Precision>, whole: bool) -> Interval {
        let value = numeral.value;
        let orders = numeral.kind == Kind::Orders;
        let (least, most) = if orders { (2.0 * value, 10.0 * value - 1.0) } else { (value, value) };
        let step = if whole { 1.0 } else { 0.0 };
        let between = |low, high, precision| Interval { low: Some(low), high: Some(high), precision };
        match bound {
            Some(Precision::AtLeast) => Interval { low: Some(least), high: None, precision: Precision::AtLeast },
            Some(Precision::MoreThan) => {
                Interval { low: Some(least + step), high: None, precision: Precision::MoreThan }
            }
            Some(Precision::AtMost) => between(0.0, most, Precision::AtMost),
            Some(Precision::LessThan) => between(0.0, (most - step).max(0.0), Precision::LessThan),
            Some(Precision::Nearly) if !orders => {
                between(value - value / 10.0, value - (value / 100.0).min(1.0), Precision::Nearly)
            }
            Some(Precision::About) if numeral.kind == Kind::Exact => {
                between(value - value / 10.0, value + value / 10.0, Precision::About)
            }
            _ => match numeral.kind {
                Kind::Rounded => between(0.75 * value, 1.25 * value, Precision::Rounded),
                Kind::Orders => between(least, most, Precision::Magnitude),
                Kind::Several => Interval { low: Some(2.0), high: None, precision: Precision::Weak },
                Kind::None => between(0.0, 0.0, Precision::Exact),
                Kind::Exact | Kind::One => between(value, value, Precision::Exact),
            },
        }
    }

    /// The interval from `first` to `last`, under a bound.
    pub(super) fn range(first: f64, last: f64, bound: Option<Precision>) -> Interval {
        let (low, high, precision) = match bound {
            Some(Precision::AtLeast | Precision::MoreThan) => (Some(first), None, Precision::AtLeast),
            Some(Precision::AtMost | Precision::LessThan) => (Some(0.0), Some(last), Precision::AtMost),
            _ => (Some(first), Some(last), Precision::Range),
        };
        Interval { low, high, precision }
    }
}

//! Dates: the day, month or year that a phrase means.

use jiff::civil::{Date, Weekday};

use crate::text::Span;

/// A phrase that tells when: *vendredi*, *le 7 août*, *en mai 2019*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// The phrase.
    pub span: Span,
    /// The first day it may mean.
    pub first: Date,
    /// The last day it may mean: the same for a day, the end of the month or of the year for those.
    pub last: Date,
    /// The weekday it names.
    pub weekday: Option<Weekday>,
    /// Whether the phrase names day and month, or a relative day, itself; not so where it is only a month or year.
    pub is_day: bool,
}

//! Dates: the day, month or year that a phrase means.

use std::fmt;

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
    /// Whether there is no doubt about the year: the phrase names it, or no other is near.
    pub is_sure: bool,
}

/// The day, the month or the year as ISO 8601 has them; anything else by its first and last day.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.first, self.last);
        let is_month = first.first_of_month() == first && first.last_of_month() == last;
        let is_year = first.first_of_year() == first && first.last_of_year() == last;
        if first == last {
            write!(f, "{first}")
        } else if is_year {
            write!(f, "{:04}", first.year())
        } else if is_month {
            write!(f, "{:04}-{:02}", first.year(), first.month())
        } else {
            write!(f, "{first}/{last}")
        }
    }
}

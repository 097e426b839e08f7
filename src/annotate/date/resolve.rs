//! Which day a phrase means, as seen from the day of publication.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use crate::rules::Unit;

/// How many days from the publication a day without a year leaves no doubt about it: news tells of what is near.
///
/// Half a year would do for telling which year is nearest; a report that looks back without naming the year does so
/// from farther away than two months.
const SURE: i32 = 60;

/// What was read so far in a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    /// The day of publication.
    pub published: Option<Date>,
    /// The year named last, where it is another than that of the publication.
    pub other_year: Option<i16>,
    /// The day named last.
    pub day: Option<Date>,
}

impl Seen {
    /// Takes note of a year that is named.
    pub fn note(&mut self, year: Option<i16>) {
        if let Some(year) = year {
            self.other_year = Some(year).filter(|&year| self.published.is_none_or(|day| day.year() != year));
        }
    }

    /// The day meant by day and month alone, and whether there is no doubt about its year.
    ///
    /// The nearest to the publication, unless that is far away and another near year has the weekday; behind
    /// another year that is named, the day of that year may be meant as well.
    pub fn without_year(&self, day: i8, month: i8, weekday: Option<i8>) -> Option<(Date, bool)> {
        let published = self.published?;
        let mut years: Vec<Date> =
            (-1..=1).filter_map(|by| Date::new(published.year() + by, month, day).ok()).collect();
        years.sort_by_key(|date| distance(*date, published));
        let nearest = *years.first()?;
        let has_weekday = |date: &Date| weekday.is_some_and(|weekday| date.weekday() == weekday_of(weekday));
        if let Some(date) = self.other_year.and_then(|year| Date::new(year, month, day).ok()) {
            let meant = if has_weekday(&date) && !has_weekday(&nearest) { date } else { nearest };
            return Some((meant, false));
        }
        if distance(nearest, published) <= SURE || weekday.is_none() {
            return Some((nearest, distance(nearest, published) <= SURE));
        }
        Some((years.into_iter().find(has_weekday).unwrap_or(nearest), false))
    }

    /// The last such day before the publication, or the first one after it.
    pub fn beside(&self, day: i8, month: i8, is_after: bool) -> Option<Date> {
        let published = self.published?;
        let years = if is_after { [0, 1, 2, 3, 4] } else { [0, -1, -2, -3, -4] };
        let mut dates = years.into_iter().filter_map(|by| Date::new(published.year() + by, month, day).ok());
        dates.find(|date| if is_after { *date > published } else { *date < published })
    }
}

fn distance(a: Date, b: Date) -> i32 {
    a.until(b).map_or(i32::MAX, |span| span.get_days().abs())
}

fn weekday_of(weekday: i8) -> Weekday {
    Weekday::from_monday_one_offset(weekday).unwrap_or(Weekday::Monday)
}

/// The day so many days behind `date`.
pub(super) fn shifted(date: Date, by: i32) -> Option<Date> {
    date.checked_add(by.days()).ok()
}

/// The last such weekday before `date`.
pub(super) fn last(date: Date, weekday: i8) -> Option<Date> {
    date.nth_weekday(-1, weekday_of(weekday)).ok()
}

/// The first such weekday after `date`.
pub(super) fn next(date: Date, weekday: i8) -> Option<Date> {
    date.nth_weekday(1, weekday_of(weekday)).ok()
}

/// `date` itself or the last such weekday before it.
pub(super) fn until(date: Date, weekday: i8) -> Option<Date> {
    if date.weekday() == weekday_of(weekday) { Some(date) } else { last(date, weekday) }
}

/// `date` itself or the first such weekday after it.
pub(super) fn from(date: Date, weekday: i8) -> Option<Date> {
    if date.weekday() == weekday_of(weekday) { Some(date) } else { next(date, weekday) }
}

/// The nearest such weekday; there is always one within three days.
pub(super) fn around(date: Date, weekday: i8) -> Option<Date> {
    until(date, weekday).into_iter().chain(from(date, weekday)).min_by_key(|&day| distance(day, date))
}

/// The first day of the month nearest to `date`.
pub(super) fn nearest_month(date: Date, month: i8) -> Option<Date> {
    let middles = (-1..=1).filter_map(|by| Date::new(date.year() + by, month, 15).ok());
    middles.min_by_key(|&middle| distance(middle, date)).map(Date::first_of_month)
}

/// The week, month or year so many behind that of `date`.
pub(super) fn period(date: Date, unit: Unit, by: i32) -> Option<(Date, Date)> {
    let add = |date: Date, span: Span| date.checked_add(span).ok();
    match unit {
        Unit::Week => {
            let monday = add(date, (-i32::from(date.weekday().to_monday_zero_offset())).days())?;
            let first = add(monday, by.weeks())?;
            Some((first, add(first, 6.days())?))
        }
        Unit::Month => add(date.first_of_month(), by.months()).map(|first| (first, first.last_of_month())),
        Unit::Year => add(date.first_of_year(), by.years()).map(|first| (first, first.last_of_year())),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn seen(published: Date) -> Seen {
        Seen { published: Some(published), other_year: None, day: None }
    }

    #[test]
    fn a_day_without_a_year_is_the_nearest() {
        let new_year = seen(date(2020, 1, 8));
        assert_eq!(new_year.without_year(31, 12, None), Some((date(2019, 12, 31), true)));
        assert_eq!(new_year.without_year(3, 2, None), Some((date(2020, 2, 3), true)));
        assert_eq!(new_year.without_year(3, 6, None), Some((date(2020, 6, 3), false)));
        assert_eq!(new_year.without_year(31, 2, None), None);
        assert_eq!(seen(date(2019, 3, 1)).without_year(29, 2, None), Some((date(2020, 2, 29), false)));
    }

    #[test]
    fn a_weekday_tells_the_year_of_a_day_far_away_alone() {
        let spring = seen(date(2019, 2, 15));
        assert_eq!(spring.without_year(14, 2, Some(5)), Some((date(2019, 2, 14), true)));
        assert_eq!(spring.without_year(14, 6, Some(4)), Some((date(2018, 6, 14), false)));
        let back = Seen { other_year: Some(2012), ..spring };
        assert_eq!(back.without_year(14, 2, Some(2)), Some((date(2012, 2, 14), false)));
    }

    #[test]
    fn weekdays_lie_where_the_words_around_them_say() {
        let friday = date(2020, 1, 17);
        assert_eq!((until(friday, 5), from(friday, 5)), (Some(friday), Some(friday)));
        assert_eq!((last(friday, 5), next(friday, 5)), (Some(date(2020, 1, 10)), Some(date(2020, 1, 24))));
        assert_eq!((around(friday, 1), around(friday, 2)), (Some(date(2020, 1, 20)), Some(date(2020, 1, 14))));
        assert_eq!(around(friday, 5), Some(friday));
    }

    #[test]
    fn no_day_of_the_calendar_is_out_of_reach() {
        for day in [Date::MIN, Date::MAX] {
            for weekday in 1..=7 {
                let _ = (last(day, weekday), next(day, weekday), around(day, weekday));
            }
            let _ = (seen(day).without_year(1, 1, None), nearest_month(day, 2), shifted(day, -1), shifted(day, 1));
            for unit in [Unit::Week, Unit::Month, Unit::Year] {
                let _ = (period(day, unit, -1), period(day, unit, 1));
            }
        }
    }
}

//! Days by number and month: one, or several that share a month, a year or both.

use jiff::civil::Date;

use super::{Reader, resolve};
use crate::document::{TokenKind, TokenRange};
use crate::rules::{Beside, CalendarWord, Unit};

/// How many days a list may hold.
const MOST: usize = 12;

/// A day of a list: weekday and number, and what of month and year stands with it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Day {
    tokens: TokenRange,
    weekday: Option<i8>,
    number: i8,
    month: Option<i8>,
    year: Option<i16>,
    /// Whether it is said to be the last such day (-1) or the next one (1).
    beside: i8,
}

impl Reader<'_> {
    /// Reads the days that begin at `at`, and gives the token behind them.
    pub(super) fn list(&mut self, at: u32, end: u32) -> Option<u32> {
        let (days, behind) = self.days(at, end)?;
        let last = *days.last()?;
        let year = last.year.or_else(|| self.year_ahead(last.month, behind, end));
        self.seen.note(year);
        for day in days {
            let Some(month) = day.month.or(last.month) else { continue };
            let (date, is_sure) = match (year, last.beside) {
                (Some(year), _) => (Date::new(year, month, day.number).ok(), true),
                (None, 0) => {
                    self.seen.without_year(day.number, month, day.weekday).map_or((None, false), |(d, s)| (Some(d), s))
                }
                (None, beside) => (self.seen.beside(day.number, month, beside > 0), true),
            };
            if let Some(date) = date {
                self.push_found(day.tokens, date, day.weekday, is_sure);
            }
        }
        Some(behind)
    }

    /// The days of the list at `at`, the last of them with its month, and the token behind them.
    pub(super) fn days(&mut self, at: u32, end: u32) -> Option<(Vec<Day>, u32)> {
        let mut days = Vec::new();
        let mut next = at;
        while days.len() < MOST {
            let (day, behind) = self.day(next, end)?;
            if day.month.is_some() {
                days.push(day);
                return Some((days, behind));
            }
            // A comma parts the days of a list that an article opens, or weekdays; else it parts other numbers.
            let is_comma = self.token(behind, end).is_some_and(|token| token.kind == TokenKind::Comma);
            if is_comma && day.weekday.is_none() && days.iter().all(|day: &Day| day.weekday.is_none()) {
                let before = at.checked_sub(1).and_then(|before| self.lowered(before, end));
                if !before.is_some_and(|word| self.calendar.is(&word, Beside::Article)) {
                    return None;
                }
            }
            next = self.behind_join(behind, end)?;
            days.push(day);
        }
        None
    }

    /// The year of a range's end, where the list that ends at `at` is its beginning: "du 28 février au 3 mars 2019".
    fn year_ahead(&mut self, month: Option<i8>, at: u32, end: u32) -> Option<i16> {
        let next = self.behind_join(at, end)?;
        let (days, _) = self.days(next, end)?;
        let last = days.last()?;
        // What begins in a later month than it ends in begins in the year before.
        Some(last.year? - i16::from(month > last.month))
    }

    /// The day at `at`, and the token behind it.
    fn day(&mut self, at: u32, end: u32) -> Option<(Day, u32)> {
        let (mut next, mut weekday, mut is_short) = (at, None, false);
        if let Some((CalendarWord::Weekday(named, short), behind)) = self.word_if(at, end) {
            (weekday, is_short) = (Some(named), short);
            next = if short { self.behind_stop(behind, end) } else { behind };
            if self.lowered(next, end).is_some_and(|word| self.calendar.is(&word, Beside::Part)) {
                next += 1;
            }
        }
        let number = self.day_number(next, end)?;
        let mut behind = next + 1;
        let mut found =
            Day { tokens: TokenRange::new(at, behind), weekday, number, month: None, year: None, beside: 0 };
        if let Some((CalendarWord::Month(month, short), stop)) = self.word_if(behind, end) {
            found.month = Some(month);
            behind = if short { self.behind_stop(stop, end) } else { stop };
            if let Some((year, stop)) = self.year_at(behind, end) {
                (found.year, behind) = (Some(year), stop);
            } else if let Some((year, stop)) = self.year_of_period(behind, end) {
                (found.year, behind) = (Some(year), stop);
            } else {
                found.beside = self.beside(behind, end);
                behind += u32::from(found.beside != 0);
            }
        } else if is_short {
            return None;
        }
        found.tokens = TokenRange::new(at, behind);
        Some((found, behind))
    }

    /// The year that a period behind "de" is: "le 3 juin de l'an dernier".
    fn year_of_period(&mut self, at: u32, end: u32) -> Option<(i16, u32)> {
        let of = self.lowered(at, end).filter(|word| self.calendar.is(word, Beside::Of));
        let next = at + u32::from(of.is_some());
        let Some((CalendarWord::Period(Unit::Year, by), behind)) = self.word_if(next, end) else { return None };
        let (first, _) = resolve::period(self.seen.published?, Unit::Year, by)?;
        Some((first.year(), behind))
    }

    /// The calendar word at `at`, where that is a word.
    fn word_if(&mut self, at: u32, end: u32) -> Option<(CalendarWord, u32)> {
        self.token(at, end).filter(|token| token.kind == TokenKind::Word)?;
        self.word(at, end)
    }

    /// The day of a month that token `at` is.
    fn day_number(&self, at: u32, end: u32) -> Option<i8> {
        let token = self.token(at, end)?;
        let form = token.form(self.document.normal.text());
        match form.parse::<u64>() {
            Ok(day) => {
                (token.kind == TokenKind::Number && form.len() <= 2 && (1..=31).contains(&day)).then_some(day as i8)
            }
            Err(_) => self.is_first(at).then_some(1),
        }
    }

    /// Whether token `at` is a word for the first of a month.
    pub(super) fn is_first(&self, at: u32) -> bool {
        self.document.tokens[at as usize].end - self.document.tokens[at as usize].start <= 8
            && self.is_at(at, u32::MAX, Beside::First)
    }

    /// The token behind a word, comma or dash that joins days, and an article; none where nothing joins them.
    pub(super) fn behind_join(&self, at: u32, end: u32) -> Option<u32> {
        let token = self.token(at, end)?;
        let next = match token.kind {
            TokenKind::Comma => at + 1,
            TokenKind::Dash => return Some(at + 1),
            _ => {
                let word = self.lowered(at, end)?;
                at + u32::from(self.calendar.is(&word, Beside::Join))
            }
        };
        if next == at {
            return None;
        }
        // "et", "ou" may follow a comma.
        let next = next + u32::from(token.kind == TokenKind::Comma && self.is_at(next, end, Beside::Join));
        Some(next + u32::from(self.is_at(next, end, Beside::Article)))
    }

    pub(super) fn is_at(&self, at: u32, end: u32, beside: Beside) -> bool {
        self.lowered(at, end).is_some_and(|word| self.calendar.is(&word, beside))
    }

    /// The token behind the full stop of an abbreviation that ends at `at`.
    pub(super) fn behind_stop(&self, at: u32, end: u32) -> u32 {
        let before = self.document.tokens[at as usize - 1].end;
        let is_stop = self.token(at, end).is_some_and(|next| next.kind == TokenKind::Stop && next.start == before);
        at + u32::from(is_stop)
    }
}

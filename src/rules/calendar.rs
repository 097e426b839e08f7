//! The words of the calendar: months, weekdays, words for days and periods, and the small words around them.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// The words of the calendar, compiled.
#[derive(Debug, Default)]
pub struct Calendar {
    /// By the letters a phrase begins with: all of it, in lower case, and what it means; longer phrases first.
    phrases: FxHashMap<Box<str>, Vec<(Box<str>, CalendarWord)>>,
    roles: [FxHashSet<Box<str>>; 13],
}

/// What a word or phrase of the calendar means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarWord {
    /// A month from 1 to 12, and whether it is abbreviated.
    Month(i8, bool),
    /// A weekday from 1 for Monday, and whether it is abbreviated.
    Weekday(i8, bool),
    /// A weekday in the plural.
    Weekdays,
    /// The day so many days behind that of publication.
    Day(i32),
    /// The day so many days behind the one named last.
    Neighbour(i32),
    /// The week, month or year so many behind that of publication.
    Period(Unit, i32),
    /// A name that holds a weekday.
    Name,
    /// A word for the first day of a month.
    First,
}

/// The length of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// From Monday to Sunday.
    Week,
    /// A month of the calendar.
    Month,
    /// A year of the calendar.
    Year,
}

/// What a small word does beside a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Behind it: the last one before the publication.
    Last,
    /// Behind it: the first one after the publication.
    Next,
    /// Before a weekday: the nearest one.
    This,
    /// Before a weekday: one that comes.
    Ahead,
    /// A verb, by its infinitive, that speaks of what comes.
    AheadVerb,
    /// Before a weekday that comes again and again.
    Habit,
    /// A time of day.
    Part,
    /// The first day of a month.
    First,
    /// Between days of one list.
    Join,
    /// An article before a day.
    Article,
    /// Before a month.
    MonthOpener,
    /// Before a year.
    YearOpener,
    /// Between a day and the period it belongs to.
    Of,
}

impl Calendar {
    /// Adds what `phrase` means; a later meaning replaces an earlier one.
    pub(super) fn add(&mut self, phrase: &str, word: CalendarWord) {
        let phrase = phrase.to_lowercase();
        let all = self.phrases.entry(lead(&phrase).into()).or_default();
        all.retain(|(known, _)| **known != *phrase);
        all.push((phrase.into(), word));
        all.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
    }

    /// Adds a small word.
    pub(super) fn add_beside(&mut self, word: &str, beside: Beside) {
        self.roles[beside as usize].insert(word.to_lowercase().into());
    }

    /// The phrases that begin with the letters of `word`, which is in lower case: longer ones first.
    #[must_use]
    pub fn phrases(&self, word: &str) -> &[(Box<str>, CalendarWord)] {
        self.phrases.get(lead(word)).map_or(&[], Vec::as_slice)
    }

    /// The words that a phrase may begin with, in lower case: up to each blank, apostrophe and hyphen.
    pub(super) fn beginnings(&self) -> impl Iterator<Item = &str> {
        let all = self.phrases.values().flatten().map(|(phrase, _)| &**phrase);
        all.flat_map(|phrase| {
            let ends = phrase.char_indices().filter_map(|(at, c)| match c {
                ' ' | '-' => Some(at),
                '\'' => Some(at + 1),
                _ => None,
            });
            ends.chain([phrase.len()]).map(|end| phrase.get(..end).unwrap_or(phrase))
        })
    }

    /// The month called `name`, in whatever case.
    #[must_use]
    pub fn month(&self, name: &str) -> Option<i8> {
        let name = name.to_lowercase();
        self.phrases(&name).iter().find_map(|(phrase, word)| match word {
            CalendarWord::Month(month, _) if **phrase == *name => Some(*month),
            _ => None,
        })
    }

    /// Whether `word`, in lower case, does `beside`.
    #[must_use]
    pub fn is(&self, word: &str, beside: Beside) -> bool {
        self.roles[beside as usize].contains(word)
    }

    /// Whether `before`, in lower case with single spaces, ends with a word or phrase that does `beside`.
    #[must_use]
    pub fn is_behind(&self, before: &str, beside: Beside) -> bool {
        // No phrase has more than four words.
        let starts = before.char_indices().rev().filter(|&(_, c)| c == ' ' || c == '\'');
        let mut starts = starts.map(|(at, _)| at + 1).chain([0]).take(5);
        starts.any(|at| before.get(at..).is_some_and(|words| self.is(words, beside)))
    }
}

/// The letters that `word` begins with, up to an apostrophe, hyphen or space.
fn lead(word: &str) -> &str {
    word.find(|c: char| !c.is_alphabetic()).and_then(|end| word.get(..end)).unwrap_or(word)
}

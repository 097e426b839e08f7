//! The words of the calendar: months, weekdays, words for days and periods, and the small words around them.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::text::lowered;

/// The words of the calendar, compiled.
#[derive(Debug, Default)]
pub struct Calendar {
    /// The phrases, those that begin with the same word together.
    phrases: Vec<Phrases>,
    /// Which of these begin with a word, by its first letters: see [`key`].
    leads: FxHashMap<u64, usize>,
    /// What each small word does: a bit for each [`Beside`].
    roles: FxHashMap<Box<str>, u16>,
}

/// The number of all phrases that have no lower one of their own.
const MANY: u8 = u8::MAX;

/// The bit of all letters but a to z.
const OTHERS: u32 = 1 << 26;

/// The phrases that begin with the same word, or with words as good as the same.
#[derive(Debug, Default)]
struct Phrases {
    /// Each in lower case, and what it means; longer phrases first.
    all: Vec<(Box<str>, CalendarWord)>,
    /// With which letters from a to z, or others, their second words begin, as bits; all of them where one has no
    /// second word.
    seconds: u32,
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
        let lead = lead(&phrase);
        let at = *self.leads.entry(key(lead)).or_insert(self.phrases.len());
        if at == self.phrases.len() {
            self.phrases.push(Phrases::default());
        }
        let Phrases { all, seconds } = &mut self.phrases[at];
        *seconds |= match phrase.as_bytes().get(lead.len()..).unwrap_or_default() {
            [_, letter @ b'a'..=b'z', ..] => 1 << (letter - b'a'),
            [_, 0x80..=0xff, ..] => OTHERS,
            _ => u32::MAX,
        };
        all.retain(|(known, _)| **known != *phrase);
        all.push((phrase.into(), word));
        all.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
    }

    /// Adds a small word.
    pub(super) fn add_beside(&mut self, word: &str, beside: Beside) {
        *self.roles.entry(word.to_lowercase().into()).or_default() |= 1 << beside as u16;
    }

    /// The number of the phrases that begin with `word`, which is in lower case: see [`super::Word::calendar`].
    pub(super) fn number(&self, word: &str) -> u8 {
        self.leads.get(&key(lead(word))).map_or(0, |&at| u8::try_from(at + 1).unwrap_or(MANY))
    }

    /// The phrases of a number, which begin with `word`.
    fn numbered(&self, number: u8, word: &str) -> Option<&Phrases> {
        let at = match number {
            MANY => *self.leads.get(&key(lead(&lowered(word))))?,
            _ => usize::from(number).checked_sub(1)?,
        };
        self.phrases.get(at)
    }

    /// Whether `text`, which begins with `word`, may begin with one of the phrases that have that number.
    #[must_use]
    pub fn may_begin(&self, number: u8, word: &str, text: &[u8]) -> bool {
        // Most phrases begin with an article, which nearly always stands before some other word.
        let second = match text.get(lead(word).len()..).unwrap_or_default() {
            [b' ' | b'\'' | b'-', letter @ (b'a'..=b'z' | b'A'..=b'Z'), ..] => {
                1 << (letter.to_ascii_lowercase() - b'a')
            }
            [b' ' | b'\'' | b'-', 0xc3..=0xdf, ..] => OTHERS,
            _ => u32::MAX,
        };
        self.numbered(number, word).is_some_and(|phrases| phrases.seconds & second != 0)
    }

    /// The phrases of a number, which begin with `word`: longer ones first.
    #[must_use]
    pub fn phrases(&self, number: u8, word: &str) -> &[(Box<str>, CalendarWord)] {
        self.numbered(number, word).map_or(&[], |phrases| &phrases.all)
    }

    /// The words that a phrase may begin with, in lower case: up to each blank, apostrophe and hyphen.
    pub(super) fn beginnings(&self) -> impl Iterator<Item = &str> {
        let all = self.phrases.iter().flat_map(|phrases| &phrases.all).map(|(phrase, _)| &**phrase);
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
        let name = lowered(name);
        self.phrases(self.number(&name), &name).iter().find_map(|(phrase, word)| match word {
            CalendarWord::Month(month, _) if **phrase == *name => Some(*month),
            _ => None,
        })
    }

    /// Whether `word`, in lower case, does `beside`.
    #[must_use]
    pub fn is(&self, word: &str, beside: Beside) -> bool {
        self.roles.get(word).is_some_and(|roles| roles >> beside as u16 & 1 == 1)
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
    let plain = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    match word.as_bytes().get(plain) {
        None => return word,
        Some(0..0x80) => return word.get(..plain).unwrap_or(word),
        Some(_) => {}
    }
    word.find(|c: char| !c.is_alphabetic()).and_then(|end| word.get(..end)).unwrap_or(word)
}

/// The first eight bytes of a phrase's first word as a number: hardly any words share them but forms of one word.
fn key(lead: &str) -> u64 {
    lead.bytes().take(8).fold(0, |key, byte| key << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_known_by_their_first_word_and_the_letter_behind() {
        let mut calendar = Calendar::default();
        for phrase in ["la veille", "l'année dernière", "l'an dernier", "mars", "mi-été"] {
            calendar.add(phrase, CalendarWord::Name);
        }
        let count = |word: &str, text: &str| {
            let number = calendar.number(word);
            if calendar.may_begin(number, word, text.as_bytes()) { calendar.phrases(number, word).len() } else { 0 }
        };
        for text in ["la veille", "La Veille", "la  veille", "la\u{a0}veille", "la", "la vie", "la \u{2009}veille"] {
            assert_eq!(count("la", text), 1, "{text}");
        }
        for text in ["la maison", "la École", "la-bas"] {
            assert_eq!(count("la", text), 0, "{text}");
        }
        assert_eq!((count("l'", "l'an"), count("l'", "l'été"), count("l'", "l'homme")), (2, 0, 0));
        assert_eq!((count("mi", "mi-Été"), count("mi", "mi-mars")), (1, 0));
        assert_eq!((count("mars", "mars dernier"), count("mai", "mai dernier")), (1, 0));
        assert_eq!((lead("août-septembre"), lead("l'an"), lead("été"), lead("")), ("août", "l", "été", ""));
    }
}

//! Dates: phrases that tell when, with the days they mean as seen from the day of publication.

mod list;
mod resolve;

use std::borrow::Cow;

use jiff::civil::Date;

use crate::analysis::When;
use crate::document::{Document, Tag, TokenKind, TokenRange};
use crate::rules::{Beside, Calendar, CalendarWord, Classes, RulePack, Tenses};
use crate::text::{lowered, one_line};
use resolve::Seen;

/// How many tokens of a sentence are looked at for the verb of a weekday, before it and behind it.
const VERB: u32 = 16;
/// How many bytes before a date are looked at for what leads up to it.
const BEFORE: usize = 32;

/// The dates in `document`, seen from `published`, in order. Linear in its tokens.
///
/// What can only be told from the day of publication is left out where that is not known.
#[must_use]
pub fn dates(document: &Document, rules: &RulePack, published: Option<Date>) -> Vec<When> {
    let mut dates = Vec::new();
    let mut beginnings = document.landmarks.days.iter().copied().peekable();
    for paragraph in &document.paragraphs {
        let seen = Seen { published, other_year: None, day: None };
        let mut reader = Reader { document, rules, calendar: &rules.calendar, seen, dates: &mut dates, weekday: None };
        let mut at = paragraph.tokens.first;
        while let Some(next) = beginnings.next_if(|&next| next < paragraph.tokens.end) {
            if next >= at {
                at = reader.read(next, paragraph.tokens.end);
            }
        }
    }
    dates
}

/// What a verb speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outlook {
    /// What comes.
    Ahead,
    /// What is over.
    Back,
    /// Either.
    Open,
}

/// Reads dates off the tokens of a paragraph.
struct Reader<'a> {
    document: &'a Document,
    rules: &'a RulePack,
    calendar: &'a Calendar,
    seen: Seen,
    dates: &'a mut Vec<When>,
    /// The token behind the last weekday without a number, and the day it means.
    weekday: Option<(u32, Date)>,
}

impl<'a> Reader<'a> {
    /// Reads what begins at token `at` and gives the token to go on at.
    fn read(&mut self, at: u32, end: u32) -> u32 {
        let token = &self.document.tokens[at as usize];
        match token.kind {
            TokenKind::Number => self.number(at, end),
            TokenKind::Word if token.word.calendar != 0 => match self.word(at, end) {
                Some((word, behind)) => self.named(word, at, behind, end),
                None => at + 1,
            },
            _ => at + 1,
        }
    }

    /// What the words from token `at` on mean in the calendar, and the token behind them.
    fn word(&self, at: u32, end: u32) -> Option<(CalendarWord, u32)> {
        let text = self.document.normal.text();
        let token = self.document.tokens.get(at as usize)?;
        if token.word.calendar == 0 {
            return None;
        }
        let form = token.form(text);
        let reach = text.get(token.start as usize..)?;
        if !self.calendar.may_begin(token.word.calendar, form, reach.as_bytes()) {
            return None;
        }
        self.calendar.phrases(token.word.calendar, form).iter().find_map(|(phrase, word)| {
            let length = length_of(phrase, reach)?;
            let stop = token.start + length as u32;
            let behind = (at..end).find(|&next| self.document.tokens[next as usize].end >= stop)?;
            (self.document.tokens[behind as usize].end == stop).then_some((*word, behind + 1))
        })
    }

    /// A date that begins with the number, or the word for the first of a month, at `at`.
    fn number(&mut self, at: u32, end: u32) -> u32 {
        if let Some((date, behind)) = self.digits(at, end) {
            self.push_day(TokenRange::new(at, behind), date, None);
            return behind;
        }
        if let Some(behind) = self.list(at, end) {
            return behind;
        }
        self.year(at, end)
    }

    /// A date in digits alone: `13/10/2019`, `13.10.2019`, `2019-10-13`; and the token behind it.
    fn digits(&self, at: u32, end: u32) -> Option<(Date, u32)> {
        let form = self.document.form(at);
        let mark = form.bytes().find(|byte| !byte.is_ascii_digit());
        if let Some(mark @ (b'/' | b'.')) = mark {
            let mut parts = form.split(char::from(mark));
            let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
            let fits = parts.next().is_none() && day.len() <= 2 && month.len() <= 2 && year.len() == 4;
            let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
            return fits.then_some((date, at + 1));
        }
        // Number, dash, number, dash, number, written on to one another.
        let tokens = self.document.tokens.get(at as usize..end.min(at + 5) as usize)?;
        let [year, first, month, second, day] = tokens else { return None };
        let is_joined = tokens.windows(2).all(|pair| pair[0].end == pair[1].start);
        let is_dash = |token: &crate::document::Token| token.kind == TokenKind::Dash && token.end - token.start == 1;
        let text = self.document.normal.text();
        let (year, month, day) = match (year.form(text), month.form(text), day.form(text)) {
            (year, month, day) if year.len() == 4 && month.len() == 2 && day.len() == 2 => (year, month, day),
            (day, month, year) if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => (year, month, day),
            _ => return None,
        };
        let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
        (is_joined && is_dash(first) && is_dash(second)).then_some((date, at + 5))
    }

    /// A word of the calendar that stands at `at` up to `behind`.
    fn named(&mut self, word: CalendarWord, at: u32, behind: u32, end: u32) -> u32 {
        let tokens = TokenRange::new(at, behind);
        match word {
            CalendarWord::Weekday(weekday, is_short) => {
                if let Some(behind) = self.list(at, end) {
                    return behind;
                }
                // Inside a sentence a capital makes a name of it.
                let is_name = self.document.tokens[at as usize].is_capital() && !self.is_sentence_start(at);
                if is_short || is_name { behind } else { self.weekday(weekday, at, behind, end) }
            }
            CalendarWord::Month(month, is_short) => self.month(month, is_short, at, behind, end),
            CalendarWord::Day(by) => {
                if let Some(date) = self.seen.published.and_then(|day| resolve::shifted(day, by)) {
                    self.push_relative(tokens, date, None);
                }
                behind
            }
            CalendarWord::Neighbour(by) => {
                let is_open = self.token(behind, end).is_none_or(|next| next.tag != Tag::Of && !next.is(Classes::OF));
                if let Some(date) = self.seen.day.filter(|_| is_open).and_then(|day| resolve::shifted(day, by)) {
                    self.push_relative(tokens, date, None);
                }
                behind
            }
            CalendarWord::Period(unit, by) => {
                if let Some((first, last)) = self.seen.published.and_then(|day| resolve::period(day, unit, by)) {
                    self.push(tokens, first, last, true);
                }
                behind
            }
            CalendarWord::First => self.number(at, end),
            CalendarWord::Weekdays | CalendarWord::Name => behind,
        }
    }

    /// A month without a day: behind a word that leads up to it, or before its year.
    fn month(&mut self, month: i8, is_short: bool, at: u32, behind: u32, end: u32) -> u32 {
        let stop = if is_short { self.behind_stop(behind, end) } else { behind };
        let year = self.year_at(stop, end);
        let is_led = self.calendar.is_behind(&self.before(at), Beside::MonthOpener);
        let (year, behind) = match year {
            Some((year, behind)) if is_led || !is_short => (Some(year), behind),
            _ if is_led && !is_short => (None, behind),
            _ => return behind,
        };
        let beside = if year.is_none() { self.beside(behind, end) } else { 0 };
        let behind = behind + u32::from(beside != 0);
        let is_capital = self.document.tokens[at as usize].is_capital() && year.is_none();
        let first = match year {
            Some(year) => Date::new(year, month, 1).ok(),
            None if beside != 0 => self.seen.beside(1, month, beside > 0),
            None => self.seen.published.and_then(|day| resolve::nearest_month(day, month)),
        };
        if let Some(first) = first.filter(|_| !is_capital) {
            let is_sure = year.is_some() || beside != 0 || self.seen.other_year.is_none();
            self.seen.note(year);
            self.push(TokenRange::new(at, behind), first, first.last_of_month(), is_sure);
        }
        behind
    }

    /// A year by itself, behind a word that leads up to it.
    fn year(&mut self, at: u32, end: u32) -> u32 {
        if let Some((year, behind)) = self.year_at(at, end) {
            if self.calendar.is_behind(&self.before(at), Beside::YearOpener) {
                if let Ok(first) = Date::new(year, 1, 1) {
                    self.seen.note(Some(year));
                    self.push(TokenRange::new(at, behind), first, first.last_of_year(), true);
                }
            }
            return behind;
        }
        at + 1
    }

    /// The year that token `at` is, and the token behind it: four digits that count nothing.
    fn year_at(&self, at: u32, end: u32) -> Option<(i16, u32)> {
        let token = self.token(at, end).filter(|token| token.kind == TokenKind::Number)?;
        let form = token.form(self.document.normal.text());
        let year = form.parse().ok().filter(|year| form.len() == 4 && (1000..2200).contains(year))?;
        // What is counted stands in the plural.
        let counts = self.token(at + 1, end).is_some_and(|next| {
            let is_plural = next.form(self.document.normal.text()).ends_with(['s', 'x']);
            matches!(next.tag, Tag::Noun | Tag::Adjective) && !next.is_capital() && is_plural
        });
        (!counts).then_some((year, at + 1))
    }

    /// A weekday without a day's number, and another one that a range leads to.
    fn weekday(&mut self, weekday: i8, at: u32, behind: u32, end: u32) -> u32 {
        // "samedi et dimanche 6 juin": the number is that of the last; "samedi et dimanche 5 et 6 juin": of all.
        if let Some(list) = self.behind_join(behind, end) {
            if let Some((CalendarWord::Weekday(..), number)) = self.word(list, end) {
                if let Some((days, behind)) = self.days(list, end) {
                    if days.len() > 1 {
                        return self.list(number, end).unwrap_or(behind);
                    }
                    return self.list(list, end).unwrap_or(behind);
                }
            }
        }
        let Some(published) = self.seen.published else { return behind };
        let before = self.before(at);
        let is = |beside| self.calendar.is_behind(&before, beside);
        let beside = self.beside(behind, end);
        let ahead = self.outlook(at, end);
        let (date, behind) = if beside < 0 {
            (resolve::last(published, weekday), behind + 1)
        } else if beside > 0 {
            (resolve::next(published, weekday), behind + 1)
        } else if is(Beside::Habit) || self.counts(at) {
            return behind;
        } else if let Some(date) = self.range(at, weekday) {
            (Some(date), behind)
        } else if ahead == Outlook::Ahead || (ahead == Outlook::Open && is(Beside::Ahead)) {
            (resolve::from(published, weekday), behind)
        } else if is(Beside::This) {
            (resolve::around(published, weekday), behind)
        } else {
            (resolve::until(published, weekday), behind)
        };
        if let Some(date) = date {
            self.push_relative(TokenRange::new(at, behind), date, Some(weekday));
            self.weekday = Some((behind, date));
        }
        behind
    }

    /// The day of a weekday that a word joins to another one: the first such day after that.
    fn range(&self, at: u32, weekday: i8) -> Option<Date> {
        let (behind, before) = self.weekday?;
        let part = u32::from(self.lowered(behind, at).is_some_and(|word| self.calendar.is(&word, Beside::Part)));
        (self.behind_join(behind + part, at + 1)? == at).then(|| resolve::next(before, weekday)).flatten()
    }

    /// Whether what stands at `at` says that the last day like it is meant (-1) or the next one (1).
    fn beside(&self, at: u32, end: u32) -> i8 {
        self.lowered(at, end).map_or(0, |word| {
            i8::from(self.calendar.is(&word, Beside::Next)) - i8::from(self.calendar.is(&word, Beside::Last))
        })
    }

    /// Whether a number stands before the weekday at `at`: one of several such days in a period.
    fn counts(&self, at: u32) -> bool {
        let before = at.checked_sub(1).map(|before| &self.document.tokens[before as usize]);
        before.is_some_and(|before| {
            before.kind == TokenKind::Number
                && before.form(self.document.normal.text()).bytes().all(|b| b.is_ascii_alphanumeric())
                && !before.form(self.document.normal.text()).contains(['h', 'H'])
        })
    }

    /// What the verb beside token `at` speaks of: the last one before it in its sentence, else the first one behind.
    fn outlook(&self, at: u32, end: u32) -> Outlook {
        let sentences = &self.document.sentences;
        let nth = sentences.partition_point(|sentence| sentence.tokens.end <= at);
        let Some(sentence) = sentences.get(nth).map(|sentence| sentence.tokens) else { return Outlook::Open };
        let tokens = &self.document.tokens;
        let is_verb = |&at: &u32| tokens[at as usize].tag == Tag::Finite;
        let first = sentence.first.max(at.saturating_sub(VERB));
        let last = sentence.end.min(at + VERB).min(end);
        let Some(verb) = (first..at).rev().find(is_verb).or_else(|| (at..last).find(is_verb)) else {
            return Outlook::Open;
        };
        let word = tokens[verb as usize].word;
        let is_only = |tenses: Tenses| word.tenses.has(tenses) && !word.tenses.has(Tenses::PRESENT);
        let has_tag =
            |reach: u32, tag: Tag| (verb + 1..last.min(verb + reach)).any(|at| tokens[at as usize].tag == tag);
        let is_compound = word.classes.has(Classes::HAVE.with(Classes::BE)) && has_tag(3, Tag::Participle);
        // With a participle a conditional tells what is said to have happened.
        if is_only(Tenses::FUTURE) || (is_only(Tenses::CONDITIONAL) && !is_compound) {
            return Outlook::Ahead;
        }
        let is_led = self.rules.verb(word).is_some_and(|verb| self.calendar.is(&verb.lemma, Beside::AheadVerb));
        let is_due = (verb + 1..at).any(|at| self.is_at(at, end, Beside::Ahead));
        if (is_led && has_tag(5, Tag::Infinitive)) || (is_due && is_compound) {
            return Outlook::Ahead;
        }
        // Forms of auxiliaries are looked at first as such, whatever other verb they may be of.
        let is_auxiliary = word.classes.has(Classes::HAVE.with(Classes::BE));
        let past = Tenses::IMPERFECT.with(Tenses::PAST);
        let is_past = is_only(past)
            || (is_auxiliary && word.tenses.has(past))
            || (word.classes.has(Classes::HAVE) && is_compound);
        if is_past { Outlook::Back } else { Outlook::Open }
    }

    fn is_sentence_start(&self, at: u32) -> bool {
        let sentences = &self.document.sentences;
        let nth = sentences.partition_point(|sentence| sentence.tokens.end <= at);
        sentences.get(nth).is_some_and(|sentence| {
            (sentence.tokens.first..at)
                .all(|at| !matches!(self.document.tokens[at as usize].kind, TokenKind::Word | TokenKind::Number))
        })
    }

    fn token(&self, at: u32, end: u32) -> Option<&'a crate::document::Token> {
        self.document.tokens.get(at as usize).filter(|_| at < end)
    }

    /// The token at `at` in lower case.
    fn lowered(&self, at: u32, end: u32) -> Option<Cow<'a, str>> {
        self.token(at, end).map(|token| lowered(token.form(self.document.normal.text())))
    }

    /// What stands before token `at` in its paragraph, in lower case with single spaces.
    fn before(&self, at: u32) -> Cow<'a, str> {
        let text = self.document.normal.text();
        let end = self.document.tokens[at as usize].start as usize;
        let mut start = end.saturating_sub(BEFORE);
        while !text.is_char_boundary(start) {
            start += 1;
        }
        match one_line(text.get(start..end).unwrap_or_default().trim()) {
            Cow::Borrowed(line) => lowered(line),
            Cow::Owned(line) => Cow::Owned(line.to_lowercase()),
        }
    }

    fn push_day(&mut self, tokens: TokenRange, date: Date, weekday: Option<i8>) {
        self.seen.note(Some(date.year()));
        self.push_relative(tokens, date, weekday);
    }

    fn push_relative(&mut self, tokens: TokenRange, date: Date, weekday: Option<i8>) {
        self.push_found(tokens, date, weekday, true);
    }

    fn push_found(&mut self, tokens: TokenRange, date: Date, weekday: Option<i8>, is_sure: bool) {
        self.seen.day = Some(date);
        let span = self.document.span(tokens);
        let weekday = weekday.and_then(|weekday| jiff::civil::Weekday::from_monday_one_offset(weekday).ok());
        self.dates.push(When { span, first: date, last: date, weekday, is_day: true, is_sure });
    }

    fn push(&mut self, tokens: TokenRange, first: Date, last: Date, is_sure: bool) {
        let span = self.document.span(tokens);
        self.dates.push(When { span, first, last, weekday: None, is_day: false, is_sure });
    }
}

/// How many bytes of `text` are `phrase`, which is in lower case; one space stands for any white space.
fn length_of(phrase: &str, text: &str) -> Option<usize> {
    match phrase.bytes().zip(text.bytes()).find(|&(wanted, byte)| wanted != byte.to_ascii_lowercase()) {
        None => return (phrase.len() <= text.len()).then_some(phrase.len()),
        // Nearly all that begins like a phrase differs from it in a plain letter, or an accented one.
        Some((0..0x80, b'!'..=b'~' | 0xc3..=0xdf)) => return None,
        // Several blanks may stand for one, and a letter beyond ASCII may be a capital.
        Some(_) => {}
    }
    let mut rest = text;
    for wanted in phrase.chars() {
        if wanted == ' ' {
            let behind = rest.trim_start();
            if behind.len() == rest.len() {
                return None;
            }
            rest = behind;
        } else {
            let c = rest.chars().next()?;
            if c != wanted && !c.to_lowercase().eq([wanted]) {
                return None;
            }
            rest = rest.get(c.len_utf8()..)?;
        }
    }
    Some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::length_of;

    #[test]
    fn phrases_stand_in_any_case_with_any_blanks() {
        for (phrase, text, length) in [
            ("la veille", "la veille", Some(9)),
            ("la veille", "La  VEILLE du vote", Some(10)),
            ("la veille", "la\u{a0}\nveille", Some(11)),
            ("la veille", "la veill", None),
            ("la veille", "la ville", None),
            ("la veille", "la \u{e9}t\u{e9}", None),
            ("ao\u{fb}t", "AO\u{db}T", Some(5)),
            ("ao\u{fb}t", "aout", None),
            ("l'ann\u{e9}e", "l'an", None),
            ("", "x", Some(0)),
        ] {
            assert_eq!(length_of(phrase, text), length, "{phrase} in {text}");
        }
    }
}

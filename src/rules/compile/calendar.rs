//! Compiles `calendar.yaml`.

use super::{Compiler, RuleFiles, rule};
use crate::rules::calendar::{Beside, CalendarWord};

impl Compiler {
    pub(super) fn calendar(&mut self, files: &RuleFiles) {
        for file in &files.calendar {
            let said = &file.said;
            if let Some(entry) = &said.months {
                self.named(&entry.names, CalendarWord::Month);
                self.example(&rule(&file.name, "months"), &entry.example);
            }
            if let Some(entry) = &said.weekdays {
                self.named(&entry.names, CalendarWord::Weekday);
                for name in &entry.plurals {
                    self.pack.calendar.add(name, CalendarWord::Weekdays);
                }
                self.example(&rule(&file.name, "weekdays"), &entry.example);
            }
            for (entries, word) in [
                (&said.days, CalendarWord::Day as fn(i32) -> CalendarWord),
                (&said.neighbours, CalendarWord::Neighbour),
            ] {
                for entry in entries {
                    self.phrases_of_calendar(&file.name, &entry.phrases, word(entry.by), &entry.example);
                }
            }
            for entry in &said.periods {
                let word = CalendarWord::Period(entry.unit, entry.by);
                self.phrases_of_calendar(&file.name, &entry.phrases, word, &entry.example);
            }
            if let Some(entry) = &said.names {
                self.phrases_of_calendar(&file.name, &entry.phrases, CalendarWord::Name, &entry.example);
            }
            for (name, entry, beside) in [
                ("last", &said.last, Beside::Last),
                ("next", &said.next, Beside::Next),
                ("this", &said.this, Beside::This),
                ("ahead", &said.ahead, Beside::Ahead),
                ("ahead-verbs", &said.ahead_verbs, Beside::AheadVerb),
                ("habits", &said.habits, Beside::Habit),
                ("parts", &said.parts, Beside::Part),
                ("first", &said.first, Beside::First),
                ("joins", &said.joins, Beside::Join),
                ("articles", &said.articles, Beside::Article),
                ("month-openers", &said.month_openers, Beside::MonthOpener),
                ("year-openers", &said.year_openers, Beside::YearOpener),
                ("of", &said.of, Beside::Of),
            ] {
                let Some(entry) = entry else { continue };
                for word in &entry.words {
                    self.pack.calendar.add_beside(word, beside);
                    if beside == Beside::First {
                        self.pack.calendar.add(word, CalendarWord::First);
                    }
                }
                self.example(&rule(&file.name, name), &entry.example);
            }
        }
    }

    /// Names in the order of the calendar, each followed by its abbreviations.
    fn named(&mut self, names: &[Vec<String>], word: fn(i8, bool) -> CalendarWord) {
        for (at, names) in (1..).zip(names) {
            for (nth, name) in names.iter().enumerate() {
                self.pack.calendar.add(name, word(at, nth > 0));
            }
        }
    }

    fn phrases_of_calendar(&mut self, file: &str, phrases: &[String], word: CalendarWord, example: &str) {
        for phrase in phrases {
            self.pack.calendar.add(phrase, word);
        }
        self.example(&rule(file, phrases.first().map_or("", |phrase| phrase)), example);
    }
}

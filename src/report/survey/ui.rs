//! The interface in its languages: phrases, numbers and days as readers expect them.

use std::collections::BTreeMap;
use std::str::FromStr;

use jiff::civil::Date;
use serde::Deserialize;
use thiserror::Error;

use super::catalogue::Catalogue;
use crate::analysis::{Analysis, Figure, Precision};

/// The language that a survey is presented in; articles stay in their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ui {
    /// English.
    #[default]
    English,
    /// French.
    French,
}

/// No [`Ui`] has this tag.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is no language of the interface, expected en or fr")]
pub struct UnknownUi(pub String);

impl Ui {
    /// All languages of the interface.
    pub const ALL: [Ui; 2] = [Ui::English, Ui::French];

    /// Its language tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Ui::English => "en",
            Ui::French => "fr",
        }
    }

    /// Its phrases.
    pub(super) fn phrases(self) -> Phrases {
        let file = match self {
            Ui::English => include_str!("ui/en.json"),
            Ui::French => include_str!("ui/fr.json"),
        };
        let catalogue = match self {
            Ui::English => Catalogue::default(),
            Ui::French => serde_json::from_str(include_str!("ui/findings.fr.json"))
                .expect("the shipped messages are a table of patterns"),
        };
        let all = serde_json::from_str(file).expect("the shipped phrases are a table of phrases");
        Phrases { ui: self, all, catalogue }
    }
}

impl FromStr for Ui {
    type Err = UnknownUi;

    fn from_str(tag: &str) -> Result<Ui, UnknownUi> {
        Ui::ALL.into_iter().find(|ui| ui.tag() == tag).ok_or_else(|| UnknownUi(tag.to_owned()))
    }
}

/// The phrases of a language by their names.
#[derive(Clone, Debug)]
pub(super) struct Phrases {
    ui: Ui,
    all: BTreeMap<String, Phrase>,
    catalogue: Catalogue,
}

/// A phrase, or one with a number in it.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Phrase {
    Plain(String),
    Counted { one: String, other: String },
}

impl Phrases {
    /// The phrase called `name`; none where there is no such phrase or it wants a number.
    pub(super) fn named(&self, name: &str) -> Option<&str> {
        match self.all.get(name)? {
            Phrase::Plain(text) => Some(text),
            Phrase::Counted { .. } => None,
        }
    }

    /// The phrase called `name`; the name itself where there is none, which a test rules out.
    pub(super) fn get(&self, name: &str) -> String {
        self.named(name).unwrap_or(name).to_owned()
    }

    /// The phrase called `name` with `{0}`, `{1}` and so on replaced by `parts`.
    pub(super) fn filled(&self, name: &str, parts: &[&str]) -> String {
        // Cut at the places first: what is put in may hold braces of its own.
        let mut text = String::new();
        for (index, piece) in self.get(name).split('{').enumerate() {
            let place = piece.split_once('}').filter(|_| index > 0);
            match place.and_then(|(number, rest)| Some((parts.get(number.parse::<usize>().ok()?)?, rest))) {
                Some((part, rest)) => {
                    text.push_str(part);
                    text.push_str(rest);
                }
                None => text.push_str(piece),
            }
        }
        text
    }

    /// What a lint says, and whether that is in this language: messages are written in English.
    pub(super) fn said(&self, text: &str) -> (String, bool) {
        match self.catalogue.message(text) {
            Some(text) => (text, true),
            None => (text.to_owned(), self.ui == Ui::English),
        }
    }

    /// The phrase called `name` about `count` things.
    pub(super) fn counted(&self, name: &str, count: usize) -> Option<String> {
        let Phrase::Counted { one, other } = self.all.get(name)? else { return None };
        // French counts nothing as one.
        let is_one = count == 1 || count == 0 && self.ui == Ui::French;
        Some((if is_one { one } else { other }).replace("{n}", &self.number(float(count))))
    }

    /// `number` with its digits grouped, and at most two decimals.
    pub(super) fn number(&self, number: f64) -> String {
        let written = format!("{number:.2}");
        let (whole, decimals) = written.split_once('.').unwrap_or((&written, ""));
        let (sign, digits) = whole.split_at(usize::from(whole.starts_with('-')));
        let group = self.get("group");
        let mut text = sign.to_owned();
        for (index, digit) in digits.chars().enumerate() {
            let left = digits.len() - index;
            // Four digits are read at a glance: groups begin with five, and with years never.
            if index > 0 && left % 3 == 0 && digits.len() > 4 {
                text.push_str(&group);
            }
            text.push(digit);
        }
        let decimals = decimals.trim_end_matches('0');
        if !decimals.is_empty() {
            text.push_str(&self.get("decimal"));
            text.push_str(decimals);
        }
        text
    }

    /// The share `part` has of `whole`, in whole per cent.
    pub(super) fn percent(&self, part: usize, whole: usize) -> String {
        let share = if whole == 0 { 0.0 } else { float(part) * 100.0 / float(whole) };
        format!("{}{}", share.round(), self.get("percent"))
    }

    /// `date` with its month in letters.
    pub(super) fn date(&self, date: Option<Date>) -> String {
        match date {
            Some(day) => format!("{} {}", self.day(date), day.year()),
            None => self.day(date),
        }
    }

    /// When `analysis` was published, with the time where it is known.
    pub(super) fn moment(&self, analysis: &Analysis) -> String {
        let date = self.date(analysis.published);
        match analysis.published_time {
            Some(time) => {
                let (hour, minute) = (time.hour().to_string(), format!("{:02}", time.minute()));
                format!("{date}{}", self.filled("time", &[&hour, &minute]))
            }
            None => date,
        }
    }

    /// `date` with its month in letters and without its year.
    pub(super) fn day(&self, date: Option<Date>) -> String {
        let Some(date) = date else { return self.get("undated") };
        let month = usize::try_from(date.month() - 1).unwrap_or(0);
        let month = self.named("months").and_then(|months| months.split(' ').nth(month)).unwrap_or_default();
        format!("{} {month}", date.day())
    }

    /// The interval of a figure. What is counted comes whole: a dozen or so is 10 to 14, not 9.6 to 14.4.
    pub(super) fn bounds(&self, figure: &Figure) -> String {
        match (figure.low, figure.high) {
            (Some(low), None) if figure.unit.is_none() && figure.precision == Precision::MoreThan => {
                format!("> {}", self.number(low - 1.0))
            }
            (None, Some(high)) if figure.unit.is_none() && figure.precision == Precision::LessThan => {
                format!("< {}", self.number(high + 1.0))
            }
            (Some(low), Some(high)) if figure.unit.is_none() && low.ceil() < high.floor() => {
                self.interval(Some(low.ceil()), Some(high.floor()))
            }
            (low, high) => self.interval(low, high),
        }
    }

    /// An interval, one end of which may be open.
    pub(super) fn interval(&self, low: Option<f64>, high: Option<f64>) -> String {
        match (low, high) {
            (Some(low), Some(high)) if low >= high => self.number(low),
            (Some(low), Some(high)) => format!("{}–{}", self.number(low), self.number(high)),
            (Some(low), None) => format!("≥ {}", self.number(low)),
            (None, Some(high)) => format!("≤ {}", self.number(high)),
            (None, None) => "?".to_owned(),
        }
    }
}

/// `count` as the numbers of charts and shares are: nothing is counted beyond what fits.
pub(super) fn float(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_the_same_phrases() {
        let shape = |ui: Ui| -> Vec<(String, bool, usize)> {
            let all = ui.phrases().all.into_iter();
            all.map(|(name, phrase)| match phrase {
                Phrase::Plain(text) => (name, false, text.matches('{').count()),
                Phrase::Counted { one, other } => {
                    (name, true, one.matches("{n}").count() + other.matches("{n}").count())
                }
            })
            // How often is said without a number where it is once.
            .filter(|(name, ..)| name != "n.times")
            .collect()
        };
        assert_eq!(shape(Ui::English), shape(Ui::French));
        assert_eq!(
            "de".parse::<Ui>().unwrap_err().to_string(),
            "`de` is no language of the interface, expected en or fr"
        );
    }

    #[test]
    fn numbers_and_days_as_readers_expect_them() {
        let (en, fr) = (Ui::English.phrases(), Ui::French.phrases());
        assert_eq!(en.number(1234.0), "1234");
        assert_eq!(en.number(21000.0), "21,000");
        assert_eq!(fr.number(1_234_567.5), "1\u{202f}234\u{202f}567,5");
        assert_eq!(fr.number(-21000.0), "-21\u{202f}000");
        assert_eq!(en.percent(1, 3), "33%");
        assert_eq!(fr.percent(0, 0), "0\u{202f}%");
        assert_eq!(en.counted("n.reports", 1).unwrap(), "1 report");
        assert_eq!(en.counted("n.reports", 0).unwrap(), "0 reports");
        assert_eq!(fr.counted("n.sources", 0).unwrap(), "0 source");
        assert_eq!(fr.date(Some(jiff::civil::date(2019, 8, 3))), "3 août 2019");
        assert_eq!(en.interval(Some(27.0), None), "≥ 27");
        assert_eq!(en.filled("quote.label", &["{1} {0}", "b"]), "{1} {0}: b");
    }
}

//! Numbers in digits and in words, and what is counted in round numbers.

use std::borrow::Cow;

use super::Reader;
use crate::document::{Caps, TokenKind};
use crate::rules::{FigureWord, Number, Parts};
use crate::text::lowered;

/// A number as it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numeral {
    /// The token behind it.
    pub end: u32,
    /// The number; of an order of magnitude its unit.
    pub value: f64,
    /// How it is given.
    pub kind: Kind,
    /// What its last word multiplies by, 1 where it does not.
    pub scale: u64,
    /// Whether a preposition ties it to its noun.
    pub ties: bool,
    /// Whether it is written in digits.
    pub digits: bool,
    /// Whether it may be a year.
    pub year: bool,
    /// The unit written on to its digits: a place in [`crate::rules::FigureRules::nouns`].
    pub unit: Option<u16>,
}

/// How a number is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// As it is.
    Exact,
    /// By a word that may be an article.
    One,
    /// As a round number.
    Rounded,
    /// As an order of magnitude.
    Orders,
    /// As more than one.
    Several,
    /// As none.
    None,
}

/// Number words put together from left to right.
#[derive(Default)]
struct Composer {
    /// What is complete: millions and more, thousands.
    total: u64,
    thousands: u64,
    /// What is under way, below a thousand.
    group: u64,
    parts: u32,
    /// Whether a joint waits for what it joins.
    joined: bool,
    /// The last magnitude.
    last: u64,
}

impl Composer {
    fn value(&self) -> u64 {
        self.total.saturating_add(self.thousands + self.group)
    }

    /// Adds a part, unless the number ends before it.
    fn add(&mut self, number: Number) -> bool {
        let fits = match number {
            Number::One => self.add_value(1, None),
            Number::Value(value, behind) => self.add_value(value, behind),
            Number::Times(times) if times < 1000 => {
                let fits = self.group < 100 && !self.joined;
                if fits {
                    self.group = self.group.max(1) * times;
                }
                fits
            }
            Number::Times(times) => {
                let fits = self.thousands == 0 && !self.joined;
                if fits {
                    self.thousands = self.group.max(1) * times;
                    self.group = 0;
                }
                fits
            }
            Number::Magnitude(size) => {
                let amount = self.thousands + self.group;
                let fits = amount > 0 && !self.joined && (self.total == 0 || self.last > size);
                if fits {
                    self.total = self.total.saturating_add(amount.saturating_mul(size));
                    (self.thousands, self.group, self.last) = (0, 0, size);
                }
                fits
            }
            _ => false,
        };
        if fits {
            self.parts += 1;
            self.joined = false;
        }
        fits
    }

    /// Adds a value below a hundred to what is under way, or multiplies the number by it that it stands behind.
    fn add_value(&mut self, value: u64, behind: Option<u64>) -> bool {
        let rest = self.group % 100;
        if behind == Some(rest) && !self.joined {
            self.group += rest * value - rest;
            return true;
        }
        if self.joined && !self.joins(value) {
            return false;
        }
        let fits = match value {
            0 => self.parts == 0,
            1..7 => rest == 0 || rest >= 20 && rest.is_multiple_of(10),
            7..10 => rest.is_multiple_of(10),
            10..20 => matches!(rest, 0 | 60 | 80),
            _ => rest == 0,
        };
        if fits {
            self.group += value;
        }
        fits
    }

    /// Whether a joint may stand before `value`: *vingt et un, soixante et onze*.
    fn joins(&self, value: u64) -> bool {
        let rest = self.group % 100;
        rest >= 20 && rest.is_multiple_of(10) && matches!(value, 1 | 11)
    }
}

/// What a hyphenated word is.
enum Hyphenated {
    /// A number, or part of one.
    Number,
    /// Half of a round number.
    HalfOf(u64),
}

impl Reader<'_> {
    /// The number word at `at`.
    fn number_word(&self, at: u32, end: u32) -> Option<Number> {
        (at < end).then(|| self.word(at).number).flatten()
    }

    /// The number that begins at token `at` and ends before `end`.
    pub(super) fn numeral(&self, at: u32, end: u32) -> Option<Numeral> {
        let token = &self.document.tokens[at as usize];
        let mut numeral = if token.kind == TokenKind::Number { self.digits(at)? } else { self.words(at, end)? };
        self.multiply(&mut numeral, end);
        Some(numeral)
    }

    /// Magnitudes and round numbers behind a number.
    fn multiply(&self, numeral: &mut Numeral, end: u32) {
        if matches!(numeral.kind, Kind::None) || numeral.unit.is_some() {
            return;
        }
        loop {
            let of = numeral.ties && numeral.end + 1 < end && self.parts(numeral.end).has(Parts::OF);
            let at = numeral.end + u32::from(of);
            if numeral.ties && !of {
                break;
            }
            let Some(next) = self.number_word(at, end) else { break };
            let (value, kind) = match next {
                Number::Magnitude(size) => {
                    (size, if numeral.kind == Kind::Several { Kind::Orders } else { numeral.kind })
                }
                Number::Times(size) if of || numeral.digits => (size, numeral.kind),
                Number::Orders(size) if numeral.kind == Kind::Several => (size, Kind::Orders),
                Number::Orders(size) if of => (size, numeral.kind),
                Number::Rounded(size) | Number::Orders(size) => (size, Kind::Rounded),
                _ => break,
            };
            if !of && numeral.ties
                || matches!(next, Number::Magnitude(_)) && !numeral.digits && numeral.kind == Kind::Exact && !of
            {
                break;
            }
            numeral.value *= amount(value);
            numeral.scale = value;
            numeral.kind = if kind == Kind::One { Kind::Exact } else { kind };
            numeral.end = at + 1;
            numeral.ties = !matches!(next, Number::Times(_));
            numeral.year = false;
        }
        // "2,3 M$"
        if numeral.digits && numeral.scale == 1 && numeral.end + 1 < end {
            if self.document.tokens[numeral.end as usize + 1].kind == TokenKind::Other {
                if let Some(size) = self.rules.figures.sign(self.document.form(numeral.end)) {
                    (numeral.value, numeral.scale, numeral.end) = (numeral.value * amount(size), size, numeral.end + 1);
                }
            }
        }
        // "deux millions et demi"
        if numeral.end + 1 < end
            && self.parts(numeral.end).has(Parts::WITHIN)
            && self.number_word(numeral.end + 1, end) == Some(Number::Half)
            && numeral.scale > 1
        {
            numeral.value += amount(numeral.scale) / 2.0;
            numeral.end += 2;
        }
    }

    /// A number in digits: groups, decimals, and a unit written on to it.
    fn digits(&self, at: u32) -> Option<Numeral> {
        let form = self.document.form(at);
        let length = form.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b' ' | b'\'')).count();
        let (number, suffix) = form.split_at_checked(length)?;
        if suffix.starts_with([':', '/']) {
            return None;
        }
        let unit = if suffix.is_empty() {
            None
        } else {
            Some(self.rules.figures.word(self.rules.figures.id(&lowered(suffix))).noun?)
        };
        // Nearly all numbers are digits and nothing else.
        let value = number.parse().map_or_else(|_| grouped(number), |whole| Some(amount(whole)))?;
        let padded = matches!(number.as_bytes(), [b'0', b'0'..=b'9', ..]);
        let year = number.len() == 4 && (1000.0..2100.0).contains(&value);
        let numeral =
            Numeral { end: at + 1, value, kind: Kind::Exact, scale: 1, ties: false, digits: true, year, unit };
        (!padded).then_some(numeral)
    }

    /// A number in words, or a noun for a round one.
    fn words(&self, at: u32, end: u32) -> Option<Numeral> {
        let exact = Numeral {
            end: at + 1,
            value: 0.0,
            kind: Kind::Exact,
            scale: 1,
            ties: false,
            digits: false,
            year: false,
            unit: None,
        };
        let round = |size: u64, kind| Numeral { value: amount(size), kind, ties: true, scale: size, ..exact };
        match self.number_word(at, end) {
            Some(Number::Several) => return Some(Numeral { value: 1.0, kind: Kind::Several, ..exact }),
            Some(Number::None) => return Some(Numeral { kind: Kind::None, ..exact }),
            Some(Number::Rounded(size)) => return Some(round(size, Kind::Rounded)),
            Some(Number::Orders(size)) => return Some(round(size, Kind::Orders)),
            Some(Number::Magnitude(size)) => {
                let plural = self.document.form(at).ends_with('s');
                return Some(round(size, if plural { Kind::Orders } else { Kind::Exact }));
            }
            Some(Number::Half) => return None,
            _ => {}
        }
        let mut composer = Composer::default();
        let mut numeral = exact;
        let mut next = at;
        while next < end {
            let token = &self.document.tokens[next as usize];
            if token.kind != TokenKind::Word {
                break;
            }
            if let Some(number) = self.number_word(next, end) {
                if !composer.add(number) {
                    break;
                }
                numeral.ties = matches!(number, Number::Magnitude(_));
                if let Number::Magnitude(size) | Number::Times(size) = number {
                    numeral.scale = size;
                }
            } else if composer.parts > 0 && self.joins(&composer, next, end) {
                composer.joined = true;
                next += 1;
                continue;
            } else {
                match self.hyphenated(next, &mut composer) {
                    Some(Hyphenated::Number) => numeral.ties = false,
                    Some(Hyphenated::HalfOf(size)) if composer.value() <= 1 => {
                        return Some(Numeral { end: next + 1, value: amount(size) / 2.0, ..round(size, Kind::Exact) });
                    }
                    _ => break,
                }
            }
            next += 1;
            numeral.end = next;
        }
        if composer.parts == 0 {
            return None;
        }
        numeral.value = amount(composer.value());
        if composer.parts == 1 && self.number_word(at, end) == Some(Number::One) {
            numeral.kind = Kind::One;
        }
        Some(numeral)
    }

    /// Whether the word at `at` joins what is composed so far to the number word behind it.
    fn joins(&self, composer: &Composer, at: u32, end: u32) -> bool {
        let value = match self.number_word(at + 1, end) {
            Some(Number::One) => 1,
            Some(Number::Value(value, _)) => value,
            _ => return false,
        };
        self.parts(at).has(Parts::WITHIN) && composer.joins(value)
    }

    /// Adds the parts of a hyphenated number word, unless it is the half of something.
    fn hyphenated(&self, at: u32, composer: &mut Composer) -> Option<Hyphenated> {
        let token = &self.document.tokens[at as usize];
        let form = self.document.form(at);
        if !form.contains('-') {
            return None;
        }
        let form = if token.caps == Caps::Low { Cow::Borrowed(form) } else { lowered(form) };
        let words = &self.rules.figures;
        let mut parts = form.split('-').map(|part| words.word(words.id(part)));
        let first = parts.clone().next()?;
        if first.number == Some(Number::Half) {
            return match parts.nth(1)?.number? {
                Number::Magnitude(size) | Number::Rounded(size) => Some(Hyphenated::HalfOf(size)),
                _ => None,
            };
        }
        // All parts are looked at before any is added: "deux-roues" is no number.
        let fits = |part: &FigureWord| part.number.is_some() || part.parts.has(Parts::WITHIN);
        if !fits(first) || !parts.clone().skip(1).all(fits) {
            return None;
        }
        for part in parts {
            match part.number {
                Some(number) => {
                    if !composer.add(number) {
                        return None;
                    }
                }
                None => composer.joined = true,
            }
        }
        Some(Hyphenated::Number)
    }
}

/// A number word's value as an amount.
#[allow(clippy::cast_precision_loss, reason = "what is written in words is far below what a float holds")]
pub(super) fn amount(number: u64) -> f64 {
    number as f64
}

/// The value of digits in groups, with decimals behind a comma or a point.
fn grouped(number: &str) -> Option<f64> {
    let mut digits = String::with_capacity(number.len());
    let (whole, decimals) = number.split_once(',').unwrap_or((number, ""));
    let mut groups = whole.split(['.', ' ', '\'']);
    let first = groups.next()?;
    digits.push_str(first);
    let grouped: Vec<&str> = groups.collect();
    let thousands = first.len() <= 3 && grouped.iter().all(|group| group.len() == 3);
    match grouped.as_slice() {
        [] => {}
        _ if thousands => grouped.iter().for_each(|group| digits.push_str(group)),
        [tenths] if whole.contains('.') && decimals.is_empty() => {
            digits.push('.');
            digits.push_str(tenths);
        }
        _ => return None,
    }
    if !decimals.is_empty() {
        if !decimals.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        digits.push('.');
        digits.push_str(decimals);
    }
    digits.parse().ok()
}

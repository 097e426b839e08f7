//! Cuts paragraphs into tokens, looks their words up, and keeps what is looked for later.

use std::hint::select_unpredictable;

use super::{Caps, Mark, Tag, Token, TokenKind};
use crate::rules::{Classes, RulePack, Sought, Word};
use crate::text::{leading_alphanumeric, lower};

/// What is kept from one paragraph to the next to save allocations.
pub(super) struct Scratch {
    /// A word in lower case.
    low: String,
    /// The words to be looked up, with the place of their token among those added.
    sought: Vec<(u32, Sought)>,
    /// The tokens so far that may end a sentence.
    pub stops: Vec<u32>,
}

/// The tokens at which something may begin that is looked for in the whole document, each list in order.
#[derive(Debug, Default)]
pub struct Landmarks {
    /// The quotation marks.
    pub marks: Vec<u32>,
    /// Where a number may begin, in digits or letters.
    pub numbers: Vec<u32>,
    /// Where a phrase of the calendar or a number in digits may begin.
    pub days: Vec<u32>,
}

impl Landmarks {
    /// None yet, with room for those of so many bytes.
    pub(super) fn with_capacity(bytes: usize) -> Landmarks {
        Landmarks {
            marks: Vec::with_capacity(bytes / 128),
            numbers: Vec::with_capacity(bytes / 64),
            days: Vec::with_capacity(bytes / 32),
        }
    }
}

impl Scratch {
    /// Room for the words of a long paragraph and the stops of an article.
    pub fn new() -> Scratch {
        Scratch { low: String::with_capacity(32), sought: Vec::with_capacity(256), stops: Vec::with_capacity(64) }
    }
}

/// Adds the tokens of the bytes from `start` up to `end` of `text`.
pub(super) fn tokenize(
    text: &str,
    start: u32,
    end: u32,
    rules: &RulePack,
    tokens: &mut Vec<Token>,
    landmarks: &mut Landmarks,
    scratch: &mut Scratch,
) {
    let first = tokens.len();
    scratch.sought.clear();
    let Scratch { low, sought, stops } = scratch;
    let Landmarks { marks, numbers, days } = landmarks;
    let bytes = &text.as_bytes()[..end as usize];
    let mut scanner = Scanner { text, bytes, rules, low, sought, stops, marks, first };
    let mut at = start as usize;
    while let Some(&byte) = scanner.bytes.get(at) {
        at = scanner.next(at, byte, tokens);
    }
    let added = tokens.get_mut(first..).unwrap_or_default();
    for (at, word) in rules.found(sought) {
        added[at as usize].word = *word;
    }
    let mut hyphens = Hyphens { bytes, next: 0 };
    for (at, token) in (first as u32..).zip(added) {
        // Nearly all tokens are none of these, which is told without a branch for each.
        let digits = token.kind == TokenKind::Number;
        let number = digits | rules.figures.begins_number(token.word.figure) | hyphens.may_lie_in(token);
        if number && token.may_begin_number(text, rules) {
            numbers.push(at);
        }
        if digits || token.word.calendar != 0 && may_tell_when(token, text, bytes, rules) {
            days.push(at);
        }
        // Marks need no classes.
        if select_unpredictable(token.is_lexical(), token.word.classes, Classes::NOUN).is_empty() {
            token.word = rules.completed(token.word, listed_form(token.form(text), token.is_capital(), low));
        }
    }
}

/// Whether a phrase of the calendar may begin with a word; `bytes` are those of the text up to the end of its paragraph.
fn may_tell_when(token: &Token, text: &str, bytes: &[u8], rules: &RulePack) -> bool {
    rules.calendar.may_begin(token.word.calendar, token.form(text), &bytes[token.start as usize..])
}

/// The hyphens of a text, looked for ahead of its tokens.
struct Hyphens<'a> {
    bytes: &'a [u8],
    /// Where the next one stands, or an end up to which there is none.
    next: u32,
}

impl Hyphens<'_> {
    /// Whether one may stand in `token`; the tokens are asked for in their order.
    #[inline]
    fn may_lie_in(&mut self, token: &Token) -> bool {
        if self.next < token.start {
            let rest = &self.bytes[token.start as usize..];
            let ahead = memchr::memchr(b'-', rest).unwrap_or(rest.len());
            self.next = token.start + ahead as u32;
        }
        self.next < token.end
    }
}

/// The form under which a word is listed, in `low` if its letters are others than its own.
fn listed_form<'f>(form: &'f str, lowered: bool, low: &'f mut String) -> &'f str {
    if !lowered {
        return form;
    }
    lower(form, low);
    low.trim_end_matches('.')
}

/// How the word from `start` up to `end` is written.
fn caps(text: &str, start: usize, end: usize) -> Caps {
    // Nearly all words begin with a small letter, or with a capital before one.
    match text.as_bytes()[start..end] {
        [b'a'..=b'z', ..] => return Caps::Low,
        [b'A'..=b'Z', b'a'..=b'z', ..] => return Caps::First,
        _ => {}
    }
    let form = text.get(start..end).unwrap_or_default();
    let mut chars = form.chars();
    let first = chars.next().is_some_and(char::is_uppercase);
    match (first, chars.next()) {
        (false, _) => Caps::Low,
        (true, Some(_)) if form.chars().all(|c| !c.is_lowercase()) => Caps::All,
        (true, _) => Caps::First,
    }
}

/// Whether 0xc3 and this byte are a letter, as most with accents are in French: all but the signs for times and by.
fn is_accented(second: u8) -> bool {
    !matches!(second, 0x97 | 0xb7)
}

struct Scanner<'a> {
    text: &'a str,
    /// The bytes of the text up to where tokens are looked for.
    bytes: &'a [u8],
    rules: &'a RulePack,
    /// A word in lower case.
    low: &'a mut String,
    /// The words to be looked up.
    sought: &'a mut Vec<(u32, Sought)>,
    /// The tokens that may end a sentence.
    stops: &'a mut Vec<u32>,
    /// The quotation marks.
    marks: &'a mut Vec<u32>,
    /// The place of the first token added.
    first: usize,
}

impl Scanner<'_> {
    fn char_at(&self, at: usize) -> Option<char> {
        let byte = *self.bytes.get(at)?;
        if byte < 0x80 { Some(byte as char) } else { self.text.get(at..).and_then(|rest| rest.chars().next()) }
    }

    fn is_letter_at(&self, at: usize) -> bool {
        self.char_at(at).is_some_and(char::is_alphabetic)
    }

    fn is_word_at(&self, at: usize) -> bool {
        self.char_at(at).is_some_and(char::is_alphanumeric)
    }

    /// Adds the token that starts at `at`, if one does, and gives the offset behind it.
    fn next(&mut self, at: usize, byte: u8, tokens: &mut Vec<Token>) -> usize {
        match byte {
            b' ' => return at + 1,
            _ if byte.is_ascii_alphabetic() => {
                let end = self.plain_end(at + 1);
                // Most words are plain letters before a space or comma.
                return match self.bytes.get(end) {
                    None | Some(b' ' | b',') => {
                        self.lexical(at, end, TokenKind::Word, tokens);
                        end
                    }
                    Some(_) => self.word(at, end, tokens),
                };
            }
            0xc3 if self.bytes.get(at + 1).is_some_and(|&second| is_accented(second)) => {
                return self.word(at, at + 2, tokens);
            }
            _ => {}
        }
        let Some(c) = self.char_at(at) else { return self.bytes.len() };
        let size = c.len_utf8();
        let (kind, len) = match c {
            c if c.is_ascii_whitespace() => return at + size,
            c if c.is_ascii_digit() => return self.number(at, tokens),
            c if c.is_alphabetic() => return self.word(at, at + size, tokens),
            '.' => {
                let dots = self.bytes[at..].iter().take_while(|&&b| b == b'.').count();
                if dots > 1 { (TokenKind::Ellipsis, dots) } else { (TokenKind::Stop, 1) }
            }
            '…' => (TokenKind::Ellipsis, size),
            '!' | '?' => (TokenKind::Exclamation, 1),
            ',' => (TokenKind::Comma, 1),
            ':' => (TokenKind::Colon, 1),
            ';' => (TokenKind::Semicolon, 1),
            '(' | '[' => (TokenKind::Open, 1),
            ')' | ']' => (TokenKind::Close, 1),
            '–' | '—' | '―' => (TokenKind::Dash, size),
            '-' => {
                let dashes = self.bytes[at..].iter().take_while(|&&b| b == b'-').count();
                (TokenKind::Dash, dashes)
            }
            '«' => (TokenKind::Quote(Mark::AngleOpen), size),
            '»' => (TokenKind::Quote(Mark::AngleClose), size),
            '“' | '„' | '‟' => (TokenKind::Quote(Mark::CurlyOpen), size),
            '”' => (TokenKind::Quote(Mark::CurlyClose), size),
            '"' | '＂' | '″' => (TokenKind::Quote(Mark::Straight), size),
            '‹' | '‘' | '‚' => (TokenKind::Quote(Mark::SingleOpen), size),
            '›' | '’' => (TokenKind::Quote(Mark::SingleClose), size),
            '<' if self.bytes.get(at + 1) == Some(&b'<') => (TokenKind::Quote(Mark::AngleOpen), 2),
            '>' if self.bytes.get(at + 1) == Some(&b'>') => (TokenKind::Quote(Mark::AngleClose), 2),
            '\'' if self.bytes.get(at + 1) == Some(&b'\'') => (TokenKind::Quote(Mark::Straight), 2),
            '\'' => (TokenKind::Quote(Mark::SingleStraight), 1),
            c if c.is_whitespace() => return at + size,
            _ => (TokenKind::Other, size),
        };
        match kind {
            TokenKind::Stop | TokenKind::Exclamation | TokenKind::Ellipsis => self.stops.push(tokens.len() as u32),
            TokenKind::Quote(_) => self.marks.push(tokens.len() as u32),
            _ => {}
        }
        Scanner::push(at, at + len, kind, tokens);
        at + len
    }

    fn push(start: usize, end: usize, kind: TokenKind, tokens: &mut Vec<Token>) {
        tokens.push(Token {
            start: start as u32,
            end: end as u32,
            kind,
            caps: Caps::Low,
            word: Word::default(),
            tag: Tag::Other,
            opens_phrase: false,
        });
    }

    /// A number with its groups, decimals and a unit written on to it.
    fn number(&mut self, at: usize, tokens: &mut Vec<Token>) -> usize {
        let digit = |i: usize| self.bytes.get(i).is_some_and(u8::is_ascii_digit);
        let mut end = at;
        while digit(end) {
            end += 1;
        }
        // "en 2002 120 personnes": what follows more than three digits is another number.
        let grouped = end - at <= 3;
        loop {
            let group = (end + 1..end + 4).all(digit) && !digit(end + 4);
            match self.bytes.get(end) {
                Some(b' ') if grouped && group && end - at <= 3 + 12 => end += 4,
                Some(b'.' | b',' | b'\'' | b':' | b'/') if digit(end + 1) => {
                    end += 1;
                    while digit(end) {
                        end += 1;
                    }
                }
                _ => break,
            }
        }
        while self.is_word_at(end) {
            end += self.char_at(end).map_or(1, char::len_utf8);
        }
        Scanner::push(at, end, TokenKind::Number, tokens);
        end
    }

    /// Where the plain letters and digits from `at` on end.
    #[inline]
    fn plain_end(&self, mut at: usize) -> usize {
        // Eight bytes at a time, as the length of a word is hard to foretell.
        while let Some(eight) = self.bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
            let plain = leading_alphanumeric(u64::from_le_bytes(*eight));
            at += plain;
            if plain < 8 {
                return at;
            }
        }
        while self.bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
            at += 1;
        }
        at
    }

    /// A word whose first letters end before `end`: elided articles are cut off before it, clitics behind it.
    fn word(&mut self, at: usize, mut end: usize, tokens: &mut Vec<Token>) -> usize {
        let mut hyphen = None;
        loop {
            // Most letters are plain ones, or those with accents that two bytes make.
            end = self.plain_end(end);
            match self.bytes[end..] {
                [b' ' | b',', ..] => break,
                [0xc3, second, ..] if is_accented(second) => {
                    end += 2;
                    continue;
                }
                _ => {}
            }
            let Some(c) = self.char_at(end) else { break };
            if c.is_alphanumeric() {
                end += c.len_utf8();
            } else if c == '-' && self.is_word_at(end + 1) {
                hyphen = Some(end);
                end += 1;
            } else if c == '\'' {
                if self.is_elision(at, end) && hyphen.is_none() {
                    self.lexical(at, end + 1, TokenKind::Word, tokens);
                    return end + 1;
                }
                if let Some(cut) = hyphen.filter(|&cut| self.is_elision(cut + 1, end)) {
                    // "jusqu'en" behind a hyphen and the like: the letters before the hyphen are a word of their own.
                    self.lexical(at, cut, TokenKind::Word, tokens);
                    self.lexical(cut + 1, end + 1, TokenKind::Word, tokens);
                    return end + 1;
                }
                if self.is_letter_at(end + 1) {
                    end += 1;
                } else {
                    break;
                }
            } else if c == '.' && !self.bytes[end - 1].is_ascii_lowercase() && self.is_initial(at, end) {
                end += 1;
                if self.char_at(end) == Some('-') && self.is_letter_at(end + 1) {
                    end += 1;
                } else if !(self.is_letter_at(end) && self.is_initial_letter(end)) {
                    break;
                }
            } else {
                break;
            }
        }
        if let Some(hyphen) = hyphen {
            if self.rules.is_clitic(self.text.get(hyphen + 1..end).unwrap_or_default()) {
                let mut verb_end = hyphen;
                let linking = self.rules.linking().len();
                if verb_end > at + linking + 1
                    && self.bytes[verb_end - linking - 1] == b'-'
                    && self
                        .text
                        .get(verb_end - linking..verb_end)
                        .is_some_and(|t| t.eq_ignore_ascii_case(self.rules.linking()))
                {
                    verb_end -= linking + 1;
                }
                self.lexical(at, verb_end, TokenKind::Word, tokens);
                self.lexical(hyphen + 1, end, TokenKind::Clitic, tokens);
                return end;
            }
        }
        self.lexical(at, end, TokenKind::Word, tokens);
        end
    }

    /// Whether the letters before `end` are a single capital: an initial, or a form of address.
    fn is_initial(&self, at: usize, end: usize) -> bool {
        let mut letters = self.text.get(at..end).unwrap_or_default().chars().rev();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none_or(|c| !c.is_alphanumeric())
    }

    fn is_initial_letter(&self, at: usize) -> bool {
        let Some(c) = self.char_at(at) else { return false };
        c.is_uppercase() && self.char_at(at + c.len_utf8()) == Some('.')
    }

    fn is_elision(&self, at: usize, end: usize) -> bool {
        end - at <= 8 && self.text.get(at..end).is_some_and(|letters| self.rules.is_elision(letters))
    }

    /// Adds a word, to be looked up with the others of its paragraph, or at once where it is an unusual one.
    #[inline]
    fn lexical(&mut self, start: usize, end: usize, kind: TokenKind, tokens: &mut Vec<Token>) {
        let caps = caps(self.text, start, end);
        let lowered = caps != Caps::Low;
        let mut word = Word::default();
        match RulePack::sought(self.text, start, end, lowered) {
            Some(sought) if !lowered || self.bytes[end - 1] != b'.' => {
                self.sought.push(((tokens.len() - self.first) as u32, sought));
            }
            _ => {
                let form = self.text.get(start..end).unwrap_or_default();
                word = self.rules.listed(listed_form(form, lowered, self.low));
            }
        }
        let (start, end) = (start as u32, end as u32);
        tokens.push(Token { start, end, kind, caps, word, tag: Tag::Other, opens_phrase: false });
    }
}

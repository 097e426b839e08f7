//! Word forms: what is known of each, and what an ending suggests of those that are in no list.

use rustc_hash::{FxHashMap, FxHashSet};

use super::classes::Classes;
use super::pack::Word;
use crate::text::{EACH, few_bytes, lower_eight};

/// Word forms and what is known of them.
///
/// Forms of fewer than 16 bytes, nearly all, are kept in the table itself: a look-up then touches one place in memory.
/// Four in five forms are inflected verbs that hardly any text holds; in a table of their own they do not keep the others
/// out of the processor's caches.
#[derive(Debug, Default)]
pub(super) struct Words {
    short: FxHashMap<(u64, u64), Word>,
    verbs: FxHashMap<(u64, u64), Word>,
    long: FxHashMap<Box<str>, Word>,
}

impl Words {
    /// The bytes of a form as two numbers; forms are text, so zeros behind them are no part of another form.
    fn key(form: &str) -> Option<(u64, u64)> {
        let bytes = form.as_bytes();
        match bytes.split_first_chunk::<8>() {
            Some((first, rest)) if rest.len() < 8 => Some((u64::from_le_bytes(*first), few_bytes(rest))),
            Some(_) => None,
            None => Some((few_bytes(bytes), 0)),
        }
    }

    /// What is known of the word from `start` up to `end` of `text`, in lower case if `lower`; an empty entry where that
    /// is nothing. None for words that are too long for it, end a text, or begin with a capital that is no plain letter.
    ///
    /// The sixteen bytes from the word's start on are read whatever its length, as lengths are hard to foretell.
    #[inline]
    pub fn at(&self, text: &[u8], start: usize, end: usize, lower: bool) -> Option<Word> {
        let (length, bytes) = (end - start, text.get(start..)?.first_chunk::<16>()?);
        if !(1..16).contains(&length) {
            return None;
        }
        let bytes = u128::from_le_bytes(*bytes) & u128::MAX >> (128 - 8 * length);
        let mut key = (bytes as u64, (bytes >> 64) as u64);
        if lower {
            if (key.0 | key.1) & (EACH << 7) != 0 {
                return None;
            }
            key = (lower_eight(key.0), lower_eight(key.1));
        }
        Some(self.short.get(&key).or_else(|| self.verbs.get(&key)).copied().unwrap_or_default())
    }

    /// What is known of `form`.
    pub fn get(&self, form: &str) -> Option<Word> {
        match Words::key(form) {
            Some(key) => self.short.get(&key).or_else(|| self.verbs.get(&key)).copied(),
            None => self.long.get(form).copied(),
        }
    }

    /// Sets the inflected verbs apart, once all is entered.
    pub fn settle(&mut self) {
        let all = std::mem::take(&mut self.short);
        let is_verb = |word: &Word| word.verb != 0 && word.phrase == 0 && word.figure == 0 && !word.calendar;
        (self.verbs, self.short) = all.into_iter().partition(|(_, word)| is_verb(word));
        self.verbs.shrink_to_fit();
        self.short.shrink_to_fit();
    }

    /// The entry of `form`, a new one where nothing was known of it.
    pub fn entry(&mut self, form: &str) -> &mut Word {
        match Words::key(form) {
            Some(key) => self.short.entry(key).or_default(),
            None => self.long.entry(form.into()).or_default(),
        }
    }
}

/// An ending by which an unknown word is classed.
#[derive(Debug)]
pub(super) struct Ending {
    pub class: Classes,
    pub least: usize,
    pub unless: FxHashSet<Box<str>>,
}

/// The letters of an ending, and which of [`RulePack::endings`] it is.
#[derive(Debug)]
pub(super) struct Letters {
    pub ending: u16,
    whole: Box<str>,
    /// The last eight of its bytes at most, the very last one on top.
    tail: u64,
    /// How many bits of a word's tail are of no interest to it.
    free: u32,
}

impl Letters {
    pub fn new(ending: u16, letters: &str) -> Letters {
        let free = 64 - 8 * letters.len().min(8) as u32;
        Letters { ending, whole: letters.into(), tail: tail(letters), free }
    }

    /// Whether `form`, which has this tail, ends with them.
    pub fn end(&self, form: &str, tail: u64) -> bool {
        (tail ^ self.tail) >> self.free == 0 && (self.whole.len() <= 8 || form.ends_with(&*self.whole))
    }
}

/// The last eight bytes of `form`, or fewer, as a number whose highest byte is the last one.
pub(super) fn tail(form: &str) -> u64 {
    let bytes = form.as_bytes();
    match bytes.last_chunk::<8>() {
        Some(last) => u64::from_le_bytes(*last),
        None if bytes.is_empty() => 0,
        None => few_bytes(bytes) << (64 - 8 * bytes.len()),
    }
}

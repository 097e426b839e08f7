//! Word forms: what is known of each, and what an ending suggests of those that are in no list.

use rustc_hash::{FxHashMap, FxHashSet};

use super::classes::Classes;
use super::pack::Word;
use crate::text::{EACH, few_bytes, lower_eight};

/// The bytes of a form of fewer than sixteen as two numbers, zeros behind its last. No form is all zeros.
type Key = (u64, u64);

/// Word forms and what is known of them.
///
/// The lists are larger than what the processor keeps near. Forms of fewer than 16 bytes, nearly all, therefore stand in a
/// table of their own where the place to begin a search at is known before anything of it is read: so the entries of many
/// words are fetched at once, and no word waits for the one before it.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The short forms as they are entered.
    entered: FxHashMap<Key, Word>,
    /// The same once all are entered: each in its slot or, where that is taken, in the next free one behind.
    slots: Vec<(Key, Word)>,
    long: FxHashMap<Box<str>, Word>,
}

/// A word to be looked up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sought {
    key: Key,
    /// Where the search for it begins.
    slot: u32,
}

impl Words {
    fn key(form: &str) -> Option<Key> {
        let bytes = form.as_bytes();
        match bytes.split_first_chunk::<8>() {
            Some((first, rest)) if rest.len() < 8 => Some((u64::from_le_bytes(*first), few_bytes(rest))),
            Some(_) => None,
            None => Some((few_bytes(bytes), 0)),
        }
    }

    /// The key of the word from byte `start` up to byte `end` of `text`, in lower case if `lower`. None for words that are
    /// too long for it, end a text, or are to be lowered and not in plain letters.
    ///
    /// The sixteen bytes from the word's start on are read whatever its length, as lengths are hard to foretell.
    #[inline]
    fn key_at(text: &str, start: usize, end: usize, lower: bool) -> Option<Key> {
        let (length, bytes) = (end - start, text.as_bytes().get(start..)?.first_chunk::<16>()?);
        if !(1..16).contains(&length) {
            return None;
        }
        let bytes = u128::from_le_bytes(*bytes) & u128::MAX >> (128 - 8 * length);
        let key = (bytes as u64, (bytes >> 64) as u64);
        if !lower {
            return Some(key);
        }
        ((key.0 | key.1) & (EACH << 7) == 0).then(|| (lower_eight(key.0), lower_eight(key.1)))
    }

    /// Where the search for a key begins.
    #[inline]
    fn slot(&self, key: Key) -> usize {
        let product = u128::from(key.0 ^ 0x9e37_79b9_7f4a_7c15) * u128::from(key.1 ^ 0xd1b5_4a32_d192_ed03);
        ((product >> 64) ^ product) as usize & self.slots.len().wrapping_sub(1)
    }

    /// What is known of a key, for which the search begins at `slot`.
    #[inline]
    fn find(&self, key: Key, mut slot: usize) -> Option<&Word> {
        loop {
            let (held, word) = self.slots.get(slot)?;
            if *held == key {
                return Some(word);
            }
            if *held == (0, 0) {
                return None;
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// The word from byte `start` up to byte `end` of `text`, in lower case if `lower`, to be looked up by
    /// [`Words::found`]. None where [`Words::get`] is to be asked: for long words, the last one of a text, and such.
    #[inline]
    pub fn sought(&self, text: &str, start: usize, end: usize, lower: bool) -> Option<Sought> {
        let key = Words::key_at(text, start, end, lower)?;
        Some(Sought { key, slot: self.slot(key) as u32 })
    }

    /// Fetches the entries of all words that are `sought`, waiting for none. What it gives means nothing.
    pub fn fetch<T>(&self, sought: &[(T, Sought)]) -> u64 {
        sought.iter().fold(0, |all, (_, sought)| all ^ self.slots.get(sought.slot as usize).map_or(0, |slot| slot.0.0))
    }

    /// What is known of a word.
    #[inline]
    pub fn found(&self, sought: Sought) -> Option<&Word> {
        self.find(sought.key, sought.slot as usize)
    }

    /// What is known of `form`.
    pub fn get(&self, form: &str) -> Option<Word> {
        match Words::key(form) {
            Some(key) => self.entered.get(&key).or_else(|| self.find(key, self.slot(key))).copied(),
            None => self.long.get(form).copied(),
        }
    }

    /// Gives every form its slot, once all are entered.
    pub fn settle(&mut self) {
        let mut entered: Vec<(Key, Word)> = std::mem::take(&mut self.entered).into_iter().collect();
        entered.sort_unstable_by_key(|&(key, _)| key);
        self.slots = vec![((0, 0), Word::default()); (2 * entered.len()).next_power_of_two()];
        for (key, word) in entered {
            let mut at = self.slot(key);
            while self.slots[at].0 != (0, 0) {
                at = (at + 1) & (self.slots.len() - 1);
            }
            self.slots[at] = (key, word);
        }
    }

    /// The entry of `form`, a new one where nothing was known of it.
    pub fn entry(&mut self, form: &str) -> &mut Word {
        match Words::key(form) {
            Some(key) => self.entered.entry(key).or_default(),
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

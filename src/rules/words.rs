//! Word forms: what is known of each, and what an ending suggests of those that are in no list.

use std::hint::select_unpredictable;

use rustc_hash::{FxHashMap, FxHashSet};

use super::classes::Classes;
use super::pack::Word;
use crate::text::{EACH, few_bytes, hash_short, lower_eight, short};

/// The bytes of a form of fewer than sixteen as two numbers, zeros behind its last. No form is all zeros.
type Key = (u64, u64);

/// Word forms and what is known of them.
///
/// The lists are larger than what the processor keeps near. Forms of fewer than 16 bytes, nearly all, therefore stand in a
/// table of their own where the place to begin a search at is known before anything of it is read: so the entries of many
/// words are fetched at once, and no word waits for the one before it. Two entries fill what the processor fetches at a
/// time, for which a form is told by a hash of 64 bits. That one of a million forms in no list has the hash of one of a
/// hundred thousand in the lists has a chance of one in a hundred million.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The short forms as they are entered.
    entered: FxHashMap<Key, Word>,
    /// The same once all are entered, by their hashes: each in its pair or, where that is full, in the next one behind
    /// with room.
    pairs: Vec<Pair>,
    long: FxHashMap<Box<str>, Word>,
}

/// A short form, by its hash, and what is known of it; the hash is 0 where there is none.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    hash: u64,
    word: Word,
}

#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Pair([Slot; 2]);

/// What is known of a word in no list.
static NOTHING: Word = Word::NOTHING;

/// A word to be looked up, by its hash.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sought(u64);

impl Words {
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

    /// The hash of a key, which is not 0.
    #[inline]
    fn hash(key: Key) -> u64 {
        hash_short(key.0, key.1).max(1)
    }

    /// Where the search for a hash begins.
    #[inline]
    fn pair(&self, hash: u64) -> usize {
        hash as usize & self.pairs.len().wrapping_sub(1)
    }

    /// The word from byte `start` up to byte `end` of `text`, in lower case if `lower`, to be looked up by
    /// [`Words::found`]. None where [`Words::get`] is to be asked: for long words, the last one of a text, and such.
    #[inline]
    pub fn sought(text: &str, start: usize, end: usize, lower: bool) -> Option<Sought> {
        Words::key_at(text, start, end, lower).map(|key| Sought(Words::hash(key)))
    }

    /// Fetches the entries of all words that are `sought`, waiting for none. What it gives means nothing.
    pub fn fetch<T>(&self, sought: &[(T, Sought)]) -> u64 {
        let first = |hash| self.pairs.get(self.pair(hash)).map_or(0, |Pair([slot, _])| slot.hash);
        sought.iter().fold(0, |all, &(_, Sought(hash))| all ^ first(hash))
    }

    /// What is known of a word, nothing where it is in no list.
    #[inline]
    pub fn found(&self, Sought(hash): Sought) -> &Word {
        let mut at = self.pair(hash);
        while let Some(Pair([first, second])) = self.pairs.get(at) {
            // Whether a word is in the lists, and which of two it is, is hard to foretell: no branch asks for it.
            let (is_first, is_second) = (first.hash == hash, second.hash == hash);
            let word = select_unpredictable(is_first, &first.word, &second.word);
            let word = select_unpredictable(is_first | is_second, word, &NOTHING);
            let goes_on = select_unpredictable(is_first | is_second, 0, second.hash);
            if goes_on == 0 {
                return word;
            }
            at = (at + 1) & (self.pairs.len() - 1);
        }
        &NOTHING
    }

    /// What is known of `form`, nothing where it is in no list.
    pub fn get(&self, form: &str) -> Word {
        match short(form.as_bytes()) {
            Some(key) => *self.entered.get(&key).unwrap_or_else(|| self.found(Sought(Words::hash(key)))),
            None => self.long.get(form).copied().unwrap_or_default(),
        }
    }

    /// The entry of `form`, where one was entered and not all are yet.
    pub fn entered(&self, form: &str) -> Option<&Word> {
        match short(form.as_bytes()) {
            Some(key) => self.entered.get(&key),
            None => self.long.get(form),
        }
    }

    /// Gives every form its place, once all are entered.
    pub fn settle(&mut self) {
        let entered = std::mem::take(&mut self.entered);
        let mut entered: Vec<Slot> =
            entered.into_iter().map(|(key, word)| Slot { hash: Words::hash(key), word }).collect();
        entered.sort_unstable_by_key(|slot| slot.hash);
        self.pairs = vec![Pair::default(); entered.len().next_power_of_two()];
        for slot in entered {
            let mut at = self.pair(slot.hash);
            let free = loop {
                match self.pairs[at].0.iter().position(|slot| slot.hash == 0) {
                    Some(free) => break free,
                    None => at = (at + 1) & (self.pairs.len() - 1),
                }
            };
            self.pairs[at].0[free] = slot;
        }
    }

    /// The entry of `form`, a new one where nothing was known of it.
    pub fn entry(&mut self, form: &str) -> &mut Word {
        match short(form.as_bytes()) {
            Some(key) => self.entered.entry(key).or_default(),
            None => self.long.entry(form.into()).or_default(),
        }
    }
}

/// A few words that are asked for often, in whatever case, with what is known of each.
#[derive(Debug)]
pub(super) struct FewWords<V> {
    /// The plain ones of up to eight letters, as numbers.
    short: FxHashMap<u64, V>,
    /// The others in lower case.
    long: FxHashMap<Box<str>, V>,
    /// How many letters the longest of these has.
    longest: usize,
}

impl<V: Copy> FewWords<V> {
    /// A plain word of up to eight letters in lower case, as a number.
    #[inline]
    fn key(word: &str) -> Option<u64> {
        let bytes = word.as_bytes();
        let key = match bytes.first_chunk::<8>() {
            Some(eight) if bytes.len() == 8 => u64::from_le_bytes(*eight),
            Some(_) => return None,
            None => few_bytes(bytes),
        };
        (key & (EACH << 7) == 0).then(|| lower_eight(key))
    }

    /// Adds a word.
    pub fn insert(&mut self, word: &str, value: V) {
        if let Some(key) = Self::key(word) {
            self.short.insert(key, value);
        } else {
            self.longest = self.longest.max(word.chars().count());
            self.long.insert(word.to_lowercase().into(), value);
        }
    }

    /// What is known of `word`.
    #[inline]
    pub fn get(&self, word: &str) -> Option<V> {
        match Self::key(word) {
            Some(key) => self.short.get(&key).copied(),
            // A word has no fewer letters in lower case.
            None if word.chars().nth(self.longest).is_some() => None,
            None => self.long.get(&*word.to_lowercase()).copied(),
        }
    }
}

impl<V> Default for FewWords<V> {
    fn default() -> FewWords<V> {
        FewWords { short: FxHashMap::default(), long: FxHashMap::default(), longest: 0 }
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

#[cfg(test)]
mod tests {
    use super::FewWords;

    #[test]
    fn few_words_are_found_in_any_case() {
        let mut words = FewWords::default();
        for (at, word) in ["l", "lorsqu", "quoiquee", "aujourd'hui", "éd", "e\u{301}"].into_iter().enumerate() {
            words.insert(word, at);
        }
        for (word, at) in [("L", 0), ("Lorsqu", 1), ("QUOIQUEE", 2), ("Aujourd'hui", 3), ("Éd", 4), ("E\u{301}", 5)] {
            assert_eq!(words.get(word), Some(at), "{word}");
        }
        for word in ["", "d", "lorsqu'", "ée", "aujourd'hu", "une phrase de plusieurs mots", "\0"] {
            assert_eq!(words.get(word), None, "{word:?}");
        }
    }
}

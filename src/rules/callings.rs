//! Callings: the words that may be used of the same person, body or document.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::text::fold_hash;

use super::pack::Word;

/// `callings.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct CallingsFile {
    pub callings: Vec<CallingEntry>,
    pub bodies: Vec<CallingEntry>,
    pub documents: Vec<CallingEntry>,
    pub former: Option<FormerEntry>,
    pub ages: Option<AgesEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CallingEntry {
    pub calling: String,
    /// The callings of those whom its words never mean; then they may mean anybody else.
    #[serde(default)]
    pub not: Vec<String>,
    pub words: Vec<String>,
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FormerEntry {
    pub words: Vec<String>,
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AgesEntry {
    pub unit: Vec<String>,
    pub decades: FxHashMap<String, u8>,
    pub example: String,
}

/// Callings as bits: words that share one may mean the same.
#[derive(Debug, Default)]
pub struct Callings {
    /// The callings of a word by [`Word::calling`].
    sets: Vec<u64>,
    /// The callings of expressions of several words, by the hash of what they fold to.
    longer: FxHashMap<u64, u64>,
    /// The bit of a calling that may be anybody's, and the callings of those whose it is not.
    others: Vec<(u64, u64)>,
    former: FxHashSet<u64>,
    years: FxHashSet<u64>,
    decades: FxHashMap<u64, u8>,
}

impl Callings {
    /// The callings that `word` tells by itself.
    #[must_use]
    pub fn of(&self, word: Word) -> u64 {
        self.sets.get(word.calling as usize).copied().unwrap_or_default()
    }

    /// The callings that an expression of several words tells.
    #[must_use]
    pub fn longer(&self, words: &str) -> Option<u64> {
        self.longer.get(&fold_hash(words)).copied()
    }

    /// For a set with a calling that may be anybody's: the callings of those whose it is not.
    #[must_use]
    pub fn excluded(&self, set: u64) -> Option<u64> {
        self.others.iter().find(|(bit, _)| set & bit != 0).map(|&(_, not)| not)
    }

    /// Whether a word says that a calling is one no longer, or not yet.
    #[must_use]
    pub fn is_former(&self, word: &str) -> bool {
        self.former.contains(&fold_hash(word))
    }

    /// Whether a word stands behind the number of somebody's years.
    #[must_use]
    pub fn is_years(&self, word: &str) -> bool {
        self.years.contains(&fold_hash(word))
    }

    /// The least age of whom a word is used.
    #[must_use]
    pub fn decade(&self, word: &str) -> Option<u8> {
        self.decades.get(&fold_hash(word)).copied()
    }

    /// The place of a set of callings among all; `None` where there are too many.
    fn place(&mut self, set: u64) -> Option<u8> {
        // The first is that of words without any; the second of those with which an expression begins.
        if self.sets.is_empty() {
            self.sets.extend([0, 0]);
        }
        let known = self.sets.iter().skip(1).position(|&other| other == set).map(|at| at + 1);
        let at = known.unwrap_or_else(|| {
            self.sets.push(set);
            self.sets.len() - 1
        });
        u8::try_from(at).ok()
    }

    /// Adds an expression of several words for what somebody is.
    pub(super) fn expression(&mut self, words: &str) {
        self.longer.entry(fold_hash(words)).or_default();
    }

    /// Adds what a file says of former callings and of ages.
    pub(super) fn add(&mut self, file: &CallingsFile) {
        if let Some(former) = &file.former {
            self.former.extend(former.words.iter().map(|word| fold_hash(word)));
        }
        if let Some(ages) = &file.ages {
            self.years.extend(ages.unit.iter().map(|word| fold_hash(word)));
            self.decades.extend(ages.decades.iter().map(|(word, &least)| (fold_hash(word), least)));
        }
    }

    /// Adds the callings of words; gives for every single word its place.
    ///
    /// # Errors
    ///
    /// The calling or word for which no place is left, or a calling that there is not.
    pub(super) fn enter<'f>(
        &mut self,
        entries: impl Iterator<Item = &'f CallingEntry>,
    ) -> Result<Vec<(&'f str, u8)>, &'f str> {
        let mut bits: FxHashMap<&str, u32> = FxHashMap::default();
        let mut order: Vec<&str> = Vec::new();
        let mut single: FxHashMap<&str, u64> = FxHashMap::default();
        let mut not: Vec<(u32, &'f str)> = Vec::new();
        for entry in entries {
            let next = bits.len() as u32;
            let bit = *bits.entry(&entry.calling).or_insert(next);
            if bit >= u64::BITS {
                return Err(&entry.calling);
            }
            not.extend(entry.not.iter().map(|other| (bit, other.as_str())));
            for word in &entry.words {
                if word.contains(' ') {
                    *self.longer.entry(fold_hash(word)).or_default() |= 1 << bit;
                    for part in word.split(' ') {
                        single.entry(part).or_insert_with(|| {
                            order.push(part);
                            0
                        });
                    }
                } else {
                    let set = single.entry(word).or_insert_with(|| {
                        order.push(word);
                        0
                    });
                    *set |= 1 << bit;
                }
            }
        }
        for (bit, other) in not {
            let other = 1 << *bits.get(other).ok_or(other)?;
            match self.others.iter_mut().find(|(set, _)| *set == 1 << bit) {
                Some((_, others)) => *others |= other,
                None => self.others.push((1 << bit, other)),
            }
        }
        order.into_iter().map(|word| Ok((word, self.place(single[word]).ok_or(word)?))).collect()
    }
}

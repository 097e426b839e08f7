//! The words of claims, compiled: topics of like meaning, hedges, suppositions, phrases that name a source.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::text::fold;

/// What claims of a topic are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TopicKind {
    /// Somebody or something is hurt, by somebody or by nobody in particular.
    Harm,
    /// Somebody dies; nobody does it.
    Loss,
    /// Somebody does what is not done.
    Wrong,
    /// Somebody holds ground.
    Control,
    /// Something is said to have brought something about.
    Cause,
    /// Anything else.
    Act,
}

/// Verbs, expressions and nouns of like meaning.
#[derive(Clone, Debug)]
pub struct Topic {
    /// What claims of it are about.
    pub kind: TopicKind,
    /// The first entry of the same meaning: a place in [`ClaimWords::topics`].
    pub meaning: u8,
    /// The rule that declares it, as `file: entry`.
    pub rule: Arc<str>,
    /// A sentence that makes such a claim.
    pub example: String,
}

/// The lists of words and phrases that tell how sure a claim is and whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum List {
    /// Things that do harm as if they were somebody.
    Weapons,
    /// Those who take and hold ground.
    Forces,
    /// Words that leave open whether it is so.
    Hedges,
    /// Words that make a conditional tell what would be, where a sentence begins with them.
    Openings,
    /// Words of games, where shots and attacks hurt nobody.
    Games,
    /// Words that make a conditional tell what would be.
    Suppositions,
    /// Words of plans, whose conditional tells what they would bring.
    Plans,
    /// Words that tell when something is to come.
    Schedules,
    /// Words that name a source without reporting.
    Sources,
    /// Nouns before a colon that announce what somebody gives out.
    Announcing,
    /// Words that point back to what was said before.
    Backward,
    /// Words of reports that are out before a source could be asked.
    Urgent,
    /// Nouns of topics that have several words; the number tells the topic.
    Phrases,
}

/// The words of claims.
#[derive(Debug, Default)]
pub struct ClaimWords {
    /// The topics.
    pub topics: Vec<Topic>,
    /// The lists with the examples that hold one of their words, and the rule each belongs to.
    pub examples: Vec<(Arc<str>, List, String)>,
    /// Infinitives of verbs whose conditional is their own.
    pub(super) modals: FxHashSet<Box<str>>,
    /// Infinitives of verbs that make sure of something.
    pub(super) confirming: FxHashSet<Box<str>>,
    pub(super) verbs: FxHashMap<Box<str>, u8>,
    /// By infinitive the words that make an expression of it.
    pub(super) expressions: FxHashMap<Box<str>, Vec<(Box<str>, u8)>>,
    /// By stem.
    pub(super) nouns: FxHashMap<Arc<str>, Vec<u8>>,
    /// Every word of a list with its number.
    pub(super) numbers: FxHashMap<Box<str>, u32>,
    /// By its first word what a phrase goes on with, the list it is in and its topic.
    pub(super) phrases: FxHashMap<u32, Vec<Listed>>,
    /// What a word is bent with, the longest first.
    pub(super) inflections: Vec<Box<str>>,
    /// What a noun is derived with, the longest first.
    pub(super) derivations: Vec<Box<str>>,
}

/// What a phrase of a list goes on with behind its first word, the list, and its topic.
pub(super) type Listed = (Box<[u32]>, List, u8);

/// How many letters a cut word has at least.
const LEAST: usize = 4;

impl ClaimWords {
    /// Whether the conditional of `lemma` is its own.
    #[must_use]
    pub fn is_modal(&self, lemma: &str) -> bool {
        self.modals.contains(lemma)
    }

    /// Whether `lemma` makes sure of something.
    #[must_use]
    pub fn confirms(&self, lemma: &str) -> bool {
        self.confirming.contains(lemma)
    }

    /// The topic of the verb `lemma` by itself: a place in [`ClaimWords::topics`].
    #[must_use]
    pub fn verb(&self, lemma: &str) -> Option<u8> {
        self.verbs.get(lemma).copied()
    }

    /// The words that make an expression of the verb `lemma`, with the topic of each.
    #[must_use]
    pub fn expressions(&self, lemma: &str) -> &[(Box<str>, u8)] {
        self.expressions.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The topics of the noun with the stem `stem`.
    #[must_use]
    pub fn noun(&self, stem: &str) -> &[u8] {
        self.nouns.get(stem).map_or(&[], Vec::as_slice)
    }

    /// The number of a word in lower case; 0 where no list holds it.
    #[must_use]
    pub fn number(&self, word: &str) -> u32 {
        self.numbers.get(word).copied().unwrap_or(0)
    }

    /// The phrases that `words`, given by their numbers, begin with: length, list and topic.
    pub fn phrases<'a>(&'a self, words: &'a [u32]) -> impl Iterator<Item = (usize, List, u8)> + 'a {
        let first = words.first().filter(|&&word| word != 0);
        let candidates = first.and_then(|word| self.phrases.get(word)).map_or(&[][..], Vec::as_slice);
        candidates
            .iter()
            .filter(|(rest, ..)| words.get(1..=rest.len()).is_some_and(|behind| behind == &**rest))
            .map(|(rest, list, topic)| (rest.len() + 1, *list, *topic))
    }

    /// `word` without what it is bent with, accents and doubled letters: the same for all forms of a noun.
    #[must_use]
    pub fn stem(&self, word: &str) -> Arc<str> {
        cut(word, &self.inflections)
    }

    /// `word` without what it is derived with: the same for a verb and the regular noun for what it does.
    #[must_use]
    pub fn root(&self, word: &str) -> Arc<str> {
        cut(word, &self.derivations)
    }
}

/// `word` in plain small letters without the first of `endings` that leaves enough of it, doubled letters written once.
fn cut(word: &str, endings: &[Box<str>]) -> Arc<str> {
    let mut plain = fold(word);
    if let Some(length) =
        endings.iter().find_map(|ending| plain.strip_suffix(&**ending).map(str::len).filter(|&length| length >= LEAST))
    {
        plain.truncate(length);
    }
    let mut last = None;
    plain.retain(|c| last.replace(c) != Some(c));
    plain.into()
}

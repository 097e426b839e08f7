//! How reports speak of those they do not name, and with which verbs they judge: words for the lints of attribution.

use rustc_hash::{FxHashMap, FxHashSet};

/// Words and phrases of several words, to be found among tokens.
#[derive(Clone, Debug, Default)]
pub struct Phrases {
    /// The words of every phrase in lower case, by the first one; longer phrases first.
    by_first: FxHashMap<Box<str>, Vec<Vec<Box<str>>>>,
}

/// How reports speak of those they do not name.
#[derive(Clone, Debug, Default)]
pub struct Unnamed {
    /// Verbs that judge what they report, by infinitive: a place in [`Unnamed::loads`].
    pub loaded: FxHashMap<Box<str>, usize>,
    /// What such verbs presuppose.
    pub loads: Vec<Loaded>,
    /// Words for a source that say that it stays unnamed.
    pub veiled: Phrases,
    /// Words before a source that lead back to one spoken of before.
    pub again: Phrases,
    /// Words for the people around somebody.
    pub circle: Phrases,
    /// Words by which such a source speaks for an office.
    pub official: Phrases,
    /// Words that tell nothing of where a source sits.
    pub empty: Phrases,
    /// Offices whose holders are named unless they asked not to be.
    pub officials: Phrases,
    /// Words by which a report says that somebody stays unnamed.
    pub anonymity: Phrases,
    /// Words for somebody nobody knows, or for some of those spoken of right before.
    pub nobody: Phrases,
    /// Words for somebody nobody knows, and nobody else.
    pub whoever: Phrases,
    /// Groups so wide that naming them names nobody.
    pub crowd: Phrases,
    /// The pronoun of everybody.
    pub everybody: Phrases,
    /// The verbs with which that pronoun is made a source, by infinitive.
    pub everybody_says: FxHashSet<Box<str>>,
    /// Verbs by which somebody speaks without a clause, by infinitive.
    pub speaking: FxHashSet<Box<str>>,
    /// Expressions for what nobody in particular says.
    pub hearsay: Phrases,
    /// Words of claims that somebody may contest.
    pub contested: Phrases,
    /// What a quotation is called where it is taken up.
    pub utterance: Phrases,
    /// Names that every reader knows.
    pub household: Phrases,
}

/// What verbs that judge presuppose.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The end of a sentence: what the verb presupposes.
    pub implies: Box<str>,
    /// Words near which it does not.
    pub unless: Phrases,
    /// Whether it does not with an infinitive.
    pub unless_infinitive: bool,
}

impl Phrases {
    /// Adds a phrase, given by its words in lower case.
    pub(super) fn add(&mut self, words: Vec<Box<str>>) {
        let Some(first) = words.first() else { return };
        let list = self.by_first.entry(first.clone()).or_default();
        list.push(words);
        list.sort_by_key(|words| std::cmp::Reverse(words.len()));
    }

    /// How many of the `words`, in whatever case, the longest phrase takes that begins with the first of them.
    pub fn begins<'a>(&self, mut words: impl Iterator<Item = &'a str> + Clone) -> Option<usize> {
        let first = words.next()?;
        let list = match self.by_first.get(first) {
            Some(list) => list,
            None if first.chars().any(char::is_uppercase) => self.by_first.get(first.to_lowercase().as_str())?,
            None => return None,
        };
        list.iter().find(|phrase| same(&phrase[1..], words.clone())).map(Vec::len)
    }
}

/// Whether `words` begin with those of `phrase`.
fn same<'a>(phrase: &[Box<str>], mut words: impl Iterator<Item = &'a str>) -> bool {
    let lower = |word: &'a str| word.chars().flat_map(char::to_lowercase);
    phrase.iter().all(|wanted| words.next().is_some_and(|word| lower(word).eq(wanted.chars())))
}

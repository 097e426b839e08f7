//! How one name is spelled in several ways, and which offices one person cannot hold at once; compiled.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::fold;

/// How names are spelled, and which offices exclude each other.
#[derive(Debug, Default)]
pub struct Names {
    pub(super) sounds: Sounds,
    pub(super) weak: Sounds,
    /// Endings of one surname for men and for women.
    pub(super) gendered: Vec<(Vec<String>, Vec<String>)>,
    /// The groups a name, folded, belongs to.
    pub(super) groups: FxHashMap<String, Vec<u16>>,
    /// Whether a group is a newsroom's own choice.
    pub(super) house: Vec<bool>,
    /// The offices.
    pub posts: Vec<Post>,
    /// Offices by their words, in small letters.
    pub(super) post_words: FxHashMap<String, Vec<(Vec<String>, u16)>>,
    /// Pairs of offices that nobody holds at once.
    pub(super) exclusive: FxHashSet<(u16, u16)>,
    pub(super) not_held: FxHashSet<String>,
    pub(super) kin: FxHashSet<String>,
    pub(super) office_verbs: FxHashSet<String>,
}

/// An office.
#[derive(Clone, Debug)]
pub struct Post {
    /// Its name in the rules.
    pub name: Box<str>,
    /// Whether of one body or place there is one holder at a time.
    pub unique: bool,
}

/// Letters and the sounds they stand for, by their first byte, the longest and most exacting first.
#[derive(Debug, Default)]
pub(super) struct Sounds {
    pub by_first: FxHashMap<u8, Vec<Sound>>,
}

#[derive(Debug)]
pub(super) struct Sound {
    pub letters: Box<str>,
    pub place: Place,
    /// Letters one of which follows; any where there are none.
    pub before: Box<str>,
    pub stands_for: Box<str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Anywhere,
    Start,
    End,
}

impl Sounds {
    pub fn add(&mut self, sound: Sound) {
        let Some(&first) = sound.letters.as_bytes().first() else { return };
        let list = self.by_first.entry(first).or_default();
        list.push(sound);
        list.sort_by_key(|s| (std::cmp::Reverse(s.letters.len()), s.place == Place::Anywhere && s.before.is_empty()));
    }

    /// `word` with its letters replaced by sounds, each once where it stands twice.
    fn rewrite(&self, word: &str) -> String {
        let mut out = String::with_capacity(word.len());
        let mut rest = word;
        while let Some(&first) = rest.as_bytes().first() {
            let start = rest.len() == word.len();
            let rule = self.by_first.get(&first).into_iter().flatten().find(|rule| {
                let Some(behind) = rest.strip_prefix(&*rule.letters) else { return false };
                // What is left of a word of two letters would tell nothing.
                let fits = match rule.place {
                    Place::Anywhere => true,
                    Place::Start => start,
                    Place::End => behind.is_empty() && word.len() > 2,
                };
                fits && (rule.before.is_empty() || behind.starts_with(|c| rule.before.contains(c)))
            });
            let letter = rest.chars().next().map_or(1, char::len_utf8);
            let itself = (rest.get(..letter).unwrap_or_default(), letter);
            let (sound, length) = rule.map_or(itself, |rule| (&*rule.stands_for, rule.letters.len()));
            if !sound.is_empty() && !out.ends_with(sound) {
                out.push_str(sound);
            }
            rest = rest.get(length..).unwrap_or_default();
        }
        out
    }
}

impl Names {
    /// `text` in plain small letters, without apostrophes and the like.
    #[must_use]
    pub fn fold(text: &str) -> String {
        let mut folded = fold(text);
        folded.retain(|c| c.is_ascii_alphanumeric());
        folded
    }

    /// How a word sounds, whatever romanisation it is spelled in; `word` is folded.
    #[must_use]
    pub fn skeleton(&self, word: &str) -> String {
        self.sounds.rewrite(word)
    }

    /// A skeleton in which sounds that are confused across languages are one as well.
    #[must_use]
    pub fn weak_skeleton(&self, skeleton: &str) -> String {
        self.weak.rewrite(skeleton)
    }

    /// Whether two folded surnames are those of a man and a woman of one family.
    #[must_use]
    pub fn gendered(&self, a: &str, b: &str) -> bool {
        let stems = |word: &str, endings: &[String]| -> Vec<String> {
            endings.iter().filter_map(|ending| word.strip_suffix(&**ending)).map(|stem| self.skeleton(stem)).collect()
        };
        self.gendered.iter().any(|(masculine, feminine)| {
            [(a, b), (b, a)].into_iter().any(|(man, woman)| {
                let women = stems(woman, feminine);
                !women.is_empty() && stems(man, masculine).iter().any(|stem| stem.len() > 1 && women.contains(stem))
            })
        })
    }

    /// Whether two names, words folded and parted by spaces, are known for one; and if so, whether which of them is
    /// written is a newsroom's own choice.
    #[must_use]
    pub fn alias(&self, a: &str, b: &str) -> Option<bool> {
        let (a, b) = (self.groups.get(a)?, self.groups.get(b)?);
        let shared: Vec<u16> = a.iter().copied().filter(|group| b.contains(group)).collect();
        (!shared.is_empty()).then(|| shared.iter().any(|&group| self.house[group as usize]))
    }

    /// Whether the rules know a name, words folded and parted by spaces, under several spellings, of which not every
    /// one is a newsroom's own choice.
    #[must_use]
    pub fn has_aliases(&self, name: &str) -> bool {
        self.groups.get(name).is_some_and(|groups| groups.iter().any(|&group| !self.house[group as usize]))
    }

    /// The office that begins the words, which are in plain small letters, and how many words name it.
    #[must_use]
    pub fn post(&self, words: &[String]) -> Option<(u16, usize)> {
        let candidates = self.post_words.get(words.first()?)?;
        let fits = |(rest, _): &&(Vec<String>, u16)| words.get(1..).is_some_and(|behind| behind.starts_with(rest));
        candidates.iter().filter(fits).max_by_key(|(rest, _)| rest.len()).map(|(rest, id)| (*id, rest.len() + 1))
    }

    /// Whether nobody holds two offices at once.
    #[must_use]
    pub fn exclusive(&self, a: u16, b: u16) -> bool {
        self.exclusive.contains(&(a.min(b), a.max(b)))
    }

    /// Whether a word, in plain small letters, says that an office beside it is not held.
    #[must_use]
    pub fn is_not_held(&self, word: &str) -> bool {
        self.not_held.contains(word)
    }

    /// Whether the verb form `form` tells an office: *dirige*.
    #[must_use]
    pub fn is_office_verb(&self, form: &str) -> bool {
        self.office_verbs.contains(form)
    }

    /// Whether a word, in plain small letters, means a relative.
    #[must_use]
    pub fn is_kin(&self, word: &str) -> bool {
        self.kin.contains(word)
    }
}

/// The words of a description in plain small letters; hyphens stay, apostrophes part.
pub(crate) fn office_words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !(c.is_alphanumeric() || c == '-'));
    parts.filter(|word| !word.is_empty()).map(fold).collect()
}

impl Names {
    /// The first office that a description names, and the place of its first word among [`office_words`].
    #[must_use]
    pub fn office(&self, description: &str) -> Option<(u16, usize)> {
        let words = office_words(description);
        (0..words.len()).find_map(|at| Some((self.post(words.get(at..)?)?.0, at)))
    }
}

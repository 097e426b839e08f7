//! Words by which reports on one event are compared.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::standing::{StageEntry, StandingEntry, Standings};

/// `reports.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct ReportsFile {
    pub words: Vec<WordsEntry>,
    pub populations: Vec<NamesEntry>,
    pub roles: Vec<NamesEntry>,
    pub groups: Vec<NamesEntry>,
    pub dayparts: Vec<DaypartEntry>,
    pub standings: Vec<StandingEntry>,
    pub stages: Vec<StageEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DaypartEntry {
    pub words: Vec<String>,
    pub hour: i8,
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NamesEntry {
    pub words: Vec<String>,
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordsEntry {
    pub set: WordSet,
    pub words: Vec<String>,
    pub example: String,
}

/// What the words of a set have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WordSet {
    /// Who passes on what others have said.
    Medium,
    /// Who speaks for a body or for somebody else.
    Voice,
    /// Verbs whose subject gives the figure in their object.
    Count,
    /// Nouns behind which stands who gives a figure.
    Bulletin,
    /// Prepositions that name whose opinion a figure is.
    Opinion,
    /// Words that make a figure a fear, a plan or a capacity.
    Possible,
    /// Words that say that a figure takes the place of another.
    Revision,
    /// Words that make a figure a first one.
    Provisional,
    /// Words that set an earlier event apart.
    Earlier,
    /// Words before a year that make it a decade.
    Decade,
    /// Words that say that a figure is to be added to another.
    Further,
    /// People of whom nothing is said but that they are.
    People,
    /// Kinds of places that are a part of the whole.
    Locality,
    /// Words that say whose side is meant.
    Side,
    /// Words before the total of what was just listed.
    Total,
    /// Words before the parts of a total named before.
    Among,
    /// Words that turn a sentence into its contrary.
    Negation,
    /// Words that lose their last letter before a vowel.
    Elided,
    /// Words before an hour of the clock.
    AtClock,
    /// Words and letters behind the number of an hour.
    Clock,
}

/// Words by which reports are compared, in lower case.
#[derive(Debug, Default)]
pub struct Reports {
    words: FxHashMap<WordSet, FxHashSet<Box<str>>>,
    /// For every population the number of its entry.
    populations: FxHashMap<Box<str>, u16>,
    /// For every name of a role the number of its entry.
    roles: FxHashMap<Box<str>, u16>,
    /// For every name of a group that excludes the others the number of its entry.
    groups: FxHashMap<Box<str>, u16>,
    dayparts: FxHashMap<Box<str>, i8>,
    /// Phrases that say how a count stands.
    pub standing: Standings,
    entries: u16,
}

impl Reports {
    /// Adds what a file says; gives the word that is not in its example, and says so.
    pub(super) fn add(&mut self, file: &ReportsFile) -> Result<(), (String, String)> {
        for entry in &file.words {
            let set = self.words.entry(entry.set).or_default();
            set.extend(entry.words.iter().map(|word| word.to_lowercase().into_boxed_str()));
            if !words(&entry.example).any(|word| set.contains(word.as_str())) {
                let first = entry.words.first().cloned().unwrap_or_default();
                return Err((first, format!("no word of the set stands in its example `{}`", entry.example)));
            }
        }
        let lists = [
            (&file.populations, &mut self.populations),
            (&file.roles, &mut self.roles),
            (&file.groups, &mut self.groups),
        ];
        for (entries, names) in lists {
            for entry in entries {
                self.entries += 1;
                names.extend(entry.words.iter().map(|word| (word.to_lowercase().into_boxed_str(), self.entries)));
                shown(&entry.words, &entry.example)?;
            }
        }
        for entry in &file.dayparts {
            let hours = entry.words.iter().map(|word| (word.to_lowercase().into_boxed_str(), entry.hour));
            self.dayparts.extend(hours);
            shown(&entry.words, &entry.example)?;
        }
        self.standing.add(&file.standings, &file.stages)
    }

    /// Whether two populations are counted under either name.
    #[must_use]
    pub fn is_one_population(&self, a: &str, b: &str) -> bool {
        a == b || self.populations.get(a).is_some_and(|entry| self.populations.get(b) == Some(entry))
    }

    /// The number of the entry of a population: the first holds people as such.
    #[must_use]
    pub fn population(&self, word: &str) -> Option<u16> {
        self.populations.get(word).copied()
    }

    /// Whether a population is people as such, of whom nothing is said but that they are: *personne*.
    #[must_use]
    pub fn is_people(&self, word: &str) -> bool {
        self.has(WordSet::People, word)
    }

    /// The number of the role that a word of `text` names.
    #[must_use]
    pub fn role(&self, text: &str) -> Option<u16> {
        words(text).find_map(|word| self.roles.get(word.as_str()).copied())
    }

    /// Whether a population is people as such: none that is told, or one that the rules know for anybody.
    #[must_use]
    pub fn is_anybody(&self, word: &str) -> bool {
        word.is_empty() || self.population(word) == Some(1)
    }

    /// The number of the group that a population is: nobody belongs to two of them.
    #[must_use]
    pub fn group(&self, word: &str) -> Option<u16> {
        self.groups.get(word).copied()
    }

    /// The hour that the part of the day called `word` stands for.
    #[must_use]
    pub fn hour(&self, word: &str) -> Option<i8> {
        self.dayparts.get(word).copied()
    }

    /// The words of `set`, in no order.
    pub fn words(&self, set: WordSet) -> impl Iterator<Item = &str> {
        self.words.get(&set).into_iter().flatten().map(|word| &**word)
    }

    /// Whether `word`, in lower case, is in `set`.
    #[must_use]
    pub fn has(&self, set: WordSet, word: &str) -> bool {
        self.words.get(&set).is_some_and(|words| words.contains(word))
    }

    /// Whether a word of `text` is in `set`.
    #[must_use]
    pub fn any(&self, set: WordSet, text: &str) -> bool {
        words(text).any(|word| self.has(set, &word))
    }
}

/// Complains where none of `words`, or phrases, stands in their example.
pub(super) fn shown(words: &[String], example: &str) -> Result<(), (String, String)> {
    let example = example.to_lowercase();
    if words.iter().any(|word| example.contains(&word.to_lowercase())) {
        return Ok(());
    }
    let first = words.first().cloned().unwrap_or_default();
    Err((first, format!("no word of the entry stands in its example `{example}`")))
}

/// The words of a text in lower case, hyphens included.
fn words(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != '-');
    parts.filter(|part| !part.is_empty()).map(str::to_lowercase)
}

//! Phrases that place a count among others of its kind: as of when it holds, and how far the law has gone.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::reports::shown;
use crate::text::fold;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StandingEntry {
    pub standing: Standing,
    pub phrases: Vec<String>,
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StageEntry {
    pub stage: String,
    #[serde(default)]
    pub verbs: Vec<String>,
    pub phrases: Vec<String>,
    pub example: String,
}

/// As of when a count holds, by the words of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// As of a part of the day, with more to come: *à la mi-journée*.
    Interim,
    /// As of an hour of the clock, or of what happened at that hour: *à 16 heures*.
    #[serde(skip)]
    Hour,
    /// As of the end: *au total*.
    Total,
    /// As of an earlier bulletin: *un précédent bilan*.
    Former,
    /// Behind a number that another one takes the place of: *contre neuf la veille*.
    Before,
    /// What stands before a number that another one takes the place of: *et non*.
    Instead,
}

/// Stages of the law that people go through, each a bit: told are those that a stretch of text names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stages(u8);

impl Stages {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether both have one.
    #[must_use]
    pub fn meet(self, other: Stages) -> bool {
        self.0 & other.0 != 0
    }

    /// The stages of both.
    #[must_use]
    pub fn with(self, other: Stages) -> Stages {
        Stages(self.0 | other.0)
    }

    /// Whether the furthest of both are one step apart.
    #[must_use]
    pub fn is_next_to(self, other: Stages) -> bool {
        self.0.leading_zeros().abs_diff(other.0.leading_zeros()) == 1
    }

    /// Whether the furthest of these comes behind the furthest of `other`.
    #[must_use]
    pub fn is_behind(self, other: Stages) -> bool {
        self.0.leading_zeros() < other.0.leading_zeros()
    }
}

/// The phrases of `reports.yaml` that say how a count stands.
#[derive(Debug, Default)]
pub struct Standings {
    times: Runs<Standing>,
    stages: Runs<Stages>,
    verbs: FxHashMap<Box<str>, Stages>,
    names: Vec<Box<str>>,
}

impl Standings {
    /// Adds what a file says; gives the phrase that is not in its example, and says so.
    pub(super) fn add(&mut self, standings: &[StandingEntry], stages: &[StageEntry]) -> Result<(), (String, String)> {
        for entry in standings {
            entry.phrases.iter().for_each(|phrase| self.times.add(phrase, entry.standing));
            shown(&entry.phrases, &entry.example)?;
        }
        for entry in stages {
            let known = self.names.iter().position(|name| **name == *entry.stage);
            let at = known.unwrap_or(self.names.len());
            if at >= u8::BITS as usize {
                return Err((entry.stage.clone(), format!("there are more than {} stages", u8::BITS)));
            }
            if known.is_none() {
                self.names.push(entry.stage.as_str().into());
            }
            let stage = Stages(1 << at);
            entry.phrases.iter().for_each(|phrase| self.stages.add(phrase, stage));
            self.verbs.extend(entry.verbs.iter().map(|verb| (verb.as_str().into(), stage)));
            shown(&entry.phrases, &entry.example)?;
        }
        Ok(())
    }

    /// The longest phrase that begins with the word `form(0)`, in lower case: how many words it has, and what it says.
    pub fn standing<'a>(&self, form: impl Fn(usize) -> Option<&'a str>) -> Option<(usize, Standing)> {
        self.times.longest(form)
    }

    /// The stage that a phrase names which begins with the word `form(0)`, and how many words it has.
    pub fn stage<'a>(&self, form: impl Fn(usize) -> Option<&'a str>) -> Option<(usize, Stages)> {
        self.stages.longest(form)
    }

    /// The stage that a verb brings people to.
    #[must_use]
    pub fn verb(&self, lemma: &str) -> Option<Stages> {
        self.verbs.get(lemma).copied()
    }
}

/// Phrases by the plain letters of their first words.
#[derive(Debug)]
struct Runs<T>(FxHashMap<Box<str>, Vec<Run<T>>>);

/// The words, and what the phrase says.
type Run<T> = (Vec<Box<str>>, T);

impl<T> Default for Runs<T> {
    fn default() -> Runs<T> {
        Runs(FxHashMap::default())
    }
}

impl<T: Copy> Runs<T> {
    fn add(&mut self, phrase: &str, said: T) {
        let phrase = phrase.to_lowercase().replace(['\'', '\u{2019}'], "' ");
        let words: Vec<Box<str>> = phrase.split_whitespace().map(Box::from).collect();
        if let Some(first) = words.first() {
            let runs = self.0.entry(fold(first).into()).or_default();
            runs.push((words, said));
            runs.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
    }

    fn longest<'a>(&self, form: impl Fn(usize) -> Option<&'a str>) -> Option<(usize, T)> {
        let first = form(0)?;
        let is_plain = first.bytes().all(|byte| byte.is_ascii_lowercase());
        let runs = if is_plain { self.0.get(first) } else { self.0.get(fold(first).as_str()) }?;
        let is_said = |(words, _): &&Run<T>| {
            words.iter().enumerate().all(|(at, word)| form(at).is_some_and(|form| is_spelled(form, word)))
        };
        runs.iter().find(is_said).map(|(words, said)| (words.len(), *said))
    }
}

/// Whether `form` is `word`, which is in lower case; capitals may lack their accents: *A 14 heures*.
pub(crate) fn is_spelled(form: &str, word: &str) -> bool {
    form == word
        || form.chars().flat_map(char::to_lowercase).eq(word.chars())
        || form.starts_with(|c: char| c.is_ascii_uppercase()) && fold(form) == fold(word)
}

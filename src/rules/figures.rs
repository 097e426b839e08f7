//! The words of figures, compiled: numbers, bounds, and what is counted.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::trie::Trie;
use crate::analysis::{Precision, State};

/// The words of figures. Forms are known by their numbers, which [`super::Word::figure`] gives.
#[derive(Debug, Default)]
pub struct FigureRules {
    /// What each form may be; the first is none.
    pub(super) forms: Vec<FigureWord>,
    pub(super) by_form: FxHashMap<Box<str>, u16>,
    /// For each form whether a number may begin with it: most forms are looked at for nothing else.
    pub(super) begins: Vec<bool>,
    /// The nouns that are counted.
    pub nouns: Vec<CountedNoun>,
    /// Nouns of several words, by their first: the words that follow, longest first, and the noun.
    pub(super) compounds: FxHashMap<u16, Vec<(Vec<u16>, u16)>>,
    /// What stands before a count, from its last word back to its first.
    pub(super) before: Trie<Meaning>,
    /// What stands behind a count, from its first word on.
    pub(super) behind: Trie<Meaning>,
    /// What a verb says of people who are counted: by its place in [`super::RulePack::verbs`].
    pub(super) deeds: FxHashMap<u16, Vec<Deed>>,
    /// Verbs that bound their object.
    pub(super) bounding: FxHashMap<u16, Precision>,
    /// Verbs of what goes from one number to another.
    pub(super) changing: FxHashSet<u16>,
    pub(super) singulars: Vec<(Box<str>, Box<str>)>,
    pub(super) invariable: FxHashSet<Box<str>>,
    pub(super) origins: Vec<Box<str>>,
    pub(super) unchanged: Vec<Box<str>>,
    pub(super) signs: FxHashMap<Box<str>, u64>,
}

/// What a form may be in a figure.
#[derive(Clone, Debug, Default)]
pub struct FigureWord {
    /// A number word.
    pub number: Option<Number>,
    /// A noun that is counted: a place in [`FigureRules::nouns`].
    pub noun: Option<u16>,
    /// What it says as an adjective of people who are counted.
    pub adjective: Option<State>,
    /// Its other parts.
    pub parts: Parts,
    /// What it makes of a unit before it.
    pub qualifies: Vec<(u16, Arc<str>)>,
}

/// A number word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// Added up: *deux, vingt*; with the number behind which it multiplies instead.
    Value(u64, Option<u64>),
    /// An article as well: *un*.
    One,
    /// Multiplies within a number: *cent, mille*.
    Times(u64),
    /// *Million*.
    Magnitude(u64),
    /// *Dizaine*.
    Rounded(u64),
    /// *Dizaines*.
    Orders(u64),
    /// *Demi*.
    Half,
    /// *Plusieurs*.
    Several,
    /// *Aucun*.
    None,
}

/// The small words around numbers, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts(pub(super) u16);

impl Parts {
    /// Between the words of a number.
    pub const WITHIN: Parts = Parts(1);
    /// Between the ends of a range.
    pub const RANGE: Parts = Parts(1 << 1);
    /// Before a range.
    pub const BETWEEN: Parts = Parts(1 << 2);
    /// Between the last of a list and what stands before.
    pub const AND: Parts = Parts(1 << 3);
    /// Between a number and its noun.
    pub const OF: Parts = Parts(1 << 4);
    /// Between a number and the whole it is a part of.
    pub const PARTITIVE: Parts = Parts(1 << 5);
    /// A determiner of such a whole.
    pub const AMONG: Parts = Parts(1 << 6);
    /// Before a pronoun for such a whole.
    pub const ONES: Parts = Parts(1 << 7);
    /// A pronoun for people counted before, in front of a verb.
    pub const PRONOUN: Parts = Parts(1 << 8);
    /// Between a verb and a number that is all there is.
    pub const ONLY: Parts = Parts(1 << 9);
    /// Before the people of whom some are told apart.
    pub const PARMI: Parts = Parts(1 << 10);
    /// A label of a number.
    pub const LABEL: Parts = Parts(1 << 11);
    /// An adjective that stands for a noun as well.
    pub const ADJECTIVE: Parts = Parts(1 << 12);
    /// A pronoun for the like of what was counted.
    pub const OTHERS: Parts = Parts(1 << 13);
    /// Between a share and all.
    pub const RATIO: Parts = Parts(1 << 14);

    /// The parts of both.
    #[must_use]
    pub const fn with(self, other: Parts) -> Parts {
        Parts(self.0 | other.0)
    }

    /// Whether any of `other` is among them.
    #[must_use]
    pub const fn has(self, other: Parts) -> bool {
        self.0 & other.0 != 0
    }
}

/// A noun that is counted or measured.
#[derive(Clone, Debug)]
pub struct CountedNoun {
    /// In the singular, in lower case.
    pub singular: Arc<str>,
    /// What it is.
    pub counted: Counted,
    /// Whether it is a currency.
    pub money: bool,
    /// Where it is a letter: the very one, capital or not.
    pub letter: Option<char>,
}

/// What a counted noun is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counted {
    /// People, what happened to them, and whether no verb overrules it.
    People(State, bool),
    /// A unit.
    Unit(Arc<str>),
    /// Things.
    Things,
    /// No figure.
    Nothing,
}

/// What a phrase around a count says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A bound.
    Bound(Precision),
    /// What happened to the people counted.
    State(State),
    /// That a part of a figure follows.
    Subset,
    /// That those follow who were counted before.
    Same,
    /// That the number of what was named follows.
    NumberOf,
}

/// What a verb says of people who are counted.
#[derive(Clone, Debug)]
pub struct Deed {
    /// What happened to them.
    pub state: State,
    /// Whether it happens to the object, and to the subject otherwise.
    pub to_object: bool,
    /// The words that have to follow the verb.
    pub with: Vec<u16>,
}

impl FigureRules {
    /// What the form numbered `id` may be.
    #[must_use]
    pub fn word(&self, id: u16) -> &FigureWord {
        &self.forms[id as usize]
    }

    /// Whether a number may begin with the form numbered `id`.
    #[must_use]
    pub fn begins_number(&self, id: u16) -> bool {
        self.begins.get(id as usize).is_some_and(|&begins| begins)
    }

    /// The number of `form`, which is in lower case; 0 where it is no word of figures.
    #[must_use]
    pub fn id(&self, form: &str) -> u16 {
        self.by_form.get(form).copied().unwrap_or(0)
    }

    /// The noun of several words that begins with `first` and goes on with `rest`: its length in words and its place.
    pub fn compound(&self, first: u16, rest: impl Fn(usize) -> u16) -> Option<(usize, u16)> {
        let longer = self.compounds.get(&first)?;
        let (words, noun) =
            longer.iter().find(|(words, _)| words.iter().enumerate().all(|(i, &word)| rest(i) == word))?;
        Some((words.len() + 1, *noun))
    }

    /// What the longest phrase says that ends before a count, and how many words it has; `back` gives the form so many
    /// words before the last.
    pub fn phrase_before(&self, back: impl Fn(usize) -> u16) -> Option<(usize, Meaning)> {
        self.before.longest((0..).map(|steps| u32::from(back(steps))))
    }

    /// The same of a phrase behind a count; `ahead` gives the form so many words behind the first.
    pub fn phrase_behind(&self, ahead: impl Fn(usize) -> u16) -> Option<(usize, Meaning)> {
        self.behind.longest((0..).map(|steps| u32::from(ahead(steps))))
    }

    /// What the verb in that place of the pack says of people counted.
    #[must_use]
    pub fn deeds(&self, verb: u16) -> &[Deed] {
        self.deeds.get(&verb).map_or(&[], Vec::as_slice)
    }

    /// How the verb in that place bounds its object.
    #[must_use]
    pub fn bounding(&self, verb: u16) -> Option<Precision> {
        self.bounding.get(&verb).copied()
    }

    /// Whether the verb in that place tells of what goes from one number to another.
    #[must_use]
    pub fn is_change(&self, verb: u16) -> bool {
        self.changing.contains(&verb)
    }

    /// The singular of a noun by its letters.
    #[must_use]
    pub fn singular(&self, form: &str) -> String {
        if self.invariable.contains(form) {
            return form.to_owned();
        }
        let changed = self.singulars.iter().find_map(|(ending, becomes)| {
            let stem = form.strip_suffix(&**ending)?;
            (stem.len() > 1).then(|| format!("{stem}{becomes}"))
        });
        changed.unwrap_or_else(|| form.to_owned())
    }

    /// The singular of a word that names people by where they come from.
    #[must_use]
    pub fn origin(&self, form: &str) -> String {
        if self.unchanged.iter().any(|ending| form.ends_with(&**ending)) {
            form.to_owned()
        } else {
            self.singular(form)
        }
    }

    /// What letters before the sign of a currency multiply by.
    #[must_use]
    pub fn sign(&self, letters: &str) -> Option<u64> {
        self.signs.get(letters).copied()
    }

    /// Whether the plural of a noun is written like its singular.
    #[must_use]
    pub fn is_invariable(&self, form: &str) -> bool {
        self.invariable.contains(form)
    }

    /// Whether a word with a capital names people by where they come from.
    #[must_use]
    pub fn is_origin(&self, form: &str) -> bool {
        self.origins.iter().any(|ending| form.len() > ending.len() + 2 && form.ends_with(&**ending))
    }
}

//! Names: whether two of them may be one name spelled in two ways, one name and another, or two bearers of a surname.

mod align;
mod office;
mod word;

use std::fmt;

use crate::rules::{Classes, RulePack};

pub use align::{Identity, Member, align, is_open, offices, share_office};
pub use office::{Office, exclude_each_other, same_office};
pub use word::{Likeness, Word};

/// A name, taken apart.
#[derive(Clone, Debug)]
pub struct Written {
    /// As it is written.
    pub text: String,
    /// Its words, parts of compounds each by itself.
    pub words: Vec<Word>,
    /// How many of them are given names; the others are the surname with its particles.
    pub given: usize,
}

/// What two names are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The same name, but for case, accents, hyphens or what one of them leaves out.
    Same,
    /// One name spelled in two ways.
    Variant,
    /// Two names.
    Different,
}

/// What two names are to each other, and what tells so.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// What they are to each other.
    pub verdict: Verdict,
    /// Whether the given names alone part two people of one surname.
    pub other_given: bool,
    /// What tells so, in words.
    pub evidence: Vec<String>,
}

/// What is known besides two names when they are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// Whether either belongs to a person.
    pub person: bool,
    /// Whether their bearers are said to hold the same office; none where one of them is said to hold none.
    pub office: Option<bool>,
}

impl Written {
    /// Takes the name `text` apart.
    #[must_use]
    pub fn new(text: &str, rules: &RulePack) -> Written {
        let mut words = Vec::new();
        // The first word of every space-separated piece, to find where the surname begins.
        let mut starts = Vec::new();
        for piece in text.split_whitespace() {
            starts.push(words.len());
            for part in piece.split_inclusive('-').map(|part| part.trim_end_matches('-')).filter(|p| !p.is_empty()) {
                words.push(Word::new(part, rules));
            }
        }
        starts.dedup();
        let given = match starts.as_slice() {
            [] | [_] => 0,
            // "Le Gallou": a surname alone.
            [first, ..] if words.get(*first).is_some_and(|word| word.particle) => 0,
            [.., last] => {
                let particle = starts.iter().skip(1).copied().find(|&at| words.get(at).is_some_and(|w| w.particle));
                // A number behind a name belongs to what comes before: "Henri IV", "Rio-Nunez II".
                if words.get(*last).is_some_and(|word| word.numeral) { 0 } else { particle.unwrap_or(*last) }
            }
        };
        Written { text: text.to_owned(), words, given }
    }

    /// The given names.
    #[must_use]
    pub fn given_names(&self) -> &[Word] {
        self.words.get(..self.given).unwrap_or_default()
    }

    /// The words of the surname without particles.
    pub fn surname(&self) -> impl Iterator<Item = &Word> + Clone {
        let words = self.words.get(self.given..).unwrap_or_default();
        let only = words.iter().all(|word| word.particle);
        words.iter().filter(move |word| only || !word.particle)
    }

    /// Its words, folded and parted by spaces: alike for spellings that differ by case, accents or hyphens alone.
    #[must_use]
    pub fn folded(&self) -> String {
        self.words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// The consonants of its last word: alike for all spellings that may be of one name.
    #[must_use]
    pub fn block(&self) -> String {
        let last = self.surname().filter(|word| !word.numeral).last();
        last.map_or_else(|| self.folded(), Word::consonants)
    }

    /// What it is looked up by among names that may be the same: its consonants, and where there is a given name, that
    /// with the initial of the surname.
    #[must_use]
    pub fn blocks(&self) -> Vec<String> {
        let mut blocks = vec![self.block()];
        let initial = self.surname().last().and_then(|word| word.weak.chars().next());
        if let (Some(given), Some(initial)) = (self.given_names().first().filter(|given| !given.initial), initial) {
            blocks.push(format!("{} {initial}.", given.weak));
        }
        blocks
    }
}

/// Compares two names.
#[must_use]
pub fn compare(a: &Written, b: &Written, rules: &RulePack, known: Circumstances) -> Comparison {
    let mut comparison = Comparison { verdict: Verdict::Different, other_given: false, evidence: Vec::new() };
    let (one, other) = (a.folded(), b.folded());
    if one == other {
        comparison.verdict = Verdict::Same;
        return comparison;
    }
    if let Some(house) = rules.names.alias(&one, &other) {
        comparison.evidence.push("the rules know both for one".to_owned());
        comparison.verdict = if house || !differs_in_spelling(a, b, rules) { Verdict::Same } else { Verdict::Variant };
        return comparison;
    }
    if known.person {
        people(a, b, rules, known, &mut comparison);
    } else {
        things(a, b, rules, &mut comparison);
    }
    comparison
}

/// Compares the names of people.
fn people(a: &Written, b: &Written, rules: &RulePack, known: Circumstances, comparison: &mut Comparison) {
    let Some(surname) = sequence(a.surname(), b.surname(), rules) else { return };
    let given = given(a, b, rules);
    comparison.other_given = given == Given::Other && surname <= Likeness::Sound;
    comparison.evidence.push(format!("surnames: {surname}"));
    comparison.evidence.push(match given {
        Given::Alike(likeness) => format!("given names: {likeness}"),
        Given::LeftOut => "one given name is left out".to_owned(),
        Given::Other => "two given names".to_owned(),
    });
    let supported = known.office == Some(true);
    comparison.verdict = match (surname, given) {
        (Likeness::Same, Given::LeftOut | Given::Alike(Likeness::Same)) => Verdict::Same,
        (Likeness::Same | Likeness::Sound, Given::LeftOut | Given::Alike(Likeness::Same | Likeness::Sound)) => {
            Verdict::Variant
        }
        // "Ilham" and "Ilhan" are given names of their own: the office tells whether one man is meant.
        (Likeness::Near, Given::Alike(Likeness::Same)) if known.office != Some(false) => Verdict::Variant,
        (Likeness::Same, Given::Alike(_)) if supported => Verdict::Variant,
        (_, Given::Alike(Likeness::Same | Likeness::Sound) | Given::LeftOut) if supported => Verdict::Variant,
        _ => Verdict::Different,
    };
}

/// What the given names of two people are to each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Given {
    /// As alike as their least alike words.
    Alike(Likeness),
    /// One of them is not written.
    LeftOut,
    /// Those of two people.
    Other,
}

fn given(a: &Written, b: &Written, rules: &RulePack) -> Given {
    let (a, b) = (a.given_names(), b.given_names());
    if a.is_empty() || b.is_empty() {
        return Given::LeftOut;
    }
    let mut least = Likeness::Same;
    for (one, other) in a.iter().zip(b) {
        let initial = one.initial || other.initial;
        let same_initial = initial && one.folded.chars().next() == other.folded.chars().next();
        let likeness = if same_initial { Some(Likeness::Same) } else { one.likeness(other, rules) };
        let Some(likeness) = likeness else { return Given::Other };
        least = least.max(likeness);
    }
    Given::Alike(least)
}

/// Compares the names of places, ships and companies: word by word, and none that the language knows as a word.
fn things(a: &Written, b: &Written, rules: &RulePack, comparison: &mut Comparison) {
    let common = Classes::NONE.with(Classes::GIVEN_NAME).with(Classes::PARTICLE);
    if a.words.len() != b.words.len() {
        return;
    }
    let sounds: usize = a.words.iter().map(|word| word.sound.len()).sum();
    let mut variant = false;
    for (one, other) in a.words.iter().zip(&b.words) {
        // "un Toulousain", "une Toulousaine": two people, not two spellings.
        if one.folded.ends_with('e') != other.folded.ends_with('e') {
            return;
        }
        let is_word = |word: &Word| !word.classes.without(common).is_empty();
        match one.likeness(other, rules) {
            Some(Likeness::Same) => {}
            Some(Likeness::Sound) if !is_word(one) && !is_word(other) && sounds >= LEAST_SOUND => variant = true,
            _ => return,
        }
    }
    comparison.evidence.push("every word sounds alike".to_owned());
    comparison.verdict = if variant { Verdict::Variant } else { Verdict::Same };
}

/// How many sounds the name of something other than a person must have, so that sounding alike tells something.
///
/// With three *Bale* and *Balle* are one; with four to six the pairs of `fixtures/names/pairs.tsv` come out alike.
const LEAST_SOUND: usize = 4;

/// How alike two sequences of words are, by their least alike words; none where they are of different names.
fn sequence<'a>(
    a: impl Iterator<Item = &'a Word> + Clone,
    b: impl Iterator<Item = &'a Word> + Clone,
    rules: &RulePack,
) -> Option<Likeness> {
    let (many, few) = (a.clone().count(), b.clone().count());
    if many == 0 || few == 0 {
        return None;
    }
    if many == few {
        return a
            .zip(b)
            .map(|(one, other)| one.likeness(other, rules))
            .try_fold(Likeness::Same, |worst, likeness| Some(worst.max(likeness?)));
    }
    // A compound of which one part is used alone: the first or the last.
    let (long, short): (Vec<&Word>, Vec<&Word>) =
        if many > few { (a.collect(), b.collect()) } else { (b.collect(), a.collect()) };
    let equal = |part: &[&Word]| part.iter().zip(&short).all(|(one, other)| one.folded == other.folded);
    let fits = long.get(..short.len()).is_some_and(equal) || long.get(long.len() - short.len()..).is_some_and(equal);
    fits.then_some(Likeness::Same)
}

/// Whether a word of one name is a word of the other, spelled differently.
fn differs_in_spelling(a: &Written, b: &Written, rules: &RulePack) -> bool {
    let mut pairs = a.words.iter().flat_map(|one| b.words.iter().map(move |other| (one, other)));
    pairs.any(|(one, other)| {
        one.sound.len() >= LEAST_SOUND && one.likeness(other, rules) == Some(Likeness::Sound)
            || a.words.len() == 1 && b.words.len() == 1
    })
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Verdict::Same => "same",
            Verdict::Variant => "variant",
            Verdict::Different => "different",
        })
    }
}

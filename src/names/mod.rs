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
    /// Whether their bearers are said to hold the same office.
    pub same_office: bool,
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
        last.map_or_else(|| self.folded(), |word| word.consonants())
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
    let surname = sequence(a.surname(), b.surname(), rules);
    let given = given(a, b, rules);
    comparison.other_given = given.is_none() && surname.is_some_and(|likeness| likeness <= Likeness::Sound);
    let (Some(surname), Some(given)) = (surname, given) else { return };
    comparison.evidence.push(format!("surnames: {surname}"));
    comparison
        .evidence
        .push(format!("given names: {}", given.map_or("one is not given".to_owned(), |g| g.to_string())));
    let supported = known.same_office;
    comparison.verdict = match (surname, given) {
        (Likeness::Same, None | Some(Likeness::Same)) => Verdict::Same,
        (Likeness::Same | Likeness::Sound, Some(Likeness::Same | Likeness::Sound) | None) => Verdict::Variant,
        // "Ilham" and "Ilhan" are given names of their own: the office tells whether one man is meant.
        (Likeness::Same, Some(Likeness::Near)) if supported => Verdict::Variant,
        (Likeness::Near, Some(Likeness::Same)) => Verdict::Variant,
        (Likeness::Near, Some(Likeness::Sound) | None) if supported => Verdict::Variant,
        _ => Verdict::Different,
    };
}

/// How alike the given names of two people are: none within where one has none, none where they are two.
fn given(a: &Written, b: &Written, rules: &RulePack) -> Option<Option<Likeness>> {
    let (a, b) = (a.given_names(), b.given_names());
    if a.is_empty() || b.is_empty() {
        return Some(None);
    }
    let mut worst = Likeness::Same;
    for (one, other) in a.iter().zip(b) {
        let initial = one.initial || other.initial;
        let likeness = if initial && one.folded.chars().next() == other.folded.chars().next() {
            Likeness::Same
        } else {
            one.likeness(other, rules)?
        };
        worst = worst.max(likeness);
    }
    // Two letters apart twice are two names.
    Some(Some(worst))
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
/// With three, *Bale* and *Balle*, *Este* and *Est* are one on the real articles; with four nothing false is left.
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

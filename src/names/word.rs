//! The words of names and how alike two of them are.

use std::fmt;

use crate::rules::{Classes, Names, RulePack};

/// A word of a name.
#[derive(Clone, Debug)]
pub struct Word {
    /// As it is written.
    pub written: String,
    /// In plain small letters.
    pub folded: String,
    /// How it sounds, whatever romanisation it is spelled in.
    pub sound: String,
    /// The same with sounds as one that are confused across languages.
    pub weak: String,
    /// What the rules know of it.
    pub classes: Classes,
    /// As a given name: 1 masculine, 2 feminine, 3 either, 0 unknown.
    pub gender: u8,
    /// Whether it is a number, Roman or Arabic: no letter of it may differ.
    pub numeral: bool,
    /// Whether it is an initial.
    pub initial: bool,
    /// Whether it is a small word within a name: *de*, *Le*, *ben*.
    pub particle: bool,
}

/// How alike two words of names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same letters, but for case and accents.
    Same,
    /// The same sounds.
    Sound,
    /// Nearly the same letters: one is another or is missing.
    Near,
    /// The same sounds but for some that languages confuse: v and b, g and k.
    Confused,
}

/// From how many letters on two words of which one letter differs are nearly the same.
///
/// Of the 203 pairs in `fixtures/names/pairs.tsv` 199 come out right with five, 194 with four and with six: *Bert* and
/// *Best* are two names, *Malart* and *Malard* one.
const NEAR_LEAST: usize = 5;
/// The same for sounds where two letters differ: with five *Ilam* and *Ilhan* are lost, below four nothing is won.
const SOUNDS_LEAST: usize = 4;

impl Word {
    /// The word `written`.
    #[must_use]
    pub fn new(written: &str, rules: &RulePack) -> Word {
        let bare = written.trim_end_matches('.');
        let folded = Names::fold(bare);
        let sound = rules.names.skeleton(&folded);
        let weak = rules.names.weak_skeleton(&sound);
        let known = rules.word(&bare.to_lowercase());
        let roman = !bare.is_empty() && bare.chars().all(|c| "IVXLC".contains(c)) && bare.len() > 1;
        let particle = known.classes.has(Classes::PARTICLE) && !known.classes.has(Classes::GIVEN_NAME);
        Word {
            numeral: roman || bare.starts_with(|c: char| c.is_ascii_digit()),
            initial: bare.chars().count() == 1,
            particle,
            gender: if known.classes.has(Classes::GIVEN_NAME) { known.gender } else { 0 },
            classes: known.classes,
            written: written.to_owned(),
            folded,
            sound,
            weak,
        }
    }

    /// Its consonants, or all its sounds where it has but one: alike for words that may be spellings of one.
    #[must_use]
    pub fn consonants(&self) -> String {
        let consonants: String = self.weak.chars().filter(|c| !"aeiouy".contains(*c)).collect();
        if consonants.len() < 2 { self.weak.clone() } else { consonants }
    }

    /// How alike two words are; none where they are two words.
    #[must_use]
    pub fn likeness(&self, other: &Word, rules: &RulePack) -> Option<Likeness> {
        if self.folded == other.folded {
            return Some(Likeness::Same);
        }
        let capitals = |word: &Word| word.written.len() > 1 && word.written.chars().all(|c| !c.is_lowercase());
        if self.numeral || other.numeral || self.initial || other.initial || capitals(self) && capitals(other) {
            return None;
        }
        match rules.names.alias(&self.folded, &other.folded) {
            Some(true) => return Some(Likeness::Same),
            Some(false) => return Some(Likeness::Sound),
            None => {}
        }
        let (a, b) = (self.gender, other.gender);
        if a != 0 && b != 0 && a != 3 && b != 3 && a != b || rules.names.gendered(&self.folded, &other.folded) {
            return None;
        }
        if self.sound == other.sound {
            return Some(Likeness::Sound);
        }
        let least = self.folded.len().min(other.folded.len());
        let initial = self.weak.as_bytes().first() == other.weak.as_bytes().first();
        // Where the letters are two apart, an h or an ou may stand between them: "Ilam", "Ilhan".
        let letters = strsim::osa_distance(&self.folded, &other.folded);
        let sounds = letters > 1
            && self.sound.len().min(other.sound.len()) >= SOUNDS_LEAST
            && strsim::osa_distance(&self.sound, &other.sound) == 1;
        let near = initial && (least >= NEAR_LEAST && letters == 1 || sounds);
        if near { Some(Likeness::Near) } else { (self.weak == other.weak).then_some(Likeness::Confused) }
    }
}

impl fmt::Display for Likeness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Likeness::Same => "the same letters",
            Likeness::Sound => "the same sounds",
            Likeness::Near => "nearly the same letters",
            Likeness::Confused => "sounds that languages confuse",
        })
    }
}

//! What a number counts: the noun behind it, a unit, or nothing.

use std::sync::Arc;

use super::Reader;
use super::number::{Kind, Numeral};
use crate::analysis::State;
use crate::document::{Caps, Mark, Tag, Token, TokenKind};
use crate::rules::{Classes, Counted, Meaning, Parts};
use crate::text::lowered;

/// What a number counts.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// Nothing that is said.
    Elided,
    /// What makes it no figure.
    Nothing,
    /// Others than those counted before: *des dizaines d'autres*.
    Others { end: u32 },
    /// Some of the people counted behind it.
    Part { end: u32 },
    /// Some of the people counted before it.
    Ones { end: u32 },
    /// A noun.
    Noun { end: u32, population: Population, counted: Thing },
}

/// How the noun is called that is counted.
#[derive(Clone, Copy, Debug)]
pub(super) enum Population {
    /// As the rules say: a place in [`crate::rules::FigureRules::nouns`].
    Known(u16),
    /// Like the word at this token, in the singular.
    Word(u32),
}

/// What a noun is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Thing {
    /// People: what happened to them, and whether that is not overruled.
    People(Option<State>, bool),
    /// A unit, whether words behind it tell which one of its name, and whether it is a currency.
    Unit { unit: Arc<str>, qualified: bool, money: bool },
    /// Anything else.
    Other,
}

/// How many letters may stand for a noun.
const LETTERS: usize = 4;

/// How many adjectives may stand before a noun: *ses trois autres jeunes frères*.
const ADJECTIVES: u32 = 3;

impl Reader<'_> {
    /// What `numeral` counts; the noun ends before `end`.
    pub(super) fn what(&self, numeral: &Numeral, end: u32) -> What {
        if let Some(unit) = numeral.unit {
            let noun = &self.rules.figures.nouns[unit as usize];
            return match &noun.counted {
                Counted::Unit(name) => What::Noun {
                    end: numeral.end,
                    population: Population::Known(unit),
                    counted: Thing::Unit { unit: Arc::clone(name), qualified: false, money: noun.money },
                },
                _ => What::Nothing,
            };
        }
        let several = !matches!(numeral.kind, Kind::One | Kind::None) && numeral.value >= 2.0;
        let mut at = numeral.end;
        // "« au moins vingt » tués": the marks enclose the number alone.
        if self.document.tokens.get(at as usize).is_some_and(|token| closes(token) && at < end) {
            at += 1;
        }
        if at >= end {
            return What::Elided;
        }
        // "évalue à un millier le nombre de familles"
        if let Some((noun, Meaning::NumberOf)) = self.phrase_behind(at).filter(|(noun, _)| *noun < end) {
            return self.noun(noun, end, several);
        }
        let (of, partitive) = (self.parts(at).has(Parts::OF), self.parts(at).has(Parts::PARTITIVE));
        if partitive {
            return What::Part { end: at + 1 };
        }
        if of {
            if self.parts(at + 1).has(Parts::ONES) && at + 2 < end {
                return What::Ones { end: (at + 3).min(end) };
            }
            if self.parts(at + 1).has(Parts::AMONG) && at + 2 < end && numeral.kind != Kind::One {
                return self.noun(at + 2, end, several);
            }
            if !numeral.ties {
                return What::Elided;
            }
            let what = self.noun(at + 1, end, several);
            let others = matches!(what, What::Elided) && self.parts(at + 1).has(Parts::ADJECTIVE);
            return if others { What::Others { end: at + 2 } } else { what };
        }
        if numeral.ties && numeral.end == at {
            // "une trentaine" by itself; what is tied has its preposition.
            return match self.symbol(at, end) {
                Some(what) => what,
                None => What::Elided,
            };
        }
        self.noun(at, end, several)
    }

    /// A unit written as a sign.
    fn symbol(&self, at: u32, end: u32) -> Option<What> {
        let token = self.document.tokens.get(at as usize).filter(|_| at < end)?;
        if token.kind != TokenKind::Other {
            return None;
        }
        let noun = self.rules.figures.word(self.rules.figures.id(self.document.form(at))).noun?;
        Some(self.known(noun, at + 1))
    }

    /// The noun phrase without its determiner that begins at `at`.
    fn noun(&self, at: u32, end: u32, several: bool) -> What {
        if let Some(what) = self.symbol(at, end) {
            return what;
        }
        let mut head = at;
        while head < end && head - at <= ADJECTIVES {
            let token = &self.document.tokens[head as usize];
            if token.kind != TokenKind::Word {
                return What::Elided;
            }
            if let Some(what) = self.known_at(head, end, several) {
                return what;
            }
            let adjective = token.is(Classes::PRENOMINAL) || self.parts(head).has(Parts::ADJECTIVE);
            let alone = token.is(Classes::FUNCTION) && !self.is_noun(head + 1, end);
            if !adjective || alone || token.caps != Caps::Low {
                break;
            }
            head += 1;
        }
        if head >= end {
            return What::Elided;
        }
        self.open_noun(head, head > at, several)
    }

    /// Whether the word at `at` is a noun.
    fn is_noun(&self, at: u32, end: u32) -> bool {
        let nominal = Classes::FUNCTION.with(Classes::GROUP).with(Classes::NOUN);
        at < end && (self.word(at).noun.is_some() || self.document.tokens[at as usize].is(nominal))
    }

    /// A noun that the rules know, of one word or several, at `at`.
    fn known_at(&self, at: u32, end: u32, several: bool) -> Option<What> {
        let token = &self.document.tokens[at as usize];
        let id = token.word.figure;
        if id == 0 {
            return None;
        }
        let ahead = |steps: usize| {
            let next = at + 1 + steps as u32;
            if next < end { self.form(next) } else { 0 }
        };
        if let Some((length, noun)) = self.rules.figures.compound(id, ahead) {
            return Some(self.known(noun, at + length as u32));
        }
        let noun = self.rules.figures.word(id).noun?;
        let letter = self.rules.figures.nouns[noun as usize].letter;
        if letter.is_some_and(|letter| !self.document.form(at).starts_with(letter)) {
            return None;
        }
        let what = self.known(noun, at + 1);
        // Several are written in the plural; "6 rue Lamartine" is an address.
        let named = matches!(&what, What::Noun { counted: Thing::People(..) | Thing::Other, .. });
        let form = self.document.form(at);
        if named && several && !is_plural(form) && !self.rules.figures.is_invariable(&lowered(form)) {
            return Some(What::Nothing);
        }
        Some(what)
    }

    fn known(&self, noun: u16, end: u32) -> What {
        let entry = &self.rules.figures.nouns[noun as usize];
        let counted = match &entry.counted {
            Counted::Nothing => return What::Nothing,
            Counted::Things => Thing::Other,
            Counted::People(state, lasting) => Thing::People(Some(*state), *lasting),
            Counted::Unit(unit) => {
                let qualified = self.word(end).qualifies.iter().find(|(of, _)| *of == noun);
                if let Some((_, unit)) = qualified {
                    let counted = Thing::Unit { unit: Arc::clone(unit), qualified: true, money: entry.money };
                    return What::Noun { end: end + 1, population: Population::Known(noun), counted };
                }
                // "125 km/h": what it is measured by belongs to the unit.
                if let Some(per) = self.per(end) {
                    let unit = format!("{unit}/{}", self.document.form(per)).into();
                    let counted = Thing::Unit { unit, qualified: false, money: false };
                    return What::Noun { end: per + 1, population: Population::Known(noun), counted };
                }
                Thing::Unit { unit: Arc::clone(unit), qualified: false, money: entry.money }
            }
        };
        What::Noun { end, population: Population::Known(noun), counted }
    }

    /// What `population` is called.
    pub(super) fn named(&self, population: Population) -> Arc<str> {
        let figures = &self.rules.figures;
        match population {
            Population::Known(noun) => Arc::clone(&figures.nouns[noun as usize].singular),
            Population::Word(at) => {
                let low = self.document.tokens[at as usize].caps == Caps::Low;
                let form = lowered(self.document.form(at));
                if low { figures.singular(&form) } else { figures.origin(&form) }.into()
            }
        }
    }

    /// The word behind a stroke at `at`.
    fn per(&self, at: u32) -> Option<u32> {
        let [stroke, per] = self.document.tokens.get(at as usize..at as usize + 2)? else { return None };
        let joined = stroke.kind == TokenKind::Other && stroke.end == per.start && per.is_word();
        (joined && self.document.form(at) == "/").then_some(at + 1)
    }

    /// A noun that no entry of the figures names.
    fn open_noun(&self, at: u32, adjectives: bool, several: bool) -> What {
        let token = &self.document.tokens[at as usize];
        let people = Classes::FUNCTION.with(Classes::GROUP).with(Classes::DEMONYM);
        let form = self.document.form(at);
        let named = |counted| What::Noun { end: at + 1, population: Population::Word(at), counted };
        if token.caps != Caps::Low {
            let form = lowered(form);
            let origin = token.is(Classes::DEMONYM) || self.rules.figures.is_origin(&form);
            let shouted = token.caps == Caps::All && token.is(people);
            if origin || shouted {
                return named(Thing::People(None, false));
            }
            // "une 2 CV" is one of its kind.
            let car = at.checked_sub(2).is_some_and(|before| self.document.tokens[before as usize].word.number == 1);
            // "neuf TGV": letters that stand for a noun have no plural.
            let letters = several && !car && token.caps == Caps::All && form.chars().all(char::is_alphabetic);
            let short = letters && (2..=LETTERS).contains(&form.chars().count());
            return if short { named(Thing::Other) } else { What::Nothing };
        }
        let closed = Classes::PREPOSITION
            .with(Classes::DETERMINER)
            .with(Classes::SUBJECT_PRONOUN)
            .with(Classes::RELATIVE)
            .with(Classes::COORDINATOR)
            .with(Classes::NEGATION)
            .with(Classes::OBJECT_PRONOUN)
            .with(Classes::BE)
            .with(Classes::HAVE);
        let nominal = matches!(
            token.tag,
            Tag::Noun | Tag::Adjective | Tag::Participle | Tag::Gerund | Tag::Proper | Tag::Infinitive | Tag::Title
        );
        let noun = token.is(people.with(Classes::NOUN).with(Classes::INSTITUTION).with(Classes::DOCUMENT));
        // "48 manquent": the verb of a number that stands by itself, and "31 placées" its participle.
        let verb =
            self.is_plural_verb(at) || token.is(Classes::PARTICIPLE) && token.word.verb != 0 && !noun && !adjectives;
        if verb || token.is(closed) || !nominal && !noun || token.tag == Tag::Finite && !noun {
            return What::Elided;
        }
        // An adverb or adjective of a state that stands behind an elided noun is no noun: "dont deux grièvement".
        if self.word(at).adjective.is_some()
            || !noun && matches!(token.tag, Tag::Participle) && token.word.verb != 0 && !adjectives
        {
            return What::Elided;
        }
        if token.is(people) {
            return named(Thing::People(None, false));
        }
        // Several things are written so; "6 rue Lamartine" is an address.
        if form.chars().nth(1).is_none() || several && !is_plural(form) {
            return What::Nothing;
        }
        named(Thing::Other)
    }

    /// Whether the word can only be a verb in the third person of the plural.
    pub(super) fn is_plural_verb(&self, at: u32) -> bool {
        let nominal = Classes::NOUN.with(Classes::FUNCTION).with(Classes::GROUP);
        self.document.tokens.get(at as usize).is_some_and(|token| {
            token.tag == Tag::Finite && token.word.persons & 0b100_0000 != 0
                || token.is(Classes::FINITE) && token.word.persons == 0b100_0000 && !token.is(nominal)
        })
    }
}

/// Whether a noun is written like a plural.
fn is_plural(form: &str) -> bool {
    form.ends_with(['s', 'x', 'z', 'S', 'X', 'Z'])
}

/// Whether a token is a closing quotation mark, or may be one.
fn closes(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Quote(Mark::AngleClose | Mark::CurlyClose | Mark::Straight | Mark::SingleClose))
}

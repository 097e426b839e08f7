//! Noun phrases: a determiner, a noun or name and what stands with it, and who or what it may mean.

use crate::document::{Caps, Document, Tag, TokenRange};
use crate::rules::{Classes, Phrase};

/// A noun phrase without what depends on it by a preposition.
#[derive(Clone, Copy, Debug)]
pub struct NounPhrase {
    /// Its tokens.
    pub tokens: TokenRange,
    /// What it is.
    pub kind: NounKind,
    /// The noun or name that says what it is.
    pub head: u32,
    /// The name in it.
    pub name: TokenRange,
    /// The classes of its nouns.
    pub classes: Classes,
    /// 1 masculine, 2 feminine, 3 either, 0 unknown.
    pub gender: u8,
    /// 1 singular, 2 plural, 0 unknown.
    pub number: u8,
    /// Whether it has a determiner.
    pub determined: bool,
    /// A name known beforehand: a place in [`crate::rules::RulePack::known`].
    pub known: Option<u16>,
}

/// What a [`NounPhrase`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NounKind {
    /// A personal pronoun, or one that refers to a person as the last one named.
    Pronoun,
    /// *Ce dernier* and the like.
    Anaphor,
    /// *La même source* and the like.
    SameSource,
    /// A pronoun for something said or happened.
    Neuter,
    /// A time.
    Time,
    /// A phrase around a noun.
    Noun,
    /// A phrase around a name.
    Name,
}

impl NounPhrase {
    /// Whether it can speak by what its words say: a person, a body, a document, a name.
    #[must_use]
    pub fn speaks(&self) -> bool {
        let speakers = Classes::FUNCTION
            .with(Classes::GROUP)
            .with(Classes::INSTITUTION)
            .with(Classes::DOCUMENT)
            .with(Classes::ANONYMOUS)
            .with(Classes::TITLE)
            .with(Classes::GIVEN_NAME)
            .with(Classes::DEMONYM);
        match self.kind {
            NounKind::Pronoun | NounKind::Anaphor | NounKind::SameSource | NounKind::Name => true,
            NounKind::Neuter | NounKind::Time => false,
            NounKind::Noun => self.known.is_some() || self.classes.has(speakers),
        }
    }

    /// Whether it may speak: it does, or nothing is known of it but that it is no abstract noun.
    #[must_use]
    pub fn may_speak(&self) -> bool {
        let thing = Classes::NOUN.with(Classes::ABSTRACT).with(Classes::TIME);
        self.speaks() || self.kind == NounKind::Noun && !self.classes.has(thing)
    }

    /// The noun phrase that begins at token `at` and ends before `end`.
    #[must_use]
    pub fn at(document: &Document, at: u32, end: u32) -> Option<NounPhrase> {
        let token = &document.tokens[at as usize];
        let mut phrase = NounPhrase {
            tokens: TokenRange::new(at, at + 1),
            kind: NounKind::Noun,
            head: at,
            name: TokenRange::new(at, at),
            classes: Classes::NONE,
            gender: token.word.gender,
            number: token.word.number,
            determined: false,
            known: None,
        };
        match token.tag {
            Tag::Subject => {
                phrase.kind = NounKind::Pronoun;
                phrase.classes = token.word.classes;
                Some(phrase)
            }
            Tag::Neuter => {
                phrase.kind = NounKind::Neuter;
                Some(phrase)
            }
            Tag::Pronoun => {
                phrase.kind = NounKind::Pronoun;
                phrase.classes = token.word.classes;
                if let Some(span) = document.phrase_at(at) {
                    phrase.tokens = span.tokens;
                    if let Phrase::Anaphor(gender, number, _) = span.phrase {
                        (phrase.kind, phrase.gender, phrase.number) = (NounKind::Anaphor, gender, number);
                    }
                }
                Some(phrase)
            }
            Tag::Determiner | Tag::Number | Tag::Noun | Tag::Proper | Tag::Title | Tag::Adjective | Tag::Time => {
                phrase.grow(document, end);
                Some(phrase)
            }
            _ => None,
        }
    }

    fn grow(&mut self, document: &Document, end: u32) {
        let (mut at, mut heads, mut time) = (self.tokens.first, 0, false);
        // The features of a determiner stand; a phrase without one takes those of its head.
        let mut from_head = true;
        while at < end {
            let token = &document.tokens[at as usize];
            let span = document.phrase_at(at);
            let length = span.map_or(1, |span| span.tokens.len());
            match token.tag {
                Tag::Determiner if heads == 0 => {
                    self.determined = true;
                    self.gender = token.word.gender;
                    self.number = token.word.number;
                    from_head = false;
                }
                Tag::Determiner if self.particle(document, at, end) => {}
                Tag::Of if self.particle(document, at, end) => {}
                Tag::Number if heads == 0 => self.number = if self.number == 1 { 1 } else { 2 },
                Tag::Number if time => {}
                Tag::Adjective => {
                    if token.is(Classes::DEMONYM) {
                        self.classes = self.classes.with(Classes::NONE);
                    }
                }
                Tag::Adverb if heads == 0 && self.determined => {}
                Tag::Participle if heads == 0 && self.determined => {}
                Tag::Time if heads == 0 || time => {
                    if heads == 0 {
                        self.head = at;
                    }
                    heads += 1;
                    time = true;
                }
                Tag::Noun | Tag::Title => {
                    if let Some(span) = span.filter(|span| span.phrase == Phrase::SameSource) {
                        self.kind = NounKind::SameSource;
                        self.tokens.end = span.tokens.end;
                        return;
                    }
                    if time {
                        break;
                    }
                    let telling = Classes::FUNCTION
                        .with(Classes::GROUP)
                        .with(Classes::INSTITUTION)
                        .with(Classes::DOCUMENT)
                        .with(Classes::ANONYMOUS);
                    if heads == 0 || token.is(telling) && !self.classes.has(telling) {
                        self.head = at;
                        if from_head || self.gender == 0 {
                            let gender = token.word.gender;
                            if gender != 0 {
                                self.gender = gender;
                            }
                        }
                        if from_head && token.word.number != 0 {
                            self.number = token.word.number;
                        }
                    }
                    self.classes = self.classes.with(token.word.classes);
                    heads += 1;
                    if token.tag == Tag::Title {
                        self.name.end = self.name.first;
                    }
                }
                Tag::Proper => {
                    if time || self.is_another(document, at, end) {
                        break;
                    }
                    self.proper(document, at, length, heads);
                    heads += 1;
                }
                Tag::Within => {}
                _ => break,
            }
            at += length;
            self.tokens.end = at;
        }
        if time {
            self.kind = NounKind::Time;
        }
        // A trailing number or adverb without a noun is still a phrase of its own: "les 12", "plusieurs".
    }

    /// "a déclaré à l'AFP Anne Brel": the name of a person behind that of a body is another phrase.
    fn is_another(&self, document: &Document, at: u32, end: u32) -> bool {
        let acronym = |at: u32| document.tokens[at as usize].caps == Caps::All && document.form(at).len() > 2;
        self.kind == NounKind::Name
            && self.determined
            && !self.classes.has(Classes::FUNCTION)
            && self.name.end == at
            && self.name.len() == 1
            && acronym(at - 1)
            && document.tokens[at as usize].is(Classes::GIVEN_NAME)
            && !acronym(at)
            && at + 1 < end
            && document.tokens[at as usize + 1].tag == Tag::Proper
    }

    fn proper(&mut self, document: &Document, at: u32, length: u32, heads: u32) {
        let token = &document.tokens[at as usize];
        let known = document.phrase_at(at).and_then(|span| match span.phrase {
            Phrase::Known(id) => Some(id),
            _ => None,
        });
        // "La députée LFI Anne Brel": the party is no part of her name.
        let label = self.name.len() == 1
            && self.name.end == at
            && self.classes.has(Classes::FUNCTION)
            && token.is(Classes::GIVEN_NAME)
            && token.caps != Caps::All
            && document.tokens[self.name.first as usize].caps == Caps::All;
        if self.name.is_empty()
            || label
            || self.name.end < at
                && !document.tokens[self.name.end as usize..at as usize]
                    .iter()
                    .all(|t| matches!(t.tag, Tag::Of | Tag::Determiner))
        {
            self.name = TokenRange::new(at, at + length);
        } else {
            self.name.end = at + length;
        }
        self.classes = self.classes.with(token.word.classes);
        if heads == 0 {
            self.head = at;
            self.kind = NounKind::Name;
            self.known = known;
        } else {
            if self.kind == NounKind::Name {
                // "Ilham Aliev": what is known of the first part alone does not hold of the whole.
                self.known = None;
            }
            let telling = Classes::FUNCTION.with(Classes::TITLE);
            if self.classes.has(telling) {
                self.kind = NounKind::Name;
            }
        }
        if token.is(Classes::GIVEN_NAME) && self.gender == 0 {
            self.gender = token.word.gender;
        }
        // "Le maire Anne Brel": a given name tells more than an office in the masculine.
        if self.gender == 1 && self.name.first == at && self.classes.has(Classes::FUNCTION.with(Classes::TITLE)) {
            let given = if token.is(Classes::GIVEN_NAME) { token.word.gender } else { 1 };
            let either = self.classes.has(Classes::TITLE) && token.word.gender == 0;
            self.gender = if either { 3 } else { self.gender.max(given) };
        }
        if !self.determined && self.number == 0 {
            self.number = 1;
        }
    }

    /// Whether a small word stands within a name: *de* in *Dominique de Villepin*.
    fn particle(&self, document: &Document, at: u32, end: u32) -> bool {
        let token = &document.tokens[at as usize];
        let before = &document.tokens[at as usize - 1];
        let given = self.name.end == at
            && (document.tokens[self.name.first as usize].is(Classes::GIVEN_NAME) || before.tag == Tag::Title)
            || self.name.is_empty() && before.tag == Tag::Title;
        at > self.tokens.first
            && given
            && (self.name.len() <= 2 || before.tag == Tag::Determiner)
            && token.is(Classes::PARTICLE)
            && (at + 1..end.min(at + 3)).any(|next| document.tokens[next as usize].tag == Tag::Proper)
            && document.tokens[at as usize + 1..(at as usize + 3).min(end as usize)]
                .iter()
                .take_while(|t| t.tag != Tag::Proper)
                .all(|t| t.is(Classes::PARTICLE))
    }
}

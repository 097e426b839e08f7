//! What phrases say of whom they mean: names, offices, and the words that tell one from another.

use crate::analysis::EntityKind;
use crate::annotate::{NounKind, NounPhrase};
use crate::document::{Caps, Document, Tag, TokenRange};
use crate::rules::Classes;
use crate::text::fold_hash;

use super::found::FoundSource;

/// The words that tell a description from others with the same head, as hashes of their stems.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Telling {
    words: [u32; 6],
    count: u8,
}

impl Telling {
    fn words(&self) -> &[u32] {
        &self.words[..self.count as usize]
    }

    /// Whether all its words are among those of `other`.
    pub(super) fn says_no_more_than(&self, other: &Telling) -> bool {
        self.words().iter().all(|word| other.words().contains(word))
    }
}

/// Whether the name in a phrase is the acronym of a party or body that an office goes with: *le député LR*.
pub(super) fn is_label(document: &Document, noun: &NounPhrase) -> bool {
    let office = noun.classes.has(Classes::FUNCTION) && !noun.classes.has(Classes::TITLE);
    let first = noun.name.first;
    office
        && noun.name.len() == 1
        && noun.head < first
        && document.tokens[first as usize].caps == Caps::All
        && document.form(first).len() <= 5
}

/// Whether a phrase holds a name that is not just a people's: *l'Uruguayen* describes.
pub(super) fn names(document: &Document, noun: &NounPhrase) -> bool {
    let people =
        noun.determined && noun.name.len() == 1 && document.tokens[noun.name.first as usize].is(Classes::DEMONYM);
    !noun.name.is_empty() && !people && !is_label(document, noun)
}

/// Whether a phrase names a person: by a form of address, an office or a given name.
pub(super) fn person_name(document: &Document, noun: &NounPhrase) -> bool {
    if noun.name.is_empty() || noun.known.is_some() && noun.kind == NounKind::Name && noun.name.len() == 1 {
        return false;
    }
    if is_label(document, noun) {
        return false;
    }
    let first = &document.tokens[noun.name.first as usize];
    let titled = noun.classes.has(Classes::TITLE.with(Classes::FUNCTION)) && !noun.classes.has(Classes::INSTITUTION);
    let body = noun.classes.has(Classes::INSTITUTION.with(Classes::DOCUMENT));
    let given = first.is(Classes::GIVEN_NAME) || document.form(noun.name.first).ends_with('.');
    titled
        || given && !body
        || noun.name.len() >= 2
            && !noun.determined
            && !body
            && (noun.name.first..noun.name.end).all(|i| {
                // A surname may look like a form of a verb: *Conté*.
                let verb = Classes::FINITE.with(Classes::PARTICIPLE).with(Classes::INFINITIVE);
                let usual = Classes::PARTICLE.with(Classes::GIVEN_NAME);
                // Or of a noun for something: *Lachance*.
                let usual = if i > noun.name.first { usual.with(verb).with(Classes::ABSTRACT) } else { usual };
                document.tokens[i as usize].word.classes.without(usual).is_empty()
            })
}

/// The word by which a phrase says what somebody is, as a hash of its stem and number.
pub(super) fn role(document: &Document, noun: &NounPhrase) -> Option<u64> {
    let head = &document.tokens[noun.head as usize];
    if !matches!(head.tag, Tag::Noun | Tag::Adjective | Tag::Proper)
        || !is_label(document, noun) && noun.kind == NounKind::Name && noun.name.contains(noun.head)
    {
        return None;
    }
    Some(stem_hash(document.form(noun.head)) << 1 | u64::from(noun.number == 2))
}

/// The words of a phrase that tell it from another with the same head: adjectives, names, what depends on it.
pub(super) fn telling(document: &Document, noun: &NounPhrase, whole: TokenRange) -> Telling {
    let mut telling = Telling::default();
    // The name of a body tells it from others, that of a person leads to the person.
    let named = noun.classes.has(Classes::INSTITUTION);
    for at in whole.first..whole.end.min(noun.tokens.end + 6) {
        let token = &document.tokens[at as usize];
        if token.tag == Tag::Comma || telling.count as usize == telling.words.len() {
            break;
        }
        let counts = matches!(token.tag, Tag::Noun | Tag::Adjective | Tag::Proper)
            && at != noun.head
            && (named || !noun.name.contains(at));
        if counts {
            telling.words[telling.count as usize] = stem_hash(document.form(at)) as u32;
            telling.count += 1;
        }
    }
    telling
}

/// A hash of a whole name; no description has it.
pub(super) fn name_hash(name: &str) -> u64 {
    stem_hash(name) | 1 << 63
}

/// A hash of a word without accents, case and the ending of number and gender.
pub(super) fn stem_hash(word: &str) -> u64 {
    fold_hash(word.trim_end_matches(['s', 'x', 'e', 'S', 'X', 'E'])) >> 1
}

/// Whether two descriptions with the same head may mean the same: one says no more than the other.
pub(super) fn compatible(a: &Telling, b: &Telling) -> bool {
    a.says_no_more_than(b) || b.says_no_more_than(a)
}

pub(super) fn agree(a: u8, b: u8) -> bool {
    a == 0 || b == 0 || a == 3 || b == 3 || a == b
}

pub(super) fn kind(noun: &NounPhrase) -> EntityKind {
    let order = [
        (Classes::ANONYMOUS, EntityKind::Anonymous),
        (Classes::DOCUMENT, EntityKind::Document),
        (Classes::INSTITUTION, EntityKind::Institution),
        (Classes::FUNCTION, EntityKind::Person),
        (Classes::GROUP, EntityKind::Group),
    ];
    let found =
        order.into_iter().find(|&(class, _)| noun.classes.has(class)).map_or(EntityKind::Institution, |(_, kind)| kind);
    if found == EntityKind::Person && noun.number == 2 { EntityKind::Group } else { found }
}

/// The name of a body that begins with a common noun goes on with what depends on it, up to token `end`: *la Garde
/// côtière*, *Le Courrier des Alpes*.
pub(super) fn whole_title(document: &Document, noun: &NounPhrase, end: u32) -> TokenRange {
    let first = &document.tokens[noun.name.first as usize];
    let common = Classes::NOUN.with(Classes::INSTITUTION).with(Classes::GROUP).with(Classes::DOCUMENT);
    if noun.name.len() != 1 || !noun.determined || first.caps != Caps::First || !first.is(common) {
        return noun.name;
    }
    let mut last = noun.name.end;
    for at in noun.name.end..end {
        match document.tag(at) {
            Tag::Adjective | Tag::Noun | Tag::Proper | Tag::Within => last = at + 1,
            Tag::Of | Tag::Determiner => {}
            _ => break,
        }
    }
    TokenRange::new(noun.name.first, last)
}

/// The words of a description without its article.
pub(super) fn full_description<'d>(document: &'d Document, phrase: &FoundSource) -> &'d str {
    let mut first = phrase.tokens.first;
    while first + 1 < phrase.tokens.end && document.tokens[first as usize].tag == Tag::Determiner {
        first += 1;
    }
    let end = match &phrase.apposition {
        Some(_) => (first..phrase.tokens.end)
            .find(|&i| document.tokens[i as usize].tag == Tag::Comma)
            .unwrap_or(phrase.tokens.end),
        None => phrase.tokens.end,
    };
    document.words(TokenRange::new(first, end))
}

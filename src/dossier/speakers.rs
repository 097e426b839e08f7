//! Speakers: whether two reports give an utterance to the same voice, to kindred ones, or to two that differ.

use crate::analysis::{Analysis, Entity, EntityKind};
use crate::reading::Giver;
use crate::rules::{RulePack, WordSet};
use crate::text::{fold, folded_bytes};

/// How the sources of two attributions relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voices {
    /// One and the same.
    Same,
    /// One speaks for the other, or passes on what the other said.
    Kin,
    /// Two that differ.
    Other,
    /// It cannot be told: one is kept from the reader, is many, or may be several.
    Unknown,
}

/// How alike two spellings of one surname are at least, by Jaro-Winkler.
///
/// Ferhaoui/Ferraoui is 0.95, Djanouzakov/Janouzakov 0.97, Djanouzakov/Zhanuzakov 0.82; Rokaya/Budha, Kaba/Sanoussi and
/// the other pairs of different speakers of four dossiers stay below 0.6.
const SPELLING: f64 = 0.8;
/// How many letters two words share at their heads that are of one family: *préfète*, *préfecture*.
const STEM: usize = 5;

/// How many letters a particle has at most that begins a surname: *de*, *van*, *ben*.
const PARTICLE: usize = 3;

/// How the entity `a` of one report and the entity `b` of another relate, as sources.
#[must_use]
pub fn voices(a: (&Analysis, usize), b: (&Analysis, usize), rules: &RulePack) -> Voices {
    if std::ptr::eq(a.0, b.0) && a.1 == b.1 {
        return Voices::Same;
    }
    let (first, second) = (&a.0.entities[a.1], &b.0.entities[b.1]);
    if is_named(first) && is_named(second) {
        let (x, y) = (surname(&first.name), surname(&second.name));
        return if x == y || strsim::jaro_winkler(&x, &y) >= SPELLING { Voices::Same } else { Voices::Other };
    }
    let (mine, theirs) = (descriptions(a.0, first), descriptions(b.0, second));
    if rules.reports.role(&mine).is_some_and(|role| rules.reports.role(&theirs) == Some(role)) {
        return if is_named(first) || is_named(second) { Voices::Kin } else { Voices::Same };
    }
    let hidden = |entity: &Entity| matches!(entity.kind, EntityKind::Anonymous | EntityKind::Group);
    if hidden(first) || hidden(second) {
        return Voices::Unknown;
    }
    let passes_on = |text: &str| rules.reports.any(WordSet::Medium, text) || rules.reports.any(WordSet::Voice, text);
    let shared = shared(&stems(&mine), &stems(&theirs));
    if shared > 0 {
        // "Ministère de la Santé", "ministère de l'Intérieur": two bodies that share their kind are not one.
        let (few, many) = (stems(&first.name).len(), stems(&second.name).len());
        let person = is_named(first) || is_named(second);
        // "Le ministre des Transports" is whoever holds that office; "le ministre" may be another one.
        let (office, all) = if is_named(first) { (second, &mine) } else { (first, &theirs) };
        let held = stems(&office.name);
        if person && held.len() > 1 && shared_all(&held, all) {
            return Voices::Same;
        }
        return match shared >= few.min(many).max(1) {
            _ if person => Voices::Kin,
            true => Voices::Same,
            false => Voices::Other,
        };
    }
    // A capital or a seat of power stands for whoever holds it.
    let seat = first.kind == EntityKind::Place || second.kind == EntityKind::Place;
    if seat || passes_on(&mine) || passes_on(&theirs) || !is_body(first) && !is_body(second) {
        return Voices::Kin;
    }
    if first.kind == EntityKind::Person && !is_named(first) || second.kind == EntityKind::Person && !is_named(second) {
        return Voices::Unknown;
    }
    Voices::Other
}

/// How the givers of two figures relate; a giver that is only described is known by its words.
#[must_use]
pub fn givers(a: (&Analysis, Giver), b: (&Analysis, Giver), rules: &RulePack) -> Voices {
    if let (Giver::Named(first), Giver::Named(second)) = (a.1, b.1) {
        return voices((a.0, first), (b.0, second), rules);
    }
    let words = |(analysis, giver): (&Analysis, Giver)| match giver {
        Giver::Named(entity) => analysis.entities[entity].name.clone(),
        Giver::Described(span) => analysis.article.text[span].to_owned(),
        Giver::Told | Giver::Nobody => String::new(),
    };
    let (mine, theirs) = (words(a), words(b));
    if let (Some(mine), Some(theirs)) = (rules.reports.role(&mine), rules.reports.role(&theirs)) {
        return if mine == theirs { Voices::Same } else { Voices::Other };
    }
    let (first, second) = (stems(&mine), stems(&theirs));
    let few = first.len().min(second.len());
    if few > 0 && shared(&first, &second) == few { Voices::Same } else { Voices::Unknown }
}

/// How many stems both have.
fn shared(a: &[u64], b: &[u64]) -> usize {
    a.iter().filter(|stem| b.contains(stem)).count()
}

/// Whether all of `words` are among the stems of a description.
fn shared_all(words: &[u64], description: &str) -> bool {
    shared(words, &stems(description)) == words.len()
}

/// Whether an entity is a person known by name.
#[must_use]
pub fn is_named(entity: &Entity) -> bool {
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let mut words = entity.name.split_whitespace();
    // "Ministre des Transports" ends in a capital and is no name; "de Kersaint" is one.
    let begins = words.clone().next().is_some_and(|word| capital(word) || word.chars().count() <= PARTICLE);
    entity.kind == EntityKind::Person && begins && words.next_back().is_some_and(capital)
}

fn is_body(entity: &Entity) -> bool {
    matches!(entity.kind, EntityKind::Institution | EntityKind::Place | EntityKind::Document)
}

/// Everything an article calls an entity.
fn descriptions(analysis: &Analysis, entity: &Entity) -> String {
    let mut all = entity.name.clone();
    for &span in entity.mentions.iter().chain(&entity.offices) {
        all.push(' ');
        all.push_str(&analysis.article.text[span]);
    }
    all
}

/// The last word of a name, without accents and case.
fn surname(name: &str) -> String {
    let last = name.split_whitespace().next_back().unwrap_or_default();
    fold(last)
}

/// The heads of the longer words of a description, without accents and case, each as a number.
fn stems(text: &str) -> Vec<u64> {
    let mut stems = Vec::new();
    let (mut head, mut length) = (0, 0);
    for byte in folded_bytes(text).chain(*b" ") {
        if byte.is_ascii_alphabetic() {
            if length < STEM {
                head = head << 8 | u64::from(byte);
            }
            length += 1;
        } else {
            if length >= STEM {
                stems.push(head);
            }
            (head, length) = (0, 0);
        }
    }
    stems.sort_unstable();
    stems.dedup();
    stems
}

//! Entities: which phrases of an article mean the same person, body or document, and its fullest name.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::{SmallVec, smallvec};

use crate::analysis::EntityKind;
use crate::annotate::{NounKind, NounPhrase};
use crate::document::{Document, TokenRange};
use crate::rules::{Classes, RulePack};
use crate::text::{fold, fold_hash, one_line};

use super::calling::callings;
use super::description::{
    Telling, agree, compatible, full_description, is_label, kind, name_hash, names, person_name, role, telling,
    whole_title,
};
use super::found::FoundSource;
use super::frame::Mention;

/// Somebody or something that is named or meant.
#[derive(Clone, Debug)]
pub struct Being<'d> {
    /// The fullest name so far.
    pub name: Cow<'d, str>,
    /// What it is.
    pub kind: EntityKind,
    /// 1 masculine, 2 feminine, 3 either, 0 unknown.
    pub gender: u8,
    /// 1 singular, 2 plural, 0 unknown.
    pub number: u8,
    /// Whether a name, not a description, is known.
    pub named: bool,
    /// Whether the words for it say that it can speak.
    pub speaks: bool,
    /// The phrases that mean it.
    pub mentions: SmallVec<[TokenRange; 2]>,
    /// What it is said to be, as in [`crate::rules::Callings`].
    pub callings: u64,
    /// How many words its name has.
    words: usize,
    /// The first part of its name, as a hash of its plain letters.
    first: u64,
}

/// The entities of one article.
#[derive(Debug, Default)]
pub struct Beings<'d> {
    /// All of them, in the order of their first mention.
    pub all: Vec<Being<'d>>,
    /// Entities by the last word of their name, as a hash of its plain letters; so are the words and names below.
    surnames: FxHashMap<u64, SmallVec<[u32; 4]>>,
    /// Entities by the first word of their name.
    given: FxHashMap<u64, u32>,
    /// Entities by what they are called: office, body, group; with the words that tell one from another.
    pub(super) roles: FxHashMap<u64, SmallVec<[Role; 1]>>,
    /// Known names by their number in the rules.
    known: FxHashMap<u16, u32>,
    /// Countries by name, so that a capital finds its own.
    countries: FxHashMap<u64, u32>,
    /// The phrases in the order of the text, with their entities.
    order: Vec<(u32, u32)>,
    /// The phrases that name a person, in the order of the text.
    pub(super) people: Vec<(u32, u32)>,
    /// The same for subjects of clauses and sources alone.
    pub(super) actors: Vec<(u32, u32)>,
    /// The phrases for bodies and papers that act, in the order of the text.
    pub(super) bodies: Vec<(u32, u32)>,
    /// The phrases that act without a name, as far as they are entered.
    pub(super) nameless: Vec<(u32, u32)>,
    /// The people whose office the article tells.
    pub(super) offices: FxHashSet<u32>,
}

/// A description that leads to an entity.
#[derive(Clone, Debug)]
pub(super) struct Role {
    /// The entity.
    pub id: u32,
    /// The words that tell it from others with the same head.
    pub telling: Telling,
    /// Where it stands.
    token: u32,
}

/// How many entities that share a word are compared; a report seldom has three.
pub(super) const SHARED: usize = 8;
/// From this likeness on two given names before the same surname are spellings of one.
///
/// Jaro-Winkler of Ilham/Ilam is 0.95, Eric/Érik 0.88, Aleksandar/Alexandre 0.87; of Jean/Jeanne 0.89 the endings
/// tell a woman from a man, and Marie/Marine 0.97 is kept apart by the compared surname's bearers alone.
const SPELLING: f64 = 0.87;

/// Whether `noun` names whoever holds the office that `phrase` tells: *le porte-parole, le superintendant Kiran Lamsal*.
fn is_bearer(phrase: &FoundSource, noun: &NounPhrase) -> bool {
    let body = Classes::INSTITUTION.with(Classes::DOCUMENT);
    phrase.noun.name.is_empty()
        && phrase.noun.classes.has(Classes::FUNCTION)
        && noun.name.len() >= 2
        && noun.known.is_none()
        && !noun.classes.has(body)
}

/// How many words a name has.
fn count_words(name: &str) -> usize {
    1 + name.bytes().filter(|&byte| byte == b' ').count()
}

/// The first part of a name, up to a space or hyphen.
fn given(name: &str) -> &str {
    name.split([' ', '-']).next().unwrap_or_default()
}

impl<'d> Beings<'d> {
    /// The entity that the phrase beginning with `token` means.
    #[must_use]
    pub fn of(&self, token: u32) -> Option<usize> {
        let at = self.order.partition_point(|&(first, _)| first < token);
        self.order.get(at).filter(|&&(first, _)| first == token).map(|&(_, id)| id as usize)
    }

    /// Enters every phrase of the article: full names first, so that short ones find theirs wherever they stand.
    #[must_use]
    pub fn new(document: &'d Document, rules: &RulePack, mentions: &[&Mention], sources: &[u32]) -> Beings<'d> {
        let mut beings = Beings::default();
        beings.order.reserve(mentions.len() * 2);
        beings.all.reserve(mentions.len());
        beings.roles.reserve(mentions.len());
        for phrase in mentions.iter().map(|m| &m.phrase) {
            for noun in std::iter::once(&phrase.noun).chain(&phrase.apposition) {
                if (person_name(document, noun) || is_bearer(phrase, noun)) && noun.name.len() >= 2 {
                    beings.full_name(document, noun);
                }
            }
        }
        // Names first: a description may stand before the name it goes with.
        let named = |p: &&FoundSource| names(document, &p.noun) || p.apposition.is_some_and(|n| !n.name.is_empty());
        for phrase in mentions.iter().map(|m| &m.phrase).filter(named) {
            beings.enter(document, rules, phrase);
        }
        beings.order.sort_unstable();
        #[expect(clippy::iter_over_hash_type, reason = "every list is sorted in place, so the order does not show")]
        for list in beings.roles.values_mut() {
            list.sort_by_key(|role| role.token);
        }
        let people: Vec<(u32, u32)> = beings
            .order
            .iter()
            .copied()
            .filter(|&(_, id)| beings.all[id as usize].kind == EntityKind::Person)
            .collect();
        // Who acts in a sentence is described in the next one before somebody only mentioned is.
        let acts = |m: &Mention| m.subject || sources.binary_search(&m.phrase.noun.tokens.first).is_ok();
        for mention in mentions.iter().filter(|m| acts(m)) {
            let token = mention.phrase.noun.tokens.first;
            let Some(id) = beings.of(token) else { continue };
            match beings.all[id].kind {
                EntityKind::Person => beings.actors.push((token, id as u32)),
                EntityKind::Institution | EntityKind::Document => beings.bodies.push((token, id as u32)),
                _ => {}
            }
        }
        beings.people = people;
        for mention in mentions.iter().filter(|m| !named(&&m.phrase)) {
            let behind = beings.order.len();
            beings.enter(document, rules, &mention.phrase);
            if let Some(&entered) = beings.order.get(behind).filter(|_| acts(mention) && mention.phrase.noun.determined)
            {
                beings.nameless.push(entered);
            }
        }
        #[expect(clippy::stable_sort_primitive, reason = "two sorted runs, which this sort merges")]
        beings.order.sort();
        beings
    }

    /// A new entity without a name of its own.
    pub fn unnamed(&mut self, name: &'d str, kind: EntityKind, noun: &NounPhrase) -> usize {
        self.add(name.into(), kind, noun, false) as usize
    }

    /// Names a being after whose it is.
    pub fn owned(&mut self, being: usize, owner: usize) {
        let owner = self.all[owner].name.clone();
        let being = &mut self.all[being];
        if !being.name.ends_with(&*owner) {
            being.name = format!("{} ({owner})", being.name).into();
        }
    }

    /// The entity named last before `token` that `fits`, and where.
    #[must_use]
    pub fn last_before(&self, token: u32, fits: &dyn Fn(&Being<'_>) -> bool) -> Option<(u32, usize)> {
        let behind = self.order.partition_point(|&(at, _)| at < token);
        let before = self.order[..behind].iter().rev().take(24);
        before.map(|&(at, id)| (at, id as usize)).find(|&(_, id)| fits(&self.all[id]))
    }

    fn add(&mut self, name: Cow<'d, str>, kind: EntityKind, noun: &NounPhrase, named: bool) -> u32 {
        self.all.push(Being {
            words: count_words(&name),
            first: if named { fold_hash(given(&name)) } else { 0 },
            name,
            kind,
            gender: noun.gender,
            number: noun.number,
            named,
            speaks: noun.speaks(),
            mentions: SmallVec::new(),
            callings: 0,
        });
        self.all.len() as u32 - 1
    }

    /// Enters the full name of a person.
    fn full_name(&mut self, document: &'d Document, noun: &NounPhrase) -> u32 {
        let written = document.words(noun.name);
        let (first, last) = (document.form(noun.name.first), fold_hash(document.form(noun.name.end - 1)));
        if let Some(found) = self.by_surname(last, Some(first), noun) {
            let being = &mut self.all[found as usize];
            let words = written.split_whitespace().count();
            if words > being.words {
                being.words = words;
                being.name = one_line(written);
                being.first = fold_hash(given(&being.name));
            }
            if being.gender == 0 {
                being.gender = noun.gender;
            }
            return found;
        }
        // A name that a line end cuts is the same name.
        let id = self.add(one_line(written), EntityKind::Person, noun, true);
        self.surnames.entry(last).or_default().push(id);
        self.given.entry(fold_hash(first)).or_insert(id);
        id
    }

    /// The person of that surname; where a given name is known it must be a spelling of theirs.
    fn by_surname(&self, last: u64, first: Option<&str>, noun: &NounPhrase) -> Option<u32> {
        let shared = self.surnames.get(&last)?;
        let start = first.map_or(0, |first| fold_hash(given(first)));
        let fits = |id: u32| {
            let being = &self.all[id as usize];
            match first {
                Some(_) if being.first == start || being.words == 1 => true,
                Some(first) => {
                    let first = fold(first);
                    fold(given(&being.name)).starts_with(first.trim_end_matches('.')) && first.ends_with('.')
                        || strsim::jaro_winkler(&fold(being.name.split(' ').next().unwrap_or_default()), &first)
                            >= SPELLING
                }
                None => agree(being.gender, noun.gender),
            }
        };
        shared.iter().rev().take(SHARED).copied().find(|&id| fits(id))
    }

    fn enter(&mut self, document: &'d Document, rules: &RulePack, phrase: &FoundSource) {
        let call = |noun| Some((role(document, noun)?, telling(document, noun, phrase.tokens)));
        let own = call(&phrase.noun);
        let calling = callings(document, rules, &phrase.noun);
        let Some(id) = self.resolve(document, rules, phrase, own.as_ref(), calling) else { return };
        let beside = phrase.apposition.as_ref().map_or(0, |noun| callings(document, rules, noun));
        let being = &mut self.all[id as usize];
        being.callings |= calling | beside;
        being.mentions.push(phrase.noun.tokens);
        if being.gender == 0 || being.gender == 3 && phrase.noun.gender != 0 && being.kind == EntityKind::Person {
            being.gender = phrase.noun.gender;
        }
        self.order.push((phrase.noun.tokens.first, id));
        // What the phrase calls it leads back to it.
        let beside = phrase.apposition.as_ref().map(|noun| (noun, call(noun)));
        for (noun, called) in std::iter::once((&phrase.noun, own)).chain(beside) {
            let Some((role, telling)) = called else { continue };
            if noun.classes.has(Classes::FUNCTION) {
                self.offices.insert(id);
            }
            let list = self.roles.entry(role).or_default();
            // Called by less than before it is still told from others by all that was said.
            let before = list.iter().rev().take(SHARED).find(|last| last.id == id).map(|last| last.telling);
            let telling = before.filter(|before| telling.says_no_more_than(before)).unwrap_or(telling);
            if list.last().is_none_or(|last| last.id != id || last.telling != telling) {
                list.push(Role { id, telling, token: noun.tokens.first });
            }
        }
        if let Some(noun) = &phrase.apposition {
            self.order.push((noun.tokens.first, id));
        }
    }

    fn resolve(
        &mut self,
        document: &'d Document,
        rules: &RulePack,
        phrase: &FoundSource,
        own: Option<&(u64, Telling)>,
        calling: u64,
    ) -> Option<u32> {
        let demonym = |n: &NounPhrase| {
            n.determined
                && n.name.len() == 1
                && document.tokens[n.name.first as usize].is(Classes::DEMONYM)
                && n.known.is_none()
        };
        if demonym(&phrase.noun) && phrase.apposition.is_none() {
            if let Some(id) = self.described(document, rules, phrase, own, calling) {
                return Some(id);
            }
        }
        let named = [Some(&phrase.noun), phrase.apposition.as_ref()];
        let named = named.into_iter().flatten().find(|n| !n.name.is_empty() && !is_label(document, n));
        if let Some(noun) = named {
            if let Some(known) = noun.known.or(phrase.noun.known).filter(|_| noun.kind == NounKind::Name) {
                return Some(self.known(document, rules, known, noun));
            }
            let person = person_name(document, noun) || is_bearer(phrase, noun);
            if person || noun.kind == NounKind::Name && noun.known.is_none() {
                return Some(self.name(document, noun, phrase.tokens.end));
            }
        }
        let noun = &phrase.noun;
        if let Some(known) = noun.known {
            return Some(self.known(document, rules, known, noun));
        }
        Some(self.description(document, rules, phrase, own?, calling))
    }

    /// The entity of a name known beforehand; a capital means its country where the article names that.
    fn known(&mut self, document: &'d Document, rules: &RulePack, known: u16, noun: &NounPhrase) -> u32 {
        if let Some(&id) = self.known.get(&known) {
            return id;
        }
        let entry = &rules.known[known as usize];
        let country = fold_hash(&entry.name);
        if let Some(&id) = self.countries.get(&country).filter(|_| entry.kind == EntityKind::Place) {
            self.known.insert(known, id);
            if !entry.capital {
                let being = &mut self.all[id as usize];
                being.name = entry.name.to_string().into();
                (being.gender, being.number) = (entry.gender, entry.number);
            }
            return id;
        }
        // The name that the article gives, not the fullest there is.
        let name = if entry.kind == EntityKind::Place && !entry.capital {
            entry.name.to_string().into()
        } else {
            document.words(noun.name).into()
        };
        let id = self.add(name, entry.kind, noun, true);
        let being = &mut self.all[id as usize];
        (being.gender, being.number) = (entry.gender, entry.number);
        self.known.insert(known, id);
        if entry.kind == EntityKind::Place {
            self.countries.insert(country, id);
        }
        id
    }

    /// The entity of a phrase around a name, which ends at token `end`.
    fn name(&mut self, document: &'d Document, noun: &NounPhrase, end: u32) -> u32 {
        let name = document.words(noun.name);
        let last = fold_hash(document.form(noun.name.end - 1));
        let person = person_name(document, noun);
        if noun.name.len() >= 2 && person {
            return self.full_name(document, noun);
        }
        if let Some(id) = self.by_surname(last, None, noun) {
            return id;
        }
        if noun.name.len() == 1 {
            if let Some(&id) = self.given.get(&last) {
                return id;
            }
        }
        let key = name_hash(name);
        if let Some(role) = self.roles.get(&key).and_then(|list| list.first()) {
            return role.id;
        }
        let kind = if person { EntityKind::Person } else { EntityKind::Institution };
        let name = if person { name } else { document.words(whole_title(document, noun, end)) };
        let id = self.add(one_line(name), kind, noun, true);
        if person {
            self.surnames.entry(last).or_default().push(id);
        }
        self.roles.insert(key, smallvec![Role { id, telling: Telling::default(), token: noun.tokens.first }]);
        id
    }

    /// The entity of a phrase without a name: one called the same before, or later, or a new one.
    fn description(
        &mut self,
        document: &'d Document,
        rules: &RulePack,
        phrase: &FoundSource,
        own: &(u64, Telling),
        calling: u64,
    ) -> u32 {
        let (role, words) = own;
        let noun = &phrase.noun;
        let first = &document.tokens[noun.tokens.first as usize];
        let indefinite = first.is(Classes::INDEFINITE) && !first.is(Classes::CONTRACTION);
        if !indefinite {
            if let Some(list) = self.roles.get(role) {
                let fits = |role: &&Role| {
                    let being = &self.all[role.id as usize];
                    compatible(words, &role.telling)
                        && agree(being.number, noun.number)
                        && (being.kind != EntityKind::Person || agree(being.gender, noun.gender))
                };
                let behind = list.partition_point(|role| role.token < noun.tokens.first);
                let (before, after) = list.split_at(behind);
                let nearest =
                    before.iter().rev().take(SHARED).find(fits).or_else(|| after.iter().take(SHARED).find(fits));
                let bearer = list.first().filter(|first| {
                    let being = &self.all[first.id as usize];
                    being.named
                        && list.len() <= SHARED
                        && noun.number != 2
                        && list.iter().all(|role| role.id == first.id)
                        && agree(being.gender, noun.gender)
                });
                // Who is called so later, and otherwise, gives way to whoever was known before.
                let later = nearest.is_none() && behind == 0;
                let bearer = bearer.map(|role| role.id);
                let described = || self.described(document, rules, phrase, Some(own), calling);
                let before = if later && bearer.is_some() { described() } else { None };
                if let Some(id) = nearest.map(|role| role.id).or(before).or(bearer) {
                    let being = &mut self.all[id as usize];
                    if !being.named && phrase.tokens.len() as usize > being.words {
                        let fuller = full_description(document, phrase);
                        let words = count_words(fuller);
                        if words > being.words {
                            being.words = words;
                            being.name = fuller.into();
                        }
                    }
                    return id;
                }
            }
            if let Some(id) = self.described(document, rules, phrase, Some(own), calling) {
                return id;
            }
        }
        let name = full_description(document, phrase);
        self.add(name.into(), kind(noun), noun, false)
    }
}

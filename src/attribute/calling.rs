//! Who is described: phrases without a name that call somebody known by what he, she or it is.

use crate::analysis::EntityKind;
use crate::annotate::NounPhrase;
use crate::document::{Document, Tag, TokenKind, TokenRange};
use crate::rules::{Classes, RulePack};

use super::description::{Telling, agree, compatible, telling};
use super::entity::{Being, Beings, SHARED};
use super::found::FoundSource;

/// How many tokens an expression such as *représentante du ministère public* may have from its head on.
const LONGEST: u32 = 4;
/// How many earlier phrases are asked for an age; those between a name and the age's mention are few.
const AGED: usize = 24;

/// The callings that the words of a phrase tell, but for those of its name.
pub(super) fn callings(document: &Document, rules: &RulePack, noun: &NounPhrase) -> u64 {
    let mut told = 0;
    let mut at = noun.tokens.first;
    while at < noun.tokens.end {
        let token = &document.tokens[at as usize];
        let tells = token.word.calling != 0
            && matches!(token.tag, Tag::Noun | Tag::Title | Tag::Adjective)
            && !noun.name.contains(at);
        let (set, end) = match tells.then(|| longer(document, rules, at)).flatten() {
            Some(longer) => longer,
            None => (if tells { rules.callings.of(token.word) } else { 0 }, at + 1),
        };
        told |= set;
        at = end;
    }
    told
}

/// The callings of the longest expression around the word at token `at`, and where it ends.
fn longer(document: &Document, rules: &RulePack, at: u32) -> Option<(u64, u32)> {
    let told = |first: u32, end: u32| Some((rules.callings.longer(document.words(TokenRange::new(first, end)))?, end));
    if at > 0 && document.tag(at - 1) == Tag::Adjective {
        if let Some(found) = told(at - 1, at + 1) {
            return Some(found);
        }
    }
    if !matches!(document.tag(at + 1), Tag::Of | Tag::Adjective | Tag::Preposition) {
        return None;
    }
    let least = document.tokens.len() as u32;
    let behind = (2..=LONGEST).rev().filter(|length| at + length <= least);
    behind.filter_map(|length| told(at, at + length)).find(|&(set, _)| set != 0)
}

/// A phrase without a name, and what it tells.
struct Described<'a> {
    noun: &'a NounPhrase,
    calling: u64,
    former: bool,
    role: Option<u64>,
    telling: Telling,
}

impl Beings<'_> {
    /// The being known before that a phrase such as *le chercheur*, *cette élue* or *l'organisme* describes.
    ///
    /// `own` and `calling` are what its words tell: role and telling words, where it has a role, and [`callings`].
    pub(super) fn described(
        &self,
        document: &Document,
        rules: &RulePack,
        phrase: &FoundSource,
        own: Option<&(u64, Telling)>,
        calling: u64,
    ) -> Option<u32> {
        let noun = &phrase.noun;
        let first = &document.tokens[noun.tokens.first as usize];
        if noun.number == 2 || !noun.determined || first.is(Classes::POSSESSIVE) {
            return None;
        }
        let described = Described {
            noun,
            calling,
            former: (noun.tokens.first..noun.head).any(|at| rules.callings.is_former(document.form(at))),
            role: own.map(|&(role, _)| role),
            telling: own.map_or_else(|| telling(document, noun, phrase.tokens), |&(_, telling)| telling),
        };
        let body = Classes::INSTITUTION.with(Classes::DOCUMENT);
        if noun.classes.has(body) && !noun.classes.has(Classes::FUNCTION) {
            // With a complement it is a body of its own: "l'association des pêcheurs".
            let small = !document.tokens[noun.head as usize].is_capital() || noun.head == noun.tokens.first;
            let alone = small && phrase.tokens.end == noun.tokens.end && phrase.apposition.is_none();
            return if alone { self.body(&described) } else { None };
        }
        self.person(document, rules, &described)
    }

    /// The person described.
    fn person(&self, document: &Document, rules: &RulePack, described: &Described<'_>) -> Option<u32> {
        let noun = described.noun;
        let head = &document.tokens[noun.head as usize];
        let first = &document.tokens[noun.tokens.first as usize];
        let pointing = first.is(Classes::DEMONSTRATIVE) && noun.classes.has(Classes::FUNCTION);
        let office = noun.classes.has(Classes::FUNCTION) && noun.name.is_empty();
        let excluded = rules.callings.excluded(described.calling);
        let calls = excluded.is_some()
            || head.is(Classes::DESCRIPTIVE)
            || head.is(Classes::DEMONYM) && head.tag != Tag::Adjective && first.is(Classes::DETERMINER)
            || described.former && office
            || pointing;
        if !(calls || office || described.calling != 0) {
            return None;
        }
        let token = noun.tokens.first;
        let agrees = |id: u32| agree(self.all[id as usize].gender, noun.gender);
        let acting = &self.actors[..self.actors.partition_point(|&(at, _)| at < token)];
        let near = || acting.iter().rev().map(|&(_, id)| id).filter(|&id| agrees(id)).take(SHARED);
        let (before, after) = self.people.split_at(self.people.partition_point(|&(at, _)| at < token));
        if let Some(least) = rules.callings.decade(document.form(noun.head)) {
            let aged = before.iter().rev().take(AGED).find(|&&(at, id)| {
                agrees(id) && age(document, rules, at).is_some_and(|age| (least..least + 10).contains(&age))
            });
            if let Some(&(_, id)) = aged {
                return Some(id);
            }
        }
        if described.calling != 0 {
            let shares = |id: &u32| {
                self.all[*id as usize].callings & described.calling != 0 && !self.contradicts(*id, described)
            };
            let mentioned = || before.iter().rev().map(|&(_, id)| id).filter(|&id| agrees(id)).take(SHARED);
            if let Some(id) = near().find(shares).or_else(|| mentioned().find(shares)) {
                return Some(id);
            }
        }
        if !calls {
            // An office nobody was said to hold is that of somebody whose office is not told.
            let last = near().next().filter(|_| office)?;
            let open = described.calling == 0 || self.all[last as usize].callings == 0;
            return (open && !self.offices.contains(&last)).then_some(last);
        }
        // "Un chauffeur …. Cet homme": somebody without a name who acted since.
        if calls && described.calling == 0 {
            let last = acting.iter().rev().find(|&&(_, id)| agrees(id)).map_or(0, |&(at, _)| at);
            let behind = self.nameless.partition_point(|&(at, _)| at < token);
            let newer = self.nameless[..behind].iter().rev().take(SHARED).take_while(|&&(at, _)| at > last);
            let person = |id: u32| {
                let being = &self.all[id as usize];
                being.kind == EntityKind::Person && being.number != 2 && agree(being.gender, noun.gender)
            };
            if let Some(&(_, id)) = newer.into_iter().find(|&&(_, id)| person(id)) {
                return Some(id);
            }
        }
        // Somebody of another calling is meant only where nobody else is.
        let open = |id: &u32| {
            let own = self.all[*id as usize].callings;
            described.calling == 0 || described.former || own & excluded.unwrap_or(u64::MAX) == 0
        };
        near()
            .find(open)
            .or_else(|| near().next())
            .or_else(|| before.iter().rev().take(SHARED).map(|&(_, id)| id).find(|&id| agrees(id)))
            .or_else(|| after.first().map(|&(_, id)| id).filter(|&id| agrees(id)))
    }

    /// The body or paper described: the last one that acted and is called likewise, or by its name alone.
    fn body(&self, described: &Described<'_>) -> Option<u32> {
        if described.calling == 0 {
            return None;
        }
        let token = described.noun.tokens.first;
        let fits = |being: &Being<'_>| match being.kind {
            EntityKind::Document | EntityKind::Institution => {
                being.callings & described.calling != 0
                    || being.callings == 0
                        && being.named
                        && being.kind == EntityKind::Institution
                        && !described.noun.classes.has(Classes::DOCUMENT)
            }
            _ => false,
        };
        // "l'agence onusienne": what is told besides may be another one's, unless that one acted just before.
        let reach = if described.telling == Telling::default() { SHARED } else { 2 };
        let last = |list: &[(u32, u32)]| {
            let behind = list.partition_point(|&(at, _)| at < token);
            list[..behind].iter().rev().take(reach).find(|&&(_, id)| fits(&self.all[id as usize])).copied()
        };
        last(&self.bodies).max(last(&self.nameless)).map(|(_, id)| id)
    }

    /// Whether somebody holds the office described, but another one of the kind: *le ministre de l'Intérieur*.
    fn contradicts(&self, id: u32, described: &Described<'_>) -> bool {
        let Some(list) = described.role.and_then(|role| self.roles.get(&role)) else { return false };
        let mut own = list.iter().rev().take(SHARED).filter(|role| role.id == id).peekable();
        own.peek().is_some() && own.all(|role| !compatible(&described.telling, &role.telling))
    }
}

/// The age told behind the phrase that begins with token `at`: *Anne Brel, 54 ans*, *Anne Brel (54 ans)*.
fn age(document: &Document, rules: &RulePack, at: u32) -> Option<u8> {
    let end = (at + 12).min((document.tokens.len() as u32).saturating_sub(1));
    let years = (at + 1..end).take_while(|&i| document.tag(i) != Tag::Stop).find(|&i| {
        document.tokens[i as usize].kind == TokenKind::Number && rules.callings.is_years(document.form(i + 1))
    })?;
    document.form(years).parse().ok()
}

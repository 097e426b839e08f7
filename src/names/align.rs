//! Who is who across reports: entities and other names aligned, without comparing all pairs.

use std::collections::BTreeMap;

use crate::analysis::{Analysis, Bearer, Name};
use crate::rules::RulePack;
use crate::text::Span;

use super::{Circumstances, Office, Verdict, Written, compare, same_office};

/// One bearer of a name in the reports it is named in.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Where it is named, in the order of the reports.
    pub members: Vec<Member>,
}

/// A bearer of a name within one report.
#[derive(Clone, Debug)]
pub struct Member {
    /// The place of the report among those aligned.
    pub report: usize,
    /// The place of the entity in that report's entities, where it is one.
    pub entity: Option<usize>,
    /// Where the spelling stands first: a place in the report's names.
    pub name: usize,
    /// The spelling that introduces it: the first full one.
    pub spelling: String,
    /// Whether it is a person.
    pub person: bool,
    /// The offices told of it, and where.
    pub offices: Vec<(Span, Office)>,
}

/// How many identities of one block a member is compared with: surnames shared by more people stay apart.
const SHARED: usize = 16;

/// How many of the members met last an office is compared with.
const RECENT: usize = 48;

/// An identity under way: the spellings met so far stand for all its members.
struct Growing {
    members: Vec<Member>,
    /// Whether one of them is a person.
    person: bool,
    spellings: Vec<Written>,
}

/// The bearers of names in `reports`, each with where it is named; linear in the names.
///
/// A person of whom a report gives the surname alone is aligned where one spelling of the surname and an office agree.
#[must_use]
pub fn align(reports: &[&Analysis], rules: &RulePack) -> Vec<Identity> {
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut growing: Vec<Growing> = Vec::new();
    for (report, analysis) in reports.iter().enumerate() {
        for member in members(report, analysis, rules) {
            let written = Written::new(&member.spelling, rules);
            let keys = written.blocks();
            let mut best: Option<(Verdict, usize)> = None;
            for &id in keys.iter().flat_map(|key| blocks.get(key).into_iter().flatten().take(SHARED)) {
                let verdict = fits(&growing[id], &member, &written, rules);
                if verdict < Verdict::Different && best.is_none_or(|(least, _)| verdict < least) {
                    best = Some((verdict, id));
                }
            }
            let id = best.map_or(growing.len(), |(_, id)| id);
            for key in keys {
                let block = blocks.entry(key).or_default();
                if !block.contains(&id) && block.len() < SHARED {
                    block.push(id);
                }
            }
            if let Some(found) = growing.get_mut(id) {
                found.person |= member.person;
                found.members.push(member);
                if found.spellings.iter().all(|other| other.folded() != written.folded()) {
                    found.spellings.push(written);
                }
            } else {
                growing.push(Growing { person: member.person, members: vec![member], spellings: vec![written] });
            }
        }
    }
    growing.into_iter().map(|found| Identity { members: found.members }).collect()
}

/// How well `member` fits the members met so far.
fn fits(found: &Growing, member: &Member, written: &Written, rules: &RulePack) -> Verdict {
    let person = member.person || found.person;
    let shared = |other: &Member| share_office(&other.offices, &member.offices);
    // Two people of two reports are told apart by one letter of the surname, unless their office is the same.
    let office = found.members.iter().rev().take(RECENT).filter_map(shared).max().or(Some(false));
    let mut best = Verdict::Different;
    for spelling in &found.spellings {
        let bare = person && (written.given == 0) != (spelling.given == 0);
        let verdict = compare(written, spelling, rules, Circumstances { person, office }).verdict;
        if bare && office != Some(true) && verdict != Verdict::Same {
            continue;
        }
        best = best.min(verdict);
    }
    best
}

/// The bearers of names in one report, by their entities or else their spellings.
fn members(report: usize, analysis: &Analysis, rules: &RulePack) -> Vec<Member> {
    let mut places: BTreeMap<(Option<usize>, String), usize> = BTreeMap::new();
    let mut members: Vec<Member> = Vec::new();
    for (at, name) in analysis.names.iter().enumerate().filter(|(_, name)| is_open(name, rules)) {
        let person = name.bearer == Bearer::Person;
        let key = match name.entity.filter(|_| person) {
            Some(entity) => (Some(entity), String::new()),
            None => (None, Written::new(&name.text, rules).folded()),
        };
        if let Some(&place) = places.get(&key) {
            let member = &mut members[place];
            if person && is_fuller(name, &analysis.names[member.name], rules) {
                member.name = at;
                member.spelling.clone_from(&name.text);
            }
            continue;
        }
        places.insert(key, members.len());
        let entity = name.entity.filter(|_| person);
        let offices = entity.map_or_else(Vec::new, |entity| offices(analysis, entity, rules));
        members.push(Member { report, entity, name: at, spelling: name.text.clone(), person, offices });
    }
    members
}

/// Whether how a name is spelled is open: the spellings of places and bodies that the rules know are all in order.
#[must_use]
pub fn is_open(name: &Name, rules: &RulePack) -> bool {
    name.bearer != Bearer::Known || rules.names.has_aliases(&Written::new(&name.text, rules).folded())
}

/// Whether a later name gives what the first one leaves out: the given name.
fn is_fuller(name: &Name, first: &Name, rules: &RulePack) -> bool {
    Written::new(&first.text, rules).given == 0 && Written::new(&name.text, rules).given > 0
}

/// The offices told of an entity, and where.
#[must_use]
pub fn offices(analysis: &Analysis, entity: usize, rules: &RulePack) -> Vec<(Span, Office)> {
    let entity = analysis.entities.get(entity);
    let spans = entity.map_or(&[][..], |entity| &entity.offices);
    spans.iter().map(|&span| (span, Office::new(&analysis.article.text[span], rules))).collect()
}

/// Whether two people are told to hold the same office; none where nothing is told of one of them.
#[must_use]
pub fn share_office(a: &[(Span, Office)], b: &[(Span, Office)]) -> Option<bool> {
    let told = !a.is_empty() && !b.is_empty();
    told.then(|| a.iter().any(|(_, one)| b.iter().any(|(_, other)| same_office(one, other))))
}

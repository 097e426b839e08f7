//! Figures settled by one another: parts and wholes, numbers without a noun, lists.

use std::sync::Arc;

use super::{Count, Elided, Reader};
use crate::analysis::State;
use crate::document::{Tag, TokenKind};
use crate::rules::{Classes, Counted, Parts};
use crate::text::lowered;

/// How many sentences back the people may have been counted that a number without a noun counts.
const SENTENCES: u32 = 3;
/// How many figures back: a sentence may hold any number of them.
const COUNTS: usize = 30;
/// How far back the noun is looked for that a number without one counts, in tokens.
const TOKENS: u32 = 40;

impl Reader<'_> {
    /// Settles what the counts are of and what happened to the people; drops those that turn out to be none.
    pub(super) fn settle(&self, counts: &mut Vec<Count>) {
        if counts.is_empty() {
            return;
        }
        for at in 0..counts.len() {
            if counts[at].people && !counts[at].lasting {
                if let Some(state) = self.told(counts, at).filter(|&state| overrules(state, counts[at].state)) {
                    counts[at].state = Some(state);
                    counts[at].told = true;
                }
            }
        }
        self.drop_articles(counts);
        let mut kept: Vec<Count> = Vec::with_capacity(counts.len());
        // Where a number refers to the figure behind it: the place of the one that refers.
        let mut waiting: Option<usize> = None;
        for mut count in counts.drain(..) {
            if !self.refer(&mut count, &kept) {
                waiting = None;
                continue;
            }
            self.belong(&mut count, &kept);
            let place = kept.len();
            if let Some(part) = waiting.take().filter(|&part| count.first <= kept[part].tokens.end + 3) {
                let part: &mut Count = &mut kept[part];
                part.population.clone_from(&count.population);
                part.state = if part.told { part.state } else { count.state };
                (part.people, part.part_of) = (count.people, Some(place));
                part.unit.clone_from(&count.unit);
            }
            if count.elided == Some(Elided::Behind) {
                waiting = Some(place);
            }
            kept.push(count);
        }
        if waiting.is_some() {
            kept.pop();
        }
        same_currency(&mut kept);
        *counts = kept;
    }

    /// Drops *un homme* and the like where the article is no number.
    fn drop_articles(&self, counts: &mut Vec<Count>) {
        let listed: Vec<bool> = (0..counts.len())
            .map(|at| {
                let count = &counts[at];
                if !count.single {
                    return true;
                }
                let toll =
                    matches!(count.state, Some(State::Killed | State::Injured | State::Missing | State::Hostage));
                let beside = |some: usize, other: usize| {
                    let numbers = !counts[some].single || !counts[other].single;
                    numbers
                        && counts[some].people
                        && counts[other].people
                        && self.joint(&counts[some], &counts[other]) == Joint::And
                };
                toll && (count.lasting || count.told)
                    || at > 0 && beside(at - 1, at)
                    || at + 1 < counts.len() && beside(at, at + 1)
            })
            .collect();
        let mut listed = listed.into_iter();
        counts.retain(|_| listed.next().unwrap_or(true));
    }

    /// What stands between two counts.
    fn joint(&self, some: &Count, other: &Count) -> Joint {
        if other.first < some.tokens.end || other.first - some.tokens.end > 3 {
            return Joint::None;
        }
        let mut joint = Joint::None;
        for at in some.tokens.end..other.first {
            let token = &self.document.tokens[at as usize];
            joint = match (token.tag, joint) {
                (Tag::Comma, Joint::None) => Joint::Comma,
                (Tag::Coordinator, Joint::None) => Joint::And,
                (Tag::Coordinator, Joint::Comma) => Joint::CommaAnd,
                (Tag::Of | Tag::Preposition, joint) if joint != Joint::None => joint,
                (Tag::Adjective | Tag::Participle, Joint::None) => Joint::None,
                _ => return Joint::None,
            };
        }
        joint
    }

    /// Finds what a count without a noun counts; whether it is a figure.
    fn refer(&self, count: &mut Count, kept: &[Count]) -> bool {
        let whole = |kept: &[Count]| Reader::whole(count, kept).map(|at| kept[at].clone());
        let found = match count.elided {
            None => return true,
            Some(Elided::Behind) => return true,
            Some(Elided::People) => {
                count.state.get_or_insert(State::Other);
                return true;
            }
            Some(Elided::Before) => self.named_among(count).or_else(|| whole(kept)),
            Some(Elided::Money) => money_before(count, kept),
            Some(Elided::They) => {
                let found = alike(count, kept).or_else(|| self.noun_before(count, kept, true));
                if found.is_none() {
                    count.state.get_or_insert(State::Other);
                    return true;
                }
                found
            }
            Some(Elided::Noun) => self.noun_before(count, kept, false),
        };
        let Some(mut found) = found else { return false };
        // "douze personnes ont été tuées et 30 ont fui": a verb of its own tells of others.
        let amid = count.subset || kept.last().is_some_and(|last| self.is_amid(count, last));
        if count.elided == Some(Elided::Before) && found.told && !found.lasting && !amid {
            found.state = Some(State::Other);
        }
        count.population = found.population;
        count.people = found.people;
        (count.unit, count.money) = (found.unit, found.money);
        if !count.told {
            count.state = found.state;
            (count.told, count.lasting) = (found.told, found.lasting);
        }
        true
    }

    /// The place of the figure that a count without a noun, or a part, refers to: the last one that is large enough.
    fn whole(count: &Count, kept: &[Count]) -> Option<usize> {
        let least = if count.subset { count.interval.low.unwrap_or(0.0) } else { 0.0 };
        let fits = |other: &Count| other.interval.high.is_none_or(|high| high >= least) && other.unit.is_none();
        // What is named as a part without a noun may be things: "112 feux sont actifs, dont 17 hors de contrôle".
        let any = count.subset && count.elided.is_some() && !count.told;
        let same = |other: &Count| count.sentence == other.sentence;
        let mut before = kept.iter().enumerate().rev().take(COUNTS);
        let fitting = before.find(|(_, other)| (other.people || any && same(other)) && fits(other));
        // "Sept morts, dont neuf guides": nothing else can be meant, though it cannot be.
        let alone = || {
            let mut near = kept.iter().enumerate().rev().take_while(|(_, other)| same(other) && other.people);
            near.next().filter(|_| count.subset && near.next().is_none())
        };
        let found = fitting.or_else(alone)?;
        (count.sentence - found.1.sentence < SENTENCES).then_some(found.0)
    }

    /// Whether a count tells some of those apart who are counted before it: *sur les 47 interpellés, onze*.
    fn is_amid(&self, count: &Count, last: &Count) -> bool {
        let near = last.sentence == count.sentence && count.first <= last.behind + 2;
        let amid = |at: u32| self.parts(at).has(Parts::PARMI);
        near && count.elided.is_some() && last.people && last.first.checked_sub(1).is_some_and(amid)
    }

    /// The place of the figure that a count is listed under: *13 morts (neuf civils et quatre militaires)*.
    fn apposed(&self, count: &Count, kept: &[Count]) -> Option<usize> {
        let at = kept.len().checked_sub(1)?;
        let whole = &kept[at];
        if !whole.people || count.lasting || count.elided.is_some() || whole.sentence != count.sentence {
            return None;
        }
        let large = |least: f64| whole.interval.high.is_none_or(|high| high > least);
        let general = whole.lasting || whole.elided.is_some();
        let between = self.document.tokens.get(whole.behind as usize..count.first as usize)?;
        let opens = matches!(between, [token] if token.tag == Tag::Open);
        let apposed = general
            && between.len() < 8
            && between.last().is_some_and(|token| matches!(token.tag, Tag::Comma | Tag::Colon))
            && !between.iter().any(|token| matches!(token.tag, Tag::Finite | Tag::Coordinator | Tag::Close));
        (large(count.interval.low.unwrap_or(0.0)) && (opens || apposed)).then_some(at)
    }

    /// The people of whom the sentence tells some apart, as if they were counted: *parmi les adhérents, plusieurs*.
    fn named_among(&self, count: &Count) -> Option<Count> {
        let first = self.document.sentences[count.sentence as usize].tokens.first;
        let parmi = (first..count.first).rev().take(TOKENS as usize).find(|&at| self.parts(at).has(Parts::PARMI))?;
        let noun = (parmi + 1..count.first.min(parmi + 4)).find_map(|at| self.word(at).noun)?;
        let noun = &self.rules.figures.nouns[noun as usize];
        let Counted::People(state, lasting) = noun.counted else { return None };
        let population = Some(Arc::clone(&noun.singular));
        Some(Count { population, people: true, unit: None, state: Some(state), lasting, told: false, ..count.clone() })
    }

    /// The nearest noun in the plural before a count, as if it were counted.
    fn noun_before(&self, count: &Count, kept: &[Count], people: bool) -> Option<Count> {
        let mut others = kept.iter().rev().peekable();
        for at in (count.first.saturating_sub(TOKENS)..count.first).rev() {
            while others.next_if(|other| other.tokens.first > at).is_some() {}
            if let Some(other) = others.peek().filter(|other| other.tokens.contains(at)) {
                if !people {
                    return Some((*other).clone());
                }
                continue;
            }
            let token = &self.document.tokens[at as usize];
            let form = self.document.form(at);
            let plural = token.kind == TokenKind::Word && form.ends_with(['s', 'x']) && form.len() > 3;
            if !plural {
                continue;
            }
            let mut found = Count { told: false, ..count.clone() };
            if let Some(noun) = self.word(at).noun {
                let noun = &self.rules.figures.nouns[noun as usize];
                found.population = Some(Arc::clone(&noun.singular));
                match noun.counted {
                    Counted::People(state, lasting) => (found.state, found.lasting) = (Some(state), lasting),
                    _ => continue,
                }
                return Some(found);
            }
            let singular = at > 0 && {
                let before = &self.document.tokens[at as usize - 1];
                before.is(Classes::DETERMINER) && before.word.number == 1
            };
            if !matches!(token.tag, Tag::Noun) || singular {
                continue;
            }
            let person = token.is(Classes::FUNCTION.with(Classes::GROUP));
            if people && !person {
                continue;
            }
            found.population = Some(self.rules.figures.singular(&lowered(form)).into());
            (found.people, found.state) = (person, None);
            return Some(found);
        }
        None
    }

    /// Finds the whole a count is a part of, and what it has in common with what it is listed with.
    fn belong(&self, count: &mut Count, kept: &[Count]) {
        let Some(last) = kept.last() else { return };
        if !count.people {
            if count.subset && count.elided.is_some() {
                count.part_of = Reader::whole(count, kept);
            }
            return;
        }
        let joint = self.joint(last, count);
        if count.subset || self.is_amid(count, last) {
            count.part_of = Reader::whole(count, kept);
        } else if let Some(whole) = self.apposed(count, kept) {
            count.part_of = Some(whole);
        } else if count.same && last.people && count.sentence - last.sentence < 2 {
            count.state = if count.told { count.state } else { last.state };
            count.told |= last.told || last.lasting;
            return;
        } else if last.people && matches!(joint, Joint::And | Joint::Comma) && !(count.lasting && last.lasting) {
            let same = |other: &Count| last.part_of.is_none_or(|whole| kept[whole].state != other.state);
            if !(count.lasting && same(count)) {
                count.part_of = last.part_of.filter(|_| last.elided != Some(Elided::Behind));
            }
        }
        if count.told || count.lasting {
            return;
        }
        let soft = matches!(count.state, None | Some(State::Other));
        let whole = count.part_of.map(|whole| &kept[whole]).filter(|whole| whole.told || whole.lasting || soft);
        let listed =
            Some(last).filter(|last| last.people && last.told && joint != Joint::None && joint != Joint::Comma);
        if let Some(other) = whole.or(listed) {
            count.state = other.state;
            count.told = true;
        }
    }
}

/// The sum of money named last, for one without its currency.
fn money_before(count: &Count, kept: &[Count]) -> Option<Count> {
    let near = |other: &&Count| count.sentence - other.sentence < SENTENCES;
    kept.iter().rev().take(COUNTS).take_while(near).find(|other| other.money).cloned()
}

/// The people counted before that a pronoun most likely stands for: counted in like numbers.
fn alike(count: &Count, kept: &[Count]) -> Option<Count> {
    let size = |count: &Count| count.interval.low.or(count.interval.high).unwrap_or(1.0).max(1.0);
    let apart = |other: &Count| (size(other) / size(count)).ln().abs();
    let near = |other: &&Count| count.sentence - other.sentence < SENTENCES;
    let people = kept.iter().rev().take(COUNTS).take_while(near).filter(|other| other.people);
    let best = people.min_by(|a, b| apart(a).total_cmp(&apart(b)))?;
    // Ten times as many are others.
    (apart(best) < 10_f64.ln()).then(|| best.clone())
}

/// Whether what is told overrules what the noun says: that people are there does not tell what they are, and hostages
/// who are freed were not in custody.
pub(super) fn overrules(told: State, said: Option<State>) -> bool {
    match told {
        State::Demonstrating | State::SoldiersPolice => matches!(said, None | Some(State::Other | State::Members)),
        State::Arrested => said != Some(State::Hostage),
        _ => true,
    }
}

/// What stands between two counts of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// Something else.
    None,
    Comma,
    And,
    CommaAnd,
}

/// A currency named without its country is the one the article named with it last.
fn same_currency(counts: &mut [Count]) {
    let mut named: Vec<(Arc<str>, Arc<str>)> = Vec::new();
    for count in counts {
        let (Some(unit), Some(population)) = (&mut count.unit, &count.population) else { continue };
        match named.iter().position(|(noun, _)| noun == population) {
            Some(at) if count.qualified => named[at].1 = Arc::clone(unit),
            Some(at) => *unit = Arc::clone(&named[at].1),
            None if count.qualified => named.push((Arc::clone(population), Arc::clone(unit))),
            None => {}
        }
    }
}

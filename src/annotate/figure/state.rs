//! What the words around a count say happened to the people: verbs, participles, nouns.

use super::{Count, Reader};
use crate::analysis::State;
use crate::document::Tag;
use crate::rules::{Classes, Counted, Deed, Meaning, Parts};

/// How far behind a count its verb is looked for, in tokens.
const REACH: u32 = 40;
/// How long a verb group with its adverbs gets, in tokens.
const GROUP: u32 = 10;

impl Reader<'_> {
    /// What the verb at `at` says of people counted.
    pub(super) fn deeds(&self, at: u32) -> &[Deed] {
        self.document.token(at).map_or(&[], |token| self.rules.figures.deeds(token.word.verb))
    }

    /// What the words around `counts[at]` say happened to the people.
    pub(super) fn told(&self, counts: &[Count], at: usize) -> Option<State> {
        let count = &counts[at];
        let end = self.document.sentences[count.sentence as usize].tokens.end;
        self.beside(count.behind, end)
            .or_else(|| self.object(count))
            .or_else(|| self.subject(counts, at, end))
            .or_else(|| self.among(count))
    }

    /// What the participle or adjective written on to the noun says.
    pub(super) fn beside(&self, from: u32, end: u32) -> Option<State> {
        for at in from..end.min(from + 5) {
            if let Some((_, Meaning::State(state))) = self.phrase_behind(at) {
                return Some(state);
            }
            let participle =
                self.document.token(at).is_some_and(|token| token.is(Classes::PARTICIPLE) && token.is_word());
            let tag = if participle && self.document.tag(at) != Tag::Finite {
                Tag::Participle
            } else {
                self.document.tag(at)
            };
            if !matches!(tag, Tag::Adjective | Tag::Adverb | Tag::Participle | Tag::Noun | Tag::Quote | Tag::Within) {
                return None;
            }
            if let Some(state) = self.word(at).adjective {
                return Some(self.merged(state, at));
            }
            if tag == Tag::Participle {
                if let Some(deed) = self.deeds(at).iter().find(|deed| self.follows(deed, at, end)) {
                    return Some(self.merged(deed.state, at));
                }
            }
            if tag == Tag::Noun {
                return None;
            }
        }
        None
    }

    /// What happened to people who were *tuées ou blessées*: the participle at `at` says `state`.
    fn merged(&self, state: State, at: u32) -> State {
        let toll = |state| matches!(state, State::Killed | State::Injured);
        if !toll(state) || self.document.tag(at + 1) != Tag::Coordinator {
            return state;
        }
        let deed = self.deeds(at + 2).first().filter(|deed| deed.with.is_empty()).map(|deed| deed.state);
        match self.word(at + 2).adjective.or(deed) {
            Some(other) if toll(other) && other != state => State::Victims,
            _ => state,
        }
    }

    /// Whether the words that a deed needs stand behind its verb at `at`.
    fn follows(&self, deed: &Deed, at: u32, end: u32) -> bool {
        if deed.with.is_empty() {
            return true;
        }
        let first =
            (at + 1..end.min(at + 4)).find(|&next| !matches!(self.document.tag(next), Tag::Adverb | Tag::Negation));
        first.is_some_and(|first| deed.with.iter().enumerate().all(|(i, &word)| self.form(first + i as u32) == word))
    }

    /// What the verb says whose object the count is, or its subject behind it.
    fn object(&self, count: &Count) -> Option<State> {
        let first = self.document.sentences[count.sentence as usize].tokens.first;
        let mut at = count.first;
        while at > first && count.first - at < 3 && matches!(self.document.tag(at - 1), Tag::Adverb | Tag::Quote) {
            at -= 1;
        }
        let verb = at.checked_sub(1).filter(|&verb| verb >= first)?;
        let participle = self.document.token(verb).is_some_and(|token| token.is(Classes::PARTICIPLE));
        if !participle && !matches!(self.document.tag(verb), Tag::Finite | Tag::Infinitive | Tag::Gerund) {
            return None;
        }
        self.deeds(verb).iter().find(|deed| deed.with.is_empty()).map(|deed| deed.state)
    }

    /// What the verb says whose subject the count is.
    fn subject(&self, counts: &[Count], index: usize, end: u32) -> Option<State> {
        let count = &counts[index];
        let start = self.document.sentences[count.sentence as usize].tokens.first;
        let before = if count.first > start { self.document.tag(count.first - 1) } else { Tag::Stop };
        // What a verb or a preposition governs is no subject, but a relative clause may go on from it.
        // So does it from a quantity: "un total de 187 personnes ont été interpellées".
        let quantity = before == Tag::Of && {
            let noun =
                count.first.checked_sub(2).filter(|&noun| noun >= start).and_then(|noun| self.document.token(noun));
            noun.is_some_and(|noun| noun.is(Classes::QUANTITY))
        };
        let mut free = quantity
            || !matches!(
                before,
                Tag::Of | Tag::Preposition | Tag::Finite | Tag::Participle | Tag::Infinitive | Tag::Gerund
            );
        let mut others = counts[index + 1..].iter().peekable();
        let mut at = count.behind;
        let (mut clauses, mut attached, mut beside, mut several) = (0_u32, false, true, !count.single);
        while at < end.min(count.behind + REACH) {
            while others.next_if(|other| other.tokens.first < at).is_some() {}
            if let Some(other) = others.next_if(|other| other.tokens.first == at) {
                // "une femme et ses deux enfants ont été tués"
                several = true;
                at = other.tokens.end.max(at + 1);
                continue;
            }
            match self.document.tag(at) {
                Tag::Semicolon | Tag::Colon | Tag::Stop | Tag::Que | Tag::Subordinator => return None,
                Tag::Who => {
                    clauses += 1;
                    attached = beside;
                }
                Tag::Relative => {
                    let next = others.peek().map_or(u32::MAX, |other| other.first);
                    if next > at + 2 {
                        clauses += 1;
                        attached = false;
                    }
                }
                Tag::Open => {
                    at = (at..end.min(at + REACH)).find(|&close| self.document.tag(close) == Tag::Close).unwrap_or(end);
                }
                Tag::Finite | Tag::Noun | Tag::Adjective
                    if self.document.tag(at) == Tag::Finite || self.is_plural_verb(at) =>
                {
                    let token = self.document.token(at)?;
                    let bit = if several { 0b100_0000 } else { 0b1000 };
                    let agrees = token.word.persons & bit != 0 || token.word.persons == 0;
                    if clauses > 0 {
                        clauses -= 1;
                        if attached && agrees {
                            if let Some(state) = self.group(at, end) {
                                return Some(state);
                            }
                        }
                        attached = false;
                    } else if agrees && free {
                        return self.group(at, end);
                    } else if !agrees && self.document.tag(at.saturating_sub(1)) != Tag::Comma {
                        // A verb of another subject: what follows is not said of the count, but for an incise.
                        free = free && token.is(Classes::CUE);
                    }
                }
                Tag::Noun | Tag::Proper => beside = false,
                _ => {}
            }
            at += 1;
        }
        None
    }

    /// What the verb group that begins with the finite verb at `from` says of its subject.
    fn group(&self, from: u32, end: u32) -> Option<State> {
        let before = from.checked_sub(1).map_or(Tag::Stop, |at| self.document.tag(at));
        let mut undergone =
            before == Tag::Object && self.document.token(from - 1).is_some_and(|token| token.is(Classes::REFLEXIVE));
        for at in from..end.min(from + GROUP) {
            let token = self.document.token(at)?;
            if let Some((_, Meaning::State(state))) = self.phrase_behind(at).filter(|_| at > from) {
                return Some(state);
            }
            let tag = if at == from { Tag::Finite } else { token.tag };
            match tag {
                Tag::Finite | Tag::Participle | Tag::Infinitive => {
                    undergone |= token.is(Classes::BE);
                    let deeds = self.deeds(at).iter();
                    let told =
                        deeds.filter(|deed| !deed.to_object || undergone).find(|deed| self.follows(deed, at, end));
                    if let Some(deed) = told {
                        return Some(self.merged(deed.state, at));
                    }
                    if let Some(state) = self.word(at).adjective.filter(|_| undergone && at > from) {
                        return Some(state);
                    }
                    if token.tag == Tag::Finite && at > from {
                        return None;
                    }
                }
                Tag::Adjective | Tag::Noun => {
                    return self.word(at).adjective.filter(|_| undergone);
                }
                Tag::Object => undergone |= token.is(Classes::REFLEXIVE),
                Tag::Adverb | Tag::Negation | Tag::Clitic | Tag::Quote | Tag::Within | Tag::Coordinator => {}
                Tag::Preposition | Tag::Of if at < from + 4 => {}
                _ => return None,
            }
        }
        None
    }

    /// What the people are of whom the sentence tells some apart: *parmi les morts figurent neuf civils*.
    fn among(&self, count: &Count) -> Option<State> {
        let first = self.document.sentences[count.sentence as usize].tokens.first;
        if !self.parts(first).has(Parts::PARMI) {
            return None;
        }
        let noun = (first + 1..count.first.min(first + 4)).find_map(|at| self.word(at).noun)?;
        match self.rules.figures.nouns[noun as usize].counted {
            Counted::People(state, true) => Some(state),
            _ => None,
        }
    }
}

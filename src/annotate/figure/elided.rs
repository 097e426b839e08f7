//! Numbers without a noun: what they refer to, by what stands around them.

use super::number::Numeral;
use super::search::Lead;
use super::{Elided, Reader};
use crate::analysis::State;
use crate::document::{Tag, TokenKind};
use crate::rules::{Classes, Counted, Parts, Phrase};

impl Reader<'_> {
    /// What a number without a noun refers to, if it is a figure.
    pub(super) fn elided(
        &self,
        numeral: &Numeral,
        lead: &Lead,
        is_range: bool,
        first: u32,
        goes_on: bool,
    ) -> Option<Elided> {
        let token = |at: u32| self.document.tokens.get(at as usize);
        if lead.subset {
            return Some(Elided::Before);
        }
        if lead.number_of {
            return Some(Elided::People);
        }
        if is_range {
            return None;
        }
        // "n'en reconnaît que six", "en a blessé 480"
        let before = lead.first.checked_sub(1).filter(|&at| at >= first);
        let Some(mut verb) = before else { return self.elided_subject(numeral, None, goes_on && !lead.definite) };
        if self.parts(verb).has(Parts::ONLY) && verb > first {
            verb -= 1;
        }
        let is_verb = |at: u32| {
            token(at).is_some_and(|t| matches!(t.tag, Tag::Finite | Tag::Participle | Tag::Infinitive | Tag::Gerund))
        };
        // "Ils sont encore une quarantaine"
        while verb > first && token(verb).is_some_and(|t| t.tag == Tag::Adverb) {
            verb -= 1;
        }
        // Behind this pronoun the tagger takes a verb it does not know well for a noun.
        let named = verb > first
            && self.parts(verb - 1).has(Parts::PRONOUN)
            && token(verb).is_some_and(|t| t.is(Classes::FINITE));
        if named && !lead.definite {
            return Some(Elided::Noun);
        }
        if is_verb(verb) && !lead.definite {
            let mut before = verb;
            while before > first && verb - before < 4 && is_verb(before) {
                before -= 1;
                if token(before).is_some_and(|t| matches!(t.tag, Tag::Adverb)) && before > first {
                    before -= 1;
                }
            }
            let finite = token(before + 1).is_some_and(|t| t.tag == Tag::Finite);
            if self.parts(before).has(Parts::PRONOUN) && finite {
                return Some(Elided::Noun);
            }
            // "Ils étaient 200"
            let be = token(verb)
                .is_some_and(|t| t.is(Classes::BE) && t.tag == Tag::Finite && t.word.persons & 0b111_0000 != 0);
            let subject = token(before).is_some_and(|t| matches!(t.tag, Tag::Subject | Tag::Clitic));
            if be && subject && !self.is_attribute(numeral.end) {
                return Some(Elided::They);
            }
        }
        if token(lead.first - 1).is_some_and(|t| t.tag == Tag::Clitic)
            && token(lead.first.saturating_sub(2)).is_some_and(|t| t.is(Classes::BE))
        {
            return Some(Elided::They);
        }
        // "tué cinq soldats et blessé douze autres"
        let others = self.parts(numeral.end).has(Parts::ADJECTIVE) && numeral.end > lead.first;
        if others && before.is_some_and(|at| !self.deeds(at).is_empty()) {
            return Some(Elided::Before);
        }
        if self.is_like(lead.first, first, numeral) {
            return Some(Elided::Before);
        }
        let money = numeral.scale >= 1_000_000 && !lead.definite;
        let elided = self.elided_subject(numeral, before, goes_on && !lead.definite);
        elided.or(money.then_some(Elided::Money))
    }

    /// What a number refers to that has only what follows: its source, its verb.
    fn elided_subject(&self, numeral: &Numeral, before: Option<u32>, goes_on: bool) -> Option<Elided> {
        if !goes_on {
            return None;
        }
        let token = |at: u32| self.document.tokens.get(at as usize);
        // "25 000 selon les organisateurs", "14 500, d'après le cabinet"
        let comma = u32::from(token(numeral.end).is_some_and(|t| t.kind == TokenKind::Comma));
        let source = token(numeral.end + comma)?;
        let phrase = self.document.phrase_at(numeral.end + comma);
        // "58 ont été blessées", "31 placées en garde à vue", "deux grièvement blessés"
        let mut next = numeral.end;
        while next < numeral.end + 4
            && token(next).is_some_and(|t| {
                matches!(t.tag, Tag::Adverb | Tag::Negation | Tag::Object | Tag::Quote)
                    || self.parts(next).has(Parts::ADJECTIVE)
            })
        {
            next += 1;
        }
        let follows = token(next)?;
        let starts = before.and_then(token).is_none_or(|t| {
            matches!(
                t.tag,
                Tag::Comma
                    | Tag::Coordinator
                    | Tag::Stop
                    | Tag::Semicolon
                    | Tag::Colon
                    | Tag::Open
                    | Tag::Que
                    | Tag::Quote
                    | Tag::Dash
            )
        });
        // A preposition that may mean something else names a source in a list alone: "et 35 000 pour la police".
        let named = phrase.is_some_and(|span| match span.phrase {
            Phrase::Source(id) => starts || !self.rules.prepositions[id as usize].weak,
            _ => false,
        });
        if named && source.tag == Tag::Preposition && numeral.value > 2.0 {
            return Some(Elided::They);
        }
        let plural = self.is_plural_verb(next) || follows.tag == Tag::Finite && follows.word.persons == 0;
        let told = follows.is(Classes::PARTICIPLE) && self.beside(numeral.end, numeral.end + 4).is_some();
        ((plural || told) && starts).then_some(Elided::Before)
    }

    /// Whether a number tells of the like of what was counted: *celui de Jumla 15*, *ceux de Jumla (15)*.
    fn is_like(&self, at: u32, first: u32, numeral: &Numeral) -> bool {
        let Some(before) = at.checked_sub(1).filter(|&before| before > first) else { return false };
        let tag = |at: u32| self.document.tokens.get(at as usize).map_or(Tag::Stop, |token| token.tag);
        let enclosed = tag(before) == Tag::Open && tag(numeral.end) == Tag::Close;
        let named = if enclosed { before - 1 } else { before };
        if !matches!(tag(named), Tag::Proper | Tag::Within) {
            return false;
        }
        for at in (first.max(at.saturating_sub(12))..named).rev() {
            match tag(at) {
                Tag::Proper
                | Tag::Within
                | Tag::Of
                | Tag::Determiner
                | Tag::Coordinator
                | Tag::Open
                | Tag::Close
                | Tag::Number => {}
                _ => return self.parts(at).has(Parts::OTHERS),
            }
        }
        false
    }

    /// Where *morts* goes on with *et de disparus*: the token behind people to whom something else happened.
    pub(super) fn and_others(&self, at: u32, state: Option<State>) -> Option<u32> {
        if !self.parts(at).has(Parts::AND) {
            return None;
        }
        let noun = at + 1 + u32::from(self.parts(at + 1).has(Parts::OF));
        let counted = self.word(noun).noun.map(|noun| &self.rules.figures.nouns[noun as usize].counted)?;
        matches!(counted, Counted::People(other, true) if Some(*other) != state).then_some(noun + 1)
    }

    /// Whether what follows makes a number behind *être* an attribute of something else: a time, an age.
    fn is_attribute(&self, at: u32) -> bool {
        self.document.tokens.get(at as usize).is_some_and(|t| t.tag == Tag::Noun)
    }
}

//! What every chunk does to the clauses: which it opens or closes, and which noun phrase is a subject.

use super::{Clause, ClauseKind, DEPTH, Parser, REACH};
use crate::annotate::{NounKind, NounPhrase, VerbForm};
use crate::attribute::chunk::ChunkKind;
use crate::document::Tag;
use crate::rules::{Classes, Frames};

impl Parser<'_> {
    pub(super) fn step(&mut self, at: usize) {
        match self.chunks.kind(at) {
            ChunkKind::Noun(id) => {
                let kind = self.chunks.nouns[id as usize].kind;
                if kind != NounKind::Time && !self.chunks.is_governed(at) {
                    self.noun(at);
                }
            }
            ChunkKind::Verb(id) => {
                self.verb(at, id as usize);
                if self.clauses.roles[id as usize].incise {
                    self.last_incise = Some(id as usize);
                }
            }
            ChunkKind::Who
                if self
                    .asks(at)
                    .is_some_and(|verb| (verb + 1..at).all(|i| matches!(self.chunks.kind(i), ChunkKind::Adverb))) =>
            {
                let governor = self.asks(at);
                self.open(ClauseKind::Complement, at, None, governor);
            }
            ChunkKind::Who => {
                let antecedent = self.antecedent(at);
                self.open(ClauseKind::Relative, at + 1, antecedent, None);
            }
            ChunkKind::Relative => self.open(ClauseKind::Relative, at + 1, None, None),
            ChunkKind::Que => self.que(at),
            ChunkKind::Subordinator => {
                let governor = self.asks(at);
                let kind = if governor.is_some() { ClauseKind::Complement } else { ClauseKind::Adverbial };
                self.open(kind, at + 1, None, governor);
            }
            ChunkKind::Quote(quote) => self.quote(at, quote),
            ChunkKind::Comma | ChunkKind::Coordinator => {
                // A clause that is a quotation ends with it.
                let top = self.top();
                let quoted = self.chunks.kind(at) == ChunkKind::Comma
                    && top.kind == ClauseKind::Complement
                    && top.verb.is_none()
                    && top.subject.is_none()
                    && (top.start..at).any(|i| matches!(self.chunks.kind(i), ChunkKind::Quote(_)));
                if quoted && self.clauses.stack.len() > 1 {
                    self.close_top(at);
                }
                self.boundary = at + 1;
            }
            ChunkKind::Colon | ChunkKind::Semicolon => {
                self.close_to(0, at);
                self.open(ClauseKind::Main, at + 1, None, None);
                self.clauses.segments.push(at + 1);
            }
            ChunkKind::Stop
                if at + 1 < self.chunks.all.len() && !matches!(self.chunks.kind(at + 1), ChunkKind::Comma) =>
            {
                // A sentence that ends within the unit: a quotation of several sentences read through.
                self.close_to(0, at);
                self.open(ClauseKind::Main, at + 1, None, None);
                self.clauses.segments.push(at + 1);
            }
            _ => {}
        }
    }

    /// A quotation that begins with a verb is the verb of the subject before it: "la fermeture « n'a jamais été un choix »".
    fn quote(&mut self, at: usize, quote: u32) {
        let top = self.top();
        let inner = self.quotes.all[quote as usize].inner();
        let Some(first) = self.document.tokens.get(inner.first as usize).filter(|_| !inner.is_empty()) else { return };
        let verb = matches!(first.tag, Tag::Finite | Tag::Negation | Tag::Object) && !first.is_capital();
        if verb && top.verb.is_none() && top.subject.is_some() {
            self.top_mut().verb = Some(at);
        }
    }

    fn noun(&mut self, at: usize) {
        let Clause { kind, subject, verb, fresh, .. } = *self.top();
        let Some(verb) = verb else {
            let fits = match subject {
                None => true,
                // An apposition to the subject, or the subject behind a phrase that comes first: "Né à Brest, Guy".
                Some(before) if kind == ClauseKind::Main && self.boundary == at && at > 1 => {
                    let bare = |n: &NounPhrase| !n.determined && n.kind == NounKind::Noun && !n.speaks();
                    self.chunks.kind(at - 1) == ChunkKind::Comma && self.chunks.noun_at(before).is_some_and(bare)
                }
                Some(_) => false,
            };
            // The object of a participle or infinitive is no subject.
            let object = |i| self.chunks.verb_at(i).is_some_and(|v| v.form != VerbForm::Finite);
            if fits && !self.before(at).is_some_and(object) {
                self.top_mut().subject = Some(at);
            }
            return;
        };
        if self.boundary > verb
            && (self.boundary..at).all(|i| {
                !matches!(self.chunks.kind(i), ChunkKind::Verb(_))
                    && (self.chunks.noun_at(i).is_none_or(|n| n.kind == NounKind::Time) || self.chunks.is_governed(i))
            })
        {
            let noun = self.chunks.noun_at(at).expect("a noun phrase stands at its chunk");
            if noun.determined || !matches!(noun.kind, NounKind::Noun) || noun.speaks() || noun.number == 2 {
                self.top_mut().fresh = [fresh[1], Some(at)];
            }
        }
    }

    /// The noun phrase a relative pronoun at `at` stands for: the one before it, or the head of its chain where that
    /// one can speak.
    fn antecedent(&self, at: usize) -> Option<usize> {
        let nearest = (at.saturating_sub(REACH)..at)
            .rev()
            .find(|&i| self.chunks.noun_at(i).is_some_and(|n| n.kind != NounKind::Time))?;
        let head = self.chain_head(nearest);
        let human = |i: usize| self.chunks.noun_at(i).is_some_and(|n| n.speaks() && !n.classes.has(Classes::DOCUMENT));
        let own = self.chunks.noun_at(nearest).is_some_and(|n| n.kind == NounKind::Pronoun);
        Some(if human(head) && !own { head } else { nearest })
    }

    /// The first noun phrase of a chain tied by *de* and the like that ends with the one at `at`.
    pub(super) fn chain_head(&self, mut at: usize) -> usize {
        while at >= 2
            && self.chunks.kind(at - 1) == ChunkKind::Of
            && self.chunks.noun_at(at - 2).is_some_and(|n| n.kind != NounKind::Time)
        {
            at -= 2;
        }
        at
    }

    /// The verb that an interrogative word at `at` follows, where it asks or tells.
    fn asks(&self, at: usize) -> Option<usize> {
        let token = &self.document.tokens[self.chunks.all[at].tokens.first as usize];
        if !token.is(Classes::INTERROGATIVE) {
            return None;
        }
        let before = self.complement_slot(at)?;
        self.chunks.verb_at(before).filter(|v| v.frames(self.rules).has(Frames::SI)).map(|_| before)
    }

    /// The verb before `at` whose complement may begin there: adverbs, times and what depends on a preposition are
    /// passed over.
    fn complement_slot(&self, at: usize) -> Option<usize> {
        let mut i = at;
        let least = at.saturating_sub(REACH);
        while i > least {
            i -= 1;
            match self.chunks.kind(i) {
                ChunkKind::Verb(_) => return Some(i),
                ChunkKind::Adverb
                | ChunkKind::Preposition
                | ChunkKind::Of
                | ChunkKind::Other
                | ChunkKind::Aside
                | ChunkKind::Comma => {}
                ChunkKind::Noun(_) => {
                    let time = self.chunks.noun_at(i).is_some_and(|n| n.kind == NounKind::Time);
                    let addressed = i > 0
                        && self.chunks.noun_at(i).is_some_and(NounPhrase::speaks)
                        && self.chunks.verb_at(i - 1).is_some_and(|v| {
                            v.frames(self.rules).has(Frames::QUE) && !v.compound
                                || v.frames(self.rules).has(Frames::OBJECT_DE_NOUN)
                        });
                    if !time && !self.chunks.is_governed(i) && !self.is_inverted_subject(i) && !addressed {
                        return None;
                    }
                }
                ChunkKind::Quote(_) if i > 0 && self.chunks.is_governed(i) => {}
                _ => return None,
            }
        }
        None
    }

    /// Whether the noun phrase at `at` is the subject of an inverted verb before it.
    fn is_inverted_subject(&self, at: usize) -> bool {
        self.last_incise.is_some_and(|id| self.clauses.roles[id].subject == Some(at))
    }

    fn que(&mut self, at: usize) {
        let before = at.checked_sub(1).map(|i| self.chunks.kind(i));
        if before == Some(ChunkKind::Coordinator) || before == Some(ChunkKind::Comma) && at >= 2 {
            // A second clause of the same verb.
            let again = self.open_clauses().find(|(_, c)| c.kind == ClauseKind::Complement).map(|(depth, _)| depth);
            if let Some(depth) =
                again.filter(|_| self.complement_slot(at).is_none_or(|slot| self.top().verb == Some(slot)))
            {
                self.close_to(depth + 1, at);
                self.open(ClauseKind::Complement, at + 1, None, None);
                return;
            }
        }
        if let Some(slot) = self.complement_slot(at) {
            let verb = self.chunks.verb_at(slot).expect("a slot is a verb");
            let free = self.clauses.all.iter().rev().take(DEPTH).all(|c| c.governor != Some(slot));
            let adjacent = self.chunks.noun_at(at.wrapping_sub(1)).is_none_or(|n| n.kind == NounKind::Time);
            if free && (verb.frames(self.rules).has(Frames::QUE) || adjacent) {
                self.open(ClauseKind::Complement, at + 1, None, Some(slot));
                return;
            }
        }
        let compares = |i: usize| {
            let tokens = self.chunks.all[i].tokens;
            !matches!(self.chunks.kind(i), ChunkKind::Quote(_))
                && (tokens.first..tokens.end).any(|t| self.document.tokens[t as usize].is(Classes::COMPARATIVE))
        };
        if (at.saturating_sub(5)..at).any(compares) {
            return;
        }
        let noun_before = at > 0
            && (self.chunks.noun_at(at - 1).is_some()
                || matches!(self.chunks.kind(at - 1), ChunkKind::Quote(_) | ChunkKind::Aside | ChunkKind::Comma));
        if noun_before || at == 0 {
            let kind = if at == 0 { ClauseKind::Complement } else { ClauseKind::Relative };
            self.open(kind, at + 1, None, None);
        }
        // Elsewhere it compares or restricts, and opens no clause.
    }
}

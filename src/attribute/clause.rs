//! Clauses: which verb has which subject, and how far every clause reaches, from left to right with a stack.

use crate::annotate::{NounKind, Quotes, VerbForm, VerbGroup};
use crate::document::{Document, Tag};
use crate::rules::{Classes, Frames, RulePack};

use super::chunk::{ChunkKind, Chunks};

/// How deep clauses may nest; deeper ones are read as if they stood at this depth.
const DEPTH: usize = 24;
/// How far a content may reach, in chunks: real sentences have fewer than 200, and endless ones stay linear.
pub(super) const WINDOW: usize = 250;
/// How many chunks to look ahead or back for a phrase that belongs to a verb.
const REACH: usize = 24;

/// A clause.
#[derive(Clone, Copy, Debug)]
pub struct Clause {
    /// How it stands in its sentence.
    pub kind: ClauseKind,
    /// Its first chunk, behind the word that opens it.
    pub start: usize,
    /// The chunk behind its last.
    pub end: usize,
    /// The noun phrase that is its subject.
    pub subject: Option<usize>,
    /// Its finite verb.
    pub verb: Option<usize>,
    /// The verb whose complement it is.
    pub governor: Option<usize>,
    /// Whether a comma stands before the word that opens it.
    pub after_comma: bool,
    /// The last noun phrases behind a boundary and behind the verb: each may be the subject of a new clause.
    fresh: [Option<usize>; 2],
}

/// How a [`Clause`] stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClauseKind {
    /// By itself.
    Main,
    /// As the complement of a verb.
    Complement,
    /// As an attribute of a noun.
    Relative,
    /// As an adverbial.
    Adverbial,
}

/// What is known of a verb group's place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Role {
    /// The noun phrase that is its subject.
    pub subject: Option<usize>,
    /// The subject pronoun that is written on to it, or to the verb it shares its subject with.
    pub clitic: Option<u32>,
    /// Whether it stands in an incise, with its subject behind it.
    pub incise: bool,
    /// Whether it shares the subject of a verb before it.
    pub shared: bool,
    /// Whether it is a finite verb of a main clause, or shares the subject of one.
    pub main: bool,
    /// The clause that is its complement: a place in [`Clauses::all`].
    pub complement: Option<usize>,
}

/// The clauses of one unit. Kept and refilled, to save allocations.
#[derive(Debug, Default)]
pub struct Clauses {
    /// All clauses, in the order of their openers.
    pub all: Vec<Clause>,
    /// For every verb group its place.
    pub roles: Vec<Role>,
    /// The chunks at which a segment begins: the first, and those behind a colon or semicolon.
    pub segments: Vec<usize>,
    /// For every chunk whether it is the subject of a main clause that begins with it.
    pub opens_main: Vec<bool>,
    stack: Vec<usize>,
}

impl Clauses {
    /// Fills in the clauses of the unit that `chunks` holds.
    pub fn fill(&mut self, document: &Document, rules: &RulePack, quotes: &Quotes, chunks: &Chunks) {
        self.all.clear();
        self.roles.clear();
        self.roles.resize(chunks.verbs.len(), Role::default());
        self.segments.clear();
        self.opens_main.clear();
        self.opens_main.resize(chunks.all.len(), false);
        self.stack.clear();
        let mut parser = Parser {
            document,
            rules,
            quotes,
            chunks,
            clauses: self,
            boundary: 0,
            last_incise: None,
            last_gerund: None,
        };
        parser.open(ClauseKind::Main, 0, None, None);
        parser.clauses.segments.push(0);
        for at in 0..chunks.all.len() {
            parser.step(at);
        }
        parser.lend_subject();
        let end = chunks.all.len();
        while parser.clauses.stack.pop().is_some_and(|top| {
            parser.clauses.all[top].end = end;
            true
        }) {}
    }

    /// The chunk at which the segment of chunk `at` begins.
    #[must_use]
    pub fn segment(&self, at: usize) -> usize {
        let behind = self.segments.partition_point(|&start| start <= at);
        self.segments[behind.max(1) - 1].max(at.saturating_sub(WINDOW))
    }
}

struct Parser<'a> {
    document: &'a Document,
    rules: &'a RulePack,
    quotes: &'a Quotes,
    chunks: &'a Chunks,
    clauses: &'a mut Clauses,
    /// The last chunk that may part two clauses.
    boundary: usize,
    /// The last verb group that stands in an incise.
    last_incise: Option<usize>,
    /// The last present participle that reports.
    last_gerund: Option<usize>,
}

impl Parser<'_> {
    /// A participle that comes first has the subject of the main clause behind it: "Estimant que …, il a refusé".
    fn lend_subject(&mut self) {
        let first = self.chunks.all.iter().take(3).find_map(|chunk| match chunk.kind {
            ChunkKind::Verb(id) => Some(id as usize),
            _ => None,
        });
        let Some(id) = first
            .filter(|&id| self.chunks.verbs[id].form == VerbForm::Gerund && self.clauses.roles[id].subject.is_none())
        else {
            return;
        };
        let main =
            self.clauses.all.iter().find(|c| c.kind == ClauseKind::Main && c.subject.is_some() && c.verb.is_some());
        if let Some(subject) = main.and_then(|c| c.subject) {
            let complement = self.clauses.roles[id].complement;
            self.clauses.roles[id] = Role { subject: Some(subject), shared: true, complement, ..Role::default() };
        }
    }

    fn open(&mut self, kind: ClauseKind, start: usize, subject: Option<usize>, governor: Option<usize>) {
        let after_comma = start >= 2 && self.chunks.kind(start - 2) == ChunkKind::Comma;
        self.clauses.all.push(Clause {
            kind,
            start,
            end: usize::MAX,
            subject,
            verb: None,
            governor,
            after_comma,
            fresh: [None; 2],
        });
        if self.clauses.stack.len() >= DEPTH {
            self.close_top(start);
        }
        let clause = self.clauses.all.len() - 1;
        self.clauses.stack.push(clause);
        if let Some(ChunkKind::Verb(id)) = governor.map(|verb| self.chunks.kind(verb)) {
            self.clauses.roles[id as usize].complement = Some(clause);
        }
        self.boundary = start;
    }

    fn close_top(&mut self, end: usize) {
        if let Some(top) = self.clauses.stack.pop() {
            self.clauses.all[top].end = end;
        }
    }

    /// Closes clauses until `depth` of them are left open.
    fn close_to(&mut self, depth: usize, end: usize) {
        while self.clauses.stack.len() > depth {
            self.close_top(end);
        }
    }

    fn top(&self) -> Clause {
        self.clauses.all[*self.clauses.stack.last().expect("a main clause is always open")]
    }

    fn top_mut(&mut self) -> &mut Clause {
        let top = *self.clauses.stack.last().expect("a main clause is always open");
        &mut self.clauses.all[top]
    }

    /// The open clauses from the innermost outwards, with their depth on the stack.
    fn open_clauses(&self) -> impl Iterator<Item = (usize, Clause)> {
        self.clauses.stack.iter().enumerate().rev().map(|(depth, &id)| (depth, self.clauses.all[id]))
    }

    fn step(&mut self, at: usize) {
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
        let top = self.top();
        // The object of a participle or infinitive is no subject.
        let object = self.before(at).and_then(|i| self.chunks.verb_at(i)).is_some_and(|v| v.form != VerbForm::Finite);
        if object && top.verb.is_none() {
            return;
        }
        if top.verb.is_none() {
            if top.subject.is_none() {
                self.top_mut().subject = Some(at);
            } else if top.kind == ClauseKind::Main
                && self.boundary == at
                && at > 1
                && self.chunks.kind(at - 1) == ChunkKind::Comma
            {
                // An apposition to the subject, or the subject behind a phrase that comes first: "Né à Brest, Guy".
                let before = self.chunks.noun_at(top.subject.unwrap_or(0));
                let bare = before.is_some_and(|n| !n.determined && n.kind == NounKind::Noun && !n.speaks());
                if bare {
                    self.top_mut().subject = Some(at);
                }
            }
        } else if self.boundary > top.verb.unwrap_or(0)
            && (self.boundary..at).all(|i| {
                !matches!(self.chunks.kind(i), ChunkKind::Verb(_))
                    && (self.chunks.noun_at(i).is_none_or(|n| n.kind == NounKind::Time) || self.chunks.is_governed(i))
            })
        {
            let noun = self.chunks.noun_at(at).expect("a noun phrase stands at its chunk");
            if noun.determined || !matches!(noun.kind, NounKind::Noun) || noun.speaks() || noun.number == 2 {
                self.top_mut().fresh = [top.fresh[1], Some(at)];
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
    fn chain_head(&self, mut at: usize) -> usize {
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
                        && self.chunks.noun_at(i).is_some_and(|n| n.speaks())
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

    fn verb(&mut self, at: usize, id: usize) {
        let group = self.chunks.verbs[id];
        match group.form {
            VerbForm::Finite => self.finite(at, id, group),
            VerbForm::Gerund => self.gerund(at, id, group),
            VerbForm::Participle => self.participle(at, id, group),
            VerbForm::Infinitive if self.last_incise.is_some() => {
                self.follow_incise(id);
            }
            VerbForm::Infinitive => {
                let apart = (at.saturating_sub(4)..at).any(|i| self.chunks.kind(i) == ChunkKind::Comma);
                let found =
                    self.open_clauses().find(|(_, c)| c.subject.is_some() && (!apart || c.kind == ClauseKind::Main));
                if let Some((_, clause)) = found {
                    self.clauses.roles[id] = Role { subject: clause.subject, shared: true, ..Role::default() };
                }
            }
        }
    }

    /// The last chunk before `at` that is no adverb, aside or time.
    fn before(&self, at: usize) -> Option<usize> {
        (at.saturating_sub(REACH)..at).rev().find(|&i| {
            !matches!(self.chunks.kind(i), ChunkKind::Adverb | ChunkKind::Other | ChunkKind::Aside)
                && self.chunks.noun_at(i).is_none_or(|n| n.kind != NounKind::Time)
        })
    }

    /// The noun phrase that is the subject of an inverted verb at `at`.
    fn inverted(&self, at: usize) -> Option<usize> {
        let mut i = at + 1;
        while i < self.chunks.all.len() && i < at + REACH {
            match self.chunks.kind(i) {
                ChunkKind::Adverb | ChunkKind::Preposition | ChunkKind::Of | ChunkKind::Other | ChunkKind::Aside => {}
                ChunkKind::Noun(_) => {
                    let noun = self.chunks.noun_at(i)?;
                    if noun.kind != NounKind::Time && !self.chunks.is_governed(i) {
                        return (noun.kind != NounKind::Neuter).then_some(i);
                    }
                }
                // An aside between commas: "a déclaré, mardi, le ministre".
                ChunkKind::Comma if i > at && (i + 1..i + 10).any(|j| self.chunks.kind(j) == ChunkKind::Comma) => {
                    let close = (i + 1..i + 10).find(|&j| self.chunks.kind(j) == ChunkKind::Comma)?;
                    let short = close < i + 9;
                    let aside = (i + 1..close).all(|j| match self.chunks.kind(j) {
                        ChunkKind::Adverb | ChunkKind::Preposition | ChunkKind::Of | ChunkKind::Other => true,
                        ChunkKind::Noun(_) => {
                            short
                                || self.chunks.is_governed(j)
                                || self.chunks.noun_at(j).is_some_and(|n| n.kind == NounKind::Time)
                        }
                        ChunkKind::Verb(id) => self.chunks.verbs[id as usize].form != VerbForm::Finite && short,
                        _ => false,
                    });
                    let aside =
                        aside && self.chunks.noun_at(close + 1).is_some_and(|n| n.speaks() || n.kind == NounKind::Time);
                    if !aside {
                        return None;
                    }
                    i = close;
                }
                _ => return None,
            }
            i += 1;
        }
        None
    }

    fn finite(&mut self, at: usize, id: usize, group: VerbGroup) {
        let top = self.top();
        let before = self.before(at).map(|i| (i, self.chunks.kind(i)));
        let parted = match before {
            None => true,
            Some((_, kind)) => matches!(kind, ChunkKind::Comma | ChunkKind::Quote(_) | ChunkKind::Stop),
        };
        let reports = !group.frames(self.rules).is_empty();
        if group.clitic.is_some() {
            let starts = (at == top.start || before.is_none())
                && top.verb.is_none()
                && top.kind == ClauseKind::Main
                && before.is_none_or(|(_, k)| matches!(k, ChunkKind::Coordinator | ChunkKind::Stop | ChunkKind::Colon));
            self.clauses.roles[id] =
                Role { clitic: group.clitic, incise: !starts && (reports || parted), main: true, ..Role::default() };
            if top.verb.is_none() && (!parted || starts) {
                self.top_mut().verb = Some(at);
                self.clauses.roles[id].incise = false;
            }
            return;
        }
        if top.verb.is_none() {
            match top.subject {
                Some(subject) => {
                    if parted && reports && self.is_incise_after_phrase(at, subject, group) {
                        self.incise(at, id);
                        return;
                    }
                    self.attach(at, id, self.clauses.stack.len() - 1);
                }
                None => {
                    let inverted = self.inverted(at);
                    let quote_before = before.is_some_and(|(i, k)| {
                        matches!(k, ChunkKind::Quote(_))
                            || k == ChunkKind::Comma && i > 0 && matches!(self.chunks.kind(i - 1), ChunkKind::Quote(_))
                    });
                    let outer = self
                        .open_clauses()
                        .skip(1)
                        .find(|(_, c)| c.verb.is_none() && c.subject.is_some())
                        .map(|(depth, _)| depth);
                    if let (Some(depth), true) = (outer, inverted.is_none() && !matches!(top.kind, ClauseKind::Main)) {
                        self.close_to(depth + 1, at);
                        self.attach(at, id, depth);
                        return;
                    }
                    self.top_mut().verb = Some(at);
                    self.clauses.roles[id] = Role {
                        subject: inverted,
                        incise: inverted.is_some() && (quote_before || top.kind != ClauseKind::Main),
                        main: top.kind == ClauseKind::Main,
                        ..Role::default()
                    };
                    if quote_before && inverted.is_some() {
                        self.top_mut().verb = None;
                    }
                }
            }
            return;
        }
        // The innermost clause has its verb already.
        let waiting =
            self.open_clauses().find(|(_, c)| c.verb.is_none() && c.subject.is_some()).map(|(depth, _)| depth);
        if before.is_some_and(|(_, k)| k == ChunkKind::Coordinator) {
            self.share(at, id, reports);
            return;
        }
        let direct = before.is_some_and(|(_, k)| k == ChunkKind::Comma);
        // "…, mais choqués, a indiqué leur direction": what can speak behind the verb goes before what stands before it.
        if direct && reports && group.frames(self.rules).has(Frames::INCISE) && self.is_followed_by_speaker(at) {
            self.incise(at, id);
            return;
        }
        let [earlier, latest] = top.fresh;
        // Behind a comma the last phrase is an apposition: "…, le groupe Halden, propriétaire du site, invoque".
        let own = if direct { earlier.filter(|_| latest.is_some()) } else { latest };
        // Behind a relative clause between commas the subject stands before that clause.
        let outer = || {
            self.open_clauses()
                .skip(1)
                .find(|(_, c)| c.verb.is_some() && c.fresh[1].is_some())
                .map(|(depth, c)| (depth, c.fresh[1]))
        };
        let found = match own {
            Some(fresh) => Some((self.clauses.stack.len() - 1, Some(fresh))),
            None if direct && top.kind == ClauseKind::Relative => outer(),
            None => None,
        };
        if let Some((depth, Some(fresh))) = found {
            // A noun phrase behind the boundary is the subject of a new clause.
            let empty = self
                .open_clauses()
                .find(|(_, c)| c.verb.is_none() && c.subject.is_none() && c.kind == ClauseKind::Main)
                .map(|(depth, _)| depth);
            let speaks = self.chunks.noun_at(fresh).is_some_and(|n| n.speaks());
            let told = self.clauses.stack.len() > 1 && self.top().kind == ClauseKind::Complement;
            let main = self.clauses.all[self.clauses.stack[0]]
                .verb
                .and_then(|v| self.chunks.verb_at(v))
                .is_some_and(|v| !v.frames(self.rules).is_empty());
            let opens = self.chunks.kind(at + 1) == ChunkKind::Que;
            if reports && speaks && told && main && opens {
                // "Kiev dit que A, et Moscou répond que B": the second report stands beside the first.
                self.close_to(1, fresh);
                self.open(ClauseKind::Main, fresh, Some(fresh), None);
            } else if let Some(depth) = empty {
                self.close_to(depth + 1, fresh);
                self.top_mut().subject = Some(fresh);
            } else {
                self.close_to(depth + 1, fresh);
                let top = self.top();
                if top.kind == ClauseKind::Adverbial || top.kind == ClauseKind::Relative && top.after_comma {
                    let depth = self.clauses.stack.len() - 1;
                    if depth > 0 {
                        self.close_to(depth, fresh);
                    }
                }
                self.top_mut().fresh = [None; 2];
                self.open(ClauseKind::Main, fresh, Some(fresh), None);
            }
            let depth = self.clauses.stack.len() - 1;
            self.attach(at, id, depth);
            return;
        }
        if let Some(depth) = waiting {
            self.close_to(depth + 1, at);
            self.attach(at, id, depth);
            return;
        }
        if parted {
            if self.inverted(at).is_some() && (reports || group.frames(self.rules).has(Frames::INCISE)) {
                self.incise(at, id);
            } else if reports {
                self.share(at, id, reports);
            }
            return;
        }
        // A garden path: a clause whose subject was taken for an object.
        self.clauses.roles[id] = Role::default();
    }

    /// Gives the verb at `at` to the clause at `depth`, with its subject.
    fn attach(&mut self, at: usize, id: usize, depth: usize) {
        let clause = self.clauses.stack[depth];
        self.clauses.all[clause].verb = Some(at);
        let main = self.clauses.all[clause].kind == ClauseKind::Main;
        if let Some(subject) = self.clauses.all[clause].subject.filter(|&s| main && s == self.clauses.all[clause].start)
        {
            self.clauses.opens_main[subject] = true;
        }
        self.clauses.roles[id] = Role { subject: self.clauses.all[clause].subject, main, ..Role::default() };
    }

    fn incise(&mut self, at: usize, id: usize) {
        self.clauses.roles[id] = Role { subject: self.inverted(at), incise: true, main: true, ..Role::default() };
    }

    /// Gives the verb at `at` the subject of a verb before it: of one that reports, where this one does.
    fn share(&mut self, at: usize, id: usize, reports: bool) {
        let reporting =
            |c: &Clause| c.verb.and_then(|v| self.chunks.verb_at(v)).is_some_and(|v| !v.frames(self.rules).is_empty());
        let found = self
            .open_clauses()
            .find(|(_, c)| c.subject.is_some() && c.verb.is_some() && reports && reporting(c))
            .or_else(|| {
                self.open_clauses()
                    .find(|(_, c)| c.subject.is_some() && c.verb.is_some() && (!reports || c.kind == ClauseKind::Main))
            })
            .or_else(|| self.open_clauses().find(|(_, c)| c.subject.is_some()));
        let Some((depth, clause)) = found else { return };
        self.close_to(depth + 1, at.saturating_sub(1));
        self.top_mut().verb = Some(at);
        self.clauses.roles[id] =
            Role { subject: clause.subject, shared: true, main: clause.kind == ClauseKind::Main, ..Role::default() };
    }

    /// Whether the noun phrase behind a verb can speak and ends its clause.
    fn is_followed_by_speaker(&self, at: usize) -> bool {
        let Some(inverted) = self.inverted(at) else { return false };
        let speaks = self.chunks.noun_at(inverted).is_some_and(|n| n.speaks());
        let behind = (inverted + 1..self.chunks.all.len().min(inverted + REACH)).find(|&i| {
            !matches!(
                self.chunks.kind(i),
                ChunkKind::Of | ChunkKind::Preposition | ChunkKind::Noun(_) | ChunkKind::Adverb | ChunkKind::Aside
            )
        });
        speaks
            && behind.is_none_or(|i| {
                matches!(
                    self.chunks.kind(i),
                    ChunkKind::Stop | ChunkKind::Comma | ChunkKind::Colon | ChunkKind::Semicolon
                )
            })
    }

    /// Whether a reporting verb behind a comma turns round what stands before it: "Une catastrophe, estime le maire".
    fn is_incise_after_phrase(&self, at: usize, subject: usize, group: VerbGroup) -> bool {
        if !group.frames(self.rules).has(Frames::INCISE) {
            return false;
        }
        let commas = (subject..at).filter(|&i| self.chunks.kind(i) == ChunkKind::Comma).count();
        commas == 1 && self.is_followed_by_speaker(at)
    }

    fn gerund(&mut self, at: usize, id: usize, group: VerbGroup) {
        if group.frames(self.rules).is_empty() {
            return;
        }
        let before = self.before(at).map(|i| (i, self.chunks.kind(i)));
        let subject = match before {
            // "un message demandant": the noun it stands behind.
            Some((i, ChunkKind::Noun(_))) => {
                let head = self.gerund_head(i);
                // "n'écarte pas cette thèse, expliquant": what is already known of is not what speaks.
                let known = self.chunks.noun_at(head).is_some_and(|n| {
                    let definite =
                        n.determined && !self.document.tokens[n.tokens.first as usize].is(Classes::INDEFINITE);
                    definite && (n.classes.has(Classes::DOCUMENT) || !n.speaks())
                });
                let subject = self
                    .open_clauses()
                    .find(|(_, c)| c.subject.is_some() && c.verb.is_some())
                    .and_then(|(_, c)| c.subject);
                subject.filter(|&s| known && self.chunks.noun_at(s).is_some_and(|n| n.speaks())).or(Some(head))
            }
            Some((_, ChunkKind::Coordinator)) if self.last_gerund.is_some() => {
                self.close_to(1, at.saturating_sub(1));
                self.last_gerund.and_then(|last| self.clauses.roles[last].subject)
            }
            Some((_, ChunkKind::Comma)) => {
                let reporting = |c: &Clause| {
                    c.verb.and_then(|v| self.chunks.verb_at(v)).is_some_and(|v| !v.frames(self.rules).is_empty())
                };
                let incise = self.last_incise.map(|last| self.clauses.roles[last]);
                if let Some(role) = incise {
                    self.clauses.roles[id] = Role { shared: true, incise: false, complement: None, ..role };
                    self.close_to(1, at);
                    return;
                }
                let found = self
                    .open_clauses()
                    .find(|(_, c)| c.subject.is_some() && reporting(c))
                    .or_else(|| self.open_clauses().find(|(_, c)| c.subject.is_some() && c.kind == ClauseKind::Main))
                    .or_else(|| self.open_clauses().find(|(_, c)| c.subject.is_some()));
                if let Some((depth, _)) = found {
                    self.close_to(depth + 1, at.saturating_sub(1));
                }
                found.and_then(|(_, c)| c.subject)
            }
            _ => self.open_clauses().find(|(_, c)| c.subject.is_some()).and_then(|(_, c)| c.subject),
        };
        self.clauses.roles[id] = Role { subject, shared: true, ..Role::default() };
        self.last_gerund = Some(id);
    }

    /// Gives a verb the subject of the last incise before it.
    fn follow_incise(&mut self, id: usize) {
        if let Some(role) = self.last_incise.map(|last| self.clauses.roles[last]) {
            self.clauses.roles[id] = Role { shared: true, incise: false, complement: None, ..role };
        }
    }

    /// The noun phrase a present participle behind the one at `at` belongs to.
    fn gerund_head(&self, at: usize) -> usize {
        let head = self.chain_head(at);
        if self.chunks.noun_at(at).is_some_and(|n| n.speaks()) && !self.chunks.noun_at(head).is_some_and(|n| n.speaks())
        {
            at
        } else {
            head
        }
    }

    fn participle(&mut self, at: usize, id: usize, group: VerbGroup) {
        if group.frames(self.rules).is_empty() {
            return;
        }
        let before = self.before(at).map(|i| self.chunks.kind(i));
        // The auxiliary is forgotten, or its accent is: "« Q » averti Météo France".
        if matches!(before, Some(ChunkKind::Quote(_)))
            && group.frames(self.rules).has(Frames::INCISE)
            && self.is_followed_by_speaker(at)
        {
            self.incise(at, id);
            return;
        }
        if !matches!(before, Some(ChunkKind::Coordinator | ChunkKind::Comma)) {
            return;
        }
        // "… a salué l'accord, espéré une suite et promis de revenir": the auxiliary is understood.
        let having = |c: &Clause| {
            let Some(verb) = c.verb else { return false };
            match self.chunks.kind(verb) {
                ChunkKind::Verb(id) => {
                    let group = self.chunks.verbs[id as usize];
                    group.compound && (group.have || !group.passive)
                }
                // "M. Brel « a exprimé sa joie » et souligné que": the auxiliary stands within the marks.
                ChunkKind::Quote(quote) => {
                    let first = self.quotes.all[quote as usize].inner().first;
                    self.document.tokens.get(first as usize).is_some_and(|t| t.is(Classes::HAVE))
                }
                _ => false,
            }
        };
        let reporting =
            |c: &Clause| c.verb.and_then(|v| self.chunks.verb_at(v)).is_some_and(|v| !v.frames(self.rules).is_empty());
        let found = self
            .open_clauses()
            .find(|(_, c)| c.subject.is_some() && having(c) && reporting(c))
            .or_else(|| self.open_clauses().find(|(_, c)| c.subject.is_some() && having(c)));
        if let Some((depth, clause)) = found {
            self.close_to(depth + 1, at.saturating_sub(1));
            self.clauses.roles[id] = Role {
                subject: clause.subject,
                shared: true,
                main: clause.kind == ClauseKind::Main,
                ..Role::default()
            };
        }
    }
}

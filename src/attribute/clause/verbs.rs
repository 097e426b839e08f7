//! Which clause every verb belongs to, and whose subject it has.

use super::{Clause, ClauseKind, Parser, REACH, Role};
use crate::annotate::{NounKind, NounPhrase, VerbForm, VerbGroup};
use crate::attribute::chunk::ChunkKind;
use crate::rules::{Classes, Frames};

impl Parser<'_> {
    pub(super) fn verb(&mut self, at: usize, id: usize) {
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
    pub(super) fn before(&self, at: usize) -> Option<usize> {
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

    /// "Les élus, dont le maire, reprochent": the clause outside a relative one without a verb whose subject agrees.
    fn outer_subject(&self, top: &Clause, subject: usize, group: VerbGroup) -> Option<usize> {
        let plural = group.plural.filter(|_| top.kind == ClauseKind::Relative)?;
        let agrees = |s: usize| self.chunks.noun_at(s).is_some_and(|n| n.number != 0 && (n.number == 2) == plural);
        let outer = self.open_clauses().skip(1).find(|(_, c)| c.verb.is_none() && c.subject.is_some())?;
        let (depth, clause) = outer;
        (!agrees(subject) && clause.subject.is_some_and(agrees)).then_some(depth)
    }

    fn finite(&mut self, at: usize, id: usize, group: VerbGroup) {
        let top = *self.top();
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
            if let Some(subject) = top.subject {
                if parted && reports && self.is_incise_after_phrase(at, subject, group) {
                    self.incise(at, id);
                    return;
                }
                if let Some(depth) = self.outer_subject(&top, subject, group).filter(|_| parted) {
                    self.close_to(depth + 1, at);
                    self.attach(at, id, depth);
                    return;
                }
                self.attach(at, id, self.clauses.stack.len() - 1);
            } else {
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
            let speaks = self.chunks.noun_at(fresh).is_some_and(NounPhrase::speaks);
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
                let top = *self.top();
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
            .or_else(|| self.open_clauses().find(|(_, c)| c.subject.is_some()))
            .map(|(depth, clause)| (depth, *clause));
        let Some((depth, clause)) = found else { return };
        self.close_to(depth + 1, at.saturating_sub(1));
        self.top_mut().verb = Some(at);
        self.clauses.roles[id] =
            Role { subject: clause.subject, shared: true, main: clause.kind == ClauseKind::Main, ..Role::default() };
    }

    /// Whether the noun phrase behind a verb can speak and ends its clause.
    fn is_followed_by_speaker(&self, at: usize) -> bool {
        let Some(inverted) = self.inverted(at) else { return false };
        let speaks = self.chunks.noun_at(inverted).is_some_and(NounPhrase::speaks);
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
                subject.filter(|&s| known && self.chunks.noun_at(s).is_some_and(NounPhrase::speaks)).or(Some(head))
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
                // "Il a exigé que l'épreuve soit reprise, arguant que": who can speak goes before what is spoken of.
                let speaks = |c: &Clause| {
                    c.subject.and_then(|s| self.chunks.noun_at(s)).is_some_and(NounPhrase::speaks) && reporting(c)
                };
                let found = self
                    .open_clauses()
                    .find(|(_, c)| speaks(c))
                    .or_else(|| self.open_clauses().find(|(_, c)| c.subject.is_some() && reporting(c)))
                    .or_else(|| self.open_clauses().find(|(_, c)| c.subject.is_some() && c.kind == ClauseKind::Main))
                    .or_else(|| self.open_clauses().find(|(_, c)| c.subject.is_some()))
                    .map(|(depth, c)| (depth, c.subject));
                if let Some((depth, _)) = found {
                    self.close_to(depth + 1, at.saturating_sub(1));
                }
                found.and_then(|(_, subject)| subject)
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
        if self.chunks.noun_at(at).is_some_and(NounPhrase::speaks)
            && !self.chunks.noun_at(head).is_some_and(NounPhrase::speaks)
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
            .or_else(|| self.open_clauses().find(|(_, c)| c.subject.is_some() && having(c)))
            .map(|(depth, clause)| (depth, *clause));
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

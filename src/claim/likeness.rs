//! Likeness: whether two clauses of an article state the same, in the same words or in others.

use std::sync::Arc;

use crate::annotate::NounPhrase;
use crate::attribute::Predicate;
use crate::document::{Document, TokenRange};
use crate::rules::{Classes, RulePack, TopicKind};

use super::{Claim, ClaimKind, Claims};

/// What claims are compared with: the parts they were read from.
#[derive(Clone, Copy, Debug)]
pub struct Likeness<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its predicates.
    pub predicates: &'a [Predicate],
    /// Its claims.
    pub claims: &'a Claims,
    /// The rules it was read by.
    pub rules: &'a RulePack,
}

impl Likeness<'_> {
    /// Whether both tell of acts of one meaning, by their topics or by their verbs, and share a word besides.
    #[must_use]
    pub fn is_same(&self, one: &Claim, other: &Claim) -> bool {
        let shared = one.shared(&other.words);
        match (self.meaning(one.topic), self.meaning(other.topic)) {
            (Some(one), Some(other)) => one == other && shared > 0,
            (None, None) => 2 * shared >= one.words.len().min(other.words.len()).max(1) && self.acts_alike(one, other),
            _ => false,
        }
    }

    /// Whether the verb of one is that of the other, or a noun made of it stands there.
    fn acts_alike(&self, one: &Claim, other: &Claim) -> bool {
        let weak = |claim: &Claim| {
            let main = &self.document.tokens[self.predicates[claim.predicate].main as usize];
            claim.act.is_empty() || main.is(Classes::BE.with(Classes::HAVE))
        };
        if weak(one) || weak(other) {
            return false;
        }
        let made = |claim: &Claim, root: &str| {
            let mut tokens = claim.tokens.first..claim.tokens.end;
            tokens.any(|at| {
                super::is_content(self.document, at) && *self.rules.claims.root(self.document.form(at)) == *root
            })
        };
        let root = |claim: &Claim| self.rules.claims.root(&claim.act);
        one.act == other.act || made(other, &root(one)) || made(one, &root(other))
    }

    /// Whether `later` takes for granted what `claim` states: its subject names the act (*la fuite du commandant*), or
    /// what the act is said to have made of something (*ce ciment coupé*).
    #[must_use]
    pub fn is_granted(&self, claim: &Claim, later: &Claim) -> bool {
        let Some(phrase) = later.phrase.filter(|&phrase| self.is_definite(phrase)) else { return false };
        let claims = &self.rules.claims;
        let (root, meaning) = (claims.root(&claim.act), self.meaning(claim.topic));
        let (mut named, mut shared, mut others) = (None, false, false);
        for token in (phrase.first..phrase.end).filter(|&token| super::is_content(self.document, token)) {
            let form = self.document.form(token);
            let stem = claims.stem(form);
            if meaning.is_some() && claims.noun(&stem).iter().any(|&topic| self.meaning(Some(topic)) == meaning) {
                named = Some(true);
            } else if !root.is_empty() && claims.root(form) == root {
                named = named.or(Some(false));
            } else {
                others = true;
                shared |= claim.words.binary_search(&stem).is_ok();
            }
        }
        // "Cette vanne ouverte" says again what was said of the valve.
        let points = self.document.tokens[phrase.first as usize].is(Classes::DEMONSTRATIVE);
        if points && later.subject.len() > 1 && later.subject.iter().all(|stem| claim.words.binary_search(stem).is_ok())
        {
            return true;
        }
        // "La fuite" by itself is the one told of; a word that only looks like the verb needs another beside it.
        named.is_some_and(|topical| shared || (topical || points) && !others)
    }

    /// Whether `later` has do something what `claim` brought up as unsure: *des drones auraient …*, *les drones ont …*.
    #[must_use]
    pub fn is_presupposed(&self, claim: &Claim, later: &Claim) -> bool {
        let (Some((at, first)), Some((_, second))) = (self.head(claim), self.head(later)) else { return false };
        let known = |claim: &Claim| claim.phrase.is_some_and(|phrase| self.is_definite(phrase));
        if first != second || known(claim) || !known(later) {
            return false;
        }
        let described = later.subject.len() > 1 && later.subject.iter().all(|stem| claim.subject.contains(stem));
        described || self.claims.firsts.get(&first).is_none_or(|&token| token >= at)
    }

    /// Whether `claim` says what brought something about, and `later` that the same did harm: *une panne serait à
    /// l'origine de …*, *la panne a tué …*.
    #[must_use]
    pub fn is_outcome(&self, claim: &Claim, later: &Claim) -> bool {
        let kind = |claim: &Claim| claim.topic.map(|topic| self.rules.claims.topics[topic as usize].kind);
        let harms =
            matches!(later.kind, ClaimKind::Casualty | ClaimKind::Blame) || kind(later) == Some(TopicKind::Cause);
        if kind(claim) != Some(TopicKind::Cause) || !harms {
            return false;
        }
        self.head(claim).zip(self.head(later)).is_some_and(|((_, first), (_, second))| first == second)
    }

    /// The noun that is the head of a claim's subject: its token and its stem.
    fn head(&self, claim: &Claim) -> Option<(u32, Arc<str>)> {
        let subject = self.predicates[claim.predicate].subject?;
        let noun = NounPhrase::at(self.document, subject.first, subject.end)?;
        let determined = self.document.tokens[subject.first as usize].is(Classes::DETERMINER);
        (determined && noun.name.is_empty()).then(|| (noun.head, self.rules.claims.stem(self.document.form(noun.head))))
    }

    /// Whether the phrase begins with a determiner for something known.
    fn is_definite(&self, phrase: TokenRange) -> bool {
        let token = &self.document.tokens[phrase.first as usize];
        token.is(Classes::DETERMINER) && !token.is(Classes::INDEFINITE.with(Classes::NEGATIVE))
    }

    fn meaning(&self, topic: Option<u8>) -> Option<u8> {
        topic.map(|topic| self.rules.claims.topics[topic as usize].meaning)
    }
}

//! Predicates: the verbs of a document with subject, clause and tense, as the lints look at them.

use std::sync::Arc;

use crate::annotate::{Quotes, VerbForm};
use crate::document::{Document, TokenRange};
use crate::rules::{RulePack, Tenses};

use super::chunk::{ChunkKind, Chunks, units};
use super::clause::{ClauseKind, Clauses};

/// A verb group with its place in its sentence.
#[derive(Clone, Debug)]
pub struct Predicate {
    /// The tokens of the group: pronouns, negation, auxiliaries and the verb that carries the meaning.
    pub tokens: TokenRange,
    /// The token of the verb that carries the meaning.
    pub main: u32,
    /// The infinitive of that verb; empty where the rules do not know it.
    pub lemma: Arc<str>,
    /// How its first verb stands.
    pub form: VerbForm,
    /// The tenses its finite verb may stand for.
    pub tenses: Tenses,
    /// Whether an auxiliary and a participle make its tense.
    pub compound: bool,
    /// Whether its subject suffers what it says.
    pub passive: bool,
    /// The noun phrase that is its subject.
    pub subject: Option<TokenRange>,
    /// The clause it is the finite verb of, or stands in: its tokens, and how it stands in its sentence.
    pub clause: (TokenRange, ClauseKind),
    /// The word or phrase that opens the clause, directly before it: a complementizer, a subordinator, a relative.
    pub opener: Option<TokenRange>,
    /// The stretch read as a whole that it stands in: mostly a sentence.
    pub unit: TokenRange,
    /// The quotation that stretch stands in: a place in [`Quotes::all`].
    pub inside: Option<u32>,
    /// The paragraph it stands in.
    pub paragraph: u32,
}

/// The predicates of `document`, in order. Linear in its tokens.
#[must_use]
pub fn predicates(document: &Document, rules: &RulePack, quotes: &Quotes) -> Vec<Predicate> {
    let (mut chunks, mut clauses) = (Chunks::new(), Clauses::new());
    let mut predicates = Vec::new();
    for unit in units(document, quotes) {
        chunks.fill(document, rules, quotes, unit);
        clauses.fill(document, rules, quotes, &chunks);
        // Clauses begin in order; the innermost that holds a chunk is the last one begun and not ended.
        let mut open: Vec<usize> = Vec::new();
        let mut next = 0;
        for (at, chunk) in chunks.all.iter().enumerate() {
            while clauses.all.get(next).is_some_and(|clause| clause.start <= at) {
                open.push(next);
                next += 1;
            }
            while open.last().is_some_and(|&top| clauses.all[top].end <= at) {
                open.pop();
            }
            let ChunkKind::Verb(id) = chunk.kind else { continue };
            let (group, role) = (chunks.verbs[id as usize], clauses.roles[id as usize]);
            let own = open.iter().rev().find(|&&clause| clauses.all[clause].verb == Some(at)).or(open.last());
            let clause = own.map(|&clause| clauses.all[clause]);
            let reach = clause.map_or(unit.tokens, |clause| tokens(&chunks, clause.start, clause.end));
            predicates.push(Predicate {
                tokens: group.tokens,
                main: group.main,
                lemma: group.entry(rules).lemma.clone(),
                form: group.form,
                tenses: group.tenses,
                compound: group.compound,
                passive: group.passive,
                subject: role.subject.map(|subject| chunks.all[subject].tokens),
                clause: (reach, clause.map_or(ClauseKind::Main, |clause| clause.kind)),
                opener: clause
                    .filter(|c| c.kind != ClauseKind::Main && c.start > 0)
                    .map(|c| chunks.all[c.start - 1].tokens),
                unit: unit.tokens,
                inside: unit.inside,
                paragraph: unit.paragraph,
            });
        }
    }
    // What stands between quotation marks is read as a stretch of its own, after the sentence around it.
    predicates.sort_by_key(|predicate| predicate.tokens);
    predicates
}

/// The tokens from chunk `first` up to chunk `end`.
fn tokens(chunks: &Chunks, first: usize, end: usize) -> TokenRange {
    let last = end.min(chunks.all.len()).max(first + 1) - 1;
    match (chunks.all.get(first), chunks.all.get(last)) {
        (Some(first), Some(last)) => TokenRange::new(first.tokens.first, last.tokens.end.max(first.tokens.first)),
        _ => TokenRange::default(),
    }
}

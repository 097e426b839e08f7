//! Clauses: which verb has which subject, and how far every clause reaches, from left to right with a stack.

use crate::annotate::{Quotes, VerbForm};
use crate::document::Document;
use crate::rules::RulePack;

use super::chunk::{ChunkKind, Chunks};

mod parser;
mod verbs;

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
#[derive(Debug)]
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
    /// No clauses yet, with room for those of a long sentence.
    #[must_use]
    pub fn new() -> Clauses {
        Clauses {
            all: Vec::with_capacity(16),
            roles: Vec::with_capacity(16),
            segments: Vec::with_capacity(8),
            opens_main: Vec::with_capacity(64),
            stack: Vec::with_capacity(8),
        }
    }

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

    fn top(&self) -> &Clause {
        &self.clauses.all[*self.clauses.stack.last().expect("a main clause is always open")]
    }

    fn top_mut(&mut self) -> &mut Clause {
        let top = *self.clauses.stack.last().expect("a main clause is always open");
        &mut self.clauses.all[top]
    }

    /// The open clauses from the innermost outwards, with their depth on the stack.
    fn open_clauses(&self) -> impl Iterator<Item = (usize, &Clause)> {
        self.clauses.stack.iter().enumerate().rev().map(|(depth, &id)| (depth, &self.clauses.all[id]))
    }
}

//! What really changed between two versions of a report: figures, quotations, sources, hedges, not just words.

mod align;
mod attributions;
mod comparison;
mod figures;
mod kind;
mod layout;
mod modality;
mod names;
mod notice;
mod quotes;
mod rest;
mod version;
mod wire;
mod words;

use crate::reading::Reading;
use crate::rules::RulePack;
use crate::text::Span;

pub use kind::{Class, Kind, Significance};

use comparison::Comparison;

/// What changed between two versions of a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diff {
    /// The changes, in the order of their classes, then of the text.
    pub changes: Vec<Change>,
    /// The sentences in which they are, in the order of the old version.
    pub sentences: Vec<Sentence>,
}

/// A change, with the place in either version where it can be seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What it is.
    pub kind: Kind,
    /// Where it is in the old version; none for what was added.
    pub old: Option<Span>,
    /// Where it is in the new version; none for what was removed.
    pub new: Option<Span>,
    /// What stood there, on one line.
    pub old_value: String,
    /// What stands there now.
    pub new_value: String,
    /// How much it matters.
    pub significance: Significance,
    /// Whether the new version says so.
    pub declared: Declaration,
    /// The place in [`Diff::sentences`] of the sentence it is in.
    pub sentence: Option<usize>,
}

/// Whether the new version says that something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Declaration {
    /// It does not.
    No,
    /// A notice or the copy itself says so.
    Matching,
    /// A notice says something else of it: another value, another direction.
    Mismatching,
    /// It need not: a count that grew from one lead to the next.
    Update,
}

/// Sentences that belong together, or one that has no counterpart.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Where it is in the old version.
    pub old: Option<Span>,
    /// Where it is in the new version.
    pub new: Option<Span>,
    /// Its words in reading order: stretches that stayed, and stretches that differ.
    pub parts: Vec<Part>,
}

/// A stretch of a [`Sentence`] that stayed or differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where it is in the old version, if it is there.
    pub old: Option<Span>,
    /// Where it is in the new version, if it is there.
    pub new: Option<Span>,
    /// Whether both say the same.
    pub same: bool,
}

impl Declaration {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Declaration::No => "no",
            Declaration::Matching => "matching",
            Declaration::Mismatching => "mismatching",
            Declaration::Update => "update",
        }
    }
}

impl Change {
    /// The family it belongs to.
    #[must_use]
    pub fn class(&self) -> Class {
        self.kind.class()
    }

    /// Whether it sets right what a reader was told, and the new version does not say so.
    #[must_use]
    pub fn is_silent_correction(&self) -> bool {
        let corrects = matches!(
            self.kind,
            Kind::FigureValue
                | Kind::FigureScope
                | Kind::QuoteAltered
                | Kind::QuoteDiacritic
                | Kind::QuoteSpeaker
                | Kind::NameChanged
                | Kind::NameOffice
        );
        corrects && matches!(self.declared, Declaration::No | Declaration::Mismatching)
    }

    /// Whether it is a notice that does not say what changed.
    #[must_use]
    pub fn is_unexplained_correction(&self) -> bool {
        self.kind == Kind::CorrectionMismatching
    }

    fn mirrored(mut self) -> Change {
        self.kind = self.kind.mirrored();
        std::mem::swap(&mut self.old, &mut self.new);
        std::mem::swap(&mut self.old_value, &mut self.new_value);
        self
    }
}

impl Diff {
    /// What changed from `old` to `new`; never fails, in time linear in both but for the sentences that differ.
    ///
    /// `Diff::new(b, a, …)` has the changes of `Diff::new(a, b, …)` the other way round, save for what depends on which
    /// version is the later one: whether a change is declared.
    #[must_use]
    pub fn new(old: &Reading, new: &Reading, rules: &RulePack) -> Diff {
        // Which of several equally good alignments is found must not depend on the direction.
        let order = |reading: &Reading| reading.analysis.article.text.len();
        let (a, b) = (&old.analysis.article, &new.analysis.article);
        let is_turned = (order(old), &a.text) > (order(new), &b.text);
        let (first, second) = if is_turned { (new, old) } else { (old, new) };
        let mut diff = Comparison::new(first, second, rules).diff();
        if is_turned {
            diff.changes = diff.changes.into_iter().map(Change::mirrored).collect();
            for sentence in &mut diff.sentences {
                std::mem::swap(&mut sentence.old, &mut sentence.new);
                sentence.parts.iter_mut().for_each(|part| std::mem::swap(&mut part.old, &mut part.new));
            }
        }
        notice::declare(&mut diff, old, new, rules);
        diff.sort();
        diff
    }

    fn sort(&mut self) {
        let rank = |change: &Change| Class::ALL.iter().position(|class| *class == change.class());
        let place = |change: &Change| change.new.or(change.old);
        self.changes.sort_by(|a, b| {
            (rank(a), place(a), a.kind, a.old, &a.old_value).cmp(&(rank(b), place(b), b.kind, b.old, &b.old_value))
        });
    }

    /// The changes that are told one by one: neither style nor boring.
    pub fn told(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| !change.class().is_folded())
    }

    /// Whether nothing changed that anybody could tell: at most spaces, glyphs, line breaks, the dateline.
    #[must_use]
    pub fn is_boring(&self) -> bool {
        self.changes.iter().all(|change| change.class() == Class::Boring)
    }

    /// How many changes of each kind are folded, in the order of the kinds.
    #[must_use]
    pub fn folded(&self) -> Vec<(Kind, usize)> {
        let count = |kind: Kind| self.changes.iter().filter(|change| change.kind == kind).count();
        let folded = Kind::ALL.iter().filter(|kind| kind.class().is_folded());
        folded.map(|&kind| (kind, count(kind))).filter(|&(_, count)| count > 0).collect()
    }
}

//! Two versions side by side while their differences are being explained, one kind after the other.

use rustc_hash::FxHashMap;

use super::align;
use super::version::Version;
use super::words::{Hunk, NONE, Words};
use super::{Change, Declaration, Diff, Kind, Part, Sentence, Significance};
use super::{attributions, figures, layout, modality, names, quotes, rest, wire};
use crate::document::TokenRange;
use crate::reading::Reading;
use crate::rules::RulePack;
use crate::text::Span;

/// Two versions, their words compared, and what has been explained so far.
///
/// Each kind of change marks the tokens it explains, so that every difference is told once, by the first that knows it.
pub(super) struct Comparison<'a> {
    pub rules: &'a RulePack,
    pub old: Version<'a>,
    pub new: Version<'a>,
    pub words: Words,
    pub old_done: Vec<bool>,
    pub new_done: Vec<bool>,
    pub changes: Vec<Change>,
    sentences: Vec<Sentence>,
    /// For every pair its place among the sentences.
    of_pair: Vec<Option<usize>>,
    /// For sentences that have no counterpart their places among the sentences.
    of_units: FxHashMap<(Option<Span>, Option<Span>), usize>,
}

impl<'a> Comparison<'a> {
    pub fn new(old: &'a Reading, new: &'a Reading, rules: &'a RulePack) -> Comparison<'a> {
        let (old, new) = (Version::new(old, rules), Version::new(new, rules));
        let pairs = align::pairs(&old, &new);
        let words = Words::new(&old, &new, pairs);
        Comparison {
            rules,
            old_done: vec![false; old.keys.len()],
            new_done: vec![false; new.keys.len()],
            changes: Vec::new(),
            sentences: Vec::new(),
            of_pair: vec![None; words.pairs.len()],
            of_units: FxHashMap::default(),
            old,
            new,
            words,
        }
    }

    /// All changes.
    pub fn diff(mut self) -> Diff {
        wire::find(&mut self);
        layout::find(&mut self);
        let has_differences =
            !self.words.hunks.is_empty() || self.words.old_pair.contains(&NONE) || self.words.new_pair.contains(&NONE);
        if has_differences {
            quotes::find(&mut self);
            modality::labels(&mut self);
            figures::find(&mut self);
            attributions::find(&mut self);
            names::find(&mut self);
            modality::find(&mut self);
            rest::find(&mut self);
        }
        Diff { changes: self.changes, sentences: self.sentences }
    }

    /// Tells a change at these tokens, with these values.
    pub fn tell(
        &mut self,
        kind: Kind,
        old: Option<TokenRange>,
        new: Option<TokenRange>,
        old_value: String,
        new_value: String,
    ) {
        let sentence = if kind.class().is_folded() { None } else { self.sentence(old, new) };
        self.changes.push(Change {
            kind,
            old: old.map(|tokens| self.old.span(tokens)),
            new: new.map(|tokens| self.new.span(tokens)),
            old_value,
            new_value,
            significance: kind.significance(),
            declared: Declaration::No,
            sentence,
        });
    }

    /// Tells a change from the words of `old` to those of `new`.
    pub fn tell_words(&mut self, kind: Kind, old: Option<TokenRange>, new: Option<TokenRange>) {
        let before = old.map(|tokens| self.old.text(tokens)).unwrap_or_default();
        let after = new.map(|tokens| self.new.text(tokens)).unwrap_or_default();
        self.tell(kind, old, new, before, after);
    }

    /// Tells a change of what surrounds the report, where no words are compared.
    pub fn tell_at(&mut self, kind: Kind, places: (Option<Span>, Option<Span>), values: (String, String)) {
        self.changes.push(Change {
            kind,
            old: places.0,
            new: places.1,
            old_value: values.0,
            new_value: values.1,
            significance: kind.significance(),
            declared: Declaration::No,
            sentence: None,
        });
    }

    /// Says of the change told last how much it matters.
    pub fn weigh(&mut self, significance: Significance) {
        if let Some(change) = self.changes.last_mut() {
            change.significance = significance;
        }
    }

    /// Marks the stretches that differ within these tokens as explained.
    pub fn explain(&mut self, old: TokenRange, new: TokenRange) {
        self.explain_old(old);
        self.explain_new(new);
    }

    pub fn explain_old(&mut self, tokens: TokenRange) {
        for at in tokens.first..tokens.end {
            self.old_done[at as usize] |= self.words.to_new[at as usize] == NONE;
        }
    }

    pub fn explain_new(&mut self, tokens: TokenRange) {
        for at in tokens.first..tokens.end {
            self.new_done[at as usize] |= self.words.to_old[at as usize] == NONE;
        }
    }

    /// Whether a word among `tokens` of the old version differs and is not explained yet.
    pub fn old_differs(&self, tokens: TokenRange) -> bool {
        (tokens.first..tokens.end).any(|at| self.words.to_new[at as usize] == NONE && !self.old_done[at as usize])
    }

    /// Whether a word among `tokens` of the new version differs and is not explained yet.
    pub fn new_differs(&self, tokens: TokenRange) -> bool {
        (tokens.first..tokens.end).any(|at| self.words.to_old[at as usize] == NONE && !self.new_done[at as usize])
    }

    /// The sentence that a change at these tokens is in.
    fn sentence(&mut self, old: Option<TokenRange>, new: Option<TokenRange>) -> Option<usize> {
        let pair_of = |map: &[u32], tokens: Option<TokenRange>| {
            tokens.filter(|tokens| !tokens.is_empty()).and_then(|tokens| map.get(tokens.first as usize).copied())
        };
        let of_old = pair_of(&self.words.old_pair, old);
        let of_new = pair_of(&self.words.new_pair, new);
        if let Some(pair) = [of_old, of_new].into_iter().flatten().find(|&pair| pair != NONE) {
            let pair = pair as usize;
            if self.of_pair[pair].is_none() {
                let sentence = self.compared(pair);
                self.of_pair[pair] = Some(self.sentences.len());
                self.sentences.push(sentence);
            }
            return self.of_pair[pair];
        }
        let whole = |version: &Version<'_>, tokens: TokenRange| {
            let unit = *version.unit_of.get(tokens.first as usize)?;
            Some(version.span(version.units.get(unit as usize)?.tokens))
        };
        let old = old.and_then(|tokens| whole(&self.old, tokens));
        let new = new.and_then(|tokens| whole(&self.new, tokens));
        if old.is_none() && new.is_none() {
            return None;
        }
        let sentences = &mut self.sentences;
        Some(*self.of_units.entry((old, new)).or_insert_with(|| {
            sentences.push(Sentence { old, new, parts: vec![Part { old, new, same: false }] });
            sentences.len() - 1
        }))
    }

    /// The words of a pair, side by side.
    fn compared(&self, pair: usize) -> Sentence {
        let pair = self.words.pairs[pair];
        let (old, new) = (pair.old.tokens(&self.old), pair.new.tokens(&self.new));
        let mut parts = Vec::new();
        let (mut from, mut to) = (old.first, new.first);
        let mut stayed = |from: u32, end: u32, to: u32, behind: u32| {
            if from < end {
                parts.push((TokenRange::new(from, end), TokenRange::new(to, behind), true));
            }
        };
        let mut differing = Vec::new();
        let start = self.words.hunks.partition_point(|hunk| (hunk.old.first, hunk.old.end) < (old.first, old.first));
        for hunk in self.words.hunks.iter().skip(start).take_while(|hunk| hunk.old.first <= old.end) {
            if hunk.new.first < new.first || hunk.new.end > new.end || hunk.old.end > old.end {
                continue;
            }
            stayed(from, hunk.old.first, to, hunk.new.first);
            differing.push((hunk.old, hunk.new, false));
            (from, to) = (hunk.old.end, hunk.new.end);
        }
        stayed(from, old.end, to, new.end);
        parts.extend(differing);
        parts.sort_by_key(|(old, new, _)| (old.first, new.first, old.end));
        let spans = |version: &Version<'_>, tokens: TokenRange| (!tokens.is_empty()).then(|| version.span(tokens));
        let parts = parts.into_iter().map(|(old, new, same)| Part {
            old: spans(&self.old, old),
            new: spans(&self.new, new),
            same,
        });
        Sentence { old: spans(&self.old, old), new: spans(&self.new, new), parts: parts.collect() }
    }

    /// The stretches that differ, of which some word is not explained yet.
    pub fn open_hunks(&self) -> Vec<Hunk> {
        let hunks = self.words.hunks.iter().copied();
        hunks.filter(|hunk| self.old_differs(hunk.old) || self.new_differs(hunk.new)).collect()
    }
}

//! Words within sentences that belong together: which stayed, and the stretches that differ.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::align::Pair;
use super::version::Version;
use crate::document::TokenRange;

pub(super) const NONE: u32 = u32::MAX;

/// For each of `old` things the one of `new` that it belongs to, by `candidates`: how well two fit, the old one, the new
/// one. The best fit goes first, of equal ones the one that comes first; each thing has one partner.
pub(super) fn best_partners<S: Ord + Copy>(
    mut candidates: Vec<(S, usize, usize)>,
    old: usize,
    new: usize,
) -> Vec<Option<usize>> {
    candidates.sort_by_key(|&(fit, old, new)| (std::cmp::Reverse(fit), old, new));
    let mut partners = vec![None; old];
    let mut taken = vec![false; new];
    for (_, a, b) in candidates {
        if partners[a].is_none() && !taken[b] {
            partners[a] = Some(b);
            taken[b] = true;
        }
    }
    partners
}

/// Whether `part` is half of `whole` or more: what most words of stayed is still the same quotation, the same content.
pub(super) fn is_half(part: usize, whole: usize) -> bool {
    2 * part >= whole
}

/// A stretch that differs; either side may be empty.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hunk {
    pub old: TokenRange,
    pub new: TokenRange,
}

/// The words of two versions, compared.
#[derive(Debug)]
pub(super) struct Words {
    pub pairs: Vec<Pair>,
    /// In the order of the old version.
    pub hunks: Vec<Hunk>,
    /// For every token of the old version the one it is in the new, or none.
    pub to_new: Vec<u32>,
    /// The other way round.
    pub to_old: Vec<u32>,
    /// For every token of the old version its pair, or none.
    pub old_pair: Vec<u32>,
    /// For every token of the new version its pair, or none.
    pub new_pair: Vec<u32>,
    /// For every token of the old version the stretch that differs it stands in, or none.
    pub old_hunk: Vec<u32>,
    /// For every token of the new version the stretch that differs it stands in, or none.
    pub new_hunk: Vec<u32>,
}

impl Words {
    pub fn new(old: &Version<'_>, new: &Version<'_>, pairs: Vec<Pair>) -> Words {
        let (count, other) = (old.keys.len(), new.keys.len());
        let mut words = Words {
            pairs: Vec::new(),
            hunks: Vec::new(),
            to_new: vec![NONE; count],
            to_old: vec![NONE; other],
            old_pair: vec![NONE; count],
            new_pair: vec![NONE; other],
            old_hunk: vec![NONE; count],
            new_hunk: vec![NONE; other],
        };
        for (at, pair) in pairs.iter().enumerate() {
            let (a, b) = (pair.old.tokens(old), pair.new.tokens(new));
            words.old_pair[a.first as usize..a.end as usize].fill(at as u32);
            words.new_pair[b.first as usize..b.end as usize].fill(at as u32);
            let mut hunks = Vec::new();
            compare(old.keys(a), new.keys(b), a.first, b.first, &mut words, &mut hunks);
            let joined = joined(old, hunks);
            for hunk in joined {
                words.hunk(old, new, hunk);
            }
        }
        words.pairs = pairs;
        words
    }

    /// Adds a stretch that differs, cut where its letters agree but for accents and capitals.
    fn hunk(&mut self, old: &Version<'_>, new: &Version<'_>, hunk: Hunk) {
        for at in hunk.old.first..hunk.old.end {
            let new = std::mem::replace(&mut self.to_new[at as usize], NONE);
            if new != NONE {
                self.to_old[new as usize] = NONE;
            }
        }
        let (a, b) = (range(&old.folded, hunk.old), range(&new.folded, hunk.new));
        if a.is_empty() || b.is_empty() || a.len() + b.len() == 2 {
            self.push(hunk);
            return;
        }
        for op in capture_diff_slices(Algorithm::Myers, a, b) {
            let (o, n) = (op.old_range(), op.new_range());
            let at = |first: u32, range: &std::ops::Range<usize>| {
                TokenRange::new(first + range.start as u32, first + range.end as u32)
            };
            let part = Hunk { old: at(hunk.old.first, &o), new: at(hunk.new.first, &n) };
            if matches!(op, DiffOp::Equal { .. }) {
                for (o, n) in (part.old.first..part.old.end).zip(part.new.first..part.new.end) {
                    if old.keys[o as usize] == new.keys[n as usize] {
                        self.to_new[o as usize] = n;
                        self.to_old[n as usize] = o;
                    } else {
                        self.push(Hunk { old: TokenRange::new(o, o + 1), new: TokenRange::new(n, n + 1) });
                    }
                }
            } else {
                self.push(part);
            }
        }
    }

    fn push(&mut self, hunk: Hunk) {
        let id = self.hunks.len() as u32;
        self.old_hunk[hunk.old.first as usize..hunk.old.end as usize].fill(id);
        self.new_hunk[hunk.new.first as usize..hunk.new.end as usize].fill(id);
        self.hunks.push(hunk);
    }

    /// Where `tokens` of the old version stand in the new: from the first that stayed to the last.
    pub fn image(&self, tokens: TokenRange) -> Option<TokenRange> {
        hull(&self.to_new, tokens)
    }

    /// Where `tokens` of the new version stand in the old.
    pub fn origin(&self, tokens: TokenRange) -> Option<TokenRange> {
        hull(&self.to_old, tokens)
    }
}

fn hull(map: &[u32], tokens: TokenRange) -> Option<TokenRange> {
    let stayed = || map[tokens.first as usize..tokens.end as usize].iter().copied().filter(|&to| to != NONE);
    Some(TokenRange::new(stayed().min()?, stayed().max()? + 1))
}

fn range(keys: &[u64], tokens: TokenRange) -> &[u64] {
    &keys[tokens.first as usize..tokens.end as usize]
}

fn compare(a: &[u64], b: &[u64], from: u32, to: u32, words: &mut Words, hunks: &mut Vec<Hunk>) {
    for op in capture_diff_slices(Algorithm::Myers, a, b) {
        let (o, n) = (op.old_range(), op.new_range());
        if matches!(op, DiffOp::Equal { .. }) {
            for (o, n) in o.zip(n) {
                let (o, n) = (from + o as u32, to + n as u32);
                words.to_new[o as usize] = n;
                words.to_old[n as usize] = o;
            }
        } else {
            let at = |first: u32, range: std::ops::Range<usize>| {
                TokenRange::new(first + range.start as u32, first + range.end as u32)
            };
            hunks.push(Hunk { old: at(from, o), new: at(to, n) });
        }
    }
}

/// Stretches that differ, joined where no more than two small words stand between longer ones: the words that stayed
/// there stayed by chance.
fn joined(old: &Version<'_>, hunks: Vec<Hunk>) -> Vec<Hunk> {
    let mut joined: Vec<Hunk> = Vec::with_capacity(hunks.len());
    for hunk in hunks {
        if let Some(last) = joined.last_mut() {
            let between = TokenRange::new(last.old.end, hunk.old.first);
            let small = between.len() <= 2 && (between.first..between.end).all(|at| !old.is_content(at));
            let long = |hunk: &Hunk| hunk.old.len() > 1 && hunk.new.len() > 1;
            if small && long(last) && long(&hunk) {
                last.old.end = hunk.old.end;
                last.new.end = hunk.new.end;
                continue;
            }
        }
        joined.push(hunk);
    }
    joined
}

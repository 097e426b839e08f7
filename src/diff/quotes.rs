//! Quotations of two versions: which is which, and what happened to each.

use rustc_hash::{FxHashMap, FxHashSet};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::Kind;
use super::comparison::Comparison;
use super::version::Version;
use super::words::{NONE, best_partners, is_half};
use crate::analysis::Mode;
use crate::document::{TokenKind, TokenRange};

/// How many words of a speech are compared: longer ones than any report quotes in one go.
const LONGEST: usize = 600;

/// A quotation, as a version has it.
struct Quoted {
    /// The tokens between the marks.
    inner: TokenRange,
    /// The tokens with the marks.
    outer: TokenRange,
    /// Its words, without those of an incise.
    words: Vec<u32>,
    /// Its words and other tokens, without the marks at its end.
    all: Vec<u32>,
    /// Whether somebody speaks in it: it is attributed, or long enough to be no title and no word set apart.
    speaks: bool,
}

pub(super) fn find(comparison: &mut Comparison<'_>) {
    let (old, new) = (quoted(&comparison.old), quoted(&comparison.new));
    let mut partners = by_place(comparison, &old, &new);
    by_content(comparison, &old, &new, &mut partners);
    let taken: FxHashSet<usize> = partners.iter().flatten().copied().collect();
    for (a, partner) in old.iter().zip(&partners) {
        match partner {
            Some(b) => compare(comparison, a, &new[*b]),
            None => alone_old(comparison, a),
        }
    }
    for (at, b) in new.iter().enumerate() {
        if !taken.contains(&at) {
            alone_new(comparison, b);
        }
    }
}

/// The quotations of a version that stand in no other, empty ones left out.
fn quoted(version: &Version<'_>) -> Vec<Quoted> {
    let reading = version.reading;
    let tokens = &reading.document.tokens;
    // An incise within the marks belongs to the reporter: words of a cue's quotation that no content holds.
    let mut incised: FxHashMap<u32, Vec<TokenRange>> = FxHashMap::default();
    let mut spoken = vec![false; tokens.len()];
    for attribution in &reading.analysis.attributions {
        for tokens in attribution.content.iter().map(|&span| version.tokens(span)) {
            if attribution.mode != Mode::Indirect && attribution.inside.is_none() {
                spoken[tokens.first as usize..tokens.end as usize].fill(true);
            }
        }
        if let Some(cue) = &attribution.cue {
            let at = version.tokens(cue.span).first;
            let contents = attribution.content.iter().map(|&span| version.tokens(span)).collect();
            incised.insert(at, contents);
        }
    }
    let outermost = reading.quotes.all.iter().filter(|quote| quote.parent.is_none());
    let quoted = outermost.map(|quote| {
        let inner = quote.inner();
        let contents = (inner.first..inner.end).filter_map(|at| incised.get(&at)).find(|contents| {
            contents.first().is_some_and(|content| content.first == inner.first && content.end <= inner.end)
        });
        let own = |at: &u32| contents.is_none_or(|contents| contents.iter().any(|content| content.contains(*at)));
        let mut all: Vec<u32> = (inner.first..inner.end).filter(own).collect();
        while all.last().is_some_and(|&at| matches!(tokens[at as usize].kind, TokenKind::Comma | TokenKind::Stop)) {
            all.pop();
        }
        let words: Vec<u32> = all.iter().copied().filter(|&at| version.is_word(at)).collect();
        let speaks = words.len() >= 5 || words.iter().any(|&at| spoken[at as usize]);
        Quoted { inner, outer: quote.outer(), words, all, speaks }
    });
    quoted.filter(|quote| !quote.words.is_empty()).collect()
}

/// For every old quotation the new one that holds most of its words.
fn by_place(comparison: &Comparison<'_>, old: &[Quoted], new: &[Quoted]) -> Vec<Option<usize>> {
    let mut holder = vec![NONE; comparison.new.keys.len()];
    for (at, quote) in new.iter().enumerate() {
        holder[quote.outer.first as usize..quote.outer.end as usize].fill(at as u32);
    }
    let mut candidates = Vec::new();
    for (at, quote) in old.iter().enumerate() {
        let mut shared: FxHashMap<u32, usize> = FxHashMap::default();
        for &word in &quote.words {
            let to = comparison.words.to_new[word as usize];
            if to != NONE && holder[to as usize] != NONE {
                *shared.entry(holder[to as usize]).or_default() += 1;
            }
        }
        // A short quotation may have changed altogether between marks that stayed.
        let open = comparison.words.to_new[quote.outer.first as usize];
        if open != NONE && holder[open as usize] != NONE && new[holder[open as usize] as usize].outer.first == open {
            shared.entry(holder[open as usize]).or_default();
        }
        let mut shared: Vec<(u32, usize)> = shared.into_iter().collect();
        shared.sort_unstable();
        for (other, count) in shared {
            let least = quote.words.len().min(new[other as usize].words.len());
            if is_half(count, least) && count > 0 || count == 0 && least <= 8 {
                candidates.push((count, at, other as usize));
            }
        }
    }
    best_partners(candidates, old.len(), new.len())
}

/// Joins quotations that stand in sentences which do not belong together, by three words in a row.
fn by_content(comparison: &Comparison<'_>, old: &[Quoted], new: &[Quoted], partners: &mut [Option<usize>]) {
    let threes = |version: &Version<'_>, quote: &Quoted| -> Vec<[u64; 3]> {
        let key = |at: Option<&u32>| at.map_or(0, |&at| version.folded[at as usize]);
        let count = quote.words.len().saturating_sub(2).max(1);
        (0..count).map(|i| [0, 1, 2].map(|j| key(quote.words.get(i + j)))).collect()
    };
    let taken: FxHashSet<usize> = partners.iter().flatten().copied().collect();
    let mut places: FxHashMap<[u64; 3], Vec<usize>> = FxHashMap::default();
    for (at, quote) in new.iter().enumerate().filter(|(at, _)| !taken.contains(at)) {
        for three in threes(&comparison.new, quote) {
            places.entry(three).or_default().push(at);
        }
    }
    let mut used = FxHashSet::default();
    for (a, quote) in old.iter().enumerate() {
        if partners[a].is_some() {
            continue;
        }
        let own = threes(&comparison.old, quote);
        let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
        for three in &own {
            for &other in places.get(three).filter(|others| others.len() <= 8).into_iter().flatten() {
                *shared.entry(other).or_default() += 1;
            }
        }
        let mut shared: Vec<(usize, usize)> = shared.into_iter().filter(|(other, _)| !used.contains(other)).collect();
        shared.sort_by_key(|&(other, count)| (std::cmp::Reverse(count), other));
        if let Some(&(other, count)) = shared.first() {
            let least = own.len().min(new[other].words.len().saturating_sub(2).max(1));
            if is_half(count, least) {
                partners[a] = Some(other);
                used.insert(other);
            }
        }
    }
}

/// What happened to the quotation `a` that is now `b`.
fn compare(comparison: &mut Comparison<'_>, a: &Quoted, b: &Quoted) {
    let keys = |version: &Version<'_>, tokens: &[u32]| -> Vec<u64> {
        tokens.iter().take(LONGEST).map(|&at| version.keys[at as usize]).collect()
    };
    if keys(&comparison.old, &a.all) != keys(&comparison.new, &b.all) {
        let (kind, old, new) = altered(comparison, a, b);
        let value = |version: &Version<'_>, tokens: Option<TokenRange>| {
            tokens.filter(|tokens| !tokens.is_empty()).map(|tokens| version.text(tokens)).unwrap_or_default()
        };
        let (before, after) = (value(&comparison.old, old), value(&comparison.new, new));
        comparison.tell(kind, Some(a.inner), Some(b.inner), before, after);
    }
    for &at in &a.all {
        comparison.explain_old(TokenRange::new(at, at + 1));
    }
    for &at in &b.all {
        comparison.explain_new(TokenRange::new(at, at + 1));
    }
    // Marks that moved belong to what was said of the quotation.
    for at in [a.outer.first, a.outer.end - 1] {
        comparison.explain_old(TokenRange::new(at, at + 1));
    }
    for at in [b.outer.first, b.outer.end - 1] {
        comparison.explain_new(TokenRange::new(at, at + 1));
    }
}

/// How the words between the marks differ, and from where to where.
fn altered(comparison: &Comparison<'_>, a: &Quoted, b: &Quoted) -> (Kind, Option<TokenRange>, Option<TokenRange>) {
    let (old, new) = (&comparison.old, &comparison.new);
    let exact = |version: &Version<'_>, words: &[u32]| -> Vec<u64> {
        words.iter().take(LONGEST).map(|&at| version.keys[at as usize]).collect()
    };
    let folded = |version: &Version<'_>, words: &[u32]| -> Vec<u64> {
        words.iter().take(LONGEST).map(|&at| version.folded[at as usize]).collect()
    };
    let (x, y) = (exact(old, &a.words), exact(new, &b.words));
    let whole = |a: &Quoted, b: &Quoted| (Some(a.inner), Some(b.inner));
    if x == y {
        let (old, new) = whole(a, b);
        return (Kind::QuotePunctuation, old, new);
    }
    let ops = capture_diff_slices(Algorithm::Myers, &x, &y);
    let changed: Vec<&DiffOp> = ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })).collect();
    let hull = |words: &[u32], first: usize, end: usize| {
        (first < end).then(|| TokenRange::new(words[first], words[end - 1] + 1))
    };
    let (first, last) = (changed.first(), changed.last());
    let (from, to) = match (first, last) {
        (Some(first), Some(last)) => (
            hull(&a.words, first.old_range().start, last.old_range().end),
            hull(&b.words, first.new_range().start, last.new_range().end),
        ),
        _ => (None, None),
    };
    if folded(old, &a.words) == folded(new, &b.words) {
        let low = |version: &Version<'_>, words: &[u32], at: usize| version.lower(words[at]);
        let only_capitals = changed
            .iter()
            .all(|op| op.old_range().zip(op.new_range()).all(|(i, j)| low(old, &a.words, i) == low(new, &b.words, j)));
        return (if only_capitals { Kind::QuotePunctuation } else { Kind::QuoteDiacritic }, from, to);
    }
    let is_cut = |words: &[u32], longer: &Quoted, version: &Version<'_>, at: usize| {
        // Behind what is left out stand dots: `[…]`.
        let (before, behind) = (at.checked_sub(1).map(|at| words[at]), words.get(at).copied());
        let range = before.map_or(longer.inner.first, |at| at + 1)..behind.unwrap_or(longer.inner.end);
        range.into_iter().any(|at| version.reading.document.tokens[at as usize].kind == TokenKind::Ellipsis)
    };
    let at_edge = |range: std::ops::Range<usize>, count: usize| range.start == 0 || range.end == count;
    let extended = changed.iter().all(|op| {
        op.old_range().is_empty()
            && (at_edge(op.new_range(), y.len()) || is_cut(&a.words, a, old, op.old_range().start))
    });
    let truncated = changed.iter().all(|op| {
        op.new_range().is_empty()
            && (at_edge(op.old_range(), x.len()) || is_cut(&b.words, b, new, op.new_range().start))
    });
    let kind = if extended {
        Kind::QuoteExtended
    } else if truncated {
        Kind::QuoteTruncated
    } else {
        Kind::QuoteAltered
    };
    (kind, from, to)
}

/// A quotation that is one no more: its marks are gone, or all of it.
fn alone_old(comparison: &mut Comparison<'_>, quote: &Quoted) {
    let to_new = &comparison.words.to_new;
    let stayed = quote.words.iter().filter(|&&at| to_new[at as usize] != NONE).count();
    let is_there = is_half(stayed, quote.words.len()) && stayed > 0;
    let marks = [quote.outer.first, quote.outer.end - 1];
    if is_there {
        // Marks that are still there were read otherwise, for what stands around them.
        if marks.iter().all(|&at| to_new[at as usize] != NONE) {
            return;
        }
        let image = comparison.words.image(quote.inner);
        comparison.tell_words(Kind::QuoteUnmarked, Some(quote.inner), image);
    } else {
        if !quote.speaks {
            return;
        }
        comparison.tell_words(Kind::QuoteRemoved, Some(quote.inner), None);
    }
    comparison.explain_old(quote.outer);
}

/// A quotation that was none: marks were set, or all of it is new.
fn alone_new(comparison: &mut Comparison<'_>, quote: &Quoted) {
    let to_old = &comparison.words.to_old;
    let stayed = quote.words.iter().filter(|&&at| to_old[at as usize] != NONE).count();
    let is_there = is_half(stayed, quote.words.len()) && stayed > 0;
    let marks = [quote.outer.first, quote.outer.end - 1];
    if is_there {
        if marks.iter().all(|&at| to_old[at as usize] != NONE) {
            return;
        }
        let origin = comparison.words.origin(quote.inner);
        comparison.tell_words(Kind::QuoteMarked, origin, Some(quote.inner));
    } else {
        if !quote.speaks {
            return;
        }
        comparison.tell_words(Kind::QuoteAdded, None, Some(quote.inner));
    }
    comparison.explain_new(quote.outer);
}

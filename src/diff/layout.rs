//! What changed about the looks: order, paragraphs, spaces and glyphs.

use super::Kind;
use super::comparison::Comparison;
use super::words::NONE;
use crate::document::{TokenKind, TokenRange};

pub(super) fn find(comparison: &mut Comparison<'_>) {
    moves(comparison);
    glyphs(comparison);
}

/// Tells paragraphs and sentences that stand elsewhere, and paragraphs that were joined or parted.
fn moves(comparison: &mut Comparison<'_>) {
    let pairs = &comparison.words.pairs;
    let weights: Vec<(u32, u64)> =
        pairs.iter().map(|pair| (pair.new.first, u64::from(pair.old.tokens(&comparison.old).len()))).collect();
    let stayed = heaviest_rising(&weights, comparison.new.units.len());
    let paragraphs: Vec<(u32, u32)> = pairs
        .iter()
        .map(|pair| {
            let (old, new) = (pair.old.first as usize, pair.new.first as usize);
            (comparison.old.units[old].paragraph, comparison.new.units[new].paragraph)
        })
        .collect();
    // Whole paragraphs first: all of their sentences that have a counterpart moved.
    let mut told = Vec::new();
    let mut at = 0;
    while at < pairs.len() {
        let (old, new) = paragraphs[at];
        let end = (at..pairs.len()).find(|&next| paragraphs[next] != (old, new)).unwrap_or(pairs.len());
        let first_of_old = at == 0 || paragraphs[at - 1].0 != old;
        let last_of_old = end == pairs.len() || paragraphs[end].0 != old;
        if (at..end).all(|pair| !stayed[pair]) {
            let hull = |range: std::ops::Range<usize>, new: bool| {
                let tokens = range.map(|pair| {
                    let pair = comparison.words.pairs[pair];
                    if new { pair.new.tokens(&comparison.new) } else { pair.old.tokens(&comparison.old) }
                });
                tokens.reduce(|a, b| TokenRange::new(a.first.min(b.first), a.end.max(b.end))).unwrap_or_default()
            };
            let kind = if first_of_old && last_of_old { Kind::MoveParagraph } else { Kind::MoveSentence };
            told.push((kind, hull(at..end, false), hull(at..end, true)));
        } else {
            for pair in (at..end).filter(|&pair| !stayed[pair]) {
                let pair = comparison.words.pairs[pair];
                let tokens = (pair.old.tokens(&comparison.old), pair.new.tokens(&comparison.new));
                told.push((Kind::MoveSentence, tokens.0, tokens.1));
            }
        }
        at = end;
    }
    // Of those that stayed in order, neighbours may now stand in one paragraph, or in two.
    let kept: Vec<usize> = (0..pairs.len()).filter(|&pair| stayed[pair]).collect();
    for next in kept.windows(2) {
        let ((a, x), (b, y)) = (paragraphs[next[0]], paragraphs[next[1]]);
        let kind = match (a == b, x == y) {
            (true, false) => Kind::BoringSplit,
            (false, true) => Kind::BoringMerged,
            _ => continue,
        };
        let pair = comparison.words.pairs[next[1]];
        told.push((kind, pair.old.tokens(&comparison.old), pair.new.tokens(&comparison.new)));
    }
    for (kind, old, new) in told {
        comparison.tell_words(kind, Some(old), Some(new));
    }
}

/// For every `(place, weight)` whether it is part of the heaviest selection in which places rise.
fn heaviest_rising(items: &[(u32, u64)], places: usize) -> Vec<bool> {
    // A Fenwick tree of the heaviest selection that ends at or before each place.
    let mut tree: Vec<(u64, usize)> = vec![(0, usize::MAX); places + 1];
    let mut before = vec![usize::MAX; items.len()];
    let heaviest = |tree: &[(u64, usize)], mut i: usize| {
        let mut best = (0, usize::MAX);
        while i > 0 {
            if tree[i].0 > best.0 {
                best = tree[i];
            }
            i &= i - 1;
        }
        best
    };
    for (at, &(place, weight)) in items.iter().enumerate() {
        let best = heaviest(&tree, place as usize);
        before[at] = best.1;
        let own = (best.0 + weight, at);
        let mut i = place as usize + 1;
        while i <= places {
            if own.0 > tree[i].0 {
                tree[i] = own;
            }
            i += i & i.wrapping_neg();
        }
    }
    let mut chosen = vec![false; items.len()];
    let mut at = heaviest(&tree, places).1;
    while at != usize::MAX {
        chosen[at] = true;
        at = before[at];
    }
    chosen
}

/// Tells, once a sentence and kind, what differs in the writing of words that stayed.
fn glyphs(comparison: &mut Comparison<'_>) {
    let mut told = Vec::new();
    for pair in &comparison.words.pairs {
        let old = pair.old.tokens(&comparison.old);
        let mut seen = [false; 4];
        for at in old.first..old.end {
            let to = comparison.words.to_new[at as usize];
            if to == NONE {
                continue;
            }
            let written = (comparison.old.spans[at as usize], comparison.new.spans[to as usize]);
            let texts = (comparison.old.reading.text(written.0), comparison.new.reading.text(written.1));
            if texts.0 != texts.1 {
                let quote = matches!(comparison.old.reading.document.tokens[at as usize].kind, TokenKind::Quote(_));
                seen[usize::from(quote)] = true;
            }
            if at + 1 < old.end && comparison.words.to_new[at as usize + 1] == to + 1 {
                let gap = |version: &super::version::Version<'_>, at: u32| {
                    let (from, to) = (version.spans[at as usize].end(), version.spans[at as usize + 1].start());
                    version.reading.analysis.article.text.get(from as usize..to as usize).unwrap_or_default().to_owned()
                };
                let (a, b) = (gap(&comparison.old, at), gap(&comparison.new, to));
                if a != b {
                    seen[if a.contains('\n') == b.contains('\n') { 2 } else { 3 }] = true;
                }
            }
        }
        let kinds = [Kind::BoringTypography, Kind::BoringQuoteGlyphs, Kind::BoringSpaces, Kind::BoringReflow];
        for (kind, _) in kinds.into_iter().zip(seen).filter(|(_, seen)| *seen) {
            told.push((kind, old, pair.new.tokens(&comparison.new)));
        }
    }
    for (kind, old, new) in told {
        comparison.tell(kind, Some(old), Some(new), String::new(), String::new());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lighter_part_moved() {
        assert_eq!(heaviest_rising(&[(1, 5), (2, 5), (0, 3)], 3), [true, true, false]);
        assert_eq!(heaviest_rising(&[(2, 9), (0, 3), (1, 3)], 3), [true, false, false]);
        assert!(heaviest_rising(&[], 0).is_empty());
    }
}

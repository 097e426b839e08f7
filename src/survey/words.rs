//! Words counted: those of a report, and those it gives to each of its sources.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::{Add, AddAssign};

use crate::analysis::{Attribution, Mode};
use crate::article::{Article, Piece};
use crate::text::Span;

/// Numbers of words, by how they are reported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// In the source's own words.
    pub direct: usize,
    /// In the reporter's words with some of the source's.
    pub mixed: usize,
    /// In the reporter's words.
    pub indirect: usize,
}

impl Words {
    /// All of them.
    #[must_use]
    pub fn total(self) -> usize {
        self.direct + self.mixed + self.indirect
    }

    /// `count` words of one mode.
    #[must_use]
    pub fn of(mode: Mode, count: usize) -> Words {
        let mut words = Words::default();
        match mode {
            Mode::Direct => words.direct = count,
            Mode::Mixed => words.mixed = count,
            Mode::Indirect => words.indirect = count,
        }
        words
    }
}

impl Add for Words {
    type Output = Words;

    fn add(self, other: Words) -> Words {
        Words {
            direct: self.direct + other.direct,
            mixed: self.mixed + other.mixed,
            indirect: self.indirect + other.indirect,
        }
    }
}

impl AddAssign for Words {
    fn add_assign(&mut self, other: Words) {
        *self = *self + other;
    }
}

/// Where the words of `article` start that lie in `stretches`, which are in order.
///
/// A word is a run of letters and digits; a hyphen, a full stop or a comma between two of them does not end it.
pub(super) fn starts(article: &Article, stretches: &[Span]) -> Vec<u32> {
    let mut starts = Vec::new();
    let mut stretch = 0;
    for block in &article.blocks {
        // The last two characters.
        let (mut before, mut last) = (' ', ' ');
        let mut push = |at: u32, c: char| {
            let joins = matches!(last, '-' | '.' | ',') && before.is_alphanumeric();
            if c.is_alphanumeric() && !last.is_alphanumeric() && !joins {
                while stretches.get(stretch).is_some_and(|span| span.end() <= at) {
                    stretch += 1;
                }
                if stretches.get(stretch).is_some_and(|span| span.start() <= at) {
                    starts.push(at);
                }
            }
            (before, last) = (last, c);
        };
        for piece in &block.pieces {
            let span = piece.span();
            match piece {
                Piece::Written(span) => {
                    for (at, c) in article.text[*span].char_indices() {
                        push(span.start() + at as u32, c);
                    }
                }
                Piece::Decoded { text, .. } => text.chars().for_each(|c| push(span.start(), c)),
            }
        }
    }
    starts
}

/// How many of the words that start at `starts` each attribution holds; one inside others counts for the innermost.
pub(super) fn held(starts: &[u32], attributions: &[Attribution]) -> Vec<usize> {
    let mut held = vec![0; attributions.len()];
    let mut edges: Vec<(u32, bool, Reverse<u32>, usize)> = Vec::new();
    for (index, attribution) in attributions.iter().enumerate() {
        for span in attribution.content.iter().filter(|span| !span.is_empty()) {
            edges.push((span.end(), false, Reverse(span.len()), index));
            edges.push((span.start(), true, Reverse(span.len()), index));
        }
    }
    edges.sort_unstable();
    let mut edges = edges.into_iter().peekable();
    let mut open: BTreeSet<(Reverse<u32>, usize)> = BTreeSet::new();
    for &at in starts {
        while let Some((_, is_start, length, index)) = edges.next_if(|edge| edge.0 <= at) {
            if is_start {
                open.insert((length, index));
            } else {
                open.remove(&(length, index));
            }
        }
        if let Some(&(_, index)) = open.last() {
            held[index] += 1;
        }
    }
    held
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attribution(content: &[(u32, u32)]) -> Attribution {
        Attribution {
            mode: Mode::Indirect,
            content: content.iter().map(|&(start, end)| Span::new(start, end)).collect(),
            cue: None,
            source: None,
            inside: None,
            frame: "".into(),
            rule: "".into(),
        }
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        let count = |text: &str| starts(&Article::plain("a", text), &[Span::new(0, text.len() as u32)]).len();
        assert_eq!(count("Peut-être 21.000 ou 3,5 à l'usine."), 7);
        assert_eq!(count("« Oui », a-t-il dit - non..."), 4);
        assert_eq!(count("« » … !"), 0);
    }

    #[test]
    fn the_innermost_attribution_holds_a_word() {
        // 0123456789012345
        let text = "un deux trois qua";
        let starts = starts(&Article::plain("a", text), &[Span::new(0, 17)]);
        assert_eq!(starts, [0, 3, 8, 14]);
        assert_eq!(held(&starts, &[attribution(&[(0, 13)]), attribution(&[(3, 7)])]), [2, 1]);
        assert_eq!(held(&starts, &[attribution(&[(0, 2), (14, 17)]), attribution(&[])]), [2, 0]);
    }
}

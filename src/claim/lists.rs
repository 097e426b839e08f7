//! Where the words and phrases of the claims' lists stand in a document.

use crate::document::{Document, TokenRange};
use crate::rules::{List, RulePack};

/// Where the words and phrases of the claims' lists stand in a document.
#[derive(Debug, Default)]
pub struct Lists {
    /// The stretches with their list and topic, in order.
    hits: Vec<(TokenRange, List, u8)>,
}

impl Lists {
    /// Finds the words of `rules` in `document`. Linear in its tokens.
    #[must_use]
    pub fn new(document: &Document, rules: &RulePack) -> Lists {
        let mut low = String::new();
        let words: Vec<u32> = (0..document.tokens.len() as u32)
            .map(|token| {
                low.clear();
                low.extend(document.form(token).chars().flat_map(char::to_lowercase));
                rules.claims.number(&low)
            })
            .collect();
        let mut hits = Vec::new();
        for at in 0..words.len() {
            for (length, list, topic) in rules.claims.phrases(&words[at..]) {
                hits.push((TokenRange::new(at as u32, (at + length) as u32), list, topic));
            }
        }
        Lists { hits }
    }

    /// The stretches of `list` that begin within `range`, with the topic of each.
    pub fn within(&self, range: TokenRange, list: List) -> impl Iterator<Item = (TokenRange, u8)> + '_ {
        let first = self.hits.partition_point(|(tokens, ..)| tokens.first < range.first);
        self.hits[first..]
            .iter()
            .take_while(move |(tokens, ..)| tokens.first < range.end)
            .filter(move |(_, of, _)| *of == list)
            .map(|(tokens, _, topic)| (*tokens, *topic))
    }

    /// Whether a stretch of `list` begins within `range`.
    #[must_use]
    pub fn any(&self, range: TokenRange, list: List) -> bool {
        self.within(range, list).next().is_some()
    }
}

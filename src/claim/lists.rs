//! Where the words and phrases of the claims' lists stand in a document, and conditions and years.

use rustc_hash::FxHashMap;

use crate::document::{Document, Tag, TokenRange};
use crate::rules::{Classes, List, RulePack};
use crate::text::lower;

/// Where the words and phrases of the claims' lists stand in a document, and conditions and years.
#[derive(Debug, Default)]
pub struct Lists {
    /// For every list the stretches with their topic, in order.
    hits: FxHashMap<List, Vec<(TokenRange, u8)>>,
    /// The words that open a condition, in order.
    conditions: Vec<u32>,
    /// The numbers that may be years, in order.
    years: Vec<(u32, i16)>,
}

/// How many years of a sentence are looked at: real ones name a few, and endless ones stay linear.
const YEARS: usize = 8;

impl Lists {
    /// Finds the words of `rules` in `document`. Linear in its tokens.
    #[must_use]
    pub fn new(document: &Document, rules: &RulePack) -> Lists {
        let mut low = String::new();
        let words: Vec<u32> = (0..document.tokens.len() as u32)
            .map(|token| {
                lower(document.form(token), &mut low);
                rules.claims.number(&low)
            })
            .collect();
        let mut lists = Lists::default();
        for (at, token) in document.tokens.iter().enumerate() {
            for (length, list, topic) in rules.claims.phrases(&words[at..]) {
                let tokens = TokenRange::new(at as u32, (at + length) as u32);
                lists.hits.entry(list).or_default().push((tokens, topic));
            }
            if token.tag == Tag::Subordinator && token.is(Classes::WHETHER) {
                lists.conditions.push(at as u32);
            }
            let year = Some(document.form(at as u32)).filter(|form| form.len() == 4).and_then(|form| form.parse().ok());
            lists.years.extend(year.filter(|year| (1000..2100).contains(year)).map(|year| (at as u32, year)));
        }
        lists
    }

    /// The stretches of `list` that begin within `range`, with the topic of each.
    pub fn within(&self, range: TokenRange, list: List) -> impl Iterator<Item = (TokenRange, u8)> + '_ {
        let hits = self.hits.get(&list).map_or(&[][..], Vec::as_slice);
        let first = hits.partition_point(|(tokens, _)| tokens.first < range.first);
        hits[first..].iter().copied().take_while(move |(tokens, _)| tokens.first < range.end)
    }

    /// Whether a stretch of `list` begins within `range`.
    #[must_use]
    pub fn any(&self, range: TokenRange, list: List) -> bool {
        self.within(range, list).next().is_some()
    }

    /// Whether a clause within `range` begins with the word of a condition.
    #[must_use]
    pub fn supposes(&self, range: TokenRange) -> bool {
        let first = self.conditions.partition_point(|&token| token < range.first);
        self.conditions.get(first).is_some_and(|&token| token < range.end)
    }

    /// The years named within `range`.
    pub fn years(&self, range: TokenRange) -> impl Iterator<Item = i16> + '_ {
        let first = self.years.partition_point(|&(token, _)| token < range.first);
        let within = self.years[first..].iter().take(YEARS).take_while(move |&&(token, _)| token < range.end);
        within.map(|&(_, year)| year)
    }
}

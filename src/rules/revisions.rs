//! What the rules know of versions of a report: labels, hedges, the line over a dispatch, notices and what they name.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::AhoCorasick;
use regex::Regex;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// What the rules know of versions of a report.
#[derive(Debug, Default)]
pub struct Revisions {
    pub(super) labels: Phrases<u32>,
    /// What a label means: the lists it is in, and how far down each.
    pub(super) label_lists: Vec<Vec<(u16, u8)>>,
    pub(super) hedges: Phrases<()>,
    pub(super) hedging_verbs: FxHashSet<Box<str>>,
    pub(super) statuses: FxHashMap<Box<str>, Status>,
    pub(super) notices: Vec<(Regex, NoticeKind)>,
    pub(super) in_copy: Phrases<Option<Ordering>>,
    pub(super) topics: FxHashMap<Box<str>, Vec<NoticeTopic>>,
    pub(super) paragraph_words: FxHashSet<Box<str>>,
    pub(super) ordinals: FxHashMap<Box<str>, u32>,
    pub(super) right: Phrases<()>,
    pub(super) wrong: Phrases<()>,
    /// Pairs of versions that prove the entries.
    pub examples: Vec<RevisionExample>,
}

/// Two versions of a report, and the kind of change that must be found between them.
#[derive(Clone, Debug)]
pub struct RevisionExample {
    /// The rule, as `file: entry`.
    pub rule: Arc<str>,
    /// The text before.
    pub old: String,
    /// The text behind.
    pub new: String,
    /// The changes one of which must be found, by their names.
    pub kinds: &'static [&'static str],
    /// Whether that change must be declared.
    pub declared: bool,
}

/// How a report says that it replaces another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// Something was wrong.
    Correction,
    /// Something is new.
    Update,
    /// The report is withdrawn.
    Kill,
}

/// What the words of a notice are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeTopic {
    /// Counts of dead, injured, missing.
    Toll,
    /// Any figure.
    Figure,
    /// Counts of dead.
    Killed,
    /// A quotation.
    Quote,
    /// How somebody is called.
    Name,
    /// What somebody is.
    Office,
    /// Who said it.
    Source,
    /// The headline.
    Headline,
    /// That something was added.
    Addition,
}

/// The words that say what a dispatch is: LEAD, URGENT and the like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Its place among the versions of a report, where it has one.
    pub rank: Option<u32>,
    /// Whether a number before it counts versions.
    pub numbered: bool,
    /// Whether it says that something was wrong.
    pub correction: bool,
    /// Whether it withdraws the report.
    pub kill: bool,
}

/// The line over a dispatch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slug<'t> {
    /// What the dispatch is about, the same in every version.
    pub base: &'t str,
    /// The words that say which version it is; may be empty.
    pub status: &'t str,
    /// Its place among the versions.
    pub rank: u32,
    /// Whether it says that something was wrong.
    pub correction: bool,
    /// Whether it withdraws the report.
    pub kill: bool,
}

/// The lists a label is in, and how far down each it stands.
pub type Ranks<'r> = &'r [(u16, u8)];

/// Phrases looked for in text in lower case, each with what it means.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    finder: Option<AhoCorasick>,
    meanings: Vec<T>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Phrases<T> {
        Phrases { finder: None, meanings: Vec::new() }
    }
}

impl<T: Copy> Phrases<T> {
    /// The phrases `entries`, in lower case; the longest wins where several begin at one place.
    pub(super) fn new(entries: Vec<(String, T)>) -> Phrases<T> {
        if entries.is_empty() {
            return Phrases::default();
        }
        let finder = AhoCorasick::builder()
            .match_kind(aho_corasick::MatchKind::LeftmostLongest)
            .build(entries.iter().map(|(phrase, _)| phrase))
            .ok();
        Phrases { finder, meanings: entries.into_iter().map(|(_, meaning)| meaning).collect() }
    }

    /// Where phrases stand in `text` as whole words, and what they mean.
    fn find(&self, text: &str) -> Vec<(Range<usize>, T)> {
        let Some(finder) = &self.finder else { return Vec::new() };
        let part_of_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let found = finder.find_iter(text).filter(|found| {
            let before = text.get(..found.start()).and_then(|t| t.chars().next_back());
            let after = text.get(found.end()..).and_then(|t| t.chars().next());
            !part_of_word(before) && !part_of_word(after)
        });
        found.map(|found| (found.range(), self.meanings[found.pattern().as_usize()])).collect()
    }
}

impl Revisions {
    /// The labels in `text`, which is in lower case: where, the lists each belongs to, and how far down it stands.
    #[must_use]
    pub fn labels(&self, text: &str) -> Vec<(Range<usize>, Ranks<'_>)> {
        let found = self.labels.find(text).into_iter();
        found.map(|(range, label)| (range, self.label_lists[label as usize].as_slice())).collect()
    }

    /// The words in `text`, which is in lower case, that present something as not certain.
    #[must_use]
    pub fn hedges(&self, text: &str) -> Vec<Range<usize>> {
        self.hedges.find(text).into_iter().map(|(range, ())| range).collect()
    }

    /// Whether the verb `lemma` presents what follows it as not certain.
    #[must_use]
    pub fn is_hedging(&self, lemma: &str) -> bool {
        self.hedging_verbs.contains(lemma)
    }

    /// What the copy itself, in lower case, says of a figure that changed: where, and which way it went.
    #[must_use]
    pub fn in_copy(&self, text: &str) -> Vec<(Range<usize>, Option<Ordering>)> {
        self.in_copy.find(text)
    }

    /// What the word of a notice, in lower case, is about.
    #[must_use]
    pub fn topics(&self, word: &str) -> &[NoticeTopic] {
        self.topics.get(word).map_or(&[], Vec::as_slice)
    }

    /// What kind of notice `text` is, and the length of the words that say so.
    #[must_use]
    pub fn notice(&self, text: &str) -> Option<(NoticeKind, usize)> {
        self.notices.iter().find_map(|(pattern, kind)| Some((*kind, pattern.find(text)?.end())))
    }

    /// The paragraphs that a notice, given by its words in lower case, names, counted from 1.
    #[must_use]
    pub fn paragraphs(&self, words: &[&str]) -> Vec<u32> {
        let near = |at: usize| {
            words.iter().skip(at.saturating_sub(3)).take(6).any(|&word| self.paragraph_words.contains(word))
        };
        let found = words.iter().enumerate().filter_map(|(at, &word)| Some((at, *self.ordinals.get(word)?)));
        found.filter(|&(at, _)| near(at)).map(|(_, number)| number).collect()
    }

    /// Whether `word`, in lower case, is one by which notices name a paragraph.
    #[must_use]
    pub fn tells_paragraph(&self, word: &str) -> bool {
        self.paragraph_words.contains(word) || self.ordinals.contains_key(word)
    }

    /// Where a notice, in lower case, gives what should be read, and what should not: the offsets behind those words.
    #[must_use]
    pub fn readings(&self, text: &str) -> (Vec<usize>, Vec<Range<usize>>) {
        let right = self.right.find(text).into_iter().map(|(range, ())| range.end).collect();
        (right, self.wrong.find(text).into_iter().map(|(range, ())| range).collect())
    }

    /// The line over a dispatch that `line` is: words in capitals that say what it is stand behind what it is about.
    #[must_use]
    pub fn slug<'t>(&self, line: &'t str) -> Option<Slug<'t>> {
        if line.len() > 120 {
            return None;
        }
        let line = line.trim();
        let (mut rank, mut number, mut start) = (None, None, None);
        let (mut correction, mut kill) = (false, false);
        let mut at = 0;
        for word in line.split(' ') {
            let here = at;
            at += word.len() + 1;
            let digits = word.bytes().take_while(u8::is_ascii_digit).count();
            if let Some(status) = self.statuses.get(word) {
                start = start.or(Some(here));
                rank = rank.max(status.rank.map(|rank| (rank, if status.numbered { number.unwrap_or(1) } else { 0 })));
                correction |= status.correction;
                kill |= status.kill;
            } else if digits > 0 && digits < 3 && word.len() < 6 {
                number = word.get(..digits).and_then(|digits| digits.parse::<u32>().ok());
                start = start.or(Some(here));
            } else if start.is_some() {
                return None;
            }
        }
        let start = start.unwrap_or(line.len());
        let base = line.get(..start).unwrap_or_default().trim_end();
        let is_bare = start == line.len();
        if base.is_empty() || is_bare && (base.contains(' ') || !base.contains('-')) {
            return None;
        }
        let rank = rank.map_or(if is_bare { 150 } else { 200 }, |(rank, number)| rank * 100 + number.min(99));
        let rank = 4 * rank + 2 * u32::from(correction) + u32::from(kill);
        Some(Slug { base, status: line.get(start..).unwrap_or_default(), rank, correction, kill })
    }
}

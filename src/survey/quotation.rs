//! Quotations that several reports bear, and how their wordings differ.

use std::collections::BTreeSet;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::Portrait;
use crate::analysis::Analysis;
use crate::article::prose::one_line;
use crate::dossier::{Event, Relation};
use crate::text::Span;

/// A quotation that several reports bear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeated {
    /// Its wordings, in reading order.
    pub versions: Vec<Version>,
    /// Whether words differ, and not only where it is cut.
    pub is_altered: bool,
    /// Whether several are said to have uttered it.
    pub has_speakers: bool,
}

/// The wording of one report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The report: a place in [`super::Survey::analyses`].
    pub report: usize,
    /// Where the quotation stands in it.
    pub span: Span,
    /// The attribution whose content it is, or stands in.
    pub attribution: Option<usize>,
    /// Who is said to have uttered it: a place in [`super::Survey::speakers`].
    pub speaker: Option<usize>,
    /// The wording, as it differs from that of the first version.
    pub changes: Vec<(Change, String)>,
}

/// How a stretch of a wording stands to the first one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// In both.
    Same,
    /// In this one alone.
    Added,
    /// In the first one alone.
    Removed,
}

/// The quotations that more than one report of an event bears, those whose words differ first.
///
/// `ranks` says when each report is read: the first one is what the others are compared with.
pub(super) fn repeated(
    analyses: &[Analysis],
    events: &[Event],
    portraits: &[Portrait],
    ranks: &[usize],
) -> Vec<Repeated> {
    let mut repeated: Vec<Repeated> = Vec::new();
    for event in events {
        for group in &event.utterances.groups {
            let mut said: Vec<_> = group.iter().map(|&at| &event.utterances.all[at]).collect();
            said.sort_by_key(|said| ranks[event.reports[said.report]]);
            if said.iter().map(|said| said.report).collect::<BTreeSet<_>>().len() < 2 {
                continue;
            }
            let text = |report: usize, span| one_line(&analyses[report].article.text[span]);
            let mut versions: Vec<Version> = Vec::with_capacity(said.len());
            let mut first = String::new();
            for said in &said {
                let report = event.reports[said.report];
                let own = &analyses[report];
                let quotation = own.quotations[said.quotation];
                let source = quotation.attribution.and_then(|at| own.attributions[at].source.as_ref());
                let wording = text(report, quotation.span);
                if versions.is_empty() {
                    first.clone_from(&wording);
                }
                versions.push(Version {
                    report,
                    span: quotation.span,
                    attribution: quotation.attribution,
                    speaker: source.and_then(|source| portraits[report].speaker_of[source.entity]),
                    changes: changes(&first, &wording),
                });
            }
            let is_altered = said.iter().any(|other| said[0].wording.relation(&other.wording) != Relation::Same);
            let speakers: BTreeSet<usize> = versions.iter().filter_map(|version| version.speaker).collect();
            repeated.push(Repeated { versions, is_altered, has_speakers: speakers.len() > 1 });
        }
    }
    repeated.sort_by_key(|repeated| !repeated.is_altered);
    repeated
}

/// How the words of `wording` differ from those of `reference`; case, marks and glyphs make no difference.
fn changes(reference: &str, wording: &str) -> Vec<(Change, String)> {
    /// How many words between two changes are too few to be read by themselves: a phrase reads better than its shreds.
    const BETWEEN: usize = 2;
    let (old, new) = (words(reference), words(wording));
    let folded = |words: &[&str]| -> Vec<String> {
        let letters = |word: &&str| word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        words.iter().map(letters).collect()
    };
    let ops = capture_diff_slices(Algorithm::Myers, &folded(&old), &folded(&new));
    let is_same = |op: &DiffOp| matches!(op, DiffOp::Equal { .. });
    let is_between = |index: usize| index > 0 && index + 1 < ops.len() && ops[index].new_range().len() <= BETWEEN;
    let mut changes: Vec<(Change, String)> = Vec::new();
    let (mut removed, mut added) = (String::new(), String::new());
    for (index, op) in ops.iter().enumerate() {
        let (before, here) = (old[op.old_range()].concat(), new[op.new_range()].concat());
        if is_same(op) && !is_between(index) {
            flush(&mut removed, &mut added, &mut changes);
            changes.push((Change::Same, here));
        } else {
            removed.push_str(&before);
            added.push_str(&here);
        }
    }
    flush(&mut removed, &mut added, &mut changes);
    changes
}

/// The words of `text`, each with the marks and blanks behind it.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut is_word = false;
    let mut blank = false;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() {
            if is_word && blank {
                words.push(&text[Span::new(start as u32, at as u32)]);
                start = at;
            }
            (is_word, blank) = (true, false);
        } else {
            blank |= c.is_whitespace();
        }
    }
    if start < text.len() {
        words.push(&text[Span::new(start as u32, text.len() as u32)]);
    }
    words
}

/// Moves what was removed and added to the end of `changes`.
fn flush(removed: &mut String, added: &mut String, changes: &mut Vec<(Change, String)>) {
    for (change, text) in [(Change::Removed, removed), (Change::Added, added)] {
        if !text.is_empty() {
            // Words that end one wording have no blank behind them where the other goes on.
            if changes.last().is_some_and(|(_, last)| !last.ends_with(char::is_whitespace)) {
                text.insert(0, ' ');
            }
            changes.push((change, std::mem::take(text)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_add_up_to_both_wordings() {
        let found = changes("Il faut des tentes avant du riz, vite.", "Il faut du riz et des tentes vite");
        let joined = |without| -> String {
            found.iter().filter(|(change, _)| *change != without).map(|(_, text)| text.as_str()).collect()
        };
        assert_eq!(joined(Change::Added), "Il faut des tentes avant du riz, vite");
        assert_eq!(joined(Change::Removed), "Il faut du riz et des tentes vite");
        let phrases: Vec<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(phrases, ["Il faut ", "des tentes avant du riz, ", "du riz et des tentes ", "vite"]);
    }

    #[test]
    fn glyphs_and_case_are_no_change() {
        assert_eq!(changes("n'avons rien", "N’avons rien !").len(), 1);
        assert_eq!(changes("", ""), []);
        let cut = changes("la lampe frontale et nous", "la lampe frontale");
        assert_eq!(cut[1], (Change::Removed, " et nous".to_owned()));
    }
}

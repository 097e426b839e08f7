//! From `diff.yaml` as written to look-ups.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use regex::Regex;

use super::super::error::RuleError;
use super::super::files::RuleFiles;
use super::super::revisions::{NoticeTopic, Phrases, RevisionExample, Status};
use super::super::schema::revisions::{LabelEntry, Pair, Way};
use super::{Compiler, rule, wrong};

/// The changes of which the example of a section must show one.
const LABEL: &[&str] = &["label-softened", "label-hardened", "label-changed"];
const HEDGE: &[&str] = &["modality-hedged"];
const STATUS: &[&str] = &["process-status", "process-kill"];
const NOTICE: &[&str] = &["process-notice-added", "process-kill"];
const FIGURE: &[&str] = &["figure-value"];

impl Compiler {
    /// Adds what the files say of versions.
    pub(super) fn revisions(&mut self, files: &RuleFiles) -> Result<(), RuleError> {
        let (mut labels, mut hedges, mut in_copy) = (BTreeMap::new(), Vec::new(), Vec::new());
        let (mut right, mut wrongs) = (Vec::new(), Vec::new());
        let mut group = 0;
        for file in &files.diff {
            let name = &file.name;
            let said = &file.said;
            for entry in &said.labels {
                self.labels(entry, group, &mut labels);
                group += 1;
                let first = entry.words.first().and_then(|words| words.first()).map_or("", String::as_str);
                self.pair(name, first, &entry.example, LABEL, false);
            }
            for entry in &said.hedges {
                hedges.extend(entry.phrases.iter().map(|phrase| (phrase.to_lowercase(), ())));
                self.pair(name, &entry.phrases[0], &entry.example, HEDGE, false);
            }
            for entry in &said.hedging_verbs {
                let verbs = entry.lemmas.iter().map(|lemma| lemma.as_str().into());
                self.pack.revisions.hedging_verbs.extend(verbs);
                self.pair(name, &entry.lemmas[0], &entry.example, HEDGE, false);
            }
            for entry in &said.statuses {
                let status = Status {
                    rank: entry.rank,
                    numbered: entry.numbered,
                    correction: entry.correction,
                    kill: entry.kill,
                };
                for word in &entry.words {
                    self.pack.revisions.statuses.insert(word.as_str().into(), status);
                }
                self.pair(name, &entry.words[0], &entry.example, STATUS, false);
            }
            for entry in &said.notices {
                let pattern =
                    Regex::new(&entry.pattern).map_err(|error| wrong(file, &entry.pattern, error.to_string()))?;
                self.pack.revisions.notices.push((pattern, entry.kind));
                self.pair(name, &entry.pattern, &entry.example, NOTICE, false);
            }
            for entry in &said.in_copy {
                let way = entry.direction.map(|way| match way {
                    Way::Up => Ordering::Greater,
                    Way::Down => Ordering::Less,
                });
                in_copy.extend(entry.phrases.iter().map(|phrase| (phrase.to_lowercase(), way)));
                self.pair(name, &entry.phrases[0], &entry.example, FIGURE, true);
            }
            for entry in &said.topics {
                for word in &entry.words {
                    self.pack.revisions.topics.entry(word.as_str().into()).or_default().push(entry.topic);
                }
                self.pair(name, &entry.words[0], &entry.example, changed(entry.topic), true);
            }
            if let Some(entry) = &said.paragraphs {
                self.pack.revisions.paragraph_words = entry.words.iter().map(|word| word.as_str().into()).collect();
                for (at, forms) in entry.ordinals.iter().enumerate() {
                    let numbers = forms.iter().map(|form| (form.as_str().into(), at as u32 + 1));
                    self.pack.revisions.ordinals.extend(numbers);
                }
                self.pair(name, "paragraphs", &entry.example, FIGURE, true);
            }
            if let Some(entry) = &said.readings {
                right.extend(entry.right.iter().map(|phrase| (phrase.to_lowercase(), ())));
                wrongs.extend(entry.wrong.iter().map(|phrase| (phrase.to_lowercase(), ())));
                self.pair(name, "readings", &entry.example, FIGURE, true);
            }
        }
        let revisions = &mut self.pack.revisions;
        let (forms, lists): (Vec<String>, Vec<_>) = labels.into_iter().unzip();
        revisions.labels = Phrases::new(forms.into_iter().zip(0..).collect());
        revisions.label_lists = lists;
        revisions.hedges = Phrases::new(hedges);
        revisions.in_copy = Phrases::new(in_copy);
        revisions.right = Phrases::new(right);
        revisions.wrong = Phrases::new(wrongs);
        Ok(())
    }

    /// Adds the labels of one list, in the singular and in the plural, in both genders.
    fn labels(&mut self, entry: &LabelEntry, group: u16, labels: &mut BTreeMap<String, Vec<(u16, u8)>>) {
        for (rank, words) in entry.words.iter().enumerate() {
            for word in words {
                let word = word.to_lowercase();
                let (first, rest) = word.split_once(' ').map_or((word.as_str(), ""), |(first, rest)| (first, rest));
                let feminine = self.pack.feminine.chars().last().map(String::from).unwrap_or_default();
                for ending in ["", "s", &feminine, &format!("{feminine}s")] {
                    let form =
                        if rest.is_empty() { format!("{first}{ending}") } else { format!("{first}{ending} {rest}") };
                    let lists = labels.entry(form).or_default();
                    if lists.last().is_none_or(|&(last, _)| last != group) {
                        lists.push((group, rank as u8));
                    }
                }
            }
        }
    }

    fn pair(&mut self, file: &str, entry: &str, pair: &Pair, kinds: &'static [&'static str], declared: bool) {
        let (old, new) = (pair.old.clone(), pair.new.clone());
        self.pack.revisions.examples.push(RevisionExample { rule: rule(file, entry), old, new, kinds, declared });
    }
}

/// The changes that a notice about `topic` declares.
fn changed(topic: NoticeTopic) -> &'static [&'static str] {
    match topic {
        NoticeTopic::Toll | NoticeTopic::Figure | NoticeTopic::Killed => FIGURE,
        NoticeTopic::Quote => &["quote-altered"],
        NoticeTopic::Name => &["name-changed"],
        NoticeTopic::Office => &["name-office"],
        NoticeTopic::Source => &["attribution-changed"],
        NoticeTopic::Headline => &["headline-reworded"],
        NoticeTopic::Addition => &["quote-added"],
    }
}

//! The words of claims, from the file as written to what is looked up.

use crate::rules::claims::{List, Topic};
use crate::rules::error::RuleError;
use crate::rules::files::{RuleFile, RuleFiles};
use crate::rules::schema::ClaimsFile;
use crate::rules::schema::WordsEntry;

use super::{Compiler, rule, wrong};

impl Compiler {
    /// Compiles the words of claims; every verb among them is one the rules conjugate.
    pub(super) fn claims(&mut self, files: &RuleFiles) -> Result<(), RuleError> {
        for file in &files.claims {
            let longest_first = |endings: &[String]| {
                let mut endings: Vec<Box<str>> =
                    endings.iter().map(|ending| any_ascii::any_ascii(ending).into()).collect();
                endings.sort_by_key(|ending| std::cmp::Reverse(ending.len()));
                endings
            };
            if !file.said.inflections.is_empty() {
                self.pack.claims.inflections = longest_first(&file.said.inflections);
            }
            if !file.said.derivations.is_empty() {
                self.pack.claims.derivations = longest_first(&file.said.derivations);
            }
            self.topics(file)?;
            for (entries, is_modal) in [(&file.said.modals, true), (&file.said.confirming, false)] {
                for lemma in entries.iter().flat_map(|entry| &entry.words) {
                    self.conjugates(file, lemma)?;
                    let claims = &mut self.pack.claims;
                    let set = if is_modal { &mut claims.modals } else { &mut claims.confirming };
                    set.insert(lemma.as_str().into());
                }
            }
            let said = &file.said;
            let lists: [(&[WordsEntry], List); 12] = [
                (&said.weapons, List::Weapons),
                (&said.forces, List::Forces),
                (&said.hedges, List::Hedges),
                (&said.suppositions, List::Suppositions),
                (&said.openings, List::Openings),
                (&said.games, List::Games),
                (&said.plans, List::Plans),
                (&said.schedules, List::Schedules),
                (&said.sources, List::Sources),
                (&said.announcing, List::Announcing),
                (&said.backward, List::Backward),
                (&said.urgent, List::Urgent),
            ];
            for (entries, list) in lists {
                for entry in entries {
                    for phrase in &entry.words {
                        self.listed(phrase, list, 0);
                    }
                    let rule = rule(&file.name, entry.words.first().map_or("", String::as_str));
                    self.pack.claims.examples.push((rule, list, entry.example.clone()));
                }
            }
        }
        Ok(())
    }

    fn topics(&mut self, file: &RuleFile<ClaimsFile>) -> Result<(), RuleError> {
        for entry in &file.said.topics {
            let id = self.pack.claims.topics.len() as u8;
            for lemma in &entry.verbs {
                self.conjugates(file, lemma)?;
                self.pack.claims.verbs.entry(lemma.as_str().into()).or_insert(id);
            }
            for expression in &entry.expressions {
                let Some((lemma, noun)) = expression.split_once(' ') else {
                    return Err(wrong(file, expression, format!("`{expression}`: expected a verb and another word")));
                };
                self.conjugates(file, lemma)?;
                let expressions = self.pack.claims.expressions.entry(lemma.into()).or_default();
                for noun in noun.split('/') {
                    match noun.strip_prefix('@') {
                        None => expressions.push((noun.into(), id)),
                        Some(name) => {
                            let Some(words) = file.said.objects.get(name) else {
                                return Err(wrong(file, expression, format!("`{noun}`: no list of `objects`")));
                            };
                            expressions.extend(words.iter().map(|word| (word.as_str().into(), id)));
                        }
                    }
                }
            }
            for noun in &entry.nouns {
                let stem = self.pack.claims.stem(noun);
                self.pack.claims.nouns.entry(stem).or_default().push(id);
            }
            for phrase in &entry.phrases {
                self.listed(phrase, List::Phrases, id);
            }
            let rule = rule(&file.name, &entry.topic);
            let topics = &self.pack.claims.topics;
            let meaning = topics.iter().position(|topic| topic.rule == rule).map_or(id, |first| first as u8);
            let topic = Topic { kind: entry.kind, meaning, rule, example: entry.example.clone() };
            self.pack.claims.topics.push(topic);
        }
        Ok(())
    }

    fn conjugates(&self, file: &RuleFile<ClaimsFile>, lemma: &str) -> Result<(), RuleError> {
        if self.lemmas.contains_key(lemma) {
            return Ok(());
        }
        Err(wrong(file, lemma, format!("`{lemma}`: no verb of verbs.yaml or common-verbs.yaml")))
    }

    /// Adds a phrase; words are told apart at spaces and behind elisions, as in texts.
    fn listed(&mut self, phrase: &str, list: List, topic: u8) {
        let mut numbers = Vec::new();
        for word in phrase.to_lowercase().split(' ') {
            let mut rest = word;
            while let Some((letters, behind)) =
                rest.split_once('\'').filter(|(letters, _)| self.pack.is_elision(letters))
            {
                numbers.push(self.claim_word(&format!("{letters}'")));
                rest = behind;
            }
            if !rest.is_empty() {
                numbers.push(self.claim_word(rest));
            }
        }
        if let Some((first, rest)) = numbers.split_first() {
            self.pack.claims.phrases.entry(*first).or_default().push((rest.into(), list, topic));
        }
    }

    fn claim_word(&mut self, word: &str) -> u32 {
        let next = self.pack.claims.numbers.len() as u32 + 1;
        *self.pack.claims.numbers.entry(word.into()).or_insert(next)
    }
}

//! Phrases of several words: prepositions, adverbials, nouns that report, and what verbs lead up to.

use std::sync::Arc;

use super::{Compiler, bit, number_bit, rule, wrong};
use crate::rules::classes::Classes;
use crate::rules::error::RuleError;
use crate::rules::files::{RuleFile, RuleFiles};
use crate::rules::pack::{Link, NounCue, Phrase, Preposition, Verb};
use crate::rules::schema::{PhraseEntry, PhrasesFile};

impl Compiler {
    pub(super) fn phrases(&mut self, files: &RuleFiles) -> Result<(), RuleError> {
        for file in &files.phrases {
            let said = &file.said;
            for entry in &said.prepositions {
                let id = self.pack.prepositions.len() as u16;
                let rule = rule(&file.name, &entry.lemma);
                self.pack.prepositions.push(Preposition {
                    lemma: entry.lemma.as_str().into(),
                    stance: entry.stance,
                    weak: entry.weak,
                    plain: entry.plain,
                    within: entry.within,
                    inner: entry.inner,
                    rule: Arc::clone(&rule),
                });
                for phrase in &entry.phrases {
                    self.with_articles(phrase, Phrase::Source(id));
                }
                self.example(&rule, &entry.example);
            }
            for entry in &said.anaphors {
                for phrase in &entry.phrases {
                    let (gender, number) = (bit(Some(entry.gender)), number_bit(Some(entry.number)));
                    self.phrase(phrase, Phrase::Anaphor(gender, number, entry.other));
                }
                self.example(&rule(&file.name, &entry.phrases[0]), &entry.example);
            }
            let plain: [(&[PhraseEntry], Phrase); 7] = [
                (&said.not_sources, Phrase::NotSource),
                (&said.same_source, Phrase::SameSource),
                (&said.adverbials, Phrase::Adverbial),
                (&said.compound_prepositions, Phrase::Preposition),
                (&said.compound_subordinators, Phrase::Subordinator),
                (&said.comparisons, Phrase::Comparison),
                (&said.clause_openers, Phrase::ClauseOpener),
            ];
            for (entries, meaning) in plain {
                for entry in entries {
                    for phrase in &entry.phrases {
                        if meaning == Phrase::Preposition {
                            self.with_articles(phrase, meaning);
                        } else {
                            self.phrase(phrase, meaning);
                        }
                    }
                    self.example(&rule(&file.name, &entry.phrases[0]), &entry.example);
                }
            }
            for entry in &said.nouns {
                let rule = rule(&file.name, &entry.nouns[0]);
                for noun in &entry.nouns {
                    self.class(noun, Classes::NOUN_CUE.with(Classes::NOUN), 0, 0);
                    let cue = NounCue {
                        frames: entry.frames.iter().copied().collect(),
                        stance: entry.stance,
                        lemma: noun.as_str().into(),
                        rule: Arc::clone(&rule),
                    };
                    self.pack.nouns.insert(noun.as_str().into(), cue);
                }
                self.example(&rule, &entry.example);
            }
            for entry in &said.naming {
                for word in &entry.words {
                    self.class(word, Classes::NAMING, 0, 0);
                }
                self.example(&rule(&file.name, &entry.words[0]), &entry.example);
            }
            self.chains_and_expressions(file)?;
        }
        Ok(())
    }

    fn chains_and_expressions(&mut self, file: &RuleFile<PhrasesFile>) -> Result<(), RuleError> {
        for entry in &file.said.chains {
            let link = match entry.link.as_str() {
                "none" => Link::Bare,
                "inverted" => Link::Inverted,
                word => Link::Word(word.into()),
            };
            for lemma in &entry.lemmas {
                let Some(&id) = self.lemmas.get(lemma) else {
                    return Err(wrong(
                        file,
                        lemma,
                        format!("`{lemma}` is not a verb of verbs.yaml or common-verbs.yaml"),
                    ));
                };
                self.pack.verbs[id as usize].chains.push(link.clone());
            }
            self.example(&rule(&file.name, &entry.lemmas[0]), &entry.example);
        }
        for entry in &file.said.expressions {
            for phrase in &entry.phrases {
                let words = self.words_of(phrase);
                // "se dire" is looked up as the pronominal of its verb; "en appeler" as its verb with the pronoun before it.
                let head = words.iter().position(|w| self.lemmas.contains_key(&**w));
                let Some(head) = head else {
                    return Err(wrong(
                        file,
                        phrase,
                        format!("no word of `{phrase}` is a verb of verbs.yaml or common-verbs.yaml"),
                    ));
                };
                let id = self.lemmas[&*words[head]] as usize;
                let verb = Verb {
                    lemma: phrase.as_str().into(),
                    frames: entry.frames.iter().copied().collect(),
                    stance: entry.stance,
                    rule: rule(&file.name, phrase),
                    ..Verb::default()
                };
                if head == 0 {
                    let expression = self.lemma(verb);
                    let rest = words.into_iter().skip(1).collect();
                    self.pack.verbs[id].expressions.push((rest, expression));
                } else if self.is_reflexive(&words[0]) {
                    let expression = self.lemma(verb);
                    self.pack.verbs[id].pronominal = expression;
                } else {
                    let expression = self.lemma(verb);
                    self.pack.verbs[id].pronouns.push((words[0].clone(), expression));
                }
            }
            self.example(&rule(&file.name, &entry.phrases[0]), &entry.example);
        }
        Ok(())
    }

    /// Whether `word` is a reflexive pronoun, or begins with an elided one.
    fn is_reflexive(&self, word: &str) -> bool {
        self.reflexives.iter().any(|pronoun| word == pronoun || pronoun.ends_with('\'') && word.starts_with(pronoun))
    }

    /// The words of a phrase as the tokenizer would cut it.
    pub(super) fn words_of(&self, phrase: &str) -> Vec<Box<str>> {
        let mut words = Vec::new();
        for part in phrase.split(' ').filter(|part| !part.is_empty()) {
            let part = part.to_lowercase();
            match part.split_once('\'') {
                Some((before, rest)) if self.pack.is_elision(before) => {
                    words.push(format!("{before}'").into());
                    if !rest.is_empty() {
                        words.push(rest.into());
                    }
                }
                _ => words.push(part.into()),
            }
        }
        words
    }

    /// Enters a phrase that ends in a preposition, with the forms this one takes before other words.
    fn with_articles(&mut self, phrase: &str, meaning: Phrase) {
        self.phrase(phrase, meaning);
        let Some((stem, last)) = phrase.rsplit_once(' ') else { return };
        for melted in self.pack.melted.get(last).cloned().unwrap_or_default() {
            self.phrase(&format!("{stem} {melted}"), meaning);
        }
    }

    /// Enters a phrase; what it meant before it means no longer.
    pub(super) fn phrase(&mut self, phrase: &str, meaning: Phrase) {
        if let Some(end) = self.end_of_phrase(phrase) {
            *end = Some(meaning);
        }
    }

    /// Enters a phrase that is none yet.
    pub(super) fn new_phrase(&mut self, phrase: &str, meaning: Phrase) {
        if let Some(end) = self.end_of_phrase(phrase) {
            end.get_or_insert(meaning);
        }
    }

    /// What a phrase means in the trie; none for one without words.
    fn end_of_phrase(&mut self, phrase: &str) -> Option<&mut Option<Phrase>> {
        let words = self.words_of(phrase);
        if let [word] = words.as_slice() {
            self.entry(word).stands = true;
        }
        let mut numbers = Vec::with_capacity(words.len());
        for word in words {
            let fresh = self.phrase_words + 1;
            let entry = self.entry(&word);
            entry.leads |= numbers.is_empty();
            if entry.phrase == 0 {
                entry.phrase = fresh;
            }
            let number = entry.phrase;
            numbers.push(number);
            self.phrase_words = self.phrase_words.max(number);
        }
        self.pack.phrases.end(numbers)
    }
}

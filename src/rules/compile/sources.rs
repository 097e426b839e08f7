//! How reports speak of those they do not name: `sources.yaml` made ready for look-ups.

use super::{Compiler, rule, wrong};
use crate::rules::error::RuleError;
use crate::rules::files::{RuleFile, RuleFiles};
use crate::rules::schema::sources::SourcesFile;
use crate::rules::unnamed::{Loaded, Phrases, Unnamed};

impl Compiler {
    pub(super) fn sources(&mut self, files: &RuleFiles) -> Result<(), RuleError> {
        let mut unnamed = Unnamed::default();
        for file in &files.sources {
            let said = &file.said;
            for entry in &said.loaded {
                let mut unless = Phrases::default();
                entry.unless.iter().for_each(|phrase| unless.add(self.words_of(phrase)));
                for verb in &entry.verbs {
                    self.must_be_verb(file, verb)?;
                    unnamed.loaded.insert(verb.as_str().into(), unnamed.loads.len());
                }
                let implies = entry.implies.as_str().into();
                unnamed.loads.push(Loaded { implies, unless, unless_infinitive: entry.unless_infinitive });
                self.example(&rule(&file.name, &entry.verbs[0]), &entry.example);
            }
            for (entries, phrases) in [
                (&said.veiled, &mut unnamed.veiled),
                (&said.again, &mut unnamed.again),
                (&said.circle, &mut unnamed.circle),
                (&said.official, &mut unnamed.official),
                (&said.empty, &mut unnamed.empty),
                (&said.officials, &mut unnamed.officials),
                (&said.anonymity, &mut unnamed.anonymity),
                (&said.nobody, &mut unnamed.nobody),
                (&said.whoever, &mut unnamed.whoever),
                (&said.crowd, &mut unnamed.crowd),
                (&said.hearsay, &mut unnamed.hearsay),
                (&said.contested, &mut unnamed.contested),
                (&said.utterance, &mut unnamed.utterance),
                (&said.household, &mut unnamed.household),
            ] {
                for entry in entries {
                    self.words(file, &entry.words, &entry.example, phrases)?;
                }
            }
            for entry in &said.everybody {
                self.words(file, &entry.words, &entry.example, &mut unnamed.everybody)?;
                for verb in &entry.verbs {
                    self.must_be_verb(file, verb)?;
                    unnamed.everybody_says.insert(verb.as_str().into());
                }
                self.must_hold(file, &entry.verbs, &entry.example)?;
            }
            for entry in &said.speaking {
                for verb in &entry.verbs {
                    self.must_be_verb(file, verb)?;
                    unnamed.speaking.insert(verb.as_str().into());
                }
                self.must_hold(file, &entry.verbs, &entry.example)?;
            }
        }
        self.pack.unnamed = unnamed;
        Ok(())
    }

    /// Adds `words` to `phrases`; the example must hold one of them.
    fn words(
        &self,
        file: &RuleFile<SourcesFile>,
        words: &[String],
        example: &str,
        phrases: &mut Phrases,
    ) -> Result<(), RuleError> {
        let mut own = Phrases::default();
        for phrase in words {
            own.add(self.words_of(phrase));
            phrases.add(self.words_of(phrase));
        }
        let cut = self.cut(example);
        if (0..cut.len()).any(|at| own.begins(cut[at..].iter().map(|word| &**word)).is_some()) {
            return Ok(());
        }
        Err(wrong(file, example, format!("none of the words stands in their example `{example}`")))
    }

    /// The words of an example as the tokenizer would cut them.
    fn cut(&self, example: &str) -> Vec<Box<str>> {
        let bare: String = example.chars().map(|c| if matches!(c, ',' | '.' | '«' | '»') { ' ' } else { c }).collect();
        self.words_of(&bare)
    }

    fn must_be_verb(&self, file: &RuleFile<SourcesFile>, verb: &str) -> Result<(), RuleError> {
        let known = self.lemmas.contains_key(verb) || self.pack.verbs.iter().any(|known| &*known.lemma == verb);
        if known {
            return Ok(());
        }
        Err(wrong(file, verb, format!("`{verb}` is not a verb of verbs.yaml or common-verbs.yaml")))
    }

    /// The example must hold a form of one of the verbs.
    fn must_hold(&self, file: &RuleFile<SourcesFile>, verbs: &[String], example: &str) -> Result<(), RuleError> {
        let holds = self.cut(example).iter().any(|form| {
            let verb = self.pack.words.get(form).verb;
            verbs.iter().any(|lemma| **lemma == *self.pack.verbs[verb as usize].lemma)
        });
        if holds {
            return Ok(());
        }
        Err(wrong(file, example, format!("no form of the verbs stands in their example `{example}`")))
    }
}

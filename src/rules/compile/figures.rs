//! The words of figures, from their entries as written.

use std::sync::Arc;

use super::{Compiler, plural, rule, wrong};
use crate::analysis::State;
use crate::rules::error::RuleError;
use crate::rules::figures::{Counted, CountedNoun, Deed, Meaning, Number, Parts};
use crate::rules::files::{RuleFile, RuleFiles};
use crate::rules::schema::{ElidedEntry, FiguresFile, JointEntry, NumberEntry, StateEntry, UnitEntry};

impl Compiler {
    pub(super) fn figures(&mut self, files: &RuleFiles) -> Result<(), RuleError> {
        self.pack.figures.forms.push(crate::rules::figures::FigureWord::default());
        for file in &files.figures {
            let said = &file.said;
            self.first_counted = self.pack.figures.nouns.len() as u16;
            for entry in &said.singulars {
                self.pack.figures.singulars.push((entry.ending.as_str().into(), entry.becomes.as_str().into()));
            }
            self.pack.figures.invariable.extend(said.invariable.iter().map(|word| word.as_str().into()));
            for entry in &said.numbers {
                self.numbers(entry);
                self.example(&rule(&file.name, &format!("numbers {}", first_word(entry))), &entry.example);
            }
            if let Some(entry) = &said.joints {
                self.joints(entry);
                self.example(&rule(&file.name, "joints"), &entry.example);
            }
            for entry in &said.vague {
                for word in &entry.words {
                    let number = if entry.none { Number::None } else { Number::Several };
                    self.number(word, number);
                }
                self.example(&rule(&file.name, &entry.words[0]), &entry.example);
            }
            for entry in &said.bounds {
                for phrase in &entry.before {
                    self.phrase_before(phrase, Meaning::Bound(entry.precision));
                }
                for phrase in &entry.behind {
                    self.phrase_behind(phrase, Meaning::Bound(entry.precision));
                }
                for lemma in &entry.verbs {
                    let id = self.known_verb(file, lemma)?;
                    self.pack.figures.bounding.insert(id, entry.precision);
                }
                self.example(&rule(&file.name, &entry.before[0]), &entry.example);
            }
            if let Some(entry) = &said.elided {
                self.elided(file, entry)?;
                self.example(&rule(&file.name, "elided"), &entry.example);
            }
            if let Some(entry) = &said.origins {
                let boxed = |endings: &[String]| endings.iter().map(|ending| ending.as_str().into()).collect();
                self.pack.figures.origins = boxed(&entry.endings);
                self.pack.figures.unchanged = boxed(&entry.invariable);
                self.example(&rule(&file.name, "origins"), &entry.example);
            }
            for entry in &said.states {
                self.state(file, entry)?;
            }
            for entry in &said.things {
                for word in &entry.words {
                    self.counted_noun(word, &Counted::Things);
                }
                self.example(&rule(&file.name, &entry.words[0]), &entry.example);
            }
            for entry in &said.units {
                self.unit(entry);
                self.example(&rule(&file.name, &entry.unit), &entry.example);
            }
            for entry in &said.uncounted {
                for word in &entry.words {
                    self.counted_noun(word, &Counted::Nothing);
                }
                self.example(&rule(&file.name, &entry.words[0]), &entry.example);
            }
            if let Some(entry) = &said.labels {
                for word in &entry.words {
                    self.part(word, Parts::LABEL);
                }
                self.example(&rule(&file.name, "labels"), &entry.example);
            }
        }
        let figures = &mut self.pack.figures;
        let begins = figures.forms.iter().map(|word| word.number.is_some_and(|number| number != Number::Half));
        figures.begins = begins.collect();
        #[allow(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for compounds in figures.compounds.values_mut() {
            compounds.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Ok(())
    }

    /// The number of a form among the words of figures, a new one where it has none yet.
    fn figure_word(&mut self, form: &str) -> u16 {
        let form = form.to_lowercase();
        let fresh = self.pack.figures.forms.len() as u16;
        let id = *self.pack.figures.by_form.entry(form.as_str().into()).or_insert(fresh);
        if id == fresh {
            self.pack.figures.forms.push(crate::rules::figures::FigureWord::default());
            self.entry(&form).figure = id;
        }
        id
    }

    fn number(&mut self, form: &str, number: Number) {
        let id = self.figure_word(form) as usize;
        self.pack.figures.forms[id].number = Some(number);
    }

    fn part(&mut self, form: &str, part: Parts) {
        let id = self.figure_word(form) as usize;
        self.pack.figures.forms[id].parts.0 |= part.0;
    }

    fn numbers(&mut self, entry: &NumberEntry) {
        for (word, &value) in &entry.values {
            let number = if entry.article { Number::One } else { Number::Value(value, entry.behind) };
            self.number(word, number);
        }
        for (word, &value) in &entry.multiples {
            self.number(word, Number::Times(value));
        }
        for (word, &value) in &entry.magnitudes {
            self.number(word, Number::Magnitude(value));
        }
        for (word, &value) in &entry.rounded {
            self.number(word, Number::Rounded(value));
        }
        for (word, &value) in &entry.orders {
            self.number(word, Number::Orders(value));
        }
        for (word, &value) in &entry.signs {
            self.pack.figures.signs.insert(word.as_str().into(), value);
        }
        for word in &entry.halves {
            self.number(word, Number::Half);
        }
    }

    fn joints(&mut self, entry: &JointEntry) {
        let lists = [
            (&entry.within, Parts::WITHIN),
            (&entry.range, Parts::RANGE),
            (&entry.of, Parts::OF),
            (&entry.partitive, Parts::PARTITIVE),
            (&entry.among, Parts::AMONG),
            (&entry.ones, Parts::ONES),
        ];
        for (words, part) in lists {
            for word in words {
                self.part(word, part);
            }
        }
        self.part(&entry.between, Parts::BETWEEN);
        self.part(&entry.and, Parts::AND);
    }

    fn elided(&mut self, file: &RuleFile<FiguresFile>, entry: &ElidedEntry) -> Result<(), RuleError> {
        for phrase in &entry.subset {
            self.phrase_before(phrase, Meaning::Subset);
        }
        for phrase in &entry.number_of {
            self.phrase_before(phrase, Meaning::NumberOf);
        }
        for phrase in &entry.counted {
            for form in self.melted(phrase) {
                self.phrase_behind(&form, Meaning::NumberOf);
            }
        }
        for word in &entry.ratio {
            self.part(word, Parts::RATIO);
        }
        for lemma in &entry.changes {
            let id = self.known_verb(file, lemma)?;
            self.pack.figures.changing.insert(id);
        }
        self.part(&entry.pronoun, Parts::PRONOUN);
        for word in &entry.only {
            self.part(word, Parts::ONLY);
        }
        for phrase in &entry.same {
            self.phrase_before(phrase, Meaning::Same);
        }
        for word in &entry.among {
            self.part(word, Parts::PARMI);
        }
        for word in &entry.others {
            self.part(word, Parts::OTHERS);
        }
        for word in &entry.adjectives {
            self.part(word, Parts::ADJECTIVE);
        }
        Ok(())
    }

    fn figure_words(&mut self, phrase: &str) -> Vec<u16> {
        self.words_of(phrase).iter().map(|word| self.figure_word(word)).collect()
    }

    /// A phrase, and the same with the forms its last preposition takes.
    fn melted(&self, phrase: &str) -> Vec<String> {
        let mut phrases = vec![phrase.to_owned()];
        if let Some((stem, last)) = phrase.rsplit_once(' ') {
            let forms = self.pack.melted.get(last).into_iter().flatten();
            phrases.extend(forms.map(|form| format!("{stem} {form}")));
        }
        phrases
    }

    /// A phrase before a count, with the forms its last preposition takes.
    fn phrase_before(&mut self, phrase: &str, meaning: Meaning) {
        // "plus des douze" sets no bound.
        let bound = matches!(meaning, Meaning::Bound(_));
        let mut phrases = self.melted(phrase);
        phrases.retain(|form| form == phrase || !bound || form.ends_with('\''));
        for phrase in phrases {
            let words = self.figure_words(&phrase);
            if let Some(end) = self.pack.figures.before.end(words.into_iter().rev().map(u32::from)) {
                end.get_or_insert(meaning);
            }
        }
    }

    fn phrase_behind(&mut self, phrase: &str, meaning: Meaning) {
        let words = self.figure_words(phrase);
        if let Some(end) = self.pack.figures.behind.end(words.into_iter().map(u32::from)) {
            end.get_or_insert(meaning);
        }
    }

    /// A noun in the singular, or with its plural or its feminine behind a slash.
    fn counted_noun(&mut self, noun: &str, counted: &Counted) {
        let mut forms: Vec<String> = Vec::new();
        let singular = noun.split('/').next().unwrap_or(noun);
        for form in noun.split('/') {
            forms.push(form.to_owned());
            if form.contains(' ') {
                let plurals: Vec<String> = form.split(' ').map(plural).collect();
                forms.push(plurals.join(" "));
                if let Some((head, rest)) = form.split_once(' ') {
                    forms.push(format!("{} {rest}", plural(head)));
                }
            } else {
                forms.push(plural(form));
            }
        }
        let id = self.pack.figures.nouns.len() as u16;
        let letter = Some(noun).filter(|noun| noun.chars().count() == 1).and_then(|noun| noun.chars().next());
        let singular = singular.to_lowercase().into();
        self.pack.figures.nouns.push(CountedNoun { singular, counted: counted.clone(), money: false, letter });
        for form in forms {
            let words = self.figure_words(&form);
            let [first, rest @ ..] = words.as_slice() else { continue };
            if rest.is_empty() {
                // The first entry of a file counts, and that of a later file more.
                let noun = &mut self.pack.figures.forms[*first as usize].noun;
                if noun.is_none_or(|known| known < self.first_counted) {
                    *noun = Some(id);
                }
            } else {
                self.pack.figures.compounds.entry(*first).or_default().push((rest.to_vec(), id));
            }
        }
    }

    fn state(&mut self, file: &RuleFile<FiguresFile>, entry: &StateEntry) -> Result<(), RuleError> {
        for noun in &entry.nouns {
            self.counted_noun(noun, &Counted::People(entry.state, entry.lasting));
        }
        for form in &entry.adjectives {
            let id = self.figure_word(form) as usize;
            self.pack.figures.forms[id].adjective = Some(entry.state);
        }
        for (lemmas, to_object) in [(&entry.objects, true), (&entry.subjects, false)] {
            for lemma in lemmas {
                self.deed(file, lemma, Vec::new(), entry.state, to_object)?;
            }
        }
        for expression in &entry.expressions {
            let (lemma, rest) = expression.split_once(' ').unwrap_or((expression, ""));
            let with = self.figure_words(rest);
            self.deed(file, lemma, with, entry.state, false)?;
        }
        for phrase in &entry.before {
            self.phrase_before(phrase, Meaning::State(entry.state));
        }
        for phrase in &entry.behind {
            self.phrase_behind(phrase, Meaning::State(entry.state));
        }
        self.example(&rule(&file.name, &state_name(entry.state, entry)), &entry.example);
        Ok(())
    }

    fn deed(
        &mut self,
        file: &RuleFile<FiguresFile>,
        lemma: &str,
        with: Vec<u16>,
        state: State,
        to_object: bool,
    ) -> Result<(), RuleError> {
        let id = self.known_verb(file, lemma)?;
        let deeds = self.pack.figures.deeds.entry(id).or_default();
        deeds.push(Deed { state, to_object, with });
        deeds.sort_by_key(|deed| std::cmp::Reverse(deed.with.len()));
        Ok(())
    }

    fn known_verb(&self, file: &RuleFile<FiguresFile>, lemma: &str) -> Result<u16, RuleError> {
        self.lemmas
            .get(lemma)
            .copied()
            .ok_or_else(|| wrong(file, lemma, format!("`{lemma}` is no verb of verbs.yaml or common-verbs.yaml")))
    }

    fn unit(&mut self, entry: &UnitEntry) {
        let unit: Arc<str> = entry.unit.as_str().into();
        let first = self.pack.figures.nouns.len() as u16;
        for word in &entry.words {
            self.counted_noun(word, &Counted::Unit(Arc::clone(&unit)));
        }
        // One population whatever it is written like: "21 km" and "21 kilomètres".
        let nouns = &mut self.pack.figures.nouns[first as usize..];
        if let Some(named) = nouns.first().map(|noun| Arc::clone(&noun.singular)) {
            for noun in nouns {
                (noun.singular, noun.money) = (Arc::clone(&named), entry.currency);
            }
        }
        for (word, unit) in &entry.of {
            let id = self.figure_word(word) as usize;
            for noun in first..self.pack.figures.nouns.len() as u16 {
                self.pack.figures.forms[id].qualifies.push((noun, unit.as_str().into()));
            }
        }
    }
}

fn first_word(entry: &NumberEntry) -> &str {
    let lists = [&entry.values, &entry.multiples, &entry.magnitudes, &entry.rounded, &entry.orders, &entry.signs];
    let word = lists.into_iter().flat_map(|list| list.keys()).chain(&entry.halves).next();
    word.map_or("", String::as_str)
}

/// The name of an entry: its state and the first word that says so.
fn state_name(state: State, entry: &StateEntry) -> String {
    let lists = [&entry.nouns, &entry.objects, &entry.subjects, &entry.expressions, &entry.adjectives, &entry.before];
    let word = lists.into_iter().flatten().next();
    format!("{} {}", state.name(), word.map_or("", String::as_str))
}

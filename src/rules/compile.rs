//! From rule files as written to a pack that is ready for look-ups.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::classes::{Classes, Frames, Tenses};
use super::conjugate::{self, Model, SharedTenses, Tense};
use super::error::{RuleError, nearest};
use super::files::{RuleFile, RuleFiles};
use super::pack::{Ending, Example, Known, Link, NounCue, Phrase, Preposition, RulePack, Verb, Word};
use super::schema::{CountryEntry, Gender, KnownEntry, NounEntry, Number, PhraseEntry, VerbEntry};
use crate::analysis::EntityKind;

/// Compiles `files`; later ones replace earlier ones word by word.
pub(super) fn compile(files: RuleFiles) -> Result<RulePack, RuleError> {
    let mut compiler =
        Compiler { pack: RulePack { verbs: vec![Verb::default()], ..RulePack::default() }, ..Compiler::default() };
    compiler.language(&files);
    compiler.people(&files);
    let models = Models::new(&files);
    models.check(&files)?;
    compiler.common_verbs(&files, &models)?;
    compiler.verbs(&files, &models)?;
    compiler.phrases(&files, &models)?;
    compiler.places(&files);
    for file in &files.wire {
        compiler.pack.wire.add(&file.said).map_err(|(pattern, message)| wrong(file, &pattern, message))?;
    }
    Ok(compiler.pack)
}

#[derive(Default)]
struct Compiler {
    pack: RulePack,
    lemmas: FxHashMap<String, u16>,
    phrase_words: u32,
    states: u32,
}

struct Models<'a> {
    tenses: Option<&'a SharedTenses>,
    models: FxHashMap<&'a str, &'a Model>,
}

impl<'a> Models<'a> {
    fn new(files: &'a RuleFiles) -> Models<'a> {
        let said = || files.conjugations.iter().map(|file| &file.said);
        Models {
            tenses: said().filter_map(|file| file.tenses.as_ref()).last(),
            models: said().flat_map(|file| &file.models).map(|model| (&*model.name, model)).collect(),
        }
    }
}

impl Models<'_> {
    /// Every model yields its example.
    fn check(&self, files: &RuleFiles) -> Result<(), RuleError> {
        let Some(tenses) = self.tenses else { return Ok(()) };
        for file in &files.conjugations {
            for model in &file.said.models {
                let forms = conjugate::forms(&model.name, model, tenses)
                    .map_err(|message| wrong(file, &model.name, message))?;
                if !forms.iter().any(|form| form.text == model.example) {
                    let message = format!("`{}`: the table does not yield its example `{}`", model.name, model.example);
                    return Err(wrong(file, &model.name, message));
                }
            }
        }
        Ok(())
    }
}

fn bit(gender: Option<Gender>) -> u8 {
    match gender {
        Some(Gender::M) => 1,
        Some(Gender::F) => 2,
        None => 0,
    }
}

fn number_bit(number: Option<Number>) -> u8 {
    match number {
        Some(Number::S) => 1,
        Some(Number::P) => 2,
        None => 0,
    }
}

/// The rule's name in findings and marks: the file and its entry.
fn rule(file: &str, entry: &str) -> Arc<str> {
    format!("{file}: {entry}").into()
}

/// An error at the place where `needle` first stands in a file.
fn wrong<T>(file: &RuleFile<T>, needle: &str, message: String) -> RuleError {
    let at = file.text.find(needle).unwrap_or(0);
    let before = file.text.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    RuleError::Entry { file: file.name.clone(), line, column, message }
}

impl Compiler {
    fn entry(&mut self, form: &str) -> &mut Word {
        self.pack.words.entry(form)
    }

    fn class(&mut self, form: &str, classes: Classes, gender: u8, number: u8) {
        let word = self.entry(form);
        word.classes = word.classes.with(classes);
        word.gender |= gender;
        word.number |= number;
    }

    fn example(&mut self, rule: &Arc<str>, marked: &str) {
        self.pack.examples.push(Example { rule: Arc::clone(rule), marked: marked.to_owned() });
    }

    fn language(&mut self, files: &RuleFiles) {
        for file in &files.language {
            if let Some(language) = &file.said.language {
                self.pack.language.clone_from(language);
            }
            if let Some(tokens) = &file.said.tokens {
                let boxed = |words: &[String]| words.iter().map(|w| w.as_str().into()).collect();
                self.pack.elisions = boxed(&tokens.elisions);
                self.pack.clitics = boxed(&tokens.clitics);
                self.pack.linking = tokens.linking.as_str().into();
                self.pack.melted.extend(tokens.melted.clone());
                for word in &tokens.abbreviations {
                    self.pack.abbreviations.insert(word.as_str().into(), tokens.open_abbreviations.contains(word));
                }
                self.example(&rule(&file.name, "tokens"), &tokens.example);
            }
            for entry in &file.said.classes {
                let classes = Classes::from(entry.class);
                for form in &entry.words {
                    self.class(form, classes, bit(entry.gender), number_bit(entry.number));
                }
                let name = format!("{:?} {}", entry.class, entry.words.first().map_or("", |w| w));
                self.example(&rule(&file.name, &name), &entry.example);
            }
            for entry in &file.said.endings {
                let id = self.pack.endings.len() as u16;
                for letters in &entry.endings {
                    let Some(&last) = letters.as_bytes().last() else { continue };
                    self.pack.by_last.entry(last).or_default().push((id, letters.as_str().into()));
                }
                self.pack.endings.push(Ending {
                    class: Classes::from(entry.class),
                    least: entry.least,
                    unless: entry.unless.iter().map(|e| e.as_str().into()).collect(),
                });
                for form in &entry.unless {
                    self.class(form, Classes::NOUN, 0, 0);
                }
                self.example(&rule(&file.name, &format!("ending {:?}", entry.class)), &entry.example);
            }
        }
    }

    fn people(&mut self, files: &RuleFiles) {
        for file in &files.people {
            for entry in &file.said.titles {
                for form in &entry.forms {
                    let form = form.to_lowercase();
                    self.class(form.trim_end_matches('.'), Classes::TITLE, bit(entry.gender), number_bit(entry.number));
                }
                self.example(&rule(&file.name, &entry.forms[0]), &entry.example);
            }
            let sections: [(&[NounEntry], Classes); 5] = [
                (&file.said.functions, Classes::FUNCTION),
                (&file.said.groups, Classes::GROUP),
                (&file.said.institutions, Classes::INSTITUTION),
                (&file.said.documents, Classes::DOCUMENT),
                (&file.said.anonymous, Classes::ANONYMOUS),
            ];
            for (entries, classes) in sections {
                for entry in entries {
                    self.nouns(entry, classes);
                    self.example(&rule(&file.name, &entry.group), &entry.example);
                }
            }
            let names = &file.said.given_names;
            for (list, gender) in [(&names.masculine, 1), (&names.feminine, 2), (&names.both, 3)] {
                for name in list {
                    self.class(&name.to_lowercase(), Classes::GIVEN_NAME, gender, 1);
                }
            }
            for particle in &file.said.particles {
                self.class(&particle.to_lowercase(), Classes::PARTICLE, 0, 0);
            }
        }
    }

    /// Nouns as `masculine/feminine` or one form for both; functions get their plurals as well.
    fn nouns(&mut self, entry: &NounEntry, classes: Classes) {
        for noun in &entry.nouns {
            let function = classes.has(Classes::FUNCTION);
            let several = noun.contains('/');
            let given = bit(entry.gender);
            let (gender, number) = match (function, several) {
                (true, true) => (1, 1),
                (true, false) => (3, 1),
                _ => (given, number_bit(entry.number)),
            };
            for (at, form) in noun.split('/').enumerate() {
                let gender = if at > 0 { 2 } else { gender };
                // A word of a longer name says nothing by itself: "partie civile", "mise en demeure".
                if form.contains(' ') {
                    continue;
                }
                let head = form.to_lowercase();
                let closed = Classes::DETERMINER
                    .with(Classes::PREPOSITION)
                    .with(Classes::NUMBER_WORD)
                    .with(Classes::SUBJECT_PRONOUN);
                if self.pack.words.get(&head).is_some_and(|w| w.classes.has(closed)) {
                    continue;
                }
                let mut classes = classes.with(Classes::NOUN);
                if entry.norm {
                    classes = classes.with(Classes::NORM);
                }
                if entry.descriptive {
                    classes = classes.with(Classes::DESCRIPTIVE);
                }
                if function || number == 0 {
                    let single = if function { 1 } else { u8::from(!head.ends_with('s')) };
                    self.class(&head, classes, gender, if single == 1 { 1 } else { 2 });
                    if single == 1 {
                        self.class(&plural(&head), classes, gender, 2);
                    }
                } else {
                    self.class(&head, classes, gender, number);
                }
            }
        }
    }

    fn lemma(&mut self, verb: Verb) -> u16 {
        let id = self.pack.verbs.len() as u16;
        self.lemmas.insert(verb.lemma.to_string(), id);
        self.pack.verbs.push(verb);
        id
    }

    fn conjugated<T>(
        &mut self,
        file: &RuleFile<T>,
        lemma: &str,
        model: &str,
        models: &Models<'_>,
        id: u16,
        cue: bool,
    ) -> Result<(), RuleError> {
        let Some(&table) = models.models.get(model) else {
            let near = nearest(model, models.models.keys().copied());
            let near = near.map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
            return Err(wrong(
                file,
                lemma,
                format!("`{lemma}`: unknown conjugation `{model}`, expected a model of conjugations.yaml{near}"),
            ));
        };
        let Some(tenses) = models.tenses else {
            return Err(wrong(file, lemma, "conjugations.yaml declares no `tenses`".to_owned()));
        };
        let forms = conjugate::forms(lemma, table, tenses).map_err(|message| wrong(file, lemma, message))?;
        for form in forms {
            // Of verbs that do not report the third person is enough; nobody writes the imperfect subjunctive of any.
            let rare = form.tense == Tense::SubjunctiveImperfect
                || !cue
                    && matches!(
                        form.tense,
                        Tense::Present
                            | Tense::Imperfect
                            | Tense::Past
                            | Tense::Future
                            | Tense::Conditional
                            | Tense::Subjunctive
                    )
                    && !matches!(form.person, 3 | 6)
                    && !self.pack.verbs[id as usize].auxiliary;
            if rare {
                continue;
            }
            let (class, tense) = match form.tense {
                Tense::Present => (Classes::FINITE, Tenses::PRESENT),
                Tense::Imperfect => (Classes::FINITE, Tenses::IMPERFECT),
                Tense::Past => (Classes::FINITE, Tenses::PAST),
                Tense::Future => (Classes::FINITE, Tenses::FUTURE),
                Tense::Conditional => (Classes::FINITE, Tenses::CONDITIONAL),
                Tense::Subjunctive | Tense::SubjunctiveImperfect => (Classes::FINITE, Tenses::SUBJUNCTIVE),
                Tense::Imperative => continue,
                Tense::Infinitive => (Classes::INFINITIVE, Tenses::NONE),
                Tense::Gerund => (Classes::GERUND, Tenses::NONE),
                Tense::Participle => (Classes::PARTICIPLE, Tenses::NONE),
            };
            let word = self.entry(&form.text);
            // A form that two verbs share belongs to the one that reports, else to the one declared first.
            if word.verb == 0 || cue {
                word.verb = id;
            }
            word.classes = word.classes.with(class);
            if cue {
                word.classes = word.classes.with(Classes::CUE);
            }
            word.tenses = word.tenses.with(tense);
            if class.has(Classes::FINITE) {
                word.persons |= 1 << form.person;
            }
            if class.has(Classes::PARTICIPLE) {
                word.gender |= if form.person % 2 == 1 { 1 } else { 2 };
                word.number |= if form.person <= 2 { 1 } else { 2 };
            }
        }
        Ok(())
    }

    fn common_verbs(&mut self, files: &RuleFiles, models: &Models<'_>) -> Result<(), RuleError> {
        for (lemma, class) in [("avoir", Classes::HAVE), ("être", Classes::BE)] {
            let Some(tenses) = models.tenses else { continue };
            let Some(&model) = models.models.get(lemma) else { continue };
            let id = self.lemma(Verb { lemma: lemma.into(), auxiliary: true, ..Verb::default() });
            if let Ok(forms) = conjugate::forms(lemma, model, tenses) {
                for form in forms {
                    if form.tense != Tense::Imperative {
                        self.class(&form.text, class, 0, 0);
                    }
                }
            }
            if let Some(file) = files.conjugations.first() {
                self.conjugated(file, lemma, lemma, models, id, false)?;
            }
        }
        for file in &files.common_verbs {
            for entry in &file.said.verbs {
                for lemma in &entry.lemmas {
                    if self.lemmas.contains_key(lemma) {
                        continue;
                    }
                    let id = self.lemma(Verb {
                        lemma: lemma.as_str().into(),
                        rule: rule(&file.name, lemma),
                        ..Verb::default()
                    });
                    self.conjugated(file, lemma, &entry.conjugation, models, id, false)?;
                }
                self.example(&rule(&file.name, &entry.conjugation), &entry.example);
            }
        }
        Ok(())
    }

    fn verbs(&mut self, files: &RuleFiles, models: &Models<'_>) -> Result<(), RuleError> {
        for file in &files.verbs {
            for entry in &file.said.verbs {
                self.cue_verb(file, entry, models)?;
                self.example(&rule(&file.name, &entry.lemma), &entry.example);
            }
        }
        Ok(())
    }

    fn cue_verb<T>(&mut self, file: &RuleFile<T>, entry: &VerbEntry, models: &Models<'_>) -> Result<(), RuleError> {
        let bare = entry.lemma.strip_prefix("se ").or_else(|| entry.lemma.strip_prefix("s'")).unwrap_or(&entry.lemma);
        let frames: Frames = entry.frames.iter().copied().collect();
        let cue = Verb {
            lemma: entry.lemma.as_str().into(),
            frames,
            stance: entry.stance,
            needs_quote: entry.needs_quote,
            homograph: entry.homograph.is_some(),
            rule: rule(&file.name, &entry.lemma),
            ..Verb::default()
        };
        if bare == entry.lemma {
            let kept = self.lemmas.get(bare).map(|&id| self.pack.verbs[id as usize].clone()).unwrap_or_default();
            let id = self.lemma(Verb {
                pronominal: kept.pronominal,
                chains: kept.chains,
                expressions: kept.expressions,
                ..cue
            });
            return self.conjugated(file, bare, &entry.conjugation, models, id, true);
        }
        let pronominal = self.lemma(cue);
        let plain = match self.lemmas.get(bare) {
            Some(&id) => id,
            None => {
                let id = self.lemma(Verb { lemma: bare.into(), ..Verb::default() });
                self.conjugated(file, bare, &entry.conjugation, models, id, false)?;
                id
            }
        };
        self.pack.verbs[plain as usize].pronominal = pronominal;
        Ok(())
    }

    fn phrases(&mut self, files: &RuleFiles, _models: &Models<'_>) -> Result<(), RuleError> {
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
                    rule: Arc::clone(&rule),
                });
                for phrase in &entry.phrases {
                    self.with_articles(phrase, Phrase::Source(id));
                }
                self.example(&rule, &entry.example);
            }
            for entry in &said.anaphors {
                for phrase in &entry.phrases {
                    self.phrase(phrase, Phrase::Anaphor(bit(Some(entry.gender)), number_bit(Some(entry.number))));
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

    fn chains_and_expressions(&mut self, file: &RuleFile<super::schema::PhrasesFile>) -> Result<(), RuleError> {
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
                } else if words[0].starts_with("s'") || *words[0] == *"se" {
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

    /// The words of a phrase as the tokenizer would cut it.
    fn words_of(&self, phrase: &str) -> Vec<Box<str>> {
        let mut words = Vec::new();
        for part in phrase.split(' ').filter(|part| !part.is_empty()) {
            let part = part.to_lowercase();
            match part.split_once('\'') {
                Some((before, rest)) if self.pack.elisions.contains(before) => {
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

    fn phrase(&mut self, phrase: &str, meaning: Phrase) {
        let mut state = 0;
        for word in self.words_of(phrase) {
            let fresh = self.phrase_words + 1;
            let entry = self.entry(&word);
            if entry.phrase == 0 {
                entry.phrase = fresh;
                self.phrase_words = fresh;
            }
            let number = self.pack.words.get(&word).map_or(0, |w| w.phrase);
            let fresh = self.states + 1;
            let next = *self.pack.steps.entry((state, number)).or_insert(fresh);
            if next == fresh {
                self.states = fresh;
            }
            state = next;
        }
        if state != 0 {
            self.pack.ends.insert(state, meaning);
        }
    }

    fn places(&mut self, files: &RuleFiles) {
        for file in &files.places {
            let sections: [(&[KnownEntry], EntityKind); 3] = [
                (&file.said.seats, EntityKind::Place),
                (&file.said.bodies, EntityKind::Institution),
                (&file.said.media, EntityKind::Institution),
            ];
            for (entries, kind) in sections {
                for entry in entries {
                    let name = entry.name.as_deref().unwrap_or(&entry.means);
                    let id = self.known(name, kind, entry.gender, entry.number, false);
                    for phrase in &entry.phrases {
                        self.name(phrase, id);
                    }
                    self.example(&rule(&file.name, &entry.means), &entry.example);
                }
            }
            for country in &file.said.countries {
                self.country(country);
            }
            if let Some(example) = &file.said.countries_example {
                self.example(&rule(&file.name, "countries"), example);
            }
        }
    }

    fn known(&mut self, name: &str, kind: EntityKind, gender: Gender, number: Option<Number>, capital: bool) -> u16 {
        let id = self.pack.known.len() as u16;
        let number = number_bit(number.or(Some(Number::S)));
        self.pack.known.push(Known { name: name.into(), kind, gender: bit(Some(gender)), number, capital });
        id
    }

    /// A known name, without its article: the noun phrase brings that along.
    fn name(&mut self, phrase: &str, id: u16) {
        let bare = ["le ", "la ", "les ", "l'", "Le ", "La ", "Les ", "L'"]
            .iter()
            .find_map(|article| phrase.strip_prefix(article));
        self.phrase(bare.unwrap_or(phrase), Phrase::Known(id));
    }

    fn country(&mut self, entry: &CountryEntry) {
        let id = self.known(&entry.name, EntityKind::Place, entry.gender, entry.number, false);
        for name in std::iter::once(&entry.name).chain(&entry.spellings) {
            self.name(name, id);
        }
        if entry.capital.is_some() || !entry.also.is_empty() {
            let id = self.known(&entry.name, EntityKind::Place, Gender::M, Some(Number::S), true);
            for capital in entry.capital.iter().chain(&entry.also) {
                if *capital != entry.name {
                    self.name(capital, id);
                }
            }
        }
        for (at, demonym) in entry.demonyms.iter().enumerate() {
            let gender = if at % 2 == 0 { 1 } else { 2 };
            self.class(demonym, Classes::DEMONYM, gender, 1);
            self.class(&plural(demonym), Classes::DEMONYM, gender, 2);
        }
    }
}

/// The regular plural of a noun or adjective.
fn plural(word: &str) -> String {
    if word.ends_with(['s', 'x', 'z']) {
        word.to_owned()
    } else if let Some(stem) = word.strip_suffix("al") {
        format!("{stem}aux")
    } else if word.ends_with("au") || word.ends_with("eu") {
        format!("{word}x")
    } else {
        format!("{word}s")
    }
}

//! From rule files as written to a pack that is ready for look-ups.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::classes::Classes;
use super::error::RuleError;
use super::files::{RuleFile, RuleFiles};
use super::pack::{Brief, Example, LongerNoun, Phrase, RulePack, Verb, Word};
use super::schema::{Gender, LanguageFile, NounEntry, Number, TokenEntry};
use super::words::{Ending, FewWords, Letters};

mod calendar;
mod claims;
mod figures;
mod names;
mod phrases;
mod places;
mod revisions;
mod sources;
mod verbs;

use verbs::Models;

/// Compiles `files`; later ones replace earlier ones word by word.
pub(super) fn compile(mut files: RuleFiles) -> Result<RulePack, RuleError> {
    let mut compiler =
        Compiler { pack: RulePack { verbs: vec![Verb::default()], ..RulePack::default() }, ..Compiler::default() };
    compiler.language(std::mem::take(&mut files.language));
    compiler.people(&files);
    compiler.callings(&files)?;
    let models = Models::new(&files);
    models.check(&files)?;
    compiler.common_verbs(&files, &models)?;
    compiler.verbs(&files, &models)?;
    compiler.phrases(&files)?;
    compiler.places(&files);
    compiler.revisions(&files)?;
    compiler.figures(&files)?;
    compiler.sources(&files)?;
    compiler.claims(&files)?;
    compiler.calendar(&files);
    for file in &files.wire {
        compiler.pack.wire.add(&file.said).map_err(|(pattern, message)| wrong(file, &pattern, message))?;
    }
    for file in &files.reports {
        compiler.pack.reports.add(&file.said).map_err(|(word, message)| wrong(file, &word, message))?;
    }
    compiler.names(&files)?;
    compiler.longer_nouns();
    let RulePack { words, calendar, .. } = &mut compiler.pack;
    calendar.beginnings().for_each(|word| words.entry(word).calendar = calendar.number(word));
    words.settle();
    compiler.pack.briefs = compiler.pack.verbs.iter().map(Brief::of).collect();
    Ok(compiler.pack)
}

#[derive(Default)]
struct Compiler {
    pack: RulePack,
    lemmas: FxHashMap<String, u16>,
    /// The nouns of several words.
    longer_nouns: Vec<(String, LongerNoun)>,
    /// The auxiliaries, with the class of their forms.
    auxiliaries: Vec<(String, Classes)>,
    /// The articles that a known name goes without.
    articles: Vec<String>,
    /// The pronouns that stand before a reflexive verb.
    reflexives: Vec<String>,
    /// The first noun counted that the file under way declares.
    first_counted: u16,
    phrase_words: u32,
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

    fn language(&mut self, files: Vec<RuleFile<LanguageFile>>) {
        for file in files {
            if let Some(language) = file.said.language {
                self.pack.language = language;
            }
            if let Some(tokens) = file.said.tokens {
                self.example(&rule(&file.name, "tokens"), &tokens.example);
                self.tokens(tokens);
            }
            for entry in &file.said.classes {
                let classes = Classes::from(entry.class);
                for form in &entry.words {
                    self.class(form, classes, bit(entry.gender), number_bit(entry.number));
                }
                let name = format!("{:?} {}", entry.class, entry.words.first().map_or("", |w| w));
                self.example(&rule(&file.name, &name), &entry.example);
            }
            self.pack.by_last.resize_with(256, Vec::new);
            for entry in &file.said.endings {
                let id = self.pack.endings.len() as u16;
                for letters in &entry.endings {
                    let Some(&last) = letters.as_bytes().last() else { continue };
                    self.pack.by_last[usize::from(last)].push(Letters::new(id, letters));
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

    fn tokens(&mut self, tokens: TokenEntry) {
        let few = |words: &[String]| {
            let mut few = FewWords::default();
            for word in words {
                few.insert(word, ());
            }
            few
        };
        self.pack.elisions = few(&tokens.elisions);
        self.pack.clitics = few(&tokens.clitics);
        self.pack.linking = tokens.linking.into();
        self.pack.melted.extend(tokens.melted);
        for word in tokens.abbreviations {
            let closes = tokens.open_abbreviations.contains(&word);
            self.pack.abbreviations.insert(&word, closes);
        }
        // What an entry leaves out stays as an earlier one said it.
        if let Some(auxiliaries) = tokens.auxiliaries {
            self.auxiliaries = vec![(auxiliaries.have, Classes::HAVE), (auxiliaries.be, Classes::BE)];
        }
        if let Some(articles) = tokens.articles {
            self.articles = articles;
        }
        if let Some(reflexives) = tokens.reflexives {
            self.reflexives = reflexives;
        }
        if let Some(feminine) = tokens.feminine {
            self.pack.feminine = feminine.into();
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

    fn callings(&mut self, files: &RuleFiles) -> Result<(), RuleError> {
        for file in &files.callings {
            self.pack.callings.add(&file.said);
            let (former, ages) = (&file.said.former, &file.said.ages);
            let entries = [&file.said.callings, &file.said.bodies, &file.said.documents].into_iter().flatten();
            let examples = entries.map(|entry| (entry.calling.as_str(), &entry.example));
            let others = former.iter().map(|f| ("former", &f.example));
            for (name, example) in examples.chain(others).chain(ages.iter().map(|a| ("ages", &a.example))) {
                self.example(&rule(&file.name, name), example);
            }
        }
        let said = files.callings.iter().map(|file| &file.said);
        let entries = said.flat_map(|said| [&said.callings, &said.bodies, &said.documents]).flatten();
        let Some(first) = files.callings.first() else { return Ok(()) };
        let places = self.pack.callings.enter(entries);
        let places =
            places.map_err(|word| wrong(first, word, "no calling, or one more than there is room for".into()))?;
        for (word, place) in places {
            let form = word.to_lowercase();
            if self.pack.words.entered(&form).is_some() {
                self.entry(&form).calling = place;
            }
        }
        Ok(())
    }

    /// Enters the nouns of several words whose first one, the head, is by itself none of the kind.
    fn longer_nouns(&mut self) {
        for (form, noun) in std::mem::take(&mut self.longer_nouns) {
            let first = form.split(' ').next().unwrap_or_default().to_lowercase();
            let head = self.pack.word(&first);
            if head.classes.has(noun.classes.with(Classes::PRENOMINAL).with(Classes::NUMBER_WORD)) {
                continue;
            }
            let id = self.pack.longer_nouns.len() as u16;
            self.pack.longer_nouns.push(noun);
            self.new_phrase(&form, Phrase::Noun(id));
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
                    self.longer_nouns.push((form.to_owned(), LongerNoun { classes, gender, number }));
                    if function {
                        self.pack.callings.expression(form);
                    }
                    continue;
                }
                let head = form.to_lowercase();
                let closed = Classes::DETERMINER
                    .with(Classes::PREPOSITION)
                    .with(Classes::NUMBER_WORD)
                    .with(Classes::SUBJECT_PRONOUN);
                if self.pack.words.entered(&head).is_some_and(|w| w.classes.has(closed)) {
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
}

/// What stands in `phrase` behind `word`, in whatever case, which it begins with.
fn behind<'p>(phrase: &'p str, word: &str) -> Option<&'p str> {
    let (first, rest) = phrase.split_at_checked(word.len())?;
    if first.to_lowercase() != word {
        return None;
    }
    if word.ends_with('\'') { Some(rest) } else { rest.strip_prefix(' ') }
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

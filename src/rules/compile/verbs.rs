//! Verbs with all their forms: those that report, and the common ones beside them.

use rustc_hash::FxHashMap;

use super::{Compiler, behind, rule, wrong};
use crate::rules::classes::{Classes, Frames, Tenses};
use crate::rules::conjugate::{self, Model, SharedTenses, Tense};
use crate::rules::error::{RuleError, nearest};
use crate::rules::files::{RuleFile, RuleFiles};
use crate::rules::pack::Verb;
use crate::rules::schema::VerbEntry;

/// The models of conjugation, by name.
pub(super) struct Models<'a> {
    tenses: Option<&'a SharedTenses>,
    models: FxHashMap<&'a str, &'a Model>,
}

impl<'a> Models<'a> {
    pub(super) fn new(files: &'a RuleFiles) -> Models<'a> {
        let said = || files.conjugations.iter().map(|file| &file.said);
        Models {
            tenses: said().filter_map(|file| file.tenses.as_ref()).next_back(),
            models: said().flat_map(|file| &file.models).map(|model| (&*model.name, model)).collect(),
        }
    }
}

impl Models<'_> {
    /// Every model yields its example.
    pub(super) fn check(&self, files: &RuleFiles) -> Result<(), RuleError> {
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

impl Compiler {
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

    pub(super) fn common_verbs(&mut self, files: &RuleFiles, models: &Models<'_>) -> Result<(), RuleError> {
        for (lemma, class) in &std::mem::take(&mut self.auxiliaries) {
            let Some(tenses) = models.tenses else { continue };
            let Some(&model) = models.models.get(lemma.as_str()) else { continue };
            let id = self.lemma(Verb { lemma: lemma.as_str().into(), auxiliary: true, ..Verb::default() });
            if let Ok(forms) = conjugate::forms(lemma, model, tenses) {
                for form in forms {
                    if form.tense != Tense::Imperative {
                        self.class(&form.text, *class, 0, 0);
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

    pub(super) fn verbs(&mut self, files: &RuleFiles, models: &Models<'_>) -> Result<(), RuleError> {
        for file in &files.verbs {
            for entry in &file.said.verbs {
                self.cue_verb(file, entry, models)?;
                self.example(&rule(&file.name, &entry.lemma), &entry.example);
            }
        }
        Ok(())
    }

    fn cue_verb<T>(&mut self, file: &RuleFile<T>, entry: &VerbEntry, models: &Models<'_>) -> Result<(), RuleError> {
        let bare = self.reflexives.iter().find_map(|pronoun| behind(&entry.lemma, pronoun)).unwrap_or(&entry.lemma);
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
        let plain = if let Some(&id) = self.lemmas.get(bare) {
            id
        } else {
            let id = self.lemma(Verb { lemma: bare.into(), ..Verb::default() });
            self.conjugated(file, bare, &entry.conjugation, models, id, false)?;
            id
        };
        self.pack.verbs[plain as usize].pronominal = pronominal;
        Ok(())
    }
}

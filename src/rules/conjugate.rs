//! Spells out the forms of a verb from its infinitive and its conjugation model.

use std::slice;

use serde::Deserialize;

/// A conjugation model as written in `conjugations.yaml`: the endings that replace the ending of
/// an infinitive.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Model {
    /// The verb that the model is named after.
    pub(super) name: String,
    /// What is taken off an infinitive to get the stem.
    pub(super) ending: String,
    /// How the last vowel of the stem changes before some endings.
    pub(super) stem_change: Option<StemChange>,
    /// Whether the last letter of the stem is doubled before some endings.
    #[serde(default)]
    pub(super) double: bool,
    /// The endings before which the stem changes.
    #[serde(default)]
    pub(super) changes_before: Vec<String>,
    /// The endings before which the stem is met both changed and unchanged.
    #[serde(default)]
    pub(super) may_change_before: Vec<String>,
    /// Endings of the present indicative.
    pub(super) present: [Endings; 6],
    /// Endings of the imperfect indicative.
    pub(super) imperfect: [Endings; 6],
    /// Endings of the simple past.
    pub(super) past: [Endings; 6],
    /// The ending to which those of the future and of the conditional are added.
    pub(super) future: Endings,
    /// Endings of the present subjunctive.
    pub(super) subjunctive: [Endings; 6],
    /// Endings of the imperfect subjunctive.
    pub(super) subjunctive_imperfect: [Endings; 6],
    /// Endings of the imperative, second person singular, first and second plural; those of the
    /// present if left out.
    pub(super) imperative: Option<[Endings; 3]>,
    /// Ending of the present participle.
    pub(super) gerund: Endings,
    /// Endings of the past participle: masculine and feminine singular, then plural.
    pub(super) participle: [Endings; 4],
    /// A form of the model verb that the model yields.
    pub(super) example: String,
}

/// The replacement of the last occurrence of a letter in a stem.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct StemChange {
    /// What the stem of the infinitive has.
    pub(super) from: String,
    /// What the changed stem has in its place.
    pub(super) to: String,
}

/// The endings that spell one form.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Endings {
    /// The form does not exist.
    Missing,
    /// The form has one spelling.
    One(String),
    /// The form has several spellings in use.
    Several(Vec<String>),
}

impl Endings {
    fn spellings(&self) -> &[String] {
        match self {
            Self::Missing => &[],
            Self::One(ending) => slice::from_ref(ending),
            Self::Several(endings) => endings,
        }
    }
}

/// The personal endings shared by all models, for the tenses that have a stem of their own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct SharedTenses {
    /// Endings of the future.
    pub(super) future: [String; 6],
    /// Endings of the conditional.
    pub(super) conditional: [String; 6],
}

/// The tense or mood of a verb form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tense {
    /// Present indicative.
    Present,
    /// Imperfect indicative.
    Imperfect,
    /// Simple past.
    Past,
    /// Future.
    Future,
    /// Present conditional.
    Conditional,
    /// Present subjunctive.
    Subjunctive,
    /// Imperfect subjunctive.
    SubjunctiveImperfect,
    /// Imperative.
    Imperative,
    /// Infinitive.
    Infinitive,
    /// Present participle.
    Gerund,
    /// Past participle.
    Participle,
}

/// One form of a verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// How the form is spelled.
    pub text: String,
    /// Its tense or mood.
    pub tense: Tense,
    /// Its person, 1 to 3 in the singular and 4 to 6 in the plural; for a past participle, its
    /// gender and number: 1 masculine and 2 feminine singular, 3 masculine and 4 feminine plural;
    /// 0 for an infinitive and a present participle.
    pub person: u8,
}

/// The forms of the verb `lemma`, conjugated after `model`, tense by tense.
///
/// A form with several spellings is given once per spelling, and a spelling once per form that it
/// stands for.
///
/// # Errors
///
/// Says what is wrong if the verb cannot be conjugated after the model: it does not end like the
/// model, or its stem has nothing that could change as the model wants it.
pub(super) fn forms(lemma: &str, model: &Model, tenses: &SharedTenses) -> Result<Vec<Form>, String> {
    let stem = Stem::new(lemma, model)?;
    let mut forms = vec![Form { text: lemma.to_owned(), tense: Tense::Infinitive, person: 0 }];

    let rows = [
        (Tense::Present, &model.present),
        (Tense::Imperfect, &model.imperfect),
        (Tense::Past, &model.past),
        (Tense::Subjunctive, &model.subjunctive),
        (Tense::SubjunctiveImperfect, &model.subjunctive_imperfect),
    ];
    for (tense, row) in rows {
        for (person, endings) in (1..).zip(row) {
            stem.add(endings, "", tense, person, &mut forms);
        }
    }

    let on_future_stem = [(Tense::Future, &tenses.future), (Tense::Conditional, &tenses.conditional)];
    for (tense, personal_endings) in on_future_stem {
        for ((person, personal), present) in (1..).zip(personal_endings).zip(&model.present) {
            // Impersonal verbs lack the same persons in all tenses.
            if !matches!(present, Endings::Missing) {
                stem.add(&model.future, personal, tense, person, &mut forms);
            }
        }
    }

    let imperative = match &model.imperative {
        Some(row) => row.each_ref(),
        None => [&model.present[1], &model.present[3], &model.present[4]],
    };
    for (person, endings) in [2, 4, 5].into_iter().zip(imperative) {
        stem.add(endings, "", Tense::Imperative, person, &mut forms);
    }

    stem.add(&model.gerund, "", Tense::Gerund, 0, &mut forms);
    for (person, endings) in (1..).zip(&model.participle) {
        stem.add(endings, "", Tense::Participle, person, &mut forms);
    }
    Ok(forms)
}

/// What is left of an infinitive without its ending.
struct Stem<'a> {
    plain: &'a str,
    /// The stem before the endings that change it; the plain one if the model changes nothing.
    changed: String,
    model: &'a Model,
}

impl<'a> Stem<'a> {
    fn new(lemma: &'a str, model: &'a Model) -> Result<Self, String> {
        let Model { name, ending, .. } = model;
        let plain = lemma
            .strip_suffix(ending.as_str())
            .ok_or_else(|| format!("“{lemma}” does not end in “{ending}” as “{name}” does"))?;
        let mut changed = plain.to_owned();
        if let Some(StemChange { from, to }) = &model.stem_change {
            let at = plain
                .rfind(from.as_str())
                .ok_or_else(|| format!("“{lemma}” has no “{from}” to change as “{name}” has"))?;
            changed.replace_range(at..at + from.len(), to);
        }
        if model.double {
            changed.extend(plain.chars().next_back());
        }
        Ok(Self { plain, changed, model })
    }

    /// Adds one form in all its spellings: the stem, one of the endings, and what follows the ending.
    fn add(&self, endings: &Endings, suffix: &str, tense: Tense, person: u8, forms: &mut Vec<Form>) {
        for ending in endings.spellings() {
            for stem in self.before(ending).into_iter().flatten() {
                forms.push(Form { text: [stem, ending, suffix].concat(), tense, person });
            }
        }
    }

    /// The stem as it is written before an ending, in all its spellings.
    fn before(&self, ending: &String) -> [Option<&str>; 2] {
        if self.model.may_change_before.contains(ending) {
            [Some(self.plain), Some(&self.changed)]
        } else if self.model.changes_before.contains(ending) {
            [Some(&self.changed), None]
        } else {
            [Some(self.plain), None]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Conjugations {
        tenses: SharedTenses,
        models: Vec<Model>,
    }

    impl Conjugations {
        fn load() -> Self {
            serde_yaml::from_str(include_str!("../../rules/fr/conjugations.yaml")).unwrap()
        }

        fn model(&self, name: &str) -> &Model {
            self.models.iter().find(|model| model.name == name).unwrap_or_else(|| panic!("no model {name}"))
        }

        fn forms(&self, lemma: &str, model: &str) -> Vec<Form> {
            forms(lemma, self.model(model), &self.tenses).unwrap()
        }

        /// All spellings of one form, separated by spaces.
        fn spell(&self, lemma: &str, model: &str, tense: Tense, person: u8) -> String {
            self.forms(lemma, model)
                .into_iter()
                .filter(|form| form.tense == tense && form.person == person)
                .map(|form| form.text)
                .collect::<Vec<_>>()
                .join(" ")
        }
    }

    #[test]
    fn tricky_forms_are_spelled_right() {
        use Tense::{
            Conditional, Future, Gerund, Imperative, Imperfect, Infinitive, Participle, Past, Present, Subjunctive,
            SubjunctiveImperfect,
        };
        let conjugations = Conjugations::load();
        let expected = [
            ("espérer", "espérer", Present, 6, "espèrent"),
            ("espérer", "espérer", Present, 4, "espérons"),
            ("espérer", "espérer", Past, 6, "espérèrent"),
            ("célébrer", "espérer", Subjunctive, 3, "célèbre"),
            ("régler", "espérer", Future, 3, "réglera règlera"),
            ("déléguer", "espérer", Imperative, 2, "délègue"),
            ("rappeler", "appeler", Infinitive, 0, "rappeler"),
            ("rappeler", "appeler", Future, 3, "rappellera"),
            ("rappeler", "appeler", Imperfect, 3, "rappelait"),
            ("projeter", "jeter", Present, 6, "projettent"),
            ("projeter", "jeter", Participle, 2, "projetée"),
            ("soulever", "lever", Present, 3, "soulève"),
            ("soulever", "lever", Conditional, 6, "soulèveraient"),
            ("soulever", "lever", Past, 6, "soulevèrent"),
            ("relever", "lever", Present, 4, "relevons"),
            ("peser", "lever", Future, 3, "pèsera"),
            ("juger", "manger", Imperfect, 6, "jugeaient"),
            ("juger", "manger", Imperfect, 4, "jugions"),
            ("annoncer", "placer", Imperfect, 3, "annonçait"),
            ("annoncer", "placer", Past, 6, "annoncèrent"),
            ("protéger", "protéger", Present, 3, "protège"),
            ("protéger", "protéger", Imperfect, 3, "protégeait"),
            ("alléger", "protéger", Gerund, 0, "allégeant"),
            ("payer", "payer", Future, 3, "paiera payera"),
            ("nettoyer", "employer", Present, 6, "nettoient"),
            ("envoyer", "envoyer", Present, 3, "envoie"),
            ("renvoyer", "envoyer", Future, 3, "renverra"),
            ("créer", "parler", Participle, 4, "créées"),
            ("aller", "aller", Future, 6, "iront"),
            ("haïr", "haïr", Present, 3, "hait"),
            ("démentir", "sentir", Present, 6, "démentent"),
            ("prévenir", "tenir", Subjunctive, 3, "prévienne"),
            ("soutenir", "tenir", Past, 3, "soutint"),
            ("ouvrir", "offrir", Participle, 2, "ouverte"),
            ("accueillir", "cueillir", Future, 3, "accueillera"),
            ("requérir", "acquérir", Present, 3, "requiert"),
            ("parcourir", "courir", Future, 6, "parcourront"),
            ("dire", "dire", Present, 5, "dites"),
            ("prédire", "prédire", Present, 5, "prédisez"),
            ("maudire", "maudire", Present, 6, "maudissent"),
            ("écrire", "écrire", SubjunctiveImperfect, 3, "écrivît"),
            ("conclure", "conclure", Past, 3, "conclut"),
            ("inclure", "inclure", Participle, 4, "incluses"),
            ("reconnaître", "reconnaître", Present, 3, "reconnaît reconnait"),
            ("naître", "naître", Past, 3, "naquit"),
            ("craindre", "craindre", Imperfect, 3, "craignait"),
            ("joindre", "craindre", Present, 6, "joignent"),
            ("contraindre", "craindre", Participle, 3, "contraints"),
            ("répondre", "répondre", Present, 3, "répond"),
            ("convaincre", "convaincre", Subjunctive, 3, "convainque"),
            ("apercevoir", "recevoir", Past, 6, "aperçurent"),
            ("pouvoir", "pouvoir", Present, 1, "peux puis"),
            ("savoir", "savoir", Imperative, 5, "sachez"),
            ("devoir", "devoir", Participle, 1, "dû"),
            ("faire", "faire", Present, 5, "faites"),
            ("rire", "rire", Imperfect, 4, "riions"),
            ("asseoir", "asseoir", Present, 3, "assied assoit"),
            ("survivre", "vivre", Past, 6, "survécurent"),
            ("être", "être", SubjunctiveImperfect, 3, "fût"),
        ];
        for (lemma, model, tense, person, spellings) in expected {
            assert_eq!(
                conjugations.spell(lemma, model, tense, person),
                spellings,
                "{lemma} after {model}, {tense:?} {person}"
            );
        }
    }

    #[test]
    fn every_model_yields_its_example() {
        let conjugations = Conjugations::load();
        for model in &conjugations.models {
            let forms = forms(&model.name, model, &conjugations.tenses).unwrap();
            assert!(
                forms.iter().any(|form| form.text == model.example),
                "{} does not yield {}",
                model.name,
                model.example
            );
        }
    }

    #[test]
    fn every_model_that_changes_its_stem_says_how_and_where() {
        for model in Conjugations::load().models {
            let says_how = model.stem_change.is_some() || model.double;
            assert_eq!(says_how, !model.changes_before.is_empty(), "{}", model.name);
        }
    }

    #[test]
    fn a_regular_verb_has_all_forms() {
        let forms = Conjugations::load().forms("voter", "parler");
        // Seven tenses of six persons, imperative, infinitive, gerund, participle.
        assert_eq!(forms.len(), 7 * 6 + 3 + 1 + 1 + 4);
    }

    #[test]
    fn an_imperative_without_endings_is_that_of_the_present() {
        let conjugations = Conjugations::load();
        let spell = |person| conjugations.spell("tenir", "tenir", Tense::Imperative, person);
        assert_eq!([2, 4, 5].map(spell), ["tiens", "tenons", "tenez"]);
        let spell = |person| conjugations.spell("voter", "parler", Tense::Imperative, person);
        assert_eq!([2, 4, 5].map(spell), ["vote", "votons", "votez"]);
    }

    #[test]
    fn missing_forms_are_left_out() {
        let forms = Conjugations::load().forms("falloir", "falloir");
        let texts: Vec<_> = forms.iter().map(|form| form.text.as_str()).collect();
        let expected = ["falloir", "faut", "fallait", "fallut", "faille", "fallût", "faudra", "faudrait", "fallu"];
        assert_eq!(texts, expected);
    }

    #[test]
    fn a_verb_that_does_not_fit_its_model_is_refused() {
        let conjugations = Conjugations::load();
        let refusal = |lemma, model| forms(lemma, conjugations.model(model), &conjugations.tenses).unwrap_err();
        assert_eq!(refusal("voter", "manger"), "“voter” does not end in “ger” as “manger” does");
        assert_eq!(refusal("voter", "espérer"), "“voter” has no “é” to change as “espérer” has");
    }
}

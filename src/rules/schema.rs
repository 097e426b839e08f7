//! The rule files exactly as they are written; nothing outside `rules` sees these types.

mod figures;
mod names;
pub mod revisions;

use serde::Deserialize;

mod claims;

pub use claims::{ClaimsFile, WordsEntry};
mod calendar;

pub use calendar::CalendarFile;

use super::classes::{Class, Frame};
use super::conjugate::{Model, SharedTenses};
use crate::analysis::Stance;

pub use figures::{ElidedEntry, FiguresFile, JointEntry, NumberEntry, StateEntry, UnitEntry};
pub mod sources;
pub use names::{AliasEntry, At, BesideEntry, ExclusiveEntry, NamesFile, SoundEntry};

/// `language.yaml`: tokens, closed classes, endings.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LanguageFile {
    pub language: Option<String>,
    pub tokens: Option<TokenEntry>,
    #[serde(default)]
    pub classes: Vec<ClassEntry>,
    #[serde(default)]
    pub endings: Vec<EndingEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TokenEntry {
    pub elisions: Vec<String>,
    pub clitics: Vec<String>,
    pub linking: String,
    #[serde(default)]
    pub melted: std::collections::BTreeMap<String, Vec<String>>,
    pub abbreviations: Vec<String>,
    pub open_abbreviations: Vec<String>,
    /// The verbs that compound tenses are made with.
    pub auxiliaries: Option<Auxiliaries>,
    /// The articles before a known name, which goes without them; compared in lower case.
    pub articles: Option<Vec<String>>,
    /// The pronouns before a reflexive verb, in full and elided.
    pub reflexives: Option<Vec<String>>,
    /// The ending of a feminine participle, before that of the plural.
    pub feminine: Option<String>,
    pub example: String,
}

/// The verbs that compound tenses are made with, by their infinitives.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Auxiliaries {
    /// The one that means *to have*.
    pub have: String,
    /// The one that means *to be*, which makes the passive too.
    pub be: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gender {
    M,
    F,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Number {
    S,
    P,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassEntry {
    pub class: Class,
    pub gender: Option<Gender>,
    pub number: Option<Number>,
    pub words: Vec<String>,
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndingEntry {
    pub class: Class,
    pub least: usize,
    pub endings: Vec<String>,
    #[serde(default)]
    pub unless: Vec<String>,
    pub example: String,
}

/// `conjugations.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConjugationsFile {
    pub tenses: Option<SharedTenses>,
    #[serde(default)]
    pub models: Vec<Model>,
}

/// `verbs.yaml`: verbs that report.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerbsFile {
    #[serde(default)]
    pub verbs: Vec<VerbEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct VerbEntry {
    pub lemma: String,
    pub conjugation: String,
    #[serde(default)]
    pub stance: Stance,
    pub frames: Vec<Frame>,
    pub homograph: Option<Homograph>,
    #[serde(default)]
    pub needs_quote: bool,
    pub example: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Homograph {
    Noun,
    Adjective,
}

/// `common-verbs.yaml`: verbs that do not report.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommonVerbsFile {
    #[serde(default)]
    pub verbs: Vec<CommonVerbEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommonVerbEntry {
    pub conjugation: String,
    pub lemmas: Vec<String>,
    pub example: String,
}

/// `phrases.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct PhrasesFile {
    pub prepositions: Vec<PrepositionEntry>,
    pub not_sources: Vec<PhraseEntry>,
    pub anaphors: Vec<AnaphorEntry>,
    pub same_source: Vec<PhraseEntry>,
    pub nouns: Vec<NounCueEntry>,
    pub chains: Vec<ChainEntry>,
    pub expressions: Vec<ExpressionEntry>,
    pub adverbials: Vec<PhraseEntry>,
    pub compound_prepositions: Vec<PhraseEntry>,
    pub compound_subordinators: Vec<PhraseEntry>,
    pub comparisons: Vec<PhraseEntry>,
    pub clause_openers: Vec<PhraseEntry>,
    pub naming: Vec<NamingEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrepositionEntry {
    pub phrases: Vec<String>,
    pub lemma: String,
    #[serde(default)]
    pub stance: Stance,
    /// Reports only where the source is somebody who can speak.
    #[serde(default)]
    pub weak: bool,
    /// Reports whatever follows that is not known to be mute.
    #[serde(default)]
    pub plain: bool,
    /// The source phrase holds the cue.
    #[serde(default)]
    pub within: bool,
    /// A pronoun in the phrase is the source.
    #[serde(default)]
    pub inner: bool,
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhraseEntry {
    pub phrases: Vec<String>,
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnaphorEntry {
    pub phrases: Vec<String>,
    pub gender: Gender,
    pub number: Number,
    /// Whether it means somebody else than who spoke last.
    #[serde(default)]
    pub other: bool,
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NounCueEntry {
    pub nouns: Vec<String>,
    pub frames: Vec<Frame>,
    #[serde(default)]
    pub stance: Stance,
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChainEntry {
    pub lemmas: Vec<String>,
    pub link: String,
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpressionEntry {
    pub phrases: Vec<String>,
    pub frames: Vec<Frame>,
    #[serde(default)]
    pub stance: Stance,
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamingEntry {
    pub words: Vec<String>,
    pub example: String,
}

/// `people.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct PeopleFile {
    pub titles: Vec<TitleEntry>,
    pub functions: Vec<NounEntry>,
    pub groups: Vec<NounEntry>,
    pub institutions: Vec<NounEntry>,
    pub documents: Vec<NounEntry>,
    pub anonymous: Vec<NounEntry>,
    pub given_names: GivenNames,
    pub particles: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TitleEntry {
    pub forms: Vec<String>,
    #[serde(default)]
    pub gender: Option<Gender>,
    #[serde(default)]
    pub number: Option<Number>,
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NounEntry {
    pub group: String,
    pub gender: Option<Gender>,
    #[serde(default)]
    pub number: Option<Number>,
    /// Whether a word of the group may describe somebody whose name says otherwise.
    #[serde(default)]
    pub descriptive: bool,
    /// Whether what a word of the group says is followed rather than believed.
    #[serde(default)]
    pub norm: bool,
    pub nouns: Vec<String>,
    pub example: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct GivenNames {
    pub masculine: Vec<String>,
    pub feminine: Vec<String>,
    pub both: Vec<String>,
}

/// `places.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct PlacesFile {
    pub seats: Vec<KnownEntry>,
    pub bodies: Vec<KnownEntry>,
    pub media: Vec<KnownEntry>,
    pub countries: Vec<CountryEntry>,
    pub countries_example: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownEntry {
    pub phrases: Vec<String>,
    pub means: String,
    #[serde(default)]
    pub name: Option<String>,
    pub gender: Gender,
    #[serde(default)]
    pub number: Option<Number>,
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountryEntry {
    pub name: String,
    pub gender: Gender,
    #[serde(default)]
    pub number: Option<Number>,
    #[serde(default)]
    pub capital: Option<String>,
    #[serde(default)]
    pub also: Vec<String>,
    #[serde(default)]
    pub spellings: Vec<String>,
    #[serde(default)]
    pub demonyms: Vec<String>,
}

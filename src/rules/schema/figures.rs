//! `figures.yaml` exactly as it is written.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::analysis::{Precision, State};

/// `figures.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FiguresFile {
    pub numbers: Vec<NumberEntry>,
    pub joints: Option<JointEntry>,
    pub vague: Vec<VagueEntry>,
    pub bounds: Vec<BoundEntry>,
    pub elided: Option<ElidedEntry>,
    pub singulars: Vec<SingularEntry>,
    pub invariable: Vec<String>,
    pub origins: Option<OriginsEntry>,
    pub states: Vec<StateEntry>,
    pub things: Vec<WordsEntry>,
    pub units: Vec<UnitEntry>,
    pub uncounted: Vec<WordsEntry>,
    pub labels: Option<WordsEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberEntry {
    /// Words that are added up.
    #[serde(default)]
    pub values: BTreeMap<String, u64>,
    /// Whether they are articles as well.
    #[serde(default)]
    pub article: bool,
    /// The number behind which they multiply it instead.
    pub behind: Option<u64>,
    /// Words that multiply what stands before them within a number.
    #[serde(default)]
    pub multiples: BTreeMap<String, u64>,
    /// Words that multiply a number and tie it to its noun by a preposition.
    #[serde(default)]
    pub magnitudes: BTreeMap<String, u64>,
    /// Nouns for a round number.
    #[serde(default)]
    pub rounded: BTreeMap<String, u64>,
    /// The same in the plural: orders of magnitude.
    #[serde(default)]
    pub orders: BTreeMap<String, u64>,
    /// Letters that multiply before the sign of a currency.
    #[serde(default)]
    pub signs: BTreeMap<String, u64>,
    /// Words for a half.
    #[serde(default)]
    pub halves: Vec<String>,
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JointEntry {
    /// Between the words of a number.
    pub within: Vec<String>,
    /// Between the ends of a range.
    pub range: Vec<String>,
    /// Before a range.
    pub between: String,
    /// Between the ends of a range so opened, and before the last of a list.
    pub and: String,
    /// Between a number and its noun.
    pub of: Vec<String>,
    /// Between a number and the whole it is a part of.
    pub partitive: Vec<String>,
    /// Determiners of such a whole.
    pub among: Vec<String>,
    /// Before a pronoun for such a whole.
    pub ones: Vec<String>,
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VagueEntry {
    pub words: Vec<String>,
    /// Whether they say that there is none.
    #[serde(default)]
    pub none: bool,
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoundEntry {
    pub precision: Precision,
    pub before: Vec<String>,
    #[serde(default)]
    pub behind: Vec<String>,
    /// Verbs whose object is bounded.
    #[serde(default)]
    pub verbs: Vec<String>,
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ElidedEntry {
    pub subset: Vec<String>,
    pub pronoun: String,
    pub only: Vec<String>,
    pub number_of: Vec<String>,
    pub counted: Vec<String>,
    pub ratio: Vec<String>,
    pub changes: Vec<String>,
    pub same: Vec<String>,
    pub among: Vec<String>,
    pub others: Vec<String>,
    pub adjectives: Vec<String>,
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SingularEntry {
    pub ending: String,
    pub becomes: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OriginsEntry {
    /// Endings of those whose plural is written like their singular.
    pub invariable: Vec<String>,
    pub endings: Vec<String>,
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StateEntry {
    pub state: State,
    pub lasting: bool,
    pub nouns: Vec<String>,
    pub adjectives: Vec<String>,
    pub objects: Vec<String>,
    pub subjects: Vec<String>,
    pub expressions: Vec<String>,
    pub before: Vec<String>,
    pub behind: Vec<String>,
    pub example: String,
}

impl Default for StateEntry {
    fn default() -> StateEntry {
        StateEntry {
            state: State::Other,
            lasting: false,
            nouns: Vec::new(),
            adjectives: Vec::new(),
            objects: Vec::new(),
            subjects: Vec::new(),
            expressions: Vec::new(),
            before: Vec::new(),
            behind: Vec::new(),
            example: String::new(),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitEntry {
    pub unit: String,
    #[serde(default)]
    pub currency: bool,
    pub words: Vec<String>,
    /// Words behind the unit that make it another one.
    #[serde(default)]
    pub of: BTreeMap<String, String>,
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordsEntry {
    pub words: Vec<String>,
    pub example: String,
}

//! Rules as data: what words are, read from YAML, checked and compiled once.

mod classes;
mod compile;
mod conjugate;
mod error;
mod figures;
mod files;
mod pack;
mod revisions;
mod schema;
mod wire;

pub use classes::{Classes, Frame, Frames, Tenses};
pub use error::RuleError;
pub use figures::{Counted, CountedNoun, Deed, FigureRules, FigureWord, Meaning, Number, Parts};
pub use pack::{Example, Known, Link, NounCue, Phrase, Preposition, RulePack, Verb, Word};
pub use revisions::{NoticeKind, Ranks, RevisionExample, Revisions, Slug, Topic};
pub use wire::Wire;

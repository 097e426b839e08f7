//! Rules as data: what words are, read from YAML, checked and compiled once.

mod classes;
mod compile;
mod conjugate;
mod error;
mod files;
mod pack;
mod reports;
mod schema;
mod wire;

pub use classes::{Classes, Frame, Frames, Tenses};
pub use error::RuleError;
pub use pack::{Example, Known, Link, NounCue, Phrase, Preposition, RulePack, Verb, Word};
pub use reports::{Reports, WordSet};
pub use wire::Wire;

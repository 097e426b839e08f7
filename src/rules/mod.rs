//! Rules as data: what words are, read from YAML, checked and compiled once.

mod claims;
mod classes;
mod compile;
mod conjugate;
mod error;
mod files;
mod pack;
mod schema;
mod wire;

pub use claims::{ClaimWords, List, Topic, TopicKind};
pub use classes::{Classes, Frame, Frames, Tenses};
pub use error::RuleError;
pub use pack::{Example, Known, Link, NounCue, Phrase, Preposition, RulePack, Verb, Word};
pub use wire::Wire;

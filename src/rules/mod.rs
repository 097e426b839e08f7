//! Rules as data: what words are, read from YAML, checked and compiled once.

mod calendar;
mod classes;
mod compile;
mod conjugate;
mod error;
mod files;
mod pack;
mod schema;
mod wire;

pub use calendar::{Beside, Calendar, CalendarWord, Unit};
pub use classes::{Classes, Frame, Frames, Tenses};
pub use error::RuleError;
pub use pack::{Example, Known, Link, NounCue, Phrase, Preposition, RulePack, Verb, Word};
pub use wire::{Dateline, Wire};

//! Rules as data: what words are, read from YAML, checked and compiled once.

mod calendar;
mod callings;
mod claims;
mod classes;
mod compile;
mod conjugate;
mod error;
mod figures;
mod files;
mod names;
mod pack;
mod reports;
mod revisions;
mod schema;
mod standing;
mod trie;
mod unnamed;
mod wire;
mod words;

pub use calendar::{Beside, Calendar, CalendarWord, Unit};
pub use callings::Callings;
pub use claims::{ClaimWords, List, Topic, TopicKind};
pub use classes::{Classes, Frame, Frames, Tenses};
pub use error::RuleError;
pub(crate) use error::nearest;
pub use figures::{Counted, CountedNoun, Deed, FigureRules, FigureWord, Meaning, Number, Parts};
pub(crate) use files::meant;
pub use names::{Names, Post};
pub use pack::{Example, Known, Link, LongerNoun, NounCue, Phrase, Preposition, RulePack, Verb, Word};
pub use reports::{Reports, WordSet};
pub use revisions::{NoticeKind, NoticeTopic, Ranks, RevisionExample, Revisions, Slug};
pub(crate) use standing::is_spelled;
pub use standing::{Stages, Standing, Standings};
pub use unnamed::{Loaded, Phrases, Unnamed};
pub use wire::{Dateline, Wire};
pub(crate) use words::Sought;

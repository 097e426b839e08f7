//! Marks over the tokens of a document, each found by itself: quotations, verb groups, noun phrases.

mod cue;
mod date;
mod figure;
mod mention;
mod quote;

pub(crate) use cue::adverb_length;
pub use cue::{VerbForm, VerbGroup};
pub use date::dates;
pub use figure::{figures, number};
pub use mention::{NounKind, NounPhrase};
pub use quote::{Quote, Quotes};

//! Places in a text: spans into it as written, its matching form and the way back, its lines.

mod fold;
mod line;
mod lines;
pub mod markup;
mod normal;
mod span;

pub(crate) use fold::{EACH, between, eights, few_bytes, hash_short, leading_alphanumeric, lower_eight, short};
pub use fold::{fold, fold_hash, folded_bytes, lower, lowered};
pub use line::one_line;
pub use lines::Lines;
pub use normal::{Normal, NormalBuilder};
pub use span::Span;

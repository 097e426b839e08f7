//! Proper names where they stand.

use crate::text::Span;

/// A proper name where it stands: of a person, a place, a ship, a company.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The name alone, without form of address, office or article.
    pub span: Span,
    /// Its words on one line, apostrophes and spaces made alike.
    pub text: String,
    /// What bears it, as far as the words around it tell.
    pub bearer: Bearer,
    /// The place in [`super::Analysis::entities`] of who or what is meant.
    pub entity: Option<usize>,
    /// Whether a form of address stands before it: *M.*, *Mme*, *Me*.
    pub addressed: bool,
    /// Whether it stands between quotation marks with other words: in the source's spelling, or the reporter's ear.
    pub quoted: bool,
}

/// What bears a [`Name`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearer {
    /// A human being.
    Person,
    /// A country, capital, body or paper that the rules know under this spelling.
    Known,
    /// Something else, or nobody can say.
    Other,
}

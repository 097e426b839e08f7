//! What can be wrong with what is given to read.

use std::io;

use super::files::ENDINGS;

/// Why an article could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Nothing is there.
    #[error("{path}: no such file or directory")]
    Missing {
        /// The path as given.
        path: String,
    },
    /// The system refuses to hand it out.
    #[error("{path}: cannot be read: {source}")]
    Unreadable {
        /// The path as given or found.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// A directory holds nothing to read.
    #[error("{path}: no articles in this directory, expected files ending in {}", ENDINGS.join(", "))]
    NoArticles {
        /// The path as given.
        path: String,
    },
    /// A pattern that no article's path is like.
    #[error("{pattern}: no such file, and no article whose path is like that")]
    NoMatch {
        /// The pattern as given.
        pattern: String,
    },
    /// A pattern that is none.
    #[error("{pattern}: no such file, and no pattern: {problem}")]
    Pattern {
        /// The pattern as given.
        pattern: String,
        /// What is wrong with it.
        problem: String,
    },
    /// Bytes that mean nothing in the encoding they are read in.
    #[error("{path}: not {encoding} at byte {offset}, expected text that is {encoding} throughout")]
    Undecodable {
        /// The path as given or found, with the line for a record.
        path: String,
        /// The name of the encoding.
        encoding: &'static str,
        /// Where the first such byte is, counted from 0.
        offset: u64,
    },
    /// Something other than text.
    #[error("{path}: a NUL at byte {offset}, expected text and not a binary file")]
    Binary {
        /// The path as given or found.
        path: String,
        /// Where the first NUL is, counted from 0.
        offset: u64,
    },
    /// Nothing in it but white space.
    #[error("{path}: an empty file, expected an article")]
    Empty {
        /// The path as given or found.
        path: String,
    },
    /// A record that is no JSON, or lacks what a record needs.
    #[error("{path}:{line}:{column}: {problem}, expected a JSON object with \"text\"")]
    Malformed {
        /// The path as given or found.
        path: String,
        /// The line, counted from 1.
        line: usize,
        /// The column in code points, counted from 1.
        column: usize,
        /// What is wrong there.
        problem: String,
    },
    /// More than offsets of 32 bits can point into.
    #[error("{path}: too large, expected less than 4 GiB for one article")]
    TooLarge {
        /// The path as given or found, with the line for a record.
        path: String,
    },
    /// A name no encoding has.
    #[error("unknown encoding {label:?}, expected a name such as utf-8, windows-1252 or iso-8859-15")]
    UnknownEncoding {
        /// The name as given.
        label: String,
    },
}

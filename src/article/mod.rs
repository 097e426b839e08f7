//! Reading articles: from files, standard input and text in memory to [`Article`]s; one file a format.

mod block;
mod encoding;
mod error;
mod files;
mod glob;
mod html;
mod jsonl;
mod markdown;
mod metadata;
mod plain;
pub(crate) mod prose;

pub use encoding::Encoding;
pub use error::ReadError;
pub use files::{Origin, Sources, has_ending};
pub use glob::expand;

use crate::text::Span;

/// A report as it was read: its text as decoded, what is known about it, and which stretches are its prose.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// The path it was read from, or the identifier its record gives.
    pub id: String,
    /// The record of a file it was read from, where it is not the whole of one.
    pub record: Option<RecordPlace>,
    /// The paper or agency that published it, where the record says so.
    pub outlet: Option<String>,
    /// The day of publication, where metadata or front matter give it.
    pub published: Option<jiff::civil::Date>,
    /// The time of day of publication, where it is given with the day.
    pub published_time: Option<jiff::civil::Time>,
    /// The language tag, `fr` where nothing else is said.
    pub language: String,
    /// The headline, where metadata give it outside the text.
    pub title: Option<String>,
    /// The text as decoded: what every [`Span`] points into.
    pub text: String,
    /// The stretches of the text that are read, in order.
    pub blocks: Vec<Block>,
}

/// Where a record that is an article stands: its text is not that of the file, so no line or column of it is either.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordPlace {
    /// The path of the file.
    pub path: String,
    /// The line the record begins on, where that is known.
    pub line: Option<usize>,
}

/// A stretch of an article that is read as a whole: a paragraph, a heading, or plain copy not yet split.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// What it is made of, in order.
    pub pieces: Vec<Piece>,
}

/// What a [`Block`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Plain copy whose lines are still to be told apart into headings and paragraphs.
    Plain,
    /// The headline of the article.
    Title,
    /// A heading within the article.
    Heading,
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// A block quotation, set apart without marks.
    Quotation,
}

/// A part of a [`Block`].
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Text that is read as it is written.
    Written(Span),
    /// Text that stands for something written otherwise: a character reference, a line break, an escape.
    Decoded {
        /// What is written.
        span: Span,
        /// What it is read as.
        text: String,
    },
}

/// How an article is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain copy, as agencies send it, with or without front matter.
    Plain,
    /// Markdown (`CommonMark` with tables and footnotes), with or without front matter.
    Markdown,
    /// A web page, HTML or XHTML.
    Html,
    /// JSON Lines: one object a line, `text` and where known `id`, `title`, `outlet`, `published`, `language`.
    JsonLines,
    /// The same objects, laid out over several lines or in one array.
    Json,
}

/// An article as it was read, and what its reader should be told about the reading.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What was read.
    pub article: Article,
    /// What was assumed on the way ("decoded as windows-1252 …"), for the error stream.
    pub notes: Vec<String>,
}

/// The articles that `text`, held in memory, is read as in `format`: one, or one a record.
///
/// A text without words is an article without blocks; only records can fail, and each fails by itself.
#[must_use]
pub fn from_text(id: &str, text: String, format: Format) -> Vec<Result<Reading, ReadError>> {
    if u32::try_from(text.len()).is_err() {
        return vec![Err(ReadError::TooLarge { path: id.to_owned() })];
    }
    match format {
        Format::Plain => vec![Ok(plain::read(id, text))],
        Format::Markdown => vec![Ok(markdown::read(id, text))],
        Format::Html => vec![Ok(html::read(id, text))],
        Format::JsonLines => jsonl::Records::new(id, std::io::Cursor::new(text.into_bytes()), None).collect(),
        Format::Json => jsonl::whole(id, &text),
    }
}

impl Piece {
    /// Where it is written.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Piece::Written(span) | Piece::Decoded { span, .. } => *span,
        }
    }
}

impl Article {
    /// The text of `piece` as it is read.
    ///
    /// # Panics
    ///
    /// When `piece` is one of another article.
    #[must_use]
    pub fn read<'a>(&'a self, piece: &'a Piece) -> &'a str {
        match piece {
            Piece::Written(span) => {
                self.text.get(span.range()).expect("a piece lies within its article, on character boundaries")
            }
            Piece::Decoded { text, .. } => text,
        }
    }

    /// Plain copy held in memory.
    #[must_use]
    pub fn plain(id: impl Into<String>, text: impl Into<String>) -> Article {
        let text = text.into();
        let whole = Span::new(0, text.len() as u32);
        Article {
            id: id.into(),
            record: None,
            outlet: None,
            published: None,
            published_time: None,
            language: "fr".to_owned(),
            title: None,
            blocks: vec![Block { kind: BlockKind::Plain, pieces: vec![Piece::Written(whole)] }],
            text,
        }
    }
}

//! Articles from paths: files, directories and standard input, one article at a time.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use super::jsonl::{Input, Records, looks_like_records};
use super::{Encoding, Format, ReadError, Reading, encoding, from_text};

/// The endings of files that are read when a directory is given.
///
/// Not `.json`: directories hold much of that which is no article. A path given by itself may end so.
pub(super) const ENDINGS: [&str; 8] = [".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson"];

/// The name standard input goes by.
const STDIN: &str = "-";

/// The articles of files, directories and standard input (`-`), read as they are asked for.
///
/// Paths are read in their order as paths, each once, whatever the order they are given in; a directory's files
/// come in that order too, hidden and ignored ones left out. What cannot be read is an error of its own,
/// and the next is read. Only one article is held at a time, however many a file of JSON Lines or a
/// directory holds.
pub struct Sources {
    /// The paths still to be read, the last one first.
    ahead: Vec<PathBuf>,
    /// The paths given, sorted.
    given: Vec<PathBuf>,
    walk: Option<Walk>,
    records: Option<Box<dyn Iterator<Item = Result<Reading, ReadError>> + Send>>,
    encoding: Option<Encoding>,
    format: Option<Format>,
}

/// A directory being read.
struct Walk {
    directory: PathBuf,
    entries: ignore::Walk,
    is_empty: bool,
}

impl Sources {
    /// The articles of `paths`.
    pub fn new<P: Into<PathBuf>>(paths: impl IntoIterator<Item = P>) -> Sources {
        let mut given: Vec<PathBuf> = paths.into_iter().map(Into::into).collect();
        given.sort();
        given.dedup();
        let mut ahead: Vec<PathBuf> = Vec::with_capacity(given.len());
        let mut directory: Option<&PathBuf> = None;
        for path in &given {
            // A directory within one that is read already has had its turn.
            let is_directory = path.is_dir();
            if is_directory && directory.is_some_and(|above| path.starts_with(above)) {
                continue;
            }
            if is_directory {
                directory = Some(path);
            }
            ahead.push(path.clone());
        }
        ahead.reverse();
        Sources { ahead, given, walk: None, records: None, encoding: None, format: None }
    }

    /// The same articles, all read in `encoding`.
    #[must_use]
    pub fn encoding(mut self, encoding: Option<Encoding>) -> Sources {
        self.encoding = encoding;
        self
    }

    /// The same articles, all read as `format` whatever their names and first bytes say.
    #[must_use]
    pub fn format(mut self, format: Option<Format>) -> Sources {
        self.format = format;
        self
    }

    /// The next file of the directory being read, or what is wrong with it.
    fn next_in_directory(&mut self) -> Option<Result<PathBuf, ReadError>> {
        let walk = self.walk.as_mut()?;
        for entry in walk.entries.by_ref() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    walk.is_empty = false;
                    let path = shown(&walk.directory);
                    return Some(Err(ReadError::Unreadable { path, source: io::Error::other(error) }));
                }
            };
            let kind = entry.file_type();
            let is_file = kind.is_some_and(|kind| kind.is_file() || kind.is_symlink() && entry.path().is_file());
            if is_file && format_by_name(entry.path()).is_some_and(|format| format != Format::Json) {
                walk.is_empty = false;
                if self.given.binary_search_by(|given| given.as_path().cmp(entry.path())).is_err() {
                    return Some(Ok(entry.into_path()));
                }
            }
        }
        let walk = self.walk.take()?;
        walk.is_empty.then(|| Err(ReadError::NoArticles { path: shown(&walk.directory) }))
    }

    /// Begins reading `path`: gives a file's article, or sets out on its records or a directory.
    fn open(&mut self, path: &Path) -> Option<Result<Reading, ReadError>> {
        if path.as_os_str() == STDIN {
            return self.begin(STDIN, Box::new(BufReader::new(io::stdin())), None);
        }
        let name = shown(path);
        if path.is_dir() {
            let mut entries = ignore::WalkBuilder::new(path);
            let entries = entries.sort_by_file_name(OsStr::cmp).build();
            self.walk = Some(Walk { directory: path.to_owned(), entries, is_empty: true });
            return None;
        }
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Some(Err(ReadError::Missing { path: name }));
            }
            Err(source) => return Some(Err(ReadError::Unreadable { path: name, source })),
        };
        self.begin(&name, Box::new(BufReader::new(file)), format_by_name(path))
    }

    /// Reads `input`: an article whole, of records as much as is needed to begin.
    fn begin(&mut self, path: &str, mut input: Input, format: Option<Format>) -> Option<Result<Reading, ReadError>> {
        let head = match input.fill_buf() {
            Ok(head) => head,
            Err(source) => return Some(Err(ReadError::Unreadable { path: path.to_owned(), source })),
        };
        // Only standard input has neither name nor ending to go by.
        let looks_like_records = path == STDIN && looks_like_records(head);
        let is_marked = encoding_rs::Encoding::for_bom(head).is_some_and(|(marked, _)| marked != encoding_rs::UTF_8);
        let format = self.format.or(format).or(looks_like_records.then_some(Format::JsonLines));
        // Lines of UTF-16 cannot be told apart by their bytes: these are read whole.
        let is_by_line = self.encoding.map_or(!is_marked, Encoding::has_ascii_lines);
        if format == Some(Format::JsonLines) && is_by_line {
            self.records = Some(Box::new(Records::new(path, input, self.encoding)));
            return None;
        }
        let (text, note) = match whole(path, input, self.encoding, format) {
            Ok(read) => read,
            Err(error) => return Some(Err(error)),
        };
        let format = format.unwrap_or_else(|| if looks_like_page(&text) { Format::Html } else { Format::Plain });
        let mut articles: Box<dyn Iterator<Item = _> + Send> = match format {
            Format::JsonLines => Box::new(Records::new(path, Cursor::new(text), None)),
            _ => Box::new(from_text(path, text, format).into_iter()),
        };
        let first = articles.next().map(|read| {
            read.map(|mut reading| {
                reading.notes.splice(..0, note);
                reading
            })
        });
        self.records = Some(articles);
        first
    }
}

impl Iterator for Sources {
    type Item = Result<Reading, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(read) = self.records.as_mut().and_then(Iterator::next) {
                return Some(read);
            }
            self.records = None;
            let path = match self.next_in_directory() {
                Some(Ok(path)) => path,
                Some(Err(error)) => return Some(Err(error)),
                None => self.ahead.pop()?,
            };
            if let Some(read) = self.open(&path) {
                return Some(read);
            }
        }
    }
}

impl std::fmt::Debug for Sources {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.debug_struct("Sources").field("ahead", &self.ahead).finish_non_exhaustive()
    }
}

/// The text of all of `input`, and what was assumed to get it.
fn whole(
    path: &str,
    input: Input,
    asked: Option<Encoding>,
    format: Option<Format>,
) -> Result<(String, Option<String>), ReadError> {
    let mut bytes = Vec::new();
    let limit = u64::from(u32::MAX);
    let read = input.take(limit).read_to_end(&mut bytes);
    let read = read.map_err(|source| ReadError::Unreadable { path: path.to_owned(), source })?;
    if read as u64 == limit {
        return Err(ReadError::TooLarge { path: path.to_owned() });
    }
    let declares =
        format.map_or_else(|| looks_like_page(&String::from_utf8_lossy(head(&bytes))), |f| f == Format::Html);
    let (text, note) = encoding::decode(path, bytes, asked, declares)?;
    if text.trim().is_empty() {
        return Err(ReadError::Empty { path: path.to_owned() });
    }
    if u32::try_from(text.len()).is_err() {
        return Err(ReadError::TooLarge { path: path.to_owned() });
    }
    Ok((text, note))
}

fn head(bytes: &[u8]) -> &[u8] {
    bytes.get(..bytes.len().min(1024)).unwrap_or_default()
}

/// Whether `text` begins as web pages do.
fn looks_like_page(text: &str) -> bool {
    let text = text.trim_start();
    ["<!doctype html", "<html"].iter().any(|mark| text.get(..mark.len()).is_some_and(|s| s.eq_ignore_ascii_case(mark)))
}

/// The format that the ending of a file's name stands for.
fn format_by_name(path: &Path) -> Option<Format> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "txt" => Some(Format::Plain),
        "md" | "markdown" => Some(Format::Markdown),
        "html" | "htm" | "xhtml" => Some(Format::Html),
        "jsonl" | "ndjson" => Some(Format::JsonLines),
        "json" => Some(Format::Json),
        _ => None,
    }
}

/// A path as it is given, with `/` between its parts on every system.
fn shown(path: &Path) -> String {
    let shown = path.to_string_lossy();
    if MAIN_SEPARATOR == '/' { shown.into_owned() } else { shown.replace(MAIN_SEPARATOR, "/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ending_has_its_format() {
        for ending in ENDINGS {
            assert!(format_by_name(Path::new(&format!("a{}", ending.to_uppercase()))).is_some(), "{ending}");
        }
        assert_eq!(format_by_name(Path::new("a.pdf")), None);
    }

    #[test]
    fn knows_pages_by_their_beginning() {
        assert!(looks_like_page("\n<!DOCTYPE HTML PUBLIC>"));
        assert!(looks_like_page("<html lang=fr>"));
        assert!(!looks_like_page("« é"));
    }
}

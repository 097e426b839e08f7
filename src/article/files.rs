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
    /// What standard input is called.
    stdin: String,
    origin: Option<Origin>,
}

/// Where an article was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// What it goes by: its path with `/` between the parts, or what standard input is called.
    pub name: String,
    /// The file; none for standard input.
    pub file: Option<PathBuf>,
    /// The form it was read in.
    pub format: Format,
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
        let mut given: Vec<PathBuf> = paths.into_iter().map(|path| plain(&path.into())).collect();
        given.sort();
        given.dedup();
        let mut ahead: Vec<PathBuf> = Vec::with_capacity(given.len());
        let mut directory: Option<&PathBuf> = None;
        for path in &given {
            // A directory within one that is read already has had its turn.
            let is_directory = path.is_dir();
            if is_directory && directory.is_some_and(|above| lies_in(path, above)) {
                continue;
            }
            if is_directory {
                directory = Some(path);
            }
            ahead.push(path.clone());
        }
        ahead.reverse();
        let (encoding, format, stdin) = (None, None, STDIN.to_owned());
        Sources { ahead, given, walk: None, records: None, encoding, format, stdin, origin: None }
    }

    /// The files of the paths, in the order in which they would be read, and those that are not there; none is opened.
    #[must_use]
    pub fn files(mut self) -> Vec<Result<PathBuf, ReadError>> {
        let mut files = Vec::new();
        while let Some(path) = self.ahead.pop() {
            if path.is_dir() {
                self.walk(&path);
                files.extend(std::iter::from_fn(|| self.next_in_directory()));
            } else if path.as_os_str() == STDIN || path.exists() {
                files.push(Ok(path));
            } else {
                files.push(Err(ReadError::Missing { path: shown(&path) }));
            }
        }
        files
    }

    /// The same articles, standard input called `name` and taken for what such a file would be.
    #[must_use]
    pub fn stdin_name(mut self, name: Option<String>) -> Sources {
        if let Some(name) = name {
            self.stdin = shown(&plain(Path::new(&name)));
        }
        self
    }

    /// Where the article given last was read from.
    #[must_use]
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.as_ref()
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
            if is_file && has_ending(entry.path()) {
                walk.is_empty = false;
                let path = plain(entry.path());
                if self.given.binary_search(&path).is_err() {
                    return Some(Ok(path));
                }
            }
        }
        let walk = self.walk.take()?;
        walk.is_empty.then(|| Err(ReadError::NoArticles { path: shown(&walk.directory) }))
    }

    /// Sets out on a directory.
    fn walk(&mut self, path: &Path) {
        let mut entries = ignore::WalkBuilder::new(path);
        let entries = entries.sort_by_file_name(OsStr::cmp).build();
        self.walk = Some(Walk { directory: path.to_owned(), entries, is_empty: true });
    }

    /// Begins reading `path`: gives a file's article, or sets out on its records or a directory.
    fn open(&mut self, path: &Path) -> Option<Result<Reading, ReadError>> {
        if path.as_os_str() == STDIN {
            let name = self.stdin.clone();
            let format = format_by_name(Path::new(&name));
            return self.begin(&name, None, Box::new(BufReader::new(io::stdin())), format);
        }
        let name = shown(path);
        if path.is_dir() {
            self.walk(path);
            return None;
        }
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Some(Err(ReadError::Missing { path: name }));
            }
            Err(source) => return Some(Err(ReadError::Unreadable { path: name, source })),
        };
        self.begin(&name, Some(path), Box::new(BufReader::new(file)), format_by_name(path))
    }

    /// Reads `input`, which is `file` or else standard input: an article whole, of records as much as is needed to begin.
    fn begin(
        &mut self,
        path: &str,
        file: Option<&Path>,
        mut input: Input,
        format: Option<Format>,
    ) -> Option<Result<Reading, ReadError>> {
        let head = match input.fill_buf() {
            Ok(head) => head,
            Err(source) => return Some(Err(ReadError::Unreadable { path: path.to_owned(), source })),
        };
        // Only standard input has neither name nor ending to go by.
        let looks_like_records = file.is_none() && format.is_none() && looks_like_records(head);
        let is_marked = encoding_rs::Encoding::for_bom(head).is_some_and(|(marked, _)| marked != encoding_rs::UTF_8);
        let format = self.format.or(format).or(looks_like_records.then_some(Format::JsonLines));
        // Lines of UTF-16 cannot be told apart by their bytes: these are read whole.
        let is_by_line = self.encoding.map_or(!is_marked, Encoding::has_ascii_lines);
        let origin = |format| Some(Origin { name: path.to_owned(), file: file.map(Path::to_owned), format });
        if format == Some(Format::JsonLines) && is_by_line {
            self.origin = origin(Format::JsonLines);
            self.records = Some(Box::new(Records::new(path, input, self.encoding)));
            return None;
        }
        let (text, note) = match whole(path, input, self.encoding, format) {
            Ok(read) => read,
            Err(error) => return Some(Err(error)),
        };
        let format = format.unwrap_or_else(|| if looks_like_page(&text) { Format::Html } else { Format::Plain });
        self.origin = origin(format);
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

/// Whether a file of this name is read where a directory is given.
#[must_use]
pub fn has_ending(path: impl AsRef<Path>) -> bool {
    format_by_name(path.as_ref()).is_some_and(|format| format != Format::Json)
}

/// Whether `path`, given or found, lies in the directory `above`.
fn lies_in(path: &Path, above: &Path) -> bool {
    path.starts_with(above) || above.as_os_str() == "." && path.is_relative() && !path.starts_with("..")
}

/// `path` without a leading `./`, so that each file has one name.
pub(super) fn plain(path: &Path) -> PathBuf {
    match path.strip_prefix(".") {
        Ok(behind) if !behind.as_os_str().is_empty() => behind.to_owned(),
        _ => path.to_owned(),
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

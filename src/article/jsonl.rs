//! Records of articles as JSON: one object a line, read one at a time, or laid out over several lines.

use std::io::{self, BufRead, Read};

use serde::Deserialize;

use super::metadata::Metadata;
use super::{Article, Block, BlockKind, Encoding, Piece, ReadError, Reading, RecordPlace, encoding};
use crate::text::{Lines, Span};

#[derive(Deserialize)]
struct Record {
    id: Option<Id>,
    text: String,
    title: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
    language: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Name(String),
    Number(serde_json::Number),
}

impl Record {
    /// Its article, called what `name` gives where it has no name of its own.
    fn reading(self, name: impl FnOnce() -> String, place: RecordPlace) -> Result<Reading, ReadError> {
        if u32::try_from(self.text.len()).is_err() {
            return Err(ReadError::TooLarge { path: name() });
        }
        let id = self.id.map(|id| match id {
            Id::Name(name) => name,
            Id::Number(number) => number.to_string(),
        });
        let Record { text, title, outlet, published, language, .. } = self;
        let about = Metadata { id, title, outlet, published, language };
        let blocks = if text.trim().is_empty() {
            Vec::new()
        } else {
            let whole = Piece::Written(Span::new(0, text.len() as u32));
            vec![Block { kind: BlockKind::Plain, pieces: vec![whole] }]
        };
        let mut notes = Vec::new();
        // Nearly all records have names: the other one is only made where it is needed.
        let mut article = about.article("", text, blocks, &mut notes);
        if article.id.is_empty() {
            article.id = name();
        }
        Ok(Reading { article: Article { record: Some(place), ..article }, notes })
    }
}

/// The records of JSON Lines, read one at a time; a line that is none is an error, and the next one is read.
pub(super) struct Records<R> {
    path: String,
    lines: R,
    encoding: Option<Encoding>,
    number: usize,
    /// The line read last.
    line: Vec<u8>,
    found: usize,
    done: bool,
}

impl<R: BufRead> Records<R> {
    /// The records in `lines`, whose bytes are UTF-8 if nothing else is asked for.
    pub fn new(path: &str, lines: R, encoding: Option<Encoding>) -> Records<R> {
        Records { path: path.to_owned(), lines, encoding, number: 0, line: Vec::new(), found: 0, done: false }
    }

    /// Reads the next line, unless the file ends before it.
    fn read(&mut self) -> Result<bool, ReadError> {
        self.line.clear();
        let limit = u64::from(u32::MAX);
        let read = self.lines.by_ref().take(limit).read_until(b'\n', &mut self.line);
        let read = read.map_err(|source| ReadError::Unreadable { path: self.path.clone(), source })?;
        self.number += 1;
        if read as u64 == limit {
            return Err(ReadError::TooLarge { path: self.place() });
        }
        Ok(read > 0)
    }

    /// What the line read last goes by.
    fn place(&self) -> String {
        format!("{}:{}", self.path, self.number)
    }

    /// The record on the line read last.
    fn record(&self) -> Result<Option<Reading>, ReadError> {
        // JSON is UTF-8: no guessing line by line.
        if self.encoding.is_none()
            && let Some(line) = encoding::utf8(&self.line)
        {
            return self.parsed(line);
        }
        let encoding = self.encoding.or_else(|| "utf-8".parse().ok());
        let (line, _) = encoding::decode(&self.place(), self.line.clone(), encoding, false)?;
        self.parsed(&line)
    }

    fn parsed(&self, line: &str) -> Result<Option<Reading>, ReadError> {
        // Without its end, a line cut short is told as ending here and not on the next.
        let line = line.trim_end();
        if line.is_empty() {
            return Ok(None);
        }
        let record: Record = serde_json::from_str(line).map_err(|e| malformed(&self.path, line, self.number, &e))?;
        let place = RecordPlace { path: self.path.clone(), line: Some(self.number) };
        record.reading(|| self.place(), place).map(Some)
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<Reading, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            match self.read() {
                Ok(true) => {}
                Ok(false) => {
                    self.done = true;
                    return (self.found == 0).then(|| Err(ReadError::Empty { path: self.path.clone() }));
                }
                Err(error) => {
                    self.done = true;
                    return Some(Err(error));
                }
            }
            if let Some(record) = self.record().transpose() {
                self.found += 1;
                return Some(record);
            }
        }
        None
    }
}

/// The records of `text`: one object, several one after the other, or an array of them.
pub(super) fn whole(path: &str, text: &str) -> Vec<Result<Reading, ReadError>> {
    if text.trim_start().starts_with('[') {
        return match serde_json::from_str::<Vec<Record>>(text) {
            Ok(records) => {
                let numbered = records.into_iter().enumerate();
                let place = || RecordPlace { path: path.to_owned(), line: None };
                numbered.map(|(at, record)| record.reading(|| format!("{path}:{}", at + 1), place())).collect()
            }
            Err(error) => vec![Err(malformed(path, text, 1, &error))],
        };
    }
    let lines = Lines::new(text);
    let mut records = serde_json::Deserializer::from_str(text).into_iter::<Record>();
    let mut read = Vec::new();
    loop {
        let rest = text.get(records.byte_offset()..).unwrap_or_default();
        let at = records.byte_offset() + rest.len() - rest.trim_start().len();
        let (line, _) = lines.position(text, at as u32);
        match records.next() {
            Some(Ok(record)) => read.push((line, Ok(record))),
            Some(Err(error)) => {
                read.push((line, Err(malformed(path, text, 1, &error))));
                break;
            }
            None => break,
        }
    }
    let is_single = read.len() == 1;
    let name = |line| if is_single { path.to_owned() } else { format!("{path}:{line}") };
    let place = |line| RecordPlace { path: path.to_owned(), line: Some(line) };
    read.into_iter()
        .map(|(line, record)| record.and_then(|record| record.reading(|| name(line), place(line))))
        .collect()
}

/// What `error` says about `text`, which begins on line `first` of the file.
fn malformed(path: &str, text: &str, first: usize, error: &serde_json::Error) -> ReadError {
    let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
    let before = (0..=error.column().saturating_sub(1)).rev().find_map(|at| line.get(..at));
    let message = error.to_string();
    // The place is told apart from the message, and in code points.
    let problem = message.rsplit_once(" at line ").map_or(message.as_str(), |(problem, _)| problem);
    ReadError::Malformed {
        path: path.to_owned(),
        line: first + error.line().saturating_sub(1),
        column: before.unwrap_or_default().chars().count() + 1,
        problem: problem.to_owned(),
    }
}

/// Whether a text that begins with `head` is JSON Lines and not plain copy, fixtures' `{source …}` included.
pub(super) fn looks_like_records(head: &[u8]) -> bool {
    let head = head.trim_ascii_start();
    head.strip_prefix(b"{").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\""))
}

/// A reader of lines over whatever the records come from.
pub(super) type Input = Box<dyn io::BufRead + Send>;

#[cfg(test)]
mod tests {
    use super::*;

    fn told(lines: &str) -> Vec<String> {
        let records = Records::new("a.jsonl", lines.as_bytes(), None);
        records.map(|r| r.map_or_else(|e| e.to_string(), |r| format!("{}={}", r.article.id, r.article.text))).collect()
    }

    #[test]
    fn reads_on_after_a_bad_line() {
        let lines = "{\"id\": \"x\", \"text\": \"L\\u00e9o\"}\r\n\n{\"id\": 7, \"text\": \"b\", \"extra\": [1]}\n\
                     {\"text\": \"é\" 1}\n{\"title\": \"t\"}\n{\"text\": \"c\", \"title\": null}";
        let expected = [
            "x=Léo",
            "7=b",
            "a.jsonl:4:14: expected `,` or `}`, expected a JSON object with \"text\"",
            "a.jsonl:5:14: missing field `text`, expected a JSON object with \"text\"",
            "a.jsonl:6=c",
        ];
        assert_eq!(told(lines), expected);
    }

    #[test]
    fn names_bytes_that_are_not_utf8() {
        let mut records = Records::new("a.jsonl", &b"{\"text\": \"\xE9\"}\n"[..], None);
        let error = records.next().unwrap().unwrap_err().to_string();
        assert_eq!(error, "a.jsonl:1: not UTF-8 at byte 10, expected text that is UTF-8 throughout");
        let latin = "latin1".parse().ok();
        let mut records = Records::new("a.jsonl", &b"{\"text\": \"\xE9\"}\n"[..], latin);
        assert_eq!(records.next().unwrap().unwrap().article.text, "é");
    }

    #[test]
    fn reads_objects_over_several_lines_and_arrays() {
        let ids = |text: &str| -> Vec<String> {
            whole("a.json", text).into_iter().map(|r| r.map_or_else(|e| e.to_string(), |r| r.article.id)).collect()
        };
        assert_eq!(ids("{\n  \"text\": \"a\"\n}\n"), ["a.json"]);
        assert_eq!(ids("{\"text\": \"a\"}\n{\n\"text\": \"b\"}"), ["a.json:1", "a.json:2"]);
        assert_eq!(ids("[{\"text\": \"a\"}, {\"id\": \"z\", \"text\": \"b\"}]"), ["a.json:1", "z"]);
        assert_eq!(ids("{\n\"text\": a}")[0].split(',').next(), Some("a.json:2:9: expected value"));
    }

    #[test]
    fn knows_records_from_marked_copy() {
        assert!(looks_like_records(b"\n{ \"id\": 1"));
        assert!(!looks_like_records(b"{source le pr\xC3\xA9fet}"));
    }
}

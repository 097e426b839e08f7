//! JSON written straight into memory: keys and brackets as they stand, values by the library.

use std::fmt::Display;
use std::io::Write;

use serde::Serialize;

use crate::text::{EACH, between, eights};

/// How many bytes most names have at most.
const NAME: usize = 32;

/// JSON in the making.
#[derive(Debug, Default)]
pub(super) struct Json(Vec<u8>);

impl Json {
    /// Nothing yet, with room for so many bytes.
    pub fn with_capacity(bytes: usize) -> Json {
        Json(Vec::with_capacity(bytes))
    }

    /// What was written.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    /// Adds what is JSON as it stands: brackets, keys, and what parts them.
    #[inline]
    pub fn raw(&mut self, json: &str) -> &mut Json {
        self.0.extend_from_slice(json.as_bytes());
        self
    }

    /// Adds a string: as it stands where nothing in it is to be escaped, as is nearly always so.
    pub fn text(&mut self, text: &str) -> &mut Json {
        if !stands(text) {
            return self.value(text);
        }
        self.0.push(b'"');
        self.0.extend_from_slice(text.as_bytes());
        self.0.push(b'"');
        self
    }

    /// Adds as a string a name of this program's own, which stands in JSON as it is.
    #[inline]
    pub fn name(&mut self, name: &'static str) -> &mut Json {
        self.raw("\"").raw(name).raw("\"")
    }

    /// Adds as a string the bytes from `start` up to `end` of `text`.
    pub fn part(&mut self, text: &str, start: usize, end: usize) -> &mut Json {
        // Most are short, and how short is hard to foretell: so many bytes are looked at and copied whatever the length.
        let bytes = text.as_bytes().get(start..).and_then(|rest| rest.first_chunk::<NAME>());
        let bytes = bytes.filter(|bytes| {
            let (eights, _) = bytes.as_chunks::<8>();
            end - start <= NAME && eights.iter().fold(0, |all, &eight| all | escaped(u64::from_le_bytes(eight))) == 0
        });
        let Some(bytes) = bytes else { return self.text(&text[start..end]) };
        self.0.push(b'"');
        let length = self.0.len() + end - start;
        self.0.extend_from_slice(bytes);
        self.0.truncate(length);
        self.0.push(b'"');
        self
    }

    /// Adds a value that has a form in JSON, such as a number.
    #[inline]
    pub fn value(&mut self, value: impl Serialize) -> &mut Json {
        serde_json::to_writer(&mut self.0, &value).expect("memory can be written to");
        self
    }

    /// Adds as a string what `value` shows, which holds nothing that JSON would escape.
    pub fn shown(&mut self, value: impl Display) -> &mut Json {
        write!(self.0, "\"{value}\"").expect("memory can be written to");
        self
    }

    /// Adds a number, without a decimal point where it is whole; null where it is none.
    pub fn number(&mut self, number: f64) -> &mut Json {
        // Beyond this not every whole number has a float of its own.
        if number.fract() == 0.0 && number.abs() < 9e15 { self.value(number as i64) } else { self.value(number) }
    }

    /// Adds what `write` adds for a value, or null.
    #[inline]
    pub fn optional<T>(
        &mut self,
        value: Option<T>,
        write: impl for<'j> FnOnce(&'j mut Json, T) -> &'j mut Json,
    ) -> &mut Json {
        match value {
            Some(value) => write(self, value),
            None => self.raw("null"),
        }
    }

    /// Adds an array of what `write` adds for each of `items`.
    #[inline]
    pub fn list<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        mut write: impl for<'j> FnMut(&'j mut Json, T) -> &'j mut Json,
    ) -> &mut Json {
        self.0.push(b'[');
        for (at, item) in items.into_iter().enumerate() {
            if at > 0 {
                self.0.push(b',');
            }
            write(self, item);
        }
        self.0.push(b']');
        self
    }
}

/// Whether a string is surely written in JSON as it stands.
fn stands(text: &str) -> bool {
    eights(text).fold(0, |all, eight| all | escaped(eight)) == 0
}

/// Not 0 where one of eight bytes may be escaped in JSON: a quotation mark, a backslash, a control character.
#[inline]
fn escaped(eight: u64) -> u64 {
    let ascii = eight & !(EACH << 7);
    let control = !between(ascii, b' ', b'~');
    (control | between(ascii, b'"', b'"') | between(ascii, b'\\', b'\\')) & (EACH << 7) & !eight
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Json)) -> String {
        let mut json = Json::default();
        write(&mut json);
        String::from_utf8(json.into_bytes()).unwrap()
    }

    #[test]
    fn numbers_have_a_point_where_they_need_one() {
        let numbers = [0.0, -0.0, 7.0, -3.0, 2.5, 1e15, 1e16, 1e300, 0.1, f64::NAN, f64::INFINITY];
        let list = written(|json| _ = json.list(numbers, Json::number));
        assert_eq!(list, "[0,0,7,-3,2.5,1000000000000000,1e+16,1e+300,0.1,null,null]");
    }

    #[test]
    fn strings_are_escaped_where_they_need_it() {
        for c in (0..0x250).filter_map(char::from_u32) {
            for text in [c.to_string(), format!("aé{c}"), format!("« huit lettres{c}et d'autres »")] {
                assert_eq!(written(|json| _ = json.text(&text)), serde_json::to_string(&text).unwrap());
            }
        }
        assert_eq!(written(|json| _ = json.text("")), "\"\"");
    }

    #[test]
    fn parts_of_any_length() {
        let text = "à ".repeat(40);
        for (start, end) in [(0, 2), (2, 2), (0, 33), (3, 35), (3, 36), (117, 120), (120, 120)] {
            let part = written(|json| _ = json.part(&text, start, end).name("x"));
            assert_eq!(part, format!("\"{}\"\"x\"", &text[start..end]));
        }
    }

    #[test]
    fn nothing_is_null_or_an_empty_list() {
        let json = written(|json| _ = json.optional(None::<&str>, Json::value).raw(",").optional(Some(1), Json::value));
        assert_eq!(json, "null,1");
        assert_eq!(written(|json| _ = json.list([""; 0], Json::value).shown("x")), "[]\"x\"");
    }
}

//! JSON written straight into memory, value by value, without a tree or a description of what is written.

use std::fmt::Display;
use std::io::Write;

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

    /// Adds a string.
    pub fn text(&mut self, text: &str) -> &mut Json {
        self.0.push(b'"');
        let mut rest = text.as_bytes();
        while let Some(at) = first_escaped(rest) {
            let (plain, behind) = rest.split_at(at);
            self.0.extend_from_slice(plain);
            self.escape(behind[0]);
            rest = &behind[1..];
        }
        self.0.extend_from_slice(rest);
        self.0.push(b'"');
        self
    }

    /// Adds as a string what `value` shows, which holds nothing that JSON would escape.
    pub fn shown(&mut self, value: impl Display) -> &mut Json {
        write!(self.0, "\"{value}\"").expect("memory can be written to");
        self
    }

    /// Adds a whole number.
    #[inline]
    pub fn whole(&mut self, number: impl itoa::Integer) -> &mut Json {
        self.raw(itoa::Buffer::new().format(number))
    }

    /// Adds a number, without a decimal point where it is whole; null where it is none.
    pub fn number(&mut self, number: f64) -> &mut Json {
        // Beyond this not every whole number has a float of its own.
        if number.fract() == 0.0 && number.abs() < 9e15 {
            return self.whole(number as i64);
        }
        serde_json::to_writer(&mut self.0, &number).expect("memory can be written to");
        self
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

    /// Adds a byte of a string that cannot stand there as it is.
    #[cold]
    fn escape(&mut self, byte: u8) {
        let short = match byte {
            b'"' | b'\\' => byte,
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            0x08 => b'b',
            0x0c => b'f',
            _ => {
                write!(self.0, "\\u{byte:04x}").expect("memory can be written to");
                return;
            }
        };
        self.0.extend_from_slice(&[b'\\', short]);
    }
}

/// Where the first of `bytes` stands that a string of JSON does not hold as it is.
fn first_escaped(bytes: &[u8]) -> Option<usize> {
    // Most strings hold none: they are looked through many bytes at a time, the last ones twice.
    let (chunks, _) = bytes.as_chunks::<16>();
    let is_clean = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>(), bytes.last_chunk::<16>()) {
        (_, _, Some(last)) => !any_escaped(last) && !chunks.iter().any(any_escaped),
        (Some(first), Some(last), None) => !any_escaped(first) && !any_escaped(last),
        _ => false,
    };
    if is_clean { None } else { bytes.iter().position(|&byte| is_escaped(byte)) }
}

#[inline]
fn any_escaped<const N: usize>(bytes: &[u8; N]) -> bool {
    // Without a branch for each, all are looked at in one step.
    bytes.iter().fold(false, |any, &byte| any | is_escaped(byte))
}

fn is_escaped(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
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
    fn strings_are_those_of_other_writers() {
        let mut texts: Vec<String> = (0..=0x100).filter_map(char::from_u32).map(String::from).collect();
        texts.push(texts.concat());
        for length in 0..40 {
            texts.extend((0..=length).map(|at| format!("{}\"é\n{}", "a".repeat(at), "b".repeat(length - at))));
            texts.push("é".repeat(length));
        }
        for text in texts {
            assert_eq!(written(|json| _ = json.text(&text)), serde_json::to_string(&text).unwrap());
        }
    }

    #[test]
    fn numbers_have_a_point_where_they_need_one() {
        let numbers = [0.0, -0.0, 7.0, -3.0, 2.5, 1e15, 1e16, 1e300, 0.1, f64::NAN, f64::INFINITY];
        let list = written(|json| _ = json.list(numbers, Json::number));
        assert_eq!(list, "[0,0,7,-3,2.5,1000000000000000,1e+16,1e+300,0.1,null,null]");
    }

    #[test]
    fn nothing_is_null_or_an_empty_list() {
        let json = written(|json| _ = json.optional(None, Json::text).raw(",").optional(Some(1), Json::whole));
        assert_eq!(json, "null,1");
        assert_eq!(written(|json| _ = json.list([""; 0], Json::text).shown("x")), "[]\"x\"");
    }
}

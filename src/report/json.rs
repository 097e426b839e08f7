//! JSON written straight into memory: keys and brackets as they stand, values by the library.

use std::fmt::Display;
use std::io::Write;

use serde::Serialize;

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

    /// Adds a value that has a form in JSON, such as a string.
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
    fn nothing_is_null_or_an_empty_list() {
        let json = written(|json| _ = json.optional(None::<&str>, Json::value).raw(",").optional(Some(1), Json::value));
        assert_eq!(json, "null,1");
        assert_eq!(written(|json| _ = json.list([""; 0], Json::value).shown("x")), "[]\"x\"");
    }
}

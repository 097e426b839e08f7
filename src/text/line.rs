//! Text on one line.

use std::borrow::Cow;

/// `text` on one line, which it mostly is already: every stretch of white space is one space, none at the ends.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    if is_one_line(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// Whether `text` is surely like that already.
fn is_one_line(text: &str) -> bool {
    let mut blank = true;
    for &byte in text.as_bytes() {
        let was_blank = std::mem::replace(&mut blank, byte == b' ');
        // White space beyond ASCII begins with one of these bytes, as do many letters.
        if blank && was_blank || byte < b' ' || matches!(byte, 0xc2 | 0xe1..=0xe3) {
            return false;
        }
    }
    !blank
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_white_space_is_one_space() {
        for (text, line) in [
            ("le maire", "le maire"),
            (" le  maire\n", "le maire"),
            ("le\u{a0}maire\u{2009}dit", "le maire dit"),
            ("l\u{2019}\u{e9}lu", "l\u{2019}\u{e9}lu"),
            ("  ", ""),
            ("", ""),
        ] {
            assert_eq!(one_line(text), line);
        }
    }
}

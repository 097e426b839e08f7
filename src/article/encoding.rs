//! From bytes to text: UTF-8 and UTF-16 by what they show, older encodings by a declaration or a guess that is told.

use std::str::FromStr;

use encoding_rs::{DecoderResult, ISO_8859_15, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::ReadError;

/// A character encoding, by the name it is asked for ("utf-8", "windows-1252", "latin9").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

impl Encoding {
    /// The name the encoding standard has for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// Whether lines of it can be told apart by their bytes.
    pub(super) fn has_ascii_lines(self) -> bool {
        self.0.is_ascii_compatible()
    }
}

impl FromStr for Encoding {
    type Err = ReadError;

    fn from_str(label: &str) -> Result<Encoding, ReadError> {
        // Names in daily use that the encoding standard does not list.
        let known = match label.trim().to_ascii_lowercase().as_str() {
            "latin9" | "latin-9" | "latin_9" => Some(ISO_8859_15),
            "latin-1" | "latin_1" | "cp-1252" => Some(WINDOWS_1252),
            "utf16" => Some(UTF_16LE),
            _ => encoding_rs::Encoding::for_label(label.as_bytes()),
        };
        known.map(Encoding).ok_or_else(|| ReadError::UnknownEncoding { label: label.to_owned() })
    }
}

/// How far into a file its own declaration of its encoding and the pattern of its NULs are looked for, in bytes.
const HEAD: usize = 4096;

/// The text of `bytes`, and what was assumed to get it.
///
/// `asked` wins over everything; `declares` says whether the format declares its encoding (HTML and XML do).
/// A byte order mark is dropped.
pub(super) fn decode(
    path: &str,
    bytes: Vec<u8>,
    asked: Option<Encoding>,
    declares: bool,
) -> Result<(String, Option<String>), ReadError> {
    if let Some(Encoding(encoding)) = asked {
        // "utf-16" leaves open which byte comes first; a mark says so.
        let marked = encoding_rs::Encoding::for_bom(&bytes).map(|(marked, _)| marked);
        let encoding = marked.filter(|marked| [encoding, *marked] == [UTF_16LE, UTF_16BE]).unwrap_or(encoding);
        return strictly(path, bytes, encoding).map(|text| (text, None));
    }
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(&bytes) {
        let note = (encoding != UTF_8).then(|| format!("decoded as {}, by its byte order mark", encoding.name()));
        return strictly(path, bytes, encoding).map(|text| (text, note));
    }
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        let encoding = utf16(&bytes).ok_or_else(|| ReadError::Binary { path: path.to_owned(), offset: at as u64 })?;
        let note = format!("decoded as {}, by its NUL bytes", encoding.name());
        return strictly(path, bytes, encoding).map(|text| (text, Some(note)));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok((text, None)),
        Err(error) if is_damaged_utf8(error.as_bytes()) => {
            return Err(undecodable(path, UTF_8, error.utf8_error().valid_up_to()));
        }
        Err(error) => error.into_bytes(),
    };
    if let Some(encoding) = declared(&bytes).filter(|_| declares)
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(&bytes)
    {
        let (text, name) = with_oe(&bytes, encoding, text.into_owned());
        return Ok((text, Some(format!("decoded as {name}, as the page declares"))));
    }
    let encoding = guess(&bytes);
    let text = strictly(path, bytes.clone(), encoding)?;
    let (text, name) = with_oe(&bytes, encoding, text);
    Ok((text, Some(format!("not UTF-8: decoded as {name}, a guess from its letters"))))
}

/// `bytes` as they stand, without byte order mark, where they are UTF-8.
pub(super) fn utf8(bytes: &[u8]) -> Option<&str> {
    let text = simdutf8::basic::from_utf8(bytes).ok()?;
    Some(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// The text of `bytes` in `encoding`, without byte order mark.
fn strictly(path: &str, bytes: Vec<u8>, encoding: &'static encoding_rs::Encoding) -> Result<String, ReadError> {
    if encoding == UTF_8 {
        let mut text = String::from_utf8(bytes).map_err(|e| undecodable(path, UTF_8, e.utf8_error().valid_up_to()))?;
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        return Ok(text);
    }
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let capacity = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(capacity.ok_or_else(|| ReadError::TooLarge { path: path.to_owned() })?);
    match decoder.decode_to_string_without_replacement(&bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => {
            text.shrink_to_fit();
            Ok(text)
        }
        (DecoderResult::Malformed(length, behind), read) => {
            Err(undecodable(path, encoding, read.saturating_sub(usize::from(length) + usize::from(behind))))
        }
        (DecoderResult::OutputFull, _) => unreachable!("the buffer holds the longest text of so many bytes"),
    }
}

fn undecodable(path: &str, encoding: &'static encoding_rs::Encoding, offset: usize) -> ReadError {
    ReadError::Undecodable { path: path.to_owned(), encoding: encoding.name(), offset: offset as u64 }
}

/// UTF-16 without a mark: in text of Latin letters nearly every other byte is a NUL, all on one side.
fn utf16(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let units = bytes.get(..bytes.len().min(HEAD))?.chunks_exact(2);
    let count = units.len();
    let high = units.clone().filter(|unit| unit[0] == 0).count();
    let low = units.filter(|unit| unit[1] == 0).count();
    let most = |one: usize, other: usize| other == 0 && one * 10 >= count * 7 && count > 0;
    if most(low, high) {
        Some(UTF_16LE)
    } else if most(high, low) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether `bytes` are UTF-8 but for a few: by chance, letters of older encodings hardly ever form its sequences.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut sequences, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sequences += chunk.valid().bytes().filter(|&byte| byte >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sequences > broken
}

/// The encoding a page names in its head: `charset=` in a meta element, `encoding=` in an XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = bytes.get(..bytes.len().min(HEAD))?.to_ascii_lowercase();
    let label = [&b"charset="[..], b"encoding="].iter().find_map(|name| {
        let at = head.windows(name.len()).position(|window| window == *name)? + name.len();
        let value = head.get(at..)?;
        let from = value.iter().position(|byte| !matches!(byte, b'"' | b'\'' | b' '))?;
        value.get(from..)?.split(|byte| matches!(byte, b'"' | b'\'' | b' ' | b'/' | b'>' | b'?' | b';')).next()
    })?;
    // A page cannot be in UTF-16 and show this in ASCII, and that it is not UTF-8 is known.
    encoding_rs::Encoding::for_label(label).filter(|&encoding| encoding != UTF_8 && encoding.is_ascii_compatible())
}

fn guess(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // The top-level domain tips the scales where several encodings fit.
    detector.guess(Some(b"fr"), chardetng::Utf8Detection::Deny)
}

/// `text` and the name of its encoding, read again as Latin-9 where Windows-1252 shows œ as a fraction.
///
/// Latin-9 has œ and Œ where Windows-1252 has ½ and ¼, and control characters where that has typographic marks:
/// with any of those, a ½ is a half.
fn with_oe(bytes: &[u8], encoding: &'static encoding_rs::Encoding, text: String) -> (String, String) {
    let is_marked = bytes.iter().any(|byte| (0x80..0xA0).contains(byte));
    if encoding != WINDOWS_1252 || is_marked || !has_fraction_in_word(&text) {
        return (text, encoding.name().to_owned());
    }
    let (text, _) = ISO_8859_15.decode_without_bom_handling(bytes);
    (text.into_owned(), format!("{} (as windows-1252, its œ would be ½)", ISO_8859_15.name()))
}

/// Whether ½ or ¼ stands between letters or before a u, as in c½ur and ½uvre.
fn has_fraction_in_word(text: &str) -> bool {
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if matches!(c, '½' | '¼') {
            let after = chars.peek().copied();
            let within = before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic);
            if within || matches!(after, Some('u' | 'U')) {
                return true;
            }
        }
        before = Some(c);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, String) {
        let (text, note) = decode("a", bytes.to_vec(), None, true).unwrap();
        (text, note.unwrap_or_default())
    }

    const TEXT: &str = "L’été dernier, a déclaré le préfet, « rien n'a été décidé ». Où çà ?";

    #[test]
    fn drops_byte_order_marks() {
        assert_eq!(read(b"\xEF\xBB\xBF\xC3\xA9t\xC3\xA9"), ("été".to_owned(), String::new()));
        assert_eq!(read(b"\xFF\xFE\xE9\0t\0").0, "ét");
        assert_eq!(read(b"\xFE\xFF\0\xE9\0t").0, "ét");
    }

    #[test]
    fn knows_utf16_by_its_nuls() {
        let little: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&little), (TEXT.to_owned(), "decoded as UTF-16LE, by its NUL bytes".to_owned()));
        assert_eq!(read(&big).0, TEXT);
    }

    #[test]
    fn says_what_it_guessed() {
        let (bytes, _, _) = WINDOWS_1252.encode(TEXT);
        let (text, note) = read(&bytes);
        assert_eq!(text, TEXT);
        assert!(note.contains("windows-1252"), "{note}");
    }

    #[test]
    fn sees_latin9_behind_fractions() {
        let (bytes, _, _) = ISO_8859_15.encode("Le cœur de l'œuvre a été restauré, a déclaré la sœur du préfet.");
        let (text, note) = read(&bytes);
        assert!(text.contains("cœur") && text.contains("sœur"), "{text}");
        assert!(note.contains("ISO-8859-15"), "{note}");
        let (bytes, _, _) = WINDOWS_1252.encode("Une année et ½ a été nécessaire, a déclaré le préfet, à 8½ % près.");
        assert!(read(&bytes).0.contains("8½"));
    }

    #[test]
    fn believes_a_declaration_and_first_of_all_what_is_asked() {
        let page = b"<?xml version='1.0' encoding='iso-8859-5'?><p>\xBF</p>";
        let (text, note) = read(page);
        assert!(text.contains('П'), "{text}");
        assert_eq!(note, "decoded as ISO-8859-5, as the page declares");
        let asked = "latin9".parse().ok();
        assert_eq!(decode("a", b"\xBD".to_vec(), asked, true).unwrap(), ("œ".to_owned(), None));
    }

    #[test]
    fn errors_name_the_byte() {
        let told = |bytes: &[u8], asked: Option<&str>| {
            let asked = asked.map(|label| label.parse().unwrap());
            decode("a", bytes.to_vec(), asked, false).unwrap_err().to_string()
        };
        assert_eq!(told(b"ab\0\x01\x02", None), "a: a NUL at byte 2, expected text and not a binary file");
        let damaged = [TEXT.as_bytes(), b"\xC3"].concat();
        let expected = format!("a: not UTF-8 at byte {}, expected text that is UTF-8 throughout", TEXT.len());
        assert_eq!(told(&damaged, None), expected);
        assert_eq!(told(b"ab\xE9c", Some("utf-8")), "a: not UTF-8 at byte 2, expected text that is UTF-8 throughout");
        assert_eq!(told(b"a\0\x00\xD8b\0", Some("utf-16le")).split(',').next(), Some("a: not UTF-16LE at byte 2"));
        let unknown = "klingon".parse::<Encoding>().unwrap_err().to_string();
        assert!(unknown.starts_with("unknown encoding \"klingon\""), "{unknown}");
    }
}

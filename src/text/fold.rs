//! Words as they are compared: without case, and without accents.

use std::borrow::Cow;
use std::hash::Hasher;

use rustc_hash::FxHasher;

/// Puts `text` in lower case into `low`, in the place of what was there.
pub fn lower(text: &str, low: &mut String) {
    low.clear();
    if text.is_ascii() {
        low.push_str(text);
        low.make_ascii_lowercase();
    } else {
        for c in text.chars() {
            match c {
                c if c.is_ascii() => low.push(c.to_ascii_lowercase()),
                'ß'..='ö' | 'ø'..='ÿ' => low.push(c),
                _ => low.extend(c.to_lowercase()),
            }
        }
    }
}

/// `text` in lower case, which it mostly is in already.
#[must_use]
pub fn lowered(text: &str) -> Cow<'_, str> {
    if is_low(text.as_bytes()) { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) }
}

/// Whether a text is surely in lower case.
fn is_low(bytes: &[u8]) -> bool {
    let mut before = 0;
    bytes.iter().all(|&byte| {
        let is_low = match (before, byte) {
            // The capitals with accents among the letters of French are the first ones behind this byte.
            (0xc3, byte) => byte >= 0x9f,
            (_, b'A'..=b'Z' | 0xc4..) => false,
            _ => true,
        };
        before = byte;
        is_low
    })
}

/// `text` in plain small letters: without accents, other scripts romanised.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = if text.is_ascii() { text.to_owned() } else { any_ascii::any_ascii(text) };
    folded.make_ascii_lowercase();
    folded
}

/// The bytes of what [`fold`] makes of `text`.
pub fn folded_bytes(text: &str) -> impl Iterator<Item = u8> {
    text.chars().flat_map(|c| {
        let (plain, other) = if c.is_ascii() { (Some(c as u8), "") } else { (None, any_ascii::any_ascii_char(c)) };
        plain.into_iter().chain(other.bytes()).map(|byte| byte.to_ascii_lowercase())
    })
}

/// Fewer than eight bytes as a number, the first one lowest, in two loads that may overlap.
pub(crate) fn few_bytes(bytes: &[u8]) -> u64 {
    let bits = 8 * bytes.len() as u32;
    match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>(), bytes.first_chunk::<2>(), bytes.last_chunk::<2>()) {
        (Some(first), Some(last), ..) => {
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << (bits - 32)
        }
        (None, None, Some(first), Some(last)) => {
            u64::from(u16::from_le_bytes(*first)) | u64::from(u16::from_le_bytes(*last)) << (bits - 16)
        }
        _ => bytes.first().map_or(0, |&byte| u64::from(byte)),
    }
}

/// A one in each of eight bytes.
pub(crate) const EACH: u64 = 0x0101_0101_0101_0101;

/// The bytes of a text eight at a time, the first one lowest; the last ones are filled up with blanks.
#[inline]
pub(crate) fn eights(text: &str) -> impl Iterator<Item = u64> {
    let (whole, rest) = text.as_bytes().as_chunks::<8>();
    let mut last = [b' '; 8];
    last[..rest.len()].copy_from_slice(rest);
    whole.iter().copied().chain([last]).map(u64::from_le_bytes)
}

/// Of eight ASCII characters those from `first` to `last`, as the highest bits of their bytes.
#[inline]
pub(crate) fn between(eight: u64, first: u8, last: u8) -> u64 {
    // The highest bit of a byte tells whether it is no less than another, as no character has it set by itself.
    let from = |least: u8| eight + EACH * u64::from(0x80 - least);
    from(first) & !from(last + 1) & (EACH << 7)
}

/// Eight ASCII characters in lower case.
#[inline]
pub(crate) fn lower_eight(eight: u64) -> u64 {
    eight | between(eight, b'A', b'Z') >> 2
}

/// How many of eight bytes, from the lowest on, are plain letters and digits.
#[inline]
pub(crate) fn leading_alphanumeric(eight: u64) -> usize {
    let ascii = eight & !(EACH << 7);
    let alphanumeric = between(ascii | EACH << 5, b'a', b'z') | between(ascii, b'0', b'9');
    let other = !alphanumeric & (EACH << 7) | eight & (EACH << 7);
    (other.trailing_zeros() / 8) as usize
}

/// The plain letters of à to ÿ, where it is one: those of French but œ.
const ACCENTED: [u8; 32] = *b"aaaaaa ceeeeiiiidnooooo ouuuuy y";

/// A hash of what [`fold`] makes of `text`.
#[must_use]
pub fn fold_hash(text: &str) -> u64 {
    if let Some((first, second)) = short(text.as_bytes()).filter(|(first, second)| (first | second) & (EACH << 7) == 0)
    {
        return hash_short(lower_eight(first), lower_eight(second));
    }
    // The letters of the folded form one by one, as they would stand in two such numbers.
    let (mut both, mut bits) = (0_u128, 0);
    let mut push = |byte: u8| {
        both |= u128::from(byte.to_ascii_lowercase()).checked_shl(bits).unwrap_or_default();
        bits += 8;
    };
    for c in text.chars() {
        match c {
            '\0'..='\x7f' => push(c as u8),
            '\u{e0}'..='\u{ff}' if ACCENTED[c as usize - 0xe0] != b' ' => push(ACCENTED[c as usize - 0xe0]),
            _ => any_ascii::any_ascii_char(c).bytes().for_each(&mut push),
        }
    }
    if bits < 128 {
        return hash_short(both as u64, (both >> 64) as u64);
    }
    let mut hasher = FxHasher::default();
    folded_bytes(text).for_each(|byte| hasher.write_u8(byte));
    hasher.finish()
}

/// Fewer than sixteen bytes as two numbers, zeros behind the last.
#[inline]
pub(crate) fn short(bytes: &[u8]) -> Option<(u64, u64)> {
    match bytes.split_first_chunk::<8>() {
        Some((first, rest)) if rest.len() < 8 => Some((u64::from_le_bytes(*first), few_bytes(rest))),
        Some(_) => None,
        None => Some((few_bytes(bytes), 0)),
    }
}

/// A hash of such two numbers.
#[inline]
pub(crate) fn hash_short(first: u64, second: u64) -> u64 {
    let product = u128::from(first ^ 0x9e37_79b9_7f4a_7c15) * u128::from(second ^ 0xd1b5_4a32_d192_ed03);
    (product >> 64) as u64 ^ product as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_eight_bytes() {
        for byte in 0..=u8::MAX {
            for at in 0..8 {
                let mut eight = *b"aZ09mNzA";
                eight[at] = byte;
                let plain = eight.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
                assert_eq!(leading_alphanumeric(u64::from_le_bytes(eight)), plain, "{byte} at {at}");
            }
        }
    }

    #[test]
    fn accents_case_and_scripts() {
        for (text, folded) in
            [("Érik", "erik"), ("L\u{2019}œuvre", "l'oeuvre"), ("Київ", "kiiv"), ("ABC", "abc"), ("", "")]
        {
            assert_eq!(fold(text), folded);
            assert_eq!(folded_bytes(text).collect::<Vec<_>>(), folded.as_bytes());
        }
        let mut low = "x".to_owned();
        for text in ["Érik", "L\u{2019}ŒUVRE À ÿ ß", "Київ", "ABC", "", "İ"] {
            lower(text, &mut low);
            assert_eq!(low, text.to_lowercase());
        }
        for text in (0..0x2_0000).filter_map(char::from_u32).map(|c| format!("a{c}")) {
            assert_eq!(lowered(&text), text.to_lowercase());
        }
        assert!(
            matches!(lowered("l'été « où » œ"), Cow::Owned(_)) && matches!(lowered("l'été « où »"), Cow::Borrowed(_))
        );
        assert_eq!(fold_hash("Évian"), fold_hash("evian"));
        assert_eq!(fold_hash("Œuvre d'Évian-les-Bains"), fold_hash("oeuvre d'evian-les-bains"));
        assert_ne!(fold_hash("Évian"), fold_hash("vian"));
        for (plain, c) in ACCENTED.into_iter().zip('à'..='ÿ').filter(|&(plain, _)| plain != b' ') {
            assert_eq!(any_ascii::any_ascii_char(c), char::from(plain).to_string());
        }
        // In plain letters and with accents, of any length: the same hash as of what is folded.
        for word in ["A", "Zà", "@[`{", "ABCDEFG", "ÀBCDEFGH", "ABCDEFGHI", "Saint-Étienne-du-Mont"] {
            assert_eq!(fold_hash(word), fold_hash(&fold(word)), "{word}");
            assert_eq!(fold_hash(&word.to_uppercase()), fold_hash(&word.to_lowercase()), "{word}");
        }
    }
}

//! Words as they are compared: without case, and without accents.

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

/// A hash of what [`fold`] makes of `text`.
#[must_use]
pub fn fold_hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    let (mut eight, mut bits) = (0, 0);
    let mut push = |byte: u8| {
        eight |= u64::from(byte.to_ascii_lowercase()) << bits;
        bits += 8;
        if bits == 64 {
            hasher.write_u64(eight);
            (eight, bits) = (0, 0);
        }
    };
    for c in text.chars() {
        if c.is_ascii() {
            push(c as u8);
        } else {
            any_ascii::any_ascii_char(c).bytes().for_each(&mut push);
        }
    }
    hasher.write_u64(eight);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(fold_hash("Évian"), fold_hash("evian"));
        assert_eq!(fold_hash("Œuvre d'Évian-les-Bains"), fold_hash("oeuvre d'evian-les-bains"));
        assert_ne!(fold_hash("Évian"), fold_hash("vian"));
    }
}

//! What lints say, in the language of the interface: their messages are patterns with places, and so are these.

use serde::Deserialize;

/// The messages of lints with what they are in another language.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Catalogue {
    /// Whole messages and labels.
    messages: Vec<(Pattern, String)>,
    /// What stands in places of messages that are marked with a plus.
    parts: Vec<(Pattern, String)>,
}

/// A text with places, each written `{}`.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "String")]
struct Pattern {
    /// What stands before, between and behind the places.
    pieces: Vec<String>,
}

impl From<String> for Pattern {
    fn from(text: String) -> Pattern {
        Pattern { pieces: text.split("{}").map(str::to_owned).collect() }
    }
}

impl Pattern {
    /// What stands in its places, each as short as can be; none where `text` is not of this pattern.
    fn places<'t>(&self, text: &'t str) -> Option<Vec<&'t str>> {
        let (first, rest) = self.pieces.split_first()?;
        let mut text = text.strip_prefix(first.as_str())?;
        let Some((last, between)) = rest.split_last() else { return text.is_empty().then(Vec::new) };
        let mut places = Vec::with_capacity(rest.len());
        for piece in between {
            let (place, behind) = text.split_once(piece.as_str())?;
            places.push(place);
            text = behind;
        }
        places.push(text.strip_suffix(last.as_str())?);
        Some(places)
    }
}

impl Catalogue {
    /// `text`, which a lint says, in the other language; none where it is not known there.
    pub(super) fn message(&self, text: &str) -> Option<String> {
        self.found(&self.messages, text)
    }

    /// The translation by the pattern whose first place takes least, and of those by the first.
    fn found(&self, patterns: &[(Pattern, String)], text: &str) -> Option<String> {
        let fitting = patterns.iter().filter_map(|(pattern, other)| Some((pattern.places(text)?, other)));
        let (places, other) = fitting.min_by_key(|(places, _)| places.first().map_or(0, |place| place.len()))?;
        let mut translated = String::with_capacity(text.len());
        for (index, piece) in other.split('{').enumerate() {
            let Some((name, behind)) = piece.split_once('}').filter(|_| index > 0) else {
                translated.push_str(piece);
                continue;
            };
            // Whoever writes the catalogue sees at once where a place is missing: it stays as it is written.
            let number = name.trim_start_matches('+').parse::<usize>();
            match number.ok().and_then(|number| places.get(number)) {
                Some(place) if name.starts_with('+') => {
                    translated.push_str(&self.found(&self.parts, place).unwrap_or_else(|| (*place).to_owned()));
                }
                Some(place) => translated.push_str(place),
                None => translated.push_str(name),
            }
            translated.push_str(behind);
        }
        Some(translated)
    }
}

#[cfg(test)]
mod tests {
    use super::super::ui::Ui;

    #[test]
    fn messages_are_known_by_their_patterns() {
        let french = |text: &str| Ui::French.phrases().said(text).0;
        assert_eq!(french("\"63 morts\" given by nobody"), "« 63 morts » n’est attribué à personne");
        assert_eq!(french("by nobody"), "sans source");
        assert_eq!(french("by Jeanne Kerdal"), "selon Jeanne Kerdal");
        let altered = french("\"de\" left out, \"du riz\" added, \"vite\" left out");
        assert_eq!(altered, "« de » omis, « du riz » ajouté, « vite » omis");
        let several = french("\"Budathoki\" here, \"Budhathoki\" in paris and 1 more, \"Budatoki\" in suisse");
        assert_eq!(several, "« Budathoki » ici, « Budhathoki » dans paris et 1 autre, « Budatoki » dans suisse");
        assert_eq!(french("14 February 2019 is a Thursday"), "le 14 février 2019 est un jeudi");
        // What is no message stays what it is, and so does what is quoted in one.
        assert_eq!(Ui::French.phrases().said("Jeanne Kerdal"), ("Jeanne Kerdal".to_owned(), false));
        assert_eq!(french("\"a {0} by nobody\" given by nobody"), "« a {0} by nobody » n’est attribué à personne");
        assert_eq!(Ui::English.phrases().said("by nobody"), ("by nobody".to_owned(), true));
    }
}

//! Offices as phrases tell them: which post, of which body or place, and whether it is held.

use rustc_hash::FxHashSet;

use crate::rules::{Classes, RulePack};
use crate::text::{fold, one_line};

/// An office as a phrase tells it.
#[derive(Clone, Debug)]
pub struct Office {
    /// The phrase, on one line.
    pub text: String,
    /// The post: a place in the posts of the rules.
    pub post: Option<u16>,
    /// The word that says what the person is, in plain small letters; empty where none does.
    pub head: String,
    /// The stems of the other words that tell something.
    pub telling: FxHashSet<String>,
    /// Those of them that are names.
    pub names: FxHashSet<String>,
    /// Whether it is held, now and by this person: not *ancien*, *adjoint*, *candidat*, *fils de*.
    pub held: bool,
    /// Whether the phrase tells kinship.
    pub kin: bool,
    /// Whether the phrase says that there is one holder: *le maire*, not *un maire*.
    pub definite: bool,
}

/// How many letters of a word tell it from others: *administration* and *administre* begin alike.
const STEM: usize = 7;

impl Office {
    /// What the phrase `text` tells.
    #[must_use]
    pub fn new(text: &str, rules: &RulePack) -> Office {
        let line = one_line(text).into_owned();
        let mut office = Office {
            text: line,
            post: None,
            head: String::new(),
            telling: FxHashSet::default(),
            names: FxHashSet::default(),
            held: true,
            kin: false,
            definite: true,
        };
        let parts: Vec<&str> =
            text.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty()).collect();
        let plain: Vec<String> = parts.iter().map(|word| fold(word)).collect();
        let found = rules.names.office(text);
        let mut skipped = 0..0;
        if let Some((post, at)) = found {
            let length = rules.names.post(plain.get(at..).unwrap_or_default()).map_or(1, |(_, length)| length);
            office.post = Some(post);
            office.head = plain.get(at..at + length).unwrap_or_default().join(" ");
            skipped = at..at + length;
        }
        for (at, (word, plain)) in parts.iter().zip(&plain).enumerate() {
            let classes = rules.word(&word.to_lowercase()).classes;
            if at == 0 && classes.has(Classes::INDEFINITE) {
                office.definite = false;
            }
            if rules.names.is_not_held(plain)
                || plain.split('-').any(|part| rules.names.is_not_held(part)) && found.is_none()
            {
                office.held = false;
            }
            office.kin |= rules.names.is_kin(plain);
            if skipped.contains(&at) {
                continue;
            }
            if office.head.is_empty() && classes.has(Classes::FUNCTION) {
                office.head.clone_from(plain);
                continue;
            }
            let closed = Classes::DETERMINER.with(Classes::PREPOSITION).with(Classes::OF).with(Classes::RELATIVE);
            if plain.len() < 4 || classes.has(closed) {
                continue;
            }
            let stem: String = plain.trim_end_matches(['s', 'x', 'e']).chars().take(STEM).collect();
            if word.starts_with(char::is_uppercase) && classes.without(Classes::GIVEN_NAME).is_empty() {
                office.names.insert(stem.clone());
            }
            office.telling.insert(stem);
        }
        office
    }

    /// The parts of two offices that tell something, shared.
    fn shared(&self, other: &Office) -> usize {
        self.telling.intersection(&other.telling).count()
    }
}

/// Whether two phrases may tell one office: the same post, and nothing of one that the other denies.
#[must_use]
pub fn same_office(a: &Office, b: &Office) -> bool {
    let nothing = a.telling.is_empty() || b.telling.is_empty();
    let same_head = !a.head.is_empty() && (a.head == b.head || a.post.is_some() && a.post == b.post);
    if same_head {
        return nothing || a.shared(b) > 0;
    }
    // "la cheffe de l'administration du district de Kalikot", "qui administre le district de Kalikot".
    let names = a.names.intersection(&b.names).count();
    (a.head.is_empty() || b.head.is_empty()) && names > 0 && a.shared(b) >= 3
}

/// Whether nobody holds two offices at once.
#[must_use]
pub fn exclude_each_other(a: &Office, b: &Office, rules: &RulePack) -> bool {
    let (Some(one), Some(other)) = (a.post, b.post) else { return false };
    a.held && b.held && rules.names.exclusive(one, other)
}

//! Names and offices of two versions: who is spelt otherwise, and who is something else.

use super::Kind;
use super::comparison::Comparison;
use super::version::Version;
use super::words::NONE;
use crate::analysis::EntityKind;
use crate::document::TokenRange;
use crate::rules::Classes;
use crate::text::fold;

/// How alike two names are that are spellings of one, as the Jaro-Winkler similarity of their letters: of the pairs of
/// LINTS.md it takes 13 of 16 variants; that it takes other entities too does no harm where a name stands in the same
/// place of the same sentence.
const VARIANT: f64 = 0.88;

/// What two names have to do with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// One is the other, or the end of it.
    Same,
    /// One may be a spelling of the other, or both bear one surname.
    Variant,
    /// Nothing.
    Other,
}

/// What `a` and `b` have to do with each other.
pub(super) fn likeness(a: &str, b: &str) -> Likeness {
    let (a, b) = (fold(a), fold(b));
    let (x, y): (Vec<&str>, Vec<&str>) = (a.split_whitespace().collect(), b.split_whitespace().collect());
    if x == y || x.ends_with(&y) || y.ends_with(&x) {
        return Likeness::Same;
    }
    let surnames = x.last() == y.last() && x.len() > 1 && y.len() > 1;
    if surnames || strsim::jaro_winkler(&a, &b) >= VARIANT { Likeness::Variant } else { Likeness::Other }
}

/// Whether two phrases differ in one word with a capital, of which one may be a spelling of the other.
pub(super) fn is_respelt(a: &str, b: &str) -> bool {
    let (x, y): (Vec<&str>, Vec<&str>) = (a.split_whitespace().collect(), b.split_whitespace().collect());
    let mut differing = x.iter().zip(&y).filter(|(x, y)| x != y);
    match (x.len() == y.len(), differing.next(), differing.next()) {
        (true, Some((x, y)), None) => {
            x.starts_with(char::is_uppercase) && strsim::jaro_winkler(&x.to_lowercase(), &y.to_lowercase()) >= VARIANT
        }
        _ => false,
    }
}

pub(super) fn find(comparison: &mut Comparison<'_>) {
    spellings(comparison);
    offices(comparison);
}

/// Tells names in one place of both versions that differ.
fn spellings(comparison: &mut Comparison<'_>) {
    for hunk in comparison.open_hunks() {
        let in_old = names(&comparison.old, hunk.old, &comparison.old_done);
        let in_new = names(&comparison.new, hunk.new, &comparison.new_done);
        if let (Some(old), Some(new)) = (in_old, in_new) {
            let (whole_old, whole_new) = (whole(&comparison.old, old), whole(&comparison.new, new));
            let kind = Kind::NameChanged;
            comparison.tell_words(kind, Some(whole_old), Some(whole_new));
            comparison.explain(whole_old, whole_new);
        }
    }
}

/// The words among `tokens` that may be names and are not explained yet, from the first to the last.
fn names(version: &Version<'_>, tokens: TokenRange, done: &[bool]) -> Option<TokenRange> {
    let named = |at: &u32| version.is_name(*at) && !done[*at as usize];
    let first = (tokens.first..tokens.end).find(named)?;
    let last = (tokens.first..tokens.end).rfind(named)?;
    Some(TokenRange::new(first, last + 1))
}

/// The whole name that the words `tokens` are a part of.
fn whole(version: &Version<'_>, tokens: TokenRange) -> TokenRange {
    let unit = version.units[version.unit_of[tokens.first as usize] as usize].tokens;
    let particle = |at: u32| version.reading.document.tokens[at as usize].is(Classes::PARTICLE);
    let (mut first, mut end) = (tokens.first, tokens.end);
    while first > unit.first {
        if version.is_name(first - 1) {
            first -= 1;
        } else if first > unit.first + 1 && particle(first - 1) && version.is_name(first - 2) {
            first -= 2;
        } else {
            break;
        }
    }
    while end < unit.end {
        if version.is_name(end) {
            end += 1;
        } else if end + 1 < unit.end && particle(end) && version.is_name(end + 1) {
            end += 2;
        } else {
            break;
        }
    }
    TokenRange::new(first, end)
}

/// Tells who is something else in the new version: words of the phrase that says so differ.
fn offices(comparison: &mut Comparison<'_>) {
    let (old, new) = (described(&comparison.old), described(&comparison.new));
    for hunk in comparison.open_hunks() {
        let of = |people: &[u32], tokens: TokenRange| {
            (tokens.first..tokens.end).map(|at| people[at as usize]).find(|&person| person != NONE)
        };
        let (Some(x), Some(y)) = (of(&old, hunk.old), of(&new, hunk.new)) else { continue };
        let says = |version: &Version<'_>, tokens: TokenRange| {
            (tokens.first..tokens.end).any(|at| version.is_content(at) && !version.is_number(at))
        };
        let name = |version: &Version<'_>, person: u32| version.reading.analysis.entities[person as usize].name.clone();
        let one = likeness(&name(&comparison.old, x), &name(&comparison.new, y)) != Likeness::Other;
        if one && says(&comparison.old, hunk.old) && says(&comparison.new, hunk.new) {
            comparison.tell_words(Kind::NameOffice, Some(hunk.old), Some(hunk.new));
            comparison.explain(hunk.old, hunk.new);
        }
    }
}

/// For every token the person it describes: a word of a phrase that names or means somebody and is no name itself.
fn described(version: &Version<'_>) -> Vec<u32> {
    let analysis = &version.reading.analysis;
    let mut people = vec![NONE; version.keys.len()];
    let mut mark = |span, person: usize| {
        for at in version.tokens(span).first..version.tokens(span).end {
            if !version.is_name(at) {
                people[at as usize] = person as u32;
            }
        }
    };
    for (person, entity) in analysis.entities.iter().enumerate().filter(|(_, e)| e.kind == EntityKind::Person) {
        entity.mentions.iter().chain(&entity.offices).for_each(|&span| mark(span, person));
    }
    for source in analysis.attributions.iter().filter_map(|attribution| attribution.source.as_ref()) {
        if analysis.entities[source.entity].kind == EntityKind::Person {
            mark(source.span, source.entity);
        }
    }
    people
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart() {
        assert_eq!(likeness("Jean Brun", "Brun"), Likeness::Same);
        assert_eq!(likeness("Sarita Budhathoki", "Sabita Budhathoki"), Likeness::Variant);
        assert_eq!(likeness("Kerdal", "Kerdol"), Likeness::Variant);
        assert_eq!(likeness("Jean Brun", "Paul Aubrac"), Likeness::Other);
    }
}

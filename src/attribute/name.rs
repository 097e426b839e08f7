//! Proper names where they stand: those of the phrases that name somebody, and all others.

use crate::analysis::{Bearer, EntityKind, Name};
use crate::annotate::{NounKind, NounPhrase, Quotes};
use crate::document::{Document, Tag, TokenRange};
use crate::rules::{Classes, Phrase, RulePack};
use crate::text::one_line;

use super::description::person_name;
use super::entity::Beings;
use super::frame::Mention;

/// A name with its tokens.
#[derive(Debug)]
pub(super) struct FoundName {
    /// Its tokens.
    pub tokens: TokenRange,
    /// The name.
    pub name: Name,
}

/// Where a name stands.
struct Stretch<'a> {
    tokens: TokenRange,
    /// Whom it means, among the entities.
    entity: Option<usize>,
    /// The same among the beings.
    being: Option<usize>,
    /// The phrase it is the name in.
    noun: Option<&'a NounPhrase>,
}

/// The proper names of `document`, in order; `order` tells the place of every being among the entities.
pub(super) fn names(
    document: &Document,
    rules: &RulePack,
    quotes: &Quotes,
    mentions: &[&Mention],
    beings: &Beings<'_>,
    order: &[Option<usize>],
) -> Vec<FoundName> {
    let mut stretches = Vec::with_capacity(mentions.len());
    for phrase in mentions.iter().map(|mention| &mention.phrase) {
        for noun in std::iter::once(&phrase.noun).chain(&phrase.apposition) {
            if !noun.name.is_empty() {
                let being = beings.of(noun.tokens.first).filter(|_| is_named(document, noun));
                let entity = being.and_then(|being| order[being]);
                stretches.push(Stretch { tokens: noun.name, entity, being, noun: Some(noun) });
            }
        }
    }
    stretches.sort_by_key(|stretch| (stretch.tokens, stretch.entity.is_none()));
    stretches.dedup_by_key(|stretch| stretch.tokens.first);
    let of_phrases = stretches.len();
    let (mut next, mut behind) = (0, 0);
    for &at in &document.proper {
        if at < behind {
            continue;
        }
        while next < of_phrases && stretches[next].tokens.end <= at {
            next += 1;
        }
        if next < of_phrases && stretches[next].tokens.contains(at) {
            behind = stretches[next].tokens.end;
            continue;
        }
        let tokens = TokenRange::new(at, run(document, at));
        stretches.push(Stretch { tokens, entity: None, being: None, noun: None });
        behind = tokens.end;
    }
    stretches.retain(|stretch| !is_number(document, rules, stretch.tokens));
    stretches.sort_by_key(|stretch| stretch.tokens);
    let mut found: Vec<FoundName> = stretches.iter().map(|stretch| name(document, stretch, beings)).collect();
    let mut open: Vec<u32> = Vec::new();
    let mut quote = 0;
    for FoundName { tokens, name } in &mut found {
        while let Some(next) = quotes.all.get(quote).filter(|next| next.open < tokens.first) {
            open.push(next.outer().end);
            quote += 1;
        }
        open.retain(|&end| end > tokens.first);
        // A name alone between marks is set off, not said.
        let alone = quotes.opened_by(tokens.first.saturating_sub(1)).is_some_and(|(_, q)| q.close == tokens.end);
        name.quoted = !(open.is_empty() || alone && open.len() == 1);
    }
    found
}

/// Whether a phrase means who its name says: not so *le vice-ministre des Affaires*.
fn is_named(document: &Document, noun: &NounPhrase) -> bool {
    let first = noun.name.first;
    let tied = first > noun.tokens.first
        && matches!(document.tokens[first as usize - 1].tag, Tag::Of | Tag::Preposition | Tag::Determiner)
        && noun.head < first;
    !tied && (noun.kind == NounKind::Name || person_name(document, noun))
}

/// Whether a name is a number in letters that a sentence begins with.
fn is_number(document: &Document, rules: &RulePack, tokens: TokenRange) -> bool {
    if tokens.len() != 1 {
        return false;
    }
    let number = Classes::NUMBER_WORD.with(Classes::COORDINATOR);
    let form = document.form(tokens.first);
    if !form.contains('-') {
        return document.tokens[tokens.first as usize].is(number);
    }
    form.to_lowercase().split('-').all(|part| rules.word(part).classes.has(number))
}

/// Whether the rules know the whole of a name.
fn is_known(document: &Document, tokens: TokenRange) -> bool {
    document
        .phrase_at(tokens.first)
        .is_some_and(|span| matches!(span.phrase, Phrase::Known(_)) && span.tokens.end >= tokens.end)
}

/// The name of a stretch.
fn name(document: &Document, stretch: &Stretch<'_>, beings: &Beings<'_>) -> FoundName {
    let &Stretch { tokens, entity, being, noun } = stretch;
    let known = noun.is_some_and(|noun| noun.known.is_some() && noun.kind == NounKind::Name);
    let person = being.is_some_and(|being| beings.all[being].kind == EntityKind::Person);
    let bearer = match (known || is_known(document, tokens), person) {
        (true, _) => Bearer::Known,
        (_, true) => Bearer::Person,
        _ => Bearer::Other,
    };
    let title = |before: u32| document.tokens[before as usize].tag == Tag::Title;
    let name = Name {
        span: document.span(tokens),
        text: one_line(document.words(tokens)).into_owned(),
        bearer,
        entity,
        addressed: noun.is_some() && tokens.first.checked_sub(1).is_some_and(title),
        quoted: false,
    };
    FoundName { tokens, name }
}

/// Where the name that begins with the proper noun at `at` ends.
fn run(document: &Document, at: u32) -> u32 {
    let mut end = at + 1;
    while let Some(token) = document.tokens.get(end as usize) {
        let proper = matches!(token.tag, Tag::Proper | Tag::Within)
            || token.is_capital() && token.is_word() && token.is(Classes::PARTICLE);
        if !proper {
            break;
        }
        end += 1;
    }
    end
}

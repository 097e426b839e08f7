//! `weasel-source`: something said by nobody in particular.

use super::place::{find, in_text, is_quoted, quoted, sentence, tokens, within, words};
use super::veil::subjects;
use super::{Category, Check, Context, Finding, Level, Lint, Place};
use crate::analysis::Attribution;
use crate::annotate::VerbForm;
use crate::attribute::Predicate;
use crate::document::{Tag, TokenRange};
use crate::reading::Reading;
use crate::rules::{Classes, Phrases, Tenses, Unnamed};

pub(super) const LINT: Lint = Lint {
    id: "weasel-source",
    category: Category::Attribution,
    level: Level::Warning,
    default: true,
    summary: "something said by nobody in particular",
    checks: &[Check::Article(check)],
};

fn check(reading: &Reading, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let rules = &context.rules.unnamed;
    let quoted = quoted(reading);
    let mut places: Vec<TokenRange> = Vec::new();
    let attributions = &reading.analysis.attributions;
    for (at, attribution) in attributions.iter().enumerate().filter(|(_, a)| !is_quoted(reading, a)) {
        let Some(source) = &attribution.source else { continue };
        let phrase = tokens(reading, source.span);
        let is = |phrases: &Phrases| phrases.begins(words(reading, phrase)) == Some(phrase.len() as usize);
        let among = reading.document.tokens.get(phrase.end as usize).is_some_and(|next| next.tag == Tag::Of);
        if is(&rules.nobody) && !among
            || is_crowd(reading, rules, phrase) && !is_placed(reading, attribution)
            || is(&rules.everybody) && says(reading, rules, attribution, phrase) && !is_sourced(reading, at)
        {
            places.push(phrase);
        }
    }
    for predicate in &reading.predicates {
        if predicate.inside.is_none()
            && predicate.form == VerbForm::Finite
            && rules.speaking.contains(&*predicate.lemma)
        {
            places.extend(nobody_before(reading, rules, predicate));
        }
    }
    places.extend(subjects(reading, rules).filter(|&subject| is_crowd(reading, rules, subject)));
    let all = reading.document.tokens.len() as u32;
    for phrases in [&rules.hearsay, &rules.whoever] {
        let mut at = 0;
        while let Some(phrase) = find(reading, TokenRange::new(at, all), phrases) {
            places.push(phrase);
            at = phrase.end;
        }
    }
    places.retain(|&place| {
        in_text(reading, place.first) && !within(&quoted, place.first) && !stands_for(reading, rules, place)
    });
    places.sort_unstable();
    places.dedup();
    for place in places {
        let place = Place::new(&reading.analysis.article, reading.span(place), "");
        findings.push(Finding::new(&LINT, "nobody in particular is named as the source", vec![place]));
    }
}

/// A word for nobody right before a verb.
fn nobody_before(reading: &Reading, rules: &Unnamed, predicate: &Predicate) -> Option<TokenRange> {
    let end = predicate.tokens.first;
    (predicate.unit.first.max(end.saturating_sub(2))..end).map(|first| TokenRange::new(first, end)).find(|&range| {
        let verb_before = range.first > 0
            && matches!(
                reading.document.tokens[range.first as usize - 1].tag,
                Tag::Finite | Tag::Participle | Tag::Infinitive
            );
        !verb_before && rules.nobody.begins(words(reading, range)) == Some(range.len() as usize)
    })
}

/// Whether a phrase is a group so wide that it says nothing, with nothing more said of it.
fn is_crowd(reading: &Reading, rules: &Unnamed, phrase: TokenRange) -> bool {
    let tag = |at: u32| reading.document.tokens.get(at as usize).map_or(Tag::Stop, |token| token.tag);
    let first = &reading.document.tokens[phrase.first as usize];
    let head = phrase.end.max(phrase.first + 1) - 1;
    let few = (phrase.first + 1..head).all(|at| reading.document.tokens[at as usize].is(Classes::INDEFINITE));
    let some = first.is(Classes::INDEFINITE) && first.tag == Tag::Determiner;
    let bare = phrase.len() >= 2 && few && (some || phrase.len() == 3);
    let more = matches!(
        tag(phrase.end),
        Tag::Of | Tag::Adjective | Tag::Who | Tag::Preposition | Tag::Proper | Tag::Participle
    ) || tag(phrase.end) == Tag::Comma
        && !matches!(tag(phrase.end + 1), Tag::Determiner | Tag::Neuter | Tag::Subject);
    bare && !more && rules.crowd.begins(words(reading, TokenRange::new(head, phrase.end))).is_some()
}

/// Whether the sentence of an attribution names another source as well: *on estime que …, selon la préfecture*.
fn is_sourced(reading: &Reading, at: usize) -> bool {
    const NEAR: usize = 3;
    let attributions = &reading.analysis.attributions;
    let place = |at: usize| {
        let source = attributions[at].source.as_ref()?;
        Some((source.span, sentence(reading, tokens(reading, source.span).first)?))
    };
    let Some((own, here)) = place(at) else { return false };
    (at.saturating_sub(NEAR)..attributions.len().min(at + NEAR + 1))
        .filter_map(place)
        .any(|(span, there)| there == here && span != own)
}

/// Whether it is told right behind the cue where it was said: *jugent dans la presse*.
fn is_placed(reading: &Reading, attribution: &Attribution) -> bool {
    let behind = attribution.cue.as_ref().map(|cue| tokens(reading, cue.span).end);
    let next = behind.and_then(|at| reading.document.tokens.get(at as usize));
    next.is_some_and(|next| matches!(next.tag, Tag::Preposition | Tag::Of))
}

/// Whether the pronoun of everybody is made a source: in a main clause, and no place or office is named beside it.
fn says(reading: &Reading, rules: &Unnamed, attribution: &Attribution, pronoun: TokenRange) -> bool {
    let Some(cue) = attribution.cue.as_ref().filter(|cue| rules.everybody_says.contains(&*cue.lemma)) else {
        return false;
    };
    let tokens = &reading.document.tokens;
    let cue = self::tokens(reading, cue.span);
    let Some(at) = sentence(reading, pronoun.first) else { return false };
    let own = reading.document.sentences[at].tokens;
    let first = cue.first.min(pronoun.first);
    let after = tokens.get(cue.end.max(pronoun.end) as usize).map_or(Tag::Stop, |token| token.tag);
    let places =
        |at: u32| matches!(tokens[at as usize].tag, Tag::Preposition | Tag::Subordinator | Tag::Que | Tag::Relative);
    let free = matches!(after, Tag::Que | Tag::Comma | Tag::Stop | Tag::Adverb);
    let inverted = pronoun.first > cue.first;
    let now = (cue.first..cue.end).any(|at| {
        let token = &tokens[at as usize];
        token.tag == Tag::Finite && token.word.tenses.has(Tenses::PRESENT.with(Tenses::IMPERFECT))
    });
    free && now && (inverted || !(own.first..first).any(places))
}

/// Whether a plural may stand for some of those spoken of right before it in its paragraph.
fn stands_for(reading: &Reading, rules: &Unnamed, phrase: TokenRange) -> bool {
    // "Certains experts" says itself who they are.
    if rules.nobody.begins(words(reading, phrase)) != Some(phrase.len() as usize) {
        return false;
    }
    let Some(at) = sentence(reading, phrase.first) else { return false };
    let sentences = &reading.document.sentences;
    let paragraph = super::place::paragraph(reading, phrase.first).map_or(0, |paragraph| paragraph.tokens.first);
    let from = sentences[at.saturating_sub(1)].tokens.first.max(paragraph);
    (from..phrase.first).any(|at| {
        let token = &reading.document.tokens[at as usize];
        token.tag == Tag::Noun && token.word.number != 1
    })
}

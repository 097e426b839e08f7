//! Hedges: the conditional of the press and other words by which a report leaves open whether something is so.

use crate::attribute::{ClauseKind, Predicate};
use crate::document::{Tag, TokenKind, TokenRange};
use crate::rules::{Classes, List, Tenses};

use super::sourcing::Scene;

/// How a claim is left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hedge {
    /// By what.
    pub kind: HedgeKind,
    /// The words that do it.
    pub tokens: TokenRange,
}

/// By what a claim is left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HedgeKind {
    /// The conditional of the press in a compound tense: *aurait quitté*.
    Past,
    /// The conditional of the press in the simple tense: *dépasseraient*.
    Present,
    /// A word or phrase: *présumé*, *semble*, *il n'est pas exclu que*.
    Word,
}

/// How the claim of `predicate`, which reaches over `tokens`, is left open. `quoted`: between quotation marks, where a
/// conditional is the source's own.
pub(super) fn hedge(scene: Scene<'_>, predicate: &Predicate, tokens: TokenRange, quoted: bool) -> Option<Hedge> {
    if !quoted {
        if let Some(kind) = conditional(scene, predicate, tokens) {
            return Some(Hedge { kind, tokens: predicate.tokens });
        }
    }
    // "Il n'est pas exclu que …": the words stand before the clause.
    let sentence = scene.document.sentences.get(scene.sentence(predicate.main))?.tokens;
    let first = match predicate.clause.1 {
        ClauseKind::Complement => sentence.first,
        _ => tokens.first.saturating_sub(1).max(sentence.first),
    };
    let range = TokenRange::new(first, tokens.end);
    let word = scene.lists.within(range, List::Hedges).next();
    word.map(|(tokens, _)| Hedge { kind: HedgeKind::Word, tokens })
}

/// The conditional of the press, which says that the reporter does not vouch for it; none where the conditional tells
/// what would be if, what was then to come, what is wished, planned or asked.
fn conditional(scene: Scene<'_>, predicate: &Predicate, tokens: TokenRange) -> Option<HedgeKind> {
    let group = &scene.document.tokens[predicate.tokens.first as usize..predicate.tokens.end as usize];
    let certain =
        predicate.tenses.has(Tenses::CONDITIONAL) && !predicate.tenses.has(Tenses::IMPERFECT.with(Tenses::PRESENT));
    let third = group.iter().any(|token| token.tag == Tag::Finite && token.word.persons & 0b100_1000 != 0);
    if !certain || !third {
        return None;
    }
    let is_modal = |token: &crate::document::Token| {
        scene.rules.verb(token.word).is_some_and(|verb| scene.rules.claims.is_modal(&verb.lemma))
    };
    if group.iter().any(is_modal) || scene.rules.claims.is_modal(&predicate.lemma) {
        return None;
    }
    let sentence = scene.document.sentences.get(scene.sentence(predicate.main))?.tokens;
    let opens = scene.lists.within(sentence, List::Openings).any(|(words, _)| words.first == sentence.first);
    if opens
        || is_question(scene, sentence)
        || scene.lists.any(sentence, List::Suppositions)
        || scene.lists.supposes(sentence)
    {
        return None;
    }
    let past = predicate.compound && !is_simple_passive(scene, predicate);
    if past {
        return Some(HedgeKind::Past);
    }
    // In the simple tense the conditional is as often a future seen from the past, or what a plan would bring.
    if matches!(predicate.clause.1, ClauseKind::Complement | ClauseKind::Adverbial) {
        return None;
    }
    let told = scene.document.paragraphs.get(predicate.paragraph as usize)?.tokens;
    let planned = scene.lists.any(TokenRange::new(told.first, sentence.end), List::Plans);
    if planned || scene.lists.any(tokens, List::Schedules) || restricts(scene, predicate) {
        return None;
    }
    let neuter =
        predicate.subject.is_none_or(|subject| scene.document.tokens[subject.first as usize].tag == Tag::Neuter);
    (!neuter).then_some(HedgeKind::Present)
}

/// Whether its clause says which one is meant, and so what would have to be: *un gouvernement qui renoncerait*.
fn restricts(scene: Scene<'_>, predicate: &Predicate) -> bool {
    let before = predicate.opener.and_then(|opener| opener.first.checked_sub(1));
    let comma = before.is_some_and(|before| scene.document.tokens[before as usize].kind == TokenKind::Comma);
    predicate.clause.1 == ClauseKind::Relative && !comma
}

/// Whether the sentence is a question.
pub(super) fn is_question(scene: Scene<'_>, sentence: TokenRange) -> bool {
    let tokens = &scene.document.tokens[sentence.first as usize..sentence.end as usize];
    let asks = |token: &crate::document::Token| {
        token.kind == TokenKind::Exclamation && token.form(scene.document.normal.text()) == "?"
    };
    tokens.iter().rev().take(3).any(asks)
}

/// Whether one auxiliary alone makes the group, and makes the passive: *serait détenu*.
fn is_simple_passive(scene: Scene<'_>, predicate: &Predicate) -> bool {
    let group = &scene.document.tokens[predicate.tokens.first as usize..predicate.tokens.end as usize];
    let auxiliaries = group.iter().filter(|token| token.is(Classes::BE.with(Classes::HAVE))).count();
    predicate.passive && auxiliaries < 2
}

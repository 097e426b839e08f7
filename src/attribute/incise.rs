//! *Y, a dit X*: a verb behind or within what it reports, with its subject behind it.

use crate::analysis::Mode;
use crate::annotate::{NounKind, NounPhrase, VerbForm};
use crate::document::{Tag, TokenRange};
use crate::rules::{Classes, Frames};

use super::chunk::ChunkKind;
use super::clause::WINDOW;
use super::found::{Found, FoundCue, FoundSource, Scene};
use super::preposition::source_within;

/// Finds what the verb at chunk `at` reports from an incise.
pub(super) fn find(scene: &Scene<'_>, at: usize, id: usize, out: &mut Vec<Found>) -> bool {
    let group = scene.chunks.verbs[id];
    if !group.frames(scene.rules).has(Frames::INCISE.with(Frames::QUE).with(Frames::COLON))
        || !matches!(group.form, VerbForm::Finite | VerbForm::Participle)
    {
        return false;
    }
    let Some((source, behind)) = subject(scene, at, id) else { return false };
    if source.noun.classes.has(Classes::FIRST_PERSON) {
        return false;
    }
    let segment = scene.clauses.segment(at);
    let mut content: Vec<TokenRange> = left_content(scene, at, segment).into_iter().collect();
    if content.is_empty() {
        // "Comme le souligne la maire, la digue tiendra": what is reported comes behind.
        let comma = scene.chunks.kind(behind) == ChunkKind::Comma
            && at > segment
            && scene.chunks.kind(segment) == ChunkKind::Subordinator;
        let range = scene.trimmed(scene.tokens(behind + 1, scene.chunks.all.len().min(behind + WINDOW)));
        if !comma || range.is_empty() {
            return false;
        }
        content.push(range);
    } else {
        content.extend(right_content(scene, behind, &content));
    }
    let entry = group.entry(scene.rules);
    let found = scene.found(content, Some(FoundCue::of_verb(group.tokens, entry)), Some(source), "incise");
    let bare = entry.needs_quote && scene.unit.inside.is_none() && found.mode == Mode::Indirect;
    if bare && !(source.noun.speaks() && group.clitic.is_none() && is_sentence(scene, found.content[0])) {
        return false;
    }
    out.push(found);
    true
}

/// Finds what a verb at chunk `at` reports by its place alone: behind a quotation and before whoever speaks, any verb tells
/// how it was said. *« Q », coupe le maire*, *« Q », fait-elle remarquer*, *« Q », de répliquer le maire*.
pub(super) fn by_order(scene: &Scene<'_>, at: usize, id: usize, out: &mut Vec<Found>) -> bool {
    let group = &scene.chunks.verbs[id];
    let told = match group.form {
        VerbForm::Finite => Some(at),
        VerbForm::Infinitive if !group.frames(scene.rules).is_empty() => {
            at.checked_sub(1).filter(|&of| scene.chunks.kind(of) == ChunkKind::Of)
        }
        _ => None,
    };
    let Some(begins) = told.filter(|&begins| is_behind_speech(scene, begins)) else { return false };
    let Some(source) = teller(scene, at, group.clitic) else { return false };
    let segment = scene.clauses.segment(at);
    let Some(left) = left_content(scene, begins, segment) else { return false };
    let behind = scene.chunks.all.partition_point(|chunk| chunk.tokens.first < source.tokens.end);
    let right = right_content(scene, skip_circumstances(scene, behind), &[left]);
    let cue = FoundCue::of_verb(group.tokens, group.entry(scene.rules));
    let content = std::iter::once(left).chain(right).collect();
    out.push(scene.found(content, Some(cue), Some(source), "incise"));
    true
}

/// Whether a quotation that is a sentence, and begins one, stands before the comma before chunk `at`.
fn is_behind_speech(scene: &Scene<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(2).filter(|_| scene.chunks.kind(at - 1) == ChunkKind::Comma) else {
        return false;
    };
    let ChunkKind::Quote(quote) = scene.chunks.kind(before) else { return false };
    let begins = before == 0 || matches!(scene.chunks.kind(before - 1), ChunkKind::Stop | ChunkKind::Quote(_));
    let inner = scene.quotes.all[quote as usize].inner();
    let is_sentence = || (inner.first..inner.end).any(|at| scene.document.tag(at) == Tag::Finite);
    begins && !scene.is_naming(quote) && is_sentence()
}

/// Who speaks behind the verb at chunk `at`: the pronoun written on to it, or a phrase that can speak behind it and an
/// infinitive that goes with it.
fn teller(scene: &Scene<'_>, at: usize, clitic: Option<u32>) -> Option<FoundSource> {
    if let Some(clitic) = clitic {
        let source = clitic_source(scene, clitic);
        return (source.noun.gender != 0 && !source.noun.classes.has(Classes::FIRST_PERSON)).then_some(source);
    }
    let infinitive = |at: usize| scene.chunks.verb_at(at).is_some_and(|verb| verb.form == VerbForm::Infinitive);
    let mut next = at + 1;
    next += usize::from(scene.chunks.kind(next) == ChunkKind::Of && infinitive(next + 1));
    next += usize::from(infinitive(next));
    next += usize::from(scene.chunks.kind(next) == ChunkKind::Adverb);
    let speaks = |noun: &NounPhrase| noun.speaks() && matches!(noun.kind, NounKind::Noun | NounKind::Name);
    scene.chunks.noun_at(next).filter(|noun| speaks(noun))?;
    scene.source(next)
}

/// Whether `content` could be a sentence by itself: "La digue tient, avance un expert" against "Le soir, applaudit le maire".
fn is_sentence(scene: &Scene<'_>, content: TokenRange) -> bool {
    let first = scene.chunks.all.partition_point(|chunk| chunk.tokens.first < content.first);
    let behind = scene.chunks.all.partition_point(|chunk| chunk.tokens.first < content.end);
    let finite = |at: usize| match scene.chunks.kind(at) {
        ChunkKind::Verb(id) => scene.chunks.verbs[id as usize].form == VerbForm::Finite,
        _ => false,
    };
    !matches!(scene.chunks.kind(first), ChunkKind::Subordinator | ChunkKind::Preposition) && (first..behind).any(finite)
}

/// The subject of the verb at chunk `at`, and the chunk behind the whole incise.
fn subject(scene: &Scene<'_>, at: usize, id: usize) -> Option<(FoundSource, usize)> {
    let group = scene.chunks.verbs[id];
    let role = scene.clauses.roles[id];
    if let Some(clitic) = group.clitic {
        let source = clitic_source(scene, clitic);
        if let Some(named) = informant(scene, at, clitic) {
            let behind = scene.chunks.all.partition_point(|chunk| chunk.tokens.first < named.tokens.end);
            return Some((named, skip_circumstances(scene, behind)));
        }
        // "Les bêtes, explique-t-il": who is meant is found later; *on* is nobody.
        return Some((source, skip_circumstances(scene, at + 1)));
    }
    let subject = role.subject?;
    let source = scene.source(subject)?;
    if source.noun.kind == NounKind::Neuter {
        return None;
    }
    let behind = scene.chunks.all.partition_point(|chunk| chunk.tokens.first < source.tokens.end);
    // "a appris notre rédaction de source militaire": who heard it is not who told.
    if is_within(scene, behind) {
        let (informant, behind) = source_within(scene, behind);
        return Some((informant, skip_circumstances(scene, behind)));
    }
    Some((source, skip_circumstances(scene, behind)))
}

/// "a-t-on appris de source policière", "peut-on lire dans le rapport": where the pronoun means nobody, who told.
fn informant(scene: &Scene<'_>, at: usize, clitic: u32) -> Option<FoundSource> {
    if scene.document.tokens[clitic as usize].word.gender != 0 {
        return None;
    }
    let preposition = (at + 1..at + 5)
        .find(|&i| matches!(scene.chunks.kind(i), ChunkKind::Preposition | ChunkKind::Of | ChunkKind::Source(_)))?;
    if is_within(scene, preposition) {
        return Some(source_within(scene, preposition).0);
    }
    scene.source(preposition + 1).filter(|s| s.noun.speaks() && s.noun.kind != NounKind::Pronoun)
}

/// Whether a preposition stands at chunk `at` that belongs to the phrase of its source.
fn is_within(scene: &Scene<'_>, at: usize) -> bool {
    matches!(scene.chunks.kind(at), ChunkKind::Source(id) if scene.rules.prepositions[id as usize].within)
}

/// The source that a subject pronoun written on to a verb names.
pub(super) fn clitic_source(scene: &Scene<'_>, clitic: u32) -> FoundSource {
    let token = &scene.document.tokens[clitic as usize];
    let tokens = TokenRange::new(clitic, clitic + 1);
    let noun = NounPhrase {
        tokens,
        kind: NounKind::Pronoun,
        head: clitic,
        name: TokenRange::new(clitic, clitic),
        classes: token.word.classes,
        gender: token.word.gender,
        number: token.word.number,
        determined: false,
        known: None,
    };
    FoundSource { tokens, noun, apposition: None }
}

/// The chunk behind times, places and circumstances from `at` on.
fn skip_circumstances(scene: &Scene<'_>, mut at: usize) -> usize {
    loop {
        match scene.chunks.kind(at) {
            ChunkKind::Adverb | ChunkKind::Aside | ChunkKind::Other => at += 1,
            ChunkKind::Noun(_)
                if scene.chunks.noun_at(at).is_some_and(|n| n.kind == NounKind::Time)
                    || scene.chunks.is_governed(at) =>
            {
                at += 1;
            }
            ChunkKind::Preposition | ChunkKind::Of if scene.chunks.noun_at(at + 1).is_some() => at += 2,
            _ => return at,
        }
    }
}

/// What stands before an incise: a quotation by itself, or the sentence so far.
fn left_content(scene: &Scene<'_>, at: usize, segment: usize) -> Option<TokenRange> {
    let mut edge = at;
    let small = |i: usize| {
        matches!(
            scene.chunks.kind(i),
            ChunkKind::Adverb | ChunkKind::Coordinator | ChunkKind::Subordinator | ChunkKind::Other
        )
    };
    // The words between the comma and the verb: "…, comme l'explique", "…, et a même ajouté".
    let mut probe = at;
    while probe > segment && small(probe - 1) {
        probe -= 1;
    }
    if probe > segment
        && (matches!(scene.chunks.kind(probe - 1), ChunkKind::Comma | ChunkKind::Stop | ChunkKind::Quote(_))
            || (probe..at).any(|i| scene.chunks.kind(i) == ChunkKind::Subordinator))
    {
        edge = probe;
    }
    while edge > segment && matches!(scene.chunks.kind(edge - 1), ChunkKind::Comma | ChunkKind::Stop) {
        edge -= 1;
    }
    // "…, ce que confirme le maire": the pronouns stand for what is reported.
    if edge > segment + 2
        && scene.chunks.kind(edge - 1) == ChunkKind::Que
        && scene.chunks.noun_at(edge - 2).is_some_and(|n| n.kind == NounKind::Neuter)
    {
        edge -= 2;
        while edge > segment && scene.chunks.kind(edge - 1) == ChunkKind::Comma {
            edge -= 1;
        }
    }
    // "les mesures qu'exigeait la préfecture": a relative clause reports nothing.
    if edge > segment && scene.chunks.kind(edge - 1) == ChunkKind::Que {
        return None;
    }
    if edge == segment {
        // "… ! a-t-il dit" behind a colon: the content is what the colon introduces, or there is none.
        return None;
    }
    let mut start = segment;
    if let ChunkKind::Quote(_) = scene.chunks.kind(edge - 1) {
        let alone = (segment..edge - 1).all(|i| {
            matches!(
                scene.chunks.kind(i),
                ChunkKind::Quote(_) | ChunkKind::Stop | ChunkKind::Comma | ChunkKind::Adverb | ChunkKind::Coordinator
            )
        });
        if alone {
            start = (segment..edge).find(|&i| matches!(scene.chunks.kind(i), ChunkKind::Quote(_)))?;
        } else if let Some(verb) = narrated(scene, segment, edge - 1) {
            // The quotation follows a sentence of the reporter's own.
            start = verb;
        }
    }
    let opens = |i: usize| matches!(scene.chunks.kind(i), ChunkKind::Coordinator | ChunkKind::Comma | ChunkKind::Stop);
    while start < edge && (opens(start) || is_connector(scene, start)) {
        start += 1;
    }
    let range = scene.trimmed(scene.tokens(start, edge));
    let says = (start..edge).any(|i| {
        matches!(scene.chunks.kind(i), ChunkKind::Noun(_) | ChunkKind::Verb(_) | ChunkKind::Quote(_))
            && scene.chunks.noun_at(i).is_none_or(|n| n.kind != NounKind::Neuter)
    }) || range.len() == 1 && scene.chunks.kind(start) != ChunkKind::Subordinator;
    (!range.is_empty() && says).then_some(range)
}

/// Whether a sentence adverb with its comma begins at chunk `at`.
fn is_connector(scene: &Scene<'_>, at: usize) -> bool {
    scene.chunks.kind(at) == ChunkKind::Adverb && scene.chunks.kind(at + 1) == ChunkKind::Comma
}

/// Where a quotation at chunk `quote` stands apart from a sentence before it: the quotation itself.
fn narrated(scene: &Scene<'_>, segment: usize, quote: usize) -> Option<usize> {
    let before = scene.chunks.kind(quote.checked_sub(1)?);
    (quote > segment && before == ChunkKind::Stop).then_some(quote)
}

/// What goes on behind an incise: more of the quotation, or the rest of a sentence that it interrupts.
fn right_content(scene: &Scene<'_>, behind: usize, left: &[TokenRange]) -> Option<TokenRange> {
    let mut at = behind;
    if (at..at + 2).any(|i| scene.chunks.verb_at(i).is_some_and(|v| v.form == VerbForm::Gerund)) {
        return None;
    }
    let comma = scene.chunks.kind(at) == ChunkKind::Comma;
    if comma {
        at += 1;
    }
    if let ChunkKind::Quote(id) = scene.chunks.kind(at) {
        if !scene.is_naming(id)
            && matches!(
                scene.chunks.kind(at + 1),
                ChunkKind::Stop | ChunkKind::Comma | ChunkKind::Quote(_) | ChunkKind::Coordinator
            )
        {
            let range = scene.trimmed(scene.chunks.all[at].tokens);
            return (!range.is_empty()).then_some(range);
        }
    }
    if !comma || scene.mode(left) == Mode::Direct {
        return None;
    }
    // "La route, a dit le préfet, restait coupée": what stands before has no verb yet.
    let finite = |i: usize| scene.chunks.verb_at(i).is_some_and(|v| v.form == VerbForm::Finite);
    let left_end = left.last()?.end;
    let before = scene.chunks.all.partition_point(|c| c.tokens.first < left_end);
    let segment = scene.clauses.segment(before.saturating_sub(1));
    let goes_on = finite(at) && scene.chunks.verb_at(at).is_some_and(|v| v.clitic.is_none());
    let main = |i: usize| matches!(scene.chunks.kind(i), ChunkKind::Verb(id) if scene.clauses.roles[id as usize].main);
    let complete =
        (segment..before).any(|i| finite(i) && main(i) || matches!(scene.chunks.kind(i), ChunkKind::Quote(_)));
    if complete && !goes_on || !(at..scene.chunks.all.len().min(at + 40)).any(finite) {
        return None;
    }
    let range = scene.trimmed(scene.tokens(at, scene.chunks.all.len().min(at + WINDOW)));
    (!range.is_empty()).then_some(range)
}

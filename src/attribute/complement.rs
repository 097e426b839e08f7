//! What a verb may report as its complement: a clause, an infinitive, quoted words; and how far it reaches.

use crate::annotate::{NounKind, NounPhrase, VerbForm, VerbGroup};
use crate::document::{Tag, TokenRange};
use crate::rules::{Classes, Frames, Tenses};

use super::chunk::ChunkKind;
use super::clause::{ClauseKind, WINDOW};
use super::found::{REACH, Scene};
use super::verb::has_purpose;

/// The clauses that the verb at chunk `at` governs.
pub(super) fn clause(scene: &Scene<'_>, at: usize) -> Option<Vec<TokenRange>> {
    let ChunkKind::Verb(id) = scene.chunks.kind(at) else { return None };
    let first = scene.clauses.roles[id as usize].complement?;
    let clause = scene.clauses.all[first];
    let mut end = clause.end;
    // A second clause with its own opener goes on where the first ends.
    for next in scene.clauses.all[first + 1..].iter().take(REACH) {
        if next.kind == ClauseKind::Complement
            && next.governor.is_none()
            && next.start <= end + 2
            && next.start > clause.start
            && next.end > end
        {
            end = next.end;
        }
    }
    let end = end_of(scene, clause.start, end.min(scene.chunks.all.len()).min(clause.start + WINDOW));
    // A comparison or restriction has no verb: "ne dispose plus que d'une salle".
    let says = end <= clause.start + 2
        || (clause.start..end).any(|i| matches!(scene.chunks.kind(i), ChunkKind::Verb(_) | ChunkKind::Quote(_)));
    if !says {
        return None;
    }
    // The word of an indirect question belongs to what is asked, but for the one of yes or no.
    let opener = clause.start.checked_sub(1).filter(|&i| scene.chunks.kind(i) == ChunkKind::Subordinator);
    // "Le tribunal dira si la digue a cédé": nobody has said it yet.
    if opener.is_some() && scene.chunks.verb_at(at).is_some_and(|verb| verb.tenses.is_only(Tenses::FUTURE)) {
        return None;
    }
    let asked = opener.filter(|&i| {
        let token = &scene.document.tokens[scene.chunks.all[i].tokens.first as usize];
        token.is(Classes::INTERROGATIVE) && !token.is(Classes::WHETHER)
    });
    Some(vec![scene.tokens(asked.unwrap_or(clause.start), end)])
}

/// Where a content from chunk `start` ends at the latest: before an incise, the preposition of another source at
/// the end of the sentence, or the participle of another report.
fn end_of(scene: &Scene<'_>, start: usize, end: usize) -> usize {
    let mut i = start;
    while i < end {
        match scene.chunks.kind(i) {
            ChunkKind::Verb(id) if i > start => {
                let comma = scene.chunks.kind(i - 1) == ChunkKind::Comma;
                let role = scene.clauses.roles[id as usize];
                let reports = !scene.chunks.verbs[id as usize].frames(scene.rules).is_empty();
                let gerund = scene.chunks.verbs[id as usize].form == VerbForm::Gerund && reports;
                if comma && (role.incise || gerund) {
                    return i - 1;
                }
                if reports && scene.chunks.verbs[id as usize].form == VerbForm::Infinitive && has_purpose(scene, i) {
                    if let Some(comma) =
                        (i.saturating_sub(3)..i).find(|&j| j > start && scene.chunks.kind(j) == ChunkKind::Comma)
                    {
                        return comma;
                    }
                }
                if gerund && scene.chunks.kind(i - 1) == ChunkKind::Coordinator {
                    return i - 1;
                }
            }
            ChunkKind::Comma if i > start && opens_remark(scene, i + 1) && remark_reports(scene, i + 2) => return i,
            ChunkKind::Source(_) if i > start && scene.chunks.kind(i - 1) == ChunkKind::Comma => {
                let source_end = scene.source(i + 1).map_or(0, |s| s.tokens.end);
                let behind = scene.chunks.all.partition_point(|c| c.tokens.first < source_end);
                if source_end > 0 && behind >= end.saturating_sub(1) {
                    return i - 1;
                }
            }
            _ => {}
        }
        i += 1;
    }
    end
}

/// Whether the verb of a remark at chunk `at` reports.
fn remark_reports(scene: &Scene<'_>, at: usize) -> bool {
    (at..at + 6).find_map(|i| scene.chunks.verb_at(i)).is_some_and(|v| !v.frames(scene.rules).is_empty())
}

/// Where a complement that is no clause ends: with its sentence, before the next verb of the same subject, or before
/// a clause that contrasts.
fn end_of_phrase(scene: &Scene<'_>, start: usize, clauses: bool) -> usize {
    let mut i = start;
    let limit = scene.chunks.all.len().min(start + WINDOW);
    while i < limit {
        match scene.chunks.kind(i) {
            ChunkKind::Colon | ChunkKind::Semicolon => return i,
            ChunkKind::Stop if i + 1 >= limit => return i,
            ChunkKind::Comma if i > start && (opens_circumstance(scene, i + 1) || opens_remark(scene, i + 1)) => {
                return i;
            }
            ChunkKind::Subordinator
                if i > start
                    && !clauses
                    && !scene.document.tokens[scene.chunks.all[i].tokens.first as usize].is(Classes::AS) =>
            {
                return if scene.chunks.kind(i - 1) == ChunkKind::Comma { i - 1 } else { i };
            }
            ChunkKind::Verb(id) if i > start => {
                let group = scene.chunks.verbs[id as usize];
                let role = scene.clauses.roles[id as usize];
                let outer = group.form == VerbForm::Finite
                    && !role.incise
                    && !role.shared
                    && role.subject.is_some_and(|s| s + 1 < start);
                if outer && scene.chunks.kind(i - 1) == ChunkKind::Comma {
                    return i - 1;
                }
                let parted = matches!(scene.chunks.kind(i - 1), ChunkKind::Comma | ChunkKind::Coordinator);
                if parted && (role.incise || role.shared && role.main || group.form == VerbForm::Gerund) {
                    return i - 1;
                }
            }
            ChunkKind::Noun(_)
                if i > start + 1 && matches!(scene.chunks.kind(i - 1), ChunkKind::Comma | ChunkKind::Coordinator) =>
            {
                // The subject of another clause.
                if scene.clauses.opens_main[i] {
                    return i - 1;
                }
            }
            ChunkKind::Source(_) if i > start && scene.chunks.kind(i - 1) == ChunkKind::Comma => return i - 1,
            _ => {}
        }
        i += 1;
    }
    limit
}

/// Whether a remark on what was said begins at chunk `at`: *ce que l'armée dément*, *lequel …*.
fn opens_remark(scene: &Scene<'_>, at: usize) -> bool {
    let neuter = scene.chunks.noun_at(at).is_some_and(|n| n.kind == NounKind::Neuter);
    let relative = |i: usize| matches!(scene.chunks.kind(i), ChunkKind::Que | ChunkKind::Who | ChunkKind::Relative);
    let long = scene.chunks.kind(at) == ChunkKind::Who
        && scene.chunks.all[at].tokens.len() == 1
        && scene.document.tokens[scene.chunks.all[at].tokens.first as usize].word.gender != 0;
    neuter && relative(at + 1) || long
}

/// Whether an infinitive or present participle begins at chunk `at`, with what introduces it.
fn opens_circumstance(scene: &Scene<'_>, at: usize) -> bool {
    let verb = (at..at + 4).find(|&i| {
        !matches!(scene.chunks.kind(i), ChunkKind::Preposition | ChunkKind::Adverb | ChunkKind::Of | ChunkKind::Other)
    });
    verb.is_some_and(|i| {
        scene.chunks.verb_at(i).is_some_and(|v| matches!(v.form, VerbForm::Infinitive | VerbForm::Gerund))
            && (i > at || scene.chunks.verb_at(i).is_some_and(|v| v.form == VerbForm::Gerund))
    })
}

/// An infinitive complement, with what the verb's frames let stand before it.
pub(super) fn infinitive(scene: &Scene<'_>, at: usize, group: &VerbGroup, from: usize) -> Option<Vec<TokenRange>> {
    let frames = group.frames(scene.rules);
    let wanted = Frames::INFINITIVE
        .with(Frames::DE_INFINITIVE)
        .with(Frames::A_INFINITIVE)
        .with(Frames::OBJECT_DE)
        .with(Frames::OBJECT_A)
        .with(Frames::DATIVE_DE);
    if !frames.has(wanted) {
        return None;
    }
    let is_infinitive = |i: usize| scene.chunks.verb_at(i).is_some_and(|v| v.form == VerbForm::Infinitive);
    let mut object = None;
    let mut dative = group.dative;
    let mut i = from;
    while i < scene.chunks.all.len() && i < at + REACH {
        match scene.chunks.kind(i) {
            ChunkKind::Verb(_) if is_infinitive(i) => {
                return (frames.has(Frames::INFINITIVE) && object.is_none())
                    .then(|| vec![scene.tokens(i, end_of_phrase(scene, i, true))]);
            }
            ChunkKind::Of if is_infinitive(i + 1) || quote_opens_infinitive(scene, i + 1) => {
                let end = end_of_phrase(scene, i + 1, true);
                if let Some(object) = object.filter(|_| frames.has(Frames::OBJECT_DE)) {
                    return Some(vec![scene.tokens(object, end)]);
                }
                let fits = frames.has(Frames::DE_INFINITIVE)
                    || frames.has(Frames::DATIVE_DE) && dative
                    || frames.has(Frames::OBJECT_DE);
                return fits.then(|| vec![scene.tokens(i + 1, end)]);
            }
            ChunkKind::Preposition if is_infinitive(i + 1) || quote_opens_infinitive(scene, i + 1) => {
                if !scene.document.tokens[scene.chunks.all[i].tokens.first as usize].is(Classes::TO) {
                    return None;
                }
                let end = end_of_phrase(scene, i + 1, true);
                if let Some(object) = object.filter(|_| frames.has(Frames::OBJECT_A)) {
                    return Some(vec![scene.tokens(object, end)]);
                }
                return (frames.has(Frames::A_INFINITIVE) || frames.has(Frames::OBJECT_A))
                    .then(|| vec![scene.tokens(i + 1, end)]);
            }
            ChunkKind::Noun(_) => {
                let time = scene.chunks.noun_at(i).is_some_and(|n| n.kind == NounKind::Time);
                if scene.chunks.is_governed(i) && !time {
                    dative |= i > 0 && !matches!(scene.chunks.kind(i - 1), ChunkKind::Of);
                } else if !time {
                    if object.is_some() {
                        return None;
                    }
                    object = Some(i);
                }
            }
            ChunkKind::Adverb | ChunkKind::Preposition | ChunkKind::Of | ChunkKind::Aside | ChunkKind::Other => {}
            ChunkKind::Coordinator if i > from => {}
            // An apposition, and a participle that belongs to its noun.
            ChunkKind::Comma if i > from && scene.chunks.noun_at(i + 1).is_some_and(|n| n.kind == NounKind::Name) => {
                i += 1;
            }
            ChunkKind::Comma
                if i > from && matches!(scene.chunks.kind(i + 1), ChunkKind::Of | ChunkKind::Preposition) => {}
            ChunkKind::Verb(id) if i > from && scene.chunks.verbs[id as usize].form == VerbForm::Participle => {}
            _ => return None,
        }
        i += 1;
    }
    None
}

/// "a assuré son homologue de son amitié": what somebody is told of.
pub(super) fn told(scene: &Scene<'_>, group: &VerbGroup, from: usize) -> Option<Vec<TokenRange>> {
    if !group.frames(scene.rules).has(Frames::OBJECT_DE_NOUN)
        || !scene.chunks.noun_at(from).is_some_and(NounPhrase::speaks)
    {
        return None;
    }
    let of = from + 1;
    let noun = scene.chunks.noun_at(of + 1).is_some_and(|n| n.determined && n.kind != NounKind::Time && !n.speaks());
    if scene.chunks.kind(of) != ChunkKind::Of || !noun {
        return None;
    }
    let end = (of + 1..scene.chunks.all.len())
        .find(|&i| !matches!(scene.chunks.kind(i), ChunkKind::Of | ChunkKind::Noun(_) | ChunkKind::Quote(_)))
        .unwrap_or(scene.chunks.all.len());
    Some(vec![scene.tokens(of + 1, end)])
}

/// Whether a quotation at chunk `at` begins with an infinitive.
fn quote_opens_infinitive(scene: &Scene<'_>, at: usize) -> bool {
    let ChunkKind::Quote(id) = scene.chunks.kind(at) else { return false };
    let inner = scene.quotes.all[id as usize].inner();
    (inner.first..inner.end.min(inner.first + 3)).any(|i| scene.document.tokens[i as usize].tag == Tag::Infinitive)
}

/// A complement that is quoted, whole or in part.
pub(super) fn quoted(scene: &Scene<'_>, at: usize, group: &VerbGroup, from: usize) -> Option<Vec<TokenRange>> {
    let frames = group.frames(scene.rules);
    let all = Frames::NOUN
        .with(Frames::DE_NOUN)
        .with(Frames::A_NOUN)
        .with(Frames::SUR_NOUN)
        .with(Frames::CONTRE_NOUN)
        .with(Frames::AS)
        .with(Frames::PREDICATE)
        .with(Frames::COLON)
        .with(Frames::QUE)
        .with(Frames::INFINITIVE);
    if !frames.has(all) {
        return None;
    }
    let mut start = from;
    while matches!(scene.chunks.kind(start), ChunkKind::Adverb | ChunkKind::Other | ChunkKind::Aside)
        || scene.chunks.noun_at(start).is_some_and(|n| n.kind == NounKind::Time)
        || scene.chunks.kind(start) == ChunkKind::Comma
            && matches!(scene.chunks.kind(start + 1), ChunkKind::Quote(_))
            && frames.has(Frames::COLON)
    {
        start += 1;
    }
    // The quotation right behind the verb.
    if let ChunkKind::Quote(id) = scene.chunks.kind(start) {
        // "On appelle « bise » le vent du nord": a name is given, nothing is said.
        let naming = frames.has(Frames::AS)
            && !frames.has(Frames::COLON.with(Frames::PREDICATE))
            && scene.chunks.noun_at(start + 1).is_some();
        if !is_other_name(scene, start, id) && !naming {
            let end = end_of_phrase(scene, start, false);
            let predicate = frames.has(Frames::PREDICATE) && !frames.has(Frames::COLON);
            let bound = scene.chunks.all.get(start + 1).is_some_and(|c| {
                scene.document.tokens[c.tokens.first as usize].is(Classes::OF.with(Classes::TO).with(Classes::BY))
            });
            if predicate && bound {
                return Some(vec![scene.tokens(start, end)]);
            }
            return Some(quoted_run(scene, start, end));
        }
    }
    let noun_frames = Frames::NOUN
        .with(Frames::DE_NOUN)
        .with(Frames::A_NOUN)
        .with(Frames::SUR_NOUN)
        .with(Frames::CONTRE_NOUN)
        .with(Frames::AS)
        .with(Frames::PREDICATE);
    if !frames.has(noun_frames) {
        return dative_quote(scene, at, start, frames);
    }
    let governed = matches!(scene.chunks.kind(start), ChunkKind::Of | ChunkKind::Preposition);
    // "l'a traité de « girouette »", "se présente comme « un rempart »": who is called so is a pronoun.
    let introduced = governed || scene.chunks.kind(start) == ChunkKind::Subordinator;
    if let ChunkKind::Quote(_) = scene.chunks.kind(start + 1) {
        if introduced && frames.has(Frames::AS) && from == at + 1 {
            return Some(quoted_run(scene, start + 1, end_of_phrase(scene, start + 1, false)));
        }
    }
    let end = end_of_phrase(scene, start, false);
    let limit = end.min(start + REACH);
    let last = (start..limit)
        .rev()
        .find(|&i| matches!(scene.chunks.kind(i), ChunkKind::Quote(id) if !is_other_name(scene, i, id)))?;
    // A finite verb of another clause before the quotation, unless it is a relative, means that it is not reported here.
    let broken = (start..last).any(|i| matches!(scene.chunks.kind(i), ChunkKind::Colon | ChunkKind::Semicolon));
    if broken {
        return None;
    }
    // "présente quelques « œuvres »": marks within a phrase name nothing anew where the verb only names.
    let names_only = frames.has(Frames::AS) && !frames.has(noun_frames.without(Frames::AS));
    let within = last > 0
        && scene
            .chunks
            .noun_at(last - 1)
            .is_some_and(|n| scene.document.tokens[n.head as usize].tag == Tag::Determiner);
    if names_only && within {
        return None;
    }
    // What follows the quoted words behind a comma is circumstance, and a single word behind one no speech.
    let end = if scene.chunks.kind(last + 1) == ChunkKind::Comma { last + 1 } else { end };
    let single = scene.chunks.all[last].tokens.len() <= 3;
    if single
        && (start..last).any(|i| scene.chunks.kind(i) == ChunkKind::Comma)
        && !(start..last).any(|i| matches!(scene.chunks.kind(i), ChunkKind::Quote(_)))
    {
        return None;
    }
    // "a émis un communiqué affirmant": the paper is not what it says.
    if scene.chunks.noun_at(start).is_some_and(|n| n.classes.has(Classes::DOCUMENT))
        && scene.chunks.verb_at(start + 1).is_some_and(|v| v.form == VerbForm::Gerund)
    {
        return None;
    }
    let partitive =
        scene.chunks.kind(start) == ChunkKind::Of && frames.has(Frames::NOUN) && !frames.has(Frames::DE_NOUN);
    let start = if governed && !frames.has(Frames::AS) && !partitive {
        start + usize::from(matches!(scene.chunks.kind(start), ChunkKind::Of | ChunkKind::Preposition))
    } else {
        start
    };
    let short = matches!(scene.chunks.kind(start), ChunkKind::Verb(_) | ChunkKind::Que | ChunkKind::Stop);
    (!short).then(|| vec![scene.tokens(start, end)])
}

/// "se dit prêt à discuter": what somebody says of himself, where the verb says nothing else.
pub(super) fn predicate(scene: &Scene<'_>, group: &VerbGroup, from: usize) -> Option<Vec<TokenRange>> {
    let frames = group.frames(scene.rules);
    if !frames.has(Frames::PREDICATE) || frames.has(Frames::QUE.with(Frames::INCISE).with(Frames::NOUN)) {
        return None;
    }
    let first = (from..from + 4).find(|&i| {
        scene
            .document
            .tokens
            .get(scene.chunks.all.get(i).map_or(0, |c| c.tokens.first) as usize)
            .is_some_and(|t| !matches!(t.tag, Tag::Adverb))
    })?;
    let token = &scene.document.tokens[scene.chunks.all.get(first)?.tokens.first as usize];
    let attribute = matches!(token.tag, Tag::Adjective | Tag::Participle | Tag::Noun)
        || matches!(token.tag, Tag::Of | Tag::Preposition);
    let end = end_of_phrase(scene, first, false);
    (attribute && end > first).then(|| vec![scene.tokens(first, end)])
}

/// "a lancé aux journalistes « Q »": a quotation behind whom it is addressed to.
fn dative_quote(scene: &Scene<'_>, at: usize, start: usize, frames: Frames) -> Option<Vec<TokenRange>> {
    if !frames.has(Frames::COLON) {
        return None;
    }
    let mut i = start;
    while i < at + REACH {
        match scene.chunks.kind(i) {
            ChunkKind::Preposition | ChunkKind::Of | ChunkKind::Adverb | ChunkKind::Other | ChunkKind::Aside => {}
            ChunkKind::Noun(_)
                if scene.chunks.is_governed(i) || scene.chunks.noun_at(i).is_some_and(|n| n.kind == NounKind::Time) => {
            }
            ChunkKind::Quote(id) if !scene.chunks.is_governed(i) && !is_other_name(scene, i, id) => {
                let end = end_of_phrase(scene, i, false);
                return Some(quoted_run(scene, i, end));
            }
            ChunkKind::Comma if matches!(scene.chunks.kind(i + 1), ChunkKind::Quote(_)) => {}
            _ => return None,
        }
        i += 1;
    }
    None
}

/// A quotation at chunk `start` with what goes on behind it up to `end`: by itself where nothing does.
fn quoted_run(scene: &Scene<'_>, start: usize, end: usize) -> Vec<TokenRange> {
    let time = |i: usize| scene.chunks.noun_at(i).is_some_and(|n| n.kind == NounKind::Time);
    let passing = |i: usize| matches!(scene.chunks.kind(i), ChunkKind::Stop | ChunkKind::Comma | ChunkKind::Aside);
    let tail = (start + 1..end).all(|i| passing(i) || time(i) || scene.chunks.kind(i) == ChunkKind::Adverb);
    let next = start + 1;
    let circumstance = matches!(
        scene.chunks.kind(next),
        ChunkKind::Comma | ChunkKind::Preposition | ChunkKind::Source(_) | ChunkKind::Adverb | ChunkKind::Subordinator
    ) || scene.chunks.kind(next) == ChunkKind::Coordinator
        && (scene.chunks.verb_at(next + 1).is_some()
            || scene.chunks.noun_at(next + 1).is_some_and(|n| n.kind == NounKind::Pronoun)
                && scene.chunks.verb_at(next + 2).is_some());
    let more = (next..end).any(|i| matches!(scene.chunks.kind(i), ChunkKind::Quote(_)));
    if tail || circumstance && !more { vec![scene.chunks.all[start].tokens] } else { vec![scene.tokens(start, end)] }
}

/// Whether a quotation sets off a name: of one that a reporting verb does not itself put into words.
fn is_other_name(scene: &Scene<'_>, at: usize, id: u32) -> bool {
    let before = at.checked_sub(1).map(|i| &scene.chunks.all[i]);
    let direct = before.is_some_and(|c| matches!(c.kind, ChunkKind::Verb(_) | ChunkKind::Colon));
    // "l'accord dit « JCPOA »": a verb that also names, and a name.
    let names = before
        .is_some_and(|c| c.tokens.len() == 1 && scene.document.tokens[c.tokens.first as usize].is(Classes::NAMING));
    (!direct || names && scene.quotes.all[id as usize].inner().len() <= 2) && scene.is_naming(id)
}

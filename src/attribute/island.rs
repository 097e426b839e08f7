//! Quotations that no cue reports: floating ones, words a sentence takes up, signed ones, and headlines with a source.

use crate::analysis::Mode;
use crate::annotate::{NounKind, NounPhrase, VerbForm};
use crate::document::{ParagraphKind, Tag, TokenKind, TokenRange};
use crate::rules::Classes;

use super::chunk::ChunkKind;
use super::found::{Found, FoundSource, REACH, Scene};
use super::frame::is_taken;

/// The contents found so far, to be asked often whether they overlap a range.
struct Taken {
    /// Where contents begin, and how far those up to here reach. Sorted.
    reach: Vec<(u32, u32)>,
}

impl Taken {
    fn new(found: &[Found]) -> Taken {
        let mut reach: Vec<(u32, u32)> =
            found.iter().flat_map(|f| f.content.iter().map(|c| (c.first, c.end))).collect();
        reach.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut reach {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Taken { reach }
    }

    fn overlaps(&self, range: TokenRange) -> bool {
        let behind = self.reach.partition_point(|&(first, _)| first < range.end);
        behind > 0 && self.reach[behind - 1].1 > range.first
    }
}

/// Quotations that no cue reports: whole sentences that float, and words that the sentence takes up.
pub(super) fn islands(scene: &Scene<'_>, out: &mut Vec<Found>) {
    let mut taken = None;
    let mut floating: Vec<TokenRange> = Vec::new();
    for (at, chunk) in scene.chunks.all.iter().enumerate() {
        let ChunkKind::Quote(id) = chunk.kind else { continue };
        let taken = taken.get_or_insert_with(|| Taken::new(out));
        let range = scene.trimmed(chunk.tokens);
        if range.is_empty() || taken.overlaps(range) || scene.is_naming(id) {
            continue;
        }
        let edge = |i: usize, ahead: bool| match scene.chunks.kind(i) {
            ChunkKind::Stop | ChunkKind::Colon | ChunkKind::Semicolon | ChunkKind::Quote(_) => true,
            ChunkKind::Comma | ChunkKind::Aside => ahead,
            _ => false,
        };
        let alone = (at == 0 || edge(at - 1, false)) && (at + 1 >= scene.chunks.all.len() || edge(at + 1, true));
        if alone && speaks(scene, range) {
            if let Some(source) = signer(scene, at + 1) {
                out.push(scene.found(vec![range], None, Some(source), "signature"));
                continue;
            }
            floating.push(range);
            continue;
        }
        if let Some(found) = island(scene, at, range) {
            out.push(found);
        }
    }
    if !floating.is_empty() {
        out.push(scene.found(floating, None, None, "floating"));
    }
}

/// "« … », Anne Brel, maire." and "« … » (Anne Brel, maire)": a name behind a quotation, and nothing else.
fn signer(scene: &Scene<'_>, at: usize) -> Option<FoundSource> {
    if scene.chunks.kind(at) == ChunkKind::Aside {
        let aside = scene.chunks.all[at].tokens;
        let inner = TokenRange::new(aside.first + 1, aside.end.saturating_sub(1));
        if inner.is_empty() || scene.chunks.kind(at + 1) != ChunkKind::Stop {
            return None;
        }
        let noun = NounPhrase::at(scene.document, inner.first, inner.end)?;
        let named = noun.kind == NounKind::Name && noun.name.len() >= 2;
        return named.then_some(FoundSource { tokens: inner, noun, apposition: None });
    }
    let source = scene.source(at + 1).filter(|s| {
        scene.chunks.kind(at) == ChunkKind::Comma && s.noun.kind == NounKind::Name && s.noun.name.len() >= 2
    })?;
    let behind = scene.chunks.all.partition_point(|c| c.tokens.first < source.tokens.end);
    (scene.chunks.kind(behind) == ChunkKind::Stop).then_some(source)
}

/// Whether words between marks are a sentence somebody uttered: a verb, or a sentence's end inside the marks.
fn speaks(scene: &Scene<'_>, range: TokenRange) -> bool {
    let tokens = &scene.document.tokens[range.first as usize..range.end as usize];
    let verb = tokens.iter().any(|t| matches!(t.tag, Tag::Finite));
    let sentence = tokens.iter().any(|t| matches!(t.kind, TokenKind::Exclamation | TokenKind::Stop));
    let heading = scene.document.paragraphs[scene.unit.paragraph as usize].kind == ParagraphKind::Heading;
    (verb || sentence || tokens.len() >= 8) && tokens.len() >= 2 && !(heading && tokens.len() < 4)
}

/// "Bakou a « proposé son aide »", "Paris est « préoccupé »": words that go on with a sentence about who said them.
fn island(scene: &Scene<'_>, at: usize, range: TokenRange) -> Option<Found> {
    let first = &scene.document.tokens[range.first as usize];
    if first.is_capital() || range.len() < 2 {
        return None;
    }
    let verb_inside = matches!(first.tag, Tag::Participle | Tag::Finite | Tag::Infinitive);
    let before = (0..at).rev().find(|&i| scene.chunks.kind(i) != ChunkKind::Adverb)?;
    let verb = scene.chunks.verb_at(before);
    let auxiliary = verb.is_some_and(|v| scene.document.tokens[v.main as usize].is(Classes::HAVE.with(Classes::BE)));
    let subject_before = scene.chunks.noun_at(before).is_some() && !scene.chunks.is_governed(before);
    let heading = matches!(
        scene.document.paragraphs[scene.unit.paragraph as usize].kind,
        ParagraphKind::Title | ParagraphKind::Heading
    );
    let titled = heading
        && subject_before
        && scene.chunks.noun_at(before).is_some_and(|n| n.speaks() && (n.determined || !n.name.is_empty()));
    if titled {
        return Some(scene.found(vec![range], None, scene.source(before), "island"));
    }
    // "va « étudier les offres »", "a « béni les uns » et « invité les autres »".
    let future = first.tag == Tag::Infinitive && verb.is_some_and(|v| v.form == VerbForm::Finite);
    let second = first.tag == Tag::Participle && scene.chunks.kind(before) == ChunkKind::Coordinator;
    if !verb_inside || !(auxiliary || subject_before || future || second) {
        return None;
    }
    let clause =
        scene.clauses.all.iter().rev().take(4 * REACH).find(|c| c.start <= at && c.end >= at && c.subject.is_some())?;
    let source = scene.source(clause.subject?)?;
    if !source.noun.speaks() {
        return None;
    }
    Some(scene.found(vec![range], None, Some(source), "island"))
}

/// "« … » — Anne Brel, maire": a dash and a name at the end of the paragraph sign what stands before.
pub(super) fn signature(scene: &Scene<'_>, out: &mut Vec<Found>) {
    let paragraph = &scene.document.paragraphs[scene.unit.paragraph as usize];
    let behind = &scene.document.tokens[scene.unit.tokens.end as usize..paragraph.tokens.end as usize];
    if !behind.is_empty() {
        return;
    }
    let limit = scene.chunks.all.len();
    let dash = (limit.saturating_sub(14)..limit)
        .rev()
        .find(|&i| scene.document.tokens[scene.chunks.all[i].tokens.first as usize].kind == TokenKind::Dash);
    let Some(dash) = dash.filter(|&i| i > 0) else { return };
    let Some(source) = scene.source(dash + 1).filter(|s| s.noun.kind == NounKind::Name && s.noun.name.len() >= 2)
    else {
        return;
    };
    let rest = scene.chunks.all.partition_point(|c| c.tokens.first < source.tokens.end);
    if (rest..limit)
        .any(|i| matches!(scene.chunks.kind(i), ChunkKind::Verb(_) | ChunkKind::Quote(_) | ChunkKind::Colon))
    {
        return;
    }
    let tokens = TokenRange::new(paragraph.tokens.first, scene.chunks.all[dash].tokens.first);
    let own =
        scene.document.tokens[tokens.first as usize..tokens.end as usize].iter().any(|t| t.is(Classes::FIRST_PERSON));
    let quoted = matches!(scene.chunks.kind(dash - 1), ChunkKind::Quote(_)) && dash <= 3;
    if !own && !quoted {
        return;
    }
    let content = vec![scene.trimmed(tokens)];
    out.retain(|found| found.frame != "floating");
    if content[0].is_empty() || is_taken(out, content[0]) {
        return;
    }
    let found = scene.found(content, None, Some(source), "signature");
    out.push(Found { mode: Mode::Direct, ..found });
}

/// "Au moins 17 morts dans un naufrage (ministre)": the source of a headline in parentheses at its end.
pub(super) fn slug(scene: &Scene<'_>, out: &mut Vec<Found>) {
    let kind = scene.document.paragraphs[scene.unit.paragraph as usize].kind;
    let Some(last) = scene.chunks.all.iter().rposition(|c| c.kind != ChunkKind::Stop) else { return };
    if !matches!(kind, ParagraphKind::Title | ParagraphKind::Heading)
        || scene.chunks.kind(last) != ChunkKind::Aside
        || last < 3
    {
        return;
    }
    let aside = scene.chunks.all[last].tokens;
    let inner = TokenRange::new(aside.first + 1, aside.end.saturating_sub(1));
    if inner.is_empty() {
        return;
    }
    let Some(noun) = NounPhrase::at(scene.document, inner.first, inner.end)
        .filter(|n| n.speaks() && n.kind == NounKind::Noun && n.name.is_empty() && !n.classes.has(Classes::DEMONYM))
    else {
        return;
    };
    let range = scene.trimmed(scene.tokens(0, last));
    if noun.tokens.end + 3 < inner.end || range.len() < 4 || is_taken(out, range) {
        return;
    }
    let source = FoundSource { tokens: inner, noun, apposition: None };
    out.push(scene.found(vec![range], None, Some(source), "slug"));
}

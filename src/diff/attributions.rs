//! Attributions of two versions: who is said to have said the same content, and by which word.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Kind;
use super::comparison::Comparison;
use super::kind::Significance;
use super::names::{Likeness, is_respelt, likeness};
use super::version::Version;
use super::words::{NONE, best_partners, is_half};
use crate::analysis::{Attribution, EntityKind, Mode, Source, Stance};
use crate::document::TokenRange;
use crate::text::fold;

/// An attribution's tokens.
struct Parts {
    content: Vec<TokenRange>,
    cue: TokenRange,
    source: TokenRange,
}

pub(super) fn find(comparison: &mut Comparison<'_>) {
    let old = parts(&comparison.old);
    let new = parts(&comparison.new);
    let partners = partners(comparison, &old, &new);
    let taken: FxHashSet<usize> = partners.iter().flatten().copied().collect();
    let (before, after) = (&comparison.old.reading.analysis, &comparison.new.reading.analysis);
    let mut changed = (FxHashSet::default(), FxHashSet::default());
    for (at, partner) in partners.iter().enumerate() {
        if let Some(other) = *partner {
            let pair = (&before.attributions[at], &after.attributions[other]);
            if compare(comparison, pair, (&old[at], &new[other])) {
                changed.0.extend(pair.0.source.as_ref().map(|source| source.entity));
                changed.1.extend(pair.1.source.as_ref().map(|source| source.entity));
            }
        } else if let Some(image) = lost(&old[at], &comparison.words.to_new, |cue| comparison.old_differs(cue)) {
            let (cue, source) = (old[at].cue, old[at].source);
            let place = if source.is_empty() { cue } else { hull(cue, source) };
            let value = comparison.old.text(place);
            comparison.tell(Kind::AttributionDropped, Some(place), Some(image), value, String::new());
            changed.0.extend(before.attributions[at].source.as_ref().map(|source| source.entity));
            comparison.explain_old(place);
        }
    }
    for (at, parts) in new.iter().enumerate().filter(|(at, _)| !taken.contains(at)) {
        if let Some(origin) = lost(parts, &comparison.words.to_old, |cue| comparison.new_differs(cue)) {
            let place = if parts.source.is_empty() { parts.cue } else { hull(parts.cue, parts.source) };
            let value = comparison.new.text(place);
            comparison.tell(Kind::AttributionAdded, Some(origin), Some(place), String::new(), value);
            changed.1.extend(after.attributions[at].source.as_ref().map(|source| source.entity));
            comparison.explain_new(place);
        }
    }
    sources(comparison, &changed);
}

fn hull(a: TokenRange, b: TokenRange) -> TokenRange {
    TokenRange::new(a.first.min(b.first), a.end.max(b.end))
}

fn parts(version: &Version<'_>) -> Vec<Parts> {
    let attributions = &version.reading.analysis.attributions;
    let tokens = |span: Option<crate::text::Span>| span.map_or(TokenRange::default(), |span| version.tokens(span));
    let parts = attributions.iter().map(|attribution| Parts {
        content: attribution.content.iter().map(|&span| version.tokens(span)).collect(),
        cue: tokens(attribution.cue.as_ref().map(|cue| cue.span)),
        source: tokens(attribution.source.as_ref().map(|source| source.span)),
    });
    parts.collect()
}

/// The tokens of a content, however many stretches it has; endless ones are looked at in part.
fn content(parts: &Parts) -> impl Iterator<Item = u32> + '_ {
    parts.content.iter().flat_map(|tokens| tokens.first..tokens.end).take(400)
}

/// For every old attribution the new one of the same content, preferably with the same cue.
fn partners(comparison: &Comparison<'_>, old: &[Parts], new: &[Parts]) -> Vec<Option<usize>> {
    let words = &comparison.words;
    let mut holders: Vec<Vec<u32>> = vec![Vec::new(); comparison.new.keys.len()];
    let mut cue_of: FxHashMap<u32, u32> = FxHashMap::default();
    for (at, parts) in new.iter().enumerate() {
        for token in content(parts) {
            if holders[token as usize].len() < 4 {
                holders[token as usize].push(at as u32);
            }
        }
        cue_of.extend((parts.cue.first..parts.cue.end).map(|token| (token, at as u32)));
    }
    let mut candidates: Vec<(usize, usize, usize)> = Vec::new();
    for (at, parts) in old.iter().enumerate() {
        let mut shared: FxHashMap<u32, usize> = FxHashMap::default();
        let mut count = 0;
        for token in content(parts) {
            count += 1;
            let to = words.to_new[token as usize];
            if to != NONE {
                holders[to as usize].iter().for_each(|&other| *shared.entry(other).or_default() += 1);
            }
        }
        let mut cues: Vec<u32> = (parts.cue.first..parts.cue.end)
            .filter_map(|token| cue_of.get(&words.to_new[token as usize]).copied())
            .collect();
        cues.dedup();
        for &other in &cues {
            shared.entry(other).or_default();
        }
        let mut shared: Vec<(u32, usize)> = shared.into_iter().collect();
        shared.sort_by_key(|&(other, _)| other);
        for (other, overlap) in shared {
            // In thousandths: the share of words both contents hold, and more where the same words report.
            let all = count + content(&new[other as usize]).count();
            let mut score = 2000 * overlap / all.max(1);
            if cues.contains(&other) {
                score += 1000;
            } else if !is_half(score, 1000) {
                continue;
            }
            candidates.push((score, at, other as usize));
        }
    }
    best_partners(candidates, old.len(), new.len())
}

/// Where the content of an attribution without counterpart still stands, when the words that report it are gone.
fn lost(parts: &Parts, map: &[u32], differs: impl Fn(TokenRange) -> bool) -> Option<TokenRange> {
    if parts.cue.is_empty() || !differs(parts.cue) {
        return None;
    }
    let (mut count, mut stayed) = (0, Vec::new());
    for token in content(parts) {
        count += 1;
        if map[token as usize] != NONE {
            stayed.push(map[token as usize]);
        }
    }
    if count == 0 || !is_half(stayed.len(), count) {
        return None;
    }
    Some(TokenRange::new(*stayed.iter().min()?, *stayed.iter().max()? + 1))
}

/// Tells how one attribution differs from the other; whether their sources do.
fn compare(comparison: &mut Comparison<'_>, pair: (&Attribution, &Attribution), parts: (&Parts, &Parts)) -> bool {
    let (a, b) = pair;
    let (old, new) = parts;
    let touched = comparison.old_differs(old.source) || comparison.new_differs(new.source);
    let mut changed = false;
    match (&a.source, &b.source) {
        (Some(x), Some(y)) if touched => changed = sources_differ(comparison, (a, x), (b, y), parts),
        (Some(_), None) if comparison.old_differs(old.source) => {
            let value = comparison.old.text(old.source);
            comparison.tell(Kind::AttributionAnonymised, Some(old.source), Some(place(new)), value, String::new());
            comparison.explain_old(old.source);
            changed = true;
        }
        (None, Some(_)) if comparison.new_differs(new.source) => {
            let value = comparison.new.text(new.source);
            comparison.tell(Kind::AttributionNamed, Some(place(old)), Some(new.source), String::new(), value);
            comparison.explain_new(new.source);
            changed = true;
        }
        _ => {}
    }
    cues(comparison, pair, parts);
    changed
}

/// Where an attribution can be seen that has no source.
fn place(parts: &Parts) -> TokenRange {
    if parts.cue.is_empty() { parts.content.first().copied().unwrap_or_default() } else { parts.cue }
}

fn sources_differ(
    comparison: &mut Comparison<'_>,
    (a, x): (&Attribution, &Source),
    (b, y): (&Attribution, &Source),
    parts: (&Parts, &Parts),
) -> bool {
    let (before, after) = (&comparison.old.reading.analysis, &comparison.new.reading.analysis);
    let (old, new) = (&before.entities[x.entity], &after.entities[y.entity]);
    let phrases = (comparison.old.text(parts.0.source), comparison.new.text(parts.1.source));
    if likeness(&old.name, &new.name) != Likeness::Other || is_respelt(&phrases.0, &phrases.1) {
        return false;
    }
    let kind = match (old.kind, new.kind) {
        (EntityKind::Anonymous, EntityKind::Anonymous) => Kind::AttributionChanged,
        (_, EntityKind::Anonymous) => Kind::AttributionAnonymised,
        (EntityKind::Anonymous, _) => Kind::AttributionNamed,
        _ if a.mode == Mode::Direct && b.mode == Mode::Direct => Kind::QuoteSpeaker,
        _ => Kind::AttributionChanged,
    };
    comparison.tell_words(kind, Some(parts.0.source), Some(parts.1.source));
    comparison.explain(parts.0.source, parts.1.source);
    true
}

fn cues(comparison: &mut Comparison<'_>, (a, b): (&Attribution, &Attribution), (old, new): (&Parts, &Parts)) {
    let (Some(x), Some(y)) = (&a.cue, &b.cue) else { return };
    if x.lemma == y.lemma || !(comparison.old_differs(old.cue) && comparison.new_differs(new.cue)) {
        return;
    }
    let kind = match (x.stance, y.stance) {
        (Stance::Denying, Stance::Denying) => Kind::AttributionCue,
        (_, Stance::Denying) => Kind::ModalityDenied,
        (Stance::Denying, _) => Kind::ModalityConfirmed,
        _ => Kind::AttributionCue,
    };
    comparison.tell_words(kind, Some(old.cue), Some(new.cue));
    if kind == Kind::AttributionCue && x.stance != y.stance {
        comparison.weigh(Significance::High);
    }
    comparison.explain(old.cue, new.cue);
}

/// Tells which sources are in one version only, unless another took their place.
fn sources(comparison: &mut Comparison<'_>, changed: &(FxHashSet<usize>, FxHashSet<usize>)) {
    let old = speaking(&comparison.old);
    let new = speaking(&comparison.new);
    let known = |version: &Version<'_>| -> FxHashSet<String> {
        version.reading.analysis.entities.iter().map(|entity| surname(&entity.name)).collect()
    };
    let (in_old, in_new) = (known(&comparison.old), known(&comparison.new));
    for (entity, name, source) in old {
        let is_out = (source.first..source.end).all(|at| comparison.words.to_new[at as usize] == NONE);
        if is_out && !changed.0.contains(&entity) && !in_new.contains(&surname(&name)) {
            comparison.tell(Kind::SourceRemoved, Some(source), None, name, String::new());
        }
    }
    for (entity, name, source) in new {
        let is_out = (source.first..source.end).all(|at| comparison.words.to_old[at as usize] == NONE);
        if is_out && !changed.1.contains(&entity) && !in_old.contains(&surname(&name)) {
            comparison.tell(Kind::SourceAdded, None, Some(source), String::new(), name);
        }
    }
}

/// The last word of a name, without case and accents.
fn surname(name: &str) -> String {
    fold(name.split_whitespace().last().unwrap_or(name))
}

/// Everybody who is a source and can be called by a name, with the first phrase that names them as one.
fn speaking(version: &Version<'_>) -> Vec<(usize, String, TokenRange)> {
    let analysis = &version.reading.analysis;
    let mut seen = FxHashSet::default();
    let mut speaking = Vec::new();
    for source in analysis.attributions.iter().filter_map(|attribution| attribution.source.as_ref()) {
        let entity = &analysis.entities[source.entity];
        if entity.kind != EntityKind::Group && seen.insert(surname(&entity.name)) {
            speaking.push((source.entity, entity.name.clone(), version.tokens(source.span)));
        }
    }
    speaking
}

//! Frames: the orders in which source, cue and content may stand; every unit is tried against all of them.

use std::ops::Range;

use crate::analysis::{Mode, Stance};
use crate::annotate::{NounKind, NounPhrase, VerbForm};
use crate::document::{ParagraphKind, Tag, TokenKind, TokenRange};
use crate::rules::{Classes, Frames};

use super::chunk::{ChunkKind, Chunks, Unit, units};
use super::clause::{ClauseKind, Clauses};
use super::found::{Found, FoundCue, FoundSource, REACH, Scene};
use super::{incise, noun, preposition, verb};
use crate::annotate::Quotes;
use crate::document::Document;
use crate::rules::RulePack;

/// A unit and what the frames found in it.
#[derive(Debug)]
pub struct Reading {
    /// The unit.
    pub unit: Unit,
    /// What was found in it, in no particular order.
    pub found: Vec<Found>,
    /// The phrase that is the subject of its first main clause with a verb, or its first phrase that can speak.
    pub topic: Option<FoundSource>,
    /// Where its phrases that name or may mean somebody stand among those of the document.
    pub mentions: Range<usize>,
}

/// A phrase that names or may mean somebody.
#[derive(Clone, Copy, Debug)]
pub struct Mention {
    /// The phrase with what depends on it.
    pub phrase: FoundSource,
    /// Whether it is the subject of a clause.
    pub subject: bool,
}

/// Tries every unit of a document against all frames.
#[must_use]
pub fn read(document: &Document, rules: &RulePack, quotes: &Quotes) -> (Vec<Reading>, Vec<Mention>) {
    let mut chunks = Chunks::default();
    let mut clauses = Clauses::default();
    let mut readings = Vec::new();
    let mut all = Vec::new();
    for unit in units(document, quotes) {
        chunks.fill(document, rules, quotes, unit);
        clauses.fill(document, rules, quotes, &chunks);
        let scene = Scene { document, rules, quotes, chunks: &chunks, clauses: &clauses, unit };
        let mut found = Vec::new();
        unit_frames(&scene, &mut found);
        let first = all.len();
        mentions(&scene, &mut all);
        readings.push(Reading { unit, topic: topic(&scene), mentions: first..all.len(), found });
    }
    (readings, all)
}

fn unit_frames(scene: &Scene<'_>, out: &mut Vec<Found>) {
    for at in 0..scene.chunks.all.len() {
        match scene.chunks.kind(at) {
            ChunkKind::Source(_) => preposition::find(scene, at, out),
            ChunkKind::Verb(id) => {
                let id = id as usize;
                if verb::island(scene, id, out) || scene.chunks.verbs[id].frames(scene.rules).is_empty() {
                    continue;
                }
                let incise = scene.clauses.roles[id].incise && incise::find(scene, at, id, out);
                if !incise {
                    verb::find(scene, at, id, out);
                }
            }
            ChunkKind::Noun(id) if scene.chunks.nouns[id as usize].classes.has(Classes::NOUN_CUE) => {
                noun::find(scene, at, out)
            }
            ChunkKind::Colon => colon(scene, at, out),
            _ => {}
        }
    }
    drop_inner_islands(out);
    if scene.unit.inside.is_none() {
        islands(scene, out);
        slug(scene, out);
        signature(scene, out);
    }
}

/// An island within what somebody reports is that report's own words.
fn drop_inner_islands(out: &mut Vec<Found>) {
    if !out.iter().any(|found| found.frame == "island") {
        return;
    }
    let reported: Vec<TokenRange> =
        out.iter().filter(|f| f.cue.is_some()).flat_map(|f| f.content.iter().copied()).collect();
    out.retain(|found| {
        let range = found.content[0];
        found.frame != "island" || !reported.iter().any(|r| r.first < range.first && range.end <= r.end)
    });
}

/// Whether any content found so far overlaps `range`.
fn is_taken(out: &[Found], range: TokenRange) -> bool {
    out.iter()
        .rev()
        .take(4 * REACH)
        .any(|found| found.content.iter().any(|c| c.first < range.end && range.first < c.end))
}

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

/// *X a prévenu : « Y »*, *X : « Y »*: what a colon introduces.
fn colon(scene: &Scene<'_>, at: usize, out: &mut Vec<Found>) {
    let next = at + 1;
    let segment = scene.clauses.segment(at.saturating_sub(1));
    if at == 0 || segment > at {
        return;
    }
    let last_verb = (segment..at).rev().find(|&i| match scene.chunks.kind(i) {
        ChunkKind::Verb(id) => {
            let group = scene.chunks.verbs[id as usize];
            let role = scene.clauses.roles[id as usize];
            let reports = group.frames(scene.rules).has(Frames::COLON.with(Frames::INCISE));
            reports && group.form != VerbForm::Participle && !group.passive && (role.main || role.shared || role.incise)
        }
        _ => false,
    });
    if let (ChunkKind::Quote(_), ParagraphKind::Title | ParagraphKind::Heading) =
        (scene.chunks.kind(at - 1), scene.document.paragraphs[scene.unit.paragraph as usize].kind)
    {
        explained(scene, at, out);
        return;
    }
    let ChunkKind::Quote(first) = scene.chunks.kind(next) else {
        bare_colon(scene, at, last_verb, out);
        return;
    };
    let mut end = next;
    while matches!(scene.chunks.kind(end), ChunkKind::Quote(_))
        || scene.chunks.kind(end) == ChunkKind::Stop && matches!(scene.chunks.kind(end + 1), ChunkKind::Quote(_))
    {
        end += 1;
    }
    let content: Vec<TokenRange> = (next..end)
        .filter(|&i| matches!(scene.chunks.kind(i), ChunkKind::Quote(_)))
        .map(|i| scene.trimmed(scene.chunks.all[i].tokens))
        .filter(|r| !r.is_empty())
        .collect();
    // What an incise reports is reported by it alone.
    if content.is_empty()
        || is_taken(out, content[0])
        || followed_by_incise(scene, end)
        || last_verb.is_none() && scene.is_naming(first)
    {
        return;
    }
    let mode = scene.mode(&content);
    let mut cue = None;
    let mut source = None;
    if let Some(verb) = last_verb {
        let ChunkKind::Verb(id) = scene.chunks.kind(verb) else { return };
        let group = scene.chunks.verbs[id as usize];
        let role = scene.clauses.roles[id as usize];
        let entry = group.entry(scene.rules);
        source = match group.clitic {
            Some(clitic) => Some(incise::clitic_source(scene, clitic)),
            None => role.subject.and_then(|s| scene.source(s)).filter(|s| s.noun.may_speak()),
        };
        if source.is_some() {
            cue = Some(FoundCue {
                tokens: incise::cue_tokens(scene, id as usize),
                lemma: entry.lemma.clone(),
                stance: entry.stance,
                rule: entry.rule.clone(),
            });
        }
    }
    if source.is_none() {
        let clause = scene
            .clauses
            .all
            .iter()
            .find(|c| c.kind == ClauseKind::Main && c.start >= segment && c.start < at && c.subject.is_some());
        source = clause
            .and_then(|c| c.subject)
            .and_then(|s| scene.source(s))
            .filter(|s| s.noun.speaks() && !s.noun.classes.has(Classes::DOCUMENT));
        if source.is_none() {
            // "La promesse n'a pas calmé Paul Brel : « … »".
            let named = (segment..at).rev().find(|&i| {
                scene.chunks.noun_at(i).is_some_and(|n| {
                    let person = n.name.len() >= 2 || n.classes.has(Classes::TITLE.with(Classes::GIVEN_NAME));
                    let office = n.classes.has(Classes::FUNCTION) && n.determined && n.number != 2;
                    (person && n.known.is_none() && n.kind == NounKind::Name)
                        || office
                        || n.kind == NounKind::Pronoun && !n.classes.has(Classes::FIRST_PERSON)
                })
            });
            source = named.and_then(|i| scene.source(i));
        }
        let verbless = clause.is_some_and(|c| {
            c.verb.is_none()
                && source.is_some_and(|s| {
                    scene.chunks.all.get(c.start).is_some_and(|first| first.tokens.first == s.tokens.first)
                })
        });
        if verbless && source.is_some() {
            cue = Some(FoundCue {
                tokens: scene.chunks.all[at].tokens,
                lemma: ":".into(),
                stance: Stance::Neutral,
                rule: "colon".into(),
            });
        }
    }
    out.push(Found {
        content,
        cue,
        source,
        frame: "colon",
        mode,
        paragraph: scene.unit.paragraph,
        inside: scene.unit.inside,
    });
}

/// "« Non » : le maire s'explique": a headline that begins with what was said.
fn explained(scene: &Scene<'_>, at: usize, out: &mut Vec<Found>) {
    let range = scene.trimmed(scene.chunks.all[at - 1].tokens);
    let clause = scene.clauses.all.iter().find(|c| c.start > at && c.subject.is_some() && c.verb.is_some());
    let Some((subject, verb)) = clause.and_then(|c| Some((c.subject?, c.verb?))) else { return };
    let (Some(source), ChunkKind::Verb(id)) =
        (scene.source(subject).filter(|s| s.noun.speaks()), scene.chunks.kind(verb))
    else {
        return;
    };
    let group = scene.chunks.verbs[id as usize];
    if range.is_empty() || is_taken(out, range) || group.frames(scene.rules).is_empty() {
        return;
    }
    let entry = group.entry(scene.rules);
    let cue =
        FoundCue { tokens: group.tokens, lemma: entry.lemma.clone(), stance: entry.stance, rule: entry.rule.clone() };
    let content = vec![range];
    let mode = scene.mode(&content);
    out.push(Found {
        content,
        cue: Some(cue),
        source: Some(source),
        frame: "colon",
        mode,
        paragraph: scene.unit.paragraph,
        inside: scene.unit.inside,
    });
}

/// Whether an incise that reports what stands before it begins at chunk `at`.
fn followed_by_incise(scene: &Scene<'_>, at: usize) -> bool {
    (at..at + 3).any(|i| matches!(scene.chunks.kind(i), ChunkKind::Verb(id) if scene.clauses.roles[id as usize].incise))
}

/// "Le maire a prévenu : la route est coupée".
fn bare_colon(scene: &Scene<'_>, at: usize, last_verb: Option<usize>, out: &mut Vec<Found>) {
    let Some(verb) = last_verb else { return };
    let ChunkKind::Verb(id) = scene.chunks.kind(verb) else { return };
    let group = scene.chunks.verbs[id as usize];
    let adjacent = (verb + 1..at).all(|i| {
        matches!(scene.chunks.kind(i), ChunkKind::Adverb | ChunkKind::Aside | ChunkKind::Other)
            || scene.chunks.noun_at(i).is_some_and(|n| n.kind == NounKind::Time)
    });
    if !adjacent || !group.frames(scene.rules).has(Frames::COLON) || group.entry(scene.rules).needs_quote {
        return;
    }
    let role = scene.clauses.roles[id as usize];
    let Some(source) = role.subject.and_then(|s| scene.source(s)).filter(|s| s.noun.speaks()) else { return };
    let end = (at + 1..scene.chunks.all.len())
        .find(|&i| scene.chunks.kind(i) == ChunkKind::Semicolon)
        .unwrap_or(scene.chunks.all.len());
    let range = scene.trimmed(scene.tokens(at + 1, end));
    if range.is_empty() || is_taken(out, range) || source.noun.kind == NounKind::Neuter {
        return;
    }
    let entry = group.entry(scene.rules);
    let cue =
        FoundCue { tokens: group.tokens, lemma: entry.lemma.clone(), stance: entry.stance, rule: entry.rule.clone() };
    let content = vec![range];
    let mode = scene.mode(&content);
    out.push(Found {
        content,
        cue: Some(cue),
        source: Some(source),
        frame: "colon",
        mode,
        paragraph: scene.unit.paragraph,
        inside: scene.unit.inside,
    });
}

/// Quotations that no cue reports: whole sentences that float, and words that the sentence takes up.
fn islands(scene: &Scene<'_>, out: &mut Vec<Found>) {
    let quotes: Vec<usize> =
        (0..scene.chunks.all.len()).filter(|&i| matches!(scene.chunks.kind(i), ChunkKind::Quote(_))).collect();
    if quotes.is_empty() {
        return;
    }
    let taken = Taken::new(out);
    let mut floating: Vec<TokenRange> = Vec::new();
    for at in quotes {
        let ChunkKind::Quote(id) = scene.chunks.kind(at) else { continue };
        let range = scene.trimmed(scene.chunks.all[at].tokens);
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
                let content = vec![range];
                let mode = scene.mode(&content);
                out.push(Found {
                    content,
                    cue: None,
                    source: Some(source),
                    frame: "signature",
                    mode,
                    paragraph: scene.unit.paragraph,
                    inside: None,
                });
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
        let mode = scene.mode(&floating);
        out.push(Found {
            content: floating,
            cue: None,
            source: None,
            frame: "floating",
            mode,
            paragraph: scene.unit.paragraph,
            inside: None,
        });
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
        && scene.chunks.noun_at(before).is_some_and(|n| n.speaks() && n.determined | !n.name.is_empty());
    if titled {
        let content = vec![range];
        let mode = scene.mode(&content);
        return Some(Found {
            content,
            cue: None,
            source: scene.source(before),
            frame: "island",
            mode,
            paragraph: scene.unit.paragraph,
            inside: None,
        });
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
    let content = vec![range];
    let mode = scene.mode(&content);
    Some(Found {
        content,
        cue: None,
        source: Some(source),
        frame: "island",
        mode,
        paragraph: scene.unit.paragraph,
        inside: None,
    })
}

/// "« … » — Anne Brel, maire": a dash and a name at the end of the paragraph sign what stands before.
fn signature(scene: &Scene<'_>, out: &mut Vec<Found>) {
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
    out.push(Found {
        content,
        cue: None,
        source: Some(source),
        frame: "signature",
        mode: Mode::Direct,
        paragraph: scene.unit.paragraph,
        inside: None,
    });
}

/// "Au moins 17 morts dans un naufrage (ministre)": the source of a headline in parentheses at its end.
fn slug(scene: &Scene<'_>, out: &mut Vec<Found>) {
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
    let content = vec![range];
    let mode = scene.mode(&content);
    out.push(Found {
        content,
        cue: None,
        source: Some(source),
        frame: "slug",
        mode,
        paragraph: scene.unit.paragraph,
        inside: None,
    });
}

/// The phrase a unit is about: the subject of its first main clause.
fn topic(scene: &Scene<'_>) -> Option<FoundSource> {
    let main = scene.clauses.all.iter().find(|c| c.kind == ClauseKind::Main && c.subject.is_some() && c.verb.is_some());
    main.and_then(|c| c.subject).and_then(|s| scene.source(s))
}

/// The phrases that name somebody or can speak.
fn mentions(scene: &Scene<'_>, mentions: &mut Vec<Mention>) {
    let mut clause = 0;
    for at in 0..scene.chunks.all.len() {
        let Some(noun) = scene.chunks.noun_at(at) else { continue };
        let names = !noun.name.is_empty() || matches!(noun.kind, NounKind::Noun | NounKind::Name) && noun.speaks();
        if !names {
            continue;
        }
        while scene.clauses.all.get(clause).is_some_and(|c| c.subject.is_none_or(|s| s < at)) {
            clause += 1;
        }
        let subject = scene.clauses.all.get(clause).is_some_and(|c| c.subject == Some(at) && c.verb.is_some());
        if let Some(phrase) = scene.source(at) {
            mentions.push(Mention { phrase, subject });
        }
    }
}

//! Whether a change is declared: by a notice, by the copy itself, or as the growth of a count that needs no notice.

use std::cmp::Ordering;

use rustc_hash::FxHashSet;

use super::wire::{self, Notice};
use super::{Change, Class, Declaration, Diff, Kind};
use crate::analysis::{Figure, State};
use crate::document::{ParagraphKind, TokenKind, TokenRange};
use crate::reading::Reading;
use crate::rules::{Classes, NoticeKind, NoticeTopic, RulePack};
use crate::text::{Span, one_line};

/// How far around a figure its noun and verb are looked for, in tokens before and behind.
const AROUND: (u32, u32) = (6, 9);

/// A notice of the new version that the old one does not have, and what it names.
struct Declared {
    notice: Notice,
    topics: Vec<NoticeTopic>,
    /// Its words that say something and are no topic.
    words: Vec<String>,
    paragraphs: Vec<u32>,
    /// What should be read, and what should not, in lower case.
    right: Option<String>,
    wrong: Option<String>,
    direction: Option<Ordering>,
    /// Whether a change was found that it declares, or that it contradicts.
    matches: bool,
    contradicted: bool,
}

/// Says of every change whether the new version declares it, and of every notice whether it declares what changed.
pub(super) fn declare(diff: &mut Diff, old: &Reading, new: &Reading, rules: &RulePack) {
    let known: Vec<String> = wire::notices(old, rules).into_iter().map(|notice| notice.text).collect();
    let notices = wire::notices(new, rules).into_iter().filter(|notice| !known.contains(&notice.text));
    let mut notices: Vec<Declared> = notices.map(|notice| Declared::new(notice, rules)).collect();
    let slug = |reading: &Reading| wire::slug(reading, rules);
    let corrects = |slug: &Option<(Span, String)>| {
        slug.as_ref().and_then(|(_, text)| rules.revisions.slug(text)).is_some_and(|slug| slug.correction)
    };
    let (old_slug, new_slug) = (slug(old), slug(new));
    let corrects = !corrects(&old_slug) && corrects(&new_slug);
    let is_correction = corrects || notices.iter().any(|n| n.notice.kind == NoticeKind::Correction);
    let copy = in_copy(diff, old, new, rules);
    let scene = Scene { old, new };
    for change in diff.changes.iter_mut().filter(|change| is_declarable(change.kind)) {
        change.declared =
            notices.iter_mut().map(|notice| notice.declares(change, &scene)).fold(Declaration::No, stronger);
        if change.declared == Declaration::No && change.class() == Class::Figure {
            change.declared = of_copy(change, &copy, &scene);
        }
        if change.declared == Declaration::No && !is_correction && grows(change, &scene) {
            change.declared = Declaration::Update;
        }
    }
    spread(diff);
    let has_additions = diff.changes.iter().any(|change| is_addition(change.kind));
    for declared in &notices {
        // An update that adds something is taken at its word.
        let adds = declared.notice.kind == NoticeKind::Update && !declared.is_bare() && has_additions;
        let kind = if declared.matches && !declared.contradicted || adds {
            Kind::CorrectionMatching
        } else if declared.notice.kind == NoticeKind::Kill {
            continue;
        } else {
            Kind::CorrectionMismatching
        };
        diff.changes.push(correction(kind, declared.notice.span, &declared.notice.text));
    }
    if let (true, true, Some((span, text))) = (corrects, notices.is_empty(), new_slug) {
        diff.changes.push(correction(Kind::CorrectionMismatching, span, &text));
    }
}

fn correction(kind: Kind, span: Span, text: &str) -> Change {
    Change {
        kind,
        old: None,
        new: Some(span),
        old_value: String::new(),
        new_value: text.to_owned(),
        significance: kind.significance(),
        declared: Declaration::Matching,
        sentence: None,
    }
}

fn is_declarable(kind: Kind) -> bool {
    !kind.class().is_folded() && !matches!(kind.class(), Class::Move | Class::Process | Class::Correction)
}

fn is_addition(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::ClaimAdded
            | Kind::QuoteAdded
            | Kind::SourceAdded
            | Kind::FigureAdded
            | Kind::AttributionAdded
            | Kind::ClaimAltered
            | Kind::QuoteExtended
    )
}

/// A contradiction outweighs a declaration, and that outweighs silence.
fn stronger(a: Declaration, b: Declaration) -> Declaration {
    let rank = |declared: Declaration| match declared {
        Declaration::No => 0,
        Declaration::Update => 1,
        Declaration::Matching => 2,
        Declaration::Mismatching => 3,
    };
    if rank(b) > rank(a) { b } else { a }
}

/// A headline follows the copy: what is declared of a value is declared of all places where it changed alike.
fn spread(diff: &mut Diff) {
    let numbers = |text: &str| text.split_whitespace().next().map(str::to_lowercase).unwrap_or_default();
    let declared: FxHashSet<(Kind, String, String)> = diff
        .changes
        .iter()
        .filter(|change| {
            change.declared == Declaration::Matching && matches!(change.class(), Class::Figure | Class::Name)
        })
        .map(|change| (change.kind, numbers(&change.old_value), numbers(&change.new_value)))
        .collect();
    for change in diff.changes.iter_mut().filter(|change| change.declared == Declaration::No) {
        let own = (change.kind, numbers(&change.old_value), numbers(&change.new_value));
        if declared.contains(&own) {
            change.declared = Declaration::Matching;
        }
    }
}

/// Both versions, to look at what stands around a change.
struct Scene<'a> {
    old: &'a Reading,
    new: &'a Reading,
}

impl Scene<'_> {
    /// The version in which a change can be seen, the new one if it can, and where.
    fn side(&self, change: &Change) -> Option<(&Reading, Span)> {
        change.new.map(|span| (self.new, span)).or_else(|| change.old.map(|span| (self.old, span)))
    }

    /// The number of the paragraph a change is in, counted from 1 without headline and notices.
    fn paragraph(&self, change: &Change) -> Option<u32> {
        let (reading, span) = self.side(change)?;
        let document = &reading.document;
        let mut number = 0;
        for paragraph in &document.paragraphs {
            let whole = document.normal.span(paragraph.start, paragraph.end);
            if matches!(paragraph.kind, ParagraphKind::Text | ParagraphKind::Quotation) {
                number += 1;
            }
            if whole.contains(span) {
                return Some(number);
            }
        }
        None
    }

    /// The words around a change, in lower case: for a figure up to the next one, else those of its sentence.
    fn words(&self, change: &Change) -> Vec<String> {
        let Some((reading, span)) = self.side(change) else { return Vec::new() };
        let document = &reading.document;
        let tokens = tokens(reading, span);
        let sentence = document.sentences.partition_point(|sentence| sentence.tokens.end <= tokens.first);
        let Some(sentence) = document.sentences.get(sentence).map(|sentence| sentence.tokens) else {
            return Vec::new();
        };
        let number = |at: u32| {
            let token = &document.tokens[at as usize];
            token.kind == TokenKind::Number || token.is(Classes::NUMBER_WORD)
        };
        let (mut first, mut end) = (sentence.first, sentence.end.max(tokens.end));
        if change.class() == Class::Figure {
            first = tokens.first.saturating_sub(AROUND.0).max(sentence.first);
            end = (tokens.end + AROUND.1).min(end);
            first = (first..tokens.first).rev().find(|&at| number(at)).map_or(first, |at| at + 1);
            end = (tokens.end..end).find(|&at| number(at)).unwrap_or(end);
        }
        (first..end).map(|at| document.form(at).to_lowercase()).collect()
    }

    /// The figure at `span` of a version.
    fn figure(reading: &Reading, span: Span) -> Option<&Figure> {
        let figures = &reading.analysis.figures;
        let first = figures.partition_point(|figure| figure.span.end() <= span.start());
        figures.get(first).filter(|figure| figure.span.start() < span.end())
    }

    /// What is counted, and which way the count went.
    fn count(&self, change: &Change) -> (Option<State>, Option<Ordering>) {
        let figures = (
            change.old.and_then(|span| Scene::figure(self.old, span)),
            change.new.and_then(|span| Scene::figure(self.new, span)),
        );
        let state = figures.1.or(figures.0).and_then(|figure| figure.state);
        let amount = |figure: Option<&Figure>, text: &str| match figure {
            Some(figure) => figure.low.or(figure.high),
            None => digits(text),
        };
        let (before, after) = (amount(figures.0, &change.old_value), amount(figures.1, &change.new_value));
        (state, before.zip(after).and_then(|(before, after)| after.partial_cmp(&before)))
    }
}

/// The first number in digits of `text`.
fn digits(text: &str) -> Option<f64> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let number = text.get(start..)?.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).next()?;
    number.replace('.', "").replace(',', ".").parse().ok()
}

fn tokens(reading: &Reading, span: Span) -> TokenRange {
    let document = &reading.document;
    let at = |at: u32| document.span(TokenRange::new(at, at + 1));
    let count = document.tokens.len() as u32;
    let first = partition_point(count, |token| at(token).end() <= span.start());
    TokenRange::new(first, partition_point(count, |token| at(token).start() < span.end()))
}

/// The first of `count` numbers of which `holds` is not true, where it is true of all before.
fn partition_point(count: u32, holds: impl Fn(u32) -> bool) -> u32 {
    let (mut from, mut to) = (0, count);
    while from < to {
        let middle = from + (to - from) / 2;
        if holds(middle) { from = middle + 1 } else { to = middle }
    }
    from
}

/// What the new version newly says of a count: in which sentence, and which way it went.
fn in_copy(diff: &Diff, old: &Reading, new: &Reading, rules: &RulePack) -> Vec<(Option<usize>, Option<Ordering>)> {
    let lower = |reading: &Reading, span: Option<Span>| {
        let text = span.map(|span| reading.text(span)).unwrap_or_default();
        one_line(text).replace('\u{2019}', "'").to_lowercase()
    };
    let mut said = Vec::new();
    for (at, sentence) in diff.sentences.iter().enumerate().filter(|(_, sentence)| sentence.new.is_some()) {
        let before = rules.revisions.in_copy(&lower(old, sentence.old)).len();
        let after = rules.revisions.in_copy(&lower(new, sentence.new));
        if after.len() > before {
            let own = sentence.old.is_some().then_some(at);
            said.extend(after.into_iter().map(|(_, direction)| (own, direction)));
        }
    }
    said
}

/// Whether the copy itself says that the figure of `change` is another.
fn of_copy(change: &Change, copy: &[(Option<usize>, Option<Ordering>)], scene: &Scene<'_>) -> Declaration {
    let (state, went) = scene.count(change);
    let declared = copy.iter().filter(|(sentence, _)| match sentence {
        Some(sentence) => change.sentence == Some(*sentence),
        // A sentence of its own speaks of the toll.
        None => state.is_some(),
    });
    declared
        .map(|&(_, direction)| match (direction, went) {
            (Some(direction), Some(went)) if direction != went => Declaration::Mismatching,
            _ => Declaration::Matching,
        })
        .fold(Declaration::No, stronger)
}

/// Whether a count of people grew, or people who were missing were found: no version need say that time passed.
fn grows(change: &Change, scene: &Scene<'_>) -> bool {
    if change.kind != Kind::FigureValue {
        return false;
    }
    let (state, went) = scene.count(change);
    let counted = state.is_some_and(|state| !matches!(state, State::Members | State::SoldiersPolice | State::Other));
    counted && (went == Some(Ordering::Greater) || state == Some(State::Missing))
}

impl Declared {
    fn new(notice: Notice, rules: &RulePack) -> Declared {
        let body = notice.text.get(notice.head..).unwrap_or_default().replace('\u{2019}', "'").to_lowercase();
        let (right, wrong) = rules.revisions.readings(&body);
        let behind_right = right.first().and_then(|&at| body.get(at..));
        let until = |text: &str, stops: &[std::ops::Range<usize>], from: usize| {
            let stop = stops.iter().map(|range| range.start).find(|&at| at >= from).map_or(text.len(), |at| at - from);
            text.get(..stop).unwrap_or(text).trim().to_owned()
        };
        let from = right.first().copied().unwrap_or(0);
        let right_text = match behind_right {
            Some(text) => Some(until(text, &wrong, from)),
            None => wrong.first().and_then(|range| body.get(..range.start)).map(str::to_owned),
        };
        let wrong_text = wrong.first().and_then(|range| body.get(range.end..)).map(str::to_owned);
        let words: Vec<&str> = body.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\u{a7}').collect();
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let paragraphs = rules.revisions.paragraphs(&words);
        let mut topics: Vec<NoticeTopic> =
            words.iter().flat_map(|word| rules.revisions.topics(word)).copied().collect();
        topics.sort_unstable();
        topics.dedup();
        let small = Classes::DETERMINER
            .with(Classes::CONTRACTION)
            .with(Classes::OF)
            .with(Classes::PREPOSITION)
            .with(Classes::COORDINATOR)
            .with(Classes::RELATIVE)
            .with(Classes::PRENOMINAL);
        let says = |word: &&str| {
            word.chars().count() > 3
                && !rules.word(word).classes.has(small)
                && rules.revisions.topics(word).iter().all(|topic| *topic == NoticeTopic::Killed)
                && !rules.revisions.tells_paragraph(word)
        };
        let words = words.iter().copied().filter(says).map(str::to_owned).collect();
        let direction = rules.revisions.in_copy(&notice.text.to_lowercase()).into_iter().find_map(|(_, way)| way);
        Declared {
            notice,
            topics,
            words,
            paragraphs,
            right: right_text,
            wrong: wrong_text,
            direction,
            matches: false,
            contradicted: false,
        }
    }

    /// Whether it says nothing of what changed.
    fn is_bare(&self) -> bool {
        self.topics.is_empty() && self.words.is_empty() && self.right.is_none() && self.direction.is_none()
    }

    fn declares(&mut self, change: &Change, scene: &Scene<'_>) -> Declaration {
        let declared = self.says(change, scene);
        self.matches |= declared == Declaration::Matching;
        self.contradicted |= declared == Declaration::Mismatching;
        declared
    }

    fn says(&self, change: &Change, scene: &Scene<'_>) -> Declaration {
        if !self.paragraphs.is_empty() && !scene.paragraph(change).is_some_and(|at| self.paragraphs.contains(&at)) {
            return Declaration::No;
        }
        let (_, went) = scene.count(change);
        if let (Class::Figure, Some(direction)) = (change.class(), self.direction) {
            return match went {
                Some(went) if went != direction => Declaration::Mismatching,
                _ => Declaration::Matching,
            };
        }
        if let Some(right) = &self.right {
            return self.reads(change, right);
        }
        let topical = |topic| self.topics.contains(&topic);
        let is_named = || {
            let around = scene.words(change);
            self.words.iter().any(|word| around.iter().any(|other| is_form(word, other)))
        };
        let specific = self.topics.iter().any(|topic| *topic != NoticeTopic::Addition);
        let counts = topical(NoticeTopic::Figure) || topical(NoticeTopic::Toll) || topical(NoticeTopic::Killed);
        let matching = match change.class() {
            Class::Figure if counts => {
                if self.words.is_empty() {
                    let (state, _) = scene.count(change);
                    topical(NoticeTopic::Figure)
                        || topical(NoticeTopic::Killed)
                        || state.is_some()
                        || Scene::figure(scene.new, change.new.unwrap_or(Span::new(0, 0))).is_none()
                } else {
                    is_named()
                }
            }
            Class::Quote => topical(NoticeTopic::Quote) || !specific && is_named(),
            Class::Name if change.kind == Kind::NameOffice => topical(NoticeTopic::Office) || !specific && is_named(),
            Class::Name => topical(NoticeTopic::Name) || self.names(&change.new_value),
            Class::Attribution | Class::Source => topical(NoticeTopic::Source) || !specific && is_named(),
            Class::Headline => topical(NoticeTopic::Headline),
            _ => !specific && is_named(),
        };
        let adds = topical(NoticeTopic::Addition) && is_addition(change.kind);
        let new_count = is_addition(change.kind) && is_named();
        if matching || adds || new_count { Declaration::Matching } else { Declaration::No }
    }

    /// Whether the notice says to read what the change put there.
    fn reads(&self, change: &Change, right: &str) -> Declaration {
        let holds = |text: &str, value: &str| {
            let words: Vec<String> = value.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
            let mut words =
                words.iter().filter(|word| word.chars().count() > 3 || word.bytes().any(|b| b.is_ascii_digit()));
            let said: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
            words.any(|word| said.contains(&word.as_str()))
        };
        // What both versions say is no reading: *metres* in *87 metres*.
        let said: Vec<&str> = change.old_value.split_whitespace().collect();
        let news: Vec<&str> = change.new_value.split_whitespace().filter(|word| !said.contains(word)).collect();
        if holds(right, &news.join(" ")) {
            return Declaration::Matching;
        }
        // It says what should not be read, and something else than it says stands there now.
        let wrong = self.wrong.as_deref().is_some_and(|wrong| holds(wrong, &change.old_value));
        if wrong { Declaration::Mismatching } else { Declaration::No }
    }

    /// Whether the notice holds a part of the name.
    fn names(&self, name: &str) -> bool {
        let text = self.notice.text.to_lowercase();
        name.to_lowercase().split_whitespace().any(|part| part.chars().count() > 3 && text.contains(part))
    }
}

/// Whether two words, in lower case, are forms of one: *interpellations* and *interpellées*.
fn is_form(a: &str, b: &str) -> bool {
    let (a, b) = (any_ascii::any_ascii(a), any_ascii::any_ascii(b));
    let common = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    a == b || common >= 4 && 10 * common >= 6 * a.len().max(b.len())
}

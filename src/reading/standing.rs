//! How counts stand: as of an hour, in total, or given up for another; and how far the law has gone with people counted.

use super::{Amount, BACK, Quantity, Reading};
use crate::analysis::State;
use crate::annotate;
use crate::document::{Tag, TokenRange};
use crate::rules::{RulePack, Stages, Standing, WordSet, is_spelled};
use crate::text::Span;

/// A value that a count of the article had before.
#[derive(Clone, Copy, Debug)]
pub struct Former {
    /// The count that has taken its place: a place in [`Reading::quantities`].
    pub current: usize,
    /// The value.
    pub number: f64,
    /// Where it stands.
    pub span: Span,
    /// Whether it held of an hour of the day, and was not wrong then.
    pub interim: bool,
}

/// How the counts of an article stand.
#[derive(Clone, Debug, Default)]
pub struct Stands {
    /// The values that counts had before, in order.
    pub formers: Vec<Former>,
    /// The stages of the law that it names of nobody counted.
    pub loose: Stages,
}

/// How many tokens behind a count its stage stands.
const REACH: u32 = 40;
/// How many tokens before a count the verb stands whose object it is.
const BEFORE: u32 = 3;
/// How many tokens behind a number a word stands that says it was told before: *contre 450 annoncés en mars*.
const SAID: u32 = 3;
/// The hours of a day.
const HOURS: u32 = 24;

/// Says of `quantities` how they stand; linear in the sentences that have any.
pub(super) fn stands(reading: &Reading, quantities: &mut [Quantity], rules: &RulePack) -> Stands {
    let mut found = Stands::default();
    let mut bare: Vec<(usize, f64, Span)> = Vec::new();
    let mut first = 0;
    while first < quantities.len() {
        let sentence = quantities[first].rank;
        let end = first + quantities[first..].partition_point(|quantity| quantity.rank == sentence);
        mark(reading, quantities, first, end, rules, &mut bare);
        // "À midi, 31 écoles étaient fermées. 43 élèves avaient été interpellés" goes on with that hour.
        if let Some(last) =
            first.checked_sub(1).map(|last| (quantities[last].rank, quantities[last].hour, quantities[last].standing))
        {
            for own in &mut quantities[first..end] {
                let goes_on = own.standing.is_none() && own.day.is_none() && own.hour.is_some() && own.hour == last.1;
                if goes_on && last.0 + 1 == sentence && last.2 == Some(Standing::Interim) {
                    own.standing = last.2;
                }
            }
        }
        first = end;
    }
    staged(reading, quantities, rules, &mut found);
    found.formers = formers(reading, quantities, &bare, rules);
    found
}

/// A phrase of a sentence that says how counts stand.
struct Mark {
    tokens: TokenRange,
    standing: Standing,
}

/// The phrases of `sentence` that say how counts stand, in order.
fn marks(reading: &Reading, sentence: TokenRange, rules: &RulePack) -> Vec<Mark> {
    let document = &reading.document;
    let mut marks: Vec<Mark> = Vec::new();
    let mut at = sentence.first;
    while at < sentence.end {
        let form = |steps: usize| {
            let next = at + steps as u32;
            (next < sentence.end).then(|| document.form(next))
        };
        if let Some((length, standing)) = rules.reports.standing.standing(form) {
            let end = at + length as u32;
            marks.push(Mark { tokens: TokenRange::new(at, end), standing });
            at = end;
        } else if let Some(end) = clock(reading, at, sentence.end, rules) {
            marks.push(Mark { tokens: TokenRange::new(at, end), standing: Standing::Hour });
            at = end;
        } else {
            at += 1;
        }
    }
    marks
}

/// Where an hour of the clock ends that begins at `at`: *à 16 heures*, *vers 15H30*.
fn clock(reading: &Reading, at: u32, end: u32, rules: &RulePack) -> Option<u32> {
    let document = &reading.document;
    let number = (at + 1 < end).then(|| document.form(at + 1))?;
    if !number.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let known = |set, word: &str| rules.reports.words(set).any(|known| is_spelled(word, known));
    if !known(WordSet::AtClock, document.form(at)) {
        return None;
    }
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let (hour, rest) = number.split_at_checked(digits)?;
    hour.parse::<u32>().ok().filter(|&hour| hour <= HOURS)?;
    let sign = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    if !sign.is_empty() {
        return known(WordSet::Clock, sign).then_some(at + 2);
    }
    let unit = rest.is_empty() && at + 2 < end && known(WordSet::Clock, document.form(at + 2));
    unit.then_some(at + 3)
}

/// Marks the quantities from `first` up to `end`, which stand in one sentence.
fn mark(
    reading: &Reading,
    quantities: &mut [Quantity],
    first: usize,
    end: usize,
    rules: &RulePack,
    bare: &mut Vec<(usize, f64, Span)>,
) {
    let Some(sentence) = reading.document.sentences.get(quantities[first].rank as usize) else { return };
    let sentence = sentence.tokens;
    let marks = marks(reading, sentence, rules);
    let figure = |quantity: &Quantity| reading.tokens(reading.analysis.figures[quantity.figure].span);
    for (rank, mark) in marks.iter().enumerate() {
        let behind = first + quantities[first..end].partition_point(|own| figure(own).first < mark.tokens.end);
        if mark.standing == Standing::Before {
            continue;
        }
        if mark.standing == Standing::Instead {
            let said = marks.get(rank + 1).filter(|next| matches!(next.standing, Standing::Former | Standing::Before));
            instead(reading, &mut quantities[..end], (first, behind), mark.tokens, said, rules, bare);
            continue;
        }
        let stop = marks.get(rank + 1).map_or(sentence.end, |next| next.tokens.first);
        // "120 interpellations à 18 heures, 187 au total": what stands up to the next phrase, else what stood before.
        let next = behind + quantities[behind..end].partition_point(|own| figure(own).first < stop);
        // "34 personnes au total, dont 29 en garde à vue": the total is that of the whole.
        let parts = quantities[behind..next].iter().all(|own| reading.analysis.figures[own.figure].part_of.is_some());
        let total = mark.standing == Standing::Total && parts && behind > first;
        let range = if next > behind && !total { behind..next } else { first..behind };
        for own in &mut quantities[range] {
            let firm = own.standing == Some(Standing::Total) || own.standing.is_some() && next == behind;
            if !firm || mark.standing == Standing::Total {
                own.standing = Some(mark.standing);
            }
        }
    }
}

/// The number behind a phrase like *et non*, which a count before it has taken the place of.
fn instead(
    reading: &Reading,
    quantities: &mut [Quantity],
    (first, behind): (usize, usize),
    phrase: TokenRange,
    said: Option<&Mark>,
    rules: &RulePack,
    bare: &mut Vec<(usize, f64, Span)>,
) {
    let Some(number) = annotate::number(&reading.document, rules, phrase.end) else { return };
    let current = behind.checked_sub(1).filter(|&at| !quantities[at].heading || at >= first);
    let Some(current) = current else { return };
    let rank = reading.document.sentences.partition_point(|sentence| sentence.tokens.end <= phrase.first) as u32;
    let ahead = rank - quantities[current].rank;
    // "Sept morts. Il était de cinq dimanche": a sentence that goes on with the one before it.
    let goes_on = ahead == 0 || ahead == 1 && reading.document.sentences[rank as usize].tokens.first == phrase.first;
    // "Contre" compares as well: only beside a word of correction does another count take the place.
    let alone = phrase.len() == 1;
    let revised = quantities[current].revised || said.is_some_and(|said| said.tokens.first <= number.0 + SAID);
    if !goes_on || alone && !revised {
        return;
    }
    match quantities.get_mut(behind).filter(|next| reading.tokens(figure_span(reading, next)).contains(phrase.end)) {
        Some(next) => next.standing = Some(Standing::Former),
        None => bare.push((current, number.1, reading.span(TokenRange::new(phrase.end, number.0)))),
    }
}

fn figure_span(reading: &Reading, quantity: &Quantity) -> Span {
    reading.analysis.figures[quantity.figure].span
}

/// The values that counts had before: those told bare, and the counts that another one of their kind follows.
fn formers(reading: &Reading, quantities: &[Quantity], bare: &[(usize, f64, Span)], rules: &RulePack) -> Vec<Former> {
    let analysis = &reading.analysis;
    let amount = |quantity| -> Amount<'_> {
        let quantity: &Quantity = quantity;
        Amount { analysis, figure: &analysis.figures[quantity.figure], quantity }
    };
    let mut formers: Vec<Former> =
        bare.iter().map(|&(current, number, span)| Former { current, number, span, interim: false }).collect();
    for (at, quantity) in quantities.iter().enumerate() {
        let interim = match quantity.standing {
            Some(Standing::Former) => false,
            Some(Standing::Interim | Standing::Hour) => true,
            _ => continue,
        };
        let own = amount(quantity);
        let Some(number) = own.number().filter(|_| !quantity.possible) else { continue };
        let takes_over = |other: usize| {
            let other = amount(&quantities[other]);
            // "Le bilan passe à 27 morts, après avoir été de 31 victimes".
            let toll = |amount: &Amount<'_>| matches!(amount.figure.state, Some(State::Killed | State::Victims));
            let kind = own.is_kin(&other, rules) || !interim && toll(&own) && toll(&other);
            let kind = kind && own.is_of_one_scope(&other);
            let part = own.figure.part_of.is_some() == other.figure.part_of.is_some();
            let current = match other.quantity.standing {
                Some(Standing::Former) => false,
                Some(Standing::Total) => true,
                // What held of an hour is only given up for what is said to be all.
                _ => !interim,
            };
            kind && part
                && current
                && other.is_counted()
                && other.number().is_some_and(|n| n > number || !interim && n < number)
        };
        let near = at.saturating_sub(BACK)..quantities.len().min(at + BACK);
        if let Some(current) = near.filter(|&other| other != at).find(|&other| takes_over(other)) {
            formers.push(Former { current, number, span: own.figure.span, interim });
        }
    }
    formers
}

/// Says of each count of people how far the law has gone with them.
fn staged(reading: &Reading, quantities: &mut [Quantity], rules: &RulePack, found: &mut Stands) {
    let document = &reading.document;
    if !quantities.iter().any(|quantity| reading.analysis.figures[quantity.figure].state.is_some()) {
        return;
    }
    let mut named: Vec<(TokenRange, Stages)> = Vec::new();
    let mut at = 0;
    while at < document.tokens.len() as u32 {
        let form = |steps: usize| document.tokens.get(at as usize + steps).map(|_| document.form(at + steps as u32));
        let token = &document.tokens[at as usize];
        let told = if token.is_word() { rules.reports.standing.stage(form) } else { None };
        let told = told.or_else(|| {
            let verb = rules
                .verb(token.word)
                .filter(|_| matches!(token.tag, Tag::Finite | Tag::Participle | Tag::Infinitive | Tag::Gerund))?;
            rules.reports.standing.verb(&verb.lemma).map(|stage| (1, stage))
        });
        match told {
            Some((length, stage)) => {
                named.push((TokenRange::new(at, at + length as u32), stage));
                at += length as u32;
            }
            None => at += 1,
        }
    }
    let mut used = vec![false; named.len()];
    for at in 0..quantities.len() {
        let figure = &reading.analysis.figures[quantities[at].figure];
        if figure.state.is_none() {
            continue;
        }
        let own = reading.tokens(figure.span);
        let Some(sentence) = document.sentences.get(quantities[at].rank as usize) else { continue };
        let next = quantities.get(at + 1).map_or(u32::MAX, |next| reading.tokens(figure_span(reading, next)).first);
        let stop = sentence.tokens.end.min(next).min(own.end + REACH);
        let first = named.partition_point(|(tokens, _)| tokens.first < own.first);
        let within = |stop: u32| named[first..].iter().take_while(move |(tokens, _)| tokens.first < stop).count();
        // "48 interpellations": what the noun says holds whatever follows.
        let count = match within(own.end) {
            0 => within(stop),
            noun => noun,
        };
        let governs = first.checked_sub(1).filter(|&verb| {
            let tokens = named[verb].0;
            tokens.end + BEFORE >= own.first && tokens.first >= sentence.tokens.first && !used[verb]
        });
        for told in governs.into_iter().chain(first..first + count) {
            quantities[at].stages = quantities[at].stages.with(named[told].1);
            used[told] = true;
        }
    }
    let loose = named.iter().zip(&used).filter(|(_, used)| !**used);
    found.loose = loose.fold(found.loose, |all, ((_, stage), _)| all.with(*stage));
}

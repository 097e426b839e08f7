//! Faults, each planted at every place of an article where the library's own reading says that it would be one.

use std::collections::BTreeMap;

use selon::analysis::{Attribution, Bearer, EntityKind, Name, Precision, State};
use selon::document::ParagraphKind;
use selon::dossier::is_named;
use selon::reading::Reading;
use selon::text::Span;

/// At most so many places of one article get one kind of fault.
const PLACES: usize = 4;
/// From how many words on a quotation is one that two people would hardly both have said.
const LONG: usize = 8;

/// One fault of one article.
pub struct Fault {
    /// What was done.
    pub kind: &'static str,
    /// What is replaced, and by what.
    pub span: Span,
    pub replacement: String,
    /// Where in the unchanged article a finding may stand, besides the replaced stretch.
    pub at: Vec<Span>,
}

/// The lints that are right about a kind of fault.
pub fn right(kind: &str) -> &'static [&'static str] {
    match kind {
        "figure changed" => &[
            "silent-correction",
            "report-figure-conflict",
            "toll-decrease",
            "figure-conflict",
            "headline-figure",
            "figure-sum",
        ],
        "bound dropped" => &["bound-dropped", "silent-correction"],
        "name misspelt" => &["name-variant", "report-name-variant", "given-name-mismatch", "silent-correction"],
        "speaker swapped" => &["quote-two-speakers", "silent-correction"],
        "quoted word altered" => &["quote-altered", "silent-correction"],
        "source removed" => &[
            "attribution-lost",
            "unsourced-toll",
            "unsourced-conditional",
            "unattributed-claim",
            "unattributed-quote",
            "unsourced-lead",
        ],
        "hedge dropped" => &["hedge-dropped", "attribution-lost", "unattributed-claim", "unsourced-lead"],
        "closing mark removed" => &["unclosed-quote", "mixed-quote-marks", "unopened-quote"],
        "weekday shifted" => &["weekday-date"],
        _ => &[],
    }
}

/// The faults of an article, a few of each kind, spread over it.
pub fn faults(reading: &Reading) -> Vec<Fault> {
    let mut all = Vec::new();
    figures(reading, &mut all);
    names(reading, &mut all);
    speakers(reading, &mut all);
    quotations(reading, &mut all);
    sources(reading, &mut all);
    hedges(reading, &mut all);
    weekdays(reading, &mut all);
    let mut kinds: BTreeMap<&str, Vec<Fault>> = BTreeMap::new();
    for fault in all.into_iter().filter(|fault| in_text(reading, fault.span)) {
        kinds.entry(fault.kind).or_default().push(fault);
    }
    let few = |of_kind: Vec<Fault>| {
        let step = of_kind.len().div_ceil(PLACES).max(1);
        of_kind.into_iter().step_by(step)
    };
    kinds.into_values().flat_map(few).collect()
}

fn in_text(reading: &Reading, span: Span) -> bool {
    let document = &reading.document;
    let texts = document.paragraphs.iter().filter(|paragraph| paragraph.kind == ParagraphKind::Text);
    texts.map(|paragraph| document.normal.span(paragraph.start, paragraph.end)).any(|whole| whole.contains(span))
}

/// Whether a stretch stands between quotation marks, or runs over one.
fn is_quoted(reading: &Reading, span: Span) -> bool {
    reading.quotes.all.iter().any(|quote| reading.span(quote.inner()).overlaps(span))
}

/// Whether a stretch is the whole of its words: no letter goes on before or behind it.
fn is_whole(text: &str, span: Span) -> bool {
    let before = text[..span.start() as usize].chars().next_back();
    let behind = text[span.end() as usize..].chars().next();
    let goes_on = |c: char| c.is_alphanumeric() || c == '-';
    !before.is_some_and(goes_on) && !behind.is_some_and(goes_on)
}

/// Numbers and lower ones.
const NUMBERS: [(&str, &str); 14] = [
    ("trois", "deux"),
    ("quatre", "trois"),
    ("cinq", "trois"),
    ("six", "quatre"),
    ("sept", "cinq"),
    ("huit", "trois"),
    ("neuf", "six"),
    ("dix", "sept"),
    ("onze", "huit"),
    ("douze", "neuf"),
    ("treize", "onze"),
    ("quinze", "treize"),
    ("vingt", "quinze"),
    ("trente", "vingt"),
];

const BOUNDS: [&str; 7] = ["au moins ", "plus de ", "pas moins de ", "au plus ", "moins de ", "près de ", "environ "];

/// A lower number, and a number without its bound.
///
/// A toll that grows from one report to the next is news, and the missing are found: nobody could tell these for slips.
fn figures(reading: &Reading, all: &mut Vec<Fault>) {
    let text = &reading.analysis.article.text;
    let counted =
        |state: State| !matches!(state, State::Members | State::Other | State::SoldiersPolice | State::Missing);
    for figure in &reading.analysis.figures {
        if !figure.state.is_some_and(counted) || is_quoted(reading, figure.span) {
            continue;
        }
        let at = vec![figure.span];
        let written = &text[figure.span];
        let place = |start: usize, len: usize| {
            let start = figure.span.start() + start as u32;
            Span::new(start, start + len as u32)
        };
        let digits = written.char_indices().skip_while(|(_, c)| !c.is_ascii_digit());
        let digits: Vec<(usize, char)> = digits.take_while(|(_, c)| c.is_ascii_digit()).collect();
        if let Some(&(start, first)) = digits.first() {
            let lower = match (first, digits.get(1)) {
                ('2'..='9', Some(_)) => char::from(first as u8 - 1).to_string(),
                ('4'..='9', None) => char::from(first as u8 - 2).to_string(),
                ('1', Some((_, '1'..='9'))) => String::new(),
                _ => continue,
            };
            all.push(Fault { kind: "figure changed", span: place(start, 1), replacement: lower, at: at.clone() });
        } else {
            let word = NUMBERS.iter().find_map(|(word, other)| {
                let found = written.match_indices(word).map(|(start, _)| place(start, word.len()));
                let mut whole = found.filter(|&span| is_whole(text, span));
                Some((whole.next()?, other))
            });
            if let Some((span, other)) = word {
                all.push(Fault { kind: "figure changed", span, replacement: (*other).to_owned(), at: at.clone() });
            }
        }
        let bounded = matches!(
            figure.precision,
            Precision::AtLeast
                | Precision::MoreThan
                | Precision::AtMost
                | Precision::LessThan
                | Precision::Nearly
                | Precision::About
        );
        let bound = BOUNDS.iter().find(|bound| written.starts_with(**bound) && bounded);
        if let Some(bound) = bound {
            all.push(Fault { kind: "bound dropped", span: place(0, bound.len()), replacement: String::new(), at });
        }
    }
}

/// One letter of a surname that stands at least twice: doubled, exchanged with the next, or another.
fn names(reading: &Reading, all: &mut Vec<Fault>) {
    let analysis = &reading.analysis;
    let text = &analysis.article.text;
    let surname = |name: &Name| {
        let last = text[name.span].split_whitespace().next_back().unwrap_or_default();
        Span::new(name.span.end() - last.len() as u32, name.span.end())
    };
    let people = analysis.names.iter().filter(|name| name.bearer == Bearer::Person && name.entity.is_some());
    let people: Vec<&Name> = people.collect();
    for (count, name) in people.iter().enumerate() {
        let span = surname(name);
        let is_full = |other: &&&Name| other.entity == name.entity && text[other.span].split_whitespace().count() > 1;
        let again = people.iter().filter(|other| text[surname(other)] == text[span]).count() > 1;
        let letters: Vec<(usize, char)> = text[span].char_indices().collect();
        if !again || name.quoted || letters.len() < 5 || people.iter().find(is_full).is_none() {
            continue;
        }
        let middle = |fits: &dyn Fn(char, char) -> bool| {
            let pairs = letters.windows(2).enumerate().skip(1);
            pairs.map(|(at, pair)| (at, pair[0], pair[1])).find(|&(_, a, b)| fits(a.1, b.1))
        };
        let consonant = |c: char| c.is_lowercase() && !"aeiouyéèêëïöüàâîôh".contains(c);
        let (found, way) = match count % 3 {
            0 => (middle(&|a, b| consonant(a) && a != b), 0),
            1 => (middle(&|a, b| a.is_lowercase() && b.is_lowercase() && a != b), 1),
            _ => (middle(&|a, b| "aeiou".contains(a) && b.is_lowercase()), 2),
        };
        // A letter doubled next to its like would be a third.
        let Some((_, a, b)) = found.filter(|&(at, a, _)| at == 0 || letters[at - 1].1 != a.1) else { continue };
        let replacement = match way {
            0 => format!("{0}{0}{1}", a.1, b.1),
            1 => format!("{}{}", b.1, a.1),
            _ => {
                let vowels = ['a', 'e', 'i', 'o', 'u', 'a'];
                let next = vowels.iter().position(|&vowel| vowel == a.1).map_or('a', |at| vowels[at + 1]);
                format!("{next}{}", b.1)
            }
        };
        let start = span.start() + a.0 as u32;
        let end = span.start() + b.0 as u32 + b.1.len_utf8() as u32;
        all.push(Fault { kind: "name misspelt", span: Span::new(start, end), replacement, at: vec![name.span] });
    }
}

/// The quotations that are long enough and have somebody who said them.
fn spoken(reading: &Reading) -> impl Iterator<Item = (Span, &Attribution)> {
    let analysis = &reading.analysis;
    let long = |span: Span| analysis.article.text[span].split_whitespace().count() >= LONG;
    let quotations = analysis.quotations.iter().filter(move |quotation| !quotation.heading && long(quotation.span));
    quotations.filter_map(move |quotation| Some((quotation.span, &analysis.attributions[quotation.attribution?])))
}

/// Another name in place of the one that a quotation is given to.
fn speakers(reading: &Reading, all: &mut Vec<Fault>) {
    let analysis = &reading.analysis;
    let text = &analysis.article.text;
    let mut last = None;
    for (quotation, attribution) in spoken(reading) {
        let Some(source) = attribution.source.as_ref().filter(|source| !is_quoted(reading, source.span)) else {
            continue;
        };
        let entity = &analysis.entities[source.entity];
        let name = analysis.names.iter().find(|name| source.span.contains(name.span) && name.bearer == Bearer::Person);
        let Some(name) = name.filter(|_| is_named(entity) && source.ambiguous.is_empty()) else { continue };
        if last.replace(name.span) == Some(name.span) {
            continue;
        }
        let words: Vec<&str> = entity.name.split_whitespace().collect();
        let mut others = analysis.entities.iter().filter(|other| {
            let apart = other.name.split_whitespace().all(|word| !words.contains(&word));
            other.kind == EntityKind::Person && is_named(other) && apart && other.name.split_whitespace().count() == 2
        });
        let other = others.next().map_or_else(|| "Gaspard Tellier".to_owned(), |other| other.name.clone());
        if text[name.span].starts_with(char::is_uppercase) {
            let at = vec![source.span, quotation];
            all.push(Fault { kind: "speaker swapped", span: name.span, replacement: other, at });
        }
    }
}

/// Another word in a quotation, by turns one without its accent; and a quotation without its closing mark.
fn quotations(reading: &Reading, all: &mut Vec<Fault>) {
    let text = &reading.analysis.article.text;
    for (count, (quotation, _)) in spoken(reading).enumerate() {
        let mut at = quotation.start();
        let mut words = Vec::new();
        for word in text[quotation].split_inclusive(char::is_whitespace) {
            let bare = word.trim_end();
            if bare.chars().count() > 4 && bare.chars().all(char::is_lowercase) {
                words.push(Span::new(at, at + bare.len() as u32));
            }
            at += word.len() as u32;
        }
        let plain = |word: Span| text[word].replace(['é', 'è', 'ê', 'ô', 'à'], "e");
        let accented = words.iter().find(|&&word| plain(word) != text[word]).filter(|_| count % 2 == 1);
        let fault = match (accented, words.get(words.len() / 2)) {
            (Some(&word), _) => Some((word, plain(word))),
            (None, Some(&word)) => Some((word, "parapluie".to_owned())),
            (None, None) => None,
        };
        if let Some((span, replacement)) = fault {
            all.push(Fault { kind: "quoted word altered", span, replacement, at: vec![quotation] });
        }
    }
    for quote in reading.quotes.all.iter().filter(|quote| quote.closed && quote.parent.is_none() && !quote.mixed) {
        let inner = reading.span(quote.inner());
        let mark = reading.span(selon::document::TokenRange::new(quote.close, quote.close + 1));
        if text[inner].split_whitespace().count() >= LONG {
            let span = Span::new(inner.end(), mark.end());
            let opening = reading.span(selon::document::TokenRange::new(quote.open, quote.open + 1));
            let at = vec![Span::new(opening.start(), mark.end())];
            all.push(Fault { kind: "closing mark removed", span, replacement: String::new(), at });
        }
    }
}

/// The comma and the phrase that give the source of a toll, cut.
fn sources(reading: &Reading, all: &mut Vec<Fault>) {
    let analysis = &reading.analysis;
    let text = &analysis.article.text;
    for attribution in &analysis.attributions {
        let (Some(cue), Some(source)) = (&attribution.cue, &attribution.source) else { continue };
        let by = ["selon", "d'après", "d’après"].contains(&&*text[cue.span].to_lowercase());
        if !by || source.span.start() < cue.span.end() || is_quoted(reading, cue.span) {
            continue;
        }
        let holds = |span: Span| attribution.content.iter().any(|content| content.contains(span));
        let toll = |state: State| matches!(state, State::Killed | State::Injured | State::Missing | State::Displaced);
        let figures = analysis.figures.iter().filter(|figure| holds(figure.span) && figure.low.unwrap_or(0.0) >= 3.0);
        let Some(figure) = figures.clone().find(|figure| figure.state.is_some_and(toll)) else { continue };
        let (before, behind) = (&text[..cue.span.start() as usize], &text[source.span.end() as usize..]);
        let whole = attribution.content.iter().copied().chain([figure.span]).collect();
        let again = analysis.figures.iter().any(|other| {
            let same = (other.low, other.state) == (figure.low, figure.state) && other.span != figure.span;
            same && other.attribution.is_some()
        });
        // A toll that has its source in another place needs none here; what is told of the source cannot stay alone.
        if again || behind.starts_with(", qu") {
            continue;
        }
        if before.ends_with(", ") && behind.starts_with(['.', ',']) {
            let span = Span::new(cue.span.start() - 2, source.span.end());
            all.push(Fault { kind: "source removed", span, replacement: String::new(), at: whole });
        } else if let Some(first) = behind.strip_prefix(", ").and_then(|rest| rest.chars().next()) {
            if text[cue.span].starts_with(char::is_uppercase) {
                let end = source.span.end() + 2 + first.len_utf8() as u32;
                let span = Span::new(cue.span.start(), end);
                let replacement = first.to_uppercase().collect();
                all.push(Fault { kind: "source removed", span, replacement, at: whole });
            }
        }
    }
}

/// A past tense in place of a conditional.
fn hedges(reading: &Reading, all: &mut Vec<Fault>) {
    let text = &reading.analysis.article.text;
    for claim in &reading.claims.all {
        let predicate = &reading.predicates[claim.predicate];
        let span = reading.span(predicate.tokens);
        let simple = predicate.compound && reading.is_conditional(predicate) && predicate.inside.is_none();
        if !simple || claim.topic.is_none() || is_quoted(reading, span) {
            continue;
        }
        let tenses = [("aurait ", "a "), ("auraient ", "ont "), ("serait ", "est "), ("seraient ", "sont ")];
        if let Some((would, is)) = tenses.iter().find(|(would, _)| text[span].starts_with(would)) {
            let span = Span::new(span.start(), span.start() + would.len() as u32);
            let at = vec![claim.span];
            all.push(Fault { kind: "hedge dropped", span, replacement: (*is).to_owned(), at });
        }
    }
}

/// The next day of the week.
fn weekdays(reading: &Reading, all: &mut Vec<Fault>) {
    const DAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
    let text = &reading.analysis.article.text;
    for when in reading
        .analysis
        .dates
        .iter()
        .filter(|when| when.is_day && when.is_sure && when.weekday == Some(when.first.weekday()))
    {
        let written = &text[when.span];
        let day = DAYS.iter().position(|day| written.starts_with(day));
        if let Some(day) = day.filter(|_| written.contains(|c: char| c.is_ascii_digit())) {
            let span = Span::new(when.span.start(), when.span.start() + DAYS[day].len() as u32);
            let replacement = DAYS[(day + 1) % 7].to_owned();
            all.push(Fault { kind: "weekday shifted", span, replacement, at: vec![when.span] });
        }
    }
}

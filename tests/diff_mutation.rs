//! Changes planted into real articles, where they are at hand, and into fixtures: each must be told with its class and
//! at its place, and what nobody could tell must not be told.

#![allow(clippy::print_stdout, reason = "what is measured is worth seeing, with --nocapture")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use selon::analysis::{EntityKind, Mode};
use selon::diff::{Change, Class, Diff, Kind};
use selon::document::ParagraphKind;
use selon::text::Span;
use selon::{Article, Reading, RulePack};

/// At most so many places of one article are changed in one way.
const PLACES: usize = 3;

/// A change planted into a text.
struct Planted {
    /// What was done.
    way: &'static str,
    /// What is replaced.
    span: Span,
    /// By what.
    replacement: String,
    /// The kinds that are right answers.
    kinds: &'static [Kind],
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The texts of `.txt` files in a folder and those below it, sorted by path.
fn texts(folder: &Path, texts: &mut Vec<(String, String)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            self::texts(&path, texts);
        } else if path.extension().is_some_and(|ending| ending == "txt") {
            if let Ok(text) = fs::read_to_string(&path) {
                texts.push((path.display().to_string(), text));
            }
        }
    }
}

/// The articles of the pages in `fixtures/diff`, and other self-written ones without their marks.
fn fixtures() -> Vec<(String, String)> {
    let mut articles = Vec::new();
    for entry in fs::read_dir(folder("fixtures/diff")).unwrap() {
        let path = entry.unwrap().path();
        let page = fs::read_to_string(&path).unwrap();
        let fences = page.split("~~~article\n").skip(1).filter_map(|rest| rest.split("\n~~~").next());
        for (at, text) in fences.enumerate() {
            articles.push((format!("{}#{at}", path.display()), text.to_owned()));
        }
    }
    let mut marked = Vec::new();
    texts(&folder("fixtures/dispatches"), &mut marked);
    articles
        .extend(marked.into_iter().filter_map(|(id, text)| Some((id, selon::text::markup::read(&text).ok()?.text))));
    texts(&folder("fixtures/cli"), &mut articles);
    articles.sort();
    articles
}

/// The quotations that somebody speaks in: the stretches between the marks.
fn spoken(reading: &Reading) -> Vec<Span> {
    let quotes = reading.quotes.all.iter().filter(|quote| quote.closed && quote.parent.is_none());
    quotes.map(|quote| reading.span(quote.inner())).collect()
}

fn running(reading: &Reading, span: Span) -> bool {
    let document = &reading.document;
    document.paragraphs.iter().any(|paragraph| {
        paragraph.kind == ParagraphKind::Text && document.normal.span(paragraph.start, paragraph.end).contains(span)
    })
}

/// The places where `reading` can be changed in each way.
fn planted(reading: &Reading, rules: &RulePack) -> Vec<Planted> {
    let mut all: Vec<Planted> = Vec::new();
    let mut plant = |way, span: Span, replacement: String, kinds| {
        if running(reading, span) {
            all.push(Planted { way, span, replacement, kinds });
        }
    };
    let quotes = spoken(reading);
    let in_quote = |span: Span| quotes.iter().any(|&quote| quote.overlaps(span));
    let text = &reading.analysis.article.text;
    for figure in reading.analysis.figures.iter().filter(|figure| !in_quote(figure.span)) {
        let digits = text[figure.span].char_indices().find(|(_, c)| c.is_ascii_digit());
        if let Some((at, digit)) = digits {
            let start = figure.span.start() + at as u32;
            let other = char::from(b'1' + (digit as u8 - b'0' + 3) % 9);
            plant("figure", Span::new(start, start + 1), other.to_string(), &[Kind::FigureValue]);
        }
    }
    for &quote in quotes.iter().filter(|quote| text[**quote].split_whitespace().count() > 5) {
        let mut at = quote.start();
        let mut words = Vec::new();
        for word in text[quote].split_inclusive(char::is_whitespace) {
            let bare = word.trim_end();
            if bare.chars().count() > 5 && bare.chars().all(char::is_lowercase) {
                words.push(Span::new(at, at + bare.len() as u32));
            }
            at += word.len() as u32;
        }
        if let Some(&word) = words.get(words.len() / 2) {
            plant("quote word", word, "parapluie".to_owned(), &[Kind::QuoteAltered]);
            let plain = text[word].replace(['é', 'è', 'ê'], "e");
            if plain != text[word] {
                plant("quote accent", word, plain, &[Kind::QuoteDiacritic]);
            }
        }
    }
    for attribution in &reading.analysis.attributions {
        let Some(cue) = attribution.cue.as_ref().filter(|cue| !in_quote(cue.span)) else { continue };
        if let Some(source) = attribution.source.as_ref().filter(|source| !in_quote(source.span)) {
            let entity = &reading.analysis.entities[source.entity];
            let apart = source.span.end() <= cue.span.start() || cue.span.end() <= source.span.start();
            let near = text.get(
                source.span.end().min(cue.span.end()) as usize..source.span.start().max(cue.span.start()) as usize,
            );
            let near = near.is_some_and(|between| between.len() < 3);
            if entity.kind == EntityKind::Person && apart && near && text[source.span].contains(char::is_uppercase) {
                let kinds = &[Kind::AttributionChanged, Kind::QuoteSpeaker];
                plant("source", source.span, "Gaspard Tellier".to_owned(), kinds);
                let kinds = &[Kind::AttributionAnonymised];
                plant("anonymised", source.span, "une source proche du dossier".to_owned(), kinds);
            }
        }
        if ["a dit", "a déclaré", "a indiqué", "a expliqué", "a précisé"].contains(&&text[cue.span]) {
            plant("cue", cue.span, "a prétendu".to_owned(), &[Kind::AttributionCue]);
        }
        if attribution.mode == Mode::Indirect && attribution.content.len() == 1 {
            let end = attribution.content[0].end();
            let open = !quotes.iter().any(|quote| quote.start() <= end && end <= quote.end());
            if open && text.get(..end as usize).is_some_and(|before| before.ends_with(char::is_alphabetic)) {
                let place = Span::new(end, end);
                plant("country", place, " en Bolivie".to_owned(), &[Kind::ClaimAltered]);
            }
        }
    }
    for predicate in reading.predicates.iter().filter(|predicate| predicate.compound && predicate.inside.is_none()) {
        let span = reading.span(predicate.tokens);
        let main = reading.span(selon::document::TokenRange::new(predicate.main, predicate.main + 1));
        if in_quote(span) {
            continue;
        }
        let words =
            [("a ", "aurait ", "n'a pas "), ("ont ", "auraient ", "n'ont pas "), ("est ", "serait ", "n'est pas ")];
        for (word, conditional, negated) in words {
            if text[span].starts_with(word) {
                let auxiliary = Span::new(span.start(), span.start() + word.len() as u32);
                plant("conditional", auxiliary, conditional.to_owned(), &[Kind::ModalityHedged]);
                plant("negation", auxiliary, negated.to_owned(), &[Kind::ModalityNegated]);
                let place = Span::new(main.start(), main.start());
                plant("hedge", place, "probablement ".to_owned(), &[Kind::ModalityHedged]);
            }
        }
    }
    for entity in reading.analysis.entities.iter().filter(|entity| entity.kind == EntityKind::Person) {
        for &mention in entity.mentions.iter().filter(|mention| !in_quote(**mention)) {
            let words: Vec<&str> = text[mention].split_whitespace().collect();
            let named = words.len() == 2 && words.iter().all(|word| word.starts_with(char::is_uppercase));
            if let Some(at) = text[mention].rfind(['o', 'a', 'e', 'i']).filter(|_| named) {
                let at = mention.start() + at as u32;
                plant("name", Span::new(at, at + 1), "u".to_owned(), &[Kind::NameChanged]);
            }
        }
    }
    let lower = text.to_lowercase();
    if lower.len() == text.len() {
        for (range, _) in rules.revisions.labels(&lower) {
            let span = Span::new(range.start as u32, range.end as u32);
            let other = match &text[span] {
                "attentat" => "incident",
                "attaque" => "agression",
                "meurtre" => "décès",
                "guerre" => "crise",
                "accident" => "incident",
                "régime" => "gouvernement",
                "chute" => "baisse",
                "baisse" => "chute",
                _ => continue,
            };
            if !in_quote(span) {
                let kinds = &[Kind::LabelSoftened, Kind::LabelHardened, Kind::LabelChanged];
                plant("label", span, other.to_owned(), kinds);
            }
        }
    }
    for sentence in &reading.document.sentences {
        let span = reading.span(sentence.tokens);
        if sentence.tokens.len() > 8 && sentence.tokens.len() < 120 && !in_quote(span) {
            plant("sentence gone", span, String::new(), &[Kind::ClaimRemoved]);
            let new = format!("{} Un héron cendré couvait derrière la mairie annexe.", &text[span]);
            plant("sentence new", span, new, &[Kind::ClaimAdded]);
        }
    }
    // A few of each, spread over the article.
    let mut by_way: BTreeMap<&str, Vec<Planted>> = BTreeMap::new();
    for planted in all {
        by_way.entry(planted.way).or_default().push(planted);
    }
    let few = |of_way: Vec<Planted>| {
        let step = of_way.len().div_ceil(PLACES).max(1);
        of_way.into_iter().step_by(step)
    };
    by_way.into_values().flat_map(few).collect()
}

/// Whether `change` is at the place of `planted`, in the old version or in the new.
fn is_at(change: &Change, planted: &Planted) -> bool {
    let old = Span::new(planted.span.start(), planted.span.end().max(planted.span.start() + 1));
    let new = Span::new(planted.span.start(), planted.span.start() + (planted.replacement.len() as u32).max(1));
    change.old.is_some_and(|span| span.overlaps(old)) || change.new.is_some_and(|span| span.overlaps(new))
}

fn timeless(diff: &Diff) -> Vec<(Kind, Option<Span>, Option<Span>)> {
    let changes = diff.changes.iter().filter(|change| change.class() != Class::Correction);
    let mut changes: Vec<_> = changes.map(|change| (change.kind, change.old, change.new)).collect();
    changes.sort();
    changes
}

/// How many of the changes planted in each way are told right, and of how many.
fn score(articles: &[(String, String)], rules: &RulePack, shown: usize) -> BTreeMap<&'static str, (usize, usize)> {
    let mut scores: BTreeMap<&'static str, (usize, usize)> = BTreeMap::new();
    let mut misses = BTreeMap::new();
    for (id, text) in articles {
        let old = Reading::new(Article::plain(id.as_str(), text.as_str()), rules);
        assert_eq!(Diff::new(&old, &old, rules), Diff::default(), "{id}: not the same as itself");
        for planted in planted(&old, rules) {
            let mut changed = text.clone();
            changed.replace_range(planted.span.range(), &planted.replacement);
            let new = Reading::new(Article::plain("new", changed), rules);
            let diff = Diff::new(&old, &new, rules);
            let right = diff.told().any(|change| planted.kinds.contains(&change.kind) && is_at(change, &planted));
            let score = scores.entry(planted.way).or_default();
            score.1 += 1;
            if right {
                score.0 += 1;
            } else {
                let count: &mut usize = misses.entry(planted.way).or_default();
                *count += 1;
                if *count <= shown {
                    let from = (planted.span.start() as usize).saturating_sub(70);
                    let from = (0..=from).rfind(|&at| text.is_char_boundary(at)).unwrap_or(0);
                    let to = (planted.span.end() as usize + 40..text.len())
                        .find(|&at| text.is_char_boundary(at))
                        .unwrap_or(text.len());
                    let told: Vec<String> =
                        diff.changes.iter().map(|c| format!("{}: {} → {}", c.kind, c.old_value, c.new_value)).collect();
                    println!(
                        "{} [{}] → [{}] in {id}\n  {}\n  {told:?}",
                        planted.way,
                        &text[planted.span],
                        planted.replacement,
                        text.get(from..to.min(text.len())).unwrap_or(text).replace('\n', " ")
                    );
                }
            }
            let back: Vec<_> = timeless(&Diff::new(&new, &old, rules));
            let mut mirrored: Vec<_> =
                timeless(&diff).into_iter().map(|(kind, old, new)| (kind.mirrored(), new, old)).collect();
            mirrored.sort();
            assert_eq!(mirrored, back, "{id}: {} is not the same the other way round", planted.way);
        }
    }
    scores
}

/// How many in a hundred are told right, printed way by way.
fn share(scores: &BTreeMap<&'static str, (usize, usize)>) -> usize {
    let (right, all) = scores.values().fold((0, 0), |sum, score| (sum.0 + score.0, sum.1 + score.1));
    for (way, (right, all)) in scores {
        println!("{way:15} {right:4} of {all:4}");
    }
    println!("{:15} {right:4} of {all:4}", "all");
    100 * right / all.max(1)
}

#[test]
fn planted_changes_are_told_in_fixtures() {
    let rules = RulePack::shipped("fr").unwrap();
    let scores = score(&fixtures(), &rules, 5);
    assert!(share(&scores) >= 97);
    assert!(scores.values().map(|score| score.1).sum::<usize>() > 200);
}

#[test]
fn planted_changes_are_told_in_real_articles() {
    let mut articles = Vec::new();
    texts(&folder("../shared/eval/text"), &mut articles);
    if articles.is_empty() {
        println!("no articles in ../shared/eval/text");
        return;
    }
    let rules = RulePack::shipped("fr").unwrap();
    assert!(share(&score(&articles, &rules, 6)) >= 98);
}

/// Looks that nobody could tell apart.
fn disguised(text: &str) -> Vec<(&'static str, String)> {
    let spaced = text.replace(" »", "\u{a0}»").replace("« ", "«\u{202f}").replace(", ", ",  ");
    let curly = text.replace("« ", "“").replace(" »", "”").replace('\'', "’");
    vec![("spaces", spaced), ("glyphs", curly)]
}

/// The running text of `reading`, one paragraph a line as its publisher would set it, broken to a width.
fn reflowed(reading: &Reading) -> Option<(String, String)> {
    let document = &reading.document;
    let (mut plain, mut broken) = (String::new(), String::new());
    for paragraph in document.paragraphs.iter().filter(|paragraph| paragraph.kind == ParagraphKind::Text) {
        let written = reading.text(document.normal.span(paragraph.start, paragraph.end));
        let words: Vec<&str> = written.split_whitespace().collect();
        if words.len() < 14 || !written.trim_end().ends_with(['.', '"', '»']) {
            continue;
        }
        plain.push_str(&words.join(" "));
        plain.push_str("\n\n");
        let mut column = 0;
        let digits = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        for (at, word) in words.iter().copied().enumerate() {
            let width = word.chars().count();
            // No publisher breaks a line within a number.
            let within = digits(word) && at > 0 && digits(words[at - 1]);
            if column > 0 && column + 1 + width > 68 && !within {
                broken.push('\n');
                column = 0;
            } else if column > 0 {
                broken.push(' ');
                column += 1;
            }
            broken.push_str(word);
            column += width;
        }
        broken.push_str("\n\n");
    }
    (plain.len() > 600).then_some((plain, broken))
}

#[test]
fn looks_are_boring() {
    let rules = RulePack::shipped("fr").unwrap();
    let mut articles = fixtures();
    texts(&folder("../shared/eval/text"), &mut articles);
    let (mut compared, mut loud) = (0, Vec::new());
    let mut look = |way: &str, id: &str, old: &Reading, text: String| {
        let new = Reading::new(Article::plain("new", text), &rules);
        let diff = Diff::new(old, &new, &rules);
        compared += 1;
        if !diff.is_boring() {
            let told: Vec<String> = diff
                .changes
                .iter()
                .filter(|c| c.class() != Class::Boring)
                .map(|c| format!("{}: {} → {}", c.kind, c.old_value, c.new_value))
                .collect();
            loud.push(format!("{way} {id}: {told:?}"));
        }
    };
    for (id, text) in &articles {
        let old = Reading::new(Article::plain(id.as_str(), text.as_str()), &rules);
        for (way, other) in disguised(text) {
            look(way, id, &old, other);
        }
        if let Some((plain, broken)) = reflowed(&old) {
            let dated = |line: &str| format!("BREST, {line} mai 2021 (AFV) - {plain}");
            let old = Reading::new(Article::plain(id.as_str(), dated("3")), &rules);
            look("dateline", id, &old, dated("4"));
            let old = Reading::new(Article::plain(id.as_str(), plain), &rules);
            look("reflow", id, &old, broken);
        }
    }
    println!("{} of {compared} are not boring", loud.len());
    loud.iter().take(12).for_each(|one| println!("  {one}"));
    assert!(compared > 100);
    assert!(loud.is_empty());
}

//! How fast texts are analysed, and that time grows with the text and not faster: `cargo bench --bench throughput`.

#![allow(clippy::print_stdout, reason = "it prints what it measures")]

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use mimalloc::MiMalloc;
use selon::report::{Format, View};
use selon::text::markup;
use selon::{Article, Extent, RulePack, analyze_to};

/// That of the program.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// A text of a given number of parts.
type Odd = fn(usize) -> String;

/// How much text the common case is measured on, in bytes.
const CORPUS: usize = 50_000_000;

fn main() {
    // `cargo test --all-targets` runs benches as well, without this argument.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let begun = Instant::now();
    let rules = RulePack::shipped("fr").expect("the shipped rules are sound");
    println!("rules compiled in {:?}", begun.elapsed());
    let articles = articles();
    assert!(!articles.is_empty(), "no articles to measure on");
    many_articles(&articles, &rules);
    one_giant_article(&articles, &rules);
    odd_texts(&rules);
}

/// The articles at hand: the fixtures, and the texts for evaluation where these are.
fn articles() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut articles = Vec::new();
    for folder in ["fixtures/dispatches", "../shared/eval/text/wikinews", "../shared/eval/text/regional"] {
        let Ok(entries) = fs::read_dir(root.join(folder)) else { continue };
        let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        for text in paths.iter().filter_map(|path| fs::read_to_string(path).ok()) {
            articles.push(markup::read(&text).map_or(text, |marked| marked.text));
        }
    }
    articles
}

fn run(text: String, rules: &RulePack) -> Duration {
    let begun = Instant::now();
    let analysis = analyze_to(Article::plain("bench", text), rules, Extent::Annotation);
    let mut out = Vec::new();
    Format::Jsonl.write(&analysis, View::default(), &mut out).expect("memory can be written to");
    black_box(out);
    begun.elapsed()
}

fn speed(bytes: usize, time: Duration) -> String {
    #[allow(clippy::cast_precision_loss, reason = "a rate is no exact number")]
    let megabytes = bytes as f64 / 1e6;
    format!("{:.1} MB in {:.2} s, {:.1} MB/s", megabytes, time.as_secs_f64(), megabytes / time.as_secs_f64())
}

/// Analysis and JSON Lines on one thread, article after article.
fn many_articles(articles: &[String], rules: &RulePack) {
    let mut bytes = 0;
    let mut time = Duration::ZERO;
    for article in articles.iter().cycle() {
        if bytes >= CORPUS {
            break;
        }
        bytes += article.len();
        time += run(article.clone(), rules);
    }
    println!("{} different articles: {}", articles.len(), speed(bytes, time));
}

/// The same text as one article, once of a megabyte and once of ten.
fn one_giant_article(articles: &[String], rules: &RulePack) {
    let giant = |bytes: usize| {
        let mut text = String::with_capacity(bytes + 10_000);
        for article in articles.iter().cycle() {
            if text.len() >= bytes {
                break;
            }
            text.push_str(article);
            text.push_str("\n\n");
        }
        text
    };
    let [one, ten] = [1_000_000, 10_000_000].map(|bytes| {
        let text = giant(bytes);
        let (bytes, time) = (text.len(), run(text, rules));
        println!("one article: {}", speed(bytes, time));
        time
    });
    println!("ten times the text takes {:.1} times as long", ten.as_secs_f64() / one.as_secs_f64());
}

/// Texts that make a careless pass quadratic, each in two sizes.
fn odd_texts(rules: &RulePack) {
    let nested = |depth: usize| format!("{}oui{}, a dit le maire.", "« ".repeat(depth), " »".repeat(depth));
    let odd: [(&str, Odd); 7] = [
        ("opening quotation marks", |n| "« ".repeat(n)),
        ("straight quotation marks", |n| "\"a ".repeat(n)),
        ("one line of words", |n| "la digue tiendra ".repeat(n)),
        ("one sentence of cues", |n| "selon lui, le maire a dit que ".repeat(n)),
        ("names", |n| (0..n).fold(String::new(), |text, at| text + "M. Dupont" + &at.to_string() + " est venu. ")),
        ("parentheses never closed", |n| "(a ".repeat(n)),
        ("lines of a word", |n| "oui\n".repeat(n)),
    ];
    for (name, text) in odd {
        for n in [10_000, 100_000] {
            let text = text(n);
            let bytes = text.len();
            println!("{n} × {name}: {}", speed(bytes, run(text, rules)));
        }
    }
    for depth in [1_000, 10_000, 100_000] {
        let text = nested(depth);
        let bytes = text.len();
        println!("quotations {depth} deep: {}", speed(bytes, run(text, rules)));
    }
    let line = "la digue tiendra ".repeat(10_000_000 / 17);
    println!("a line of 10 MB: {}", speed(line.len(), run(line.clone(), rules)));
}

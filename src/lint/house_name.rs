//! `house-name`: a spelling that the newsroom replaces by another.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::{Category, Check, Context, Evidence, Finding, Fix, Level, Lint, Place};
use crate::document::{Document, TokenKind, TokenRange};
use crate::reading::Reading;

pub(super) const LINT: Lint = Lint {
    id: "house-name",
    category: Category::Names,
    level: Level::Warning,
    default: true,
    summary: "a spelling that the newsroom replaces by another",
    checks: &[Check::Article(check)],
};

fn check(reading: &Reading, context: &Context<'_>, findings: &mut Vec<Finding>) {
    // What the list replaces, by the first word, as it stands and in capitals; the longest first.
    let mut replaced: FxHashMap<String, Vec<(Vec<&str>, &str)>> = FxHashMap::default();
    for (write, spellings) in &context.house.names {
        for words in spellings.iter().map(|spelling| spelling.split_whitespace().collect::<Vec<_>>()) {
            for first in words.first().map_or(BTreeSet::new(), |&first| [first.to_owned(), first.to_uppercase()].into())
            {
                let list = replaced.entry(first).or_default();
                list.push((words.clone(), write));
                list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
            }
        }
    }
    if replaced.is_empty() {
        return;
    }
    let document = &reading.document;
    let mut quoted = vec![false; document.tokens.len()];
    for quote in &reading.quotes.all {
        let inner = quote.inner();
        quoted.get_mut(inner.first as usize..inner.end as usize).unwrap_or_default().fill(true);
    }
    let mut at = 0;
    while at < document.tokens.len() as u32 {
        let candidates = replaced.get(document.form(at)).filter(|_| !quoted[at as usize]).into_iter().flatten();
        let matching = candidates.filter_map(|(words, write)| Some((matched(document, at, words)?, words, write)));
        match { matching }.next() {
            Some((tokens, words, write)) => {
                findings.push(finding(reading, tokens, &words.join(" "), write));
                at = tokens.end;
            }
            None => at += 1,
        }
    }
}

/// The tokens from `at` on that are `words`, as they stand or in capitals.
fn matched(document: &Document, at: u32, words: &[&str]) -> Option<TokenRange> {
    let end = at + words.len() as u32;
    let tokens = document.tokens.get(at as usize..end as usize)?;
    let same = (at..end).zip(words).all(|(at, word)| {
        let form = document.form(at);
        form == *word || form == word.to_uppercase()
    });
    (same && tokens.iter().all(|token| token.kind == TokenKind::Word)).then(|| TokenRange::new(at, end))
}

fn finding(reading: &Reading, tokens: TokenRange, spelling: &str, write: &str) -> Finding {
    let article = &reading.analysis.article;
    let span = reading.span(tokens);
    let found = reading.text(span);
    let capitals = found.chars().all(|c| !c.is_lowercase());
    let replacement = if capitals { write.to_uppercase() } else { write.to_owned() };
    let mut finding = Finding::new(
        &LINT,
        format!("\"{spelling}\" is \"{write}\" in the house's spelling"),
        vec![Place::new(article, span, format!("write \"{replacement}\""))],
    )
    .because(Evidence::new("house", format!("{write}: {spelling}")));
    // An article before the name may have to change with its first letter or its gender: that is for a person to do.
    let vowel = |text: &str| {
        let first = text.chars().next().map_or(' ', |c| c);
        any_ascii::any_ascii_char(first).to_ascii_lowercase().starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h'])
    };
    if vowel(spelling) == vowel(write) {
        finding.fix = Some(Fix { document: article.id.as_str().into(), span, replacement });
    }
    finding
}

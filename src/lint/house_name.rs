//! `house-name`: a spelling that the newsroom replaces by another.

use super::{Category, Check, Context, Evidence, Finding, Fix, Level, Lint, Place};
use crate::document::{TokenKind, TokenRange};
use crate::reading::Reading;

pub(super) const LINT: Lint = Lint {
    id: "house-name",
    category: Category::Names,
    level: Level::Warning,
    default: true,
    summary: "a spelling that the newsroom replaces by another",
    check: Check::Article(check),
};

fn check(reading: &Reading, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut replaced: Vec<(&str, &str)> = Vec::new();
    for (write, spellings) in &context.house.names {
        replaced.extend(spellings.iter().map(|spelling| (spelling.as_str(), write.as_str())));
    }
    // The longest first: a list may hold a name and a part of it.
    replaced.sort_by_key(|(spelling, write)| (std::cmp::Reverse(spelling.len()), *spelling, *write));
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
        let token = &document.tokens[at as usize];
        let found = (!quoted[at as usize] && token.kind == TokenKind::Word && token.is_capital())
            .then(|| {
                replaced.iter().find_map(|&(spelling, write)| Some((matched(reading, at, spelling)?, spelling, write)))
            })
            .flatten();
        let Some((tokens, spelling, write)) = found else {
            at += 1;
            continue;
        };
        findings.push(finding(reading, tokens, spelling, write));
        at = tokens.end;
    }
}

/// The tokens from `at` on that are `spelling`, as it stands or in capitals.
fn matched(reading: &Reading, at: u32, spelling: &str) -> Option<TokenRange> {
    let document = &reading.document;
    let mut end = at;
    for word in spelling.split_whitespace() {
        let form = document.tokens.get(end as usize).map(|_| document.form(end))?;
        if form != word && form != word.to_uppercase() {
            return None;
        }
        end += 1;
    }
    (end > at).then(|| TokenRange::new(at, end))
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

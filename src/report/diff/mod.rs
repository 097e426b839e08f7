//! Writing what changed between versions: for people in a terminal, a browser or a pull request, and for machines.

mod github;
mod html;
mod json;
mod markdown;
mod text;

use std::io::{self, Write};

use super::View;
use crate::article::Article;
use crate::diff::{Change, Class, Declaration, Diff, Kind, Sentence};
use crate::text::{Span, one_line};

/// Two versions and what changed between them.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// The old version.
    pub old: &'a Article,
    /// The new version.
    pub new: &'a Article,
    /// What changed.
    pub diff: &'a Diff,
}

/// A form in which changes are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DiffFormat {
    /// A list of the changes and the sentences they are in, for a terminal.
    #[default]
    Text,
    /// One JSON object a line for each pair of versions.
    Json,
    /// Tables and sentences for a pull request or a chat.
    Markdown,
    /// One page that needs no other file.
    Html,
    /// Annotations of GitHub Actions on the new version.
    Github,
}

impl DiffFormat {
    /// Writes `compared` in this form; `view` matters to [`DiffFormat::Text`] alone.
    ///
    /// # Errors
    ///
    /// When `out` cannot be written to.
    pub fn write(self, compared: &[Compared<'_>], view: View, out: &mut impl Write) -> io::Result<()> {
        match self {
            DiffFormat::Text => compared.iter().try_for_each(|one| text::write(one, view, out)),
            DiffFormat::Json => compared.iter().try_for_each(|one| json::write(one, out)),
            DiffFormat::Markdown => compared.iter().try_for_each(|one| markdown::write(one, out)),
            DiffFormat::Html => html::write(compared, out),
            DiffFormat::Github => github::write(compared, out),
        }
    }
}

/// The changes told one by one; a notice that declares something is not told a second time for being there.
fn told(diff: &Diff) -> impl Iterator<Item = &Change> {
    let corrections = diff.changes.iter().filter(|change| change.class() == Class::Correction);
    let judged: Vec<Option<Span>> = corrections.map(|change| change.new).collect();
    diff.told().filter(move |change| change.kind != Kind::ProcessNoticeAdded || !judged.contains(&change.new))
}

/// What a desk wants to know of a change: whether the new version says so.
fn declaration(change: &Change) -> &'static str {
    match (change.declared, change.class()) {
        (_, Class::Move | Class::Process | Class::Correction) => "",
        (Declaration::No, _) if change.is_silent_correction() => "not declared",
        (Declaration::No, _) => "",
        (Declaration::Matching, _) => "declared",
        (Declaration::Mismatching, _) => "declared otherwise",
        (Declaration::Update, _) => "update",
    }
}

/// What became of the value of `change`, on one line: `17 → 27`, `+ au moins`, `− selon la mairie`.
fn values(change: &Change) -> String {
    match (change.old_value.is_empty(), change.new_value.is_empty()) {
        (false, false) if change.old_value == change.new_value => change.new_value.clone(),
        (false, false) => format!("{} → {}", change.old_value, change.new_value),
        (true, false) => format!("+ {}", change.new_value),
        (false, true) => format!("− {}", change.old_value),
        (true, true) => String::new(),
    }
}

/// How many changes of each kind are folded: `2 boring (reflow, quote-glyphs), 1 style (reworded)`; empty for none.
fn folded(diff: &Diff) -> String {
    let counts = diff.folded();
    let classes = [Class::Style, Class::Boring].into_iter().filter_map(|class| {
        let of: Vec<&(Kind, usize)> = counts.iter().filter(|(kind, _)| kind.class() == class).collect();
        let total: usize = of.iter().map(|(_, count)| count).sum();
        let names: Vec<String> = of.iter().map(|(kind, count)| format!("{count} {}", kind.name())).collect();
        (total > 0).then(|| format!("{total} {} ({})", class.name(), names.join(", ")))
    });
    classes.collect::<Vec<_>>().join(", ")
}

/// The sentences that changes told one by one are in, in the order of the text.
fn sentences(diff: &Diff) -> Vec<&Sentence> {
    let mut shown: Vec<usize> = diff.told().filter_map(|change| change.sentence).collect();
    shown.sort_unstable();
    shown.dedup();
    let mut shown: Vec<&Sentence> = shown.into_iter().map(|at| &diff.sentences[at]).collect();
    shown.sort_by_key(|sentence| (sentence.new.or(sentence.old), sentence.old));
    shown
}

/// A stretch of a sentence in the version it is read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stretch {
    Same,
    Gone,
    Come,
}

/// The words of `sentence` with those of both versions where they differ, each stretch on one line, with the blank
/// before it.
fn stretches(compared: &Compared<'_>, sentence: &Sentence) -> Vec<(Stretch, String)> {
    let mut stretches: Vec<(Stretch, String)> = Vec::new();
    let mut push = |stretch: Stretch, article: &Article, span: Span| {
        let words = one_line(&article.text[span]);
        let before = article.text.get(..span.start() as usize).and_then(|text| text.chars().next_back());
        let blank = if !stretches.is_empty() && before.is_some_and(char::is_whitespace) { " " } else { "" };
        stretches.push((stretch, format!("{blank}{words}")));
    };
    for part in &sentence.parts {
        match (part.same, part.old, part.new) {
            (true, _, Some(new)) => push(Stretch::Same, compared.new, new),
            (true, Some(old), None) => push(Stretch::Same, compared.old, old),
            (true, None, None) => {}
            (false, old, new) => {
                if let Some(span) = old {
                    push(Stretch::Gone, compared.old, span);
                }
                if let Some(span) = new {
                    push(Stretch::Come, compared.new, span);
                }
            }
        }
    }
    stretches
}

//! Suppressions at work: which findings they set aside, and which of them set nothing aside.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Settings, kept};
use crate::article::Article;
use crate::config::Suppression;
use crate::lint::upkeep::UNUSED_SUPPRESSION;
use crate::lint::{Articles, Finding, Lint, Place};
use crate::text::Span;

/// A suppression and the articles it is for.
#[derive(Clone, Debug)]
pub struct Applied<'a> {
    /// It.
    pub suppression: &'a Suppression,
    /// The file it stands in, as an article, which is where it is reported.
    pub file: &'a Article,
    /// The articles: their [`Article::id`]s.
    pub documents: Vec<Arc<str>>,
    /// The settings that hold where it stands.
    pub settings: &'a Settings,
}

/// Sets aside those of `findings` that `given` suppress; returns a finding for each suppression without effect.
///
/// A suppression takes in a finding of its lint where one of the finding's places lies within the quoted words or
/// they within it. One whose lint does not run is held against nobody, unless its words are gone.
#[must_use]
pub fn suppress(findings: &mut [Finding], articles: &Articles<'_>, given: &[Applied<'_>]) -> Vec<Finding> {
    let mut reported: BTreeMap<(&str, Arc<str>), Vec<usize>> = BTreeMap::new();
    for (at, finding) in findings.iter().enumerate() {
        for place in &finding.places {
            let found = reported.entry((finding.lint, Arc::clone(&place.document))).or_default();
            if found.last() != Some(&at) {
                found.push(at);
            }
        }
    }
    let mut folded: BTreeMap<&str, Folded> = BTreeMap::new();
    let mut unused = Vec::new();
    for Applied { suppression, file, documents, settings } in given {
        let quote = Folded::new(&suppression.quote).text;
        let mut is_there = false;
        let mut is_used = false;
        for document in documents {
            let Some((&id, article)) = articles.get_key_value(&**document) else { continue };
            let stretches = folded.entry(id).or_insert_with(|| Folded::new(&article.text)).occurrences(&quote);
            is_there |= !stretches.is_empty();
            for &at in reported.get(&(suppression.lint, Arc::clone(document))).into_iter().flatten() {
                let finding = &mut findings[at];
                let mut places = finding.places.iter().filter(|place| *place.document == *id);
                if places.any(|place| touches(&stretches, place.span)) {
                    is_used = true;
                    finding.suppressed.get_or_insert_with(|| suppression.reason.clone());
                }
            }
        }
        if is_used {
            continue;
        }
        let runs = Lint::named(suppression.lint).is_some_and(|lint| settings.level(lint).is_some());
        let message = match (documents.as_slice(), is_there) {
            ([], _) => format!("no article `{}`", suppression.path.as_deref().unwrap_or_default()),
            (_, false) => "the words quoted are not in the article".to_owned(),
            (_, true) if runs => format!("{} finds nothing in the words quoted", suppression.lint),
            _ => continue,
        };
        unused.extend(kept(&UNUSED_SUPPRESSION, settings, message, Place::new(file, suppression.span, "")));
    }
    unused
}

/// Whether one of `stretches`, none of which lies within another, lies within `span` or `span` within it.
fn touches(stretches: &[Span], span: Span) -> bool {
    // Both their starts and their ends ascend.
    let behind = stretches.partition_point(|stretch| stretch.start() < span.start());
    let within = stretches.get(behind).is_some_and(|&stretch| span.contains(stretch));
    let upto = stretches.partition_point(|stretch| stretch.start() <= span.start());
    let around = upto.checked_sub(1).and_then(|at| stretches.get(at)).is_some_and(|stretch| stretch.contains(span));
    within || around
}

/// A text without its spaces, its quotation marks all of one shape, and the way back.
struct Folded {
    text: String,
    /// For every byte of the text where its character is written.
    origins: Vec<Span>,
}

impl Folded {
    fn new(written: &str) -> Folded {
        let mut folded = Folded { text: String::with_capacity(written.len()), origins: Vec::new() };
        for (at, c) in written.char_indices() {
            let origin = Span::new(at as u32, (at + c.len_utf8()) as u32);
            let c = match c {
                '\u{ab}' | '\u{bb}' | '\u{201c}'..='\u{201f}' | '\u{2039}' | '\u{203a}' => '"',
                '\u{2018}'..='\u{201b}' | '\u{2032}' => '\'',
                '\u{2010}' | '\u{2011}' => '-',
                '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => continue,
                _ if c.is_whitespace() => continue,
                _ => c,
            };
            folded.text.push(c);
            folded.origins.resize(folded.text.len(), origin);
        }
        folded
    }

    /// Where `quote`, folded likewise, is written, in order.
    fn occurrences(&self, quote: &str) -> Vec<Span> {
        let found = self.text.match_indices(quote).filter(|_| !quote.is_empty());
        found.map(|(at, _)| Span::new(self.origins[at].start(), self.origins[at + quote.len() - 1].end())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RulePack;
    use crate::check::check;

    /// The reasons of what is set aside in `text`, and the messages about suppressions without effect.
    fn run(text: &str, list: &str) -> (Vec<Option<String>>, Vec<String>) {
        let (rules, settings) = (RulePack::shipped("fr").unwrap(), Settings::default());
        let mut checked = check(vec![Article::plain("a.txt", text)], &rules, &settings);
        let articles: Articles<'_> = [("a.txt", &checked.analyses[0].article)].into();
        let file = Article::plain("a.txt.selon.yaml", list);
        let all = Suppression::read_all(&file.id, list, true).unwrap();
        let given: Vec<Applied<'_>> = all
            .iter()
            .map(|suppression| Applied {
                suppression,
                file: &file,
                documents: vec!["a.txt".into()],
                settings: &settings,
            })
            .collect();
        let unused = suppress(&mut checked.findings, &articles, &given);
        let reasons = checked.findings.iter().map(|finding| finding.suppressed.clone()).collect();
        (reasons, unused.into_iter().map(|finding| finding.message).collect())
    }

    #[test]
    fn the_words_anchor_whatever_the_spaces_and_marks() {
        let text = "\u{ab}\u{a0}La digue\ntiendra, assure le maire.\n\nVoici.\n\n\u{ab} Non.";
        let list = "- {lint: unclosed-quote, quote: '\"La  digue tiendra', reason: so printed}\n";
        let (reasons, unused) = run(text, list);
        assert_eq!(reasons, [Some("so printed".to_owned()), None]);
        assert!(unused.is_empty());
    }

    #[test]
    fn what_sets_nothing_aside_is_told() {
        let told = |quote: &str, lint: &str| {
            run("Rien. \u{ab} Non.", &format!("- {{lint: {lint}, quote: '{quote}', reason: b}}\n")).1
        };
        assert_eq!(told("Oui", "unclosed-quote"), ["the words quoted are not in the article"]);
        assert_eq!(told("Rien", "unclosed-quote"), ["unclosed-quote finds nothing in the words quoted"]);
        assert!(told("Non", "unclosed-quote").is_empty());
    }

    #[test]
    fn a_stretch_counts_around_a_place_and_within_it() {
        let stretches = [Span::new(2, 5), Span::new(10, 13)];
        for (start, end, wanted) in [(2, 5, true), (0, 20, true), (11, 12, true), (4, 11, false), (5, 10, false)] {
            assert_eq!(touches(&stretches, Span::new(start, end)), wanted, "{start}..{end}");
        }
    }
}

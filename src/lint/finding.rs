//! Findings: what a lint has to say, where, on what evidence, and what would mend it.

use std::collections::BTreeMap;
use std::hash::Hasher;
use std::sync::Arc;

use siphasher::sip128::{Hasher128, SipHasher13};

use crate::article::Article;
use crate::reading::Amount;
use crate::text::Span;

use super::Level;

/// What a lint has to say about one article, or about several that disagree.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The lint: an id in [`super::LINTS`].
    pub lint: &'static str,
    /// How grave it is, as the settings have it.
    pub level: Level,
    /// One sentence, facts first, without a full stop.
    pub message: String,
    /// Where: first the place it is reported at, then those it is about as well. Never empty.
    pub places: Vec<Place>,
    /// What the lint went by, for `selon explain`.
    pub evidence: Vec<Evidence>,
    /// What would mend it, where that is safe.
    pub fix: Option<Fix>,
    /// Why it does not count, where the newsroom has set it aside: in a baseline or a file of suppressions.
    pub suppressed: Option<String>,
}

/// A place a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The article: its [`Article::id`].
    pub document: Arc<str>,
    /// Where in its text.
    pub span: Span,
    /// What there is to see there; may be empty.
    pub label: String,
}

/// A step a lint went by: an antecedent, an interval, a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What kind of step: `antecedent`, `interval`, `skeleton` and the like.
    pub kind: &'static str,
    /// What it says.
    pub text: String,
    /// Where it shows.
    pub place: Option<Place>,
}

/// A change of the text that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The article: its [`Article::id`].
    pub document: Arc<str>,
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub replacement: String,
}

/// The articles of a run by their ids: the texts that places point into.
pub type Articles<'a> = BTreeMap<&'a str, &'a Article>;

/// What a message calls the article `id`: its file without folders.
pub(super) fn called(id: &str) -> &str {
    id.rsplit(['/', '\\']).next().unwrap_or(id)
}

impl Place {
    /// The stretch `span` of `article`.
    #[must_use]
    pub fn new(article: &Article, span: Span, label: impl Into<String>) -> Place {
        Place { document: article.id.as_str().into(), span, label: label.into() }
    }

    /// The stretch of a figure.
    #[must_use]
    pub fn of(amount: &Amount<'_>, label: impl Into<String>) -> Place {
        Place::new(&amount.analysis.article, amount.figure.span, label)
    }

    /// Its text, as written.
    #[must_use]
    pub fn text<'a>(&self, articles: &Articles<'a>) -> &'a str {
        articles.get(&*self.document).map_or("", |article| &article.text[self.span])
    }
}

impl Evidence {
    /// A step that shows at no one place.
    #[must_use]
    pub fn new(kind: &'static str, text: impl Into<String>) -> Evidence {
        Evidence { kind, text: text.into(), place: None }
    }
}

impl Finding {
    /// A finding at `places`, its level still that of the lint.
    #[must_use]
    pub fn new(lint: &super::Lint, message: impl Into<String>, places: Vec<Place>) -> Finding {
        Finding {
            lint: lint.id,
            level: lint.level,
            message: message.into(),
            places,
            evidence: Vec::new(),
            fix: None,
            suppressed: None,
        }
    }

    /// The same, with a step it rests on.
    #[must_use]
    pub fn because(mut self, evidence: Evidence) -> Finding {
        self.evidence.push(evidence);
        self
    }

    /// What this finding is about, as 32 hexadecimal digits that stay the same when lines move.
    ///
    /// A hash of the lint, and of article and words of every place; spaces do not count. `SipHash` 1-3 with 128 bits
    /// is one of the published, keyless-stable hashes; the standard library does not promise its own to stay.
    ///
    /// Findings alike in all of these share it: [`fingerprints`] tells those of one run apart.
    #[must_use]
    pub fn fingerprint(&self, articles: &Articles<'_>) -> String {
        let mut hasher = SipHasher13::new();
        hasher.write(self.lint.as_bytes());
        for place in &self.places {
            hasher.write_u8(0);
            hasher.write(place.document.as_bytes());
            for word in place.text(articles).split_whitespace() {
                hasher.write_u8(1);
                hasher.write(word.as_bytes());
            }
        }
        format!("{:032x}", hasher.finish128().as_u128())
    }
}

/// The fingerprints of the findings of one run, in their order, no two alike.
///
/// The first of several that [`Finding::fingerprint`] cannot tell apart keeps that; the others are numbered in it.
#[must_use]
pub fn fingerprints(findings: &[Finding], articles: &Articles<'_>) -> Vec<String> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let mut all = Vec::with_capacity(findings.len());
    for finding in findings {
        let own = finding.fingerprint(articles);
        let times = seen.entry(own.clone()).or_default();
        *times += 1;
        all.push(if *times == 1 { own } else { numbered(&own, *times) });
    }
    all
}

/// The fingerprint of the finding that is number `times` among those with the fingerprint `own`.
fn numbered(own: &str, times: u32) -> String {
    let mut hasher = SipHasher13::new();
    hasher.write(own.as_bytes());
    hasher.write(&times.to_le_bytes());
    format!("{:032x}", hasher.finish128().as_u128())
}

#[cfg(test)]
mod tests {
    use super::super::LINTS;
    use super::*;

    #[test]
    fn fingerprints_stay_when_lines_move_and_differ_within_a_run() {
        let finding = |article: &Article, word: &str, nth: usize| {
            let (at, _) = article.text.match_indices(word).nth(nth).unwrap();
            let span = Span::new(at as u32, (at + word.len()) as u32);
            Finding::new(&LINTS[0], "told", vec![Place::new(article, span, "")])
        };
        let before = Article::plain("a.txt", "« oui\n« oui\n« non");
        let after = Article::plain("a.txt", "Avant.\n\n«  oui, « oui, « non");
        let articles = |article| Articles::from([("a.txt", article)]);
        let first = [finding(&before, "« oui", 0), finding(&before, "« oui", 1), finding(&before, "« non", 0)];
        let second = [finding(&after, "«  oui", 0), finding(&after, "« oui", 0), finding(&after, "« non", 0)];
        let prints = fingerprints(&first, &articles(&before));
        assert_eq!(prints, fingerprints(&second, &articles(&after)));
        assert_eq!(prints[0], first[0].fingerprint(&articles(&before)));
        assert!(prints[0] != prints[1] && prints[1] != prints[2] && prints[0] != prints[2]);
        assert!(prints.iter().all(|print| print.len() == 32));
    }
}

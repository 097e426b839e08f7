//! A baseline at work: which findings are known, and which entries are known no longer.

use std::collections::HashMap;

use super::{Settings, kept};
use crate::article::Article;
use crate::config::Baseline;
use crate::lint::upkeep::STALE_BASELINE;
use crate::lint::{Finding, Lint, Place};

/// A baseline, and where it holds.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// It.
    pub baseline: &'a Baseline,
    /// Its file, as an article, which is where its entries are reported.
    pub file: &'a Article,
    /// The settings that hold there.
    pub settings: &'a Settings,
}

/// What is said of a finding that is known.
const REASON: &str = "in the baseline";

/// Sets aside those of `findings` that `known` lists; returns a finding for each entry that is known no longer.
///
/// `fingerprints` are those of the findings; only findings that `is_covered` are looked up. An entry is stale where
/// nothing has its fingerprint, its lint runs, and its document, so `was_read`, was read in this run.
#[must_use]
pub fn set_aside_known(
    findings: &mut [Finding],
    fingerprints: &[String],
    known: Known<'_>,
    is_covered: impl Fn(&Finding) -> bool,
    was_read: impl Fn(&str) -> bool,
) -> Vec<Finding> {
    let entries = &known.baseline.entries;
    let mut found: HashMap<&str, bool> = entries.iter().map(|(entry, _)| (entry.fingerprint.as_str(), false)).collect();
    for (finding, fingerprint) in findings.iter_mut().zip(fingerprints) {
        if let Some(is_found) = found.get_mut(fingerprint.as_str()).filter(|_| is_covered(finding)) {
            *is_found = true;
            finding.suppressed.get_or_insert_with(|| REASON.to_owned());
        }
    }
    let stale = entries.iter().filter_map(|(entry, span)| {
        if found.get(entry.fingerprint.as_str()).is_some_and(|&is_found| is_found) || !was_read(&entry.document) {
            return None;
        }
        let message = match Lint::named(&entry.lint) {
            Some(lint) if known.settings.level(lint).is_none() => return None,
            Some(_) => format!("{}: no longer found in {}: {}", entry.lint, entry.document, entry.message),
            None => format!("no lint `{}`", entry.lint),
        };
        kept(&STALE_BASELINE, known.settings, message, Place::new(known.file, *span, ""))
    });
    stale.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RulePack;
    use crate::check::check;
    use crate::config::Entry;
    use crate::lint::{Articles, fingerprints};

    #[test]
    fn known_findings_are_set_aside_by_their_words_and_stale_entries_told() {
        let (rules, settings) = (RulePack::shipped("fr").unwrap(), Settings::default());
        let read = |text: &str| check(vec![Article::plain("a.txt", text)], &rules, &settings);
        let prints = |checked: &super::super::Checked| {
            let articles: Articles<'_> = [("a.txt", &checked.analyses[0].article)].into();
            fingerprints(&checked.findings, &articles)
        };
        let before = read("\u{ab} Non.\n\nVoici.\n\n\u{ab} Oui.");
        let entries = before.findings.iter().zip(prints(&before)).map(|(finding, fingerprint)| Entry {
            document: "a.txt".to_owned(),
            lint: finding.lint.to_owned(),
            message: finding.message.clone(),
            fingerprint,
        });
        let mut text = Vec::new();
        Baseline::write(entries.collect(), &mut text).unwrap();
        let text = String::from_utf8(text).unwrap();
        let file = Article::plain("known.jsonl", text.as_str());
        let baseline = Baseline::read(&file.id, &text).unwrap();
        let known = Known { baseline: &baseline, file: &file, settings: &settings };

        let mut after = read("Voici.\n\n\u{ab} Peut-\u{ea}tre.\n\nVoici.\n\n\u{ab}  Non.");
        let now = prints(&after);
        let stale = set_aside_known(&mut after.findings, &now, known, |_| true, |_| true);
        let set_aside: Vec<bool> = after.findings.iter().map(|finding| finding.suppressed.is_some()).collect();
        assert_eq!(set_aside, [false, true]);
        assert_eq!(stale.len(), 1);
        assert!(stale[0].message.starts_with("unclosed-quote: no longer found in a.txt: "), "{}", stale[0].message);

        // Of what was not read nothing is known, and of a lint that does not run neither.
        assert!(set_aside_known(&mut after.findings, &now, known, |_| true, |_| false).is_empty());
        let mut off = Settings::default();
        off.levels.insert("unclosed-quote", None);
        let known = Known { settings: &off, ..known };
        assert!(set_aside_known(&mut [], &[], known, |_| true, |_| true).is_empty());
    }
}

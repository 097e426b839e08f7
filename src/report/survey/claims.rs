//! What the templates are given about claims that reports contest: names, offices, words and who uttered them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::view::Views;

/// Something on which reports do not agree.
#[derive(Debug, Serialize)]
pub(super) struct ClaimEntry {
    /// The finding that says so.
    pub(super) href: String,
    /// The name of the phrase that says what is contested.
    pub(super) kind: String,
    pub(super) values: Vec<Version>,
}

/// What some of the reports have.
#[derive(Debug, Serialize)]
pub(super) struct Version {
    pub(super) text: String,
    pub(super) label: String,
    /// Whether the label is in the language of the page.
    pub(super) is_known: bool,
    pub(super) reports: Vec<Bearer>,
}

/// A report that has it.
#[derive(Debug, Serialize)]
pub(super) struct Bearer {
    pub(super) report: String,
    pub(super) href: Option<String>,
}

impl Views<'_> {
    /// The claims that several reports contest. Figures are side by side in matrices of their own.
    pub(super) fn claims(&self) -> Vec<ClaimEntry> {
        let mut seen = BTreeSet::new();
        let mut claims = Vec::new();
        for (index, finding) in self.survey.findings.iter().enumerate() {
            let kind = format!("claim.{}", finding.lint);
            let documents: BTreeSet<&str> = finding.places.iter().map(|place| &*place.document).collect();
            if documents.len() < 2 || self.phrases.named(&kind).is_none() {
                continue;
            }
            let mut values: Vec<Version> = Vec::new();
            let mut known: BTreeMap<(String, String), usize> = BTreeMap::new();
            for place in self.finding(index, None).places {
                let bearer = Bearer { report: place.report, href: place.href };
                let at = *known.entry((place.text.clone(), place.label.clone())).or_insert(values.len());
                if at == values.len() {
                    let (label, is_known) = (place.label, place.is_known);
                    values.push(Version { text: place.text, label, is_known, reports: Vec::new() });
                }
                values[at].reports.push(bearer);
            }
            // Each of two reports may be told about the other: that is one claim.
            let told: BTreeSet<String> = values
                .iter()
                .flat_map(|value| value.reports.iter().map(|bearer| format!("{}\n{}", bearer.report, value.text)))
                .collect();
            if seen.insert((finding.lint, told)) {
                claims.push(ClaimEntry { href: self.links.entry("findings", 'f', index), kind, values });
            }
        }
        claims
    }
}

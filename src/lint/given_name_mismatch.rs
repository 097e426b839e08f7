//! `given-name-mismatch`: one surname and one office, and two given names.

use std::collections::BTreeMap;

use super::finding::called;
use super::{Category, Check, Context, Evidence, Finding, Level, Lint, Place};
use crate::analysis::Analysis;
use crate::dossier::Dossier;
use crate::names::{Circumstances, Identity, Member, Office, Written, compare, same_office};
use crate::rules::RulePack;
use crate::text::fold;

pub(super) const LINT: Lint = Lint {
    id: "given-name-mismatch",
    category: Category::Names,
    level: Level::Error,
    default: true,
    summary: "one surname and one office with two given names",
    checks: &[Check::Dossier(check)],
};

/// How many bearers of one surname are compared with each other.
const SHARED: usize = 12;

fn check(dossier: &Dossier<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut blocks: BTreeMap<String, Vec<(&Identity, Written)>> = BTreeMap::new();
    for identity in &dossier.identities {
        let mut full = identity.members.iter().map(|member| Written::new(&member.spelling, context.rules));
        if let Some(written) = full.find(|written| written.given > 0) {
            if identity.members.iter().any(|member| member.person) {
                blocks.entry(written.block()).or_default().push((identity, written));
            }
        }
    }
    for block in blocks.values() {
        let block = block.get(..SHARED).unwrap_or(block);
        let mut told = vec![false; block.len()];
        for (at, one) in block.iter().enumerate() {
            if told[at] {
                continue;
            }
            let mut group = vec![one.0];
            let mut office = None;
            for (other_at, other) in block.iter().enumerate().skip(at + 1) {
                if let Some(shared) = mismatch(dossier, one, other, context.rules).filter(|_| !told[other_at]) {
                    told[other_at] = true;
                    group.push(other.0);
                    office.get_or_insert(shared);
                }
            }
            if let Some(office) = office {
                findings.push(finding(dossier, group, &office));
            }
        }
    }
}

/// The office that two people of one surname and other given names are both said to hold.
fn mismatch(
    dossier: &Dossier<'_>,
    one: &(&Identity, Written),
    other: &(&Identity, Written),
    rules: &RulePack,
) -> Option<String> {
    let comparison = compare(&one.1, &other.1, rules, Circumstances { person: true, office: Some(true) });
    if !comparison.other_given {
        return None;
    }
    let offices = |identity: &Identity| -> Vec<Office> {
        identity.members.iter().flat_map(|member| &member.offices).map(|(_, office)| office.clone()).collect()
    };
    let (a, b) = (offices(one.0), offices(other.0));
    if a.iter().chain(&b).any(|office| office.kin) {
        return None;
    }
    // A report that names both knows who is who where it speaks of relatives or of who came before.
    let named = |identity: &Identity, report: usize| identity.members.iter().any(|member| member.report == report);
    let mut both = one
        .0
        .members
        .iter()
        .chain(&other.0.members)
        .filter(|member| named(one.0, member.report) && named(other.0, member.report));
    if both.any(|member| is_family(dossier.reports[member.report], member, rules)) {
        return None;
    }
    // Two given names of which one is the same are hardly those of two people of one trade.
    let shared = one.1.given_names().iter().any(|a| other.1.given_names().iter().any(|b| a.folded == b.folded));
    let holds = |office: &&Office| {
        let unique = office.post.is_none_or(|post| rules.names.posts[post as usize].unique);
        office.held && office.definite && (shared || unique && (office.post.is_some() || !office.names.is_empty()))
    };
    a.iter().filter(holds).find_map(|office| {
        b.iter()
            .filter(holds)
            .any(|other| same_office(office, other) && same_gender(office, other))
            .then(|| office.text.clone())
    })
}

/// How far from a name, in bytes, relatives and predecessors are looked for.
const NEAR: usize = 120;

/// Whether a word for a relative or a former holder stands near a name.
fn is_family(report: &Analysis, member: &Member, rules: &RulePack) -> bool {
    let (text, span) = (&report.article.text, report.names[member.name].span.range());
    let before = text.get(..span.start).unwrap_or_default().char_indices().rev();
    let start = before.take_while(|(at, _)| at + NEAR >= span.start).last().map_or(span.start, |(at, _)| at);
    let behind = text.get(span.end..).unwrap_or_default().char_indices();
    let end = behind.take_while(|(at, _)| *at < NEAR).last().map_or(span.end, |(at, c)| span.end + at + c.len_utf8());
    let around = text.get(start..end).unwrap_or_default();
    let mut words = around.split(|c: char| !(c.is_alphanumeric() || c == '-')).map(fold);
    words.any(|word| rules.names.is_kin(&word) || rules.names.is_not_held(&word))
}

/// Whether two phrases tell the office of a man, or both of a woman: *le président* and *la présidente* are two people.
fn same_gender(a: &Office, b: &Office) -> bool {
    a.post.is_none() || a.head.split(' ').next() == b.head.split(' ').next()
}

fn finding(dossier: &Dossier<'_>, group: Vec<&Identity>, office: &str) -> Finding {
    let mut sides: Vec<Vec<Place>> = Vec::new();
    for identity in group {
        let mut places: Vec<Place> = Vec::new();
        let mut last = None;
        for member in identity.members.iter().filter(|member| member.person) {
            if last.replace(member.report) != Some(member.report) {
                let report = dossier.reports[member.report];
                places.push(Place::new(&report.article, report.names[member.name].span, member.spelling.as_str()));
            }
        }
        sides.push(places);
    }
    // The rarer name is the likelier slip: it is told first.
    sides.sort_by_key(Vec::len);
    let names: Vec<&str> = sides.iter().filter_map(|side| side.first()).map(|place| place.label.as_str()).collect();
    let (here, others) = names.split_first().unwrap_or((&"", &[]));
    let place = sides.get(1).and_then(|side| side.first());
    let elsewhere = match (place, sides.first().and_then(|side| side.first())) {
        (Some(there), Some(here)) if there.document != here.document => format!(" in {}", called(&there.document)),
        _ => " elsewhere in the article".to_owned(),
    };
    let message = format!("\"{here}\" here, \"{}\"{elsewhere}, for one office", others.join("\", \""));
    Finding::new(&LINT, message, sides.into_iter().flatten().collect())
        .because(Evidence::new("office", format!("both: {office}")))
}

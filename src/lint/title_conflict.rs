//! `title-conflict`: two offices for one person that nobody holds at once.

use std::collections::BTreeSet;

use super::finding::called;
use super::{Category, Check, Context, Evidence, Finding, Level, Lint, Place};
use crate::dossier::Dossier;
use crate::names::{Identity, Office, exclude_each_other};
use crate::rules::RulePack;
use crate::text::Span;

pub(super) const LINT: Lint = Lint {
    id: "title-conflict",
    category: Category::Names,
    level: Level::Warning,
    default: true,
    summary: "two offices for one person that nobody holds at once",
    checks: &[Check::Dossier(check)],
};

/// How many different offices of one person are compared, and how many mentions of one in a report.
const OFFICES: usize = 48;

/// An office told of a person: in which report, where, and what.
type Told<'a> = (usize, Span, &'a Office);

fn check(dossier: &Dossier<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let identities = dossier.identities.iter();
    findings.extend(identities.filter_map(|identity| finding(dossier, identity, context.rules)));
}

fn finding(dossier: &Dossier<'_>, identity: &Identity, rules: &RulePack) -> Option<Finding> {
    let told: Vec<Told<'_>> = identity
        .members
        .iter()
        .flat_map(|member| member.offices.iter().map(|(span, office)| (member.report, *span, office)))
        .filter(|(.., office)| office.post.is_some())
        .collect();
    let (a, b) = conflict(dossier, &told, rules)?;
    // Every report tells each of the two offices once.
    let mut places: Vec<(bool, usize, Place)> = Vec::new();
    for &(report, span, office) in &told {
        let first = office.post == a.2.post;
        let counts = first || office.post == b.2.post && exclude_each_other(office, a.2, rules);
        if counts && places.iter().all(|&(other, at, _)| (other, at) != (first, report)) {
            places.push((first, report, Place::new(&dossier.reports[report].article, span, office.text.as_str())));
        }
    }
    let rarer = places.iter().filter(|place| place.0).count() * 2 <= places.len();
    places.sort_by_key(|&(first, report, _)| (first != rarer, report));
    let (here, there) = if rarer { (a, b) } else { (b, a) };
    let where_else = match (here.0 == there.0, dossier.reports.get(there.0)) {
        (false, Some(report)) => format!(" in {}", called(&report.article.id)),
        _ => " elsewhere in the article".to_owned(),
    };
    let name = &identity.members.first()?.spelling;
    let message = format!("{name}: \"{}\" here, \"{}\"{where_else}", here.2.text, there.2.text);
    let finding = Finding::new(&LINT, message, places.into_iter().map(|(.., place)| place).collect());
    let post = |office: &Office| office.post.map_or("", |post| &*rules.names.posts[post as usize].name);
    Some(finding.because(Evidence::new("office", format!("nobody is {} and {} at once", post(here.2), post(there.2)))))
}

/// The first two offices that exclude each other and that no sentence gives the person together.
fn conflict<'a>(dossier: &Dossier<'_>, told: &[Told<'a>], rules: &RulePack) -> Option<(Told<'a>, Told<'a>)> {
    let mut seen = BTreeSet::new();
    let distinct = told.iter().filter(|(.., office)| seen.insert((office.post, office.text.as_str())));
    let distinct: Vec<Told<'_>> = distinct.take(OFFICES).copied().collect();
    for (at, &a) in distinct.iter().enumerate() {
        for &b in distinct.get(at + 1..).unwrap_or_default() {
            if exclude_each_other(a.2, b.2, rules) && !told_together(dossier, told, a.2.post, b.2.post) {
                return Some((a, b));
            }
        }
    }
    None
}

/// Whether some sentence says that the person holds, or held, both offices.
fn told_together(dossier: &Dossier<'_>, told: &[Told<'_>], a: Option<u16>, b: Option<u16>) -> bool {
    let together = |one: &Told<'_>, other: &Told<'_>| {
        let (first, second) = (one.1.min(other.1), one.1.max(other.1));
        let between = Span::new(first.end().min(second.start()), second.start());
        !dossier.reports[one.0].article.text[between].contains(['.', '\n', ';', '!', '?'])
    };
    told.chunk_by(|one, other| one.0 == other.0).any(|own| {
        let of = |post: Option<u16>| own.iter().filter(move |told| told.2.post == post).take(OFFICES);
        of(a).any(|one| of(b).any(|other| together(one, other)))
    })
}

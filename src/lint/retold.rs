//! Counts told as what they are not, for `report-figure-conflict`: given up since, of an hour only, of other people.

use rustc_hash::FxHashMap;

use super::report_counts::CONFLICT;
use super::{Context, Evidence, Finding, Place};
use crate::dossier::{Counted, Dossier, Retelling, Retold};

/// One finding for each number that a report tells as what it is not, with all reports that say so.
pub(super) fn check(dossier: &Dossier<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut places: FxHashMap<(usize, Option<u64>, u8), usize> = FxHashMap::default();
    let mut groups: Vec<Vec<&Retold>> = Vec::new();
    for retold in &dossier.retold {
        let number = dossier.amount(retold.told).number().map(f64::to_bits);
        let at = *places.entry((retold.told.report, number, kind(retold.how))).or_insert(groups.len());
        if at == groups.len() {
            groups.push(Vec::new());
        }
        groups[at].push(retold);
    }
    findings.extend(groups.iter().map(|group| finding(dossier, group)));
}

/// What findings are told together.
fn kind(how: Retelling) -> u8 {
    match how {
        Retelling::GivenUp(_) | Retelling::OfAnHour(_) | Retelling::AsTotal => 0,
        Retelling::Stage => 1,
        Retelling::Group => 2,
    }
}

/// The finding of what a report tells as what it is not, which is at least one thing.
fn finding(dossier: &Dossier<'_>, all: &[&Retold]) -> Finding {
    let first = all[0];
    let (own, other) = (dossier.amount(first.told), dossier.amount(first.against));
    let elsewhere = &other.analysis.article.id;
    let (mine, theirs) = (own.words(), other.words());
    let message = match first.how {
        Retelling::GivenUp(_) => format!("\"{mine}\" here, which {elsewhere} gives up for \"{theirs}\""),
        Retelling::OfAnHour(_) => {
            format!("\"{mine}\" here, which {elsewhere} gives for an hour, and \"{theirs}\" in all")
        }
        Retelling::AsTotal => format!("\"{mine}\" in all here, in {elsewhere} only up to an hour"),
        Retelling::Stage | Retelling::Group => format!("\"{mine}\" here, \"{theirs}\" in {elsewhere}"),
    };
    let mut places = Vec::new();
    let mut evidence = Vec::new();
    let mut seen: Vec<(usize, usize)> = Vec::new();
    let mut place = |count: Counted, places: &mut Vec<Place>| {
        if seen.contains(&(count.report, count.quantity)) {
            return;
        }
        seen.push((count.report, count.quantity));
        places.push(Place::of(&dossier.amount(count), ""));
    };
    for retold in all.iter().take(PLACES) {
        place(retold.told, &mut places);
        place(retold.against, &mut places);
        if let Retelling::GivenUp(at) | Retelling::OfAnHour(at) = retold.how {
            let report = retold.against.report;
            let former = &dossier.traces[report].stands.formers[at];
            let article = &dossier.reports[report].article;
            let text =
                format!("{}: {} before {}", article.id, former.number, dossier.amount(retold.against).interval());
            evidence.push(Evidence::new("interval", text));
            if !places.iter().any(|place| *place.document == *article.id && place.span == former.span) {
                places.push(Place::new(article, former.span, String::new()));
            }
        }
    }
    if evidence.is_empty() {
        evidence.push(Evidence::new("interval", format!("{} in both", own.interval())));
    }
    Finding { evidence, ..Finding::new(&CONFLICT, message, places) }
}

/// How many reports a finding tells against one count.
const PLACES: usize = 16;

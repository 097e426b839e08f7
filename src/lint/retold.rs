//! Counts told as what they are not, for `report-figure-conflict`: given up since, of an hour only, of other people.

use super::report_counts::CONFLICT;
use super::{Context, Evidence, Finding, Place};
use crate::dossier::{Counted, Dossier, Retelling, Retold};

/// One finding for each number that a report tells as what it is not, with all reports that say so.
pub(super) fn check(dossier: &Dossier<'_>, _: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut told: Vec<(usize, Option<u64>, u8)> = Vec::new();
    for retold in &dossier.retold {
        let number = dossier.amount(retold.told).number().map(f64::to_bits);
        let key = (retold.told.report, number, kind(retold.how));
        if told.contains(&key) {
            continue;
        }
        told.push(key);
        let same = dossier.retold.iter().filter(|other| {
            let value = dossier.amount(other.told).number().map(f64::to_bits);
            (other.told.report, value, kind(other.how)) == key
        });
        findings.push(finding(dossier, retold, same));
    }
}

/// What findings are told together.
fn kind(how: Retelling) -> u8 {
    match how {
        Retelling::GivenUp(_) | Retelling::OfAnHour(_) | Retelling::AsTotal => 0,
        Retelling::Stage => 1,
        Retelling::Group => 2,
    }
}

fn finding<'a>(dossier: &Dossier<'_>, first: &Retold, all: impl Iterator<Item = &'a Retold>) -> Finding {
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
    for retold in all.take(PLACES) {
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

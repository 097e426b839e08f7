//! `report-name-variant`: one name spelled in two ways in reports on one event.

use super::finding::called;
use super::{Category, Check, Context, Derivation, Evidence, Finding, Level, Lint, Place};
use crate::diff::Kind;
use crate::dossier::Dossier;
use crate::names::{Circumstances, Identity, Member, Verdict, Written, compare};
use crate::rules::RulePack;

pub(super) const LINT: Lint = Lint {
    id: "report-name-variant",
    category: Category::Reports,
    level: Level::Warning,
    default: true,
    summary: "one name spelled in two ways in reports on one event",
    checks: &[Check::Dossier(check), Check::Derived(reprinted)],
};

fn check(dossier: &Dossier<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let identities = dossier.identities.iter();
    findings.extend(identities.filter_map(|identity| finding(dossier, identity, context.rules)));
}

/// Another spelling in what is otherwise a sentence of the report that it was made from; of versions another lint tells
/// it.
fn reprinted(pair: &Derivation<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let (new, old) = (&pair.new.analysis.article, &pair.old.analysis.article);
    for (change, now, before) in pair.unexplained(Kind::NameChanged).filter(|_| !pair.is_version) {
        let (is, was) = (&change.new_value, &change.old_value);
        // In one sentence both stand for one bearer, whose office is the same.
        let known = Circumstances { person: true, office: Some(true) };
        let written = |name: &String| Written::new(name, context.rules);
        if compare(&written(is), &written(was), context.rules, known).verdict != Verdict::Variant {
            continue;
        }
        let message = format!("\"{is}\" here, \"{was}\" in {}", called(&old.id));
        let places = vec![Place::new(new, now, is.as_str()), Place::new(old, before, was.as_str())];
        let evidence = Evidence::new("change", change.kind.to_string());
        findings.push(Finding::new(&LINT, message, places).because(evidence));
    }
}

fn finding(dossier: &Dossier<'_>, identity: &Identity, rules: &RulePack) -> Option<Finding> {
    // One member for every report, with the spelling that introduces it.
    let mut members: Vec<(&Member, Written)> = Vec::new();
    for member in &identity.members {
        if members.last().is_none_or(|(last, _)| last.report != member.report) {
            members.push((member, Written::new(&member.spelling, rules)));
        }
    }
    // All members are of one identity, so their offices agree as far as names are concerned.
    let person = members.iter().any(|(member, _)| member.person);
    let known = Circumstances { person, office: Some(true) };
    let mut spellings: Vec<(String, &Written, usize)> = Vec::new();
    for (_, written) in &members {
        let folded = written.folded();
        match spellings.iter_mut().find(|(other, ..)| *other == folded) {
            Some((.., times)) => *times += 1,
            None => spellings.push((folded, written, 1)),
        }
    }
    let mut evidence = Vec::new();
    let mut told: Vec<(&str, usize)> = Vec::new();
    for (at, (folded, written, times)) in spellings.iter().enumerate() {
        let mut differs = false;
        for (other_at, (_, other, _)) in spellings.iter().enumerate().filter(|(other_at, _)| *other_at != at) {
            let comparison = compare(written, other, rules, known);
            if comparison.verdict == Verdict::Variant {
                differs = true;
                if at < other_at {
                    evidence.push(format!(
                        "\"{}\" and \"{}\": {}",
                        written.text,
                        other.text,
                        comparison.evidence.join(", ")
                    ));
                }
            }
        }
        if differs {
            told.push((folded, *times));
        }
    }
    if told.len() < 2 {
        return None;
    }
    // The rarest spelling is the likeliest slip: it is told first.
    let times = |written: &Written| {
        let folded = written.folded();
        told.iter().find(|(spelling, _)| *spelling == folded).map(|&(_, times)| times)
    };
    let mut places: Vec<(usize, usize, Place)> = Vec::new();
    for (at, (member, written)) in members.iter().enumerate() {
        let Some(times) = times(written) else { continue };
        let report = dossier.reports[member.report];
        places.push((times, at, Place::new(&report.article, report.names[member.name].span, member.spelling.as_str())));
    }
    places.sort_by_key(|&(times, at, _)| (times, at));
    let here = places.first()?.2.label.clone();
    let folded = Written::new(&here, rules).folded();
    // Every other spelling is told once, with the first report that has it.
    let mut others = Vec::new();
    for (spelling, _) in told.iter().filter(|(spelling, _)| *spelling != folded) {
        let mut bearers = members.iter().filter(|(_, written)| written.folded() == *spelling);
        let Some((first, _)) = bearers.next() else { continue };
        let report = called(&dossier.reports[first.report].article.id);
        let more = bearers.count();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        others.push(format!("\"{}\" in {report}{more}", first.spelling));
    }
    let message = format!("\"{here}\" here, {}", others.join(", "));
    let mut finding = Finding::new(&LINT, message, places.into_iter().map(|(.., place)| place).collect());
    for reason in evidence {
        finding = finding.because(Evidence::new("spelling", reason));
    }
    Some(finding)
}

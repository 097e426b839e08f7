//! `name-variant`: one name spelled in two ways in one article.

use std::collections::BTreeMap;

use super::{Category, Check, Context, Evidence, Finding, Level, Lint, Place};
use crate::analysis::{Analysis, Bearer, Name};
use crate::names::{Circumstances, Likeness, Verdict, Written, compare, is_open, offices, share_office};
use crate::reading::Reading;
use crate::rules::RulePack;

pub(super) const LINT: Lint = Lint {
    id: "name-variant",
    category: Category::Names,
    level: Level::Warning,
    default: true,
    summary: "one name spelled in two ways in one article",
    check: Check::Article(check),
};

/// A spelling, and where it stands first.
struct Spelling<'a> {
    written: Written,
    name: &'a Name,
    times: usize,
}

/// How many spellings of one block are compared with each other; an article seldom has three.
const SHARED: usize = 12;

fn check(reading: &Reading, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let analysis = &reading.analysis;
    for spellings in blocks(analysis, context.rules).values() {
        let spellings = spellings.get(..SHARED).unwrap_or(spellings);
        let mut told = vec![false; spellings.len()];
        for (at, one) in spellings.iter().enumerate() {
            let mut group = vec![one];
            let mut evidence = Vec::new();
            for (other_at, other) in spellings.iter().enumerate().skip(at + 1) {
                if told[other_at] {
                    continue;
                }
                if let Some(reasons) = variant(analysis, one, other, spellings, context.rules) {
                    group.push(other);
                    told[other_at] = true;
                    evidence.extend(reasons);
                }
            }
            if told[at] || group.len() == 1 {
                continue;
            }
            // The rarer spelling is the likelier slip; of two as rare, the later one.
            group.sort_by_key(|spelling| (spelling.times, std::cmp::Reverse(spelling.name.span)));
            findings.push(finding(analysis, &group, evidence));
        }
    }
}

fn finding(analysis: &Analysis, group: &[&Spelling<'_>], evidence: Vec<String>) -> Finding {
    let others: Vec<String> = group.iter().skip(1).map(|spelling| format!("\"{}\"", spelling.name.text)).collect();
    let message = format!("\"{}\" here, {} elsewhere in the article", group[0].name.text, others.join(" and "));
    let label = |spelling: &&Spelling<'_>| {
        Place::new(&analysis.article, spelling.name.span, format!("{} times", spelling.times))
    };
    let mut finding = Finding::new(&LINT, message, group.iter().map(label).collect());
    for reason in evidence {
        finding = finding.because(Evidence::new("spelling", reason));
    }
    finding
}

/// The spellings of an article's own words, by what may be one name.
fn blocks<'a>(analysis: &'a Analysis, rules: &RulePack) -> BTreeMap<String, Vec<Spelling<'a>>> {
    let mut blocks: BTreeMap<String, Vec<Spelling<'a>>> = BTreeMap::new();
    for name in analysis.names.iter().filter(|name| is_open(name, rules) && !name.quoted) {
        let written = Written::new(&name.text, rules);
        let block = blocks.entry(written.block()).or_default();
        let folded = written.folded();
        match block.iter_mut().find(|spelling| spelling.written.folded() == folded) {
            Some(spelling) => spelling.times += 1,
            None => block.push(Spelling { written, name, times: 1 }),
        }
    }
    blocks
}

/// Why two spellings are of one name; none where they are not.
fn variant(
    analysis: &Analysis,
    one: &Spelling<'_>,
    other: &Spelling<'_>,
    all: &[Spelling<'_>],
    rules: &RulePack,
) -> Option<Vec<String>> {
    let person = one.name.bearer == Bearer::Person || other.name.bearer == Bearer::Person;
    let offices =
        |spelling: &Spelling<'_>| spelling.name.entity.map_or_else(Vec::new, |entity| offices(analysis, entity, rules));
    let same_entity = one.name.entity.is_some() && one.name.entity == other.name.entity;
    let same_office = same_entity || person && share_office(&offices(one), &offices(other));
    // "M. Asylbekov" may be another man's name, where the article gives that man's name in full.
    for (bare, full) in [(one, other), (other, one)] {
        let surname = |spelling: &Spelling<'_>| spelling.written.surname().last().map(|word| word.folded.clone());
        if bare.written.given == 0 && full.written.given > 0 {
            let own = surname(bare);
            if all.iter().any(|third| third.written.given > 0 && surname(third) == own) {
                return None;
            }
        }
    }
    let comparison = compare(&one.written, &other.written, rules, Circumstances { person, same_office });
    if comparison.verdict == Verdict::Variant {
        return Some(comparison.evidence);
    }
    let addressed = one.name.addressed && one.written.given == 0 || other.name.addressed && other.written.given == 0;
    (person && addressed && is_slip(one, other, rules)).then(|| vec!["one letter of the surname differs".to_owned()])
}

/// From how many letters on a surname with one other letter is taken for a slip where a form of address stands before.
const SLIP_LEAST: usize = 6;

fn is_slip(one: &Spelling<'_>, other: &Spelling<'_>, rules: &RulePack) -> bool {
    let (Some(a), Some(b)) = (one.written.surname().last(), other.written.surname().last()) else { return false };
    (one.written.given == 0) != (other.written.given == 0)
        && a.folded.len().min(b.folded.len()) >= SLIP_LEAST
        && a.likeness(b, rules) == Some(Likeness::Near)
}

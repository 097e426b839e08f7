//! Grouping: which reports are on one event, by the rare names they share and the days they appeared.

use rustc_hash::FxHashMap;

use crate::analysis::Analysis;

use super::trace::Trace;

/// How many days apart two reports on one event may appear.
const DAYS: i32 = 10;
/// How many reports before it, of those that share a name, a report is compared with.
const BEARERS: usize = 12;
/// The least weight of the names that two reports on one event share, in names that are met but once.
const SHARED: f32 = 3.0;
/// The least share of the names of the report with fewer that are in the other as well, by weight.
///
/// On the 80 annotated articles and the 28 reports of four dossiers all dossiers come together from 0.2 to 0.35; at
/// 0.15 articles of one day on one country join, at 0.4 a magazine piece leaves its dossier.
const SHARE: f32 = 0.25;

/// What a noun tells that the headlines and leads of both have, and what all of them tell at most.
///
/// Briefs have few names: one name of the lead and three such nouns make one event of two reports of the same days. Of 19
/// pairs of briefs on one event 0.25 and 1.0 left five apart; these, with the numbers, leave one.
const NOUN: f32 = 0.5;
const NOUNS: f32 = 1.5;
/// The same where a day is not known, beside a number that both count.
const UNDATED: (f32, f32) = (0.25, 1.0);

/// What the numbers tell at most that both count the same by: so much that one name of the lead is still asked for.
const FIGURES: f32 = 1.5;

/// For every report the first one, in the order given, that is on the same event. The reports are ordered by day.
#[allow(clippy::cast_precision_loss, reason = "reports and nouns are few enough for a float")]
pub(super) fn events(analyses: &[&Analysis], traces: &[&Trace]) -> Vec<usize> {
    let mut bearers: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    let mut quoted: FxHashMap<u64, usize> = FxHashMap::default();
    let mut counts: FxHashMap<u64, f32> = FxHashMap::default();
    for &(name, _) in traces.iter().flat_map(|trace| &trace.names) {
        *counts.entry(name).or_default() += 1.0;
    }
    // A name that a twentieth of many reports bear tells little of any one event.
    let usual = (analyses.len() as f32 / 20.0).max(12.0);
    let weigh = |name: u64, weight: f32| weight * (usual / counts.get(&name).copied().unwrap_or(1.0)).min(1.0);
    let total = |trace: &Trace| trace.names.iter().map(|&(name, weight)| weigh(name, weight)).sum::<f32>();
    let mut leader: Vec<usize> = (0..analyses.len()).collect();
    for (id, (analysis, trace)) in analyses.iter().zip(traces).enumerate() {
        let mut near: Vec<usize> = Vec::new();
        for &(name, weight) in &trace.names {
            let list = bearers.entry(name).or_default();
            if weight >= 1.0 {
                near.extend(list.iter().rev().take(BEARERS));
            }
            list.push(id);
        }
        for &run in &trace.runs {
            let first = *quoted.entry(run).or_insert(id);
            if first != id && is_near(analysis, analyses[first]) {
                join(&mut leader, first, id);
            }
        }
        near.sort_unstable();
        near.dedup();
        for other in near.into_iter().rev() {
            if find(&mut leader, other) == find(&mut leader, id) || !is_near(analysis, analyses[other]) {
                continue;
            }
            let shared = shared(&trace.names, &traces[other].names, &weigh);
            let figures = self::shared(&trace.figures, &traces[other].figures, &|_, weight| weight).min(FIGURES);
            let nouns = trace.nouns.iter().filter(|noun| traces[other].nouns.binary_search(noun).is_ok()).count();
            let dated = analysis.published.is_some() && analyses[other].published.is_some();
            let (noun, most) = if dated { (NOUN, NOUNS) } else { UNDATED };
            // Without days, one town and a few words are told of two events as well: a number of both is asked for.
            let event = if dated || figures > 0.0 { (nouns as f32 * noun).min(most) } else { 0.0 };
            if shared + event + figures >= SHARED && shared >= SHARE * total(trace).min(total(traces[other])) {
                join(&mut leader, other, id);
            }
        }
    }
    (0..analyses.len()).map(|id| find(&mut leader, id)).collect()
}

/// Whether two reports may be on one event by the days they appeared; an unknown day may be any.
fn is_near(a: &Analysis, b: &Analysis) -> bool {
    a.published.zip(b.published).is_none_or(|(a, b)| (a - b).get_days().abs() <= DAYS)
}

/// The weight of what both have, names or figures.
fn shared(a: &[(u64, f32)], b: &[(u64, f32)], weigh: &impl Fn(u64, f32) -> f32) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some(&(x, p)), Some(&(y, q))) = (a.get(i), b.get(j)) {
        match x.cmp(&y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += weigh(x, f32::midpoint(p, q));
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    sum
}

/// Makes those that go with `a` and those that go with `b` one.
pub(super) fn join(leader: &mut [usize], a: usize, b: usize) {
    let (a, b) = (find(leader, a), find(leader, b));
    leader[a.max(b)] = a.min(b);
}

/// The first of those that `id` goes with.
pub(super) fn find(leader: &mut [usize], id: usize) -> usize {
    let mut at = id;
    while leader[at] != at {
        leader[at] = leader[leader[at]];
        at = leader[at];
    }
    at
}

//! Dossiers: the reports on one event, grouped without comparing all pairs, and what they have in common.

mod counts;
mod event;
mod group;
mod quotations;
mod retold;
mod speakers;
mod trace;
mod versions;
mod wording;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::analysis::Analysis;
use crate::names::{Identity, align};
use crate::rules::RulePack;

pub use counts::{Clash, Clashing, Counted, REACH, is_thousandfold};
pub use event::{Count, Event, Given};
pub use quotations::{Said, Utterances};
pub use retold::{Retelling, Retold};
pub use speakers::{Voices, givers, is_named, voices};
pub use trace::{Stated, Trace};
pub use versions::Derived;
pub use wording::{Change, Relation, Wording};

/// The reports on one event, ordered by publication, then by id.
#[derive(Clone, Debug)]
pub struct Dossier<'a> {
    /// The reports.
    pub reports: Vec<&'a Analysis>,
    /// What is kept of each beside its analysis.
    pub traces: Vec<&'a Trace>,
    /// Their quotations, and which are one utterance.
    pub utterances: Utterances,
    /// Their figures by what is counted, where more than one report counts it.
    pub counts: Vec<Vec<Counted>>,
    /// Which of those clash, list by list.
    pub clashes: Vec<Vec<Clashing>>,
    /// Counts told as something that others say they are not, and no clash.
    pub retold: Vec<Retold>,
    /// Who is who in them.
    pub identities: Vec<Identity>,
    /// Which of them were made from others.
    pub derived: Vec<Derived>,
    /// For each report the first one of those that it shares its origin with: only others are independent of it.
    pub origins: Vec<usize>,
}

/// The dossiers that reports fall into; a report that stands alone is a dossier of one.
///
/// Bounded by blocking: a report is compared with the last few that share a rare name with it.
#[must_use]
pub fn dossiers<'a>(reports: &'a [(Analysis, Trace)], rules: &RulePack) -> Vec<Dossier<'a>> {
    let mut ordered: Vec<(&Analysis, &Trace)> = reports.iter().map(|(analysis, trace)| (analysis, trace)).collect();
    ordered.sort_by(|(a, _), (b, _)| (a.published, &a.article.id).cmp(&(b.published, &b.article.id)));
    let (analyses, traces): (Vec<&Analysis>, Vec<&Trace>) = ordered.into_iter().unzip();
    let mut events: BTreeMap<usize, (Vec<&Analysis>, Vec<&Trace>)> = BTreeMap::new();
    for (at, event) in group::events(&analyses, &traces).into_iter().enumerate() {
        let (members, kept) = events.entry(event).or_default();
        members.push(analyses[at]);
        kept.push(traces[at]);
    }
    let dossier = |(reports, traces): (Vec<_>, Vec<_>)| {
        let (counted, (told, identities)) = rayon::join(
            || {
                let counts = counts::counts(&reports, &traces, rules);
                let amount = |count| counts::amount(&reports, &traces, count);
                let clashes = counts.par_iter().map(|list| counts::clashes(list, amount, rules)).collect();
                let clashes: Vec<Vec<Clashing>> = clashes;
                let lists = counts.iter().zip(&clashes);
                let clashing = lists.flat_map(|(list, clashes)| {
                    clashes.iter().flat_map(|clash| [list[clash.earlier], list[clash.later]])
                });
                let clashing = clashing.map(|count| (count.report, count.quantity)).collect();
                let retold = retold::untold(retold::retold(&reports, &traces, rules), &clashing);
                (counts, clashes, retold)
            },
            || rayon::join(|| quotations::utterances(&reports, rules), || align(&reports, rules)),
        );
        let derived = versions::derived(&reports, rules);
        Dossier {
            utterances: told,
            counts: counted.0,
            clashes: counted.1,
            retold: counted.2,
            identities,
            origins: versions::origins(reports.len(), &derived),
            derived,
            reports,
            traces,
        }
    };
    events.into_values().collect::<Vec<_>>().into_par_iter().map(dossier).collect()
}

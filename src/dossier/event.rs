//! Events: what is kept of a dossier once its reports are handed on, by their places instead of themselves.

use crate::analysis::{Analysis, State};
use crate::reading::Giver;

use super::{Clashing, Counted, Dossier, Utterances};

/// What is kept of a dossier: its reports by their places, their quotations and counts.
#[derive(Clone, Debug, Default)]
pub struct Event {
    /// The reports in the order of the dossier, by the places they are known by elsewhere.
    pub reports: Vec<usize>,
    /// Their quotations, and which are one utterance.
    pub utterances: Utterances,
    /// What more than one of them counts.
    pub counts: Vec<Count>,
    /// Who is who across them: entities that are one, each by the place of its report and its own in it.
    pub bearers: Vec<Vec<(usize, usize)>>,
}

/// Something that more than one report counts.
#[derive(Clone, Debug)]
pub struct Count {
    /// The figures, in the order of the reports and of their texts.
    pub given: Vec<Given>,
}

/// A figure of a report.
#[derive(Clone, Copy, Debug)]
pub struct Given {
    /// The report: a place in [`Event::reports`].
    pub report: usize,
    /// The place in its figures.
    pub figure: usize,
    /// Who gives it.
    pub giver: Giver,
    /// Whether it stands for its report: the first that counts the whole.
    pub leads: bool,
    /// Whether a figure of another report and it cannot both hold.
    pub clashes: bool,
}

impl Event {
    /// What is kept of `dossier`, whose reports `place` knows.
    pub(crate) fn new(dossier: &Dossier<'_>, place: impl Fn(&Analysis) -> Option<usize>) -> Event {
        let lists = dossier.counts.iter().zip(&dossier.clashes);
        let counts = lists.map(|(list, clashes)| Count { given: given(dossier, list, clashes) }).collect();
        let bearers = dossier.identities.iter().map(|identity| {
            let members = identity.members.iter();
            members.filter_map(|member| Some((member.report, member.entity?))).collect::<Vec<_>>()
        });
        let bearers = bearers.filter(|bearer| bearer.len() > 1).collect();
        let reports = dossier.reports.iter().filter_map(|analysis| place(analysis)).collect();
        Event { reports, utterances: dossier.utterances.clone(), counts, bearers }
    }
}

fn given(dossier: &Dossier<'_>, list: &[Counted], clashes: &[Clashing]) -> Vec<Given> {
    let mut given: Vec<Given> = Vec::with_capacity(list.len());
    let mut led = None;
    for &count in list {
        let amount = dossier.amount(count);
        let is_whole = amount.is_counted() && amount.figure.part_of.is_none() && amount.quantity.parts.is_empty();
        let leads = is_whole && led != Some(count.report);
        if leads {
            led = Some(count.report);
        }
        given.push(Given {
            report: count.report,
            figure: amount.quantity.figure,
            giver: amount.quantity.giver,
            leads,
            clashes: false,
        });
    }
    for clashing in clashes {
        given[clashing.earlier].clashes = true;
        given[clashing.later].clashes = true;
    }
    // A headline gives the figure first, and the text says whose it is.
    for at in 0..given.len() {
        if !given[at].leads || given[at].giver.is_somebody() {
            continue;
        }
        let number = |at: usize| dossier.amount(list[at]).number();
        let ahead = given.iter().skip(at + 1).take_while(|other| other.report == given[at].report).count();
        let again =
            (at + 1..=at + ahead).find(|&other| given[other].giver.is_somebody() && number(other) == number(at));
        if let Some(again) = again {
            given[at].leads = false;
            given[again].leads = true;
        }
    }
    given
}

impl Count {
    /// Whether it is what happened to people, which reports on one event follow from day to day.
    #[must_use]
    pub fn is_toll(state: Option<State>) -> bool {
        state.is_some_and(|state| !matches!(state, State::SoldiersPolice | State::Members | State::Other))
    }
}

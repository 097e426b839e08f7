//! Speakers: a source over all reports, with its words, cues, offices and spellings.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::Portrait;
use super::words::Words;
use crate::analysis::{Analysis, Cue, Entity, EntityKind, Stance};
use crate::article::prose::one_line;
use crate::dossier::Event;

/// A source over all reports of a survey.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The fullest name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// The phrases that tell what the person is, most frequent first, each with the reports that use it.
    pub offices: Vec<Spelling>,
    /// How its name is spelled, most frequent first, each with the reports that spell it so.
    pub spellings: Vec<Spelling>,
    /// What it is reported to have said, in reading order.
    pub utterances: Vec<Utterance>,
    /// The words given to it.
    pub words: Words,
    /// The cues that report it, most frequent first.
    pub cues: Vec<CueUse>,
    /// The reports that give it words, in reading order.
    pub reports: Vec<usize>,
}

/// One attribution to a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Utterance {
    /// The report: a place in [`super::Survey::analyses`].
    pub report: usize,
    /// The place in its attributions.
    pub attribution: usize,
}

/// A name or an office as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// As it is written.
    pub text: String,
    /// How often.
    pub count: usize,
    /// In which reports, in reading order.
    pub reports: Vec<usize>,
}

/// A cue that reports a speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CueUse {
    /// The dictionary form.
    pub lemma: Arc<str>,
    /// What it says about the attitude.
    pub stance: Stance,
    /// How often.
    pub count: usize,
}

impl Speaker {
    /// Whether all is in the reporter's words: it is spoken for and never speaks.
    #[must_use]
    pub fn is_only_spoken_for(&self) -> bool {
        self.words.direct == 0 && self.words.mixed == 0
    }
}

/// The speakers of `analyses`, those with most attributions first; `portraits` are told theirs.
pub(super) fn speakers(
    analyses: &[Analysis],
    order: &[usize],
    events: &[Event],
    portraits: &mut [Portrait],
) -> Vec<Speaker> {
    let identities = identities(events);
    let mut gathered: Vec<Gathered> = Vec::new();
    let mut known: HashMap<Key, usize> = HashMap::new();
    for &report in order {
        let own = &analyses[report];
        let portrait = &mut portraits[report];
        for (index, attribution) in own.attributions.iter().enumerate() {
            let Some(source) = &attribution.source else { continue };
            let entity = &own.entities[source.entity];
            let speaker = *portrait.speaker_of[source.entity].get_or_insert_with(|| {
                let name = one_line(&entity.name);
                let identity = identities.bearers.get(&(report, source.entity));
                let scope = identities.events.get(&report).map_or(Scope::Report(report), |&event| Scope::Event(event));
                let keys = [
                    identity.map(|&identity| Key::Bearer(identity)),
                    is_proper(&name, entity.kind).then(|| Key::Named(name.clone(), entity.kind)),
                    Some(Key::Called(called(&name), entity.kind, scope)),
                ];
                let speaker = keys.iter().flatten().find_map(|key| known.get(key).copied()).unwrap_or_else(|| {
                    gathered.push(Gathered::new(name, entity.kind));
                    gathered.len() - 1
                });
                keys.into_iter().flatten().for_each(|key| {
                    known.entry(key).or_insert(speaker);
                });
                gathered[speaker].add_entity(own, report, entity);
                speaker
            });
            if gathered[speaker].speaker.reports.last() != Some(&report) {
                gathered[speaker].speaker.reports.push(report);
                portrait.speakers.push(speaker);
            }
            let words = Words::of(attribution.mode, portrait.words_of[index]);
            gathered[speaker].add(Utterance { report, attribution: index }, words, attribution.cue.as_ref());
        }
    }
    let mut speakers: Vec<(usize, Speaker)> = gathered.into_iter().map(Gathered::finish).enumerate().collect();
    speakers.sort_by(|(_, a), (_, b)| {
        let rank = |s: &Speaker| (Reverse(s.utterances.len()), Reverse(s.words.total()));
        rank(a).cmp(&rank(b)).then_with(|| (&a.name, a.kind.name()).cmp(&(&b.name, b.kind.name())))
    });
    let mut place = vec![0; speakers.len()];
    for (rank, &(index, _)) in speakers.iter().enumerate() {
        place[index] = rank;
    }
    for portrait in portraits {
        let of_entities = portrait.speaker_of.iter_mut().flatten();
        of_entities.chain(&mut portrait.speakers).for_each(|speaker| *speaker = place[*speaker]);
    }
    speakers.into_iter().map(|(_, speaker)| speaker).collect()
}

/// What two entities of two reports share that are one speaker.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    /// The names are aligned as those of one bearer.
    Bearer(usize),
    /// They bear one name and are of one kind, whatever the events.
    Named(String, EntityKind),
    /// They are called the same in reports on one event, or in one report: any event has *la police* and *une source*.
    Called(String, EntityKind, Scope),
}

/// Where a name that any event has means one bearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Scope {
    Event(usize),
    Report(usize),
}

/// Whether `name` is that of one bearer, whatever the event.
fn is_proper(name: &str, kind: EntityKind) -> bool {
    name.starts_with(char::is_uppercase) && !matches!(kind, EntityKind::Group | EntityKind::Anonymous)
}

/// `name` without its capitals, which newspapers set as they like, and without the abbreviation given behind it.
fn called(name: &str) -> String {
    let full = name.strip_suffix(')').and_then(|name| name.rsplit_once(" (")).map_or(name, |(full, _)| full);
    full.to_lowercase()
}

/// Who is who across the reports of each event.
struct Identities {
    /// The event that each report is on.
    events: BTreeMap<usize, usize>,
    /// The bearer that each entity of a report is.
    bearers: BTreeMap<(usize, usize), usize>,
}

fn identities(events: &[Event]) -> Identities {
    let mut identities = Identities { events: BTreeMap::new(), bearers: BTreeMap::new() };
    let mut last = 0;
    for (number, event) in events.iter().enumerate() {
        identities.events.extend(event.reports.iter().map(|&report| (report, number)));
        for bearer in &event.bearers {
            last += 1;
            identities.bearers.extend(bearer.iter().map(|&(report, entity)| ((event.reports[report], entity), last)));
        }
    }
    identities
}

/// A speaker whose spellings, offices and cues are still being counted.
struct Gathered {
    speaker: Speaker,
    offices: Spellings,
    spellings: Spellings,
    cues: BTreeMap<(Arc<str>, &'static str), CueUse>,
}

/// Writings with how often and in which reports they occur.
type Spellings = BTreeMap<String, (usize, Vec<usize>)>;

impl Gathered {
    fn new(name: String, kind: EntityKind) -> Gathered {
        let speaker = Speaker {
            name,
            kind,
            offices: Vec::new(),
            spellings: Vec::new(),
            utterances: Vec::new(),
            words: Words::default(),
            cues: Vec::new(),
            reports: Vec::new(),
        };
        Gathered { speaker, offices: Spellings::new(), spellings: Spellings::new(), cues: BTreeMap::new() }
    }

    /// Counts how `entity` of report `report` is named and described.
    fn add_entity(&mut self, analysis: &Analysis, report: usize, entity: &Entity) {
        let text = |span| one_line(&analysis.article.text[span]);
        let name = one_line(&entity.name);
        // Where reports name it differently, the fullest name stands for it, and the first of those as full.
        if name.split(' ').count() > self.speaker.name.split(' ').count() && entity.kind == self.speaker.kind {
            self.speaker.name = name;
        }
        let count = |spellings: &mut Spellings, text: String| {
            let (count, reports) = spellings.entry(text).or_default();
            *count += 1;
            if reports.last() != Some(&report) {
                reports.push(report);
            }
        };
        for &office in &entity.offices {
            count(&mut self.offices, text(office));
        }
        let mut is_spelled = false;
        for &mention in &entity.mentions {
            if let Some(spelling) = spelling(&text(mention), &entity.name) {
                count(&mut self.spellings, spelling);
                is_spelled = true;
            }
        }
        if !is_spelled {
            count(&mut self.spellings, one_line(&entity.name));
        }
    }

    fn add(&mut self, utterance: Utterance, words: Words, cue: Option<&Cue>) {
        self.speaker.utterances.push(utterance);
        self.speaker.words += words;
        if let Some(cue) = cue {
            let key = (cue.lemma.clone(), cue.stance.name());
            let new = || CueUse { lemma: cue.lemma.clone(), stance: cue.stance, count: 0 };
            self.cues.entry(key).or_insert_with(new).count += 1;
        }
    }

    fn finish(self) -> Speaker {
        let sorted = |spellings: Spellings| {
            let all = spellings.into_iter().map(|(text, (count, reports))| Spelling { text, count, reports });
            let mut all: Vec<Spelling> = all.collect();
            // The sort is stable: those used alike stay in alphabetical order.
            all.sort_by_key(|spelling| Reverse(spelling.count));
            all
        };
        let mut speaker = self.speaker;
        speaker.offices = sorted(self.offices);
        speaker.spellings = sorted(self.spellings);
        speaker.cues = self.cues.into_values().collect();
        speaker.cues.sort_by_key(|cue| Reverse(cue.count));
        speaker
    }
}

/// The part of `mention` that spells `name`: from the first word they share to its end; none for a pronoun or an office.
fn spelling(mention: &str, name: &str) -> Option<String> {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let last = |word: &str| bare(word.rsplit(['\'', '\u{2019}']).next().unwrap_or(word));
    let shared: BTreeSet<String> = name.split_whitespace().map(last).filter(|word| word.chars().count() > 2).collect();
    let mut at = 0;
    for word in mention.split(' ') {
        let end = at + word.len();
        if shared.contains(&last(word)) {
            let elided = word
                .rfind(['\'', '\u{2019}'])
                .map_or(0, |quote| quote + word.split_at(quote).1.chars().next().map_or(0, char::len_utf8));
            return mention.get(at + elided..).map(str::to_owned);
        }
        at = end + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_and_abbreviations_make_no_other_name() {
        assert_eq!(called("Ministère de l'Intérieur"), called("ministère de l'intérieur"));
        assert_eq!(called("Centre sismologique national (CSN)"), called("Centre sismologique national"));
        assert_ne!(called("police (nationale) de la route"), called("police"));
        assert!(is_proper("Jeanne Kerdal", EntityKind::Person));
        assert!(!is_proper("On", EntityKind::Anonymous));
        assert!(!is_proper("police", EntityKind::Institution));
    }

    #[test]
    fn a_spelling_is_the_name_without_what_introduces_it() {
        let of = |mention| spelling(mention, "Jeanne Kerdal");
        assert_eq!(of("la maire, Jeanne Kerdal").as_deref(), Some("Jeanne Kerdal"));
        assert_eq!(of("Mme Kerdal").as_deref(), Some("Kerdal"));
        assert_eq!(of("elle"), None);
        assert_eq!(of("la maire"), None);
        assert_eq!(spelling("l\u{2019}armée", "armée").as_deref(), Some("armée"));
        assert_eq!(spelling("l'Armée de terre", "armée").as_deref(), Some("Armée de terre"));
    }
}

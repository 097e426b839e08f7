//! Quotations that several reports bear, found by the words they share, and how their wordings differ.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use any_ascii::any_ascii;
use similar::{ChangeTag, TextDiff};

use super::speaker::Utterance;
use super::{Portrait, content};
use crate::analysis::{Analysis, Mode};

/// How many words in a row make a stretch that two quotations are compared by.
///
/// Shorter ones are turns of speech; three words already join unlike quotations on the project's own dossiers.
const STRETCH: usize = 4;

/// A stretch in more quotations than this is a set phrase and joins none: it bounds the pairs that are looked at.
const COMMON: usize = 64;

/// A quotation that several reports bear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeated {
    /// Its wordings, in reading order.
    pub versions: Vec<Version>,
    /// Whether words differ, and not only where it is cut.
    pub is_altered: bool,
}

/// The wording of one report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Where it stands.
    pub utterance: Utterance,
    /// Who is said to have uttered it: a place in [`super::Survey::speakers`].
    pub speaker: Option<usize>,
    /// The wording, as it differs from that of the first version.
    pub changes: Vec<(Change, String)>,
}

/// How a stretch of a wording stands to the first one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// In both.
    Same,
    /// In this one alone.
    Added,
    /// In the first one alone.
    Removed,
}

/// A quotation as words that case, accents and marks do not tell apart.
struct Folded {
    utterance: Utterance,
    words: Vec<String>,
}

/// The quotations of `analyses` that more than one report bears, those whose words differ first.
pub(super) fn repeated(analyses: &[Analysis], order: &[usize], portraits: &[Portrait]) -> Vec<Repeated> {
    let mut quotations: Vec<Folded> = Vec::new();
    for &report in order {
        for (index, attribution) in analyses[report].attributions.iter().enumerate() {
            if attribution.mode != Mode::Indirect {
                let words = folded(&content(&analyses[report], index));
                if words.len() >= STRETCH {
                    quotations.push(Folded { utterance: Utterance { report, attribution: index }, words });
                }
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let roots = joined(&quotations);
    for (index, &root) in roots.iter().enumerate() {
        groups.entry(root).or_default().push(index);
    }
    let mut repeated: Vec<Repeated> = Vec::new();
    for group in groups.into_values() {
        let reports: BTreeSet<usize> = group.iter().map(|&index| quotations[index].utterance.report).collect();
        if reports.len() < 2 {
            continue;
        }
        let first = &quotations[group[0]];
        let reference = content(&analyses[first.utterance.report], first.utterance.attribution);
        let is_altered = group.iter().any(|&index| !is_cut(&first.words, &quotations[index].words));
        let version = |index: &usize| {
            let utterance = quotations[*index].utterance;
            let analysis = &analyses[utterance.report];
            let source = analysis.attributions[utterance.attribution].source.as_ref();
            let speaker = source.and_then(|source| portraits[utterance.report].speaker_of[source.entity]);
            Version { utterance, speaker, changes: changes(&reference, &content(analysis, utterance.attribution)) }
        };
        repeated.push(Repeated { versions: group.iter().map(version).collect(), is_altered });
    }
    repeated.sort_by_key(|repeated| !repeated.is_altered);
    repeated
}

/// For each quotation the first one it belongs together with, maybe itself.
fn joined(quotations: &[Folded]) -> Vec<usize> {
    let mut holders: HashMap<&[String], Vec<usize>> = HashMap::new();
    for (index, quotation) in quotations.iter().enumerate() {
        for stretch in quotation.words.windows(STRETCH) {
            let holders = holders.entry(stretch).or_default();
            if holders.last() != Some(&index) && holders.len() <= COMMON {
                holders.push(index);
            }
        }
    }
    let mut roots: Vec<usize> = (0..quotations.len()).collect();
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for (index, quotation) in quotations.iter().enumerate() {
        shared.clear();
        for stretch in quotation.words.windows(STRETCH) {
            let others = holders.get(stretch).filter(|others| others.len() <= COMMON);
            for &other in others.into_iter().flatten().take_while(|&&other| other < index) {
                *shared.entry(other).or_default() += 1;
            }
        }
        for (&other, &count) in &shared {
            // Half of the shorter one: a quotation may be cut, and its rest reworded.
            let shorter = quotation.words.len().min(quotations[other].words.len()) + 1 - STRETCH;
            if count * 2 >= shorter {
                let (a, b) = (root(&mut roots, index), root(&mut roots, other));
                roots[a.max(b)] = a.min(b);
            }
        }
    }
    (0..roots.len()).map(|index| root(&mut roots, index)).collect()
}

/// The first of those that `index` belongs together with; the way there is halved for the next time.
fn root(roots: &mut [usize], mut index: usize) -> usize {
    while roots[index] != index {
        roots[index] = roots[roots[index]];
        index = roots[index];
    }
    index
}

/// The words of `text` in lower case without accents.
fn folded(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| any_ascii(word).to_lowercase()).collect()
}

/// Whether one of two wordings is a stretch of the other.
fn is_cut(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.windows(short.len()).any(|stretch| stretch == short)
}

/// How the words of `wording` differ from those of `reference`.
fn changes(reference: &str, wording: &str) -> Vec<(Change, String)> {
    let diff = TextDiff::from_words(reference, wording);
    let mut changes: Vec<(Change, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => Change::Same,
            ChangeTag::Delete => Change::Removed,
            ChangeTag::Insert => Change::Added,
        };
        match changes.last_mut() {
            Some((last, text)) if *last == kind => text.push_str(change.value()),
            _ => changes.push((kind, change.value().to_owned())),
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(texts: &[&str]) -> Vec<usize> {
        let quotation = |(report, text): (usize, &&str)| Folded {
            utterance: Utterance { report, attribution: 0 },
            words: folded(text),
        };
        joined(&texts.iter().enumerate().map(quotation).collect::<Vec<_>>())
    }

    #[test]
    fn quotations_belong_together_by_half_of_their_words() {
        let long = "Il nous faut des tentes avant du riz, les gens meurent de froid à côté de leur maison";
        let reworded = "Il nous faut du riz et des tentes, les gens meurent de froid à côté de leur maison";
        let cut = "Les gens meurent de froid";
        assert_eq!(groups(&[long, reworded, cut, "Nous opérons à la lampe frontale"]), [0, 0, 0, 3]);
        assert_eq!(groups(&["Nous ne voulons pas de guerre", "Nous ne voulons pas payer pour les autres"]), [0, 1]);
        assert_eq!(groups(&["c'est une très bonne nouvelle", "C’EST UNE TRES BONNE NOUVELLE !"]), [0, 0]);
    }

    #[test]
    fn a_cut_quotation_is_not_altered() {
        let (a, b, c) = (folded("un deux trois quatre"), folded("deux trois"), folded("deux quatre"));
        assert!(is_cut(&a, &b) && is_cut(&b, &a) && is_cut(&a, &a) && !is_cut(&a, &c));
    }

    #[test]
    fn changes_add_up_to_both_wordings() {
        let changes = changes("des tentes, vite", "du riz, vite");
        let joined = |without| -> String {
            changes.iter().filter(|(change, _)| *change != without).map(|(_, text)| text.as_str()).collect()
        };
        assert_eq!(joined(Change::Added), "des tentes, vite");
        assert_eq!(joined(Change::Removed), "du riz, vite");
    }
}

//! Derived reports: which reports of a dossier are one article at different times, and which print another one's words,
//! found without comparing all pairs.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use crate::analysis::Analysis;
use crate::rules::RulePack;

use super::group::{find, join};

/// How many words in a row are compared.
const ROW: usize = 5;
/// One row in so many is kept: of an article of 400 words about a hundred.
const KEPT: u64 = 4;
/// A row that more reports than this share is an agency's stock phrase.
const COMMON: usize = 16;
/// The hundredths of the shorter text's rows that two versions must have in common: where their names say that they are
/// versions, where they stand under one line of one agency, and where nothing but the text says so.
const SHARED: [usize; 3] = [10, 30, 60];
/// The hundredths of the shorter text's rows from which on one report prints the words of another. In the dossiers
/// written for this project reports that two papers wrote by themselves share 0 to 12, versions of one report 88 to 97;
/// a paper that prints an agency's copy and adds as much of its own stands between.
const REPRINTED: usize = 25;
/// How many rows of a report two reports share at least: a paragraph.
const PARAGRAPH: usize = 12;

/// A report that was made from another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Derived {
    /// The report it was made from: a place in the dossier.
    pub from: usize,
    /// The report: a place in the dossier.
    pub report: usize,
    /// Whether it is the same article at a later time; if not, another paper prints its words.
    pub is_version: bool,
}

/// What a report shows of itself.
struct Shown {
    /// Its id without the marker of a version.
    stem: String,
    /// The version that its id names.
    version: Option<u32>,
    /// What the line over it says, and its place among the versions.
    slug: Option<(String, u32)>,
    /// The paper, or the agency of its dateline.
    outlet: Option<String>,
    /// Hashes of words in a row, sorted.
    rows: Vec<u64>,
}

/// The reports that were made from others: versions of one article with the one before each, then reprints with the
/// report whose words they share most.
///
/// Linear in the texts: only reports that share an id or rare words in a row are compared.
#[must_use]
pub fn derived(reports: &[&Analysis], rules: &RulePack) -> Vec<Derived> {
    if reports.len() < 2 {
        return Vec::new();
    }
    let shown: Vec<Shown> = reports.iter().map(|report| Shown::new(report, rules)).collect();
    let mut group: Vec<usize> = (0..reports.len()).collect();
    let mut models: Vec<Option<(usize, usize)>> = vec![None; reports.len()];
    for (a, b) in candidates(&shown) {
        let shared = shown[a].shared(&shown[b]);
        let is_reprint =
            shared >= REPRINTED && shared * shown[a].rows.len().min(shown[b].rows.len()) >= 100 * PARAGRAPH;
        if shown[a].is_version_of(&shown[b], shared) {
            join(&mut group, a, b);
        } else if is_reprint && models[b].is_none_or(|(most, _)| shared > most) {
            models[b] = Some((shared, a));
        }
    }
    let mut ordered: Vec<usize> = (0..reports.len()).collect();
    let roots: Vec<usize> = (0..reports.len()).map(|at| find(&mut group, at)).collect();
    ordered.sort_by_key(|&at| {
        let own = &shown[at];
        let rank = own.slug.as_ref().map(|(_, rank)| *rank);
        (roots[at], own.version, reports[at].published, rank, reports[at].article.id.clone())
    });
    let mut derived: Vec<Derived> = ordered
        .windows(2)
        .filter(|pair| roots[pair[0]] == roots[pair[1]])
        .map(|pair| Derived { from: pair[0], report: pair[1], is_version: true })
        .collect();
    let reprints = models.iter().enumerate().filter_map(|(report, model)| Some((report, (*model)?.1)));
    derived.extend(reprints.filter(|&(report, from)| roots[report] != roots[from]).map(|(report, from)| Derived {
        from,
        report,
        is_version: false,
    }));
    derived
}

/// For each report the first one of those that it shares an origin with, being made from each other.
#[must_use]
pub(super) fn origins(count: usize, derived: &[Derived]) -> Vec<usize> {
    let mut group: Vec<usize> = (0..count).collect();
    for derived in derived {
        join(&mut group, derived.from, derived.report);
    }
    (0..count).map(|at| find(&mut group, at)).collect()
}

/// Reports that may be versions of each other: those with one id stem, those that share rare words in a row.
fn candidates(shown: &[Shown]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut stems: FxHashMap<&str, usize> = FxHashMap::default();
    let mut places: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (at, own) in shown.iter().enumerate() {
        if let Some(before) = stems.insert(&own.stem, at) {
            pairs.push((before, at));
        }
        let mut own_pairs = Vec::new();
        for &row in &own.rows {
            let holders = places.entry(row).or_default();
            if holders.len() < COMMON {
                // The last few suffice: versions come in chains.
                own_pairs.extend(holders.iter().rev().take(3).map(|&before| (before, at)));
                holders.push(at);
            }
        }
        own_pairs.sort_unstable();
        own_pairs.dedup();
        pairs.extend(own_pairs);
    }
    pairs
}

impl Shown {
    fn new(report: &Analysis, rules: &RulePack) -> Shown {
        let text = &report.article.text;
        let (stem, version) = stem(&report.article.id);
        let head = || text.lines().map(str::trim).filter(|line| !line.is_empty()).take(6);
        let slug = head().take(1).find_map(|line| {
            let slug = rules.revisions.slug(line)?;
            Some((slug.base.to_lowercase(), slug.rank))
        });
        let dateline = || {
            head().find_map(|line| {
                let mut cut = line.len().min(120);
                while !line.is_char_boundary(cut) {
                    cut -= 1;
                }
                let length = rules.wire.dateline(line.get(..cut)?, &rules.calendar)?.length;
                let dateline = line.get(..length)?;
                let (_, agency) = dateline.rsplit_once('(')?;
                Some(agency.split_once(')')?.0.to_lowercase())
            })
        };
        let outlet = report.article.outlet.as_ref().map(|outlet| outlet.to_lowercase()).or_else(dateline);
        Shown { stem, version, slug, outlet, rows: rows(text) }
    }

    /// The hundredths of the shorter text's rows that both have.
    fn shared(&self, other: &Shown) -> usize {
        let least = self.rows.len().min(other.rows.len());
        100 * common(&self.rows, &other.rows) / least.max(1)
    }

    fn is_version_of(&self, other: &Shown, shared: usize) -> bool {
        let named = self.stem == other.stem && self.version != other.version;
        let same_outlet = self.outlet.is_some() && self.outlet == other.outlet;
        let other_outlet = self.outlet.is_some() && other.outlet.is_some() && !same_outlet;
        let same_slug = matches!((&self.slug, &other.slug), (Some((a, _)), Some((b, _))) if a == b);
        named && shared >= SHARED[0]
            || same_slug && !other_outlet && shared >= SHARED[1]
            || same_outlet && shared >= SHARED[2]
    }
}

/// An id without folder, ending and the marker of a version (`-v2`, `_3`, `.v1`), and the version it names.
fn stem(id: &str) -> (String, Option<u32>) {
    let name = id.rsplit(['/', '\\']).next().unwrap_or(id);
    let name = name.rsplit_once('.').map_or(name, |(name, ending)| {
        if ending.len() <= 5 && !ending.is_empty() && ending.chars().any(char::is_alphabetic) && !is_marker(ending) {
            name
        } else {
            id
        }
    });
    let cut = name.rfind(['-', '_', '.', ' ']);
    match cut.and_then(|cut| Some((name.get(..cut)?, name.get(cut + 1..)?))) {
        Some((stem, marker)) if is_marker(marker) && !stem.is_empty() => {
            let digits = marker.trim_start_matches(|c: char| !c.is_ascii_digit());
            (stem.to_lowercase(), digits.parse().ok())
        }
        _ => (name.to_lowercase(), None),
    }
}

/// Whether `text` is `v2`, `version2` or `2`.
fn is_marker(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = text.get(..text.len() - digits.len()).unwrap_or_default().to_ascii_lowercase();
    matches!(digits.len(), 1 | 2)
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(letters.as_str(), "" | "v" | "ver" | "version" | "rev")
}

/// Hashes of some of the rows of words in `text`: the same ones in every text that holds them.
fn rows(text: &str) -> Vec<u64> {
    let words: Vec<u64> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| hash(word.chars().flat_map(char::to_lowercase).map(u64::from)))
        .collect();
    let mut rows: Vec<u64> = words.windows(ROW).map(|row| hash(row.iter().copied())).collect();
    if rows.len() > 64 {
        rows.retain(|row| (row >> 20) % KEPT == 0);
    }
    rows.sort_unstable();
    rows.dedup();
    rows
}

fn hash(values: impl Iterator<Item = u64>) -> u64 {
    let mut hasher = FxHasher::default();
    values.for_each(|value| hasher.write_u64(value));
    hasher.finish()
}

/// How many values both sorted lists hold.
fn common(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, count) = (i + 1, j + 1, count + 1),
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn all(reports: &[(&str, &str)]) -> Vec<Derived> {
        let rules = RulePack::shipped("fr").unwrap();
        let analyses: Vec<Analysis> =
            reports.iter().map(|&(id, text)| crate::analyze(Article::plain(id, text), &rules)).collect();
        derived(&analyses.iter().collect::<Vec<_>>(), &rules)
    }

    fn found(reports: &[(&str, &str)]) -> Vec<(usize, usize)> {
        let versions = all(reports).into_iter().filter(|derived| derived.is_version);
        versions.map(|derived| (derived.from, derived.report)).collect()
    }

    const LONG: &str = "La digue nord a cédé dans la nuit et l'eau a gagné les caves du port, selon la mairie.";

    #[test]
    fn stems_and_versions() {
        assert_eq!(stem("a/pont-anp-v2.txt"), ("pont-anp".to_owned(), Some(2)));
        assert_eq!(stem("pont_3.html"), ("pont".to_owned(), Some(3)));
        assert_eq!(stem("pont.txt"), ("pont".to_owned(), None));
        assert_eq!(stem("pont-2020.txt"), ("pont-2020".to_owned(), None));
        assert_eq!(stem("-v1"), ("-v1".to_owned(), None));
    }

    #[test]
    fn ids_that_number_versions() {
        let other = format!("{LONG} Deux rues sont coupées.");
        assert_eq!(found(&[("d-v2.txt", &other), ("d-v1.txt", LONG)]), [(1, 0)]);
        assert_eq!(found(&[("d-v2.txt", "Le maire a voté hier."), ("d-v1.txt", LONG)]), []);
    }

    #[test]
    fn one_line_of_one_agency() {
        let of = |line: &str, agency: &str| format!("{line}\n\nBREST, 3 mai 2021 ({agency}) - {LONG}");
        let (lead, second) = (of("Port-digue LEAD", "AFV"), of("Port-digue 2e LEAD", "AFV"));
        assert_eq!(found(&[("x.txt", &second), ("y.txt", &lead)]), [(1, 0)]);
        assert_eq!(found(&[("x.txt", &of("Port-digue 2e LEAD", "ANP")), ("y.txt", &lead)]), []);
    }

    #[test]
    fn papers_that_print_one_agency_are_no_versions() {
        let reprint = Derived { from: 0, report: 1, is_version: false };
        assert_eq!(all(&[("la-gazette.txt", LONG), ("le-phare.txt", LONG)]), [reprint]);
        assert_eq!(origins(3, &[reprint, Derived { from: 2, report: 1, is_version: true }]), [0, 0, 0]);
        assert_eq!(origins(3, &[reprint]), [0, 0, 2]);
        assert_eq!(all(&[("la-gazette.txt", LONG), ("le-phare.txt", "La digue nord tient, dit la mairie.")]), []);
    }
}

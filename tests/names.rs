//! Pairs of names and what they are to each other, held against what is said of them.

use std::collections::BTreeMap;

use selon::article::Article;
use selon::names::{Circumstances, Verdict, Written, align, compare};
use selon::{Analysis, RulePack, analyze};

const PAIRS: &str = include_str!("../fixtures/names/pairs.tsv");

/// The share of pairs that must come out as the table says; 199 of 203 do.
const LEAST: f64 = 0.97;

#[test]
fn pairs_are_told_apart() {
    let rules = RulePack::shipped("fr").unwrap();
    let (mut all, mut right, mut wrong) = (0, 0, Vec::new());
    let mut confusions: BTreeMap<(&str, Verdict), usize> = BTreeMap::new();
    for line in PAIRS.lines().filter(|line| !line.starts_with('#')) {
        let [wanted, circumstances, a, b] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let known = Circumstances {
            person: circumstances.starts_with("person"),
            office: circumstances.ends_with("+office").then_some(true),
        };
        let (one, other) = (Written::new(a, &rules), Written::new(b, &rules));
        let found = compare(&one, &other, &rules, known).verdict;
        assert_eq!(found, compare(&other, &one, &rules, known).verdict, "{a}, {b}: the order tells");
        all += 1;
        if found.to_string() == wanted {
            right += 1;
        } else {
            *confusions.entry((wanted, found)).or_default() += 1;
            wrong.push(format!("{a} = {b} ({circumstances}): {found}, not {wanted}"));
        }
    }
    assert!(all >= 120, "{all} pairs");
    // The worst: two bearers taken for one name in two spellings. Simone Veil and Simone Weil sound alike.
    let merged = confusions.get(&("different", Verdict::Variant)).copied().unwrap_or_default();
    assert!(merged <= 1, "{merged} pairs of two bearers are taken for one\n{}", wrong.join("\n"));
    assert!(f64::from(right) / f64::from(all) >= LEAST, "{right} of {all} pairs\n{}", wrong.join("\n"));
}

/// Likeness of letters alone, which the skeletons replace: the best threshold still errs on one pair in five.
#[test]
fn letters_alone_do_not_tell() {
    let pairs: Vec<(bool, f64)> = PAIRS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let parts: Vec<&str> = line.split('\t').collect();
            (parts[0] != "different", strsim::jaro_winkler(parts[2], parts[3]))
        })
        .collect();
    let right = |least: f64| pairs.iter().filter(|&&(one, likeness)| one == (likeness >= least)).count();
    let best = (0..100).map(|step| right(f64::from(step) / 100.0)).max().unwrap_or_default();
    assert!(best * 5 <= pairs.len() * 4, "{best} of {}", pairs.len());
}

/// The offices told of the person called `name`.
fn offices(analysis: &Analysis, name: &str) -> Vec<String> {
    let entity = analysis.entities.iter().find(|entity| entity.name == name).unwrap_or_else(|| panic!("no {name}"));
    entity.offices.iter().map(|&span| analysis.article.text[span].to_owned()).collect()
}

#[test]
fn offices_stand_beside_names() {
    let rules = RulePack::shipped("fr").unwrap();
    let text = "Le commandant du ferry, Ousmane Keïta, 51 ans, est entendu par Sory Diallo, procureur de Boffa. \
                Selon le porte-parole de la marine, le capitaine de vaisseau Lansana Touré, la mer était calme. \
                « Il faut du riz », répète Sarita Budhathoki, qui administre le district de Kalikot. \
                Gilbert Claraz, le père du guide, ancien maire de la commune, attend. \
                Les proches de Rajan Shahi, une lettre du préfet, Jean Malard, à la main, se taisent.";
    let analysis = analyze(Article::plain("a", text), &rules);
    assert_eq!(offices(&analysis, "Ousmane Keïta"), ["Le commandant du ferry"]);
    assert_eq!(offices(&analysis, "Sory Diallo"), ["procureur de Boffa"]);
    assert_eq!(offices(&analysis, "Lansana Touré"), ["le porte-parole de la marine", "le capitaine de vaisseau"]);
    assert_eq!(offices(&analysis, "Sarita Budhathoki"), ["qui administre le district de Kalikot"]);
    assert_eq!(offices(&analysis, "Gilbert Claraz"), ["le père du guide", "ancien maire de la commune"]);
    assert!(offices(&analysis, "Rajan Shahi").is_empty());
    assert_eq!(offices(&analysis, "Jean Malard"), ["du préfet"]);
}

#[test]
fn reports_agree_on_who_is_who() {
    let rules = RulePack::shipped("fr").unwrap();
    let read = |id: &str, text: &str| analyze(Article::plain(id, text), &rules);
    let reports = [
        read("a", "Le président Erkin Djanouzakov a visité la vallée de la Tchar-Daria avec Bakyt Toktogoulov."),
        read("b", "Le président Erkine Janouzakov est venu. Gulmira Toktogoulova l'a vu passer."),
        read("c", "L'eau du Char-Darya baisse, a reconnu le président Erkin Zhanuzakov."),
    ];
    let reports: Vec<&Analysis> = reports.iter().collect();
    let found: Vec<Vec<(usize, String)>> = align(&reports, &rules)
        .into_iter()
        .map(|identity| identity.members.into_iter().map(|member| (member.report, member.spelling)).collect())
        .collect();
    let named = |at: usize, spelling: &str| (at, spelling.to_owned());
    assert_eq!(
        found,
        [
            vec![named(0, "Erkin Djanouzakov"), named(1, "Erkine Janouzakov"), named(2, "Erkin Zhanuzakov")],
            vec![named(0, "Tchar-Daria"), named(2, "Char-Darya")],
            vec![named(0, "Bakyt Toktogoulov")],
            vec![named(1, "Gulmira Toktogoulova")],
        ]
    );
}

//! The pages of the lints: under every heading the articles, and exactly what the lint finds in them.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use selon::article::Article;
use selon::check::{Applied, Known, Settings, set_aside_known, suppress};
use selon::config::{Baseline, Suppression};
use selon::lint::{Articles, Check, House, LINTS, Lint, fingerprints};
use selon::{RulePack, check};

/// A heading of a page, the articles under it with their names, what is set aside in them, and the findings they must
/// lead to.
#[derive(Default)]
struct Case {
    heading: String,
    articles: Vec<(String, String)>,
    suppressions: Vec<(String, String)>,
    baseline: Option<String>,
    findings: Option<Vec<String>>,
    /// The newsroom's spellings: a fence `house` of lines `WRITE: SPELLING, SPELLING`.
    house: House,
}

/// The cases of a page. A fence of tildes opens `article NAME`, `suppressions NAME`, `baseline` or `findings`; without
/// a name it is `article`.
fn cases(page: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut fence: Option<(String, Vec<&str>)> = None;
    for line in page.lines() {
        match &mut fence {
            Some((info, lines)) if line == "~~~" => {
                let case = cases.last_mut().expect("a fence stands under a heading");
                match info.split_once(' ').unwrap_or((info, "article")) {
                    ("article", name) => case.articles.push((name.to_owned(), lines.join("\n"))),
                    ("suppressions", name) => case.suppressions.push((name.to_owned(), lines.join("\n"))),
                    ("baseline", _) => case.baseline = Some(lines.join("\n")),
                    ("house", _) => {
                        for (write, spellings) in lines.iter().filter_map(|line| line.split_once(": ")) {
                            let spellings = spellings.split(", ").map(str::to_owned).collect();
                            case.house.names.insert(write.to_owned(), spellings);
                        }
                    }
                    ("findings", _) => {
                        assert!(case.findings.is_none(), "{}: two lists of findings", case.heading);
                        case.findings = Some(lines.iter().map(|&line| line.to_owned()).collect());
                    }
                    _ => panic!("{}: a fence of {info}", case.heading),
                }
                fence = None;
            }
            Some((_, lines)) => lines.push(line),
            None => {
                if let Some(heading) = line.strip_prefix("## ") {
                    cases.push(Case { heading: heading.to_owned(), ..Case::default() });
                } else if let Some(info) = line.strip_prefix("~~~") {
                    fence = Some((info.to_owned(), Vec::new()));
                }
            }
        }
    }
    assert!(fence.is_none(), "a fence is not closed");
    cases
}

/// What `lint` finds in `case`: `LINT: TEXT | NAME: TEXT …`, the name of an article only where there are several.
fn found(lint: &'static Lint, case: &Case, rules: &RulePack) -> Vec<String> {
    let articles = &case.articles;
    let mut settings = Settings { house: case.house.clone(), ..Settings::default() };
    // What is set aside is for other lints to find.
    for other in LINTS.iter().filter(|_| !matches!(lint.checks, [Check::Upkeep])) {
        settings.levels.insert(other.id, (other.id == lint.id).then_some(lint.level));
    }
    let read = articles.iter().map(|(name, text)| Article::plain(name.as_str(), text.as_str())).collect();
    let mut checked = check(read, rules, &settings);
    let mut texts: Articles<'_> = checked.analyses.iter().map(|a| (a.article.id.as_str(), &a.article)).collect();
    let lists: Vec<(Article, Vec<Suppression>)> = case
        .suppressions
        .iter()
        .map(|(name, list)| {
            let all = Suppression::read_all(name, list, true).unwrap();
            (Article::plain(format!("{name}.selon.yaml"), list.as_str()), all)
        })
        .collect();
    let given: Vec<Applied> = lists
        .iter()
        .zip(&case.suppressions)
        .flat_map(|((file, all), (name, _))| {
            let settings = &settings;
            let documents = vec![name.as_str().into()];
            all.iter().map(move |suppression| Applied { suppression, file, documents: documents.clone(), settings })
        })
        .collect();
    let mut findings = checked.findings.clone();
    findings.extend(suppress(&mut checked.findings, &texts, &given));
    let known = Article::plain("known.jsonl", case.baseline.clone().unwrap_or_default());
    let baseline = Baseline::read(&known.id, &known.text).unwrap();
    let prints = fingerprints(&checked.findings, &texts);
    let given = Known { baseline: &baseline, file: &known, settings: &settings };
    let was_read = |name: &str| articles.iter().any(|(article, _)| article == name);
    findings.extend(set_aside_known(&mut checked.findings, &prints, given, |_| true, was_read));
    texts.extend(lists.iter().map(|(file, _)| (file.id.as_str(), file)).chain([(known.id.as_str(), &known)]));
    findings.retain(|finding| finding.lint == lint.id || !matches!(lint.checks, [Check::Upkeep]));
    let mut lines = Vec::new();
    for finding in &findings {
        assert_eq!(finding.lint, lint.id);
        let mut told = format!("{}:", finding.lint);
        for (at, place) in finding.places.iter().enumerate() {
            told.push_str(if at == 0 { " " } else { " | " });
            if articles.len() > 1 {
                let _ = write!(told, "{}: ", place.document);
            }
            told.push_str(&place.text(&texts).split_whitespace().collect::<Vec<_>>().join(" "));
        }
        lines.push(told);
    }
    lines
}

#[test]
fn lints_find_what_their_pages_say() {
    let rules = RulePack::shipped("fr").unwrap();
    let mut complaints = Vec::new();
    for lint in LINTS {
        let cases = cases(lint.page());
        for case in &cases {
            let wanted = case.findings.as_ref().unwrap_or_else(|| panic!("{}: {}: no findings", lint.id, case.heading));
            let found = found(lint, case, &rules);
            if *wanted != found {
                let (wanted, found) = (wanted.join("\n    "), found.join("\n    "));
                complaints.push(format!("{}: {}\n  wanted\n    {wanted}\n  found\n    {found}", lint.id, case.heading));
            }
        }
        let silent = cases.iter().filter(|case| case.findings.as_ref().is_some_and(Vec::is_empty)).count();
        if silent == cases.len() {
            complaints.push(format!("{}: no case in which it finds something", lint.id));
        }
        if silent == 0 {
            complaints.push(format!("{}: no case in which it must be silent", lint.id));
        }
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn every_page_has_its_lint_and_every_lint_its_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/lint");
    let pages: BTreeSet<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let lints: BTreeSet<String> = LINTS.iter().map(|lint| format!("{}.md", lint.id)).collect();
    assert_eq!(pages, lints);
    for lint in LINTS {
        assert!(lint.page().starts_with(&format!("# {}\n", lint.id)));
        let level = format!(
            "\nLevel: {}. {}",
            lint.level.name(),
            if lint.default { "On by default." } else { "Off by default" }
        );
        assert!(lint.page().contains(&level), "{}: no line {level:?}", lint.id);
    }
}

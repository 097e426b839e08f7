//! The numbers of `selon report` are those of `selon annotate --format jsonl`, added up.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

#[path = "survey/linked.rs"]
mod linked;

use linked::{check_model, check_target, check_terms, terms};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The plain texts that are counted: the dispatches and the dossiers of the fixtures.
fn paths() -> Vec<PathBuf> {
    let mut folders = vec![PathBuf::from("fixtures/dossiers"), PathBuf::from("fixtures/dispatches")];
    let mut paths = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(Path::new(ROOT).join(&folder)).unwrap() {
            let path = folder.join(entry.unwrap().file_name());
            if Path::new(ROOT).join(&path).is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "txt") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    paths
}

fn selon(arguments: &[&str]) -> String {
    let output =
        Command::new(env!("CARGO_BIN_EXE_selon")).args(arguments).args(paths()).current_dir(ROOT).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// A name on one line.
fn name(value: &Value) -> String {
    string(value).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where the words of a text start, as the manual has it: runs of letters and digits that a hyphen, a full stop or a
/// comma between two of them does not end.
fn words(text: &[char]) -> Vec<usize> {
    let is = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(|c| c.is_alphanumeric());
    let starts = |at: &usize| {
        let before = at.checked_sub(1);
        let joins = before.is_some_and(|at| "-.,".contains(text[at])) && is(at.checked_sub(2));
        is(Some(*at)) && !is(before) && !joins
    };
    (0..text.len()).filter(starts).collect()
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    attributions: usize,
    modes: BTreeMap<String, usize>,
    words: BTreeMap<String, usize>,
    cues: BTreeMap<(String, String), usize>,
    reports: BTreeSet<String>,
}

/// What the lines of `annotate` add up to, by source and by report.
fn added_up() -> (BTreeMap<u64, Tally>, BTreeMap<String, Tally>) {
    // Who is who across reports is for the rows to say; that they are those of `annotate` is tested below.
    let mut rows = lines(&selon(&["report", "--format", "jsonl"])).into_iter();
    let mut sources: BTreeMap<u64, Tally> = BTreeMap::new();
    let mut reports: BTreeMap<String, Tally> = BTreeMap::new();
    for record in lines(&selon(&["annotate", "--format", "jsonl"])) {
        let id = string(&record["id"]);
        let text: Vec<char> = std::fs::read_to_string(Path::new(ROOT).join(&id)).unwrap().chars().collect();
        let attributions = record["attributions"].as_array().unwrap();
        // Each word belongs to the shortest content around it.
        let mut held = vec![0; attributions.len()];
        for word in words(&text) {
            let spans = attributions.iter().enumerate().flat_map(|(index, attribution)| {
                let content = attribution["content"].as_array().unwrap().iter();
                content.map(move |part| (number(&part["start"]), number(&part["end"]), index))
            });
            let around = spans.filter(|&(start, end, _)| start <= word && word < end);
            if let Some((.., index)) = around.min_by_key(|&(start, end, index)| (end - start, usize::MAX - index)) {
                held[index] += 1;
            }
        }
        let report = reports.entry(id.clone()).or_default();
        for (attribution, words) in attributions.iter().zip(held) {
            let mut tallies = vec![&mut *report];
            let row = rows.next().unwrap();
            assert_eq!(row["source_id"].is_null(), attribution["source"].is_null());
            if let Some(id) = row["source_id"].as_u64() {
                tallies.push(sources.entry(id).or_default());
            }
            for tally in tallies {
                tally.attributions += 1;
                *tally.modes.entry(string(&attribution["mode"])).or_default() += 1;
                *tally.words.entry(string(&attribution["mode"])).or_default() += words;
                tally.reports.insert(id.clone());
                let cue = &attribution["cue"];
                if !cue.is_null() {
                    *tally.cues.entry((string(&cue["lemma"]), string(&cue["stance"]))).or_default() += 1;
                }
            }
        }
    }
    (sources, reports)
}

#[test]
fn the_numbers_are_those_of_annotate() {
    let (mut sources, mut reports) = added_up();
    let document: Value = serde_json::from_str(&selon(&["report", "--format", "json"])).unwrap();
    let of = |map: &BTreeMap<String, usize>, key: &str| map.get(key).copied().unwrap_or(0);
    let rows = document["sources"].as_array().unwrap();
    assert!(rows.len() > 200);
    for row in rows {
        let key = row["source_id"].as_u64().unwrap();
        let tally = sources.remove(&key).unwrap_or_else(|| panic!("{key} is no source of annotate"));
        assert_eq!(number(&row["attributions"]), tally.attributions, "{key}");
        for mode in ["direct", "mixed", "indirect"] {
            assert_eq!(number(&row[mode]), of(&tally.modes, mode), "{key} {mode}");
            assert_eq!(number(&row[format!("words_{mode}")]), of(&tally.words, mode), "{key} {mode}");
        }
        assert_eq!(number(&row["words"]), tally.words.values().sum::<usize>(), "{key}");
        assert_eq!(number(&row["reports"]), tally.reports.len(), "{key}");
        let cues = string(&row["cues"]);
        let cues: BTreeSet<&str> = cues.split(" | ").filter(|cue| !cue.is_empty()).collect();
        let expected: BTreeSet<String> =
            tally.cues.iter().map(|((lemma, stance), count)| format!("{lemma} ({stance}) {count}")).collect();
        assert_eq!(cues, expected.iter().map(String::as_str).collect(), "{key}");
    }
    assert!(sources.is_empty(), "not in the report: {sources:?}");
    for row in document["reports"].as_array().unwrap() {
        let tally = reports.remove(&string(&row["report"])).unwrap();
        assert_eq!(number(&row["attributions"]), tally.attributions);
        let mut reported = 0;
        for mode in ["direct", "mixed", "indirect"] {
            assert_eq!(number(&row[format!("words_{mode}")]), of(&tally.words, mode), "{row}");
            reported += of(&tally.words, mode);
        }
        assert_eq!(number(&row["words"]), number(&row["words_narration"]) + reported);
    }
    assert!(reports.is_empty());
}

#[test]
fn the_page_has_the_same_numbers() {
    let paths: Vec<PathBuf> =
        paths().into_iter().filter(|path| path.to_string_lossy().contains("tchar-daria")).collect();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_selon"));
        let output = command.args(arguments).args(&paths).current_dir(ROOT).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let page = run(&["report", "--format", "html"]);
    let records = lines(&run(&["annotate", "--format", "jsonl"]));
    let attributions: usize = records.iter().map(|record| record["attributions"].as_array().unwrap().len()).sum();
    assert!(page.contains(&format!("<dt>Attributions</dt><dd>{attributions}</dd>")));
    assert_eq!(page.matches("<a class=\"ref ").count(), attributions);
    let sources = lines(&run(&["report", "--format", "jsonl", "--table", "sources"]));
    let entries: Vec<&str> = page.split("<li id=\"s").skip(1).collect();
    assert_eq!(entries.len(), sources.len());
    let counted = |count: usize, what: &str| format!(">{count} {what}{}<", if count == 1 { "" } else { "s" });
    for (entry, source) in entries.iter().zip(&sources) {
        assert!(entry.contains(&counted(number(&source["attributions"]), "attribution")), "{source}");
        assert!(entry.contains(&counted(number(&source["words"]), "word")), "{source}");
        assert_eq!(entry.matches("class=\"number\"").count(), number(&source["attributions"]), "{source}");
    }
    let reports = lines(&run(&["report", "--format", "jsonl", "--table", "reports"]));
    for report in &reports {
        let id = string(&report["report"]).replace('/', "&#x2f;");
        let start = page.find(&format!("<bdi class=\"quiet\">{id}</bdi>")).unwrap();
        let meta: String = page.get(start..).unwrap().split("<svg").next().unwrap().to_owned();
        assert!(
            meta.contains(&format!("{} words · {} attributions", report["words"], report["attributions"])),
            "{meta}"
        );
    }
}

/// The table called `table` as CSV, each row as a map from column to cell.
fn csv(table: &str) -> Vec<BTreeMap<String, String>> {
    let text = selon(&["report", "--format", "csv", "--table", table]);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn rows_are_those_of_annotate() {
    let records = lines(&selon(&["annotate", "--format", "jsonl"]));
    for table in ["attributions", "figures"] {
        let expected: Vec<(String, &Value)> = records
            .iter()
            .flat_map(|record| {
                let all = record[table].as_array().into_iter().flatten();
                all.map(|entry| (string(&record["id"]), entry))
            })
            .collect();
        let found = lines(&selon(&["report", "--format", "jsonl", "--table", table]));
        let cells = csv(table);
        assert!(found.len() > 300);
        assert_eq!((found.len(), cells.len()), (expected.len(), expected.len()), "{table}");
        for (((id, entry), row), cells) in expected.iter().zip(&found).zip(&cells) {
            assert_eq!(string(&row["report"]), *id);
            // CSV says the same as JSON Lines, with nothing in the place of null.
            for (column, cell) in cells {
                let value = &row[column];
                let same = match value {
                    Value::Null => cell.is_empty(),
                    Value::Number(number) => (cell.parse::<f64>().unwrap() - number.as_f64().unwrap()).abs() < 1e-9,
                    Value::String(text) => cell == text,
                    Value::Bool(is) => *cell == is.to_string(),
                    _ => panic!("{column} is no plain value"),
                };
                assert!(same, "{column}: {cell:?}, {value}");
            }
            if table == "attributions" {
                let content = entry["content"].as_array().unwrap();
                assert_eq!(row["start"], content[0]["start"]);
                assert_eq!(row["end"], content[content.len() - 1]["end"]);
                assert_eq!(string(&row["source"]), name(&entry["source"]["entity"]));
                for (column, value) in [
                    ("mode", &entry["mode"]),
                    ("inside", &entry["inside"]),
                    ("lemma", &entry["cue"]["lemma"]),
                    ("stance", &entry["cue"]["stance"]),
                    ("cue_start", &entry["cue"]["start"]),
                    ("kind", &entry["source"]["kind"]),
                    ("source_start", &entry["source"]["start"]),
                    ("frame", &entry["frame"]),
                    ("rule", &entry["rule"]),
                ] {
                    assert_eq!(&row[column], value, "{column} of {entry}");
                }
            } else {
                for column in ["start", "end", "population", "state", "unit", "attribution"] {
                    assert_eq!(row[column], entry[column], "{column} of {entry}");
                }
                for column in ["low", "high"] {
                    assert_eq!(row[column].as_f64(), entry[column].as_f64(), "{column} of {entry}");
                }
            }
        }
    }
}

#[test]
fn every_column_is_in_the_manual() {
    let manual = std::fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    for table in selon::report::Table::ALL {
        let start = manual.find(&format!("| `{}` |", table.name())).unwrap_or_else(|| panic!("{table:?} is not there"));
        let row = manual.get(start..).and_then(|rest| rest.lines().next()).unwrap();
        let listed: Vec<&str> = row.split('`').skip(3).step_by(2).collect();
        assert_eq!(listed, table.columns(), "{table:?}");
        let header = selon(&["report", "--format", "csv", "--table", table.name()]);
        assert_eq!(header.lines().next().unwrap(), table.columns().join(","));
        // A row is a line, for whoever reads without a parser.
        assert_eq!(header.lines().count(), csv(table.name()).len() + 1, "{table:?}");
    }
}

#[test]
fn linked_data_is_one_collection_of_web_annotations() {
    let document: Value = serde_json::from_str(&selon(&["report", "--format", "jsonld"])).unwrap();
    assert_eq!(document["@context"][0], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(document["type"], "AnnotationCollection");
    let items = document["first"]["items"].as_array().unwrap();
    assert_eq!(number(&document["total"]), items.len());
    let attributions = lines(&selon(&["report", "--format", "jsonl"]));
    assert_eq!(items.len(), attributions.len());
    assert_eq!(document["@context"][1], serde_json::json!({"schema": "https://schema.org/"}));
    assert_eq!(document["first"]["type"], "AnnotationPage");
    assert_eq!(document["first"]["startIndex"], 0);
    let texts: BTreeMap<String, Vec<char>> = paths()
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(Path::new(ROOT).join(path)).unwrap();
            (path.display().to_string(), text.chars().collect())
        })
        .collect();
    let terms = terms();
    let mut ids = BTreeSet::new();
    let mut speakers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (item, row) in items.iter().zip(&attributions) {
        assert_eq!(item["type"], "Annotation");
        assert!(ids.insert(string(&item["id"])) && ids.insert(string(&item["body"]["id"])), "{item}");
        let body = &item["body"];
        let kind = if row["mode"] == "indirect" { "schema:Claim" } else { "schema:Quotation" };
        assert_eq!(body["type"], kind);
        let roles = ["schema:author", "schema:spokenByCharacter", "schema:isBasedOn", "schema:appearance"];
        let nodes: Vec<&Value> = roles.iter().map(|role| &body[role]).filter(|node| !node.is_null()).collect();
        assert_eq!(nodes.len(), usize::from(!row["source"].is_null()), "{item}");
        for node in nodes {
            speakers.entry(string(&node["id"])).or_default().insert(name(&node["schema:name"]));
        }
        let targets = item["target"].as_array().unwrap();
        assert_eq!(targets.len(), number(&row["parts"]));
        for target in targets {
            check_target(target, &texts);
        }
        check_model(item);
        if let Some(terms) = &terms {
            check_terms(item, terms);
        }
    }
    // Each node is one source, whatever the number of reports it speaks in.
    let sources = lines(&selon(&["report", "--format", "jsonl", "--table", "sources"]));
    assert!(!speakers.contains_key(""));
    assert_eq!(speakers.len(), sources.len());
}

#[test]
fn the_same_bytes_whatever_the_threads_and_the_order() {
    for format in ["text", "markdown", "html", "json", "csv", "jsonld"] {
        let paths: Vec<PathBuf> =
            paths().into_iter().filter(|path| path.to_string_lossy().contains("cap-verga")).collect();
        let run = |threads: &str, paths: Vec<PathBuf>| {
            let arguments = ["report", "--format", format, "--threads", threads];
            let output =
                Command::new(env!("CARGO_BIN_EXE_selon")).args(arguments).args(paths).current_dir(ROOT).output();
            let output = output.unwrap();
            assert!(output.status.success(), "{output:?}");
            output.stdout
        };
        let once = run("1", paths.clone());
        assert!(once.len() > 2000);
        assert!(once == run("5", paths.into_iter().rev().collect()), "{format}");
    }
}

/// The articles of the pages of the lints, each case an event of its own.
fn cases() -> Vec<Vec<Value>> {
    let mut cases: Vec<Vec<Value>> = Vec::new();
    for entry in std::fs::read_dir(Path::new(ROOT).join("fixtures/lint")).unwrap() {
        let page = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        for case in page.split("\n## ").skip(1) {
            let articles = case.split("\n~~~article").skip(1).map(|article| {
                let (name, rest) = article.split_once('\n').unwrap();
                let text = rest.split_once("\n~~~").unwrap().0;
                serde_json::json!({"id": format!("{}/{}", cases.len(), name.trim()), "text": text})
            });
            let articles = articles.collect();
            cases.push(articles);
        }
    }
    cases
}

#[test]
fn french_pages_have_nothing_in_english() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("french");
    std::fs::create_dir_all(&folder).unwrap();
    let cases = cases();
    assert!(cases.len() > 200);
    let records: Vec<String> = cases.iter().flatten().map(Value::to_string).collect();
    std::fs::write(folder.join("cases.jsonl"), records.join("\n")).unwrap();
    let output = folder.join("pages/");
    let _ = std::fs::remove_dir_all(&output);
    let arguments = ["report", "--format", "html", "--ui", "fr", "--output"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_selon"));
    command.args(arguments).arg(&output).arg("cases.jsonl");
    command.args(paths().iter().map(|path| Path::new(ROOT).join(path)));
    let done = command.current_dir(&folder).output().unwrap();
    assert!(done.status.success(), "{done:?}");
    let mut lints = BTreeSet::new();
    for entry in std::fs::read_dir(&output).unwrap() {
        let entry = entry.unwrap();
        let page = std::fs::read_to_string(entry.path()).unwrap();
        let english = page.split("lang=\"en\"").nth(1).map(|rest| rest.chars().take(160).collect::<String>());
        assert_eq!(english, None, "{}", entry.file_name().display());
        lints.extend(page.split("class=\"message\"").skip(1).filter_map(|message| {
            let (_, lint) = message.split_once("<code>")?;
            Some(lint.split_once("</code>")?.0.to_owned())
        }));
    }
    assert!(lints.len() > 30, "{lints:?}");
}

#[test]
fn text_and_markdown_are_written_in_both_languages() {
    for format in ["text", "markdown"] {
        for (ui, heading) in [("en", "Who says what"), ("fr", "Qui dit quoi")] {
            let text = selon(&["report", "--format", format, "--ui", ui]);
            assert!(text.contains(heading));
            assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{format} {ui}");
            assert!(!text.contains("\n\n\n\n"), "{format} {ui} has empty stretches");
        }
    }
}

#[test]
fn reports_of_one_day_are_in_order_of_time() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("order");
    std::fs::create_dir_all(&folder).unwrap();
    let record = |id: &str, published: &str, dead: usize| {
        let text = format!("Le séisme de Valmer a fait {dead} morts, a annoncé vendredi la maire, Jeanne Kerdal.");
        serde_json::json!({"id": id, "title": "Séisme à Valmer", "published": published, "text": text}).to_string()
    };
    let records = [record("a", "2019-02-15T20:00:00", 89), record("b", "2019-02-15T06:30:00", 63)];
    std::fs::write(folder.join("records.jsonl"), records.join("\n")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_selon"));
    let output = command.args(["report", "--ui", "fr", "records.jsonl"]).current_dir(&folder).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part} is not in {text}"));
    assert!(at("b · 15 février 2019, 6 h 30 · ") < at("a · 15 février 2019, 20 h 00 · "));
    assert!(at("63             b") < at("89             a"), "{text}");
}

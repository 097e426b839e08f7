//! The invariants of the table at the head of `src/lib.rs`, read off the sources.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Modules that touch the file system and standard input.
const OUTER: [&str; 3] = ["article", "rules", "cli"];

/// Strings that may hold letters beyond ASCII, by what they start with: what a message says of an encoding; and, known
/// gaps, an auxiliary and an ending that belong into the rules.
const ALLOWED: [(&str, &str); 3] =
    [("article/encoding.rs", "{} (as windows-1252, its œ"), ("rules/compile.rs", "être"), ("rules/pack.rs", "ée")];

/// A source file without what is of no account here.
struct Source {
    /// Its path within `src`.
    path: String,
    /// Its code: comments, tests and the insides of strings are blank.
    code: String,
    /// The strings outside of tests, each with its line.
    strings: Vec<(usize, String)>,
}

impl Source {
    fn new(path: &Path, root: &Path) -> Source {
        let written = fs::read_to_string(path).unwrap();
        let (mut code, found) = stripped(&written);
        let mut tests: Vec<(usize, usize)> = Vec::new();
        while let Some(range) = test_module(&code) {
            code.replace_range(range.0..range.1, &" ".repeat(range.1 - range.0));
            tests.push(range);
        }
        let in_tests = |at: usize| tests.iter().any(|&(start, end)| (start..end).contains(&at));
        let strings = found.into_iter().filter(|&(at, _)| !in_tests(at));
        let strings = strings.map(|(at, string)| (written[..at].matches('\n').count() + 1, string)).collect();
        let path = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        Source { path, code, strings }
    }

    /// The module of the table it belongs to.
    fn module(&self) -> &str {
        let first = self.path.split('/').next().unwrap();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// Whether it serves tests alone, which the module above it says.
    fn is_for_tests(&self) -> bool {
        self.path.ends_with("/sample.rs")
    }

    /// The names that stand behind `crate::`, those of a group each.
    fn crate_names(&self) -> Vec<String> {
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let first = |text: &str| text.trim().chars().take_while(|&c| is_name(c)).collect::<String>();
        let mut names = Vec::new();
        for (at, path) in self.code.match_indices("crate::") {
            if self.code[..at].ends_with('$') {
                continue;
            }
            let behind = &self.code[at + path.len()..];
            let Some(group) = behind.strip_prefix('{') else {
                names.push(first(behind));
                continue;
            };
            let mut depth = 0;
            let mut start = 0;
            for (at, c) in group.char_indices() {
                match c {
                    '{' => depth += 1,
                    ',' | '}' if depth == 0 => {
                        names.push(first(&group[start..at]));
                        start = at + 1;
                        if c == '}' {
                            break;
                        }
                    }
                    '}' => depth -= 1,
                    _ => {}
                }
            }
        }
        names.retain(|name| !name.is_empty());
        names
    }
}

/// `written` with comments and the insides of strings blanked byte for byte, and the strings with their offsets.
fn stripped(written: &str) -> (String, Vec<(usize, String)>) {
    let bytes = written.as_bytes();
    let mut code = bytes.to_vec();
    let mut strings = Vec::new();
    let blank = |code: &mut Vec<u8>, from: usize, to: usize| {
        code[from..to].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
    };
    let mut at = 0;
    while at < bytes.len() {
        let rest = &written[at..];
        if rest.starts_with("//") {
            let end = at + rest.find('\n').unwrap_or(rest.len());
            blank(&mut code, at, end);
            at = end;
        } else if rest.starts_with("/*") {
            let end = at + rest.find("*/").map_or(rest.len(), |end| end + 2);
            blank(&mut code, at, end);
            at = end;
        } else if let Some(hashes) = raw_string(rest) {
            let start = at + hashes + 2;
            let close = format!("\"{}", "#".repeat(hashes));
            let end = start + written[start..].find(&close).expect("a raw string is closed");
            strings.push((start, written[start..end].to_owned()));
            blank(&mut code, start, end);
            at = end + close.len();
        } else if rest.starts_with('"') {
            let start = at + 1;
            let mut end = start;
            while bytes[end] != b'"' {
                end += if bytes[end] == b'\\' { 2 } else { 1 };
            }
            strings.push((start, written[start..end].to_owned()));
            blank(&mut code, start, end);
            at = end + 1;
        } else if rest.starts_with('\'') {
            // A character, or a lifetime, which is never closed.
            let mut chars = rest.char_indices().skip(1);
            let (_, c) = chars.next().expect("an apostrophe does not end a file");
            let end =
                if c == '\\' { rest[3..].find('\'').map(|end| end + 3) } else { chars.next().map(|(end, _)| end) };
            match end.filter(|&end| rest[end..].starts_with('\'')) {
                Some(end) => {
                    blank(&mut code, at + 1, at + end);
                    at += end + 1;
                }
                None => at += 1,
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            // An identifier that ends in r is no raw string.
            while at < bytes.len() && bytes[at - 1].is_ascii_alphanumeric() && bytes[at].is_ascii_alphanumeric() {
                at += 1;
            }
        }
    }
    (String::from_utf8(code).expect("whole characters are blanked"), strings)
}

/// How many hashes the raw string that `text` starts with has.
fn raw_string(text: &str) -> Option<usize> {
    let behind = text.strip_prefix('r')?;
    let hashes = behind.len() - behind.trim_start_matches('#').len();
    behind[hashes..].starts_with('"').then_some(hashes)
}

/// Where the first item for tests alone stands.
fn test_module(code: &str) -> Option<(usize, usize)> {
    let start = code.find("#[cfg(test)]")?;
    let open = code[start..].find(['{', ';'])? + start;
    if code[open..].starts_with(';') {
        return Some((start, open + 1));
    }
    let mut depth = 0;
    for (at, c) in code[open..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return Some((start, open + at + 1)),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn sources() -> Vec<Source> {
    let root = root();
    let mut folders = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                sources.push(Source::new(&path, &root));
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

/// The modules of the table, in its order.
fn table() -> Vec<String> {
    let lib = fs::read_to_string(root().join("lib.rs")).unwrap();
    let rows = lib.lines().filter_map(|line| line.strip_prefix("//! | [`"));
    rows.map(|row| row.split('`').next().unwrap().to_owned()).collect()
}

/// What stands at the root of the library, and the module of the table it comes from.
fn root_names(table: &[String]) -> BTreeMap<String, String> {
    let lib = fs::read_to_string(root().join("lib.rs")).unwrap();
    let mut names: BTreeMap<String, String> = table.iter().map(|name| (name.clone(), name.clone())).collect();
    for line in lib.lines().filter_map(|line| line.strip_prefix("pub use ")) {
        let (module, items) = line.trim_end_matches(';').split_once("::").unwrap();
        for item in items.trim_matches(['{', '}']).split(", ") {
            names.insert(item.to_owned(), module.to_owned());
        }
    }
    // It uses all up to the module that attributes.
    names.insert("analyze".to_owned(), "attribute".to_owned());
    names
}

#[test]
fn the_table_lists_every_module_and_nothing_else() {
    let table = table();
    assert!(table.len() > 5, "no table at the head of lib.rs");
    let mut modules: Vec<String> = sources().iter().map(|source| source.module().to_owned()).collect();
    modules.retain(|module| !["lib", "main", "cli"].contains(&module.as_str()));
    modules.dedup();
    let mut listed = table;
    listed.sort();
    modules.sort();
    modules.dedup();
    assert_eq!(listed, modules);
}

#[test]
fn modules_use_only_modules_above_them() {
    let table = table();
    let names = root_names(&table);
    let row = |module: &str| table.iter().position(|name| name == module);
    let mut complaints = Vec::new();
    for source in sources() {
        let Some(own) = row(source.module()) else { continue };
        for name in source.crate_names() {
            let used = names.get(&name).unwrap_or_else(|| panic!("{}: crate::{name} is unknown", source.path));
            if row(used).is_none_or(|used| used > own) {
                complaints.push(format!("{}: {} uses crate::{name}, which is below it", source.path, source.module()));
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn only_the_outer_modules_touch_files() {
    for source in sources() {
        if OUTER.contains(&source.module()) || source.is_for_tests() {
            continue;
        }
        for forbidden in ["std::fs", "fs::", "stdin", "File::"] {
            assert!(!source.code.contains(forbidden), "{}: {forbidden}", source.path);
        }
    }
}

#[test]
fn only_rules_configuration_and_front_matter_are_yaml() {
    for source in sources() {
        let is_reader = matches!(source.module(), "rules" | "config") || source.path == "article/metadata.rs";
        assert!(is_reader || !source.code.contains("serde_yaml"), "{}: serde_yaml", source.path);
    }
}

#[test]
fn only_reports_and_readers_of_records_know_json() {
    for source in sources() {
        let is_known = matches!(source.module(), "report" | "config") || source.path == "article/jsonl.rs";
        assert!(is_known || !source.code.contains("serde_json"), "{}: serde_json", source.path);
    }
}

#[test]
fn the_clock_is_never_read() {
    for source in sources() {
        for forbidden in ["SystemTime", "Instant::now", "Zoned::now", "Timestamp::now"] {
            assert!(!source.code.contains(forbidden), "{}: {forbidden}", source.path);
        }
    }
}

#[test]
fn words_stand_in_rules_and_not_in_code() {
    let mut complaints = Vec::new();
    for source in sources() {
        if source.is_for_tests() {
            continue;
        }
        for (line, string) in &source.strings {
            let is_allowed = ALLOWED.iter().any(|&(path, start)| path == source.path && string.starts_with(start));
            if string.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) && !is_allowed {
                complaints.push(format!("{}:{line}: {string:?}", source.path));
            }
        }
    }
    assert!(complaints.is_empty(), "letters that are not ASCII in strings:\n{}\n", complaints.join("\n"));
}

//! `selon check` where it writes: fixes, baselines, reports; and against a repository of git.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// An article with a quotation that is never closed.
const BROKEN: &str = "La digue tient\n\n« La digue tiendra, assure Maud Perrin, la maire.\n\nElle a douze ans.\n";

/// A configuration that has one spelling replaced.
const HOUSE: &str = "select: [house-name]\nhouse: {names: {Kyiv: [Kiev]}}\nfail-on: warning\n";

/// An empty directory.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("check").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    // What stands above the repository is none of these tests' business.
    fs::write(folder.join("selon.yaml"), "").unwrap();
    folder
}

fn selon(folder: &Path, arguments: &[&str], stdin: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_selon"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Whoever ends early does not read all.
    let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    child.wait_with_output().unwrap()
}

/// The exit code, standard output and the error stream of `selon check`.
fn check(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = selon(folder, &[&["check"], arguments].concat(), "");
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// The lines of `--format concise`.
fn found(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let (code, stdout, stderr) = check(folder, &[&["-f", "concise"], arguments].concat());
    assert!(code < 2, "{stderr}");
    stdout.lines().map(str::to_owned).collect()
}

#[test]
fn the_same_bytes_whatever_the_threads_and_the_order_of_paths() {
    let root = Path::new(ROOT);
    let run = |arguments: &[&str]| {
        let arguments = [&["--select", "all", "-f", "jsonl"], arguments].concat();
        let (code, stdout, stderr) = check(root, &arguments);
        assert_eq!(code, 1, "{stderr}");
        stdout
    };
    let once = run(&["-j", "1", "fixtures/dispatches", "tests/cmd/check.in", "fixtures/cli"]);
    assert!(once.lines().count() > 3);
    assert_eq!(run(&["-j", "2", "fixtures/cli", "./fixtures/dispatches", "tests/cmd/check.in"]), once);
    assert_eq!(run(&["-j", "7", "tests/cmd/check.in", "fixtures/cli", "fixtures/dispatches", "fixtures/cli"]), once);
}

#[test]
fn fixes_keep_encoding_line_ends_and_whatever_is_quoted() {
    let folder = scratch("fix");
    fs::write(folder.join("selon.yaml"), HOUSE).unwrap();
    let before = "\u{feff}Kiev tient\r\n\r\n« Kiev tiendra », dit le maire.\r\nKiev aussi.\r\n";
    let after = "\u{feff}Kyiv tient\r\n\r\n« Kiev tiendra », dit le maire.\r\nKyiv aussi.\r\n";
    fs::write(folder.join("a.txt"), before).unwrap();
    // \xE9 is é in Latin-1.
    fs::write(folder.join("b.txt"), b"Kiev a r\xE9sist\xE9. La journ\xE9e fut dure.\n").unwrap();
    fs::write(folder.join("c.html"), "<p>Kiev a tenu.</p>").unwrap();
    fs::write(folder.join("d.jsonl"), "{\"text\": \"Kiev a tenu.\"}\n").unwrap();
    assert_eq!(found(&folder, &["a.txt"]).len(), 2);

    let (code, stdout, _) = check(&folder, &["--diff", "."]);
    assert_eq!(code, 1);
    let wanted = "\
--- a/a.txt
+++ b/a.txt
@@ -1,4 +1,4 @@
-Kiev tient\r
+Kyiv tient\r
 \r
 « Kiev tiendra », dit le maire.\r
-Kiev aussi.\r
+Kyiv aussi.\r
";
    assert_eq!(stdout, wanted);
    assert_eq!(fs::read_to_string(folder.join("a.txt")).unwrap(), before, "--diff changes nothing");

    let (code, stdout, stderr) = check(&folder, &["--fix", "-f", "concise", "."]);
    assert_eq!(fs::read_to_string(folder.join("a.txt")).unwrap(), after);
    assert_eq!(code, 1, "what cannot be mended still counts");
    assert!(!stdout.contains("a.txt") && stdout.contains("b.txt") && stdout.contains("c.html"), "{stdout}");
    for told in [
        "b.txt: not mended: expected a file in UTF-8",
        "c.html: not mended: expected plain",
        "d.jsonl:1: not mended",
        "a.txt: 2 fixes made",
    ] {
        assert!(stderr.contains(told), "{stderr}");
    }
    assert_eq!(check(&folder, &["--fix", "a.txt"]).0, 0, "nothing is left to mend");
    assert_eq!(fs::read_to_string(folder.join("a.txt")).unwrap(), after);
}

#[test]
fn what_is_set_aside_is_not_fixed() {
    let folder = scratch("fix-aside");
    fs::write(folder.join("selon.yaml"), HOUSE).unwrap();
    fs::write(folder.join("a.txt"), "Le FC Kiev a perdu.\n\nKiev a gagné.\n").unwrap();
    let aside = "- {lint: house-name, quote: Le FC Kiev, reason: the club writes itself so}\n";
    fs::write(folder.join("a.txt.selon.yaml"), aside).unwrap();
    assert_eq!(check(&folder, &["--fix", "a.txt"]).0, 0);
    assert_eq!(fs::read_to_string(folder.join("a.txt")).unwrap(), "Le FC Kiev a perdu.\n\nKyiv a gagné.\n");
}

#[test]
fn standard_input_is_mended_as_a_difference_only() {
    let folder = scratch("fix-stdin");
    fs::write(folder.join("selon.yaml"), HOUSE).unwrap();
    let output = selon(&folder, &["check", "--diff", "--stdin-filename", "./a.txt"], "Kiev a tenu.\n");
    assert_eq!(output.status.code(), Some(1));
    let wanted = "--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-Kiev a tenu.\n+Kyiv a tenu.\n";
    assert_eq!(String::from_utf8(output.stdout).unwrap(), wanted);
    let output = selon(&folder, &["check", "--fix"], "Kiev a tenu.\n");
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("-: not mended: standard input cannot be changed, expected --diff"), "{told}");
}

#[test]
fn a_baseline_knows_claims_and_not_lines() {
    let folder = scratch("baseline");
    fs::create_dir(folder.join("sub")).unwrap();
    fs::write(folder.join("sub/a.txt"), BROKEN).unwrap();
    let (code, stdout, stderr) = check(&folder, &["--write-baseline", "known.jsonl", "."]);
    assert_eq!((code, stdout.as_str()), (0, ""), "{stderr}");
    assert!(stderr.contains("known.jsonl: 1 finding written"), "{stderr}");
    assert!(fs::read_to_string(folder.join("known.jsonl")).unwrap().contains("\"document\":\"sub/a.txt\""));
    fs::write(folder.join("selon.yaml"), "baseline: known.jsonl\n").unwrap();
    fs::write(folder.join("sub/a.txt"), format!("Mise à jour\n\nRien.\n\n{BROKEN}")).unwrap();
    assert!(found(&folder, &["."]).is_empty());
    // From elsewhere its articles have other paths.
    assert!(found(&folder.join("sub"), &["a.txt"]).is_empty());
    // Another claim is not known, and the known one is gone.
    fs::write(folder.join("sub/a.txt"), BROKEN.replace("tiendra", "cèdera")).unwrap();
    let lines = found(&folder, &["."]);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines[0].starts_with("known.jsonl:1:1: warning[stale-baseline] unclosed-quote: no longer found in sub/a.txt")
    );
    assert!(lines[1].starts_with("sub/a.txt:3:1: error[unclosed-quote]"));
    // An article that is gone is told of as well, one that is not read is not.
    fs::write(folder.join("b.txt"), "Rien.\n").unwrap();
    assert!(found(&folder, &["b.txt"]).is_empty());
    fs::remove_file(folder.join("sub/a.txt")).unwrap();
    assert_eq!(found(&folder, &["b.txt"]).len(), 1);
}

#[test]
fn formats_go_to_files_and_the_exit_code_does_not_depend_on_it() {
    let folder = scratch("formats");
    fs::write(folder.join("a.txt"), BROKEN).unwrap();
    let formats = ["full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson"];
    let mut arguments = vec!["a.txt".to_owned(), "-o".to_owned(), "alone.txt".to_owned(), "-f=concise".to_owned()];
    arguments.extend(formats.map(|format| format!("--format={format}=out.{format}")));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    assert_eq!(check(&folder, &arguments), (1, String::new(), String::new()));
    for format in formats {
        let alone = check(&folder, &["a.txt", "-f", format]);
        assert_eq!(alone.0, 1);
        assert!(alone.1.contains("unclosed-quote"), "{format}");
        assert_eq!(fs::read_to_string(folder.join(format!("out.{format}"))).unwrap(), alone.1, "{format}");
    }
    assert_eq!(fs::read(folder.join("alone.txt")).unwrap(), fs::read(folder.join("out.concise")).unwrap());
}

#[test]
fn exit_codes() {
    let folder = scratch("codes");
    fs::write(folder.join("bad.txt"), BROKEN).unwrap();
    fs::write(folder.join("good.txt"), "Rien.\n").unwrap();
    fs::create_dir(folder.join("none")).unwrap();
    let code = |arguments: &[&str]| check(&folder, arguments).0;
    assert_eq!(code(&["good.txt"]), 0);
    assert_eq!(code(&["bad.txt"]), 1);
    assert_eq!(code(&["bad.txt", "--level", "unclosed-quote=warning"]), 0);
    assert_eq!(code(&["bad.txt", "--level", "unclosed-quote=warning", "--fail-on", "warning"]), 1);
    assert_eq!(code(&["bad.txt", "--level", "unclosed-quote=info", "--fail-on", "info"]), 1);
    assert_eq!(code(&["bad.txt", "--fail-on", "never"]), 0);
    assert_eq!(code(&["bad.txt", "nowhere.txt"]), 2);
    assert_eq!(code(&["none"]), 2);
    assert_eq!(code(&[]), 2, "an empty standard input is nothing to read");
    assert_eq!(code(&["--no-such-option"]), 2);
    fs::write(folder.join("bad.txt.selon.yaml"), "- {lint: unclosed-quote, quote: La digue tiendra, reason: so}\n")
        .unwrap();
    assert_eq!(code(&["bad.txt"]), 0);
    fs::write(folder.join("selon.yaml"), "lint: 3\n").unwrap();
    assert_eq!(code(&["good.txt"]), 2);
    assert_eq!(code(&["good.txt", "--no-config"]), 0);
    fs::write(folder.join("selon.yaml"), "exclude: ['*.txt']\n").unwrap();
    assert_eq!(code(&["bad.txt"]), 0, "to leave all out is no mistake");
}

#[test]
fn only_what_changed_is_reported() {
    let folder = scratch("changed");
    let git = |arguments: &[&str]| {
        let output = Command::new("git")
            .args(["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"])
            .args(arguments)
            .current_dir(&folder)
            .output()
            .expect("git can be run");
        assert!(output.status.success(), "{output:?}");
    };
    git(&["init", "-q"]);
    for name in ["old.txt", "été.txt", "later.txt"] {
        fs::write(folder.join(name), BROKEN).unwrap();
    }
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "one"]);
    assert_eq!(found(&folder, &["."]).len(), 3);
    let output = check(&folder, &["--changed", "."]);
    assert_eq!((output.0, output.1.as_str()), (0, ""), "{}", output.2);

    fs::write(folder.join("été.txt"), format!("{BROKEN}\nEt puis rien.\n")).unwrap();
    fs::write(folder.join("new.txt"), BROKEN).unwrap();
    let paths = |lines: Vec<String>| -> Vec<String> {
        lines.iter().map(|line| line.split(':').next().unwrap().to_owned()).collect()
    };
    assert_eq!(paths(found(&folder, &["--changed", "."])), ["new.txt", "été.txt"]);
    assert_eq!(paths(found(&folder, &["--changed"])), ["new.txt", "été.txt"]);
    assert_eq!(paths(found(&folder, &["--changed", "old.txt", "new.txt"])), ["new.txt"]);

    git(&["checkout", "-q", "-b", "work"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "two"]);
    assert!(found(&folder, &["--changed", "."]).is_empty());
    assert_eq!(paths(found(&folder, &["--since", "main", "."])), ["new.txt", "été.txt"]);
    // Whoever says why of an article has changed it.
    fs::write(folder.join("old.txt.selon.yaml"), "- {lint: unclosed-quote, quote: Rien, reason: so}\n").unwrap();
    assert_eq!(paths(found(&folder, &["--changed", "."])), ["old.txt", "old.txt.selon.yaml"]);

    let (code, _, stderr) = check(&folder, &["--since", "no-such-branch", "."]);
    assert_eq!(code, 2);
    assert!(stderr.starts_with("selon: --changed: git merge-base no-such-branch HEAD: "), "{stderr}");
}

#[test]
fn a_list_of_one_word_takes_no_time_in_a_long_article() {
    let folder = scratch("long");
    fs::write(folder.join("a.txt"), "« Non, dit le maire.\n\nRien.\n\n".repeat(2000)).unwrap();
    fs::write(folder.join("a.txt.selon.yaml"), "- {lint: unclosed-quote, quote: maire, reason: so}\n".repeat(20))
        .unwrap();
    let (code, stdout, stderr) = check(&folder, &["--select", "unclosed-quote", "a.txt"]);
    assert_eq!((code, stdout.as_str()), (0, ""), "{stderr}");
    assert!(stderr.contains("2000 set aside"), "{stderr}");
}

//! The command line: transcripts in `tests/cmd`, which `TRYCMD=overwrite cargo test --test cli` rewrites.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn transcripts() {
    // The terminal and the settings of whoever runs the tests are not theirs.
    trycmd::TestCases::new()
        .env("NO_COLOR", "1")
        .env("RAYON_NUM_THREADS", "2")
        .case("tests/cmd/*.md")
        .case("tests/cmd/*.toml");
}

fn selon(arguments: &[&str], stdin: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_selon"))
        .args(arguments)
        .current_dir(ROOT)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Whoever ends early does not read all.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    child.wait_with_output().unwrap()
}

fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn results_do_not_depend_on_threads_or_the_order_of_paths() {
    let run = |arguments: &[&str]| {
        let arguments = [&["annotate", "--format", "jsonl"], arguments].concat();
        let output = selon(&arguments, b"");
        assert!(output.status.success());
        output.stdout
    };
    let once = run(&["--threads", "1", "fixtures/cli", "fixtures/dispatches"]);
    assert!(once.split(|&byte| byte == b'\n').count() > 40);
    assert_eq!(run(&["--threads", "7", "fixtures/dispatches", "fixtures/cli"]), once);
    // More articles than are held at a time.
    let record = |at| format!("{{\"id\": \"{at}\", \"text\": \"« Oui », a dit le maire {at}.\"}}");
    let records = (0..700).map(record).collect::<Vec<_>>().join("\n");
    let many = |threads| selon(&["annotate", "--format", "jsonl", "--threads", threads], records.as_bytes()).stdout;
    let once = many("1");
    assert_eq!(many("5"), once);
    let text = String::from_utf8(once).unwrap();
    let ids: Vec<String> = text.lines().map(|line| line.split('"').nth(7).unwrap().to_owned()).collect();
    assert_eq!(ids, (0..700).map(|at| at.to_string()).collect::<Vec<_>>());
}

#[test]
fn one_version_may_come_from_standard_input() {
    let old = fs::read(Path::new(ROOT).join("fixtures/cli-diff/old/ferry.txt")).unwrap();
    let output = selon(&["diff", "-", "fixtures/cli-diff/new/ferry.txt", "--fail-on", "figure"], &old);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text.contains("14 enfants → 4 enfants"), "{text}");
    let output = selon(&["diff", "-", "-"], &old);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn versions_are_taken_from_git() {
    let folder = scratch("git");
    let run = |program: &str, arguments: &[&str]| {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(&folder).stdin(Stdio::null()).env("GIT_CONFIG_GLOBAL", "/dev/null");
        for (name, value) in [("NAME", "a"), ("EMAIL", "a@example.org")] {
            command.env(format!("GIT_AUTHOR_{name}"), value).env(format!("GIT_COMMITTER_{name}"), value);
        }
        let output = command.output().unwrap();
        assert!(output.status.success(), "{program} {arguments:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let selon = env!("CARGO_BIN_EXE_selon");
    fs::create_dir(folder.join("wire")).unwrap();
    let file = folder.join("wire/pont.txt");
    fs::write(&file, "Le pont mesure 58 mètres, selon la mairie.\n").unwrap();
    run("git", &["init", "-q"]);
    run("git", &["add", "."]);
    run("git", &["commit", "-q", "-m", "one"]);
    fs::write(&file, "Le pont mesure 85 mètres, selon la mairie.\n").unwrap();
    let changed = "58 mètres → 85 mètres";
    let text = run(selon, &["diff", "--git", "HEAD", "wire"]);
    assert!(text.starts_with("HEAD:wire/pont.txt → wire/pont.txt\n") && text.contains(changed), "{text}");
    run("git", &["commit", "-q", "-a", "-m", "two"]);
    let text = run(selon, &["diff", "--git", "HEAD~1..HEAD", "wire/pont.txt"]);
    assert!(text.starts_with("HEAD~1:wire/pont.txt → HEAD:wire/pont.txt\n") && text.contains(changed), "{text}");
    // As a driver for git's own diff, and as a difftool.
    fs::write(folder.join(".gitattributes"), "*.txt diff=selon\n").unwrap();
    let driver = format!("diff.selon.command={selon} diff");
    let text = run("git", &["-c", &driver, "--no-pager", "diff", "HEAD~1", "HEAD", "--", "wire"]);
    assert!(text.starts_with("a/wire/pont.txt → b/wire/pont.txt\n") && text.contains(changed), "{text}");
    let tool = format!("{selon} diff");
    let text = run("git", &["difftool", "--no-prompt", "--extcmd", &tool, "HEAD~1", "HEAD", "--", "wire"]);
    assert!(text.contains(changed), "{text}");
}

#[test]
fn a_reader_that_has_read_enough_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_selon"))
        .args(["annotate", "--format", "jsonl", "fixtures/dispatches"])
        .current_dir(ROOT)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}

#[test]
fn output_goes_to_files_whole_or_not_at_all() {
    let folder = scratch("output");
    let file = folder.join("found.jsonl");
    let path = file.to_str().unwrap();
    let to_stdout = selon(&["annotate", "-f", "jsonl", "fixtures/cli"], b"").stdout;
    let output = selon(&["annotate", "-f", "jsonl", "fixtures/cli", "-o", path], b"");
    assert!(output.status.success() && output.stdout.is_empty(), "{output:?}");
    assert_eq!(fs::read(&file).unwrap(), to_stdout);
    // Nothing hidden is left behind, neither then nor where nothing could be read.
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    let output = selon(&["annotate", "fixtures/cli/nowhere.txt", "-o", folder.join("none").to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(2));
    let output = selon(&["annotate", "-f", "markup", "fixtures/cli", "-o", folder.to_str().unwrap()], b"");
    assert!(output.status.success(), "{output:?}");
    let marked = fs::read_to_string(folder.join("usine.txt")).unwrap();
    let bare = selon::text::markup::read(&marked).unwrap().text;
    assert_eq!(bare, fs::read_to_string(Path::new(ROOT).join("fixtures/cli/usine.txt")).unwrap());
}

#[test]
fn what_was_read_is_never_overwritten() {
    let folder = scratch("in-place");
    let (page, text) = (folder.join("a.txt"), "« Oui », a dit le maire.\n");
    fs::write(&page, text).unwrap();
    let path = folder.to_str().unwrap();
    // brat's text is what was read: only the annotations are new.
    let output = selon(&["annotate", "-f", "brat", path, "-o", path], b"");
    assert!(output.status.success(), "{output:?}");
    assert!(fs::read_to_string(folder.join("a.ann")).unwrap().starts_with("T1\tContent"));
    let output = selon(&["annotate", "-f", "markup", path, "-o", path], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("a.txt: is what was read"));
    assert_eq!(fs::read_to_string(&page).unwrap(), text);
}

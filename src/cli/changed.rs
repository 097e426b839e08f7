//! `--changed`: which files git says differ from a commit.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

/// The files that differ from where the working tree parted from `since`, and those git does not know yet.
///
/// Deleted ones are none of them. The paths are as the system knows them.
pub(super) fn files(since: &str) -> anyhow::Result<BTreeSet<PathBuf>> {
    if since.starts_with('-') {
        bail!("--since {since}: no commit, expected a branch, a tag or a hash");
    }
    let top = git(Path::new("."), &["rev-parse", "--show-toplevel"])?;
    let top = PathBuf::from(text(top.trim_ascii_end()));
    let base = git(&top, &["merge-base", since, "HEAD"])?;
    let base = String::from_utf8_lossy(base.trim_ascii_end()).into_owned();
    let mut names = git(&top, &["diff", "--name-only", "--no-renames", "--diff-filter=d", "-z", &base])?;
    names.extend(git(&top, &["ls-files", "--others", "--exclude-standard", "-z"])?);
    let names = names.split(|&byte| byte == 0).filter(|name| !name.is_empty());
    Ok(names.map(|name| super::project::location(&top.join(text(name)))).collect())
}

fn git(directory: &Path, arguments: &[&str]) -> anyhow::Result<Vec<u8>> {
    let output = Command::new("git").arg("-C").arg(directory).args(arguments).output();
    let output = output.context("--changed: git cannot be run")?;
    if !output.status.success() {
        bail!("--changed: git {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr).trim_end());
    }
    Ok(output.stdout)
}

/// The name that `bytes` are; names need not be UTF-8.
#[cfg(unix)]
fn text(bytes: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStringExt;
    OsString::from_vec(bytes.to_owned())
}

#[cfg(not(unix))]
fn text(bytes: &[u8]) -> OsString {
    String::from_utf8_lossy(bytes).into_owned().into()
}

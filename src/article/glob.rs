//! Patterns of paths, for where no shell spells them out.

use std::path::{Component, Path, PathBuf};

use globset::GlobBuilder;

use super::ReadError;
use super::files::{has_ending, plain};

/// The characters that make a path a pattern.
const SPECIAL: [char; 4] = ['*', '?', '[', '{'];

/// `paths` with the patterns among them replaced by the articles whose paths are like them.
///
/// `*` and `?` stay within a part of the path, `**` does not; hidden and ignored files are left out, as they are in a
/// directory. What exists is no pattern, whatever its name.
#[must_use]
pub fn expand(paths: &[PathBuf]) -> Vec<Result<PathBuf, ReadError>> {
    let mut expanded = Vec::new();
    for path in paths {
        let is_pattern = path.to_str().is_some_and(|path| path.contains(SPECIAL)) && !path.exists();
        match is_pattern.then(|| matching(path)) {
            None => expanded.push(Ok(path.clone())),
            Some(Ok(found)) => expanded.extend(found.into_iter().map(Ok)),
            Some(Err(error)) => expanded.push(Err(error)),
        }
    }
    expanded
}

fn matching(path: &Path) -> Result<Vec<PathBuf>, ReadError> {
    let path = plain(path);
    let pattern = path.to_string_lossy().into_owned();
    let glob = match GlobBuilder::new(&pattern).literal_separator(true).build() {
        Ok(glob) => glob.compile_matcher(),
        Err(error) => return Err(ReadError::Pattern { pattern, problem: error.kind().to_string() }),
    };
    let is_plain = |part: &Component| part.as_os_str().to_str().is_some_and(|part| !part.contains(SPECIAL));
    let base: PathBuf = path.components().take_while(is_plain).collect();
    let base = if base.as_os_str().is_empty() { Path::new(".") } else { &base };
    let entries = ignore::WalkBuilder::new(base).build().filter_map(Result::ok);
    let files = entries.map(|entry| plain(entry.path())).filter(|path| glob.is_match(path) && path.is_file());
    let mut found: Vec<PathBuf> = files.filter(|path| has_ending(path)).collect();
    found.sort();
    if found.is_empty() { Err(ReadError::NoMatch { pattern }) } else { Ok(found) }
}

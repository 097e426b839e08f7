//! Where results go: standard output, a file, or a directory with a file for each article.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ffi::OsString;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf, is_separator};

use anstream::{AutoStream, ColorChoice};
use anyhow::{Context, bail};
use selon::Analysis;
use selon::report::{Format, View};

/// What is written for one article.
pub(super) struct Written {
    id: String,
    result: Vec<u8>,
    /// The text that the annotations of brat stand beside.
    beside: Option<String>,
}

impl Written {
    /// What `format` makes of `analysis`.
    pub(super) fn new(analysis: Analysis, format: Format, view: View) -> Written {
        let result = format.bytes(&analysis, view);
        let beside = (format == Format::Brat).then_some(analysis.article.text);
        Written { id: analysis.article.id, result, beside }
    }
}

/// Where results go.
pub(super) struct Output {
    format: Format,
    target: Target,
    /// The last byte of the result before.
    last: Option<u8>,
}

enum Target {
    Stdout(BufWriter<AutoStream<io::Stdout>>),
    File { path: PathBuf, out: BufWriter<File>, partial: Option<Partial> },
    Directory { path: PathBuf, names: Names },
}

impl Output {
    /// Results in `format` go to `path`: to a directory if it is one, ends like one or must be one; without it to
    /// standard output.
    pub(super) fn new(format: Format, path: Option<&Path>) -> anyhow::Result<Output> {
        let target = match path {
            None => {
                // On consoles that need it escape sequences are translated; nothing is taken away.
                Target::Stdout(BufWriter::new(AutoStream::new(io::stdout(), ColorChoice::Always)))
            }
            Some(path) if format == Format::Brat || path.is_dir() || path.to_string_lossy().ends_with(is_separator) => {
                fs::create_dir_all(path).with_context(|| format!("{}: cannot be made", path.display()))?;
                Target::Directory { path: path.to_owned(), names: Names::default() }
            }
            Some(path) => {
                let partial = Partial::beside(path);
                let file = File::create(partial.as_ref().map_or(path, |partial| &partial.0));
                let file = file.with_context(|| unwritable(path))?;
                Target::File { path: path.to_owned(), out: BufWriter::new(file), partial }
            }
        };
        Ok(Output { format, target, last: None })
    }

    /// Whether all results go to one place.
    pub(super) fn is_one_stream(&self) -> bool {
        !matches!(self.target, Target::Directory { .. })
    }

    /// Writes one article's result behind those before.
    pub(super) fn write(&mut self, written: &Written) -> anyhow::Result<()> {
        let last = std::mem::replace(&mut self.last, written.result.last().copied());
        match &mut self.target {
            Target::Stdout(out) => append(self.format, last, &written.result, out).context(STDOUT)?,
            Target::File { path, out, .. } => {
                append(self.format, last, &written.result, out).with_context(|| unwritable(path))?;
            }
            Target::Directory { path, names } => {
                let name = names.next(&written.id);
                let ending = match self.format {
                    Format::Text | Format::Markup => "txt",
                    Format::Jsonl => "json",
                    Format::Brat => "ann",
                    Format::Jsonld => "jsonld",
                };
                put(&path.join(format!("{name}.{ending}")), &written.id, &written.result)?;
                if let Some(text) = &written.beside {
                    put(&path.join(format!("{name}.txt")), &written.id, text.as_bytes())?;
                }
            }
        }
        Ok(())
    }

    /// Has all written results arrive.
    pub(super) fn finish(self) -> anyhow::Result<()> {
        match self.target {
            Target::Stdout(mut out) => out.flush().context(STDOUT)?,
            Target::File { path, mut out, partial } => {
                let arrived = out.flush().and_then(|()| partial.map_or(Ok(()), |partial| partial.become_whole(&path)));
                arrived.with_context(|| unwritable(&path))?;
            }
            Target::Directory { .. } => {}
        }
        Ok(())
    }
}

/// Writes `bytes` to `path`, whole or not at all, or to standard output.
pub(super) fn emit(path: Option<&Path>, bytes: &[u8]) -> anyhow::Result<()> {
    let Some(path) = path else {
        let mut out = AutoStream::new(io::stdout(), ColorChoice::Always);
        return out.write_all(bytes).and_then(|()| out.flush()).context(STDOUT);
    };
    let partial = Partial::beside(path);
    let written = fs::write(partial.as_ref().map_or(path, |partial| &partial.0), bytes);
    let arrived = written.and_then(|()| partial.map_or(Ok(()), |partial| partial.become_whole(path)));
    arrived.with_context(|| unwritable(path))
}

/// Writes `result`, set apart from the ones before where the format does not do so by itself.
fn append(format: Format, last: Option<u8>, result: &[u8], out: &mut impl Write) -> io::Result<()> {
    if let (Format::Text | Format::Markup, Some(last)) = (format, last) {
        // A marked text may lack its last line end, which is not added where nothing follows.
        out.write_all(if last == b'\n' { b"\n" } else { b"\n\n" })?;
    }
    out.write_all(result)
}

/// Writes the file `path` for the article `id`, unless that is what the article was read from.
fn put(path: &Path, id: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let is_input = fs::canonicalize(path).is_ok_and(|target| fs::canonicalize(id).is_ok_and(|input| input == target));
    if !is_input {
        return fs::write(path, bytes).with_context(|| unwritable(path));
    }
    // brat's text beside the annotations may well be the very file that was read.
    if fs::read(path).with_context(|| unwritable(path))? != bytes {
        bail!("{}: is what was read, expected another directory to write to", path.display());
    }
    Ok(())
}

/// What cannot be done where standard output fails.
const STDOUT: &str = "standard output: cannot be written";

fn unwritable(path: &Path) -> String {
    format!("{}: cannot be written", path.display())
}

/// A file that takes another's place once it is whole, and goes away if that never happens.
///
/// Hidden, so that a directory which is both read and written to does not feed on it.
struct Partial(PathBuf);

impl Partial {
    /// One for `path`, unless something other than a plain file stands there.
    fn beside(path: &Path) -> Option<Partial> {
        let is_free = match fs::symlink_metadata(path) {
            Ok(found) => found.is_file(),
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        };
        let mut name = OsString::from(".");
        name.push(path.file_name().filter(|_| is_free)?);
        name.push(format!(".{}", std::process::id()));
        Some(Partial(path.with_file_name(name)))
    }

    fn become_whole(self, path: &Path) -> io::Result<()> {
        fs::rename(&self.0, path)
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        // Gone already where it has become whole.
        let _ = fs::remove_file(&self.0);
    }
}

/// The names of files for articles, no two alike.
///
/// Only hashes are kept, eight bytes an article; should two ever meet, a name bears a number without need.
#[derive(Default)]
struct Names(HashMap<u64, u32>);

impl Names {
    /// A name for the article `id`: that of its file, with a number where that is taken.
    fn next(&mut self, id: &str) -> String {
        let name = stem(id);
        loop {
            let taken = self.0.entry(hash(&name)).or_default();
            *taken += 1;
            if *taken == 1 {
                return name;
            }
            let numbered = format!("{name}-{taken}");
            if let Entry::Vacant(free) = self.0.entry(hash(&numbered)) {
                free.insert(1);
                return numbered;
            }
        }
    }
}

/// The last part of `id` without the ending of a file that is read, safe as a file's name everywhere.
fn stem(id: &str) -> String {
    if id == "-" {
        return "stdin".to_owned();
    }
    let last = id.rsplit(is_separator).next().unwrap_or(id);
    let stem = match last.rsplit_once('.') {
        Some((stem, "txt" | "text" | "md" | "markdown" | "html" | "htm" | "xhtml" | "json")) => stem,
        _ => last,
    };
    let safe = |c: char| if c.is_alphanumeric() || "-_. ".contains(c) { c } else { '_' };
    // Systems limit names to 255 bytes, of which a number and an ending want some.
    let mut name: String = stem.chars().map(safe).take(60).collect();
    if name.starts_with('.') || name.trim().is_empty() {
        name.insert(0, '_');
    }
    name
}

/// Of `name` in lower case: not every file system tells cases apart.
fn hash(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.to_lowercase().hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_files_and_all_differ() {
        let mut names = Names::default();
        let given = ["a/b.txt", "c/B.md", "b-2", "b", "d.jsonl:3", "-", "2020.08.07", "../..", "", "b"];
        let found: Vec<String> = given.iter().map(|id| names.next(id)).collect();
        assert_eq!(found, ["b", "B-2", "b-2-2", "b-3", "d.jsonl_3", "stdin", "2020.08.07", "_..", "_", "b-4"]);
    }
}

//! `selon diff`: two versions of a report, or many pairs of them, in; what really changed out.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use anstream::{AutoStream, ColorChoice};
use anyhow::{Context, bail};
use rayon::prelude::*;
use selon::article::Article;
use selon::diff::{Change, Class, Diff, Kind};
use selon::report::{Compared, DiffFormat, View};
use selon::{Reading, RulePack};

use super::args::{self, Color};
use super::{LANGUAGE, Outcome, is_coloured, pool, rules, tell};

/// How many pairs are held at a time.
const PAIRS: usize = 256;

/// Lints whose findings are changes.
const SILENT: &str = "silent-correction";
const UNEXPLAINED: &str = "unexplained-correction";

/// What makes the command fail.
struct Failing {
    on_any: bool,
    on: Vec<FailOn>,
}

#[derive(Clone, Copy)]
enum FailOn {
    Class(Class),
    Kind(Kind),
    Silent,
    Unexplained,
}

/// Compares what `arguments` name and writes what changed.
pub(super) fn run(arguments: &args::Diff) -> anyhow::Result<Outcome> {
    let rules = rules(LANGUAGE, arguments.source.rules.as_deref())?;
    let failing = Failing {
        on_any: arguments.exit_code,
        on: arguments.fail_on.iter().map(|name| fail_on(name)).collect::<anyhow::Result<_>>()?,
    };
    let mut reader = Reader { arguments, has_errors: false };
    let pairs = match (&arguments.git, arguments.paths.as_slice()) {
        (Some(revision), paths) => reader.git(revision, paths)?,
        // What git hands to an external diff driver: path, old file, hash and mode, new file, hash and mode.
        (None, [path, old, _, _, new, _, _, ..]) => reader.driver(path, old, new)?,
        (None, [old, new]) => reader.pairs(old, new)?,
        (None, _) => bail!("expected OLD and NEW, or --git with a revision and a path"),
    };
    let pool = pool(arguments.threads)?;
    let mut out = output(arguments.output.as_deref())?;
    let format = DiffFormat::from(arguments.format);
    let view = view(arguments);
    let mut fails = false;
    // A page is one whole; the other forms are written as they come.
    let size = if format == DiffFormat::Html { pairs.len().max(1) } else { PAIRS };
    for chunk in pairs.chunks(size) {
        let diffs: Vec<Diff> = pool.install(|| chunk.par_iter().map(|pair| compare(pair, &rules)).collect());
        fails |= diffs.iter().any(|diff| failing.fails(diff));
        let compared: Vec<Compared<'_>> =
            chunk.iter().zip(&diffs).map(|((old, new), diff)| Compared { old, new, diff }).collect();
        format.write(&compared, view, &mut out)?;
    }
    out.flush()?;
    Ok(match (reader.has_errors, fails) {
        (true, _) => Outcome::Incomplete,
        (false, true) => Outcome::Failed,
        (false, false) => Outcome::Fine,
    })
}

fn compare((old, new): &(Article, Article), rules: &RulePack) -> Diff {
    Diff::new(&Reading::new(old.clone(), rules), &Reading::new(new.clone(), rules), rules)
}

fn output(path: Option<&Path>) -> anyhow::Result<Box<dyn Write>> {
    Ok(match path {
        None => Box::new(BufWriter::new(AutoStream::new(io::stdout(), ColorChoice::Always))),
        Some(path) => {
            let file = File::create(path).with_context(|| format!("{}: cannot be written", path.display()))?;
            Box::new(BufWriter::new(file))
        }
    })
}

fn view(arguments: &args::Diff) -> View {
    let colour = match &arguments.output {
        Some(_) => arguments.color == Color::Always,
        None => is_coloured(arguments.color),
    };
    let terminal = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    let columns = arguments.width.map(usize::from).or_else(|| terminal().filter(|_| arguments.output.is_none()));
    View { colour, width: columns.unwrap_or(View::default().width) }
}

fn fail_on(name: &str) -> anyhow::Result<FailOn> {
    let class = Class::ALL.iter().find(|class| class.name() == name).map(|class| FailOn::Class(*class));
    let kind = || Kind::ALL.iter().find(|kind| kind.to_string() == name).map(|kind| FailOn::Kind(*kind));
    match (name, class.or_else(kind)) {
        (SILENT, _) => Ok(FailOn::Silent),
        (UNEXPLAINED, _) => Ok(FailOn::Unexplained),
        (_, Some(found)) => Ok(found),
        (_, None) => {
            let classes: Vec<&str> = Class::ALL.iter().map(|class| class.name()).collect();
            bail!(
                "`{name}` is no change, expected {}, one of their kinds such as quote-altered, {SILENT} or {UNEXPLAINED}",
                classes.join(", ")
            )
        }
    }
}

impl Failing {
    fn fails(&self, diff: &Diff) -> bool {
        let is_meant = |change: &Change| {
            self.on.iter().any(|on| match on {
                FailOn::Class(class) => change.class() == *class,
                FailOn::Kind(kind) => change.kind == *kind,
                FailOn::Silent => change.is_silent_correction(),
                FailOn::Unexplained => change.is_unexplained_correction(),
            })
        };
        self.on_any && !diff.is_boring() || diff.changes.iter().any(is_meant)
    }
}

/// Reads the articles to compare, and tells what could not be read.
struct Reader<'a> {
    arguments: &'a args::Diff,
    has_errors: bool,
}

impl Reader<'_> {
    fn read(&mut self, path: &Path) -> Vec<Article> {
        let sources = self.arguments.source.read([path]);
        let mut articles = Vec::new();
        for read in sources {
            match read {
                Ok(reading) => {
                    let id = &reading.article.id;
                    reading.notes.iter().for_each(|note| tell(format_args!("{id}: {note}")));
                    articles.push(reading.article);
                }
                Err(error) => {
                    tell(error);
                    self.has_errors = true;
                }
            }
        }
        articles
    }

    /// Pairs what `old` and `new` hold: one article each, or several by their names or ids.
    fn pairs(&mut self, old: &Path, new: &Path) -> anyhow::Result<Vec<(Article, Article)>> {
        if old.as_os_str() == "-" && new.as_os_str() == "-" {
            bail!("only one of the versions can be read from standard input");
        }
        if old.is_dir() != new.is_dir() {
            bail!("expected two directories or two files");
        }
        let (mut before, mut after) = (self.read(old), self.read(new));
        if let ([_], [_]) = (&before[..], &after[..]) {
            if !old.is_dir() {
                return Ok(vec![(before.remove(0), after.remove(0))]);
            }
        }
        let key = |article: &Article, folder: &Path| {
            let path = Path::new(&article.id);
            path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned()
        };
        let mut rest: BTreeMap<String, Article> =
            after.into_iter().map(|article| (key(&article, new), article)).collect();
        let mut pairs = Vec::new();
        for article in before {
            match rest.remove(&key(&article, old)) {
                Some(other) => pairs.push((article, other)),
                None => tell(format_args!("{}: not among the new versions", article.id)),
            }
        }
        for article in rest.values() {
            tell(format_args!("{}: not among the old versions", article.id));
        }
        if pairs.is_empty() && !self.has_errors {
            bail!("nothing to compare: no article of {} has a counterpart in {}", old.display(), new.display());
        }
        Ok(pairs)
    }

    fn driver(&mut self, path: &Path, old: &Path, new: &Path) -> anyhow::Result<Vec<(Article, Article)>> {
        if [old, new].contains(&Path::new("/dev/null")) {
            tell(format_args!("{}: is in one version only", path.display()));
            return Ok(Vec::new());
        }
        let mut pairs = self.pairs(old, new)?;
        if let [(before, after)] = pairs.as_mut_slice() {
            before.id = format!("a/{}", path.display());
            after.id = format!("b/{}", path.display());
        }
        Ok(pairs)
    }

    /// Pairs what `paths` hold at `revision` with what they hold now, or with a second revision behind `..`.
    fn git(&mut self, revision: &str, paths: &[PathBuf]) -> anyhow::Result<Vec<(Article, Article)>> {
        if paths.is_empty() {
            bail!("expected a path after --git {revision}");
        }
        let (from, to) = match revision.split_once("..") {
            Some((from, to)) => (from, Some(to)),
            None => (revision, None),
        };
        let mut pairs = Vec::new();
        for path in paths {
            let mut names = Command::new("git");
            names.args(["diff", "--name-only", "--diff-filter=M", "--relative", "-z", from]).args(to);
            let names = run_git(names.arg("--").arg(path))?;
            for name in names.split(|&byte| byte == 0).filter(|name| !name.is_empty()) {
                let name = String::from_utf8_lossy(name).into_owned();
                let before = self.blob(from, &name)?;
                let after = match to {
                    Some(to) => self.blob(to, &name)?,
                    None => self.read(Path::new(&name)),
                };
                let mut after: BTreeMap<String, Article> =
                    after.into_iter().map(|article| (short(&article.id, &name), article)).collect();
                for article in before {
                    if let Some(other) = after.remove(&short(&article.id, &name)) {
                        pairs.push((article, other));
                    }
                }
            }
        }
        Ok(pairs)
    }

    /// The articles of the file `name` at `revision`.
    fn blob(&mut self, revision: &str, name: &str) -> anyhow::Result<Vec<Article>> {
        let bytes = run_git(Command::new("git").arg("show").arg(format!("{revision}:./{name}")))?;
        let ending = Path::new(name).extension().map(|ending| ending.to_string_lossy().into_owned());
        let file = Scratch::new(&bytes, ending.as_deref().unwrap_or("txt"))?;
        let mut articles = self.read(&file.0);
        let path = file.0.display().to_string();
        for article in &mut articles {
            article.id = article.id.replace(&path, &format!("{revision}:{name}"));
        }
        Ok(articles)
    }
}

/// The part of an id that says which record of the file `name` is meant.
fn short(id: &str, name: &str) -> String {
    id.rsplit_once(name).map_or(id, |(_, record)| record).to_owned()
}

fn run_git(command: &mut Command) -> anyhow::Result<Vec<u8>> {
    let output = command.output().context("cannot run git")?;
    if !output.status.success() {
        bail!("git: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(output.stdout)
}

/// A file that is there as long as it is needed.
struct Scratch(PathBuf);

impl Scratch {
    fn new(bytes: &[u8], ending: &str) -> anyhow::Result<Scratch> {
        for number in 0..1000 {
            let path = std::env::temp_dir().join(format!("selon-{}-{number}.{ending}", std::process::id()));
            // A file of that name that somebody else made is left alone.
            match File::options().write(true).create_new(true).open(&path) {
                Ok(mut file) => {
                    file.write_all(bytes)?;
                    return Ok(Scratch(path));
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error).context("cannot make a temporary file"),
            }
        }
        bail!("cannot make a temporary file")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed is left to whoever cleans the folder of temporary files.
        let _ = std::fs::remove_file(&self.0);
    }
}

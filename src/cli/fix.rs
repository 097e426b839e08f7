//! `--fix` and `--diff`: the articles with what is safe to mend mended, in place or as a difference.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use selon::article::{Article, Format, Origin, from_text};
use selon::check::mended;
use similar::TextDiff;

use super::check::counted;
use super::desk::{Desk, Examined};
use super::tell;

/// How often the articles are mended and looked at again: fixes that overlap wait for the next time.
const ROUNDS: usize = 10;

/// What UTF-8 may begin with.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// An article that is mended.
pub(super) struct Mended {
    name: String,
    /// Its file; none for standard input.
    file: Option<PathBuf>,
    is_marked: bool,
    before: String,
    after: String,
    fixes: usize,
}

/// The articles of `examined` with all safe fixes made, by name.
///
/// Unless only the difference is wanted, `examined` becomes what is found in them.
pub(super) fn mend(desk: &Desk, examined: &mut Examined, is_difference: bool) -> anyhow::Result<Vec<Mended>> {
    let mut all: BTreeMap<String, Mended> = BTreeMap::new();
    // What cannot be mended, and is not tried again.
    let mut refused: BTreeMap<String, String> = BTreeMap::new();
    let mut next: Option<Examined> = None;
    for _ in 0..ROUNDS {
        let current = next.as_ref().unwrap_or(examined);
        let mut by_document: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for finding in &current.findings {
            if let Some(fix) = &finding.fix {
                by_document.entry(&fix.document).or_default().push(finding);
            }
        }
        let mut articles: Vec<Article> = current.analyses.iter().map(|analysis| analysis.article.clone()).collect();
        let mut has_changed = false;
        for article in &mut articles {
            let Some(findings) = by_document.get(article.id.as_str()) else { continue };
            let Some(origin) = desk.origin(&article.id).filter(|_| !refused.contains_key(&article.id)) else {
                continue;
            };
            let Some((after, fixes)) = mended(article, findings.iter().copied()) else { continue };
            if !all.contains_key(&article.id) {
                match Mended::begin(article, origin, is_difference) {
                    Ok(mended) => all.insert(article.id.clone(), mended),
                    Err(reason) => {
                        refused.insert(article.id.clone(), reason);
                        continue;
                    }
                };
            }
            let Some(mended) = all.get_mut(&article.id) else { continue };
            mended.fixes += fixes;
            mended.after.clone_from(&after);
            let id = article.id.clone();
            let read = from_text(&id, after, origin.format).pop().context("one text is one article")??;
            *article = Article { id, ..read.article };
            has_changed = true;
        }
        if !has_changed {
            break;
        }
        next = Some(desk.examine(articles));
    }
    for (id, reason) in refused {
        tell(format_args!("{id}: not mended: {reason}"));
    }
    if let Some(next) = next.filter(|_| !is_difference) {
        *examined = next;
    }
    Ok(all.into_values().collect())
}

impl Mended {
    /// Nothing mended yet; or why `article` must not be.
    fn begin(article: &Article, origin: &Origin, is_difference: bool) -> Result<Mended, String> {
        if !matches!(origin.format, Format::Plain | Format::Markdown) || article.record.is_some() {
            return Err("expected plain text or Markdown".to_owned());
        }
        let is_marked = match &origin.file {
            None if is_difference => false,
            None => return Err("standard input cannot be changed, expected --diff".to_owned()),
            Some(file) => {
                let bytes = fs::read(file).map_err(|error| error.to_string())?;
                let text = bytes.strip_prefix(MARK).unwrap_or(&bytes);
                if text != article.text.as_bytes() {
                    return Err("expected a file in UTF-8".to_owned());
                }
                bytes.starts_with(MARK)
            }
        };
        let (name, before) = (origin.name.clone(), article.text.clone());
        let file = origin.file.clone();
        Ok(Mended { name, file, is_marked, after: before.clone(), before, fixes: 0 })
    }
}

/// Writes what `all` were mended to over what they were read from.
pub(super) fn put(all: &[Mended]) -> anyhow::Result<()> {
    for mended in all {
        let file: &Path = mended.file.as_deref().context("standard input is not mended")?;
        let mark = if mended.is_marked { MARK } else { &[] };
        // Written over and not replaced: a link stays a link, and who may read it stays who may.
        let written = fs::write(file, [mark, mended.after.as_bytes()].concat());
        written.with_context(|| format!("{}: cannot be written", mended.name))?;
        tell(format_args!("{}: {} made", mended.name, counted(mended.fixes, "fix").replace("fixs", "fixes")));
    }
    Ok(())
}

/// Writes how `all` differ from what was read.
pub(super) fn write_differences(all: &[Mended], out: &mut impl Write) -> io::Result<()> {
    for Mended { name, before, after, .. } in all {
        let difference = TextDiff::from_lines(before.as_str(), after.as_str());
        difference.unified_diff().header(&format!("a/{name}"), &format!("b/{name}")).to_writer(&mut *out)?;
    }
    Ok(())
}

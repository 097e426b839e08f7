//! `selon annotate`: articles in, analyses out, in order and a bounded number at a time.

use std::path::PathBuf;

use rayon::prelude::*;
use selon::article::{Article, Sources};
use selon::report::Format;
use selon::{Extent, analyze_to};

use super::args::Annotate;
use super::output::{Output, Written};
use super::{LANGUAGE, Outcome, pool, rules, tell, view};

/// How many articles are held at a time, and how many bytes of text; at least two articles are.
///
/// 256 articles of common length fill 1 MB, enough to keep some dozens of threads busy.
const ARTICLES: usize = 256;
const BYTES: usize = 8 << 20;

/// Some of the articles, in order, and what is to be said of their reading.
#[derive(Default)]
struct Batch {
    articles: Vec<Article>,
    messages: Vec<String>,
    has_errors: bool,
}

/// Analyses what `arguments` name and writes what was found.
pub(super) fn run(arguments: &Annotate) -> anyhow::Result<Outcome> {
    let rules = rules(LANGUAGE, arguments.source.rules.as_deref())?;
    let format = Format::from(arguments.format);
    let view = view(&arguments.look, arguments.output.is_some());
    let paths = if arguments.paths.is_empty() { vec![PathBuf::from("-")] } else { arguments.paths.clone() };
    let mut sources = arguments.source.read(paths);
    let pool = pool(arguments.threads)?;
    let mut output = Output::new(format, arguments.output.as_deref())?;
    let mut outcome = Outcome::Fine;
    let mut found = 0;
    let mut batch = next(&mut sources);
    while !batch.articles.is_empty() || !batch.messages.is_empty() {
        batch.messages.iter().for_each(tell);
        if batch.has_errors {
            outcome = Outcome::Incomplete;
        }
        found += batch.articles.len();
        if format == Format::Brat && output.is_one_stream() && found > 1 {
            anyhow::bail!("brat keeps a file for each article, expected --output with a directory for several");
        }
        let articles = batch.articles;
        let analysed = || -> Vec<Written> {
            let read = |article| Written::new(analyze_to(article, &rules, Extent::Annotation), format, view);
            articles.into_par_iter().map(read).collect()
        };
        // The next articles are read while these are analysed.
        let (written, ahead) = pool.install(|| rayon::join(analysed, || next(&mut sources)));
        for article in &written {
            output.write(article)?;
        }
        batch = ahead;
    }
    output.finish()?;
    if found == 0 && outcome == Outcome::Fine {
        anyhow::bail!("nothing to read");
    }
    Ok(outcome)
}

/// The next articles; nothing at all once there are none left.
fn next(sources: &mut Sources) -> Batch {
    let mut batch = Batch::default();
    let mut bytes = 0;
    for read in sources {
        match read {
            Ok(reading) => {
                let id = &reading.article.id;
                batch.messages.extend(reading.notes.iter().map(|note| format!("{id}: {note}")));
                bytes += reading.article.text.len();
                batch.articles.push(reading.article);
            }
            Err(error) => {
                batch.messages.push(error.to_string());
                batch.has_errors = true;
            }
        }
        let held = batch.articles.len() + batch.messages.len();
        if held >= ARTICLES || bytes >= BYTES && batch.articles.len() > 1 {
            break;
        }
    }
    batch
}

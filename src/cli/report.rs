//! `selon report`: articles in, one survey of them out: a stream, a page, or a directory of pages or tables.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf, is_separator};

use anstream::{AutoStream, ColorChoice};
use anyhow::{Context, bail};
use rayon::prelude::*;
use selon::article::{Article, Sources};
use selon::check::{Settings, check};
use selon::report::{ONE_PAGE, SurveyFormat, Table, pages};
use selon::survey::Survey;
use selon::{Analysis, RulePack};

use super::args::{Report, ReportFormat};
use super::output::{Partial, unwritable};
use super::{Outcome, tell};

/// The language whose rules are used.
const LANGUAGE: &str = "fr";

/// Reads and checks what `arguments` name and writes what there is to see in it.
pub(super) fn run(arguments: &Report) -> anyhow::Result<Outcome> {
    let rules = match &arguments.rules {
        Some(folder) => RulePack::overlaid(LANGUAGE, folder)?,
        None => RulePack::shipped(LANGUAGE)?,
    };
    let (articles, outcome) = read(arguments)?;
    let threads = arguments.threads.map_or(0, usize::from);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().context("cannot start threads")?;
    pool.install(|| {
        let checked = check(articles, &rules, &Settings::default());
        let survey = Survey::new(&checked, &rules);
        write(&survey, arguments)
    })?;
    Ok(outcome)
}

/// All articles: a survey needs them together.
fn read(arguments: &Report) -> anyhow::Result<(Vec<Article>, Outcome)> {
    let paths = if arguments.paths.is_empty() { vec![PathBuf::from("-")] } else { arguments.paths.clone() };
    let sources =
        Sources::new(paths).encoding(arguments.encoding).format(arguments.input.map(selon::article::Format::from));
    let mut articles = Vec::new();
    let mut outcome = Outcome::Fine;
    for read in sources {
        match read {
            Ok(reading) => {
                reading.notes.iter().for_each(|note| tell(format_args!("{}: {note}", reading.article.id)));
                articles.push(reading.article);
            }
            Err(error) => {
                tell(error);
                outcome = Outcome::Incomplete;
            }
        }
    }
    if articles.is_empty() {
        bail!("nothing to read");
    }
    Ok((articles, outcome))
}

fn write(survey: &Survey, arguments: &Report) -> anyhow::Result<()> {
    let ui = arguments.ui.into();
    let table = arguments.table.map(Table::from);
    let format = match arguments.format {
        ReportFormat::Text => SurveyFormat::Text,
        ReportFormat::Markdown => SurveyFormat::Markdown,
        ReportFormat::Html => SurveyFormat::Html,
        ReportFormat::Json => SurveyFormat::Json,
        ReportFormat::Jsonl => SurveyFormat::Jsonl(table.unwrap_or_default()),
        ReportFormat::Csv => SurveyFormat::Csv(table.unwrap_or_default()),
        ReportFormat::Jsonld => SurveyFormat::Jsonld,
    };
    let is_tabular = matches!(format, SurveyFormat::Csv(_) | SurveyFormat::Jsonl(_));
    if table.is_some() && !is_tabular {
        bail!("--table is for csv and jsonl, expected one of these for --format");
    }
    let directory = arguments.output.as_deref().filter(|path| is_directory(path));
    if let Some(directory) = directory {
        fs::create_dir_all(directory).with_context(|| format!("{}: cannot be made", directory.display()))?;
        return match format {
            SurveyFormat::Html => pages(survey, ui).try_for_each(|page| {
                put(&directory.join(&page.name), page.content.as_bytes(), survey.analyses)
            }),
            SurveyFormat::Csv(_) | SurveyFormat::Jsonl(_) => {
                let tables: Vec<Table> = table.map_or(Table::ALL.to_vec(), |table| vec![table]);
                tables.into_par_iter().try_for_each(|table| {
                    let (format, ending) = match format {
                        SurveyFormat::Csv(_) => (SurveyFormat::Csv(table), "csv"),
                        _ => (SurveyFormat::Jsonl(table), "jsonl"),
                    };
                    let mut bytes = Vec::new();
                    format.write(survey, ui, &mut bytes).expect("memory can be written to");
                    put(&directory.join(format!("{}.{ending}", table.name())), &bytes, survey.analyses)
                })
            }
            _ => bail!("{}: is a directory, expected a file for this format", directory.display()),
        };
    }
    if format == SurveyFormat::Html && survey.analyses.len() > ONE_PAGE {
        bail!(
            "{} articles are too many for one page, expected --output with a directory, such as report/",
            survey.analyses.len()
        );
    }
    match &arguments.output {
        Some(path) => {
            let mut bytes = Vec::new();
            format.write(survey, ui, &mut bytes).expect("memory can be written to");
            put(path, &bytes, survey.analyses)
        }
        None => {
            let mut out = BufWriter::new(AutoStream::new(io::stdout(), ColorChoice::Always));
            let written = format.write(survey, ui, &mut out).and_then(|()| out.flush());
            written.context("standard output: cannot be written")
        }
    }
}

/// Whether results go into `path` rather than to it: it is a directory or ends like one.
fn is_directory(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with(is_separator)
}

/// Writes the file `path`, whole or not at all, unless one of the articles was read from it.
fn put(path: &Path, bytes: &[u8], analyses: &[Analysis]) -> anyhow::Result<()> {
    if let Ok(target) = fs::canonicalize(path) {
        let name = path.file_name();
        let inputs = analyses.iter().map(|analysis| Path::new(&analysis.article.id));
        let mut alike = inputs.filter(|input| input.file_name() == name);
        if alike.any(|input| fs::canonicalize(input).is_ok_and(|input| input == target)) {
            bail!("{}: is what was read, expected another place to write to", path.display());
        }
    }
    let written = match Partial::beside(path) {
        Some(partial) => fs::write(partial.path(), bytes).and_then(|()| partial.become_whole(path)),
        None => fs::write(path, bytes),
    };
    written.with_context(|| unwritable(path))
}

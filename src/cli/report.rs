//! `selon report`: articles in, one survey of them out: a stream, a page, or a directory of pages or tables.

use std::fs;
use std::path::{Path, PathBuf, is_separator};

use anyhow::{Context, bail};
use rayon::prelude::*;
use selon::check::Checked;
use selon::report::{ONE_PAGE, SurveyFormat, Table, pages};
use selon::survey::Survey;

use super::Outcome;
use super::args::{Report, ReportFormat};
use super::desk::{Desk, Examined, Scope};
use super::output::emit;

/// Reads and checks what `arguments` name and writes what there is to see in it.
pub(super) fn run(arguments: &Report) -> anyhow::Result<Outcome> {
    let pool = super::pool(arguments.input.threads)?;
    let asked = arguments.input.asked(&arguments.choosing, None);
    let (desk, articles) = Desk::open(&arguments.input, asked, &Scope::default())?;
    if articles.is_empty() {
        bail!("nothing to read");
    }
    pool.install(|| {
        let Examined { analyses, mut findings, events } = desk.examine(articles);
        // What the newsroom has set aside is not held against a report.
        findings.retain(|finding| finding.suppressed.is_none());
        let inputs = analyses.iter().filter_map(|analysis| desk.origin(&analysis.article.id)?.file.clone());
        let inputs: Vec<PathBuf> = inputs.collect();
        let checked = Checked { analyses, findings, events };
        write(&Survey::new(&checked, |article| desk.rules(article)), arguments, &inputs)
    })?;
    Ok(if desk.is_incomplete { Outcome::Incomplete } else { Outcome::Fine })
}

fn write(survey: &Survey, arguments: &Report, inputs: &[PathBuf]) -> anyhow::Result<()> {
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
            SurveyFormat::Html => {
                pages(survey, ui).try_for_each(|page| put(&directory.join(&page.name), page.content.as_bytes(), inputs))
            }
            SurveyFormat::Csv(_) | SurveyFormat::Jsonl(_) => {
                let tables: Vec<Table> = table.map_or(Table::ALL.to_vec(), |table| vec![table]);
                tables.into_par_iter().try_for_each(|table| {
                    let (format, ending) = match format {
                        SurveyFormat::Csv(_) => (SurveyFormat::Csv(table), "csv"),
                        _ => (SurveyFormat::Jsonl(table), "jsonl"),
                    };
                    let mut bytes = Vec::new();
                    format.write(survey, ui, &mut bytes).expect("memory can be written to");
                    put(&directory.join(format!("{}.{ending}", table.name())), &bytes, inputs)
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
    let mut bytes = Vec::new();
    format.write(survey, ui, &mut bytes).expect("memory can be written to");
    match &arguments.output {
        Some(path) => put(path, &bytes, inputs),
        None => emit(None, &bytes),
    }
}

/// Whether results go into `path` rather than to it: it is a directory or ends like one.
fn is_directory(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with(is_separator)
}

/// Writes the file `path`, whole or not at all, unless it is one of `inputs`.
fn put(path: &Path, bytes: &[u8], inputs: &[PathBuf]) -> anyhow::Result<()> {
    if let Ok(target) = fs::canonicalize(path) {
        let mut alike = inputs.iter().filter(|input| input.file_name() == path.file_name());
        if alike.any(|input| fs::canonicalize(input).is_ok_and(|input| input == target)) {
            bail!("{}: is what was read, expected another place to write to", path.display());
        }
    }
    emit(Some(path), bytes)
}

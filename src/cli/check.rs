//! `selon check`: articles in, findings out, and an exit code that says whether any of them counts.

use std::path::Path;

use anyhow::bail;
use selon::lint::{Finding, Level};
use selon::report::findings::{FindingFormat, write_statistics};

use super::args::{Check, FormatTo, Input};
use super::desk::{Desk, Examined, Scope};
use super::output::emit;
use super::{Outcome, fix, tell, view};

/// Checks what `arguments` name and writes what was found.
pub(super) fn run(arguments: &Check) -> anyhow::Result<Outcome> {
    let formats = formats(arguments)?;
    let input = arguments.read();
    if input.stdin_filename.is_some() && !reads_stdin(&input) {
        bail!("--stdin-filename names standard input, expected `-` among the paths");
    }
    let pool = super::pool(input.threads)?;
    let asked = input.asked(&arguments.choosing, arguments.fail_on);
    let scope = Scope {
        since: arguments.since.as_deref().or(arguments.changed.then_some("HEAD")),
        baseline: arguments.baseline.as_deref().or(arguments.write_baseline.as_deref()),
        is_new_baseline: arguments.write_baseline.is_some(),
    };
    let (desk, articles) = Desk::open(&input, asked, &scope)?;
    if articles.is_empty() && !desk.is_incomplete && !desk.has_left_out {
        bail!("nothing to read");
    }
    let mut examined = pool.install(|| desk.examine(articles));
    if let Some(path) = &arguments.write_baseline {
        let count = desk.write_baseline(path, &mut examined)?;
        tell(format_args!("{}: {} written", path.display(), counted(count, "finding")));
    }
    let mut differences = Vec::new();
    if arguments.fix || arguments.diff {
        let mended = pool.install(|| fix::mend(&desk, &mut examined, arguments.diff))?;
        if arguments.diff {
            fix::write_differences(&mended, &mut differences)?;
        } else {
            fix::put(&mended)?;
        }
    }
    write(&desk, &examined, &formats, arguments)?;
    let is_for_people = formats.iter().any(|to| to.format == FindingFormat::Full && to.file.is_none());
    if is_for_people && !examined.analyses.is_empty() {
        tell(summary(&examined));
    }
    if arguments.diff {
        emit(None, &differences)?;
    }
    if desk.is_incomplete {
        return Ok(Outcome::Incomplete);
    }
    let fails = examined.findings.iter().any(|finding| desk.fails(finding));
    Ok(if fails { Outcome::Failed } else { Outcome::Fine })
}

/// Whether standard input is among what `input` names.
pub(super) fn reads_stdin(input: &Input) -> bool {
    input.paths().iter().any(|path| path == Path::new("-"))
}

/// `count` things, in words that agree.
pub(super) fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

/// What is written where; of those without a file there is one at most.
fn formats(arguments: &Check) -> anyhow::Result<Vec<FormatTo>> {
    let mut formats = arguments.format.clone();
    if formats.is_empty() && (!arguments.diff || arguments.output.is_some()) {
        formats.push(FormatTo { format: FindingFormat::default(), file: None });
    }
    let mut open = formats.iter_mut().filter(|to| to.file.is_none());
    let (first, second) = (open.next(), open.next());
    if let (Some(first), Some(second)) = (&first, &second) {
        bail!(
            "--format {}: expected a file as in {}=FILE, since {} has none",
            second.format,
            second.format,
            first.format
        );
    }
    match (first, &arguments.output) {
        (Some(to), Some(file)) => to.file = Some(file.clone()),
        (None, Some(_)) => bail!("--output: expected a --format without a file"),
        (Some(to), None) if arguments.diff => {
            bail!("--diff: expected a file as in --format {}=FILE, since the difference is written", to.format)
        }
        _ => {}
    }
    Ok(formats)
}

/// What was found, in one line.
fn summary(examined: &Examined) -> String {
    let counting = |level| examined.findings.iter().filter(|f| f.suppressed.is_none() && f.level == level).count();
    let [info, warnings, errors] = Level::ALL.map(counting);
    let mut told = vec![counted(errors, "error"), counted(warnings, "warning"), format!("{info} info")];
    match examined.findings.iter().filter(|finding| finding.suppressed.is_some()).count() {
        0 => {}
        aside => told.push(format!("{aside} set aside")),
    }
    format!("{}: {}", counted(examined.analyses.len(), "article"), told.join(", "))
}

fn write(desk: &Desk, examined: &Examined, formats: &[FormatTo], arguments: &Check) -> anyhow::Result<()> {
    let articles = desk.articles(examined);
    let findings: &[Finding] = &examined.findings;
    for to in formats {
        let mut out = Vec::new();
        to.format.write(findings, &articles, view(&arguments.look, to.file.is_some()), &mut out)?;
        emit(to.file.as_deref(), &out)?;
    }
    if arguments.statistics {
        let mut out = Vec::new();
        write_statistics(findings, &mut out)?;
        // A program that reads the findings is not to meet a table among them.
        let on_stdout = formats.iter().find(|to| to.file.is_none()).map(|to| to.format);
        match on_stdout {
            Some(FindingFormat::Full | FindingFormat::Concise) if !findings.is_empty() => {
                emit(None, &[b"\n", out.as_slice()].concat())?;
            }
            None if !arguments.diff => emit(None, &out)?,
            _ => String::from_utf8_lossy(&out).lines().for_each(tell),
        }
    }
    Ok(())
}

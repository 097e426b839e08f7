//! `selon explain`, `selon lints` and `selon config schema`: what the lints are, and what a finding rests on.

use anyhow::bail;
use selon::config::{Selector, schema};
use selon::lint::{Finding, LINTS, Lint, fingerprints};
use selon::report::findings::write_explained;
use selon::report::{write_lints, write_page};
use selon::text::Lines;

use super::args::{Explain, Input, Lints, SchemaOf};
use super::desk::{Desk, Scope};
use super::output::emit;
use super::{Outcome, view};

/// The fewest digits of a fingerprint that name a finding.
const DIGITS: usize = 6;

/// What a finding is named by.
enum Named<'a> {
    /// The first digits of its fingerprint.
    Digits(&'a str),
    /// An article and a line of it.
    Line(&'a str, usize),
}

/// Shows the page of the lint, or the evidence of the finding, that `arguments` name.
pub(super) fn explain(arguments: &Explain) -> anyhow::Result<Outcome> {
    let what = arguments.what.as_str();
    let mut out = Vec::new();
    let view = view(&arguments.look, false);
    if let Some(lint) = Lint::named(what) {
        write_page(lint, view, &mut out)?;
        emit(None, &out)?;
        return Ok(Outcome::Fine);
    }
    let named = match (what.len() >= DIGITS && what.bytes().all(|byte| byte.is_ascii_hexdigit()), at_line(what)) {
        (true, _) => Named::Digits(what),
        (false, Some((path, line))) => Named::Line(path, line),
        (false, None) => match what.parse::<Selector>() {
            Ok(_) => bail!("`{what}` is no lint but several, expected one that `selon lints {what}` lists"),
            Err(error) => {
                bail!("{error} A finding is named by {DIGITS} or more digits of its fingerprint, or as PATH:LINE")
            }
        },
    };
    let mut paths = arguments.input.paths.clone();
    match named {
        Named::Line(path, _) if !paths.iter().any(|given| given.to_string_lossy() == path) => paths.push(path.into()),
        Named::Digits(_) if paths.is_empty() => bail!("expected the PATHs that {what} was found in"),
        _ => {}
    }
    let asked = arguments.input.asked(&arguments.choosing, None);
    let input = Input { paths, ..arguments.input.clone() };
    let (desk, articles) = Desk::open(&input, asked, &Scope::default())?;
    let examined = super::pool(input.threads)?.install(|| desk.examine(articles));
    let articles = desk.articles(&examined);
    let prints = fingerprints(&examined.findings, &articles);
    let is_meant = |finding: &Finding, print: &str| match named {
        Named::Digits(digits) => print.starts_with(&digits.to_ascii_lowercase()),
        Named::Line(path, line) => finding.places.iter().any(|place| {
            let path = path.strip_prefix("./").unwrap_or(path);
            articles.get(&*place.document).is_some_and(|article| {
                let lines = Lines::new(&article.text);
                let line_of = |at| lines.position(&article.text, at).0;
                *place.document == *path && (line_of(place.span.start())..=line_of(place.span.end())).contains(&line)
            })
        }),
    };
    let mut count = 0;
    for (finding, print) in examined.findings.iter().zip(&prints).filter(|&(finding, print)| is_meant(finding, print)) {
        if count > 0 {
            out.push(b'\n');
        }
        write_explained(finding, print, &articles, view, &mut out)?;
        count += 1;
    }
    if count == 0 && !desk.is_incomplete {
        bail!("no finding is {what}, expected one of `selon check --format jsonl` over the same paths");
    }
    emit(None, &out)?;
    Ok(if desk.is_incomplete { Outcome::Incomplete } else { Outcome::Fine })
}

/// The article and line of `PATH:LINE` or `PATH:LINE:COLUMN`.
fn at_line(what: &str) -> Option<(&str, usize)> {
    let (before, last) = what.rsplit_once(':')?;
    let last: usize = last.parse().ok()?;
    let earlier = before.rsplit_once(':').and_then(|(path, line)| Some((path, line.parse().ok()?)));
    Some(earlier.unwrap_or((before, last)))
}

/// Lists the lints that `arguments` name.
pub(super) fn lints(arguments: &Lints) -> anyhow::Result<Outcome> {
    let is_meant = |lint: &&Lint| arguments.only.is_empty() || arguments.only.iter().any(|only| only.selects(lint));
    let lints: Vec<&Lint> = LINTS.iter().filter(is_meant).collect();
    let mut out = Vec::new();
    write_lints(&lints, view(&arguments.look, false), &mut out)?;
    emit(None, &out)?;
    Ok(Outcome::Fine)
}

/// Prints the JSON Schema of a file.
pub(super) fn schema(of: SchemaOf) -> anyhow::Result<Outcome> {
    let schema = match of {
        SchemaOf::Config => schema::config(),
        SchemaOf::Suppressions => schema::suppressions(),
    };
    emit(None, format!("{schema:#}\n").as_bytes())?;
    Ok(Outcome::Fine)
}

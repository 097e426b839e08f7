//! `selon rules test`: the examples of rules, run.

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};
use rayon::prelude::*;
use selon::examples;

use super::args::Test;
use super::{Outcome, is_coloured};

/// Runs the examples that `arguments` name and shows those that fail.
pub(super) fn test(arguments: &Test) -> anyhow::Result<Outcome> {
    let rules = super::rules(&arguments.language, arguments.directory.as_deref())?;
    let differences: Vec<_> = rules
        .examples
        .par_iter()
        .filter_map(|example| examples::check(example, &rules).err().map(|difference| (&example.rule, difference)))
        .collect();
    let colour = is_coloured(arguments.color);
    let mut out = io::BufWriter::new(AutoStream::new(io::stdout(), ColorChoice::Always));
    for (rule, difference) in &differences {
        writeln!(out, "{rule}")?;
        difference.write(colour, &mut out)?;
        writeln!(out)?;
    }
    let examples = match rules.examples.len() {
        1 => "1 example".to_owned(),
        many => format!("{many} examples"),
    };
    writeln!(out, "{examples}, {} failed", differences.len())?;
    out.flush()?;
    Ok(if differences.is_empty() { Outcome::Fine } else { Outcome::Failed })
}

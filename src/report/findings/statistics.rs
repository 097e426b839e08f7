//! How often each lint found something, as a table.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::lint::{Finding, Level};

/// Writes a line for each lint that found something in `findings`, the most frequent first: count, level and lint.
///
/// Findings that are [suppressed](Finding::suppressed) do not count.
///
/// # Errors
///
/// When `out` cannot be written to.
pub fn write_statistics(findings: &[Finding], out: &mut impl Write) -> io::Result<()> {
    let mut counts: BTreeMap<(&str, Level), usize> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.suppressed.is_none()) {
        *counts.entry((finding.lint, finding.level)).or_default() += 1;
    }
    let mut rows: Vec<((&str, Level), usize)> = counts.into_iter().collect();
    rows.sort_by_key(|&((lint, level), count)| (std::cmp::Reverse((count, level)), lint));
    let digits = rows.first().map_or(0, |(_, count)| count.to_string().len());
    for ((lint, level), count) in rows {
        writeln!(out, "{count:digits$}  {:7}  {lint}", level.name())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::sample::Sample;
    use super::*;

    #[test]
    fn a_row_a_lint_and_level() {
        let table = |findings: &[Finding]| {
            let mut out = Vec::new();
            write_statistics(findings, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let findings = Sample::new().findings;
        assert_eq!(
            table(&findings),
            "2  error    unclosed-quote\n1  warning  unclosed-quote\n1  info     unclosed-quote\n"
        );
        let many = vec![findings[3].clone(); 10];
        assert_eq!(
            table(&[&many[..], &findings[..1]].concat()),
            "10  info     unclosed-quote\n 1  error    unclosed-quote\n"
        );
        assert_eq!(table(&[]), "");
    }
}

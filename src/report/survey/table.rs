//! Tables of a survey as CSV and as JSON Lines, and all of them as one JSON document.

use std::io::{self, Write};
use std::str::FromStr;

use serde::Serialize;
use thiserror::Error;

use super::super::SCHEMA;
use super::rows::{self, Row};
use crate::survey::Survey;

/// A table of a survey.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Table {
    /// One row for each attribution.
    #[default]
    Attributions,
    /// One row for each figure.
    Figures,
    /// One row for each source.
    Sources,
    /// One row for each report.
    Reports,
    /// One row for each wording of a quotation that several reports bear.
    Quotations,
    /// One row for each place of a finding.
    Findings,
}

/// No [`Table`] has this name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is no table, expected attributions, figures, sources, reports, quotations or findings")]
pub struct UnknownTable(pub String);

impl Table {
    /// All tables.
    pub const ALL: [Table; 6] =
        [Table::Attributions, Table::Figures, Table::Sources, Table::Reports, Table::Quotations, Table::Findings];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Table::Attributions => "attributions",
            Table::Figures => "figures",
            Table::Sources => "sources",
            Table::Reports => "reports",
            Table::Quotations => "quotations",
            Table::Findings => "findings",
        }
    }

    /// The names of its columns, in order.
    #[must_use]
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Table::Attributions => rows::AttributionRow::COLUMNS,
            Table::Figures => rows::FigureRow::COLUMNS,
            Table::Sources => rows::SourceRow::COLUMNS,
            Table::Reports => rows::ReportRow::COLUMNS,
            Table::Quotations => rows::QuotationRow::COLUMNS,
            Table::Findings => rows::FindingRow::COLUMNS,
        }
    }

    /// Writes it as CSV: a line of column names, then a line a row, as RFC 4180 has it.
    pub(super) fn write_csv(self, survey: &Survey, out: &mut impl Write) -> io::Result<()> {
        match self {
            Table::Attributions => csv(rows::attributions(survey), out),
            Table::Figures => csv(rows::figures(survey), out),
            Table::Sources => csv(rows::sources(survey), out),
            Table::Reports => csv(rows::reports(survey), out),
            Table::Quotations => csv(rows::quotations(survey), out),
            Table::Findings => csv(rows::findings(survey), out),
        }
    }

    /// Writes it as JSON Lines: one object a row.
    pub(super) fn write_jsonl(self, survey: &Survey, out: &mut impl Write) -> io::Result<()> {
        match self {
            Table::Attributions => lines(rows::attributions(survey), out),
            Table::Figures => lines(rows::figures(survey), out),
            Table::Sources => lines(rows::sources(survey), out),
            Table::Reports => lines(rows::reports(survey), out),
            Table::Quotations => lines(rows::quotations(survey), out),
            Table::Findings => lines(rows::findings(survey), out),
        }
    }
}

impl FromStr for Table {
    type Err = UnknownTable;

    fn from_str(name: &str) -> Result<Table, UnknownTable> {
        Table::ALL.into_iter().find(|table| table.name() == name).ok_or_else(|| UnknownTable(name.to_owned()))
    }
}

/// Writes all tables as one JSON document.
pub(super) fn write_json(survey: &Survey, out: &mut impl Write) -> io::Result<()> {
    write!(out, "{{\"schema\":\"{SCHEMA}\"")?;
    member("reports", rows::reports(survey), out)?;
    member("sources", rows::sources(survey), out)?;
    member("attributions", rows::attributions(survey), out)?;
    member("figures", rows::figures(survey), out)?;
    member("quotations", rows::quotations(survey), out)?;
    member("findings", rows::findings(survey), out)?;
    writeln!(out, "}}")
}

/// Writes a member of the JSON document, its rows one a line so that long documents can be looked at.
fn member(name: &str, rows: impl Iterator<Item = impl Serialize>, out: &mut impl Write) -> io::Result<()> {
    write!(out, ",\n\"{name}\":[")?;
    for (index, row) in rows.enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &row)?;
    }
    write!(out, "]")
}

fn lines(rows: impl Iterator<Item = impl Serialize>, out: &mut impl Write) -> io::Result<()> {
    for row in rows {
        serde_json::to_writer(&mut *out, &row)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn csv<R: Row>(rows: impl Iterator<Item = R>, out: &mut impl Write) -> io::Result<()> {
    // The header is written even where there are no rows, which the writer would only do with the first of them.
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(out);
    writer.write_record(R::COLUMNS)?;
    for row in rows {
        writer.serialize(row)?;
    }
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_found_by_their_names() {
        for table in Table::ALL {
            assert_eq!(table.name().parse(), Ok(table));
        }
        let error = "rows".parse::<Table>().unwrap_err();
        let expected = "`rows` is no table, expected attributions, figures, sources, reports, quotations or findings";
        assert_eq!(error.to_string(), expected);
    }
}

//! Marked dates, compared with those found.

use super::Difference;
use crate::analysis::Analysis;
use crate::text::markup::{self, Mark, Marked, Role};

/// The difference between the dates marked in `read` and those found, each with the days it means.
pub(super) fn compared(marked: &str, read: &Marked, analysis: &Analysis) -> Result<(), Difference> {
    let mark = |span, value| Mark { role: Role::Date, numbers: Vec::new(), value: Some(value), span };
    let found: Vec<Mark> = analysis.dates.iter().map(|when| mark(when.span, when.to_string())).collect();
    let told = |mark: &Mark| format!("{} for {:?}", mark.value.as_deref().unwrap_or_default(), &read.text[mark.span]);
    let missing = read.marks.iter().filter(|mark| !found.contains(mark)).map(|mark| format!("missing: {}", told(mark)));
    let other =
        found.iter().filter(|mark| !read.marks.contains(mark)).map(|mark| format!("not marked: {}", told(mark)));
    let reasons: Vec<String> = missing.chain(other).collect();
    if reasons.is_empty() {
        return Ok(());
    }
    Err(Difference { marked: marked.to_owned(), found: markup::write(&read.text, &found), reasons })
}

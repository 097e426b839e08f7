//! Suppressions: findings that are known and wanted so, each with the words it is about and a reason.

use serde::{Deserialize, Deserializer};

use super::read::{self, ConfigError};
use crate::lint::{LINTS, Lint};
use crate::rules::nearest;
use crate::text::Span;

/// A finding that is known and wanted so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The lint: its [`Lint::id`].
    pub lint: &'static str,
    /// Words of the article that the finding is about; spaces and the shape of quotation marks do not count.
    pub quote: String,
    /// Why.
    pub reason: String,
    /// The article, relative to the file; none beside an article, where it is that one.
    pub path: Option<String>,
    /// Where its file says so.
    pub span: Span,
}

/// A [`Suppression`] as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    lint: Id,
    #[serde(deserialize_with = "read::words")]
    quote: String,
    #[serde(deserialize_with = "read::words")]
    reason: String,
    path: Option<String>,
}

/// The [`Lint::id`] of a lint there is.
struct Id(&'static str);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Id, D::Error> {
        read::string(deserializer, |id| {
            Lint::named(id).map(|lint| Id(lint.id)).ok_or_else(|| {
                let hint = nearest(id, LINTS.iter().map(|lint| lint.id));
                let hint = hint.map(|name| format!("; did you mean `{name}`?"));
                format!("unknown lint `{id}`{}", hint.as_deref().unwrap_or(", expected one that `selon lints` lists"))
            })
        })
    }
}

impl Suppression {
    /// The suppressions that `text` lists: beside an article, or for many, each with its path.
    ///
    /// # Errors
    ///
    /// At the first thing that is not as it must be, an entry without a reason among them.
    pub fn read_all(file: &str, text: &str, is_beside: bool) -> Result<Vec<Suppression>, ConfigError> {
        let written: Vec<Written> = read::document::<Option<_>>(file, text)?.unwrap_or_default();
        let spans = items(text, written.len());
        let all = written.into_iter().zip(spans).map(|(Written { lint: Id(lint), quote, reason, path }, span)| {
            let problem = match &path {
                Some(_) if is_beside => "unexpected `path`, expected none beside the article",
                None if !is_beside => "missing field `path`, expected the article's, relative to this file",
                _ => return Ok(Suppression { lint, quote, reason, path, span }),
            };
            let line = text[Span::new(0, span.start())].matches('\n').count() + 1;
            Err(ConfigError { file: file.to_owned(), line, column: 1, message: problem.to_owned() })
        });
        all.collect()
    }
}

/// Where the `count` items of the list that `text` is stand; its beginning for all where they do not begin lines.
fn items(text: &str, count: usize) -> Vec<Span> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches(' ').len();
        if line.trim_start().strip_prefix('-').is_some_and(|behind| behind.starts_with(char::is_whitespace)) {
            starts.push((indent, at + indent));
        }
        at += line.len();
    }
    // What the items hold is set in deeper.
    let outer = starts.first().map_or(0, |&(indent, _)| indent);
    starts.retain(|&(indent, _)| indent == outer);
    if starts.len() != count {
        return vec![Span::new(0, 0); count];
    }
    let ends = starts.iter().skip(1).map(|&(_, start)| start).chain([text.len()]);
    let spans = starts.iter().zip(ends).map(|(&(_, start), end)| {
        let item = text.get(start..end).unwrap_or_default();
        Span::new(start as u32, (start + item.trim_end().len()) as u32)
    });
    spans.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_know_where_they_stand() {
        let text = "# known\n- lint: unclosed-quote\n  quote: La digue\n  reason: |\n    so\n     - it is\n\n- {lint: unclosed-quote, quote: b, reason: c}\n";
        let all = Suppression::read_all("a.txt.selon.yaml", text, true).unwrap();
        assert!(text[all[0].span].starts_with("- lint") && text[all[0].span].ends_with("it is"));
        assert_eq!(&text[all[1].span], "- {lint: unclosed-quote, quote: b, reason: c}");
        assert_eq!(Suppression::read_all("a", "# none\n", true), Ok(Vec::new()));
        let flow = Suppression::read_all("a", "[{lint: unclosed-quote, quote: b, reason: c}]", true).unwrap();
        assert_eq!(flow[0].span, Span::new(0, 0));
    }

    #[test]
    fn what_is_missing_is_told() {
        let cases = [
            ("- {lint: unclosed-quote, quote: a}\n", true, "s:1:3: [0]: missing field `reason`"),
            ("- {lint: unclosed-quote, quote: a, reason: ' '}\n", true, "s:1:44: [0].reason: empty, expected words"),
            ("- {lint: unclosed-quote, quote: '«', reason: b}\n", true, "s:1:33: [0].quote: empty, expected words"),
            (
                "- lint: unclosed-quotes\n",
                true,
                "s:1:9: [0].lint: unknown lint `unclosed-quotes`; did you mean `unclosed-quote`?",
            ),
            (
                "- {lint: unclosed-quote, quote: a, reason: b, path: c}\n",
                true,
                "s:1:1: unexpected `path`, expected none beside the article",
            ),
            (
                "\n- {lint: unclosed-quote, quote: a, reason: b}\n",
                false,
                "s:2:1: missing field `path`, expected the article's, relative to this file",
            ),
            (
                "- {lint: unclosed-quote, qoute: a, reason: b}\n",
                true,
                "s:1:26: [0]: unknown field `qoute`, expected one of `lint`, `quote`, `reason`, `path`; did you mean `quote`?",
            ),
            ("lint: a\n", true, "s:1:1: invalid type: map, expected a sequence"),
        ];
        for (text, is_beside, wanted) in cases {
            assert_eq!(Suppression::read_all("s", text, is_beside).unwrap_err().to_string(), wanted);
        }
    }
}

//! Changes as one page that needs no other file.

use std::io::{self, Write};

use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, context};
use serde::Serialize;

use super::{Compared, Stretch, declaration, folded, sentences, stretches, told, values};

const PAGE: &str = include_str!("page.html");

#[derive(Serialize)]
struct Pair {
    old: String,
    new: String,
    changes: Vec<Row>,
    folded: String,
    sentences: Vec<Vec<Words>>,
}

#[derive(Serialize)]
struct Row {
    class: &'static str,
    kind: &'static str,
    significance: &'static str,
    declared: &'static str,
    silent: bool,
    values: String,
}

#[derive(Serialize)]
struct Words {
    tag: &'static str,
    blank: bool,
    text: String,
}

/// Writes the page; every text in it is escaped by the template engine.
pub(super) fn write(compared: &[Compared<'_>], out: &mut impl Write) -> io::Result<()> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let pairs: Vec<Pair> = compared.iter().map(pair).collect();
    let page =
        environment.render_str(PAGE, context! { pairs => Value::from(Serde(&pairs)) }).map_err(io::Error::other)?;
    out.write_all(page.as_bytes())
}

fn pair(compared: &Compared<'_>) -> Pair {
    let changes = told(compared.diff).map(|change| Row {
        class: change.class().name(),
        kind: change.kind.name(),
        significance: change.significance.name(),
        declared: declaration(change),
        silent: change.is_silent_correction(),
        values: values(change),
    });
    let words = |(stretch, text): (Stretch, String)| Words {
        tag: match stretch {
            Stretch::Same => "span",
            Stretch::Gone => "del",
            Stretch::Come => "ins",
        },
        blank: text.starts_with(' '),
        text: text.trim_start().to_owned(),
    };
    let sentences = sentences(compared.diff).into_iter();
    Pair {
        old: compared.old.id.clone(),
        new: compared.new.id.clone(),
        changes: changes.collect(),
        folded: folded(compared.diff),
        sentences: sentences.map(|s| stretches(compared, s).into_iter().map(words).collect()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::diff::Diff;
    use crate::reading::Reading;
    use crate::rules::RulePack;

    #[test]
    fn texts_cannot_break_out_of_the_page() {
        let rules = RulePack::shipped("fr").unwrap();
        let read = |id: &str, text: &str| Reading::new(Article::plain(id, text), &rules);
        let old = read("<a>.txt", "« La digue <b>tient</b> », a dit la maire.");
        let new = read("b.txt", "« La digue <script>cède</script> », a dit la maire.");
        let diff = Diff::new(&old, &new, &rules);
        let mut out = Vec::new();
        write(&[Compared { old: &old.analysis.article, new: &new.analysis.article, diff: &diff }], &mut out).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert!(page.starts_with("<!DOCTYPE html>") && page.contains("&lt;a&gt;.txt"));
        assert!(!page.contains("<script>") && page.contains("script"));
        assert!(!page.contains("http") && !page.contains(" src="));
    }
}

//! The templates: what they may call, and how what they are given is made safe for where it goes.

use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Rest, Serde, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, escape_formatter};
use serde::Serialize;

use super::super::prose::is_break;
use super::super::terminal;
use super::ui::Ui;

/// The templates by name; the ending says where they go and so how what is put in is made safe.
const TEMPLATES: [(&str, &str); 13] = [
    ("page.html", include_str!("templates/page.html")),
    ("overview.html", include_str!("templates/overview.html")),
    ("reports.html", include_str!("templates/reports.html")),
    ("report.html", include_str!("templates/report.html")),
    ("sources.html", include_str!("templates/sources.html")),
    ("quantities.html", include_str!("templates/quantities.html")),
    ("claims.html", include_str!("templates/claims.html")),
    ("quotations.html", include_str!("templates/quotations.html")),
    ("names.html", include_str!("templates/names.html")),
    ("findings.html", include_str!("templates/findings.html")),
    ("parts.html", include_str!("templates/parts.html")),
    ("survey.md", include_str!("templates/survey.md")),
    ("survey.txt", include_str!("templates/survey.txt")),
];

/// The templates with the phrases of `ui`.
pub(super) fn templates(ui: Ui) -> Environment<'static> {
    let mut templates = Environment::new();
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
    templates.set_syntax(syntax.expect("the delimiters are the usual ones"));
    templates.set_auto_escape_callback(|name| match name.rsplit('.').next() {
        Some("md") => AutoEscape::Custom("markdown".into()),
        Some("txt") => AutoEscape::Custom("terminal".into()),
        _ => AutoEscape::Html,
    });
    templates.set_formatter(formatted);
    for (name, template) in TEMPLATES {
        templates.add_template(name, template).expect("the shipped templates are well-formed");
    }
    let phrases = Arc::new(ui.phrases());
    let missing = |name: &str| Error::new(ErrorKind::UnknownFunction, format!("no phrase is called {name}"));
    let known = phrases.clone();
    templates.add_function("t", move |name: &str, parts: Rest<String>| -> Result<String, Error> {
        known.named(name).ok_or_else(|| missing(name))?;
        Ok(known.filled(name, &parts.iter().map(String::as_str).collect::<Vec<_>>()))
    });
    let known = phrases.clone();
    templates.add_function("n", move |name: &str, count: usize| -> Result<String, Error> {
        known.counted(name, count).ok_or_else(|| missing(name))
    });
    let known = phrases.clone();
    templates.add_function("pct", move |part: usize, whole: usize| known.percent(part, whole));
    templates.add_filter("num", move |number: f64| phrases.number(number));
    templates.add_filter("pad", |text: String, width: usize| {
        let text = terminal::cut(&terminal::clean(&text), width);
        let gap = width.saturating_sub(terminal::columns(&text));
        format!("{text}{:gap$}", "")
    });
    templates.add_filter("padleft", |text: String, width: usize| {
        format!("{:1$}{text}", "", width.saturating_sub(terminal::columns(&text)))
    });
    templates
}

/// What a template is given.
pub(super) fn value(content: impl Serialize) -> Value {
    Value::from(Serde(content))
}

/// Writes `value` safe for its place: as HTML, as Markdown or for a terminal.
fn formatted(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    let is_markdown = match state.auto_escape() {
        AutoEscape::Custom(kind) => kind == "markdown",
        _ => return escape_formatter(out, state, value),
    };
    let Some(text) = value.as_str().filter(|_| !value.is_safe()) else {
        // Numbers hold nothing to be made safe.
        write_str(out, &value.to_string())?;
        return Ok(());
    };
    // On one line, but with the blanks at its ends: words that were changed stand apart by them.
    let blank = |c: char| if is_break(c) { ' ' } else { c };
    let text: String = text.chars().map(blank).filter_map(terminal::visible).collect();
    write_str(out, &if is_markdown { markdown(&text) } else { text })
}

fn write_str(out: &mut Output, text: &str) -> Result<(), Error> {
    out.write_str(text).map_err(Error::from)
}

/// `text`, one line, such that no character of it is mark-up.
fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '>' | '#' | '|' | '~' | '$' => {
                escaped.push('\\');
                escaped.push(c);
            }
            _ => escaped.push(c),
        }
    }
    escaped
}

//! A survey to be read without a browser: as text and as Markdown.

use minijinja::context;

use super::engine::{templates, value};
use super::ui::Ui;
use super::view::Views;
use crate::survey::Survey;

/// The survey as text for a terminal.
pub(super) fn text(survey: &Survey, ui: Ui) -> String {
    written(survey, ui, "survey.txt")
}

/// The survey in Markdown.
pub(super) fn markdown(survey: &Survey, ui: Ui) -> String {
    written(survey, ui, "survey.md")
}

fn written(survey: &Survey, ui: Ui, template: &str) -> String {
    let views = Views::new(survey, ui.phrases(), false);
    let count = |len: usize| 0..len;
    let context = context! {
        overview => value(views.overview()),
        reports => value(survey.order.iter().map(|&report| views.report_line(report)).collect::<Vec<_>>()),
        pages => value(survey.order.iter().map(|&report| views.report_page(report)).collect::<Vec<_>>()),
        sources => value(count(survey.speakers.len()).map(|at| views.speaker(at)).collect::<Vec<_>>()),
        events => value(views.events(count(survey.quantities.len()))),
        claims => value(views.claims()),
        quotations => value(count(survey.quotations.len()).map(|at| views.quotation(at)).collect::<Vec<_>>()),
        names => value(views.names()),
        findings => value(count(survey.findings.len()).map(|at| views.finding(at, None)).collect::<Vec<_>>()),
    };
    let templates = templates(ui);
    let template = templates.get_template(template).expect("it is one of the templates");
    template.render(context).expect("the templates name only what they are given, which a test runs through")
}

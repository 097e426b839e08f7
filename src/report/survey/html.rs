//! Pages that need nothing but themselves: one for a small set, an index and a page a report for a large one.

use std::ops::Range;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use minijinja::{Environment, Value};
use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::across::has_spellings;
use super::engine::{templates, value};
use super::links::{Links, PER_PAGE};
use super::ui::Ui;
use super::view::Views;
use crate::survey::Survey;

const STYLE: &str = include_str!("templates/style.css");
const SCRIPT: &str = include_str!("templates/script.js");

/// How many reports one page holds: a page of more is long to read and slow to open on a phone.
///
/// Forty dispatches make a page of some 700 KB.
pub(super) const ONE_PAGE: usize = 40;

/// A page of a survey.
#[derive(Clone, Debug)]
pub struct Page {
    /// The name of its file; the first page is `index.html`.
    pub name: String,
    /// The page.
    pub content: String,
}

/// Part of a page: what is shown, and what the template is given for it.
struct Section {
    /// The name of its template and its anchor.
    name: &'static str,
    content: Value,
}

/// A page before it is written: the sections and the way to them are the same for all.
struct Plan {
    file: String,
    /// Which entry of the navigation it is.
    at: &'static str,
    /// The name of its kind of pages and its number among them.
    number: usize,
    pages: usize,
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    Reports,
    Sources,
    Quantities,
    Claims,
    Quotations,
    Names,
    Findings,
    Report(usize),
}

#[derive(Serialize)]
struct NavigationEntry {
    name: &'static str,
    href: String,
    current: bool,
}

#[derive(Serialize)]
struct PageLink {
    number: usize,
    href: String,
    current: bool,
}

/// The whole survey as one page.
pub(super) fn page(survey: &Survey, ui: Ui) -> String {
    let views = Views::new(survey, ui.phrases(), false);
    let templates = templates(ui);
    let mut sections = vec![
        Section { name: "overview", content: value(views.overview()) },
        Section { name: "reports", content: reports(&views, 0..survey.order.len()) },
        Section { name: "sources", content: sources(&views, 0..survey.speakers.len()) },
        Section { name: "quantities", content: quantities(&views, 0..survey.quantities.len()) },
        Section { name: "claims", content: claims(&views, 0..usize::MAX) },
        Section { name: "quotations", content: quotations(&views, 0..survey.quotations.len()) },
        Section { name: "names", content: names(&views, 0..usize::MAX) },
        Section { name: "findings", content: findings(&views, 0..survey.findings.len()) },
    ];
    let has = |section: &Section| section.content.get_attr("is_empty").is_ok_and(|empty| !empty.is_true());
    let kept = ["overview", "reports", "sources"];
    sections.retain(|section| kept.contains(&section.name) || has(section));
    let navigation: Vec<NavigationEntry> = sections
        .iter()
        .map(|section| NavigationEntry { name: section.name, href: format!("#{}", section.name), current: false })
        .collect();
    for &report in &survey.order {
        sections.push(Section { name: "report", content: value(views.report_page(report)) });
    }
    let title = match survey.order.first() {
        Some(&only) if survey.order.len() == 1 => Some(views.survey.portraits[only].headline.clone()),
        _ => None,
    };
    written(&templates, ui, title, navigation, sections, Vec::new())
}

/// The survey as many pages, in the order of their names' numbers.
pub(super) fn pages<'a>(survey: &'a Survey, ui: Ui) -> impl ParallelIterator<Item = Page> + 'a {
    let views = Views::new(survey, ui.phrases(), true);
    let templates = templates(ui);
    plans(&views).into_par_iter().map(move |plan| {
        let part = |count: usize| plan.number * PER_PAGE..((plan.number + 1) * PER_PAGE).min(count);
        let mut sections = Vec::new();
        let mut title = None;
        let (name, content) = match plan.kind {
            Kind::Reports => {
                if plan.number == 0 {
                    sections.push(Section { name: "overview", content: value(views.overview()) });
                }
                ("reports", reports(&views, part(survey.order.len())))
            }
            Kind::Sources => ("sources", sources(&views, part(survey.speakers.len()))),
            Kind::Quantities => ("quantities", quantities(&views, part(survey.quantities.len()))),
            Kind::Claims => ("claims", claims(&views, plan.number * PER_PAGE..(plan.number + 1) * PER_PAGE)),
            Kind::Quotations => ("quotations", quotations(&views, part(survey.quotations.len()))),
            Kind::Names => ("names", names(&views, plan.number * PER_PAGE..(plan.number + 1) * PER_PAGE)),
            Kind::Findings => ("findings", findings(&views, part(survey.findings.len()))),
            Kind::Report(report) => {
                title = Some(survey.portraits[report].headline.clone());
                ("report", value(views.report_page(report)))
            }
        };
        sections.push(Section { name, content });
        let navigation = NAVIGATION.iter().map(|&name| NavigationEntry {
            name,
            href: Links::page(file(name), 0),
            current: plan.at == name,
        });
        let neighbours = (0..plan.pages).map(|number| PageLink {
            number: number + 1,
            href: Links::page(file(plan.at), number),
            current: number == plan.number,
        });
        let content = written(&templates, ui, title, navigation.collect(), sections, neighbours.collect());
        Page { name: plan.file, content }
    })
}

/// The sections that the pages of a large survey lead to.
const NAVIGATION: [&str; 7] = ["reports", "sources", "quantities", "claims", "quotations", "names", "findings"];

/// The name of the files of a section.
fn file(section: &'static str) -> &'static str {
    if section == "reports" { "index" } else { section }
}

fn plans(views: &Views) -> Vec<Plan> {
    let survey = views.survey;
    let mut plans = Vec::new();
    let names = survey.speakers.iter().filter(|speaker| has_spellings(speaker)).count();
    let lists = [
        ("reports", Kind::Reports, survey.order.len()),
        ("sources", Kind::Sources, survey.speakers.len()),
        ("quantities", Kind::Quantities, survey.quantities.len()),
        ("claims", Kind::Claims, views.claims().len()),
        ("quotations", Kind::Quotations, survey.quotations.len()),
        ("names", Kind::Names, names),
        ("findings", Kind::Findings, survey.findings.len()),
    ];
    for (at, kind, count) in lists {
        let pages = count.div_ceil(PER_PAGE).max(1);
        for number in 0..pages {
            plans.push(Plan { file: Links::page(file(at), number), at, number, pages, kind });
        }
    }
    for &report in &survey.order {
        let file = views.links.report_page(report);
        plans.push(Plan { file, at: "report", number: 0, pages: 0, kind: Kind::Report(report) });
    }
    plans
}

/// A list as a section is given it.
#[derive(Serialize)]
struct List<T> {
    is_empty: bool,
    entries: Vec<T>,
}

fn list<T: Serialize>(range: Range<usize>, entry: impl Fn(usize) -> T) -> Value {
    let entries: Vec<T> = range.map(entry).collect();
    value(List { is_empty: entries.is_empty(), entries })
}

fn reports(views: &Views, range: Range<usize>) -> Value {
    let all = &views.survey.order;
    let (first, elsewhere) = (range.start, elsewhere(&range, all.len()));
    let entries: Vec<_> = range.map(|at| views.report_line(all[at])).collect();
    let elsewhere: Vec<_> = elsewhere.map(|at| views.elsewhere(all[at])).collect();
    minijinja::context! { first, entries => value(entries), elsewhere => value(elsewhere) }
}

fn sources(views: &Views, range: Range<usize>) -> Value {
    let all = &views.survey.speakers;
    // The bars of all pages are to one scale.
    let most = all.iter().map(|speaker| speaker.words.total()).max();
    let (first, elsewhere) = (range.start, elsewhere(&range, all.len()));
    let entries: Vec<_> = range.map(|at| views.speaker(at)).collect();
    let elsewhere: Vec<_> = elsewhere.map(|at| (views.links.speaker(at), &all[at].name)).collect();
    let is_empty = entries.is_empty();
    minijinja::context! { is_empty, first, most, entries => value(entries), elsewhere => value(elsewhere) }
}

/// What the first page of a list, which `range` is of, is to be searched for besides what it shows.
fn elsewhere(range: &Range<usize>, count: usize) -> Range<usize> {
    if range.start == 0 { range.end..count } else { 0..0 }
}

fn quantities(views: &Views, range: Range<usize>) -> Value {
    let events = views.events(range);
    minijinja::context! { is_empty => events.is_empty(), events => value(events) }
}

fn claims(views: &Views, range: Range<usize>) -> Value {
    let entries: Vec<_> = views.claims().into_iter().skip(range.start).take(range.len()).collect();
    minijinja::context! { is_empty => entries.is_empty(), entries => value(entries) }
}

fn quotations(views: &Views, range: Range<usize>) -> Value {
    list(range, |at| views.quotation(at))
}

fn names(views: &Views, range: Range<usize>) -> Value {
    let entries: Vec<_> = views.names().into_iter().skip(range.start).take(range.len()).collect();
    minijinja::context! { is_empty => entries.is_empty(), entries => value(entries) }
}

fn findings(views: &Views, range: Range<usize>) -> Value {
    list(range, |at| views.finding(at, None))
}

fn written(
    templates: &Environment,
    ui: Ui,
    title: Option<String>,
    navigation: Vec<NavigationEntry>,
    sections: Vec<Section>,
    neighbours: Vec<PageLink>,
) -> String {
    let sections: Vec<Value> = sections
        .into_iter()
        .map(|Section { name, content }| minijinja::context! { name, template => format!("{name}.html"), content })
        .collect();
    let is_split = navigation.iter().all(|entry| !entry.href.starts_with('#'));
    let context = minijinja::context! {
        language => ui.tag(),
        policy => policy(),
        style => Value::from_safe_string(STYLE.to_owned()),
        script => Value::from_safe_string(SCRIPT.to_owned()),
        version => env!("CARGO_PKG_VERSION"),
        title,
        is_split,
        navigation => value(navigation),
        sections,
        neighbours => value(neighbours),
    };
    let template = templates.get_template("page.html").expect("it is one of the templates");
    template.render(context).expect("the templates name only what they are given, which a test runs through")
}

/// What a page may do: show itself with its own style and script, and nothing else.
fn policy() -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; \
         form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

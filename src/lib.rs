//! selon reads news reports and says who is reported to have said what.
//!
//! | module | what it is for |
//! |---|---|
//! | [`text`] | spans into a text as written, its matching form and the way back, the mark-up of fixtures |
//! | [`article`] | reading articles from files and standard input |
//! | [`analysis`] | what is known about an article: attributions and entities |
//! | [`rules`] | words, verbs and phrases as data, checked and compiled once |
//! | [`document`] | paragraphs, sentences, tokens and their tags |
//! | [`annotate`] | quotations, verb groups and noun phrases, each found by itself |
//! | [`attribute`] | chunks, clauses and frames: source, cue and content; who is meant |
//! | [`claim`] | what a report states, with its source in reach and its hedge |
//! | [`reading`] | an article read through, with its document still at hand |
//! | [`names`] | whether two names may be one, and who is who across reports |
//! | [`dossier`] | the reports on one event |
//! | [`diff`](mod@diff) | what really changed between two versions of a report |
//! | [`lint`] | the lints, one file each, and what they find |
//! | [`config`] | the files a newsroom keeps beside its articles: configuration, suppressions, baselines |
//! | [`check`](mod@check) | every lint over every article, in parallel |
//! | [`survey`] | who speaks in a set of reports, how much and in how many, on which figures and in which words |
//! | [`report`] | one writer per output format |
//! | [`examples`] | marked texts as tests: what the marks demand, compared with what is found |

pub mod analysis;
pub mod annotate;
pub mod article;
pub mod attribute;
pub mod check;
pub mod claim;
pub mod config;
pub mod diff;
pub mod document;
pub mod dossier;
pub mod examples;
pub mod lint;
pub mod names;
pub mod reading;
pub mod report;
pub mod rules;
pub mod survey;
pub mod text;

pub use analysis::{Analysis, Attribution, Cue, Entity, EntityKind, Extent, Mode, Source, Stance};
pub use article::Article;
pub use check::check;
pub use reading::Reading;
pub use rules::RulePack;

/// Reads one article through: who is reported to have said what, and who is named.
///
/// Never fails and never panics, whatever the text; linear in its length.
#[must_use]
pub fn analyze(article: Article, rules: &RulePack) -> Analysis {
    analyze_to(article, rules, Extent::Whole)
}

/// The same as [`analyze`], for as much as is wanted.
#[must_use]
pub fn analyze_to(article: Article, rules: &RulePack, extent: Extent) -> Analysis {
    reading::analyzed(article, rules, extent).0
}

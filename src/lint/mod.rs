//! The lints, one file each: plain data in one constant slice, and the findings they make.

mod ambiguous_nesting;
mod ambiguous_speaker;
mod anonymous_source;
mod attribution_lost;
mod bare_source;
mod bound_dropped;
mod figure_conflict;
mod figure_sum;
mod finding;
mod given_name_mismatch;
mod headline_figure;
mod hedge_dropped;
mod house_name;
mod loaded_verb;
mod magnitude_jump;
mod marks;
mod mixed_quote_marks;
mod name_variant;
mod overclaiming_headline;
mod place;
mod quote_altered;
mod quote_two_speakers;
mod report_counts;
mod report_name_variant;
mod retold;
mod silent_correction;
mod single_source;
mod title_conflict;
mod unattributed_claim;
mod unattributed_quote;
mod unclosed_quote;
mod unexplained_correction;
mod unintroduced_speaker;
mod unopened_quote;
mod unsourced_conditional;
mod unsourced_lead;
mod unsourced_toll;
pub(crate) mod upkeep;
mod utterances;
mod veil;
mod weasel_source;
mod weekday_date;

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use serde::{Deserialize, Serialize};

use crate::diff::{Change, Class, Declaration, Diff, Kind};
use crate::dossier::Dossier;
use crate::reading::Reading;
use crate::rules::RulePack;
use crate::text::Span;

pub use finding::{Articles, Evidence, Finding, Fix, Place, fingerprints};

/// Something that can be wrong with a report, or between reports.
#[derive(Clone, Copy, Debug)]
pub struct Lint {
    /// Its stable name, in kebab-case; its page is `fixtures/lint/<id>.md`.
    pub id: &'static str,
    /// The family it belongs to.
    pub category: Category,
    /// How grave what it finds is, where settings say nothing else.
    pub level: Level,
    /// Whether it runs where settings say nothing; those whose noise is not yet low enough do not.
    pub default: bool,
    /// What it flags, in one line.
    pub summary: &'static str,
    /// How it looks, one way after the other.
    pub checks: &'static [Check],
}

/// How a [`Lint`] looks.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// At one article, read through.
    Article(fn(&Reading, &Context<'_>, &mut Vec<Finding>)),
    /// At the reports on one event.
    Dossier(fn(&Dossier<'_>, &Context<'_>, &mut Vec<Finding>)),
    /// At a report and the one it was made from.
    Derived(fn(&Derivation<'_>, &Context<'_>, &mut Vec<Finding>)),
    /// At what the newsroom has set aside, once the others have looked: see [`crate::check`].
    Upkeep,
}

/// A report and the one it was made from.
#[derive(Clone, Copy, Debug)]
pub struct Derivation<'a> {
    /// What it was made from.
    pub old: &'a Reading,
    /// The report.
    pub new: &'a Reading,
    /// What changed.
    pub diff: &'a Diff,
    /// Whether it is the same article at a later time; if not, another paper prints its words.
    pub is_version: bool,
}

impl Derivation<'_> {
    /// The changes of `kind` that can be seen in both reports and that nothing explains: no notice declares them, and no
    /// other source speaks in the sentence.
    fn unexplained(&self, kind: Kind) -> impl Iterator<Item = (&Change, Span, Span)> {
        let explains = |other: &Change| {
            matches!(other.class(), Class::Attribution | Class::Source) || {
                other.kind == Kind::FigureSource || other.kind == Kind::QuoteSpeaker
            }
        };
        let alone = move |change: &Change| {
            let mut near =
                self.diff.changes.iter().filter(|other| change.sentence.is_some() && other.sentence == change.sentence);
            change.kind == kind && change.declared == Declaration::No && !near.any(explains)
        };
        let changes = self.diff.changes.iter().filter(move |change| alone(change));
        changes.filter_map(|change| Some((change, change.new?, change.old?)))
    }
}

/// What a lint may look at besides articles.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The rules the articles were read by.
    pub rules: &'a RulePack,
    /// The newsroom's own choices.
    pub house: &'a House,
}

/// A newsroom's own choices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct House {
    /// The spellings it keeps to: what to write, and the spellings it replaces.
    pub names: BTreeMap<String, Vec<String>>,
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Worth knowing.
    Info,
    /// Worth a look before it is published.
    Warning,
    /// Wrong, as good as certainly.
    Error,
}

/// The family of a [`Lint`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Quotation marks.
    Quotes,
    /// Who is said to have said it.
    Attribution,
    /// What is presented as sure and what is not.
    Hedging,
    /// Numbers.
    Figures,
    /// Days.
    Dates,
    /// Who is called what.
    Names,
    /// Several reports on one event.
    Reports,
    /// Several versions of one report.
    Versions,
    /// What the newsroom has set aside.
    Upkeep,
}

/// All lints, in the order of their categories.
pub const LINTS: &[Lint] = &[
    unclosed_quote::LINT,
    unopened_quote::LINT,
    mixed_quote_marks::LINT,
    ambiguous_nesting::LINT,
    unattributed_quote::LINT,
    ambiguous_speaker::LINT,
    unintroduced_speaker::LINT,
    loaded_verb::LINT,
    anonymous_source::LINT,
    bare_source::LINT,
    single_source::LINT,
    weasel_source::LINT,
    unattributed_claim::LINT,
    unsourced_lead::LINT,
    unsourced_conditional::LINT,
    hedge_dropped::LINT,
    overclaiming_headline::LINT,
    figure_conflict::LINT,
    figure_sum::LINT,
    headline_figure::LINT,
    bound_dropped::LINT,
    unsourced_toll::LINT,
    magnitude_jump::LINT,
    weekday_date::LINT,
    name_variant::LINT,
    given_name_mismatch::LINT,
    title_conflict::LINT,
    house_name::LINT,
    report_counts::CONFLICT,
    report_counts::DECREASE,
    quote_altered::LINT,
    quote_two_speakers::LINT,
    attribution_lost::LINT,
    report_name_variant::LINT,
    silent_correction::LINT,
    unexplained_correction::LINT,
    upkeep::UNUSED_SUPPRESSION,
    upkeep::STALE_BASELINE,
];

/// The pages of the lints: their documentation and their tests.
static PAGES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/fixtures/lint");

impl Lint {
    /// The lint called `id`.
    #[must_use]
    pub fn named(id: &str) -> Option<&'static Lint> {
        LINTS.iter().find(|lint| lint.id == id)
    }

    /// Its page, in Markdown.
    #[must_use]
    pub fn page(&self) -> &'static str {
        PAGES.get_file(format!("{}.md", self.id)).and_then(|file| file.contents_utf8()).unwrap_or_default()
    }
}

impl Level {
    /// All levels, the gravest last.
    pub const ALL: [Level; 3] = [Level::Info, Level::Warning, Level::Error];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Level::Info => "info",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

impl Category {
    /// All categories.
    pub const ALL: [Category; 9] = [
        Category::Quotes,
        Category::Attribution,
        Category::Hedging,
        Category::Figures,
        Category::Dates,
        Category::Names,
        Category::Reports,
        Category::Versions,
        Category::Upkeep,
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Category::Quotes => "quotes",
            Category::Attribution => "attribution",
            Category::Hedging => "hedging",
            Category::Figures => "figures",
            Category::Dates => "dates",
            Category::Names => "names",
            Category::Reports => "reports",
            Category::Versions => "versions",
            Category::Upkeep => "upkeep",
        }
    }
}

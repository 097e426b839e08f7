//! What is known about one article once it has been read through: the result of [`crate::analyze`], and how much of it
//! is wanted.

mod day;
mod figure;
mod name;

use std::sync::Arc;

use jiff::civil::{Date, Time};
use serde::Deserialize;

use crate::article::Article;
use crate::text::Span;

pub use day::When;
pub use figure::{Figure, Precision, State};
pub use name::{Bearer, Name};

/// How much is looked for in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What `annotate` shows: all but [`Analysis::quotations`], [`Analysis::names`] and [`Entity::offices`].
    Annotation,
    /// Everything.
    Whole,
}

/// What is known about one article.
#[derive(Clone, Debug)]
pub struct Analysis {
    /// The article.
    pub article: Article,
    /// The day of publication: from metadata or front matter, else from the dateline.
    pub published: Option<Date>,
    /// The time of day of publication, where it is given with the day.
    pub published_time: Option<Time>,
    /// Who is reported to have said what, in the order of the contents.
    pub attributions: Vec<Attribution>,
    /// Who is named or meant, in the order of their first mention.
    pub entities: Vec<Entity>,
    /// The stretches between quotation marks that stand in no other one, in order; none where [`Extent::Annotation`] was
    /// asked for.
    pub quotations: Vec<Quotation>,
    /// The proper names, in the order of the text; none where [`Extent::Annotation`] was asked for.
    pub names: Vec<Name>,
    /// How much and how many, in the order of the text.
    pub figures: Vec<Figure>,
    /// The days, months and years, in the order of the text.
    pub dates: Vec<When>,
}

/// A stretch between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// What stands between the marks.
    pub span: Span,
    /// The place in [`Analysis::attributions`] of the innermost attribution whose content it is, or stands in.
    pub attribution: Option<usize>,
    /// Whether it stands in a headline or heading.
    pub heading: bool,
}

/// One attribution relation: a source, a cue and a content, in the terms of PARC.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// How the content is reported.
    pub mode: Mode,
    /// What is reported: one span, or several where a cue or an aside interrupts it. Never empty.
    pub content: Vec<Span>,
    /// The words that report; none for a quotation that floats.
    pub cue: Option<Cue>,
    /// Who is reported to hold it; none where nobody is named.
    pub source: Option<Source>,
    /// The place in [`Analysis::attributions`] of the attribution whose content this one stands in.
    pub inside: Option<usize>,
    /// The order of source, cue and content that was recognised: an entry of `frames.yaml`.
    pub frame: Arc<str>,
    /// The rule that recognised the cue, as `file: entry`.
    pub rule: Arc<str>,
}

/// How a content is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// In the source's own words, between marks.
    Direct,
    /// In the reporter's words.
    Indirect,
    /// In the reporter's words with some of the source's between marks.
    Mixed,
}

/// The words that report.
#[derive(Clone, Debug, PartialEq)]
pub struct Cue {
    /// Where they stand.
    pub span: Span,
    /// The dictionary form: the infinitive, or the preposition.
    pub lemma: Arc<str>,
    /// What the cue says about the reporter's or the source's attitude.
    pub stance: Stance,
}

/// What a cue says beyond that something was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// Nothing: dire, indiquer, selon.
    #[default]
    Neutral,
    /// That the source insists: affirmer, assurer, marteler.
    Assertive,
    /// That the content is presented as true: révéler, rappeler, reconnaître.
    Factive,
    /// That the source denies it: nier, démentir.
    Denying,
    /// That it blames somebody: accuser, reprocher.
    Accusing,
    /// That it asks for something: demander, exiger, appeler à.
    Demanding,
    /// That the source commits itself: promettre, menacer, s'engager.
    Committing,
    /// That the source doubts, or the reporter does: douter, prétendre.
    Doubting,
    /// That it praises: saluer, se féliciter.
    Approving,
    /// That it deplores: dénoncer, regretter, condamner.
    Disapproving,
    /// That it is held for true without being said: penser, croire, espérer.
    Holding,
    /// That it is asked: demander si, s'interroger.
    Asking,
}

/// Who is reported to hold a content.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The phrase that names it: in the same sentence, or the last one before a quotation that floats.
    pub span: Span,
    /// The place in [`Analysis::entities`] of who is meant.
    pub entity: usize,
    /// Other places in [`Analysis::entities`] that fit as well; empty where one reading stands out.
    pub ambiguous: Vec<usize>,
}

/// Somebody or something that an article names or means.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// The fullest name the article gives.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// The phrases that mean it, in the order of the text.
    pub mentions: Vec<Span>,
    /// The phrases that tell what the person is: offices, ranks, trades, kinship; in the order of the text. None where
    /// [`Extent::Annotation`] was asked for.
    pub offices: Vec<Span>,
}

/// What an [`Entity`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntityKind {
    /// A human being, named or known by an office.
    Person,
    /// A body: a ministry, a party, a company, a court, a paper.
    Institution,
    /// A place that stands for a power: Bakou, Paris, le Kremlin.
    Place,
    /// A report, a study, a poll, a statement, a law.
    Document,
    /// Several people: residents, scientists, witnesses.
    Group,
    /// A source that is kept from the reader: une source proche du dossier, on.
    Anonymous,
}

impl Mode {
    /// Its name in the machine formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Mode::Direct => "direct",
            Mode::Indirect => "indirect",
            Mode::Mixed => "mixed",
        }
    }
}

impl Stance {
    /// Its name in the machine formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Stance::Neutral => "neutral",
            Stance::Assertive => "assertive",
            Stance::Factive => "factive",
            Stance::Denying => "denying",
            Stance::Accusing => "accusing",
            Stance::Demanding => "demanding",
            Stance::Committing => "committing",
            Stance::Doubting => "doubting",
            Stance::Approving => "approving",
            Stance::Disapproving => "disapproving",
            Stance::Holding => "holding",
            Stance::Asking => "asking",
        }
    }
}

impl EntityKind {
    /// Its name in the machine formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            EntityKind::Person => "person",
            EntityKind::Institution => "institution",
            EntityKind::Place => "place-as-power",
            EntityKind::Document => "document",
            EntityKind::Group => "group",
            EntityKind::Anonymous => "anonymous",
        }
    }
}

//! What a change may be: its class, its kind within the class, how much it matters.

/// The family of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// An amount.
    Figure,
    /// A quotation.
    Quote,
    /// Who is said to have said it, and how.
    Attribution,
    /// How somebody is called.
    Name,
    /// Sure or not, true or not.
    Modality,
    /// What a thing is called.
    Label,
    /// What is said.
    Claim,
    /// Who speaks in the report at all.
    Source,
    /// The headline.
    Headline,
    /// The notice: whether it declares what changed.
    Correction,
    /// What the dispatch is: urgent, lead, correction.
    Process,
    /// The order.
    Move,
    /// The wording.
    Style,
    /// Nothing a reader could tell: spaces, glyphs, line breaks, the dateline.
    Boring,
}

/// How much a change matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Significance {
    /// Not at all.
    None,
    /// To the copy desk alone.
    Low,
    /// To somebody who reads closely.
    Medium,
    /// To everybody: another fact, another speaker, other words in a mouth.
    High,
}

/// Makes the table of kinds: name within the class, class, significance, and the same change seen the other way round.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $class:ident $name:literal $significance:ident <-> $mirror:ident;)*) => {
        /// What a change is, within its class.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($(#[$doc])* $kind),* }

        impl Kind {
            /// All kinds, class by class.
            pub const ALL: &[Kind] = &[$(Kind::$kind),*];

            /// The family it belongs to.
            #[must_use]
            pub fn class(self) -> Class {
                match self { $(Kind::$kind => Class::$class),* }
            }

            /// Its name within its class.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Kind::$kind => $name),* }
            }

            /// How much such a change matters, where nothing about it says otherwise.
            #[must_use]
            pub fn significance(self) -> Significance {
                match self { $(Kind::$kind => Significance::$significance),* }
            }

            /// What it is where old and new change places.
            #[must_use]
            pub fn mirrored(self) -> Kind {
                match self { $(Kind::$kind => Kind::$mirror),* }
            }
        }
    };
}

kinds! {
    /// Another amount.
    FigureValue = Figure "value" High <-> FigureValue;
    /// The same number with another bound: *au moins*, *près de*.
    FigureBound = Figure "bound" Medium <-> FigureBound;
    /// The same number of something else, or as a part of something else.
    FigureScope = Figure "scope" High <-> FigureScope;
    /// The same amount from another source.
    FigureSource = Figure "source" Medium <-> FigureSource;
    /// An amount that was not there.
    FigureAdded = Figure "added" Medium <-> FigureRemoved;
    /// An amount that is no longer there.
    FigureRemoved = Figure "removed" Medium <-> FigureAdded;
    /// Other words between the marks.
    QuoteAltered = Quote "altered" High <-> QuoteAltered;
    /// The same letters with other accents.
    QuoteDiacritic = Quote "diacritic" High <-> QuoteDiacritic;
    /// The same words with other punctuation or capitals.
    QuotePunctuation = Quote "punctuation" Low <-> QuotePunctuation;
    /// The same words and more.
    QuoteExtended = Quote "extended" Medium <-> QuoteTruncated;
    /// Fewer of the same words.
    QuoteTruncated = Quote "truncated" Medium <-> QuoteExtended;
    /// The same words from another mouth.
    QuoteSpeaker = Quote "speaker" High <-> QuoteSpeaker;
    /// The words are still there, the marks are not.
    QuoteUnmarked = Quote "direct-to-indirect" Medium <-> QuoteMarked;
    /// The words were there, now between marks.
    QuoteMarked = Quote "indirect-to-direct" Medium <-> QuoteUnmarked;
    /// A quotation that was not there.
    QuoteAdded = Quote "added" Medium <-> QuoteRemoved;
    /// A quotation that is no longer there.
    QuoteRemoved = Quote "removed" Medium <-> QuoteAdded;
    /// Another source for the same content.
    AttributionChanged = Attribution "changed" High <-> AttributionChanged;
    /// The content is still there, its source is not.
    AttributionDropped = Attribution "dropped" High <-> AttributionAdded;
    /// The content now has a source.
    AttributionAdded = Attribution "added" Medium <-> AttributionDropped;
    /// The source was named and no longer is.
    AttributionAnonymised = Attribution "anonymised" High <-> AttributionNamed;
    /// The source was not named and now is.
    AttributionNamed = Attribution "named" Medium <-> AttributionAnonymised;
    /// Another word that reports.
    AttributionCue = Attribution "cue" Medium <-> AttributionCue;
    /// Somebody or a place is called otherwise.
    NameChanged = Name "changed" High <-> NameChanged;
    /// Somebody has another office or rank.
    NameOffice = Name "office" High <-> NameOffice;
    /// Sure before, not now.
    ModalityHedged = Modality "hedged" High <-> ModalityAsserted;
    /// Not sure before, now it is.
    ModalityAsserted = Modality "asserted" High <-> ModalityHedged;
    /// So before, now not so.
    ModalityNegated = Modality "negated" High <-> ModalityAffirmed;
    /// Not so before, now so.
    ModalityAffirmed = Modality "affirmed" High <-> ModalityNegated;
    /// Said before, now denied.
    ModalityDenied = Modality "denied" High <-> ModalityConfirmed;
    /// Denied before, now said.
    ModalityConfirmed = Modality "confirmed" High <-> ModalityDenied;
    /// A milder word for the same thing.
    LabelSoftened = Label "softened" High <-> LabelHardened;
    /// A graver word for the same thing.
    LabelHardened = Label "hardened" High <-> LabelSoftened;
    /// Another word of the same weight for the same thing.
    LabelChanged = Label "changed" Medium <-> LabelChanged;
    /// A statement that was not there.
    ClaimAdded = Claim "added" Medium <-> ClaimRemoved;
    /// A statement that is no longer there.
    ClaimRemoved = Claim "removed" Medium <-> ClaimAdded;
    /// A statement with other content.
    ClaimAltered = Claim "altered" Medium <-> ClaimAltered;
    /// A source that was not in the report.
    SourceAdded = Source "added" Medium <-> SourceRemoved;
    /// A source that is no longer in the report.
    SourceRemoved = Source "removed" Medium <-> SourceAdded;
    /// Another headline.
    HeadlineReworded = Headline "reworded" Medium <-> HeadlineReworded;
    /// A headline where there was none.
    HeadlineAdded = Headline "added" Low <-> HeadlineRemoved;
    /// No headline where there was one.
    HeadlineRemoved = Headline "removed" Low <-> HeadlineAdded;
    /// A notice that says what changed.
    CorrectionMatching = Correction "matching" Medium <-> CorrectionMatching;
    /// A notice that declares something else than what changed, or nothing.
    CorrectionMismatching = Correction "mismatching" High <-> CorrectionMismatching;
    /// Another line over the dispatch.
    ProcessStatus = Process "status" Medium <-> ProcessStatus;
    /// A notice of the agency or the paper.
    ProcessNoticeAdded = Process "notice-added" Medium <-> ProcessNoticeRemoved;
    /// No notice any more.
    ProcessNoticeRemoved = Process "notice-removed" Medium <-> ProcessNoticeAdded;
    /// The report is withdrawn.
    ProcessKill = Process "kill" High <-> ProcessRevived;
    /// The report is no longer withdrawn.
    ProcessRevived = Process "revived" High <-> ProcessKill;
    /// A paragraph stands elsewhere.
    MoveParagraph = Move "paragraph" Low <-> MoveParagraph;
    /// A sentence stands elsewhere.
    MoveSentence = Move "sentence" Low <-> MoveSentence;
    /// Other words for the same.
    StyleReworded = Style "reworded" Low <-> StyleReworded;
    /// Other punctuation.
    StylePunctuation = Style "punctuation" Low <-> StylePunctuation;
    /// Other accents or capitals.
    StyleSpelling = Style "spelling" Low <-> StyleSpelling;
    /// Other spaces.
    BoringSpaces = Boring "spaces" None <-> BoringSpaces;
    /// Other marks around quotations.
    BoringQuoteGlyphs = Boring "quote-glyphs" None <-> BoringQuoteGlyphs;
    /// Other glyphs for the same letters and marks: apostrophes, dashes, ligatures, groups of digits.
    BoringTypography = Boring "typography" None <-> BoringTypography;
    /// Other line breaks.
    BoringReflow = Boring "reflow" None <-> BoringReflow;
    /// One paragraph where there were several.
    BoringMerged = Boring "paragraphs-merged" None <-> BoringSplit;
    /// Several paragraphs where there was one.
    BoringSplit = Boring "paragraphs-split" None <-> BoringMerged;
    /// Another dateline.
    BoringDateline = Boring "dateline" None <-> BoringDateline;
    /// Other sign-offs, word counts and the like.
    BoringSignOff = Boring "sign-off" None <-> BoringSignOff;
}

impl Class {
    /// All classes, in the order in which a desk wants to read of them.
    pub const ALL: &[Class] = &[
        Class::Figure,
        Class::Quote,
        Class::Attribution,
        Class::Name,
        Class::Modality,
        Class::Label,
        Class::Claim,
        Class::Source,
        Class::Headline,
        Class::Correction,
        Class::Process,
        Class::Move,
        Class::Style,
        Class::Boring,
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Class::Figure => "figure",
            Class::Quote => "quote",
            Class::Attribution => "attribution",
            Class::Name => "name",
            Class::Modality => "modality",
            Class::Label => "label",
            Class::Claim => "claim",
            Class::Source => "source",
            Class::Headline => "headline",
            Class::Correction => "correction",
            Class::Process => "process",
            Class::Move => "move",
            Class::Style => "style",
            Class::Boring => "boring",
        }
    }

    /// Whether changes of this class are counted rather than told.
    #[must_use]
    pub fn is_folded(self) -> bool {
        matches!(self, Class::Style | Class::Boring)
    }
}

impl Significance {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Significance::None => "none",
            Significance::Low => "low",
            Significance::Medium => "medium",
            Significance::High => "high",
        }
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.class().name(), self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_mirror_each_other_within_their_class() {
        for &kind in Kind::ALL {
            assert_eq!(kind.mirrored().mirrored(), kind);
            assert_eq!(kind.mirrored().class(), kind.class());
        }
    }

    #[test]
    fn names_are_distinct() {
        let names: std::collections::BTreeSet<String> = Kind::ALL.iter().map(ToString::to_string).collect();
        assert_eq!(names.len(), Kind::ALL.len());
        assert!(Class::ALL.iter().all(|class| Kind::ALL.iter().any(|kind| kind.class() == *class)));
    }
}

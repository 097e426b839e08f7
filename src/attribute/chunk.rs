//! Chunks: the noun phrases, verb groups, quotations and small words of one stretch of text, in order.

use crate::annotate::{NounPhrase, Quotes, VerbGroup, adverb_length};
use crate::document::{Document, Tag, TokenRange};
use crate::rules::{Classes, Phrase, RulePack};

/// A stretch of tokens that is read as a whole: a sentence, or several that a quotation ties together.
#[derive(Clone, Copy, Debug)]
pub struct Unit {
    /// Its tokens.
    pub tokens: TokenRange,
    /// The quotation it stands in.
    pub inside: Option<u32>,
    /// The paragraph it stands in.
    pub paragraph: u32,
}

/// A noun phrase, a verb group, a quotation or a small word.
#[derive(Clone, Copy, Debug)]
pub struct Chunk {
    /// What it is.
    pub kind: ChunkKind,
    /// Its tokens.
    pub tokens: TokenRange,
}

/// What a [`Chunk`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChunkKind {
    /// A noun phrase: a place in [`Chunks::nouns`].
    Noun(u32),
    /// A verb group: a place in [`Chunks::verbs`].
    Verb(u32),
    /// A quotation: a place in the document's quotations.
    Quote(u32),
    /// A preposition that names a source: a place in the rules' prepositions.
    Source(u16),
    /// Another preposition.
    Preposition,
    /// The preposition that ties a noun to a noun.
    Of,
    /// The complementizer.
    Que,
    /// A relative pronoun that is a subject.
    Who,
    /// Another relative pronoun.
    Relative,
    /// The opener of an adverbial clause or an indirect question.
    Subordinator,
    /// A coordinating conjunction.
    Coordinator,
    /// An adverb or adjective by itself.
    Adverb,
    /// A comma or a dash.
    Comma,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
    /// An aside between parentheses.
    Aside,
    /// The end of a sentence.
    Stop,
    /// Anything else.
    Other,
}

impl ChunkKind {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ChunkKind::Noun(_) => "noun",
            ChunkKind::Verb(_) => "verb",
            ChunkKind::Quote(_) => "quote",
            ChunkKind::Source(_) => "source",
            ChunkKind::Preposition => "preposition",
            ChunkKind::Of => "of",
            ChunkKind::Que => "que",
            ChunkKind::Who => "who",
            ChunkKind::Relative => "relative",
            ChunkKind::Subordinator => "subordinator",
            ChunkKind::Coordinator => "coordinator",
            ChunkKind::Adverb => "adverb",
            ChunkKind::Comma => "comma",
            ChunkKind::Colon => "colon",
            ChunkKind::Semicolon => "semicolon",
            ChunkKind::Aside => "aside",
            ChunkKind::Stop => "stop",
            ChunkKind::Other => "other",
        }
    }
}

/// The chunks of one unit. Kept and refilled, to save allocations.
#[derive(Debug)]
pub struct Chunks {
    /// All chunks, in order.
    pub all: Vec<Chunk>,
    /// The noun phrases.
    pub nouns: Vec<NounPhrase>,
    /// The chunk of each.
    pub noun_places: Vec<usize>,
    /// The verb groups.
    pub verbs: Vec<VerbGroup>,
    /// The chunks that may report.
    pub openers: Vec<usize>,
    /// The quotations that were read through, because they go on with the sentence around them.
    pub open_quotes: Vec<u32>,
}

impl Chunks {
    /// No chunks yet, with room for those of a long sentence.
    #[must_use]
    pub fn new() -> Chunks {
        Chunks {
            all: Vec::with_capacity(64),
            nouns: Vec::with_capacity(32),
            noun_places: Vec::with_capacity(32),
            verbs: Vec::with_capacity(16),
            openers: Vec::with_capacity(16),
            open_quotes: Vec::new(),
        }
    }

    /// Fills in the chunks of `unit`.
    pub fn fill(&mut self, document: &Document, rules: &RulePack, quotes: &Quotes, unit: Unit) {
        self.all.clear();
        self.nouns.clear();
        self.noun_places.clear();
        self.verbs.clear();
        self.openers.clear();
        self.open_quotes.clear();
        let end = unit.tokens.end;
        let mut at = unit.tokens.first;
        while at < end {
            let next = self.step(document, rules, quotes, at, end);
            at = next.max(at + 1);
        }
    }

    fn push(&mut self, kind: ChunkKind, first: u32, end: u32) -> u32 {
        self.all.push(Chunk { kind, tokens: TokenRange::new(first, end) });
        end
    }

    fn step(&mut self, document: &Document, rules: &RulePack, quotes: &Quotes, at: u32, end: u32) -> u32 {
        let token = &document.tokens[at as usize];
        match token.tag {
            Tag::Quote | Tag::Other => self.quote(document, rules, quotes, at, end),
            Tag::Subject
            | Tag::Neuter
            | Tag::Pronoun
            | Tag::Determiner
            | Tag::Number
            | Tag::Noun
            | Tag::Proper
            | Tag::Title
            | Tag::Time => self.noun(document, at, end),
            Tag::Adjective => {
                // An adjective that no noun follows is an attribute.
                let heads = document.tokens[at as usize..(at as usize + 3).min(end as usize)]
                    .iter()
                    .any(|t| matches!(t.tag, Tag::Noun | Tag::Proper));
                if heads { self.noun(document, at, end) } else { self.push(ChunkKind::Adverb, at, at + 1) }
            }
            Tag::Finite | Tag::Infinitive | Tag::Gerund | Tag::Participle | Tag::Negation | Tag::Object => {
                match VerbGroup::at(document, rules, at, end) {
                    Some(group) => {
                        let to = group.tokens.end;
                        // A longer group may hold marks, and behind a quotation any verb may report.
                        let behind_quote =
                            || self.all.iter().rev().take(2).any(|chunk| matches!(chunk.kind, ChunkKind::Quote(_)));
                        if group.tokens.len() >= 2 || !group.frames(rules).is_empty() || behind_quote() {
                            self.openers.push(self.all.len());
                        }
                        self.verbs.push(group);
                        self.push(ChunkKind::Verb(self.verbs.len() as u32 - 1), at, to)
                    }
                    None => self.push(ChunkKind::Other, at, at + 1),
                }
            }
            Tag::Preposition | Tag::Of => {
                let span = document.phrase_at(at);
                let to = span.map_or(at + 1, |span| span.tokens.end);
                let kind = match span.map(|span| span.phrase) {
                    Some(Phrase::Source(id)) => {
                        self.openers.push(self.all.len());
                        ChunkKind::Source(id)
                    }
                    _ if token.tag == Tag::Of => ChunkKind::Of,
                    _ => ChunkKind::Preposition,
                };
                self.push(kind, at, to)
            }
            Tag::Que => self.phrased(document, ChunkKind::Que, at),
            Tag::Who => self.push(ChunkKind::Who, at, at + 1),
            Tag::Relative => self.push(ChunkKind::Relative, at, at + 1),
            Tag::Subordinator => self.phrased(document, ChunkKind::Subordinator, at),
            Tag::Coordinator => self.phrased(document, ChunkKind::Coordinator, at),
            Tag::Adverb => self.push(ChunkKind::Adverb, at, at + adverb_length(document, at)),
            Tag::Clitic => self.push(ChunkKind::Other, at, at + 1),
            Tag::Comma | Tag::Dash => self.push(ChunkKind::Comma, at, at + 1),
            Tag::Colon => {
                self.openers.push(self.all.len());
                self.push(ChunkKind::Colon, at, at + 1)
            }
            Tag::Semicolon => self.push(ChunkKind::Semicolon, at, at + 1),
            Tag::Open => {
                // An aside of up to 60 tokens is passed over; a parenthesis that never closes is passed over alone.
                let close = (at + 1..end.min(at + 60)).find(|&i| document.tokens[i as usize].tag == Tag::Close);
                let to = close.map_or(at + 1, |close| close + 1);
                self.push(ChunkKind::Aside, at, to)
            }
            Tag::Close => self.push(ChunkKind::Aside, at, at + 1),
            Tag::Stop => self.push(ChunkKind::Stop, at, at + 1),
            Tag::Within => self.push(ChunkKind::Other, at, at + 1),
        }
    }

    fn phrased(&mut self, document: &Document, kind: ChunkKind, at: u32) -> u32 {
        let to = document.phrase_at(at).map_or(at + 1, |span| span.tokens.end);
        self.push(kind, at, to)
    }

    fn noun(&mut self, document: &Document, at: u32, end: u32) -> u32 {
        match NounPhrase::at(document, at, end) {
            Some(phrase) => {
                let to = phrase.tokens.end.max(at + 1);
                if phrase.classes.has(Classes::NOUN_CUE.with(Classes::DOCUMENT)) {
                    self.openers.push(self.all.len());
                }
                self.noun_places.push(self.all.len());
                self.nouns.push(phrase);
                self.push(ChunkKind::Noun(self.nouns.len() as u32 - 1), at, to)
            }
            None => self.push(ChunkKind::Other, at, at + 1),
        }
    }

    /// A quotation is one chunk, unless it goes on with the verb of the sentence around it.
    fn quote(&mut self, document: &Document, rules: &RulePack, quotes: &Quotes, at: u32, end: u32) -> u32 {
        if let Some((id, quote)) = quotes.opened_by(at) {
            let outer = quote.outer();
            if outer.end <= end && !Self::goes_on(document, rules, quote.inner()) {
                return self.push(ChunkKind::Quote(id as u32), at, outer.end);
            }
            self.open_quotes.push(id as u32);
        }
        at + 1
    }

    /// Whether a quotation begins with a participle or finite verb whose subject stands before the marks, and whose
    /// clause goes on: `»souligné que la paix tient«`.
    fn goes_on(document: &Document, rules: &RulePack, inner: crate::document::TokenRange) -> bool {
        let Some(first) = document.tokens.get(inner.first as usize).filter(|_| !inner.is_empty()) else { return false };
        if first.is_capital() || !matches!(first.tag, Tag::Participle | Tag::Finite) {
            return false;
        }
        VerbGroup::at(document, rules, inner.first, inner.end).is_some_and(|group| {
            let next = document.tokens.get(group.tokens.end as usize).filter(|_| group.tokens.end < inner.end);
            group.frames(rules).has(crate::rules::Frames::QUE) && next.is_some_and(|t| t.tag == Tag::Que)
                || next.is_none() && {
                    let behind = document.tokens.get(inner.end as usize + 1);
                    group.frames(rules).has(crate::rules::Frames::QUE) && behind.is_some_and(|t| t.tag == Tag::Que)
                }
        })
    }

    /// The noun phrase of chunk `at`.
    #[must_use]
    pub fn noun_at(&self, at: usize) -> Option<&NounPhrase> {
        match self.all.get(at)?.kind {
            ChunkKind::Noun(id) => Some(&self.nouns[id as usize]),
            _ => None,
        }
    }

    /// The verb group of chunk `at`.
    #[must_use]
    pub fn verb_at(&self, at: usize) -> Option<&VerbGroup> {
        match self.all.get(at)?.kind {
            ChunkKind::Verb(id) => Some(&self.verbs[id as usize]),
            _ => None,
        }
    }

    /// The kind of chunk `at`, a stop behind the last.
    #[must_use]
    pub fn kind(&self, at: usize) -> ChunkKind {
        self.all.get(at).map_or(ChunkKind::Stop, |chunk| chunk.kind)
    }

    /// Whether the noun phrase at `at` depends on a preposition before it.
    #[must_use]
    pub fn is_governed(&self, at: usize) -> bool {
        at > 0 && matches!(self.all[at - 1].kind, ChunkKind::Preposition | ChunkKind::Of | ChunkKind::Source(_))
    }
}

/// Cuts a document into units: a quotation ties together the sentences it holds.
#[must_use]
pub fn units(document: &Document, quotes: &Quotes) -> Vec<Unit> {
    let mut units = Vec::with_capacity(document.sentences.len());
    let mut quote = 0;
    let mut sentence = 0;
    for (at, paragraph) in document.paragraphs.iter().enumerate() {
        let mut first = paragraph.tokens.first;
        while let Some(found) = document.sentences.get(sentence).filter(|s| s.tokens.first < paragraph.tokens.end) {
            sentence += 1;
            let end = found.tokens.end;
            // Passes over the quotations that are closed by now; one still open keeps the unit open.
            while quotes.all.get(quote).is_some_and(|q| q.outer().end <= end) {
                quote += 1;
            }
            let open = quotes.all.get(quote).is_some_and(|q| q.open < end && q.outer().end > end);
            if !open || end == paragraph.tokens.end {
                units.push(Unit { tokens: TokenRange::new(first, end), inside: None, paragraph: at as u32 });
                first = end;
            }
        }
    }
    inner_units(document, quotes, &mut units);
    units
}

/// Adds the sentences inside quotations as units of their own, for who is quoted within a quotation.
fn inner_units(document: &Document, quotes: &Quotes, units: &mut Vec<Unit>) {
    let mut sentence = 0;
    let mut paragraph = 0;
    for (id, quote) in quotes.all.iter().enumerate() {
        let inner = quote.inner();
        // Below four tokens nobody is quoted; quotations within quotations are read with their outer one.
        if quote.parent.is_some() || inner.len() < 4 {
            continue;
        }
        while document.paragraphs.get(paragraph).is_some_and(|p| p.tokens.end <= inner.first) {
            paragraph += 1;
        }
        while document.sentences.get(sentence).is_some_and(|s| s.tokens.end <= inner.first) {
            sentence += 1;
        }
        let mut at = sentence;
        while let Some(found) = document.sentences.get(at).filter(|s| s.tokens.first < inner.end) {
            let tokens = TokenRange::new(found.tokens.first.max(inner.first), found.tokens.end.min(inner.end));
            if tokens.len() >= 4 {
                units.push(Unit { tokens, inside: Some(id as u32), paragraph: paragraph as u32 });
            }
            at += 1;
        }
        sentence = at.saturating_sub(1).max(sentence);
    }
}

//! What the frames find in a unit, before it is known who is meant.

use std::sync::Arc;

use crate::analysis::{Mode, Stance};
use crate::annotate::{NounKind, NounPhrase, Quotes};
use crate::document::{Document, Tag, Token, TokenKind, TokenRange};
use crate::rules::{Classes, Preposition, RulePack, Verb};

use super::chunk::{ChunkKind, Chunks, Unit};
use super::clause::Clauses;

/// An attribution as a frame finds it, in tokens.
#[derive(Clone, Debug)]
pub struct Found {
    /// What is reported.
    pub content: Vec<TokenRange>,
    /// The words that report.
    pub cue: Option<FoundCue>,
    /// Who is named as the source.
    pub source: Option<FoundSource>,
    /// The order of things that was recognised.
    pub frame: &'static str,
    /// How it is reported.
    pub mode: Mode,
    /// The paragraph it stands in.
    pub paragraph: u32,
    /// The quotation its unit stands in.
    pub inside: Option<u32>,
}

/// The words that report.
#[derive(Clone, Debug)]
pub struct FoundCue {
    /// Where they stand.
    pub tokens: TokenRange,
    /// Their dictionary form.
    pub lemma: Arc<str>,
    /// What they imply.
    pub stance: Stance,
    /// The rule that knows them.
    pub rule: Arc<str>,
}

impl FoundCue {
    /// A verb of the rules that reports.
    #[must_use]
    pub fn of_verb(tokens: TokenRange, verb: &Verb) -> FoundCue {
        FoundCue { tokens, lemma: verb.lemma.clone(), stance: verb.stance, rule: verb.rule.clone() }
    }

    /// A preposition of the rules that names a source.
    #[must_use]
    pub fn of_preposition(tokens: TokenRange, preposition: &Preposition) -> FoundCue {
        FoundCue {
            tokens,
            lemma: preposition.lemma.clone(),
            stance: preposition.stance,
            rule: preposition.rule.clone(),
        }
    }
}

/// Who is named as the source.
#[derive(Clone, Copy, Debug)]
pub struct FoundSource {
    /// The phrase with what depends on it.
    pub tokens: TokenRange,
    /// The noun phrase at its head.
    pub noun: NounPhrase,
    /// The noun phrase in apposition to it.
    pub apposition: Option<NounPhrase>,
}

/// Everything the frames look at.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The document.
    pub document: &'a Document,
    /// The rules.
    pub rules: &'a RulePack,
    /// Its quotations.
    pub quotes: &'a Quotes,
    /// The chunks of the unit.
    pub chunks: &'a Chunks,
    /// The clauses of the unit.
    pub clauses: &'a Clauses,
    /// The unit.
    pub unit: Unit,
}

/// How many chunks a phrase may reach.
pub(super) const REACH: usize = 24;

impl Scene<'_> {
    /// An attribution of the unit, its mode as its content is quoted.
    #[must_use]
    pub fn found(
        &self,
        content: Vec<TokenRange>,
        cue: Option<FoundCue>,
        source: Option<FoundSource>,
        frame: &'static str,
    ) -> Found {
        let mode = self.mode(&content);
        Found { content, cue, source, frame, mode, paragraph: self.unit.paragraph, inside: self.unit.inside }
    }

    /// The tokens from chunk `first` up to chunk `end`.
    #[must_use]
    pub fn tokens(&self, first: usize, end: usize) -> TokenRange {
        if first >= end || first >= self.chunks.all.len() {
            return TokenRange::default();
        }
        let start = self.chunks.all[first].tokens.first;
        let mut stop = self.chunks.all[end.min(self.chunks.all.len()) - 1].tokens.end;
        // The marks of a quotation that was read through stand in no chunk.
        while self.quotes.closed_by(stop).is_some_and(|(_, quote)| quote.open >= start && stop < self.unit.tokens.end) {
            stop += 1;
        }
        TokenRange::new(start, stop)
    }

    /// The source that the noun phrase at chunk `at` names, with what depends on it and its apposition.
    #[must_use]
    pub fn source(&self, at: usize) -> Option<FoundSource> {
        let noun = *self.chunks.noun_at(at)?;
        let mut end = self.tail(at + 1);
        let mut apposition = None;
        let named = !noun.name.is_empty();
        let pronoun =
            matches!(noun.kind, NounKind::Pronoun | NounKind::Anaphor | NounKind::SameSource | NounKind::Neuter);
        if !pronoun && !named && self.chunks.kind(end) != ChunkKind::Comma {
            // Places and times between the office and the name: "La correspondante en Égypte, Anne Brel,".
            let reach = (end..end + 6).find(|&i| {
                !matches!(self.chunks.kind(i), ChunkKind::Of | ChunkKind::Preposition | ChunkKind::Aside)
                    && !(matches!(self.chunks.kind(i), ChunkKind::Noun(_))
                        && (self.chunks.is_governed(i)
                            || self
                                .chunks
                                .noun_at(i)
                                .is_some_and(|n| n.kind == NounKind::Time || n.name.is_empty() && !n.determined)))
            });
            if let Some(comma) = reach.filter(|&i| self.chunks.kind(i) == ChunkKind::Comma) {
                let name = self.chunks.noun_at(comma + 1).is_some_and(|n| n.kind == NounKind::Name && !n.determined);
                if name && noun.classes.has(Classes::FUNCTION) {
                    end = comma;
                }
            }
        }
        if let Some(name) = (!pronoun && !named).then(|| self.borne(at, end)).flatten() {
            apposition = Some(name);
            end = end.max(at + 3);
        } else if !pronoun && !named && end > at + 1 {
            // "Le groupe de soutien Les Obstinés": a name under its capital article.
            let capital = |n: &NounPhrase| {
                n.kind == NounKind::Name && n.determined && self.document.tokens[n.tokens.first as usize].is_capital()
            };
            if let Some(name) = self.chunks.noun_at(end).copied().filter(capital) {
                apposition = Some(name);
                end += 1;
            }
        }
        // "Le directeur, Jean Brel," and "Jean Brel, le directeur de l'usine,".
        if !pronoun
            && apposition.is_none()
            && !self.is_of_bearer(at, &noun)
            && self.chunks.kind(end) == ChunkKind::Comma
            && !self.chunks.is_governed(end + 1)
        {
            if let Some(other) = self.chunks.noun_at(end + 1).copied() {
                let behind = self.tail(end + 2);
                let closed = matches!(
                    self.chunks.kind(behind),
                    ChunkKind::Comma | ChunkKind::Stop | ChunkKind::Colon | ChunkKind::Quote(_)
                ) || matches!(self.chunks.kind(behind), ChunkKind::Verb(_)) && !other.determined;
                let fits = if named {
                    other.name.is_empty() && other.speaks()
                } else {
                    other.kind == NounKind::Name || !other.name.is_empty()
                };
                if closed && fits && other.kind != NounKind::Pronoun {
                    apposition = Some(other);
                    end = behind;
                }
            }
        }
        Some(FoundSource { tokens: self.tokens(at, end), noun, apposition })
    }

    /// "Le metteur en scène Jean Brel", "le procureur de la République Jean Brel": the name behind an office of several
    /// words, before chunk `end` or right behind it.
    fn borne(&self, at: usize, end: usize) -> Option<NounPhrase> {
        let tied = matches!(self.chunks.kind(at + 1), ChunkKind::Of | ChunkKind::Preposition) && end <= at + 3;
        let inner = self.chunks.noun_at(at + 2).filter(|n| tied && n.name.len() >= 2 && n.head < n.name.first)?;
        let head = self.chunks.noun_at(at)?.head;
        self.rules.callings.longer(self.document.words(TokenRange::new(head, inner.name.first)))?;
        let name = NounPhrase::at(self.document, inner.name.first, inner.name.end)?;
        (name.tokens.end == inner.tokens.end && name.name.len() >= 2).then_some(name)
    }

    /// "La porte-parole de la mission, Anne Brel": the name behind the comma is not that of the body.
    fn is_of_bearer(&self, at: usize, noun: &NounPhrase) -> bool {
        let body = !noun.classes.has(Classes::FUNCTION);
        let office = |n: &NounPhrase| n.classes.has(Classes::FUNCTION) && n.name.is_empty();
        body && at >= 2 && self.chunks.kind(at - 1) == ChunkKind::Of && self.chunks.noun_at(at - 2).is_some_and(office)
    }

    /// The chunk behind what depends on the noun phrase before `at`: *de* chains, asides, names in marks.
    fn tail(&self, mut at: usize) -> usize {
        loop {
            let next = self.chunks.noun_at(at + 1).is_some_and(|n| n.kind != NounKind::Time);
            match self.chunks.kind(at) {
                ChunkKind::Of if next => at += 2,
                ChunkKind::Aside => at += 1,
                ChunkKind::Preposition if next && self.ties(at) => at += 2,
                ChunkKind::Coordinator
                    if next
                        && at >= 1
                        && self.chunks.noun_at(at - 1).is_some()
                        && self.chunks.noun_at(at + 1).is_some_and(|n| n.kind == NounKind::Name || n.speaks())
                        && !matches!(self.chunks.kind(at + 2), ChunkKind::Verb(_)) =>
                {
                    at += 2;
                }
                _ => return at,
            }
        }
    }

    /// Whether a preposition behind a noun of office belongs to it: "ministre aux Affaires", "député à l'Assemblée".
    fn ties(&self, at: usize) -> bool {
        let office = at > 0
            && self.chunks.noun_at(at - 1).is_some_and(|n| n.classes.has(Classes::FUNCTION) && n.name.is_empty());
        let next =
            self.chunks.noun_at(at + 1).is_some_and(|n| n.classes.has(Classes::INSTITUTION) || !n.name.is_empty());
        office && next && self.chunks.all[at].tokens.len() == 1
    }

    /// Cuts from a range what does not belong to a content: stops, commas, openers and single outer marks.
    #[must_use]
    pub fn trimmed(&self, range: TokenRange) -> TokenRange {
        let mut range = range;
        loop {
            let before = range;
            while !range.is_empty() && self.is_edge(range.end - 1, false) {
                range.end -= 1;
            }
            while !range.is_empty() && self.is_edge(range.first, true) {
                range.first += 1;
            }
            if range.is_empty() {
                return range;
            }
            if let Some((_, quote)) = self.quotes.opened_by(range.first) {
                if quote.close + 1 == range.end || !quote.closed && quote.close >= range.end {
                    range = TokenRange::new(range.first + 1, quote.close.min(range.end));
                } else if quote.close + 1 > range.end {
                    // The range ends within the quotation: only its words count.
                    range.first += 1;
                }
            } else if let Some((_, quote)) = self.quotes.closed_by(range.end - 1) {
                if quote.open < range.first {
                    range.end -= 1;
                }
            }
            if range == before {
                return range;
            }
        }
    }

    /// The same for every range of a content; those of which nothing is left go.
    #[must_use]
    pub fn trimmed_all(&self, content: Vec<TokenRange>) -> Vec<TokenRange> {
        content.into_iter().map(|range| self.trimmed(range)).filter(|range| !range.is_empty()).collect()
    }

    fn is_edge(&self, at: u32, start: bool) -> bool {
        let token = &self.document.tokens[at as usize];
        match token.kind {
            TokenKind::Stop | TokenKind::Comma | TokenKind::Semicolon | TokenKind::Colon | TokenKind::Dash => true,
            TokenKind::Exclamation => start && self.quotes.opened_by(at).is_none(),
            TokenKind::Word => match token.tag {
                Tag::Coordinator => {
                    !start || self.document.tokens.get(at as usize + 1).is_some_and(|t| t.kind == TokenKind::Comma)
                }
                // The complementizer goes, but not one that somebody uttered: « Qu'ils viennent ».
                Tag::Que => start && at.checked_sub(1).is_none_or(|i| self.quotes.opened_by(i).is_none()),
                _ => false,
            },
            TokenKind::Quote(_) => {
                start && self.quotes.opened_by(at).is_none() || !start && self.quotes.closed_by(at).is_none()
            }
            _ => false,
        }
    }

    /// Whether content is quoted, partly quoted or not, by the quotations within the unit.
    #[must_use]
    pub fn mode(&self, content: &[TokenRange]) -> Mode {
        let mut quoted = false;
        let mut bare = false;
        for range in content {
            let mut at = range.first;
            if self.enclosing(*range) {
                quoted = true;
                continue;
            }
            while at < range.end {
                match self.quotes.opened_by(at) {
                    Some((_, quote)) if quote.outer().end <= range.end && !quote.inner().is_empty() => {
                        quoted = true;
                        at = quote.outer().end;
                    }
                    _ => {
                        bare |= matches!(self.document.tokens[at as usize].kind, TokenKind::Word | TokenKind::Number);
                        at += 1;
                    }
                }
            }
        }
        match (quoted, bare) {
            (true, false) => Mode::Direct,
            (true, true) => Mode::Mixed,
            _ => Mode::Indirect,
        }
    }

    /// Whether a range lies within a quotation that the unit holds.
    fn enclosing(&self, range: TokenRange) -> bool {
        let least = self.unit.tokens.first;
        let at = self.quotes.all.partition_point(|q| q.open < range.first);
        self.quotes.all[..at]
            .iter()
            .rev()
            .take(4)
            .any(|q| q.open >= least && q.open < range.first && q.inner().end >= range.end)
    }

    /// Whether a quotation sets off a name, a title or a term rather than speech.
    #[must_use]
    pub fn is_naming(&self, id: u32) -> bool {
        let quote = &self.quotes.all[id as usize];
        let inner = quote.inner();
        let words = (inner.first..inner.end).filter(|&i| self.document.tokens[i as usize].kind == TokenKind::Word);
        let (mut count, mut capitals, mut verbs) = (0, 0, 0);
        for at in words {
            let token = &self.document.tokens[at as usize];
            count += 1;
            capitals += usize::from(token.is_capital());
            verbs += usize::from(token.tag == Tag::Finite);
        }
        if count == 0 {
            return true;
        }
        let before = quote.open.checked_sub(1).map(|i| &self.document.tokens[i as usize]);
        let capital = self.document.tokens.get(inner.first as usize).is_some_and(Token::is_capital);
        let named = before.is_some_and(|t| {
            t.is(Classes::NAMING) && t.kind == TokenKind::Word && (capital || t.is(Classes::PARTICIPLE))
        });
        let title = capitals * 2 > count && count <= 6 && verbs == 0 || count == 1 && capitals == 1;
        (named && (verbs == 0 || count <= 6)) || title
    }
}

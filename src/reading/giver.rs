//! Givers: who gives a figure, by the attribution it stands in, a verb of counting or the sentence around it.

use super::{Reading, scope};
use crate::analysis::{EntityKind, Source};
use crate::claim::Reach;
use crate::document::{TokenKind, TokenRange};
use crate::rules::{Classes, Phrase, RulePack, WordSet};
use crate::text::Span;

/// Who gives a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Giver {
    /// Somebody: a place in [`crate::Analysis::entities`].
    Named(usize),
    /// Somebody or several who are described where the span stands: *les organisateurs*.
    Described(Span),
    /// Somebody the text does not name: *selon un bilan provisoire*.
    Told,
    /// Nobody but the reporter.
    Nobody,
}

impl Giver {
    /// Whether anybody gives it.
    #[must_use]
    pub fn is_somebody(self) -> bool {
        self != Giver::Nobody
    }

    /// The entity that gives it.
    #[must_use]
    pub fn entity(self) -> Option<usize> {
        match self {
            Giver::Named(entity) => Some(entity),
            Giver::Described(_) | Giver::Told | Giver::Nobody => None,
        }
    }
}

/// How many tokens behind a bulletin or a preposition its publisher may stand.
const BEHIND: u32 = 12;

/// How many tokens a subject at the head or the end of a sentence has at most.
const SUBJECT: u32 = 6;

/// Finds the givers of the figures of one article, in order.
pub(super) struct Givers<'a> {
    reading: &'a Reading,
    rules: &'a RulePack,
    /// The first words of the phrases that mean somebody, with their entities, in order.
    mentions: Vec<(u32, usize)>,
    /// The giver of the last figure, and its sentence.
    last: Option<(usize, Giver)>,
}

impl<'a> Givers<'a> {
    pub(super) fn new(reading: &'a Reading, rules: &'a RulePack) -> Givers<'a> {
        let entities = reading.analysis.entities.iter().enumerate();
        let mut mentions: Vec<(u32, usize)> =
            entities.flat_map(|(id, entity)| entity.mentions.iter().map(move |span| (span.start(), id))).collect();
        mentions.sort_unstable();
        Givers { reading, rules, mentions, last: None }
    }

    /// Who gives the figure in `tokens` of the sentence numbered `rank`.
    pub(super) fn of(&mut self, figure: usize, tokens: TokenRange, sentence: TokenRange, rank: usize) -> Giver {
        let giver = self
            .behind(tokens, sentence)
            .or_else(|| self.attributed(figure))
            .or_else(|| self.counted(tokens, sentence))
            .or_else(|| self.counting(tokens, sentence))
            .or_else(|| self.counted_by(tokens, sentence))
            .or_else(|| self.beside(sentence))
            .or_else(|| self.closing(sentence))
            .or_else(|| self.announced(tokens))
            // "…, selon le ministère. Le district de Tila déplore 12 morts." goes on with the same bulletin.
            .or_else(|| {
                let last = self.last.filter(|&(last, giver)| rank - last <= 1 && giver.is_somebody());
                // Behind a new paragraph somebody may go on, or somebody else.
                last.map(|(last, giver)| if last == rank || !self.opens(sentence) { giver } else { Giver::Told })
            })
            .unwrap_or(Giver::Nobody);
        self.last = Some((rank, giver));
        giver
    }

    /// Whether a sentence is the first of its paragraph.
    fn opens(&self, sentence: TokenRange) -> bool {
        let paragraphs = &self.reading.document.paragraphs;
        let at = paragraphs.partition_point(|paragraph| paragraph.tokens.end <= sentence.first);
        paragraphs.get(at).is_some_and(|paragraph| paragraph.tokens.first == sentence.first)
    }

    /// The source of the attribution the figure stands in.
    fn attributed(&self, figure: usize) -> Option<Giver> {
        let analysis = &self.reading.analysis;
        let mut at = analysis.figures[figure].attribution;
        while let Some(attribution) = at.map(|at| &analysis.attributions[at]) {
            if let Some(source) = &attribution.source {
                return Some(self.source(source));
            }
            at = attribution.inside;
        }
        analysis.figures[figure].attribution.map(|_| Giver::Told)
    }

    fn source(&self, source: &Source) -> Giver {
        let entities = &self.reading.analysis.entities;
        let entity = &entities[source.entity];
        if entity.kind == EntityKind::Anonymous {
            return Giver::Told;
        }
        // "Un bilan publié à midi par le ministère": whoever published it gives the figures.
        if self.is_bulletin(source.entity) {
            let tokens = self.reading.tokens(source.span);
            let end = self.reading.document.sentences.partition_point(|s| s.tokens.end <= tokens.first);
            let end =
                self.reading.document.sentences.get(end).map_or(tokens.end, |s| s.tokens.end.min(tokens.end + BEHIND));
            let reach = self.reading.span(TokenRange::new(tokens.first, end));
            let first = self.mentions.partition_point(|&(start, _)| start < reach.start());
            let near = self.mentions.iter().skip(first).take_while(|&&(start, _)| start < reach.end());
            let body = near.map(|&(_, id)| id).find(|&id| {
                id != source.entity
                    && !self.is_bulletin(id)
                    && matches!(entities[id].kind, EntityKind::Institution | EntityKind::Person | EntityKind::Place)
            });
            return body.map_or(Giver::Described(source.span), Giver::Named);
        }
        Giver::Named(source.entity)
    }

    /// The source that a preposition names directly behind the figure: *9 200 pour la police, 35 000 pour …*.
    fn behind(&self, tokens: TokenRange, sentence: TokenRange) -> Option<Giver> {
        let document = &self.reading.document;
        let preposition = (tokens.end..sentence.end.min(tokens.end + 3)).find(|&at| {
            let known = document.phrase_at(at).is_some_and(|span| matches!(span.phrase, Phrase::Source(_)));
            known || self.rules.reports.has(WordSet::Opinion, &document.form(at).to_lowercase())
        })?;
        let rest = self.reading.span(TokenRange::new(preposition + 1, sentence.end.min(preposition + BEHIND)));
        let role = self.rules.reports.role(self.reading.text(rest));
        let opinion = self.rules.reports.has(WordSet::Opinion, &document.form(preposition).to_lowercase());
        // "Pour" leads up to a purpose more often: only a role that counts makes it a source.
        if opinion && role.is_none() {
            return None;
        }
        let short = self.reading.span(TokenRange::new(preposition + 1, sentence.end.min(preposition + 5)));
        match self.mentioned(short) {
            // Whoever publishes the bulletin is found by the attribution.
            Some(entity) if self.is_bulletin(entity) => None,
            entity => Some(entity.map_or(Giver::Described(rest), Giver::Named)),
        }
    }

    /// The subject of a verb of counting in whose clause the figure stands.
    fn counted(&self, tokens: TokenRange, sentence: TokenRange) -> Option<Giver> {
        let near = self.reading.predicates_in(TokenRange::new(sentence.first, tokens.first));
        let verb = near.iter().rev().find(|p| p.clause.0.first <= tokens.first && tokens.end <= p.clause.0.end);
        // "L'ONG fait état, quant à elle, de 30 disparus": what is put in between ends no clause.
        let verb = verb.or_else(|| near.last().filter(|p| p.tokens.end + BEHIND >= tokens.first))?;
        if !self.rules.reports.has(WordSet::Count, &verb.lemma) || verb.passive {
            return None;
        }
        // A name that ends in an adverb may hide the subject: *l'ONG Médecins d'ici fait état*.
        let before = TokenRange::new(sentence.first, verb.tokens.first);
        self.giver(verb.subject.or_else(|| Some(before).filter(|before| (1..=SUBJECT).contains(&before.len())))?)
    }

    /// Whoever stands before a verb of counting that has the figure directly behind it: *la préfecture en dénombre onze*.
    fn counting(&self, tokens: TokenRange, sentence: TokenRange) -> Option<Giver> {
        let at = tokens.first.checked_sub(1).filter(|&at| at > sentence.first)?;
        let verb = self.rules.verb(self.reading.document.tokens[at as usize].word)?;
        if !self.rules.reports.has(WordSet::Count, &verb.lemma) {
            return None;
        }
        self.giver(TokenRange::new(sentence.first, at))
    }

    /// Whoever stands behind the passive of a verb of counting: *ont été recensés par la province*.
    fn counted_by(&self, tokens: TokenRange, sentence: TokenRange) -> Option<Giver> {
        let behind = self.reading.predicates_in(TokenRange::new(tokens.end, sentence.end.min(tokens.end + BEHIND)));
        let verb = behind.first().filter(|verb| self.rules.reports.has(WordSet::Count, &verb.lemma))?;
        let by = verb.tokens.end;
        let agent = self.reading.document.tokens.get(by as usize).is_some_and(|token| token.is(Classes::BY));
        if !agent {
            return None;
        }
        self.giver(TokenRange::new(by + 1, sentence.end.min(by + 5)))
    }

    /// The subject behind a verb of counting that closes the sentence: *…, a détaillé le ministère.*
    fn closing(&self, sentence: TokenRange) -> Option<Giver> {
        let verb = self.reading.predicates_in(sentence).last()?;
        let tokens = &self.reading.document.tokens;
        let comma = verb.tokens.first.checked_sub(1).is_some_and(|at| tokens[at as usize].kind == TokenKind::Comma);
        let end = sentence.end.checked_sub(1).filter(|&at| tokens[at as usize].kind != TokenKind::Word);
        let subject = TokenRange::new(verb.tokens.end, end.unwrap_or(sentence.end));
        let opens = tokens.get(subject.first as usize).is_some_and(|token| token.is(Classes::DETERMINER));
        let counts = self.rules.reports.has(WordSet::Count, &verb.lemma);
        if comma && counts && opens && subject.len() <= SUBJECT { self.giver(subject) } else { None }
    }

    /// Whoever gives out before a colon what stands behind it: *les pompiers ont dressé un dernier bilan : neuf blessés*.
    fn announced(&self, tokens: TokenRange) -> Option<Giver> {
        let covered = self.reading.claims.sourcing.of(tokens).filter(|covered| covered.reach == Reach::Colon)?;
        self.giver(self.reading.tokens(covered.span))
    }

    /// The giver that a phrase means or describes.
    fn giver(&self, phrase: TokenRange) -> Option<Giver> {
        // "Le district de Tila déplore 12 morts": it has them, and who counted them is said elsewhere.
        if scope::any(self.reading, self.rules, phrase, WordSet::Locality) {
            return None;
        }
        let span = self.reading.span(phrase);
        Some(self.mentioned(span).filter(|&id| !self.is_bulletin(id)).map_or(Giver::Described(span), Giver::Named))
    }

    /// Whether an entity is what figures stand in, and not whoever gives them.
    fn is_bulletin(&self, entity: usize) -> bool {
        self.rules.reports.any(WordSet::Bulletin, &self.reading.analysis.entities[entity].name)
    }

    /// The entity that a phrase in `span` means.
    fn mentioned(&self, span: Span) -> Option<usize> {
        let at = self.mentions.partition_point(|&(start, _)| start < span.start());
        self.mentions.get(at).filter(|&&(start, _)| start < span.end().max(span.start() + 1)).map(|&(_, id)| id)
    }

    /// The source of an attribution that stands in the sentence, though the figure is outside its content.
    fn beside(&self, sentence: TokenRange) -> Option<Giver> {
        let within = self.reading.span(sentence);
        let attributions = &self.reading.analysis.attributions;
        let behind = attributions.partition_point(|a| a.content.first().is_some_and(|c| c.start() < within.start()));
        let near = attributions.iter().skip(behind.saturating_sub(2)).take(8);
        let cued = near.filter(|a| a.cue.as_ref().is_some_and(|cue| within.contains(cue.span)));
        cued.filter_map(|a| a.source.as_ref()).map(|source| self.source(source)).next()
    }
}

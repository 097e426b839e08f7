//! Words of the open classes: verbs and their forms, nouns, adjectives and adverbs.

use super::{Tag, Tagger};
use crate::document::{Caps, Token, TokenKind};
use crate::rules::{Classes, Phrase};

impl Tagger<'_> {
    pub(super) fn open_class(&mut self, at: usize, tokens: &[Token]) -> Tag {
        let token = &tokens[at];
        let classes = token.word.classes;
        let naming =
            matches!(self.last, Tag::Determiner | Tag::Number) || self.last == Tag::Adjective && self.heads == 0;
        let governed = matches!(self.last, Tag::Preposition | Tag::Of);
        let nominal = Classes::NOUN
            .with(Classes::FUNCTION)
            .with(Classes::GROUP)
            .with(Classes::INSTITUTION)
            .with(Classes::DOCUMENT)
            .with(Classes::ANONYMOUS)
            .with(Classes::NOUN_CUE);
        let open = Classes::PARTICIPLE
            .with(Classes::TIME)
            .with(Classes::NUMBER_WORD)
            .with(Classes::GERUND)
            .with(Classes::INFINITIVE)
            .with(Classes::FINITE)
            .with(Classes::ADVERB)
            .with(Classes::PRENOMINAL);
        if classes.has(nominal) && !classes.has(open) {
            // Most nouns are nothing else.
            self.noun(token.word.number);
            return Tag::Noun;
        }
        if classes.has(Classes::PARTICIPLE) && self.auxiliary {
            return Tag::Participle;
        }
        if classes.has(Classes::TIME)
            && !(classes.has(Classes::FINITE) && matches!(self.last, Tag::Subject | Tag::Object))
        {
            self.noun(token.word.number);
            return Tag::Time;
        }
        if classes.has(Classes::NUMBER_WORD) {
            self.number = 2;
            return Tag::Number;
        }
        if classes.has(Classes::GERUND)
            && !naming
            && !classes.has(Classes::PREPOSITION)
            && (!classes.has(nominal) || matches!(self.last, Tag::Comma | Tag::Preposition))
        {
            return Tag::Gerund;
        }
        if classes.has(Classes::INFINITIVE)
            && !naming
            && (!classes.has(nominal)
                || matches!(
                    self.last,
                    Tag::Preposition
                        | Tag::Of
                        | Tag::Finite
                        | Tag::Object
                        | Tag::Participle
                        | Tag::Adverb
                        | Tag::Negation
                ))
        {
            return Tag::Infinitive;
        }
        if classes.has(Classes::FINITE) && !governed && self.is_finite(at, tokens, naming, classes.has(nominal)) {
            return Tag::Finite;
        }
        // "s'est même dit": between an auxiliary and its participle stands no adjective.
        if self.auxiliary
            && classes.has(Classes::ADVERB)
            && self.next(at, tokens).is_some_and(|t| t.is(Classes::PARTICIPLE) && !t.is_capital())
        {
            return Tag::Adverb;
        }
        if classes.has(Classes::PRENOMINAL) && !classes.has(nominal.without(Classes::NOUN)) {
            return Tag::Adjective;
        }
        if classes.has(Classes::PARTICIPLE)
            && classes.has(nominal)
            && (matches!(self.last, Tag::Stop | Tag::Adverb)
                || self.last == Tag::Comma && self.next(at, tokens).is_some_and(|t| t.is(Classes::OF))
                || self.last == Tag::Coordinator && self.takes_object(at, tokens))
            && !naming
        {
            return Tag::Participle;
        }
        if classes.has(nominal) {
            self.noun(token.word.number);
            return Tag::Noun;
        }
        if classes.has(Classes::PARTICIPLE) && !naming && !governed {
            return Tag::Participle;
        }
        if classes.has(Classes::ADVERB) && !naming {
            return Tag::Adverb;
        }
        if classes.has(Classes::DEMONYM) && self.heads > 0 {
            return Tag::Adjective;
        }
        self.noun(token.word.number);
        Tag::Noun
    }

    /// "et appelé le ministre": a form in the singular right before an article is no noun.
    fn takes_object(&self, at: usize, tokens: &[Token]) -> bool {
        let token = &tokens[at];
        let article = Classes::DETERMINER.with(Classes::COMPLEMENTIZER);
        token.word.gender & 2 == 0
            && token.word.number != 2
            && self.next(at, tokens).is_some_and(|t| t.is(article) && !t.is(Classes::CONTRACTION))
    }

    /// Whether a form that may be a finite verb is one here.
    fn is_finite(&self, at: usize, tokens: &[Token], naming: bool, nominal: bool) -> bool {
        let token = &tokens[at];
        let next = self.next(at, tokens);
        let classes = token.word.classes;
        let persons = token.word.persons;
        match self.last {
            Tag::Subject | Tag::Negation | Tag::Object | Tag::Who => return true,
            Tag::Neuter => return !nominal,
            Tag::Determiner | Tag::Number => return false,
            _ => {}
        }
        let homograph = nominal
            || self.is_homograph(token)
            || classes.has(Classes::PRENOMINAL.with(Classes::ADVERB).with(Classes::DEMONYM).with(Classes::GIVEN_NAME));
        if naming && homograph {
            return false;
        }
        let third = persons & 0b100_1000 != 0 || persons == 0;
        if !third {
            return false;
        }
        if next.is_some_and(|t| t.kind == TokenKind::Clitic) {
            return true;
        }
        // Behind a noun the form must agree with it.
        if self.heads > 0 && !self.governed && !self.quantity {
            let fits = match self.number {
                1 => persons & 0b000_1000 != 0 || persons == 0,
                2 => persons & 0b100_0000 != 0 || persons == 0,
                _ => true,
            };
            if !fits {
                return false;
            }
        }
        let by = next.is_some_and(|t| t.is(Classes::OF) || t.is(Classes::PREPOSITION) && t.is(Classes::ADVERB));
        let attributive = next.is_some_and(|t| t.is(Classes::AS.with(Classes::OF).with(Classes::BY)));
        if classes.has(Classes::PARTICIPLE) && self.last == Tag::Comma && attributive {
            return false;
        }
        if classes.has(Classes::PARTICIPLE) && self.heads > 0 {
            let ahead =
                tokens[(at + 1).min(self.end)..self.end].iter().map(|t| if t.is_word() { t.word.phrase } else { 0 });
            let adverbial = self.rules.phrase(ahead).is_some_and(|(_, phrase)| phrase == Phrase::Adverbial);
            if adverbial && classes.has(Classes::CUE) {
                return true;
            }
            // "un rapport écrit par", "a dit" is settled before: what an object or a quotation follows is finite.
            return next.is_some_and(|t| {
                t.is(Classes::COMPLEMENTIZER
                    .with(Classes::DETERMINER)
                    .with(Classes::INFINITIVE)
                    .with(Classes::ADVERB)
                    .with(Classes::NEGATION))
                    && !t.is(Classes::OF)
                    || t.is(Classes::NUMBER_WORD)
                    || t.is(Classes::NOUN) && t.caps == Caps::Low && !t.is(Classes::PREPOSITION)
                    || matches!(t.kind, TokenKind::Quote(_) | TokenKind::Colon | TokenKind::Number)
            });
        }
        if !homograph {
            return true;
        }
        let next_is = |wanted: Classes| next.is_some_and(|t| t.kind == TokenKind::Word && t.is(wanted));
        let object = next_is(
            Classes::COMPLEMENTIZER
                .with(Classes::DETERMINER)
                .with(Classes::INFINITIVE)
                .with(Classes::ADVERB)
                .with(Classes::SUBJECT_PRONOUN),
        ) && !by
            || next.is_some_and(|t| {
                matches!(t.kind, TokenKind::Quote(_) | TokenKind::Colon | TokenKind::Clitic | TokenKind::Number)
            });
        match self.last {
            // A form that is only like a noun is a verb behind a noun that has its own: "le rapport note".
            Tag::Noun | Tag::Proper | Tag::Adjective
                if !classes
                    .has(Classes::COMPOUND.with(Classes::FUNCTION).with(Classes::GROUP).with(Classes::PRENOMINAL))
                    && self.heads > 0
                    && !self.governed
                    && self.number != 0 =>
            {
                true
            }
            Tag::Proper => object || next_is(Classes::PREPOSITION.with(Classes::TIME).with(Classes::PARTICIPLE)),
            Tag::Noun | Tag::Adjective | Tag::Pronoun | Tag::Close | Tag::Adverb | Tag::Time => {
                object || classes.has(Classes::CUE) && !nominal && next_is(Classes::PREPOSITION) && !by
            }
            // "« Le pont tiendra », coupe le maire": who speaks follows the verb behind a quotation.
            Tag::Comma
                if at >= 2 && matches!(tokens[at - 2].kind, TokenKind::Quote(_)) && !classes.has(Classes::CUE) =>
            {
                next_is(Classes::DETERMINER) && !next_is(Classes::CONTRACTION) || next.is_some_and(Token::is_capital)
            }
            // "Le maire, Jean Brel, reproche à la ville de …": behind an apposition goes the verb.
            Tag::Comma if classes.has(Classes::CUE) && self.before == Tag::Proper && next_is(Classes::TO) => true,
            Tag::Comma | Tag::Stop | Tag::Dash if classes.has(Classes::CUE) => {
                object || next.is_some_and(Token::is_capital) && self.last != Tag::Stop
            }
            Tag::Comma => next_is(Classes::INFINITIVE) && !next_is(Classes::NOUN),
            Tag::Coordinator | Tag::Que | Tag::Relative | Tag::Subordinator => object && !next_is(Classes::CONTRACTION),
            _ => false,
        }
    }
}

//! Words by their closed classes: pronouns, determiners, names and what the rules do not know.

use super::{Tag, Tagger};
use crate::document::{Caps, Token, TokenKind};
use crate::rules::{Classes, Tenses};

/// The classes of the small words of which no new ones are made.
const CLOSED: Classes = Classes::DETERMINER
    .with(Classes::PREPOSITION)
    .with(Classes::SUBJECT_PRONOUN)
    .with(Classes::NEUTER_PRONOUN)
    .with(Classes::TONIC_PRONOUN)
    .with(Classes::RELATIVE)
    .with(Classes::SUBORDINATOR)
    .with(Classes::COORDINATOR)
    .with(Classes::NEGATION)
    .with(Classes::OBJECT_PRONOUN)
    .with(Classes::COMPLEMENTIZER)
    .with(Classes::HAVE)
    .with(Classes::BE);
/// The classes of prepositions that are nothing else.
const TIE: Classes = Classes::PREPOSITION.with(Classes::OF).with(Classes::PARTICLE);

impl Tagger<'_> {
    pub(super) fn word(&mut self, at: usize, tokens: &[Token]) -> Tag {
        let token = &tokens[at];
        let classes = token.word.classes;
        let next = self.next(at, tokens);
        let follows = |wanted: Classes| next.is_some_and(|t| t.kind == TokenKind::Word && t.is(wanted));
        let starts = || {
            matches!(self.last, Tag::Stop | Tag::Colon | Tag::Dash | Tag::Open)
                || at > 0 && matches!(tokens[at - 1].kind, TokenKind::Quote(_))
        };
        if classes.has(Classes::TITLE)
            && (token.is_capital() || !classes.has(Classes::FINITE))
            && next.is_some_and(Token::is_capital)
            && token.form(self.text).len() < 9
        {
            self.noun(token.word.number);
            return Tag::Title;
        }
        if token.is_capital() && self.is_name(at, tokens, starts()) {
            self.noun(0);
            return Tag::Proper;
        }
        if classes.is_empty() {
            return self.unknown(token, next);
        }
        if !classes.has(CLOSED.with(Classes::REFLEXIVE).with(Classes::INTERROGATIVE)) {
            return self.open_class(at, tokens);
        }
        if classes.without(TIE).is_empty() {
            return if classes.has(Classes::OF) { Tag::Of } else { Tag::Preposition };
        }
        if classes.has(Classes::REFLEXIVE)
            && !classes.has(Classes::SUBJECT_PRONOUN)
            && !(classes.has(Classes::SUBORDINATOR) && follows(Classes::SUBJECT_PRONOUN))
        {
            return Tag::Object;
        }
        if classes.has(Classes::NEGATION) {
            return Tag::Negation;
        }
        if classes.has(Classes::OBJECT_PRONOUN) && self.is_object(at, tokens) {
            return Tag::Object;
        }
        if classes.has(Classes::SUBJECT_PRONOUN) {
            let person_fits = !classes.has(Classes::OBJECT_PRONOUN)
                || next.is_some_and(|t| {
                    t.word.persons & 0b11_0000 != 0 || t.is(Classes::NEGATION.with(Classes::OBJECT_PRONOUN))
                });
            self.number = token.word.number;
            return if person_fits { Tag::Subject } else { Tag::Pronoun };
        }
        if classes.has(Classes::COMPLEMENTIZER) {
            return Tag::Que;
        }
        let asks = matches!(
            self.last,
            Tag::Finite | Tag::Participle | Tag::Infinitive | Tag::Gerund | Tag::Clitic | Tag::Coordinator
        );
        if classes.has(Classes::INTERROGATIVE)
            && !classes.has(Classes::SUBORDINATOR.with(Classes::REFLEXIVE))
            && (!classes.has(Classes::RELATIVE.with(Classes::DETERMINER)) || asks && self.last != Tag::Coordinator)
        {
            return Tag::Subordinator;
        }
        if classes.has(Classes::RELATIVE)
            && !(classes.has(Classes::PREPOSITION)
                && self.last == Tag::Comma
                && next.is_some_and(|t| t.kind == TokenKind::Number || t.is(Classes::NUMBER_WORD)))
        {
            return if classes.has(Classes::RELATIVE_SUBJECT) { Tag::Who } else { Tag::Relative };
        }
        if classes.has(Classes::SUBORDINATOR) {
            return Tag::Subordinator;
        }
        if classes.has(Classes::COORDINATOR) {
            let verb = classes.has(Classes::BE)
                && matches!(self.last, Tag::Noun | Tag::Proper | Tag::Subject | Tag::Adjective | Tag::Neuter)
                && follows(
                    Classes::PARTICIPLE.with(Classes::ADVERB).with(Classes::DETERMINER).with(Classes::PREPOSITION),
                );
            return if verb { Tag::Finite } else { Tag::Coordinator };
        }
        if classes.has(Classes::HAVE.with(Classes::BE))
            && classes.has(Classes::FINITE)
            && (self.last != Tag::Determiner || follows(Classes::PARTICIPLE))
            && !(classes.has(Classes::PREPOSITION)
                && token.is_capital()
                && !follows(Classes::PARTICIPLE.with(Classes::ADVERB)))
        {
            return Tag::Finite;
        }
        if classes.has(Classes::NEUTER_PRONOUN)
            && (classes
                .without(Classes::NEUTER_PRONOUN.with(Classes::DETERMINER).with(Classes::DEMONSTRATIVE))
                .is_empty())
        {
            let pronoun = !classes.has(Classes::DETERMINER)
                || follows(Classes::BE.with(Classes::RELATIVE).with(Classes::NEGATION))
                || next.is_some_and(|t| t.kind != TokenKind::Word);
            if pronoun {
                return Tag::Neuter;
            }
        }
        if classes.has(Classes::DETERMINER) && !determiner_stands_alone(token, next) {
            return self.determiner(token);
        }
        if classes.has(Classes::PREPOSITION) && !self.auxiliary_noun(token) {
            return if classes.has(Classes::OF) { Tag::Of } else { Tag::Preposition };
        }
        if classes.has(Classes::TONIC_PRONOUN) {
            self.number = token.word.number;
            return Tag::Pronoun;
        }
        self.open_class(at, tokens)
    }

    /// Whether a preposition's letters are something else here: "entre" behind its subject, "a" is handled before.
    fn auxiliary_noun(&self, token: &Token) -> bool {
        token.is(Classes::FINITE) && matches!(self.last, Tag::Subject | Tag::Object | Tag::Negation)
    }

    /// Whether a capital makes a word a name here.
    fn is_name(&self, at: usize, tokens: &[Token], starts: bool) -> bool {
        let token = &tokens[at];
        let classes = token.word.classes;
        let next = self.next(at, tokens);
        let capital_next = next.is_some_and(|t| t.is_capital() && t.kind == TokenKind::Word);
        if self.last == Tag::Proper && !starts && (at == 0 || tokens[at - 1].kind == TokenKind::Word) {
            return true;
        }
        if classes.has(CLOSED) {
            return token.caps == Caps::All
                && !starts
                && token.end - token.start > 2
                && !classes.has(Classes::PREPOSITION.with(Classes::DETERMINER));
        }
        if classes.has(Classes::GIVEN_NAME) && (capital_next || !starts) {
            return true;
        }
        let noun = Classes::FUNCTION.with(Classes::INSTITUTION).with(Classes::GROUP).with(Classes::DOCUMENT);
        if classes.has(noun) {
            // "Le Premier ministre", "le Conseil d'État": nouns under their capitals.
            return false;
        }
        if classes.has(Classes::PRENOMINAL) && next.is_some_and(|t| t.is(noun)) {
            return false;
        }
        if !starts {
            return !classes.has(Classes::ADVERB.with(Classes::TIME)) || token.caps == Caps::All;
        }
        // At the start of a sentence a capital says nothing of a word that the rules know, nor of one that *de* follows.
        if classes.is_empty() && next.is_some_and(|t| t.is(Classes::OF) && t.caps == Caps::Low) {
            return false;
        }
        classes.without(Classes::PARTICLE.with(Classes::GIVEN_NAME).with(Classes::NAMING)).is_empty()
    }

    /// Whether a pronoun or article stands before its verb as its object.
    fn is_object(&self, at: usize, tokens: &[Token]) -> bool {
        let token = &tokens[at];
        let next = self.next(at, tokens);
        let after = self.next(at + 1, tokens);
        let classes = token.word.classes;
        let Some(next) = next.filter(|t| t.kind == TokenKind::Word) else { return false };
        let verb =
            Classes::FINITE.with(Classes::HAVE).with(Classes::BE).with(Classes::INFINITIVE).with(Classes::GERUND);
        if next.is(Classes::OBJECT_PRONOUN) && !next.is(Classes::DETERMINER.with(Classes::PREPOSITION)) {
            return matches!(self.last, Tag::Subject | Tag::Negation | Tag::Who | Tag::Object);
        }
        let third = next.word.persons & 0b100_1000 != 0 || next.word.persons == 0;
        if !next.is(verb)
            || next.is_capital()
            || !third
                && !next.is(Classes::INFINITIVE.with(Classes::GERUND))
                && self.last != Tag::Subject
                && self.last != Tag::Negation
        {
            return classes.has(Classes::OBJECT_PRONOUN)
                && next.is(Classes::OBJECT_PRONOUN)
                && matches!(self.last, Tag::Subject | Tag::Negation | Tag::Object);
        }
        let article = classes.has(Classes::DETERMINER);
        if next.is(Classes::HAVE) && next.is(Classes::FINITE) && article {
            return true;
        }
        if next.is(Classes::GERUND) {
            return !classes.has(Classes::PREPOSITION) && next.is(Classes::CUE);
        }
        if !classes.has(Classes::DETERMINER.with(Classes::PREPOSITION).with(Classes::SUBJECT_PRONOUN))
            && next.is(Classes::FINITE)
        {
            return true;
        }
        let noun = next.is(Classes::NOUN
            .with(Classes::FUNCTION)
            .with(Classes::PRENOMINAL)
            .with(Classes::INSTITUTION)
            .with(Classes::DOCUMENT))
            || self.is_homograph(next);
        match self.last {
            Tag::Subject | Tag::Negation | Tag::Who | Tag::Object => true,
            Tag::Of | Tag::Preposition => next.is(Classes::INFINITIVE) && !noun,
            Tag::Subordinator => {
                // "comme le précise l'ambassadeur": a subject follows.
                let subject = after.is_some_and(|t| t.is(Classes::DETERMINER) || t.is_capital());
                next.is(Classes::FINITE) && (!noun || next.is(Classes::CUE) && subject)
            }
            Tag::Noun | Tag::Proper | Tag::Adjective | Tag::Close | Tag::Pronoun | Tag::Relative | Tag::Time => {
                let free = !article || self.heads > 0 || matches!(self.last, Tag::Pronoun | Tag::Relative);
                free && next.is(Classes::FINITE)
                    && !noun
                    && (!classes.has(Classes::PREPOSITION)
                        || next.is(Classes::HAVE.with(Classes::BE).with(Classes::CUE)))
            }
            Tag::Finite | Tag::Participle | Tag::Infinitive => next.is(Classes::INFINITIVE) && !noun,
            Tag::Comma => next.is(Classes::FINITE) && !noun && !classes.has(Classes::PREPOSITION),
            // "de ne pas la renvoyer".
            Tag::Adverb if self.before == Tag::Negation => next.is(Classes::INFINITIVE) && !noun,
            _ => next.is(Classes::INFINITIVE) && !noun && !article,
        }
    }

    /// Whether a noun or adjective has the form of this verb: in the singular of the present alone.
    pub(super) fn is_homograph(&self, token: &Token) -> bool {
        let form = token.word.tenses.has(Tenses::PRESENT) && token.word.persons & 0b1110 != 0;
        form && self.rules.verb(token.word).is_some_and(|v| v.homograph)
    }

    fn determiner(&mut self, token: &Token) -> Tag {
        let contraction = token.is(Classes::CONTRACTION);
        self.number = token.word.number;
        self.heads = 0;
        if !contraction {
            return Tag::Determiner;
        }
        // "des" opens a phrase of its own where a phrase may begin, and ties it to a noun elsewhere.
        let begins = matches!(
            self.last,
            Tag::Stop
                | Tag::Comma
                | Tag::Que
                | Tag::Finite
                | Tag::Coordinator
                | Tag::Infinitive
                | Tag::Gerund
                | Tag::Subordinator
                | Tag::Colon
                | Tag::Semicolon
                | Tag::Open
                | Tag::Relative
                | Tag::Adverb
                | Tag::Clitic
                | Tag::Time
                | Tag::Preposition
        ) || self.last == Tag::Participle && self.auxiliary;
        let plural_of = token.is(Classes::OF) && token.is(Classes::INDEFINITE);
        if plural_of && begins {
            Tag::Determiner
        } else if token.is(Classes::OF) {
            Tag::Of
        } else {
            Tag::Preposition
        }
    }

    fn unknown(&mut self, token: &Token, next: Option<&Token>) -> Tag {
        // Between a pronoun and what follows only a verb can stand, whether the rules know it or not.
        if matches!(self.last, Tag::Subject | Tag::Negation | Tag::Who) && token.caps == Caps::Low {
            return Tag::Finite;
        }
        if self.last == Tag::Object && token.caps == Caps::Low {
            // "pour se ruer", "ne pas se ruer".
            let infinitive = matches!(self.before, Tag::Of | Tag::Preposition | Tag::Adverb);
            return if infinitive { Tag::Infinitive } else { Tag::Finite };
        }
        // No adjective stands before a determiner: "Le parti claque la porte".
        let object =
            next.is_some_and(|t| t.is(Classes::DETERMINER) && !t.is(Classes::CONTRACTION) && t.kind == TokenKind::Word);
        let subject = matches!(self.last, Tag::Noun | Tag::Proper) && self.heads > 0 && !self.governed;
        if object && subject && token.caps == Caps::Low {
            return Tag::Finite;
        }
        if matches!(self.last, Tag::Noun | Tag::Proper) && token.caps == Caps::Low && self.heads > 0 {
            return Tag::Adjective;
        }
        self.noun(u8::from(!token.form(self.text).ends_with(['s', 'x'])));
        Tag::Noun
    }
}

/// Whether a word that may be a determiner stands like a noun or an adverb here.
fn determiner_stands_alone(token: &Token, next: Option<&Token>) -> bool {
    if !token.is(Classes::TONIC_PRONOUN.with(Classes::ADVERB).with(Classes::NEUTER_PRONOUN)) {
        return false;
    }
    let Some(next) = next else { return true };
    next.kind != TokenKind::Word && next.kind != TokenKind::Number
        || next.is(Classes::FINITE
            .with(Classes::HAVE)
            .with(Classes::BE)
            .with(Classes::OF)
            .with(Classes::NEGATION)
            .with(Classes::OBJECT_PRONOUN)
            .with(Classes::COORDINATOR)
            .with(Classes::PREPOSITION))
            && !next.is(Classes::NOUN.with(Classes::DETERMINER))
}

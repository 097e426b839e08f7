//! Tags: what every token is in its place, decided from left to right by its possible classes and its neighbours.

use super::{Caps, Document, Mark, Token, TokenKind, TokenRange};
use crate::rules::{Classes, Phrase, RulePack, Tenses};

/// What a token is in its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tag {
    /// A mark that parts nothing.
    #[default]
    Other,
    /// An article or another determiner.
    Determiner,
    /// A preposition.
    Preposition,
    /// The preposition that ties a noun to a noun, melted with an article or not.
    Of,
    /// A pronoun that is a subject.
    Subject,
    /// A pronoun for something said or happened.
    Neuter,
    /// Another pronoun that stands like a noun.
    Pronoun,
    /// A pronoun before its verb that is not the subject.
    Object,
    /// A subject pronoun behind its verb.
    Clitic,
    /// The first word of a negation.
    Negation,
    /// A relative pronoun that is the subject of its clause.
    Who,
    /// Another relative pronoun.
    Relative,
    /// The complementizer, which may be a relative pronoun too.
    Que,
    /// A word that opens an adverbial clause or an indirect question.
    Subordinator,
    /// A coordinating conjunction.
    Coordinator,
    /// An adverb.
    Adverb,
    /// A word that tells when.
    Time,
    /// A number.
    Number,
    /// A noun.
    Noun,
    /// A name.
    Proper,
    /// A form of address.
    Title,
    /// An adjective.
    Adjective,
    /// A finite verb; auxiliaries are told by their classes.
    Finite,
    /// An infinitive.
    Infinitive,
    /// A past participle.
    Participle,
    /// A present participle.
    Gerund,
    /// A word inside a phrase that an earlier token begins.
    Within,
    /// A comma.
    Comma,
    /// A colon.
    Colon,
    /// A semicolon.
    Semicolon,
    /// A dash.
    Dash,
    /// An opening parenthesis.
    Open,
    /// A closing parenthesis.
    Close,
    /// A full stop or another end of a sentence.
    Stop,
    /// A quotation mark.
    Quote,
}

/// A phrase of several tokens that the rules know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhraseSpan {
    /// Its tokens.
    pub tokens: TokenRange,
    /// What it is.
    pub phrase: Phrase,
}

/// Tags the tokens of a paragraph and adds the phrases found in it.
pub(super) fn tag(
    text: &str,
    range: TokenRange,
    rules: &RulePack,
    tokens: &mut [Token],
    phrases: &mut Vec<PhraseSpan>,
) {
    let mut tagger = Tagger {
        text,
        rules,
        end: range.end as usize,
        last: Tag::Stop,
        before: Tag::Stop,
        auxiliary: false,
        number: 0,
        governed: false,
        heads: 0,
        quantity: false,
    };
    let mut at = range.first as usize;
    while at < tagger.end {
        at = tagger.step(at, tokens, phrases);
    }
}

struct Tagger<'a> {
    text: &'a str,
    rules: &'a RulePack,
    end: usize,
    /// The tag of the token before, quotation marks and adverbs behind an auxiliary passed over.
    last: Tag,
    /// The tag before that.
    before: Tag,
    /// Whether an auxiliary waits for its participle.
    auxiliary: bool,
    /// The number of the noun phrase under way: 1 singular, 2 plural, 0 unknown.
    number: u8,
    /// Whether that noun phrase depends on a preposition.
    governed: bool,
    /// How many nouns that noun phrase has so far.
    heads: u8,
    /// Whether that noun phrase is a quantity of things.
    quantity: bool,
}

impl Tagger<'_> {
    fn step(&mut self, at: usize, tokens: &mut [Token], phrases: &mut Vec<PhraseSpan>) -> usize {
        if tokens[at].word.phrase != 0 {
            let ahead = tokens[at..self.end].iter().map(|token| if token.is_word() { token.word.phrase } else { 0 });
            if let Some((length, phrase)) = self.rules.phrase(ahead) {
                if let Some(tag) = self.phrase_tag(at, length, phrase, tokens) {
                    tokens[at].tag = tag;
                    for token in &mut tokens[at + 1..at + length] {
                        token.tag = Tag::Within;
                    }
                    phrases.push(PhraseSpan { tokens: TokenRange::new(at as u32, (at + length) as u32), phrase });
                    if matches!(phrase, Phrase::Known(_)) {
                        self.noun(0);
                    }
                    self.shift(tag);
                    return at + length;
                }
            }
        }
        let tag = self.decide(at, tokens);
        if tag == Tag::Determiner {
            self.quantity = false;
        }
        self.quantity |= tokens[at].is(Classes::QUANTITY);
        tokens[at].tag = tag;
        self.shift(tag);
        let verb = matches!(tag, Tag::Finite | Tag::Infinitive | Tag::Gerund | Tag::Participle);
        self.auxiliary |= verb && tokens[at].is(Classes::HAVE.with(Classes::BE));
        at + 1
    }

    fn shift(&mut self, tag: Tag) {
        match tag {
            Tag::Quote => return,
            Tag::Adverb | Tag::Clitic | Tag::Negation | Tag::Object => {}
            Tag::Finite => {}
            Tag::Participle if self.auxiliary => {}
            _ => self.auxiliary = false,
        }
        if !matches!(
            tag,
            Tag::Noun
                | Tag::Proper
                | Tag::Adjective
                | Tag::Title
                | Tag::Number
                | Tag::Adverb
                | Tag::Time
                | Tag::Participle
                | Tag::Determiner
        ) {
            self.heads = 0;
            self.number = 0;
        }
        match tag {
            Tag::Preposition | Tag::Of => self.governed = true,
            Tag::Comma
            | Tag::Stop
            | Tag::Coordinator
            | Tag::Que
            | Tag::Finite
            | Tag::Subordinator
            | Tag::Who
            | Tag::Relative
            | Tag::Colon
            | Tag::Semicolon => self.governed = false,
            _ => {}
        }
        self.before = self.last;
        self.last = tag;
    }

    fn noun(&mut self, number: u8) {
        self.heads = self.heads.saturating_add(1);
        if self.number == 0 {
            self.number = number;
        }
    }

    /// The tag of a known phrase, or none where its words mean something else here.
    fn phrase_tag(&mut self, at: usize, length: usize, phrase: Phrase, tokens: &[Token]) -> Option<Tag> {
        let next = tokens.get(at + length).filter(|_| at + length < self.end);
        match phrase {
            Phrase::Source(_) => {
                // Before an infinitive the preposition of a source is none.
                let infinitive = next.is_some_and(|t| t.is(Classes::INFINITIVE) && !t.is(Classes::NOUN))
                    || next.is_some_and(|t| t.is(Classes::REFLEXIVE));
                (!infinitive).then_some(Tag::Preposition)
            }
            Phrase::NotSource | Phrase::Adverbial => Some(Tag::Adverb),
            Phrase::Anaphor(..) => {
                // "Ce dernier point": the adjective belongs to a noun.
                let adjective = length == 2
                    && tokens[at + 1].is(Classes::PRENOMINAL)
                    && next.is_some_and(|t| {
                        t.is_word() && (t.is(Classes::NOUN) || t.word.classes.is_empty()) && t.caps == Caps::Low
                    });
                (!adjective).then_some(Tag::Pronoun)
            }
            Phrase::SameSource => Some(Tag::Noun),
            Phrase::Preposition => Some(Tag::Preposition),
            Phrase::Subordinator => Some(Tag::Subordinator),
            Phrase::Comparison => {
                // "ainsi que l'a rappelé le maire" opens a clause, "ainsi que d'autres" goes on with the phrase.
                let verb = next.is_some_and(|t| {
                    t.is(Classes::OBJECT_PRONOUN) && tokens.get(at + length + 1).is_some_and(|t| t.is(Classes::FINITE))
                        || t.is(Classes::CUE) && t.is(Classes::FINITE)
                });
                Some(if verb { Tag::Subordinator } else { Tag::Coordinator })
            }
            Phrase::ClauseOpener => {
                let fits =
                    matches!(self.last, Tag::Finite | Tag::Participle | Tag::Adverb | Tag::Infinitive | Tag::Gerund);
                (fits && length > 2).then_some(Tag::Que)
            }
            Phrase::Known(_) => {
                (tokens[at].is_capital() || tokens[at + length - 1].is_capital()).then_some(Tag::Proper)
            }
        }
    }

    fn decide(&mut self, at: usize, tokens: &[Token]) -> Tag {
        let token = &tokens[at];
        match token.kind {
            TokenKind::Word => self.word(at, tokens),
            TokenKind::Clitic => Tag::Clitic,
            TokenKind::Number => {
                self.number = 2;
                Tag::Number
            }
            TokenKind::Stop | TokenKind::Exclamation | TokenKind::Ellipsis => Tag::Stop,
            TokenKind::Comma => Tag::Comma,
            TokenKind::Colon => Tag::Colon,
            TokenKind::Semicolon => Tag::Semicolon,
            TokenKind::Dash => Tag::Dash,
            TokenKind::Open => Tag::Open,
            TokenKind::Close => Tag::Close,
            TokenKind::Quote(Mark::SingleStraight) | TokenKind::Other => Tag::Other,
            TokenKind::Quote(_) => Tag::Quote,
        }
    }

    fn next<'t>(&self, at: usize, tokens: &'t [Token]) -> Option<&'t Token> {
        tokens.get(at + 1).filter(|_| at + 1 < self.end)
    }

    fn word(&mut self, at: usize, tokens: &[Token]) -> Tag {
        let token = &tokens[at];
        let classes = token.word.classes;
        let next = self.next(at, tokens);
        let follows = |wanted: Classes| next.is_some_and(|t| t.kind == TokenKind::Word && t.is(wanted));
        let starts = matches!(self.last, Tag::Stop | Tag::Colon | Tag::Dash | Tag::Open)
            || at > 0 && matches!(tokens[at - 1].kind, TokenKind::Quote(_));
        if classes.has(Classes::TITLE)
            && (token.is_capital() || !classes.has(Classes::FINITE))
            && next.is_some_and(Token::is_capital)
            && token.form(self.text).len() < 9
        {
            self.noun(token.word.number);
            return Tag::Title;
        }
        if token.is_capital() && self.is_name(at, tokens, starts) {
            self.noun(0);
            return Tag::Proper;
        }
        if classes.is_empty() {
            return self.unknown(token, next);
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
            && !(self.last == Tag::Determiner && !follows(Classes::PARTICIPLE))
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
        if classes.has(Classes::DETERMINER) && !self.determiner_stands_alone(token, next) {
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
        let closed = Classes::DETERMINER
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
        if classes.has(closed) {
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
        // At the start of a sentence a capital says nothing of a word that the rules know.
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
            _ => next.is(Classes::INFINITIVE) && !noun && !article,
        }
    }

    /// Whether a noun or adjective has the form of this verb: in the singular of the present alone.
    fn is_homograph(&self, token: &Token) -> bool {
        let form = token.word.tenses.has(Tenses::PRESENT) && token.word.persons & 0b1110 != 0;
        form && self.rules.verb(token.word).is_some_and(|v| v.homograph)
    }

    fn determiner_stands_alone(&self, token: &Token, next: Option<&Token>) -> bool {
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
            return if matches!(self.before, Tag::Of | Tag::Preposition) { Tag::Infinitive } else { Tag::Finite };
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
        self.noun(if token.form(self.text).ends_with(['s', 'x']) { 0 } else { 1 });
        Tag::Noun
    }

    fn open_class(&mut self, at: usize, tokens: &[Token]) -> Tag {
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
            && !(classes.has(nominal) && !matches!(self.last, Tag::Comma | Tag::Preposition))
        {
            return Tag::Gerund;
        }
        if classes.has(Classes::INFINITIVE)
            && !naming
            && !(classes.has(nominal)
                && !matches!(
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
        if classes.has(Classes::PRENOMINAL) && !classes.has(nominal.without(Classes::NOUN)) {
            return Tag::Adjective;
        }
        if classes.has(Classes::PARTICIPLE)
            && classes.has(nominal)
            && (matches!(self.last, Tag::Stop | Tag::Adverb)
                || self.last == Tag::Comma && self.next(at, tokens).is_some_and(|t| t.is(Classes::OF)))
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
            Tag::Comma | Tag::Stop | Tag::Dash if classes.has(Classes::CUE) => {
                object || next.is_some_and(Token::is_capital) && self.last != Tag::Stop
            }
            Tag::Comma => next_is(Classes::INFINITIVE) && !next_is(Classes::NOUN),
            Tag::Coordinator | Tag::Que | Tag::Relative | Tag::Subordinator => object && !next_is(Classes::CONTRACTION),
            _ => false,
        }
    }
}

impl Document {
    /// The phrase that begins with `token`.
    #[must_use]
    pub fn phrase_at(&self, token: u32) -> Option<&PhraseSpan> {
        if self.tokens[token as usize].word.phrase == 0 {
            return None;
        }
        let at = self.phrases.partition_point(|span| span.tokens.first < token);
        self.phrases.get(at).filter(|span| span.tokens.first == token)
    }
}

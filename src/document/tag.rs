//! Tags: what every token is in its place, decided from left to right by its possible classes and its neighbours.

use std::hint::select_unpredictable;

use super::{Caps, Document, Mark, Token, TokenKind, TokenRange};
use crate::rules::{Classes, Phrase, RulePack};

mod verbs;
mod words;

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

/// Tags the tokens of a paragraph and adds the phrases found in it and the proper nouns.
pub(super) fn tag(
    text: &str,
    range: TokenRange,
    rules: &RulePack,
    tokens: &mut [Token],
    phrases: &mut Vec<PhraseSpan>,
    proper: &mut Vec<u32>,
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
        let next = tagger.step(at, tokens, phrases);
        if tokens[at].tag == Tag::Proper {
            proper.push(at as u32);
        }
        at = next;
    }
}

/// Tags as bits: which of them a token has is hard to foretell, so that a branch for it is dear.
const fn set(tags: &[Tag]) -> u64 {
    let (mut set, mut at) = (0, 0);
    while at < tags.len() {
        set |= 1 << tags[at] as u32;
        at += 1;
    }
    set
}

impl Tag {
    #[inline]
    fn is_of(self, set: u64) -> bool {
        set >> self as u32 & 1 == 1
    }
}

/// What may stand between an auxiliary and its participle.
const BEFORE_PARTICIPLE: u64 =
    set(&[Tag::Adverb, Tag::Clitic, Tag::Negation, Tag::Object, Tag::Finite, Tag::Participle]);
/// What a noun phrase may hold.
const IN_PHRASE: u64 = set(&[
    Tag::Noun,
    Tag::Proper,
    Tag::Adjective,
    Tag::Title,
    Tag::Number,
    Tag::Adverb,
    Tag::Time,
    Tag::Participle,
    Tag::Determiner,
]);
/// What a noun phrase may depend on.
const GOVERNING: u64 = set(&[Tag::Preposition, Tag::Of]);
/// What a noun phrase behind does not depend on, nor on what stands before it.
const PARTING: u64 = set(&[
    Tag::Comma,
    Tag::Stop,
    Tag::Coordinator,
    Tag::Que,
    Tag::Finite,
    Tag::Subordinator,
    Tag::Who,
    Tag::Relative,
    Tag::Colon,
    Tag::Semicolon,
]);

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
        let mut longer = None;
        let word = &tokens[at].word;
        let next = self.next(at, tokens).map_or(0, |next| next.word.phrase);
        // Which words lead is hard to foretell, and few of them lead to a phrase here: so both are asked of all.
        if select_unpredictable(word.leads, word.stands | self.rules.may_begin(word.phrase, next), false) {
            let ahead = tokens[at..self.end].iter().map(|token| if token.is_word() { token.word.phrase } else { 0 });
            if let Some((length, phrase)) = self.rules.phrase(ahead) {
                if let Phrase::Noun(id) = phrase {
                    longer = Some(id);
                }
                if let Some(tag) = self.phrase_tag(at, length, phrase, tokens) {
                    tokens[at].tag = tag;
                    tokens[at].opens_phrase = true;
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
        if let Some(id) = longer.filter(|_| matches!(tag, Tag::Noun | Tag::Proper)) {
            tokens[at].word = self.rules.head(tokens[at].word, id);
        }
        self.shift(tag);
        let verb = matches!(tag, Tag::Finite | Tag::Infinitive | Tag::Gerund | Tag::Participle);
        self.auxiliary |= verb && tokens[at].is(Classes::HAVE.with(Classes::BE));
        at + 1
    }

    fn shift(&mut self, tag: Tag) {
        if tag == Tag::Quote {
            return;
        }
        let within = tag.is_of(IN_PHRASE);
        self.auxiliary &= tag.is_of(BEFORE_PARTICIPLE);
        self.heads *= u8::from(within);
        self.number *= u8::from(within);
        self.governed = tag.is_of(GOVERNING) | self.governed & !tag.is_of(PARTING);
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
            // Its words are tagged one by one.
            Phrase::Noun(_) => None,
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
            // An acronym in small letters is another word: "Ces", "La".
            Phrase::Known(_) if length == 1 && tokens[at].caps != Caps::All && self.is_small_word(&tokens[at]) => None,
            Phrase::Known(_) => {
                (tokens[at].is_capital() || tokens[at + length - 1].is_capital()).then_some(Tag::Proper)
            }
        }
    }

    /// Whether a word belongs to the smallest classes, which begin sentences without being names.
    fn is_small_word(&self, token: &Token) -> bool {
        token.is(Classes::DETERMINER.with(Classes::SUBJECT_PRONOUN).with(Classes::NEUTER_PRONOUN)) && self.heads == 0
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
}

impl Document {
    /// The phrase that begins with `token`.
    #[must_use]
    pub fn phrase_at(&self, token: u32) -> Option<&PhraseSpan> {
        if !self.tokens[token as usize].opens_phrase {
            return None;
        }
        let at = self.phrases.partition_point(|span| span.tokens.first < token);
        self.phrases.get(at).filter(|span| span.tokens.first == token)
    }
}

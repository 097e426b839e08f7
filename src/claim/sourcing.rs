//! Source in reach: whether a reader who comes to a stretch of text knows who says so, and by what.

use crate::analysis::{Attribution, Mode, Stance};
use crate::annotate::{NounPhrase, Quotes};
use crate::attribute::{ClauseKind, Predicate};
use crate::document::{Document, Tag, TokenKind, TokenRange};
use crate::rules::{Classes, List, RulePack};
use crate::text::Span;

use super::lists::Lists;

/// Which sources are in reach of which parts of an article.
#[derive(Debug)]
pub struct Sourcing {
    /// For every sentence the contents that lie in it, and the attributions whose words that report do.
    sentences: Vec<Sentence>,
    /// For every token whether it stands between quotation marks.
    quoted: Vec<bool>,
}

/// A source that is in reach, and how the reader gets from the text to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Covered {
    /// How.
    pub reach: Reach,
    /// The attribution: a place in [`crate::Analysis::attributions`]; none where something else names the source.
    pub attribution: Option<usize>,
    /// What names the source: its phrase, else the words that report, else the content.
    pub span: Span,
}

/// How a source is in reach. The first ways are surer than the last, and a lint may choose among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// It is, or lies within, the content of an attribution: *Deux hommes sont morts, selon la police.*
    Content,
    /// It lies between quotation marks: the words are not the reporter's.
    Quotation,
    /// A main clause of the same sentence reports: *Selon la police, deux hommes sont morts et un troisième a fui.*
    Sentence,
    /// A phrase of the same sentence names a source that does not report: *à lire le dossier*, *a constaté un
    /// correspondant*.
    Named,
    /// Somebody who can speak gives it out before a colon: *Le comité livre une autre version : …*
    Colon,
    /// The sentence behind says whose it is: *C'est ce qu'affirme le maire.*
    Behind,
    /// The same source speaks in the sentences before and behind.
    Between,
    /// The sentence before has a source, and this one goes on: *Selon la police, deux hommes sont morts. Ils
    /// rentraient de la pêche.*
    Continued,
}

#[derive(Debug, Default)]
struct Sentence {
    tokens: TokenRange,
    paragraph: u32,
    /// The parts of contents in it, with their attribution, and whether they float: quoted, and nobody says so.
    contents: Vec<(TokenRange, usize, bool)>,
    /// The attributions whose words that report stand in it, as its main clauses have them.
    speaking: Vec<Speaking>,
    /// What in it names a source without reporting.
    named: Option<Span>,
    /// What in it says whose the sentence before is.
    points_back: Option<Span>,
    /// Behind which token a colon lets the one before it speak, and who that is.
    colon: Option<(u32, Span)>,
    /// Whether it begins with a pronoun for somebody named before.
    goes_on: bool,
    /// Whose word it may still be, from the sentences before.
    carried: Option<Speaking>,
}

#[derive(Clone, Copy, Debug)]
struct Speaking {
    /// None where somebody speaks and what is said stands in no attribution: *L'accusé nie.*
    attribution: Option<usize>,
    entity: Option<usize>,
    span: Span,
    /// Whether what follows may still be its word: nothing is denied, asked or demanded, and it is no quotation.
    lasts: bool,
    /// Whether it lasts for whatever follows, not only for what a pronoun ties to it.
    frames: bool,
    denies: bool,
}

/// How many contents and speakers of a sentence are looked at: real sentences have fewer, and endless ones stay linear.
const DEPTH: usize = 32;

/// What sourcing is read from.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub document: &'a Document,
    pub rules: &'a RulePack,
    pub quotes: &'a Quotes,
    pub predicates: &'a [Predicate],
    pub attributions: &'a [Attribution],
    pub lists: &'a Lists,
}

impl Scene<'_> {
    /// The place of the sentence that holds `token`.
    pub fn sentence(&self, token: u32) -> usize {
        self.document.sentences.partition_point(|sentence| sentence.tokens.end <= token)
    }

    /// Whether a source is in reach that accuses somebody, in the words that report it.
    pub fn accuses(&self, source: Option<Covered>) -> bool {
        let attribution =
            source.filter(|covered| covered.reach == Reach::Content).and_then(|covered| covered.attribution);
        let cue = attribution.and_then(|at| self.attributions[at].cue.as_ref());
        cue.is_some_and(|cue| cue.stance == Stance::Accusing)
    }

    /// The place of the first predicate that ends behind `token`.
    pub fn predicate(&self, token: u32) -> usize {
        self.predicates.partition_point(|predicate| predicate.tokens.end <= token)
    }
}

impl Sourcing {
    /// Finds the sources of the article that `scene` shows. Linear in its tokens and attributions.
    pub(super) fn new(scene: Scene<'_>) -> Sourcing {
        let mut quoted = vec![false; scene.document.tokens.len()];
        for quote in scene.quotes.all.iter().filter(|quote| quote.parent.is_none()) {
            let inner = quote.inner();
            quoted[inner.first as usize..inner.end as usize].fill(true);
        }
        let mut sentences = sentences(scene);
        // Tokens by where they stand in the text as written.
        let starts: Vec<u32> = (0..scene.document.tokens.len() as u32)
            .map(|token| scene.document.span(TokenRange::new(token, token + 1)).start())
            .collect();
        let tokens = |span: Span| {
            let first = starts.partition_point(|&start| start < span.start());
            let end = starts.partition_point(|&start| start < span.end());
            TokenRange::new(first as u32, end as u32)
        };
        for (at, attribution) in scene.attributions.iter().enumerate() {
            let floats = attribution.mode == Mode::Direct && attribution.source.is_none();
            for content in attribution.content.iter().map(|span| tokens(*span)).filter(|tokens| !tokens.is_empty()) {
                let mut sentence = scene.sentence(content.first);
                while let Some(holds) = sentences.get_mut(sentence).filter(|s| s.tokens.first < content.end) {
                    holds.contents.push((content, at, floats));
                    sentence += 1;
                }
            }
            let Some(cue) = &attribution.cue else { continue };
            let words = tokens(cue.span);
            let Some(sentence) = sentences.get_mut(scene.sentence(words.first)) else { continue };
            if let Some(speaking) = speaking(scene, at, words) {
                sentence.speaking.push(speaking);
            }
        }
        for sentence in &mut sentences {
            sentence.contents.sort_by_key(|(content, at, _)| (content.first, *at));
        }
        for sentence in sentences.iter_mut().filter(|sentence| sentence.speaking.is_empty()) {
            sentence.speaking.extend(denial(scene, sentence.tokens));
        }
        for at in 1..sentences.len() {
            let (before, sentence) = (&sentences[at - 1], &sentences[at]);
            if before.paragraph != sentence.paragraph {
                continue;
            }
            let lasting = before.speaking.iter().filter(|one| one.lasts && (one.frames || sentence.goes_on));
            let longer = before.carried.filter(|_| sentence.goes_on && before.speaking.is_empty());
            sentences[at].carried = lasting.copied().next_back().or(longer);
        }
        Sourcing { sentences, quoted }
    }

    /// Whether `token` stands between quotation marks.
    #[must_use]
    pub fn is_quoted(&self, token: u32) -> bool {
        self.quoted.get(token as usize).is_some_and(|&quoted| quoted)
    }

    /// The source that is in reach of `tokens`, which lie in one sentence, and how; none where the reader is left to
    /// take the reporter's word.
    #[must_use]
    pub fn of(&self, tokens: TokenRange) -> Option<Covered> {
        let at = self.sentences.partition_point(|sentence| sentence.tokens.end <= tokens.first);
        let sentence = self.sentences.get(at)?;
        let covered = |reach: Reach, speaking: &Speaking| Covered {
            reach,
            attribution: speaking.attribution,
            span: speaking.span,
        };
        // Contents stand in the order of their beginnings: the last one that holds it is the innermost.
        let begun = sentence.contents.partition_point(|(content, ..)| content.first <= tokens.first);
        let inner =
            sentence.contents[..begun].iter().rev().take(DEPTH).find(|(content, ..)| content.contains(tokens.first));
        if let Some(&(_, attribution, _)) = inner.filter(|(.., floats)| !floats) {
            let own = self.sentences[at.saturating_sub(1)..].iter().take(3).flat_map(|s| s.speaking.iter().take(DEPTH));
            let span = own.filter(|s| s.attribution == Some(attribution)).map(|s| s.span).next();
            let span = span.or(sentence.speaking.first().map(|s| s.span));
            let reach = Reach::Content;
            return Some(Covered { reach, attribution: Some(attribution), span: span.unwrap_or(Span::new(0, 0)) });
        }
        if self.is_quoted(tokens.first) {
            return Some(Covered { reach: Reach::Quotation, attribution: None, span: Span::new(0, 0) });
        }
        if let Some(speaking) = sentence.speaking.iter().take(DEPTH).find(|speaking| !speaking.denies) {
            return Some(covered(Reach::Sentence, speaking));
        }
        if let Some(span) = sentence.named {
            return Some(Covered { reach: Reach::Named, attribution: None, span });
        }
        if let Some((_, span)) = sentence.colon.filter(|(colon, _)| *colon < tokens.first) {
            return Some(Covered { reach: Reach::Colon, attribution: None, span });
        }
        let beside = |other: Option<usize>| {
            other.and_then(|other| self.sentences.get(other)).filter(|other| other.paragraph == sentence.paragraph)
        };
        let (before, behind) = (beside(at.checked_sub(1)), beside(Some(at + 1)));
        if let Some(span) = behind.and_then(|behind| behind.points_back) {
            return Some(Covered { reach: Reach::Behind, attribution: None, span });
        }
        let before = before?;
        let both = before.speaking.iter().take(DEPTH).find(|one| {
            let same = |other: &Speaking| other.entity == one.entity;
            one.entity.is_some() && behind.is_some_and(|behind| behind.speaking.iter().take(DEPTH).any(same))
        });
        if let Some(speaking) = both {
            return Some(covered(Reach::Between, speaking));
        }
        sentence.carried.map(|speaking| covered(Reach::Continued, &speaking))
    }
}

/// The sentences with what in them names a source by itself.
fn sentences(scene: Scene<'_>) -> Vec<Sentence> {
    let mut paragraph = 0;
    let paragraphs = &scene.document.paragraphs;
    scene
        .document
        .sentences
        .iter()
        .map(|sentence| {
            let tokens = sentence.tokens;
            while paragraphs.get(paragraph).is_some_and(|paragraph| paragraph.tokens.end <= tokens.first) {
                paragraph += 1;
            }
            let phrase =
                |list: List| scene.lists.within(tokens, list).next().map(|(phrase, _)| scene.document.span(phrase));
            let first = (tokens.first..tokens.end).find(|&token| scene.document.tokens[token as usize].is_word());
            let goes_on = first.is_some_and(|token| {
                let token = &scene.document.tokens[token as usize];
                matches!(token.tag, Tag::Subject | Tag::Pronoun) && !token.is(Classes::FIRST_PERSON)
            });
            Sentence {
                tokens,
                paragraph: paragraph as u32,
                named: phrase(List::Sources),
                points_back: phrase(List::Backward),
                colon: colon(scene, tokens),
                goes_on,
                ..Sentence::default()
            }
        })
        .collect()
}

/// The first colon before which somebody who can speak gives something out, and who that is.
fn colon(scene: Scene<'_>, sentence: TokenRange) -> Option<(u32, Span)> {
    let is_colon = |&token: &u32| scene.document.tokens[token as usize].kind == TokenKind::Colon;
    let colon = (sentence.first..sentence.end).find(is_colon)?;
    let before = TokenRange::new(sentence.first, colon);
    let announces = scene.lists.any(before, List::Announcing);
    let told = scene.predicates[scene.predicate(before.first)..].iter().take_while(|p| p.tokens.first < colon);
    told.filter(|predicate| announces || scene.document.tokens[predicate.main as usize].is(Classes::CUE)).find_map(
        |predicate| {
            let subject = predicate.subject?;
            let noun = NounPhrase::at(scene.document, subject.first, sentence.end)?;
            (noun.speaks() && !noun.classes.has(Classes::FIRST_PERSON)).then(|| (colon, scene.document.span(subject)))
        },
    )
}

/// Somebody who denies something in a main clause of `sentence`, and may go on to say how it was.
fn denial(scene: Scene<'_>, sentence: TokenRange) -> Option<Speaking> {
    let told = scene.predicates[scene.predicate(sentence.first)..].iter();
    let mut told = told.take_while(|predicate| predicate.tokens.first < sentence.end);
    told.find_map(|predicate| {
        let verb = scene.rules.verb(scene.document.tokens[predicate.main as usize].word)?;
        let subject = predicate.subject.filter(|_| predicate.clause.1 == ClauseKind::Main)?;
        let noun = NounPhrase::at(scene.document, subject.first, sentence.end)?;
        (verb.stance == Stance::Denying && noun.speaks()).then(|| Speaking {
            attribution: None,
            entity: None,
            span: scene.document.span(subject),
            lasts: true,
            frames: false,
            denies: true,
        })
    })
}

/// How attribution `at`, whose words that report are `words`, speaks in its sentence; none where it does so in a clause
/// that only tells more of somebody.
fn speaking(scene: Scene<'_>, at: usize, words: TokenRange) -> Option<Speaking> {
    let attribution = &scene.attributions[at];
    let verb = scene.predicates.get(scene.predicate(words.first)).filter(|verb| verb.tokens.first < words.end);
    if verb.is_some_and(|verb| verb.clause.1 == ClauseKind::Relative) {
        return None;
    }
    let (cue, source) = (attribution.cue.as_ref()?, attribution.source.as_ref());
    let negated = verb.is_some_and(|verb| {
        let tokens = &scene.document.tokens[verb.tokens.first as usize..verb.tokens.end as usize];
        tokens.iter().any(|token| token.is(Classes::NEGATION))
    });
    let denies = negated || matches!(cue.stance, Stance::Denying | Stance::Asking | Stance::Demanding);
    let doubts = matches!(cue.stance, Stance::Doubting | Stance::Disapproving | Stance::Approving | Stance::Committing);
    let told = attribution.mode != Mode::Direct && attribution.inside.is_none();
    Some(Speaking {
        attribution: Some(at),
        entity: source.map(|source| source.entity),
        span: source.map_or(cue.span, |source| source.span),
        lasts: told && !denies && !doubts && source.is_some(),
        frames: verb.is_none() || matches!(cue.stance, Stance::Neutral | Stance::Factive),
        denies,
    })
}

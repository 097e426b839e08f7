//! Claims: what a report states of casualties, blame and control, and of anything else, with its source and its hedge.

mod hedge;
mod likeness;
mod lists;
mod sourcing;

use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::analysis::Analysis;
use crate::annotate::{NounPhrase, Quotes, VerbForm};
use crate::attribute::{ClauseKind, Predicate};
use crate::document::{Document, ParagraphKind, Tag, TokenKind, TokenRange};
use crate::rules::{Classes, List, RulePack, Tenses, TopicKind};
use crate::text::Span;

pub use hedge::{Hedge, HedgeKind};
pub use likeness::Likeness;
pub use lists::Lists;
pub use sourcing::{Covered, Reach, Sourcing};

use sourcing::Scene;

/// The claims of an article, and which sources are in reach of what.
#[derive(Debug)]
pub struct Claims {
    /// The claims, in the order of their verbs.
    pub all: Vec<Claim>,
    /// Which sources are in reach of which parts.
    pub sourcing: Sourcing,
    /// Where words of claims stand.
    pub lists: Lists,
    /// By its stem where a noun, name or adjective stands first below the headline.
    firsts: FxHashMap<Arc<str>, u32>,
}

/// What a clause states.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The clause in the text as written, as far as it is its own.
    pub span: Span,
    /// The same in tokens.
    pub tokens: TokenRange,
    /// Its verb: a place in the predicates it was read from.
    pub predicate: usize,
    /// The sentence it stands in: a place in [`Document::sentences`].
    pub sentence: u32,
    /// The paragraph it stands in: a place in [`Document::paragraphs`].
    pub paragraph: u32,
    /// What it is about.
    pub kind: ClaimKind,
    /// What kind of act it tells of: a place in [`crate::rules::ClaimWords::topics`].
    pub topic: Option<u8>,
    /// How it is left open.
    pub hedge: Option<Hedge>,
    /// The source in its reach.
    pub source: Option<Covered>,
    /// Whether it is only what somebody accuses somebody of.
    pub accusation: bool,
    /// Whether it stands as a fact: in the indicative, not denied, not asked.
    pub asserted: bool,
    /// Whether it tells what was before: in another year, or in a tense of history.
    pub background: bool,
    /// Its subject, with what depends on it.
    pub phrase: Option<TokenRange>,
    /// The infinitive of what is done: that of its verb, or of the one that somebody has others do.
    pub act: Arc<str>,
    /// The stems of the nouns, names and adjectives of its subject.
    pub subject: Vec<Arc<str>>,
    /// The stems of all its nouns, names and adjectives, ordered.
    pub words: Vec<Arc<str>>,
}

/// What a [`Claim`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClaimKind {
    /// People or things come to harm, and nobody is said to have done it.
    Casualty,
    /// Somebody is said to have done harm or wrong.
    Blame,
    /// Somebody is said to hold or take ground.
    Control,
    /// Something else.
    Other,
}

/// How many tokens behind a verb the word may stand that makes an expression with it, and how many a subject may have.
const NEAR: u32 = 10;
/// How many verbs ahead the next clause is looked for, and how many tokens of a clause count: real clauses have fewer,
/// and endless ones stay linear.
const REACH: usize = 200;

impl Claims {
    /// The claims of the article that `analysis` and its parts show. Linear in its tokens.
    #[must_use]
    pub fn new(
        analysis: &Analysis,
        document: &Document,
        quotes: &Quotes,
        predicates: &[Predicate],
        rules: &RulePack,
    ) -> Claims {
        let lists = Lists::new(document, rules);
        let scene = Scene { document, rules, quotes, predicates, attributions: &analysis.attributions, lists: &lists };
        let sourcing = Sourcing::new(scene);
        let stem = |token| is_content(document, token).then(|| rules.claims.stem(document.form(token)));
        let stems: Vec<_> = (0..document.tokens.len() as u32).map(stem).collect();
        let reader = Reader { scene, sourcing: &sourcing, published: analysis.published, stems: &stems };
        let mut all: Vec<Claim> = Vec::with_capacity(predicates.len());
        for at in 0..predicates.len() {
            let Some(mut claim) = reader.claim(at) else { continue };
            // "Aurait fait couper": what is not finite is as open as the verb it depends on.
            if predicates[at].form != VerbForm::Finite {
                let governs = |before: &&Claim| {
                    let verb = &predicates[before.predicate];
                    verb.clause == predicates[at].clause && before.sentence == claim.sentence
                };
                let open =
                    |before: &&Claim| before.hedge.is_some() && (claim.hedge.is_none() || claim.hedge == before.hedge);
                if let Some(before) = all.last().filter(governs).filter(open) {
                    claim.hedge = before.hedge;
                    claim.tokens.first = claim.tokens.first.min(before.tokens.first);
                    claim.span = document.span(claim.tokens);
                }
            }
            all.push(claim);
        }
        let mut firsts = FxHashMap::default();
        for paragraph in document.paragraphs.iter().filter(|paragraph| paragraph.kind == ParagraphKind::Text) {
            for token in paragraph.tokens.first..paragraph.tokens.end {
                if let Some(stem) = &stems[token as usize] {
                    firsts.entry(Arc::clone(stem)).or_insert(token);
                }
            }
        }
        Claims { all, sourcing, lists, firsts }
    }
}

impl Claim {
    /// How many stems it shares with `words`, which are ordered.
    #[must_use]
    pub fn shared(&self, words: &[Arc<str>]) -> usize {
        self.words.iter().filter(|word| words.binary_search(word).is_ok()).count()
    }
}

struct Reader<'a> {
    scene: Scene<'a>,
    sourcing: &'a Sourcing,
    published: Option<Date>,
    /// The stems of the nouns, names and adjectives, token by token.
    stems: &'a [Option<Arc<str>>],
}

impl Reader<'_> {
    fn claim(&self, at: usize) -> Option<Claim> {
        let (document, rules) = (self.scene.document, self.scene.rules);
        let predicate = &self.scene.predicates[at];
        let place = self.scene.sentence(predicate.main);
        let sentence = document.sentences.get(place)?.tokens;
        let tokens = self.reach(at, sentence);
        let before = self.subject(predicate);
        let subject = before.map(|range| self.stems(range)).unwrap_or_default();
        let mut words = self.stems(tokens);
        words.extend(subject.iter().cloned());
        words.sort_unstable();
        words.dedup();
        // "Aurait fait couper": the infinitive says what was done.
        let caused = self
            .scene
            .predicates
            .get(at + 1)
            .filter(|behind| behind.form == VerbForm::Infinitive && behind.tokens.first == predicate.tokens.end);
        let act = self.lemma(caused.unwrap_or(predicate));
        let topic = self.topic(predicate, tokens);
        let source = self.sourcing.of(predicate.tokens);
        let quoted = self.sourcing.is_quoted(predicate.main);
        let group = &document.tokens[predicate.tokens.first as usize..predicate.tokens.end as usize];
        let bare = predicate.form == VerbForm::Participle
            && document.paragraphs.get(predicate.paragraph as usize).is_some_and(|p| p.kind != ParagraphKind::Text);
        let real = Tenses::PRESENT.with(Tenses::IMPERFECT).with(Tenses::PAST);
        let stated = predicate.form == VerbForm::Finite && predicate.tenses.has(real) || bare;
        let denied = group.iter().any(|token| token.is(Classes::NEGATION));
        let asserted = stated && !denied && !hedge::is_question(self.scene, sentence);
        let history = predicate.tenses.has(Tenses::PAST) && !predicate.tenses.has(Tenses::PRESENT)
            || predicate.compound && predicate.tenses.has(Tenses::IMPERFECT)
            || self.other_year(sentence);
        Some(Claim {
            span: document.span(tokens),
            tokens,
            predicate: at,
            sentence: place as u32,
            paragraph: predicate.paragraph,
            kind: topic.map_or(ClaimKind::Other, |topic| {
                self.kind(predicate, before, tokens, rules.claims.topics[topic as usize].kind)
            }),
            topic,
            hedge: hedge::hedge(self.scene, predicate, tokens, quoted),
            source,
            accusation: self.scene.accuses(source),
            asserted,
            background: history,
            phrase: before,
            act,
            subject,
            words,
        })
    }

    /// The infinitive of a verb; of a reflexive one that is no entry of its own, that of the plain verb.
    fn lemma(&self, predicate: &Predicate) -> Arc<str> {
        let plain = || self.scene.rules.verb(self.scene.document.tokens[predicate.main as usize].word);
        let known = Some(&predicate.lemma).filter(|lemma| !lemma.is_empty());
        known.or_else(|| plain().map(|verb| &verb.lemma)).cloned().unwrap_or_default()
    }

    /// The part of its clause that is the predicate's own: up to the verbs before and behind it.
    fn reach(&self, at: usize, sentence: TokenRange) -> TokenRange {
        let predicates = self.scene.predicates;
        let predicate = &predicates[at];
        let clause = predicate.clause.0;
        let finite = |other: &&Predicate| other.form == VerbForm::Finite;
        let mut first = clause.first.max(sentence.first);
        if let Some(before) = predicates[..at].last().filter(|before| before.tokens.end <= predicate.tokens.first) {
            first = first.max(before.tokens.end);
        }
        if let Some(subject) =
            predicate.subject.filter(|s| s.first >= sentence.first && s.first < predicate.tokens.first)
        {
            // What stands within the subject is its own; what another verb with that subject says is not.
            let between = predicates[..at].iter().rev().take_while(|before| before.tokens.first > subject.first);
            if between.take(NEAR as usize).all(|before| before.subject != predicate.subject) {
                first = first.min(subject.first).max(sentence.first);
            }
        }
        let mut end = clause.end.min(sentence.end).max(predicate.tokens.end);
        if let Some(behind) =
            predicates[at + 1..].iter().take(REACH).find(finite).filter(|behind| behind.tokens.first < end)
        {
            let start = behind.subject.map_or(behind.tokens.first, |subject| subject.first.min(behind.tokens.first));
            end = if start >= predicate.tokens.end { start } else { end.min(behind.tokens.first) };
        }
        while end > predicate.tokens.end && !self.ends_a_clause(end - 1) {
            end -= 1;
        }
        TokenRange::new(first.min(predicate.tokens.first), end.max(predicate.tokens.end))
    }

    /// Whether a clause may end with `token`: no mark, and no word that only leads on.
    fn ends_a_clause(&self, token: u32) -> bool {
        let tokens = &self.scene.document.tokens;
        let mut first = token;
        while first > 0 && tokens[first as usize].tag == Tag::Within {
            first -= 1;
        }
        let leads_on = matches!(
            tokens[first as usize].tag,
            Tag::Coordinator
                | Tag::Subordinator
                | Tag::Que
                | Tag::Who
                | Tag::Relative
                | Tag::Preposition
                | Tag::Of
                | Tag::Determiner
                | Tag::Negation
        );
        let kind = tokens[token as usize].kind;
        let stands = matches!(kind, TokenKind::Word | TokenKind::Number | TokenKind::Clitic | TokenKind::Quote(_));
        stands && !leads_on
    }

    /// The noun phrase that is the subject, with what depends on it.
    fn subject(&self, predicate: &Predicate) -> Option<TokenRange> {
        let subject = predicate.subject?;
        let mut end = subject.end;
        let limit =
            if subject.first < predicate.tokens.first { predicate.tokens.first } else { predicate.clause.0.end };
        while end < limit.min(subject.end + NEAR) {
            let token = &self.scene.document.tokens[end as usize];
            let depends = matches!(
                token.tag,
                Tag::Of
                    | Tag::Preposition
                    | Tag::Determiner
                    | Tag::Noun
                    | Tag::Proper
                    | Tag::Adjective
                    | Tag::Title
                    | Tag::Participle
            );
            if !depends {
                break;
            }
            end += 1;
        }
        Some(TokenRange::new(subject.first, end))
    }

    /// The stems of the nouns, names and adjectives in `range`.
    fn stems(&self, range: TokenRange) -> Vec<Arc<str>> {
        let stems = &self.stems[range.first as usize..range.end as usize];
        stems.iter().take(REACH).flatten().cloned().collect()
    }

    fn topic(&self, predicate: &Predicate, tokens: TokenRange) -> Option<u8> {
        let claims = &self.scene.rules.claims;
        let document = self.scene.document;
        let lemma = self.lemma(predicate);
        let expressions = claims.expressions(&lemma);
        // The entry that stands first decides: "tirer sur" is a deed where people are what is shot at.
        let made = self.behind(predicate, tokens).flat_map(|token| {
            let form = document.form(token).to_lowercase();
            expressions.iter().filter(move |(word, _)| **word == *form).map(|(_, topic)| *topic)
        });
        let made = made.min();
        let named = || {
            let subject = predicate.subject.unwrap_or_default();
            self.scene.lists.within(subject, List::Phrases).next().map(|(_, topic)| topic)
        };
        made.or_else(|| claims.verb(&lemma)).or_else(named)
    }

    /// The tokens behind a verb up to the first noun, which is what is done or to whom.
    fn behind(&self, predicate: &Predicate, tokens: TokenRange) -> impl Iterator<Item = u32> + '_ {
        let end = tokens.end.min(predicate.main + 1 + NEAR);
        let mut seen = false;
        (predicate.main + 1..end).take_while(move |&token| {
            let before = seen;
            let token = &self.scene.document.tokens[token as usize];
            let counts = token.is(Classes::NUMBER_WORD.with(Classes::QUANTITY).with(Classes::TIME));
            seen |= matches!(token.tag, Tag::Noun | Tag::Proper) && !counts;
            !before
        })
    }

    fn kind(
        &self,
        predicate: &Predicate,
        subject: Option<TokenRange>,
        tokens: TokenRange,
        topic: TopicKind,
    ) -> ClaimKind {
        let document = self.scene.document;
        let group = &document.tokens[predicate.tokens.first as usize..predicate.tokens.end as usize];
        let acts = |first: u32, end: u32| {
            let weapon = || self.scene.lists.any(TokenRange::new(first, end), List::Weapons);
            NounPhrase::at(document, first, end).is_some_and(|noun| {
                noun.speaks() && !noun.classes.has(Classes::FIRST_PERSON.with(Classes::DOCUMENT)) || weapon()
            })
        };
        let suffers = predicate.passive || predicate.form == VerbForm::Participle;
        let by_somebody = if suffers {
            let by = (predicate.tokens.end..tokens.end).find(|&token| document.tokens[token as usize].is(Classes::BY));
            by.is_some_and(|by| by + 1 < tokens.end && acts(by + 1, tokens.end))
        } else {
            let reflexive = group.iter().any(|token| token.tag == Tag::Object && token.is(Classes::REFLEXIVE));
            !(reflexive && topic == TopicKind::Harm) && subject.is_some_and(|range| acts(range.first, range.end))
        };
        let holds = |range: TokenRange| self.scene.lists.any(range, List::Forces);
        match topic {
            TopicKind::Harm if by_somebody => ClaimKind::Blame,
            TopicKind::Harm | TopicKind::Loss => ClaimKind::Casualty,
            TopicKind::Wrong if by_somebody => ClaimKind::Blame,
            TopicKind::Control if by_somebody && subject.is_some_and(holds) => ClaimKind::Control,
            TopicKind::Wrong | TopicKind::Control | TopicKind::Cause | TopicKind::Act => ClaimKind::Other,
        }
    }

    /// Whether the sentence names a year that is not that of publication.
    fn other_year(&self, sentence: TokenRange) -> bool {
        self.published.is_some_and(|day| self.scene.lists.years(sentence).any(|year| year != day.year()))
    }
}

/// Whether a token is a noun, a name or an adjective that says what a clause is about.
fn is_content(document: &Document, token: u32) -> bool {
    let token = &document.tokens[token as usize];
    matches!(token.tag, Tag::Noun | Tag::Proper | Tag::Adjective | Tag::Participle | Tag::Title)
        && !token.is(Classes::TIME.with(Classes::NUMBER_WORD).with(Classes::DEMONSTRATIVE))
}

/// Whether `predicate` is a verb of a clause that stands by itself.
#[must_use]
pub fn is_main(predicate: &Predicate) -> bool {
    predicate.form == VerbForm::Finite && predicate.clause.1 == ClauseKind::Main
}

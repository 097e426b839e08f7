//! Verb groups: a verb with its pronouns, auxiliaries and adverbs, and what it can report with.

use crate::document::{Document, Tag, TokenRange};
use crate::rules::{Classes, Frames, Link, Phrase, RulePack, Tenses, Verb};

/// A verb with its pronouns, negation, auxiliaries and the verb it leads up to.
#[derive(Clone, Copy, Debug)]
pub struct VerbGroup {
    /// All its tokens.
    pub tokens: TokenRange,
    /// The token of the verb that carries the meaning.
    pub main: u32,
    /// How its first verb stands.
    pub form: VerbForm,
    /// The verb that carries the meaning: a place in [`RulePack::verbs`], 0 where unknown.
    pub verb: u16,
    /// The subject pronoun behind the verb.
    pub clitic: Option<u32>,
    /// Whether its subject suffers what it says.
    pub passive: bool,
    /// Whether its auxiliary is the one of having.
    pub have: bool,
    /// Whether an auxiliary and a participle make its tense.
    pub compound: bool,
    /// Whether it holds a dative pronoun.
    pub dative: bool,
    /// Whether a pronoun of the first or second person is its subject or object.
    pub plural: Option<bool>,
    /// The tenses of its finite verb.
    pub tenses: Tenses,
}

/// How a verb stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerbForm {
    /// With person and tense.
    Finite,
    /// As an infinitive.
    Infinitive,
    /// As a present participle.
    Gerund,
    /// As a past participle without an auxiliary.
    Participle,
}

impl VerbGroup {
    /// The verb group that begins at token `at` and ends before `end`.
    #[must_use]
    pub fn at(document: &Document, rules: &RulePack, at: u32, end: u32) -> Option<VerbGroup> {
        let tag = |i: u32| if i < end { document.tokens[i as usize].tag } else { Tag::Stop };
        let mut i = at;
        let (mut reflexive, mut dative) = (false, false);
        while matches!(tag(i), Tag::Negation | Tag::Object) || i > at && tag(i) == Tag::Adverb {
            let token = &document.tokens[i as usize];
            if tag(i) == Tag::Object {
                reflexive |= token.is(Classes::REFLEXIVE);
                dative |= token.is(Classes::TONIC_PRONOUN)
                    || !token.is(Classes::DETERMINER.with(Classes::PREPOSITION).with(Classes::REFLEXIVE));
            }
            i += 1;
        }
        let form = match tag(i) {
            Tag::Finite => VerbForm::Finite,
            Tag::Infinitive => VerbForm::Infinitive,
            Tag::Gerund => VerbForm::Gerund,
            Tag::Participle => VerbForm::Participle,
            _ => return None,
        };
        let first = &document.tokens[i as usize];
        let mut group = VerbGroup {
            tokens: TokenRange::new(at, i + 1),
            main: i,
            form,
            verb: first.word.verb,
            clitic: None,
            passive: false,
            have: false,
            compound: false,
            dative,
            plural: match first.word.persons & 0b100_1000 {
                0b000_1000 => Some(false),
                0b100_0000 => Some(true),
                _ => None,
            },
            tenses: first.word.tenses,
        };
        if first.is(Classes::HAVE.with(Classes::BE)) && form != VerbForm::Participle {
            group.have = first.is(Classes::HAVE);
            group.participles(document, first.is(Classes::BE), reflexive, end);
        }
        group.clitics(document, end);
        if reflexive && group.verb != 0 {
            group.verb = rules.verbs[group.verb as usize].pronominal;
            if group.verb == 0 {
                return Some(group);
            }
        }
        let denied = (at..group.main).any(|i| document.tokens[i as usize].tag == Tag::Negation);
        let second = document.tokens.get(group.tokens.end as usize).filter(|_| group.tokens.end < end);
        if denied && second.is_some_and(|t| t.is(Classes::SECOND_NEGATION) && t.tag == Tag::Adverb) {
            group.tokens.end += 1;
        }
        if rules.grows(group.verb) {
            group.pronoun(document, rules, at);
            group.expression(document, rules, end);
            group.chain(document, rules, end);
        }
        Some(group)
    }

    /// The verb's entry.
    #[must_use]
    pub fn entry<'r>(&self, rules: &'r RulePack) -> &'r Verb {
        &rules.verbs[self.verb as usize]
    }

    /// The complements with which it reports.
    #[must_use]
    pub fn frames(&self, rules: &RulePack) -> Frames {
        rules.frames(self.verb)
    }

    /// Takes in the participles behind an auxiliary.
    fn participles(&mut self, document: &Document, mut be: bool, reflexive: bool, end: u32) {
        loop {
            let Some(at) = self.behind(document, self.tokens.end, end, true) else { return };
            let token = &document.tokens[at as usize];
            if token.tag != Tag::Participle {
                return;
            }
            let is_been = token.is(Classes::BE);
            self.passive = be && !reflexive;
            self.compound = true;
            self.main = at;
            self.verb = token.word.verb;
            self.tokens.end = at + 1;
            if !is_been {
                return;
            }
            be = true;
        }
    }

    /// The first token from `at` on that is no adverb, pronoun for emphasis or clitic; the clitic is noted.
    fn behind(&mut self, document: &Document, mut at: u32, end: u32, marks: bool) -> Option<u32> {
        let limit = end.min(at + 12);
        while at < limit {
            let token = &document.tokens[at as usize];
            match token.tag {
                Tag::Clitic => self.clitic = self.clitic.or(Some(at)),
                Tag::Adverb | Tag::Within => {}
                Tag::Pronoun | Tag::Object | Tag::Subject
                    if token
                        .is(Classes::TONIC_PRONOUN.with(Classes::SUBJECT_PRONOUN).with(Classes::OBJECT_PRONOUN))
                        && token.tag != Tag::Subject => {}
                Tag::Subject
                    if document.tokens.get(at as usize + 1).is_some_and(|next| next.tag == Tag::Participle) => {}
                Tag::Quote
                    if marks
                        && document.tokens.get(at as usize + 1).is_some_and(|next| next.tag == Tag::Participle) => {}
                Tag::Other => {}
                _ => return Some(at),
            }
            at += 1;
        }
        None
    }

    /// Takes in the subject pronouns written on to the verb.
    fn clitics(&mut self, document: &Document, end: u32) {
        while self.tokens.end < end && document.tokens[self.tokens.end as usize].tag == Tag::Clitic {
            self.clitic = self.clitic.or(Some(self.tokens.end));
            self.tokens.end += 1;
        }
        if let Some(clitic) = self.clitic {
            self.tokens.end = self.tokens.end.max(clitic + 1);
        }
    }

    /// Takes in a pronoun that changes what the verb means: *y voir*, *en appeler*.
    fn pronoun(&mut self, document: &Document, rules: &RulePack, from: u32) {
        for (word, expression) in &self.entry(rules).pronouns {
            if (from..self.main)
                .any(|i| document.tokens[i as usize].tag == Tag::Object && document.form(i).eq_ignore_ascii_case(word))
            {
                self.verb = *expression;
                return;
            }
        }
    }

    /// Takes in the words that make an expression with the verb: *faire savoir*.
    fn expression(&mut self, document: &Document, rules: &RulePack, end: u32) {
        let verb = self.entry(rules);
        for (rest, expression) in &verb.expressions {
            let mut at = self.tokens.end;
            let fits = rest.iter().all(|word| {
                let from = if at == self.tokens.end { Some(at) } else { None };
                let skipped = from.map_or(Some(at), |at| {
                    (at..end.min(at + 4)).find(|&i| {
                        !matches!(document.tokens[i as usize].tag, Tag::Adverb | Tag::Within)
                            || document.form(i).eq_ignore_ascii_case(word)
                    })
                });
                let Some(i) = skipped.filter(|&i| i < end) else { return false };
                at = i + 1;
                document.form(i).eq_ignore_ascii_case(word) || document.form(i) == &**word
            });
            if fits && at > self.tokens.end {
                self.verb = *expression;
                self.main = at - 1;
                self.tokens.end = at;
                return;
            }
        }
    }

    /// Takes in the reporting infinitive that the verb leads up to: *a tenu à rappeler*.
    fn chain(&mut self, document: &Document, rules: &RulePack, end: u32) {
        if self.entry(rules).chains.is_empty() {
            return;
        }
        let Some(at) = self.behind(document, self.tokens.end, end, false) else { return };
        let links = &self.entry(rules).chains;
        let word = document.form(at);
        // Of the forms of a preposition only the elided one leads up to a verb; the others hold an article.
        let elided = word.ends_with('\'');
        let linked = links
            .iter()
            .any(|link| matches!(link, Link::Word(w) if **w == *word || elided && rules.is_form_of(word, w)));
        let inverted = self.clitic.is_some() && links.contains(&Link::Inverted);
        let start = if linked {
            at + 1
        } else if links.contains(&Link::Bare) || inverted {
            at
        } else {
            return;
        };
        if start >= end {
            return;
        }
        let Some(inner) = VerbGroup::at(document, rules, start, end) else { return };
        if inner.form == VerbForm::Infinitive && !inner.frames(rules).is_empty() {
            self.verb = inner.verb;
            self.main = inner.main;
            self.tokens.end = inner.tokens.end;
            self.passive = inner.passive;
            self.dative |= inner.dative;
        }
    }
}

/// Whether an adverb's phrase begins at `at`: its length in tokens, 1 for a single word.
#[must_use]
pub(crate) fn adverb_length(document: &Document, at: u32) -> u32 {
    document
        .phrase_at(at)
        .filter(|span| matches!(span.phrase, Phrase::Adverbial | Phrase::NotSource))
        .map_or(1, |span| span.tokens.len())
}

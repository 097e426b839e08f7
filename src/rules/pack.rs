//! A compiled rule pack: the words, verbs and phrases of a language, ready to be looked up.

use std::hint::black_box;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::calendar::Calendar;
use super::callings::Callings;
use super::claims::ClaimWords;
use super::classes::{Classes, Frames, Tenses};
use super::figures::FigureRules;
use super::names::Names;
use super::reports::Reports;
use super::revisions::Revisions;
use super::trie::Trie;
use super::unnamed::Unnamed;
use super::wire::Wire;
use super::words::{Ending, FewWords, Letters, Sought, Words, tail};
use crate::analysis::{EntityKind, Stance};

/// The words, verbs and phrases of a language.
#[derive(Debug, Default)]
pub struct RulePack {
    /// The language tag.
    pub language: String,
    /// Every verb, reporting or not; the first is none.
    pub verbs: Vec<Verb>,
    /// Names known beforehand: seats of power, bodies, media, countries.
    pub known: Vec<Known>,
    /// Prepositions that name a source.
    pub prepositions: Vec<Preposition>,
    /// Nouns of several words that mean what none of them does by itself.
    pub longer_nouns: Vec<LongerNoun>,
    /// Nouns that report, by their form.
    pub nouns: FxHashMap<Box<str>, NounCue>,
    /// What stands around a report.
    pub wire: Wire,
    /// Words by which reports are compared.
    pub reports: Reports,
    /// What tells how versions of a report differ.
    pub revisions: Revisions,
    /// The words of figures.
    pub figures: FigureRules,
    /// How reports speak of those they do not name.
    pub unnamed: Unnamed,
    /// The words of claims.
    pub claims: ClaimWords,
    /// How names are spelled, and which offices exclude each other.
    pub names: Names,
    /// The words that may be used of the same one.
    pub callings: Callings,
    /// The words of the calendar.
    pub calendar: Calendar,
    /// The sentences that prove the rules, with the entry each belongs to.
    pub examples: Vec<Example>,
    pub(super) words: Words,
    /// What is asked of nearly every verb, in the order of [`RulePack::verbs`].
    pub(super) briefs: Vec<Brief>,
    pub(super) endings: Vec<Ending>,
    /// For every last byte the letters of the endings with it.
    pub(super) by_last: Vec<Vec<Letters>>,
    /// What phrases mean, over [`Word::phrase`].
    pub(super) phrases: Trie<Phrase>,
    pub(super) elisions: FewWords<()>,
    pub(super) clitics: FewWords<()>,
    pub(super) linking: Box<str>,
    /// The ending of a feminine participle; empty where the language has none.
    pub(super) feminine: Box<str>,
    /// The forms that a preposition takes before other words.
    pub(super) melted: FxHashMap<String, Vec<String>>,
    /// The abbreviations; of each whether it ends a sentence where a capital follows.
    pub(super) abbreviations: FewWords<bool>,
}

/// What is asked of nearly every verb: small enough that those of all verbs stay near the processor.
#[derive(Clone, Copy, Debug)]
pub(super) struct Brief {
    pub frames: Frames,
    /// Whether words around it make it another verb: pronouns, expressions, infinitives.
    pub grows: bool,
}

impl Brief {
    pub fn of(verb: &Verb) -> Brief {
        let grows = !(verb.chains.is_empty() && verb.expressions.is_empty() && verb.pronouns.is_empty());
        Brief { frames: verb.frames, grows }
    }
}

/// What is known of a word form.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Its possible classes.
    pub classes: Classes,
    /// The verb it may be a form of: a place in [`RulePack::verbs`], 0 for none.
    pub verb: u16,
    /// The tenses it may stand for, as a verb.
    pub tenses: Tenses,
    /// The persons it may stand for, as a verb: bits 1 to 6 for je, tu, il, nous, vous, ils.
    pub persons: u8,
    /// Its genders: 1 masculine, 2 feminine.
    pub gender: u8,
    /// Its numbers: 1 singular, 2 plural.
    pub number: u8,
    /// Its number in phrases, 0 where no phrase holds it.
    pub phrase: u32,
    /// Its number among the words of [`RulePack::figures`], 0 where it is none.
    pub figure: u16,
    /// Whether a phrase of [`RulePack::phrase`] begins with it.
    pub leads: bool,
    /// Whether it is such a phrase by itself.
    pub stands: bool,
    /// Its set among those of [`RulePack::callings`], 0 where it tells none.
    pub calling: u8,
    /// The number of the phrases of the calendar that begin with it, 0 where none does.
    pub calendar: u8,
}

impl Word {
    /// What is known of a word in no list.
    pub(super) const NOTHING: Word = Word {
        classes: Classes::NONE,
        verb: 0,
        tenses: Tenses::NONE,
        persons: 0,
        gender: 0,
        number: 0,
        phrase: 0,
        figure: 0,
        leads: false,
        stands: false,
        calling: 0,
        calendar: 0,
    };
}

/// A verb.
#[derive(Clone, Debug, Default)]
pub struct Verb {
    /// Its infinitive.
    pub lemma: Arc<str>,
    /// The complements with which it reports; none where it does not.
    pub frames: Frames,
    /// What reporting with it implies.
    pub stance: Stance,
    /// Whether it reports only where something is quoted.
    pub needs_quote: bool,
    /// Whether a noun or adjective has forms like it.
    pub homograph: bool,
    /// The verb it is with a reflexive pronoun: a place in [`RulePack::verbs`], 0 for none.
    pub pronominal: u16,
    /// How it leads up to another verb's infinitive.
    pub chains: Vec<Link>,
    /// Longer expressions it begins: the words that follow it, and the verb they make together.
    pub expressions: Vec<(Vec<Box<str>>, u16)>,
    /// Pronouns with which it means something else, and the verb it then is.
    pub pronouns: Vec<(Box<str>, u16)>,
    /// Whether it is an auxiliary.
    pub auxiliary: bool,
    /// The rule that declares it, as `file: entry`.
    pub rule: Arc<str>,
}

/// What stands between a verb and the infinitive it leads up to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// Nothing.
    Bare,
    /// Nothing, where the subject pronoun is written on to the verb.
    Inverted,
    /// A preposition.
    Word(Box<str>),
}

/// A preposition that names a source.
#[derive(Clone, Debug)]
pub struct Preposition {
    /// Its dictionary form.
    pub lemma: Arc<str>,
    /// What it implies.
    pub stance: Stance,
    /// Whether it reports only where what follows can speak.
    pub weak: bool,
    /// Whether it reports whatever follows that is not known to be mute.
    pub plain: bool,
    /// Whether the source phrase includes it.
    pub within: bool,
    /// Whether a pronoun in it is the source.
    pub inner: bool,
    /// The rule that declares it.
    pub rule: Arc<str>,
}

/// A noun that reports.
#[derive(Clone, Debug)]
pub struct NounCue {
    /// The complements with which it reports.
    pub frames: Frames,
    /// What it implies.
    pub stance: Stance,
    /// Its dictionary form: the first of its entry.
    pub lemma: Arc<str>,
    /// The rule that declares it.
    pub rule: Arc<str>,
}

/// A name known beforehand.
#[derive(Clone, Debug)]
pub struct Known {
    /// The name to report.
    pub name: Arc<str>,
    /// What it is.
    pub kind: EntityKind,
    /// 1 masculine, 2 feminine.
    pub gender: u8,
    /// 1 singular, 2 plural.
    pub number: u8,
    /// Whether it is a capital, which stands for its country only where it acts.
    pub capital: bool,
}

/// What a phrase of several words is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// A preposition that names a source: a place in [`RulePack::prepositions`].
    Source(u16),
    /// Words that look like such a preposition and are none.
    NotSource,
    /// Words that refer to somebody named before, with gender and number, and whether to another than who spoke last.
    Anaphor(u8, u8, bool),
    /// Words that refer to the source named last.
    SameSource,
    /// Words that leave the order of things alone.
    Adverbial,
    /// A preposition.
    Preposition,
    /// A conjunction.
    Subordinator,
    /// Words that compare, and open a clause where a verb follows.
    Comparison,
    /// Words between a cue and its clause.
    ClauseOpener,
    /// A name: a place in [`RulePack::known`].
    Known(u16),
    /// A noun, whose head is the first word: a place in [`RulePack::longer_nouns`].
    Noun(u16),
}

/// What is known of a noun of several words.
#[derive(Clone, Copy, Debug)]
pub struct LongerNoun {
    /// The classes that its head has with the other words.
    pub classes: Classes,
    /// 1 masculine, 2 feminine, 3 either, 0 unknown.
    pub gender: u8,
    /// 1 singular, 2 plural, 0 unknown.
    pub number: u8,
}

/// A marked sentence that proves a rule.
#[derive(Clone, Debug)]
pub struct Example {
    /// The rule, as `file: entry`.
    pub rule: Arc<str>,
    /// The sentence with its marks.
    pub marked: String,
}

impl RulePack {
    /// What is known of `form`, which is in lower case.
    #[must_use]
    pub fn word(&self, form: &str) -> Word {
        self.completed(self.listed(form), form)
    }

    /// What the lists hold of `form`, which is in lower case.
    #[inline]
    pub(crate) fn listed(&self, form: &str) -> Word {
        self.words.get(form)
    }

    /// The word from byte `start` up to byte `end` of `text`, in lower case if `lower`, to be looked up with others by
    /// [`RulePack::found`]. None where [`RulePack::word`] is to be asked: for long words, the last one of a text, and such.
    #[inline]
    pub(crate) fn sought(text: &str, start: usize, end: usize, lower: bool) -> Option<Sought> {
        Words::sought(text, start, end, lower)
    }

    /// What the lists hold of the words of `sought`, each with what it comes with.
    pub(crate) fn found<T: Copy>(&self, sought: &[(T, Sought)]) -> impl Iterator<Item = (T, &Word)> {
        black_box(self.words.fetch(sought));
        sought.iter().map(|&(with, sought)| (with, self.words.found(sought)))
    }

    /// What the lists hold of `form`; where that is no class, with those that its ending suggests.
    #[inline]
    pub(crate) fn completed(&self, word: Word, form: &str) -> Word {
        if !word.classes.is_empty() {
            return word;
        }
        let classes = self.guessed(form);
        let Word { phrase, figure, leads, stands, calling, calendar, .. } = word;
        Word { classes, phrase, figure, leads, stands, calling, calendar, ..self.guessed_features(classes, form) }
    }

    /// The classes that the ending of an unknown word suggests.
    fn guessed(&self, form: &str) -> Classes {
        let last = form.as_bytes().last().map_or(0, |&last| usize::from(last));
        let Some(candidates) = self.by_last.get(last) else { return Classes::NONE };
        let tail = tail(form);
        for letters in candidates.iter().filter(|letters| letters.end(form, tail)) {
            let ending = &self.endings[usize::from(letters.ending)];
            if form.len() >= ending.least && !ending.unless.contains(form) {
                return ending.class;
            }
        }
        Classes::NONE
    }

    /// Gender and number that a guessed participle shows, any where the class says nothing.
    fn guessed_features(&self, classes: Classes, form: &str) -> Word {
        if !classes.has(Classes::PARTICIPLE) {
            return Word::default();
        }
        let plural = form.ends_with('s');
        let feminine = !self.feminine.is_empty() && form.trim_end_matches('s').ends_with(&*self.feminine);
        Word { gender: if feminine { 2 } else { 1 }, number: if plural { 2 } else { 1 }, ..Word::default() }
    }

    /// Whether `letters`, in whatever case, are cut off before an apostrophe.
    #[must_use]
    pub fn is_elision(&self, letters: &str) -> bool {
        self.elisions.get(letters).is_some()
    }

    /// Whether `word`, in whatever case, is cut off behind a verb and a hyphen.
    #[must_use]
    pub fn is_clitic(&self, word: &str) -> bool {
        self.clitics.get(word).is_some()
    }

    /// The letters that join a verb and its clitic.
    #[must_use]
    pub fn linking(&self) -> &str {
        &self.linking
    }

    /// Whether `form` is `preposition`, as it stands or before another word.
    #[must_use]
    pub fn is_form_of(&self, form: &str, preposition: &str) -> bool {
        form == preposition || self.melted.get(preposition).is_some_and(|forms| forms.iter().any(|f| f == form))
    }

    /// Whether a full stop behind `word`, in whatever case, leaves the sentence open; `capital` tells whether a capital
    /// follows.
    #[must_use]
    pub fn is_abbreviation(&self, word: &str, capital: bool) -> bool {
        self.abbreviations.get(word).is_some_and(|closes| !(closes && capital))
    }

    /// Whether a phrase may begin with a word and go on with the `next`, by their numbers; if not, none does.
    #[must_use]
    pub fn may_begin(&self, word: u32, next: u32) -> bool {
        self.phrases.may_begin(word, next)
    }

    /// The longest phrase that begins the `words`, given by their numbers: its length in words and what it is.
    #[must_use]
    pub fn phrase(&self, words: impl Iterator<Item = u32>) -> Option<(usize, Phrase)> {
        self.phrases.longest(words)
    }

    /// `word` as the head of a noun of several words: a place in [`RulePack::longer_nouns`].
    #[must_use]
    pub fn head(&self, word: Word, noun: u16) -> Word {
        let LongerNoun { classes, gender, number } = self.longer_nouns[usize::from(noun)];
        Word {
            classes: word.classes.without(Classes::ABSTRACT).with(classes),
            gender: if word.gender == 0 { gender } else { word.gender },
            number: if word.number == 0 { number } else { word.number },
            ..word
        }
    }

    /// The complements with which the verb at a place in [`RulePack::verbs`] reports.
    #[must_use]
    pub fn frames(&self, verb: u16) -> Frames {
        self.briefs.get(usize::from(verb)).map_or(Frames::NONE, |brief| brief.frames)
    }

    /// Whether words around the verb at a place in [`RulePack::verbs`] may make it another one.
    #[must_use]
    pub(crate) fn grows(&self, verb: u16) -> bool {
        self.briefs.get(usize::from(verb)).is_some_and(|brief| brief.grows)
    }

    /// The verb that `word` may be a form of.
    #[must_use]
    pub fn verb(&self, word: Word) -> Option<&Verb> {
        (word.verb != 0).then(|| &self.verbs[word.verb as usize])
    }
}

//! One version of a report laid out for comparing: a key for every token, and the sentences.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::wire;
use crate::document::{ParagraphKind, TokenKind, TokenRange};
use crate::reading::Reading;
use crate::rules::{Classes, RulePack};
use crate::text::{Span, fold, one_line};

/// How many tokens a unit may hold: longer sentences are cut at a comma behind half of it, so that comparing two takes
/// bounded time. Of the 7,000 sentences of the evaluation articles 3 are longer.
const LONGEST: u32 = 192;

/// One version of a report, laid out for comparing.
#[derive(Debug)]
pub(super) struct Version<'a> {
    pub reading: &'a Reading,
    /// For every token a hash of its form, the same for all glyphs of one mark.
    pub keys: Vec<u64>,
    /// For every token a hash of its letters without case and accents.
    pub folded: Vec<u64>,
    /// For every token where it is written.
    pub spans: Vec<Span>,
    /// For every token whether it is a number, in digits or letters.
    numbers: Vec<bool>,
    /// The sentences, in order.
    pub units: Vec<Unit>,
    /// For every token its unit, or none for those of notices.
    pub unit_of: Vec<u32>,
}

/// A sentence, or a part of an endless one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    pub tokens: TokenRange,
    pub paragraph: u32,
    /// A hash of its keys.
    pub hash: u64,
    pub is_headline: bool,
}

impl<'a> Version<'a> {
    pub fn new(reading: &'a Reading, rules: &RulePack) -> Version<'a> {
        let document = &reading.document;
        let mut keys = Vec::with_capacity(document.tokens.len());
        let mut folded = Vec::with_capacity(document.tokens.len());
        let mut numbers = Vec::with_capacity(document.tokens.len());
        let mut scratch = String::new();
        for token in &document.tokens {
            let form = token.form(document.normal.text());
            let (key, fold) = hashes(form, token.kind, &mut scratch);
            keys.push(key);
            let is_number = |form: &str| {
                // *Quarante-trois* and *vingt et un* are made of number words and of small ones.
                let mut parts = form.split('-').map(|part| rules.word(&part.to_lowercase()).classes);
                let small = Classes::NUMBER_WORD.with(Classes::COORDINATOR).with(Classes::DETERMINER);
                parts.clone().any(|part| part.has(Classes::NUMBER_WORD)) && parts.all(|part| part.has(small))
            };
            numbers.push(match token.kind {
                TokenKind::Number => true,
                TokenKind::Word if token.is(Classes::NUMBER_WORD) => true,
                TokenKind::Word => form.contains('-') && is_number(form),
                _ => false,
            });
            folded.push(fold);
        }
        let spans = (0..document.tokens.len() as u32).map(|at| document.span(TokenRange::new(at, at + 1))).collect();
        let mut version = Version {
            reading,
            keys,
            folded,
            spans,
            numbers,
            units: Vec::new(),
            unit_of: vec![u32::MAX; document.tokens.len()],
        };
        version.lay_out(rules);
        version
    }

    /// Cuts the paragraphs into units.
    fn lay_out(&mut self, rules: &RulePack) {
        let document = &self.reading.document;
        let apart = wire::apart(self.reading, rules);
        let mut sentences = document.sentences.iter().peekable();
        let mut has_text = false;
        for (at, paragraph) in document.paragraphs.iter().enumerate() {
            let is_headline = match paragraph.kind {
                ParagraphKind::Title => true,
                ParagraphKind::Heading => !has_text,
                ParagraphKind::Text | ParagraphKind::Quotation => {
                    has_text = true;
                    false
                }
                ParagraphKind::Apparatus => continue,
            };
            let is_apart = apart.contains(&at);
            while let Some(sentence) = sentences.next_if(|sentence| sentence.tokens.first < paragraph.tokens.end) {
                let mut first = sentence.tokens.first;
                if is_apart {
                    continue;
                }
                for token in sentence.tokens.first..sentence.tokens.end {
                    let long = token - first;
                    let cut = document.tokens[token as usize].kind == TokenKind::Comma && long > LONGEST / 2;
                    if cut || long >= LONGEST {
                        self.unit(TokenRange::new(first, token + 1), at, is_headline);
                        first = token + 1;
                    }
                }
                if first < sentence.tokens.end {
                    self.unit(TokenRange::new(first, sentence.tokens.end), at, is_headline);
                }
            }
        }
    }

    fn unit(&mut self, tokens: TokenRange, paragraph: usize, is_headline: bool) {
        let mut hasher = FxHasher::default();
        for &key in &self.keys[tokens.first as usize..tokens.end as usize] {
            hasher.write_u64(key);
        }
        let id = self.units.len() as u32;
        self.unit_of[tokens.first as usize..tokens.end as usize].fill(id);
        self.units.push(Unit { tokens, paragraph: paragraph as u32, hash: hasher.finish(), is_headline });
    }

    /// The keys of `tokens`.
    pub fn keys(&self, tokens: TokenRange) -> &[u64] {
        &self.keys[tokens.first as usize..tokens.end as usize]
    }

    /// The tokens that `span` of the text as written touches.
    pub fn tokens(&self, span: Span) -> TokenRange {
        let first = self.spans.partition_point(|token| token.end() <= span.start());
        let end = self.spans.partition_point(|token| token.start() < span.end());
        TokenRange::new(first as u32, end as u32)
    }

    /// Where `tokens` stand in the text as written.
    pub fn span(&self, tokens: TokenRange) -> Span {
        self.reading.span(tokens)
    }

    /// `tokens` as written, on one line.
    pub fn text(&self, tokens: TokenRange) -> String {
        let written = self.reading.text(self.span(tokens));
        one_line(written).into_owned()
    }

    /// The matching form of a token in lower case.
    pub fn lower(&self, token: u32) -> String {
        self.reading.document.form(token).to_lowercase()
    }

    /// Whether `token` is a word or a number.
    pub fn is_word(&self, token: u32) -> bool {
        matches!(
            self.reading.document.tokens[token as usize].kind,
            TokenKind::Word | TokenKind::Clitic | TokenKind::Number | TokenKind::Other
        )
    }

    /// Whether `token` is a number, in digits or letters.
    pub fn is_number(&self, token: u32) -> bool {
        self.numbers[token as usize]
    }

    /// Whether `token` is a word that says something by itself: no article, pronoun, preposition or auxiliary.
    pub fn is_content(&self, token: u32) -> bool {
        const SMALL: Classes = Classes::DETERMINER
            .with(Classes::CONTRACTION)
            .with(Classes::POSSESSIVE)
            .with(Classes::DEMONSTRATIVE)
            .with(Classes::OF)
            .with(Classes::PREPOSITION)
            .with(Classes::SUBJECT_PRONOUN)
            .with(Classes::NEUTER_PRONOUN)
            .with(Classes::TONIC_PRONOUN)
            .with(Classes::OBJECT_PRONOUN)
            .with(Classes::REFLEXIVE)
            .with(Classes::RELATIVE)
            .with(Classes::RELATIVE_SUBJECT)
            .with(Classes::COMPLEMENTIZER)
            .with(Classes::SUBORDINATOR)
            .with(Classes::COORDINATOR)
            .with(Classes::AS)
            .with(Classes::HAVE)
            .with(Classes::BE);
        let found = &self.reading.document.tokens[token as usize];
        match found.kind {
            TokenKind::Number => true,
            TokenKind::Word => self.is_number(token) || !found.is(SMALL) && found.end - found.start > 2,
            _ => false,
        }
    }

    /// Whether `token` is, or may be part of, a name: a capital that does not merely open a sentence.
    pub fn is_name(&self, token: u32) -> bool {
        let tokens = &self.reading.document.tokens;
        let found = &tokens[token as usize];
        if found.kind != TokenKind::Word || !found.is_capital() || self.is_number(token) {
            return false;
        }
        let opens = token.checked_sub(1).is_none_or(|before| {
            self.unit_of[before as usize] != self.unit_of[token as usize]
                || matches!(tokens[before as usize].kind, TokenKind::Quote(_) | TokenKind::Colon)
        });
        let named = Classes::GIVEN_NAME.with(Classes::COUNTRY);
        let follows =
            tokens.get(token as usize + 1).is_some_and(|next| next.kind == TokenKind::Word && next.is_capital());
        !opens || found.is(named) || found.word.classes.is_empty() || follows && !found.is(Classes::DETERMINER)
    }
}

/// The key of a token, and the key of its letters alone.
fn hashes(form: &str, kind: TokenKind, scratch: &mut String) -> (u64, u64) {
    let of = |text: &str| {
        let mut hasher = FxHasher::default();
        hasher.write(text.as_bytes());
        hasher.finish()
    };
    match kind {
        TokenKind::Quote(_) => return (1, 1),
        TokenKind::Dash => return (2, 2),
        TokenKind::Ellipsis => return (3, 3),
        TokenKind::Number => {
            // Groups of digits are set apart by a space, a dot or an apostrophe.
            scratch.clear();
            let bytes = form.as_bytes();
            for (at, c) in form.char_indices() {
                let digits = bytes.iter().skip(at + 1).take_while(|byte| byte.is_ascii_digit()).count();
                if !(digits == 3 && matches!(c, ' ' | '.' | '\'')) {
                    scratch.push(c);
                }
            }
            let key = of(scratch);
            return (key, key);
        }
        _ => {}
    }
    if form.is_ascii() {
        scratch.clear();
        scratch.extend(form.chars().map(|c| c.to_ascii_lowercase()));
        return (of(form), of(scratch));
    }
    // Accents on capitals and ligatures are the printer's affair.
    scratch.clear();
    for c in form.chars() {
        if c.is_uppercase() || matches!(c, '\u{153}' | '\u{e6}' | '\u{2019}' | '\u{2bc}') {
            scratch.push_str(any_ascii::any_ascii_char(c));
        } else {
            scratch.push(c);
        }
    }
    let key = of(scratch);
    (key, of(&fold(form)))
}

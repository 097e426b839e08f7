//! What people are said to be: the descriptions that stand beside their names.

use crate::analysis::{Bearer, Entity};
use crate::document::{Document, Tag, Token, TokenKind, TokenRange};
use crate::rules::{Classes, RulePack};

use super::name::FoundName;

/// How many tokens a description may have; the longest on the real articles and dossiers has 15 words.
const LONGEST: u32 = 24;
/// How many descriptions may follow a name, one behind the other.
const ROW: usize = 4;

/// Fills in the offices of `entities` from the descriptions beside their names.
pub(super) fn fill(document: &Document, rules: &RulePack, names: &[FoundName], entities: &mut [Entity]) {
    let beside = Beside { document, rules };
    for found in names.iter().filter(|found| found.name.bearer == Bearer::Person) {
        let Some(entity) = found.name.entity.and_then(|entity| entities.get_mut(entity)) else { continue };
        let mut ranges = beside.before(found.tokens);
        ranges.extend(beside.behind(found.tokens));
        entity.offices.extend(ranges.into_iter().map(|range| document.span(range)));
    }
    for entity in entities {
        entity.offices.sort_unstable();
        entity.offices.dedup();
    }
}

struct Beside<'a> {
    document: &'a Document,
    rules: &'a RulePack,
}

impl Beside<'_> {
    /// Whether a determiner stands at `at`, or a word like one that was taken for a pronoun before a verb.
    fn is_determiner(&self, at: u32) -> bool {
        self.document.tag(at) == Tag::Determiner
            || self.document.tag(at) == Tag::Object
                && self.document.token(at).is_some_and(|token| token.is(Classes::DETERMINER))
    }

    fn is_function(&self, at: u32) -> bool {
        // "Le commandant": a noun that has the form of a participle.
        let noun = |token: &Token| match token.tag {
            Tag::Noun | Tag::Adjective => true,
            Tag::Gerund | Tag::Participle => at > 0 && self.is_determiner(at - 1),
            _ => false,
        };
        self.document
            .token(at)
            .is_some_and(|token| token.is(Classes::FUNCTION) && token.word.number != 2 && noun(token))
    }

    /// The descriptions before a name: directly, *le colonel Brel*, and before a comma, *le maire, Jean Brel,*.
    fn before(&self, name: TokenRange) -> Vec<TokenRange> {
        let mut found = Vec::new();
        let mut end = name.first;
        while end > 0 && self.document.tag(end - 1) == Tag::Title {
            end -= 1;
        }
        if end < name.first && end > 0 && self.document.tag(end - 1) == Tag::Determiner {
            end -= 1;
        }
        if let Some(range) = self.phrase_before(end) {
            found.push(range);
            end = range.first;
            // Behind a comma two offices are two people's: "le préfet, le maire Jean Brel".
            if self.rules.names.office(self.document.words(range)).is_some() {
                return found;
            }
        }
        let closed = !matches!(self.document.tag(name.end), Tag::Finite | Tag::Negation | Tag::Object);
        if closed && end > 0 && self.document.tag(end - 1) == Tag::Comma {
            if let Some(range) = self.phrase_before(end - 1).filter(|range| self.is_determined(*range)) {
                found.insert(0, range);
            }
        }
        found
    }

    fn is_determined(&self, range: TokenRange) -> bool {
        self.document.token(range.first).is_some_and(|token| token.is(Classes::DETERMINER.with(Classes::CONTRACTION)))
    }

    /// The phrase around a noun for a person that ends before token `end`.
    fn phrase_before(&self, end: u32) -> Option<TokenRange> {
        // "Les proches de Jean Brel" are not what he is.
        if end == 0 || matches!(self.document.tag(end - 1), Tag::Of | Tag::Preposition | Tag::Determiner) {
            return None;
        }
        let sentences = &self.document.sentences;
        let sentence =
            sentences.partition_point(|s| s.tokens.first < end).checked_sub(1).map(|at| sentences[at].tokens);
        let least = end.saturating_sub(LONGEST).max(sentence.map_or(0, |tokens| tokens.first));
        let mut first = end;
        while first > least {
            let at = first - 1;
            match self.document.tag(at) {
                _ if self.is_determiner(at) => {
                    first = at;
                    if at == 0 || !matches!(self.document.tag(at - 1), Tag::Of | Tag::Preposition) {
                        break;
                    }
                }
                Tag::Noun | Tag::Adjective | Tag::Proper | Tag::Within | Tag::Of | Tag::Preposition => first = at,
                Tag::Participle | Tag::Gerund if !self.is_determiner(first) || first == end => first = at,
                _ => break,
            }
        }
        let head = (first..end).find(|&at| self.is_function(at))?;
        // "une lettre du préfet": what stands before the office is another thing.
        let mut first_of_head = head;
        while first_of_head > first
            && (matches!(self.document.tag(first_of_head - 1), Tag::Adjective | Tag::Of)
                || self.is_determiner(first_of_head - 1))
        {
            first_of_head -= 1;
            if self.document.tag(first_of_head) != Tag::Adjective {
                break;
            }
        }
        if self.document.tag(first_of_head) == Tag::Of
            && !self.document.token(first_of_head).is_some_and(|token| token.is(Classes::CONTRACTION))
        {
            first_of_head += 1;
        }
        Some(TokenRange::new(first_of_head, end))
    }

    /// The descriptions behind a name and a comma: *Jean Brel, 47 ans, maire de Metz, qui dirige le port*.
    fn behind(&self, name: TokenRange) -> Vec<TokenRange> {
        let mut found = Vec::new();
        let mut at = name.end;
        if self.document.tag(at) == Tag::Open {
            let close = (at..at + LONGEST).find(|&i| matches!(self.document.tag(i), Tag::Close | Tag::Stop));
            match close.filter(|&close| self.document.tag(close) == Tag::Close) {
                Some(close) => at = close + 1,
                None => return found,
            }
        }
        for _ in 0..ROW {
            if self.document.tag(at) != Tag::Comma {
                break;
            }
            let Some((range, counts)) = self.phrase_behind(at + 1) else { break };
            // "Jean Brel, le maire, Paul Roux": whose office that is nobody can say.
            let next = self.document.tag(range.end) == Tag::Comma
                && matches!(self.document.tag(range.end + 1), Tag::Proper | Tag::Title);
            if counts && !(next && self.is_determined(range)) {
                found.push(range);
            }
            at = range.end;
        }
        found
    }

    /// The description that begins at token `at`, or an age, which does not count as one.
    fn phrase_behind(&self, at: u32) -> Option<(TokenRange, bool)> {
        let first = self.document.token(at)?;
        let end = self.end_behind(at);
        let range = TokenRange::new(at, end);
        if first.kind == TokenKind::Number || first.is(Classes::NUMBER_WORD) && !first.is(Classes::DETERMINER) {
            return Some((range, false));
        }
        if first.tag == Tag::Who {
            let verb = (at + 1..end.min(at + 4)).find(|&i| self.document.tag(i) == Tag::Finite)?;
            let leads = self.rules.names.is_office_verb(self.document.form(verb));
            return leads.then_some((range, true));
        }
        let head =
            (at..end).find(|&i| !matches!(self.document.tag(i), Tag::Determiner | Tag::Adjective | Tag::Number))?;
        let adjective = (at..head).any(|i| self.is_function(i));
        (self.is_function(head) || adjective).then_some((range, true))
    }

    /// Where the description that begins at token `at` ends.
    fn end_behind(&self, at: u32) -> u32 {
        let mut end = at;
        let mut relative = false;
        while end < at + LONGEST {
            match self.document.tag(end) {
                Tag::Who | Tag::Relative => relative = true,
                Tag::Finite | Tag::Negation | Tag::Object | Tag::Infinitive | Tag::Clitic if relative => {}
                Tag::Noun
                | Tag::Adjective
                | Tag::Proper
                | Tag::Within
                | Tag::Of
                | Tag::Preposition
                | Tag::Determiner
                | Tag::Participle
                | Tag::Adverb
                | Tag::Number
                | Tag::Time
                | Tag::Title => {}
                _ => break,
            }
            end += 1;
        }
        end
    }
}

//! Speakers: who is meant by a source, over sentences and paragraphs, and what floating quotations belong to.

use std::sync::Arc;

use crate::analysis::{Attribution, Cue, Entity, EntityKind, Extent, Mode, Name, Source};
use crate::annotate::{NounKind, NounPhrase, Quotes};
use crate::document::{Document, Tag, TokenKind, TokenRange};
use crate::rules::{Classes, Phrase, RulePack};

use super::description::agree;
use super::entity::{Being, Beings};
use super::found::{Found, FoundSource};
use super::frame::{Mention, Reading};
use super::{name, office};

/// How many earlier subjects a pronoun may reach back to.
const MEMORY: usize = 24;

/// Says who is meant by every source and gives the finished attributions and entities.
pub(super) fn resolve(
    document: &Document,
    rules: &RulePack,
    quotes: &Quotes,
    mut readings: Vec<Reading>,
    mentions: &[Mention],
    extent: Extent,
) -> (Vec<Attribution>, Vec<Entity>, Vec<Name>) {
    readings.sort_by_key(|reading| (reading.unit.tokens.first, reading.unit.inside.is_some()));
    let mut met: Vec<&Mention> = Vec::with_capacity(mentions.len());
    met.extend(readings.iter().flat_map(|reading| &mentions[reading.mentions.clone()]));
    let mut sources: Vec<u32> =
        readings.iter().flat_map(|r| &r.found).filter_map(|f| Some(f.source.as_ref()?.noun.tokens.first)).collect();
    sources.sort_unstable();
    let beings = Beings::new(document, rules, &met, &sources);
    let found = readings.iter().map(|reading| reading.found.len()).sum();
    let mut discourse = Discourse {
        document,
        rules,
        quotes,
        beings,
        recent: Vec::with_capacity(2 * MEMORY + 1),
        last: None,
        done: Vec::with_capacity(found),
    };
    for reading in readings {
        let own = &mentions[reading.mentions.clone()];
        discourse.unit(reading, own);
    }
    discourse.finish(&met, extent)
}

/// An attribution with its source settled.
struct Settled {
    found: Found,
    source: Option<(TokenRange, usize, Vec<usize>)>,
    /// The last token of its unit, to tell what stands right behind it.
    unit_end: u32,
}

struct Discourse<'a> {
    document: &'a Document,
    rules: &'a RulePack,
    quotes: &'a Quotes,
    beings: Beings<'a>,
    /// Subjects and sources so far, the last one last: the entity, the phrase, and the token where it was met.
    recent: Vec<(usize, TokenRange, u32)>,
    /// The source of the last attribution.
    last: Option<(usize, TokenRange)>,
    done: Vec<Settled>,
}

impl Discourse<'_> {
    fn unit(&mut self, reading: Reading, mentions: &[Mention]) {
        let unit = reading.unit;
        let mut found = reading.found;
        found.sort_by_key(|f| f.source.as_ref().map_or(f.content[0].first, |s| s.tokens.first));
        // Subjects and sources are met in the order of the text.
        let mut subjects = mentions.iter().filter(|m| m.subject && unit.inside.is_none()).peekable();
        for found in found {
            let at = found.source.as_ref().map_or(found.content[0].first, |s| s.tokens.first);
            while let Some(mention) = subjects.next_if(|m| m.phrase.tokens.first < at) {
                self.meet(mention.phrase);
            }
            self.settle(found, unit.tokens.end, unit.inside.is_some());
        }
        for mention in subjects {
            self.meet(mention.phrase);
        }
        // A pronoun that is the subject keeps its antecedent in mind.
        if let Some(topic) = reading.topic.filter(|t| t.noun.kind == NounKind::Pronoun && unit.inside.is_none()) {
            if let Some((being, _)) = self.antecedent(&topic) {
                self.remember(being, topic.tokens);
            }
        }
    }

    fn meet(&mut self, phrase: FoundSource) {
        // Nobody is no antecedent: "aucun repreneur".
        if self.document.tokens[phrase.noun.tokens.first as usize].is(Classes::NEGATIVE) {
            return;
        }
        if let Some(being) = self.beings.of(phrase.noun.tokens.first) {
            self.remember(being, phrase.tokens);
        }
    }

    fn remember(&mut self, being: usize, phrase: TokenRange) {
        self.recent.push((being, phrase, phrase.first));
        if self.recent.len() > 2 * MEMORY {
            self.recent.drain(..MEMORY);
        }
    }

    fn settle(&mut self, mut found: Found, unit_end: u32, inner: bool) {
        if inner && !self.inner(&mut found) {
            return;
        }
        let source = match &found.source {
            Some(phrase) => {
                let phrase = *phrase;
                let (being, others) = self.who(&phrase);
                self.remember(being, phrase.tokens);
                Some((phrase.tokens, being, others))
            }
            None if found.frame == "floating" => {
                if self.joined(&mut found, unit_end) {
                    return;
                }
                self.floating(&found)
            }
            None => None,
        };
        if let Some((tokens, being, _)) = &source {
            if !inner {
                self.last = Some((*being, *tokens));
            }
        }
        self.done.push(Settled { found, source, unit_end });
    }

    /// Fits what was found inside a quotation: an incise there may report the whole quotation.
    fn inner(&mut self, found: &mut Found) -> bool {
        let Some(id) = found.inside else { return true };
        let quote = &self.quotes.all[id as usize];
        let reported = self.done.iter().rev().take(MEMORY).any(|d| {
            d.found.inside.is_none()
                && d.found.frame != "floating"
                && d.found.content.iter().any(|c| c.first < quote.close && quote.open < c.end)
        });
        if found.frame == "incise" {
            if reported {
                return found.source.is_some();
            }
            let Some(cue) = &found.cue else { return false };
            let behind = found.source.as_ref().map_or(cue.tokens.end, |s| s.tokens.end.max(cue.tokens.end));
            let left = TokenRange::new(quote.inner().first, found.content[0].end);
            let mut right = TokenRange::new(behind, quote.inner().end);
            while !right.is_empty()
                && !matches!(self.document.tokens[right.first as usize].kind, TokenKind::Word | TokenKind::Number)
            {
                right.first += 1;
            }
            found.content = vec![left];
            if !right.is_empty() {
                found.content.push(right);
            }
            found.mode = Mode::Direct;
            found.inside = None;
            // What was taken for a quotation nobody reports is reported after all.
            if let Some(at) = self.done.iter().rposition(|d| {
                d.found.frame == "floating"
                    && d.found.content.iter().any(|c| c.first <= quote.inner().first && c.end >= left.end)
            }) {
                self.done.remove(at);
            }
            return true;
        }
        matches!(found.frame, "verb-clause" | "verb-infinitive" | "preposition" | "verb-quote" | "colon")
            && found.source.is_some()
    }

    /// Joins a floating quotation to the attribution right before it, whose quotation it goes on with.
    fn joined(&mut self, found: &mut Found, unit_end: u32) -> bool {
        let Some(last) = self.done.iter_mut().rev().find(|d| d.found.inside.is_none()) else { return false };
        let first = found.content[0];
        let opens = first.first.checked_sub(1).and_then(|i| self.quotes.opened_by(i));
        let continues = opens.is_some_and(|(_, quote)| quote.continues.is_some());
        let near = last.found.paragraph == found.paragraph && last.unit_end + 1 >= first.first;
        let direct = last.found.mode == Mode::Direct && matches!(last.found.frame, "incise" | "colon" | "floating");
        let ends = last.found.content.last().map_or(0, |c| c.end);
        let goes_on = continues && last.found.content.iter().any(|c| c.end + 3 >= first.first);
        if goes_on || near && direct && (last.found.frame == "incise" || ends + 3 >= first.first) {
            last.found.content.append(&mut found.content);
            last.unit_end = unit_end;
            return true;
        }
        false
    }

    /// Who utters a floating quotation: whoever spoke last in the paragraph, else whom the sentence before is about.
    fn floating(&self, found: &Found) -> Option<(TokenRange, usize, Vec<usize>)> {
        let at = found.content[0].first;
        let start = self.document.paragraphs[found.paragraph as usize].tokens.first;
        let speaker = |being: usize| {
            matches!(self.beings.all[being].kind, EntityKind::Person | EntityKind::Institution | EntityKind::Group)
        };
        let subject = self.recent.iter().rev().find(|&&(being, _, met)| met < at && met >= start && speaker(being));
        let (being, phrase) = match (subject, self.last) {
            (Some(&(being, phrase, _)), _) => (being, phrase),
            (None, Some(last)) => last,
            _ => return None,
        };
        Some((phrase, being, Vec::new()))
    }

    /// The entity a source phrase means, and others that fit as well.
    fn who(&mut self, phrase: &FoundSource) -> (usize, Vec<usize>) {
        match phrase.noun.kind {
            NounKind::SameSource => {
                if let Some((being, _)) = self.last {
                    return (being, Vec::new());
                }
            }
            NounKind::Pronoun | NounKind::Anaphor => {
                if let Some(found) = self.antecedent(phrase) {
                    return found;
                }
            }
            _ => {
                // "L'un d'eux, Nar Bista": what says nothing by itself is whoever it is said to be.
                let named = || phrase.apposition.and_then(|noun| self.beings.of(noun.tokens.first));
                if let Some(being) = self.beings.of(phrase.noun.tokens.first).or_else(named) {
                    self.own(phrase, being);
                    return (being, Vec::new());
                }
            }
        }
        let tokens = &self.document.tokens;
        let first = (phrase.tokens.first..phrase.tokens.end)
            .find(|&i| tokens[i as usize].tag != Tag::Determiner || phrase.noun.kind == NounKind::Pronoun)
            .unwrap_or(phrase.tokens.first);
        let name = self.document.words(TokenRange::new(first, phrase.tokens.end));
        let anonymous = phrase.noun.kind == NounKind::Pronoun || phrase.noun.classes.has(Classes::ANONYMOUS);
        let kind = if anonymous { EntityKind::Anonymous } else { EntityKind::Institution };
        (self.beings.unnamed(name, kind, &phrase.noun), Vec::new())
    }

    /// "Son avocate": the name says whose.
    fn own(&mut self, phrase: &FoundSource, being: usize) {
        let first = &self.document.tokens[phrase.noun.tokens.first as usize];
        if !first.is(Classes::POSSESSIVE) || !phrase.noun.name.is_empty() || self.beings.all[being].named {
            return;
        }
        let owner = self
            .recent
            .iter()
            .rev()
            .find(|&&(other, _, _)| other != being && self.beings.all[other].named)
            .map(|r| r.0);
        if let Some(owner) = owner {
            self.beings.owned(being, owner);
        }
    }

    /// The entity a pronoun goes back to: the last subject or source that agrees in gender and number; for *ce
    /// dernier* the last one named at all.
    fn antecedent(&self, phrase: &FoundSource) -> Option<(usize, Vec<usize>)> {
        let noun = &phrase.noun;
        if noun.classes.has(Classes::FIRST_PERSON) {
            return None;
        }
        // "Certains", "l'un d'eux" are some of those before, not all of them.
        let some = self.document.tokens[noun.head as usize].is(Classes::INDEFINITE);
        let unspecific = noun.kind == NounKind::Pronoun && (noun.gender == 0 || some);
        if unspecific {
            return None;
        }
        let at = phrase.tokens.first;
        let agrees = |being: &Being<'_>| {
            agree(being.gender, noun.gender) && agree(being.number, noun.number) && being.kind != EntityKind::Anonymous
        };
        if noun.kind == NounKind::Anaphor {
            return self.named_last(noun, &agrees).map(|being| (being, Vec::new()));
        }
        let near = self.nearest(at, &agrees);
        let weak = near.as_ref().is_some_and(|&(being, _)| self.beings.all[being].kind == EntityKind::Document);
        let person = |being: &Being<'_>| {
            let known = noun.gender != 0 && being.gender == noun.gender;
            being.kind == EntityKind::Person && being.named && agrees(being) && (known || weak)
        };
        let chosen = match near {
            Some((being, _)) if self.yields(being) => {
                (self.beings.last_before(at, &person).map_or(being, |(_, person)| person), Vec::new())
            }
            Some(found) => found,
            None => {
                let named = |being: &Being<'_>| being.kind == EntityKind::Person && being.named && agrees(being);
                let person = self.beings.last_before(at, &person).or_else(|| self.beings.last_before(at, &named));
                (person.or_else(|| self.beings.last_before(at, &agrees))?.1, Vec::new())
            }
        };
        Some(chosen)
    }

    /// Whom *ce dernier* means: the person named last, or a body that stands behind them; with *l'intéressé* somebody
    /// else than who spoke last.
    fn named_last(&self, noun: &NounPhrase, agrees: &dyn Fn(&Being<'_>) -> bool) -> Option<usize> {
        let at = noun.tokens.first;
        let person = |being: &Being<'_>| agrees(being) && (noun.number == 2 || being.kind == EntityKind::Person);
        let other = self.document.phrase_at(at).is_some_and(|span| matches!(span.phrase, Phrase::Anaphor(_, _, true)));
        // Who was a pronoun already is still spoken of.
        let pronoun =
            |tokens: TokenRange| matches!(self.document.tag(tokens.first), Tag::Pronoun | Tag::Subject | Tag::Clitic);
        if let Some((last, _)) = self.last.filter(|&(_, tokens)| other && !pronoun(tokens)) {
            let last = &*self.beings.all[last].name;
            if let Some((_, being)) = self.beings.last_before(at, &|being| person(being) && being.name != last) {
                return Some(being);
            }
        }
        let body = |being: &Being<'_>| {
            let number = being.number != 2 && (being.named || being.speaks);
            being.kind == EntityKind::Institution && being.gender == noun.gender && number
        };
        let body = self.beings.last_before(at, &body).filter(|&(token, _)| self.stands_alone(token));
        let person = self.beings.last_before(at, &person);
        let last = if noun.number == 1 { person.max(body) } else { person };
        last.or_else(|| self.beings.last_before(at, agrees)).map(|(_, being)| being)
    }

    /// Whether the phrase that begins with a token depends on no noun before it.
    fn stands_alone(&self, token: u32) -> bool {
        let of = |at: u32| self.document.tokens[at as usize].is(Classes::OF);
        !of(token) && token.checked_sub(1).is_none_or(|before| !of(before))
    }

    /// Whether an entity is a weak antecedent of a personal pronoun: a paper, or a name of which nothing is known.
    fn yields(&self, being: usize) -> bool {
        let entity = &self.beings.all[being];
        entity.kind == EntityKind::Document
            || entity.kind == EntityKind::Institution && entity.named && entity.gender == 0
    }

    /// Of the subjects and sources before token `at` the one most likely meant: near ones go before far ones, people
    /// before bodies, bodies before documents, whoever spoke last before others. With it come the other people who
    /// are as likely: the subject of the sentence before, where somebody else spoke last.
    ///
    /// A body costs as much as two steps back: on the marked articles, where it cost half a step before, five pronouns
    /// more go back to whom they mean and one less.
    fn nearest(&self, at: u32, agrees: &dyn Fn(&Being<'_>) -> bool) -> Option<(usize, Vec<usize>)> {
        let mut best: Option<(i32, usize)> = None;
        let mut others: Vec<usize> = Vec::new();
        let mut rank = 0;
        for &(being, _, met) in self.recent.iter().rev().take(MEMORY) {
            let entity = &self.beings.all[being];
            if met >= at || !agrees(entity) {
                continue;
            }
            let kind = match entity.kind {
                EntityKind::Person => 0,
                EntityKind::Group => 1,
                EntityKind::Institution | EntityKind::Place | EntityKind::Anonymous => 4,
                EntityKind::Document => 8,
            };
            let unnamed = i32::from(!entity.named);
            let spoke = if self.last.is_some_and(|(last, _)| last == being) { -2 } else { 0 };
            let cost = 2 * rank + kind + unnamed + spoke;
            let people =
                |other: usize| entity.kind == EntityKind::Person && self.beings.all[other].kind == EntityKind::Person;
            match best {
                Some((least, first)) if cost == least && being != first && people(first) => {
                    if !others.contains(&being) {
                        others.push(being);
                    }
                }
                Some((least, _)) if cost >= least => {}
                _ => {
                    best = Some((cost, being));
                    others.clear();
                }
            }
            rank += 1;
            if rank > 6 {
                break;
            }
        }
        best.map(|(_, being)| (being, others))
    }

    fn finish(mut self, met: &[&Mention], extent: Extent) -> (Vec<Attribution>, Vec<Entity>, Vec<Name>) {
        let document = self.document;
        let span = |range: TokenRange| document.span(range);
        for settled in &mut self.done {
            settled.found.content.sort_unstable();
            settled.found.content.dedup();
        }
        self.done.sort_by_key(|d| {
            (
                d.found.content[0].first,
                std::cmp::Reverse(d.found.content.last().map(|c| c.end)),
                d.found.cue.as_ref().map(|c| c.tokens.first),
            )
        });
        self.done.dedup_by(|b, a| {
            a.found.content == b.found.content
                && a.found.cue.as_ref().map(|c| c.tokens) == b.found.cue.as_ref().map(|c| c.tokens)
        });
        let mut order: Vec<Option<usize>> = vec![None; self.beings.all.len()];
        let mut entities = Vec::new();
        let mut used: Vec<bool> = self.beings.all.iter().map(|being| being.named).collect();
        for source in self.done.iter().filter_map(|d| d.source.as_ref()) {
            used[source.1] = true;
            source.2.iter().for_each(|&other| used[other] = true);
        }
        for (id, being) in self.beings.all.iter().enumerate() {
            if used[id] {
                order[id] = Some(entities.len());
                entities.push(Entity {
                    name: being.name.to_string(),
                    kind: being.kind,
                    mentions: being.mentions.iter().map(|&m| span(m)).collect(),
                    offices: Vec::new(),
                });
            }
        }
        let mut names = Vec::new();
        if extent == Extent::Whole {
            let found = name::names(document, self.rules, self.quotes, met, &self.beings, &order);
            office::fill(document, self.rules, &found, &mut entities);
            names = found.into_iter().map(|found| found.name).collect();
        }
        let mut open: Vec<(usize, u32)> = Vec::new();
        let mut attributions: Vec<Attribution> = Vec::with_capacity(self.done.len());
        for settled in self.done {
            let found = settled.found;
            let start = found.content[0].first;
            let end = found.content.last().map_or(start, |c| c.end);
            while open.last().is_some_and(|&(_, until)| until < end || until <= start) {
                open.pop();
            }
            let inside = open.last().map(|&(id, _)| id);
            open.push((attributions.len(), end));
            let source = settled.source.and_then(|(tokens, being, others)| {
                let entity = order[being]?;
                Some(Source {
                    span: span(tokens),
                    entity,
                    ambiguous: others.into_iter().filter_map(|o| order[o]).collect(),
                })
            });
            // What no rule knows by its words was recognised by its order.
            let rule = found.cue.as_ref().map(|c| &c.rule).filter(|rule| !rule.is_empty());
            let rule = rule.map_or_else(|| Arc::from(found.frame), Arc::clone);
            attributions.push(Attribution {
                mode: found.mode,
                content: found.content.iter().map(|&c| span(c)).collect(),
                cue: found.cue.map(|c| Cue { span: span(c.tokens), lemma: c.lemma, stance: c.stance }),
                source,
                inside,
                frame: found.frame.into(),
                rule,
            });
        }
        (attributions, entities, names)
    }
}

//! Finding figures: where a number begins, its bound before or behind it, ranges, and what is no figure.

use super::context::overrules;
use super::interval::Interval;
use super::noun::{Thing, What};
use super::number::{Kind, Numeral, amount};
use super::{Count, Elided, Reader};
use crate::analysis::{Precision, State};
use crate::document::{Caps, Tag, TokenKind, TokenRange};
use crate::rules::{Classes, Meaning, Parts};

/// The largest amount that is a figure: all money there is, in any currency, is less.
const LARGEST: f64 = 1e18;

/// What stands before a number.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lead {
    /// Where the figure begins: with its bound.
    pub start: u32,
    pub bound: Option<Precision>,
    pub state: Option<State>,
    pub subset: bool,
    pub number_of: bool,
    pub same: bool,
    /// Whether a definite determiner stands before it.
    pub definite: bool,
    /// Where everything said before it begins.
    pub first: u32,
}

/// What two numbers are that a preposition joins.
enum Ends {
    /// The ends of a range.
    Range { lower: f64 },
    /// What was and what is: the token at which the second begins.
    Change { upper: u32 },
}

impl Reader<'_> {
    /// All that is counted in the document, in order.
    pub(super) fn counts(&self) -> Vec<Count> {
        let mut counts = Vec::new();
        let mut beginnings = self.document.landmarks.numbers.iter().copied().peekable();
        for (place, sentence) in self.document.sentences.iter().enumerate() {
            let TokenRange { first, end } = sentence.tokens;
            let mut at = first;
            while let Some(next) = beginnings.next_if(|&next| next < end) {
                if next >= at {
                    at = self.count(next, first, end, place as u32, &mut counts);
                }
            }
        }
        counts
    }

    /// Whether a number may begin with token `at`.
    fn begins_number(&self, at: u32) -> bool {
        let text = self.document.normal.text();
        self.document.token(at).is_some_and(|token| token.may_begin_number(text, self.rules))
    }

    /// Reads the figure whose number begins at `at`, if it is one; gives the token to go on with.
    fn count(&self, at: u32, first: u32, sentence_end: u32, sentence: u32, counts: &mut Vec<Count>) -> u32 {
        let end = sentence_end;
        let Some(mut numeral) = self.numeral(at, end) else { return at + 1 };
        let range = match self.range(at, &mut numeral, first, end) {
            // "est passé de 12 à 15 morts": the second number holds.
            Some(Ends::Change { upper }) => return upper,
            Some(Ends::Range { lower }) => Some(lower),
            None => None,
        };
        let behind = numeral.end;
        let what = self.what(&numeral, end);
        let fits = match &what {
            What::Nothing => false,
            What::Noun { counted, .. } => may_count(numeral.kind, counted),
            _ => true,
        };
        if !fits {
            return behind;
        }
        let lead = self.lead(at, &numeral, first, range.is_some());
        if self.is_label(at, &numeral, first, &lead) {
            return behind;
        }
        let next = self.document.tokens.get(behind as usize);
        let mut count = Count {
            tokens: TokenRange::new(lead.start, behind),
            first: lead.first,
            behind,
            sentence,
            interval: Interval::range(0.0, 0.0, None),
            population: None,
            unit: None,
            qualified: false,
            money: false,
            people: true,
            state: lead.state,
            lasting: false,
            told: lead.state.is_some(),
            elided: None,
            single: numeral.kind == Kind::One,
            subset: lead.subset,
            same: lead.same,
            part_of: None,
        };
        let mut population = None;
        match what {
            What::Nothing => return behind,
            What::Noun { end, population: named, counted } => {
                (count.tokens.end, count.behind) = (end, end);
                population = Some(named);
                match counted {
                    Thing::People(state, lasting) => {
                        if lasting || !lead.state.is_some_and(|told| overrules(told, state)) {
                            count.state = state;
                        }
                        count.lasting = lasting;
                        if let Some(end) = self.and_others(end, count.state).filter(|_| lasting) {
                            count.state = Some(State::Victims);
                            (count.tokens.end, count.behind) = (end, end);
                        }
                    }
                    Thing::Unit { unit, qualified, money } => {
                        (count.unit, count.qualified, count.money) = (Some(unit), qualified, money);
                        count.people = false;
                    }
                    Thing::Other => count.people = false,
                }
                if !self.is_counted(&count, &numeral, &lead, at, first) || self.is_share(count.tokens.end, sentence_end)
                {
                    return behind;
                }
            }
            What::Others { end } => {
                count.elided = Some(Elided::Before);
                (count.tokens.end, count.behind) = (end, end);
            }
            What::Part { end } => {
                count.elided = Some(Elided::Behind);
                count.tokens.end = behind;
                // The whole has to be a figure itself: "2 000 des 3 550 soldats".
                if !self.begins_number(end) || matches!(numeral.kind, Kind::One | Kind::None) {
                    return behind;
                }
            }
            What::Ones { end } => {
                count.behind = end;
                if matches!(numeral.kind, Kind::One | Kind::None) {
                    return behind;
                }
                count.elided = Some(Elided::Before);
                count.subset = true;
            }
            What::Elided => {
                let elided = self.elided(&numeral, &lead, range.is_some(), first, next.is_some() && behind < end);
                let Some(elided) = elided.filter(|_| !matches!(numeral.kind, Kind::One | Kind::None)) else {
                    return behind;
                };
                if numeral.year && !lead.subset && lead.bound.is_none() {
                    return behind;
                }
                count.elided = Some(elided);
                if self.parts(behind).has(Parts::ADJECTIVE) {
                    (count.tokens.end, count.behind) = (behind + 1, behind + 1);
                }
            }
        }
        if numeral.value > LARGEST {
            return behind;
        }
        let whole = count.unit.is_none();
        if whole && numeral.value.fract() != 0.0 && count.people {
            return behind;
        }
        let mut bound = lead.bound;
        if bound.is_none() {
            bound = self.bound_behind(count.tokens.end).or_else(|| self.bound_behind(behind));
        }
        count.interval = match range {
            Some(low) => Interval::range(low, numeral.value, bound),
            None => Interval::new(&numeral, bound, whole),
        };
        count.population = population.map(|population| self.named(population));
        let end = count.tokens.end.max(behind);
        counts.push(count);
        end
    }

    /// The lower end of a range whose upper end becomes `numeral`.
    fn range(&self, at: u32, numeral: &mut Numeral, first: u32, end: u32) -> Option<Ends> {
        if matches!(numeral.kind, Kind::Several | Kind::None | Kind::Orders) {
            return None;
        }
        let between = at > first && self.parts(at - 1).has(Parts::BETWEEN);
        let mut low = numeral.value;
        let lowest = low;
        let mut last = *numeral;
        let mut found = None;
        while last.end + 1 < end {
            let joint = &self.document.tokens[last.end as usize];
            let comma = joint.kind == TokenKind::Comma && found.is_none();
            let dash = joint.kind == TokenKind::Dash
                && joint.start == self.document.tokens[last.end as usize - 1].end
                && last.digits;
            let parts = self.parts(last.end);
            if !(comma || dash || parts.has(Parts::RANGE) || between && parts.has(Parts::AND)) {
                break;
            }
            let next = last.end + 1;
            if !self.begins_number(next) {
                break;
            }
            let Some(upper) = self.numeral(next, end).filter(|upper| matches!(upper.kind, Kind::Exact | Kind::Rounded))
            else {
                break;
            };
            if comma {
                // "un, deux ou trois": a list of alternatives is a range, others are not.
                let goes_on = self.parts(upper.end).has(Parts::RANGE)
                    && upper.end + 1 < end
                    && (upper.value - low - 1.0).abs() < 0.5;
                if !goes_on {
                    break;
                }
                low = upper.value;
                last = upper;
                continue;
            }
            let thousands = upper.digits && upper.value % 1000.0 == 0.0;
            let scale = amount(upper.scale.max(if thousands { 1000 } else { 1 }));
            // "deux à trois mille", "3 à 4.000": what multiplies the upper end multiplies the lower one.
            let scaled = lowest * scale;
            let shared =
                numeral.scale == 1 && lowest < scale && scaled < upper.value && lowest * 10.0 >= upper.value / scale;
            let lower = if shared { scaled } else { lowest };
            if lower >= upper.value || last.ties && !self.parts(last.end).has(Parts::RANGE) {
                break;
            }
            found = Some((lower, upper, next));
            break;
        }
        let (lower, upper, next) = found?;
        let changes = |at: u32| self.rules.figures.is_change(self.document.tokens[at as usize].word.verb);
        if at > first && self.parts(at - 1).has(Parts::OF) && (first.max(at.saturating_sub(5))..at).any(changes) {
            return Some(Ends::Change { upper: next });
        }
        *numeral = upper;
        Some(Ends::Range { lower })
    }

    /// What stands before the number at `at`.
    fn lead(&self, at: u32, numeral: &Numeral, first: u32, is_range: bool) -> Lead {
        let mut lead = Lead { start: at, first: at, ..Lead::default() };
        let token = |at: u32| &self.document.tokens[at as usize];
        if is_range && at > first && self.parts(at - 1).has(Parts::BETWEEN.with(Parts::OF)) {
            lead.start = at - 1;
        } else if numeral.kind == Kind::Orders && at > first {
            let before = token(at - 1);
            let plural = before.is(Classes::INDEFINITE) && before.is(Classes::DETERMINER);
            if plural && before.is_word() {
                lead.start = at - 1;
            }
        }
        let mut start = lead.start;
        let mut determiner = false;
        // A bound, determiners and a phrase, from the number outwards.
        for _ in 0..3 {
            if start <= first {
                break;
            }
            let before = token(start - 1);
            // An opening mark between the bound and its number: `d'"au moins vingt"`.
            let found = self.phrase_before(start).filter(|(begin, _)| *begin >= first);
            match found {
                Some((begin, Meaning::Bound(bound))) if lead.bound.is_none() && !determiner => {
                    lead.bound = Some(bound);
                    lead.start = begin;
                    start = begin;
                }
                Some((begin, Meaning::State(state))) => {
                    lead.state.get_or_insert(state);
                    lead.first = begin;
                    return lead;
                }
                Some((begin, Meaning::Subset)) => {
                    lead.subset = true;
                    lead.first = begin;
                    return lead;
                }
                Some((begin, Meaning::Same)) => {
                    (lead.same, lead.first) = (true, begin);
                    return lead;
                }
                Some((begin, Meaning::NumberOf)) => {
                    lead.number_of = true;
                    lead.first = begin;
                    return lead;
                }
                _ => {
                    let article = before.is_word()
                        && before.is(Classes::DETERMINER)
                        && !before.is(Classes::NUMBER_WORD)
                        && !determiner;
                    if !article {
                        break;
                    }
                    determiner = true;
                    lead.definite = !before.is(Classes::INDEFINITE) && !before.is(Classes::POSSESSIVE)
                        || before.is(Classes::CONTRACTION);
                    start -= 1;
                }
            }
        }
        lead.first = start;
        if lead.bound.is_none() && start > first {
            let verb = token(start - 1);
            if verb.word.verb != 0 {
                lead.bound = self.rules.figures.bounding(verb.word.verb);
            }
        }
        lead
    }

    /// A bound written behind the noun or the number.
    fn bound_behind(&self, at: u32) -> Option<Precision> {
        match self.phrase_behind(at)? {
            (_, Meaning::Bound(bound)) => Some(bound),
            _ => None,
        }
    }

    /// Whether the number is a name: of a year, an article, a team, a place.
    fn is_label(&self, at: u32, numeral: &Numeral, first: u32, lead: &Lead) -> bool {
        let token = &self.document.tokens[at as usize];
        if at > first && lead.bound.is_none() {
            let before = &self.document.tokens[at as usize - 1];
            if self.parts(at - 1).has(Parts::LABEL) {
                return true;
            }
            // "les Vingt-Sept"
            if token.caps != Caps::Low && token.is_word() && token.caps != Caps::All && before.is_word() {
                return true;
            }
            if numeral.year {
                let dated = matches!(before.tag, Tag::Preposition | Tag::Time | Tag::Noun | Tag::Proper | Tag::Number);
                if dated {
                    return true;
                }
            }
            // "l'un des", "à la une"
            if numeral.kind == Kind::One && before.is(Classes::DETERMINER) {
                return true;
            }
            if matches!(before.kind, TokenKind::Number | TokenKind::Dash | TokenKind::Other)
                && before.end == token.start
            {
                return true;
            }
            // A number behind a number: a telephone's.
            if numeral.digits && before.kind == TokenKind::Number && token.end - token.start == 2 {
                return true;
            }
        }
        // What goes on with a dash or a number is a score, a date or a telephone's.
        numeral.digits
            && self.document.tokens.get(numeral.end as usize).is_some_and(|next| {
                next.kind == TokenKind::Dash && next.start == self.document.tokens[numeral.end as usize - 1].end
            })
    }

    /// Whether a number with its noun is a share: *une personne sur trois*.
    fn is_share(&self, at: u32, end: u32) -> bool {
        if at + 1 >= end || !self.parts(at).has(Parts::RATIO) || !self.begins_number(at + 1) {
            return false;
        }
        self.numeral(at + 1, end).is_some_and(|all| matches!(self.what(&all, end), What::Elided))
    }

    /// Whether a number with a noun is a figure.
    fn is_counted(&self, count: &Count, numeral: &Numeral, lead: &Lead, at: u32, first: u32) -> bool {
        if matches!(numeral.kind, Kind::None | Kind::One) {
            return true;
        }
        let thing = !count.people && count.unit.is_none();
        // "les deux hommes", "les deux pays" were named before; "les deux soldats tués" are news.
        if lead.definite && lead.bound.is_none() && numeral.kind == Kind::Exact && !count.lasting {
            let told = || count.told || self.beside(count.behind, count.behind + 3).is_some();
            if (1.5..2.5).contains(&numeral.value) && (thing || !told()) || thing && numeral.value < 5.0 {
                return false;
            }
        }
        if thing && at > first && numeral.digits && lead.bound.is_none() {
            let before = &self.document.tokens[at as usize - 1];
            if matches!(before.tag, Tag::Proper | Tag::Noun) {
                return false;
            }
        }
        true
    }
}

/// Whether a number of such a kind may count such a thing.
fn may_count(kind: Kind, counted: &Thing) -> bool {
    match (kind, counted) {
        // Several things are no figure; one thing is no number.
        (Kind::Several | Kind::One, counted) => matches!(counted, Thing::People(..)),
        (Kind::None, counted) => matches!(counted, Thing::People(_, true)),
        _ => true,
    }
}

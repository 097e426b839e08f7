//! Quotations: opening and closing marks paired by shape, spacing and balance, across paragraphs where reopened.

use crate::document::{Document, Mark, ParagraphKind, TokenKind, TokenRange};

/// A quotation, or the part of one that stands in one paragraph.
#[derive(Clone, Copy, Debug)]
pub struct Quote {
    /// The token of the opening mark.
    pub open: u32,
    /// The token of the closing mark; where there is none, the one behind the last token.
    pub close: u32,
    /// Whether a closing mark stands there.
    pub closed: bool,
    /// The quotation it stands in.
    pub parent: Option<u32>,
    /// The part in the paragraph before, where the mark is a reopened one.
    pub continues: Option<u32>,
    /// Whether its marks are of two families, or stand the wrong way round.
    pub mixed: bool,
}

/// The quotations of a document, in the order of their opening marks.
#[derive(Debug, Default)]
pub struct Quotes {
    /// All of them.
    pub all: Vec<Quote>,
    /// For every token the quotation it opens or closes, or none.
    at: Vec<u32>,
    /// Closing marks without an opening one.
    pub unopened: Vec<u32>,
}

impl Quote {
    /// The tokens between the marks.
    #[must_use]
    pub fn inner(&self) -> TokenRange {
        TokenRange::new(self.open + 1, self.close)
    }

    /// The tokens with the marks.
    #[must_use]
    pub fn outer(&self) -> TokenRange {
        TokenRange::new(self.open, self.close + u32::from(self.closed))
    }
}

const NONE: u32 = u32::MAX;

impl Quotes {
    /// Pairs the quotation marks of `document`. Linear in its tokens.
    #[must_use]
    pub fn new(document: &Document) -> Quotes {
        let pairs = Vec::with_capacity(document.landmarks.marks.len() / 2 + 1);
        let mut quotes = Quotes { all: pairs, at: vec![NONE; document.tokens.len()], unopened: Vec::new() };
        let mut pairing = Pairing { document, quotes: &mut quotes, stack: Vec::new(), next: 0 };
        // The part left open at the end of the paragraph before, and its family.
        let mut carried: Option<(u32, Family)> = None;
        for (at, paragraph) in document.paragraphs.iter().enumerate() {
            if paragraph.kind == ParagraphKind::Apparatus || paragraph.tokens.is_empty() {
                continue;
            }
            let next = document.paragraphs.get(at + 1);
            let reopens = next.and_then(|next| first_mark(document, next.tokens));
            carried = pairing.paragraph(paragraph.tokens, carried, reopens);
        }
        quotes.nest();
        quotes
    }

    /// Says of every quotation which one it stands in, now that all ends are known.
    fn nest(&mut self) {
        let mut open: Vec<u32> = Vec::new();
        for id in 0..self.all.len() {
            let start = self.all[id].open;
            while open.last().is_some_and(|&top| self.all[top as usize].close <= start) {
                open.pop();
            }
            self.all[id].parent = open.last().copied();
            open.push(id as u32);
        }
    }

    /// The quotation that `token` opens.
    #[must_use]
    pub fn opened_by(&self, token: u32) -> Option<(usize, &Quote)> {
        let id = *self.at.get(token as usize)?;
        let quote = self.all.get(id as usize)?;
        (quote.open == token).then_some((id as usize, quote))
    }

    /// The quotation that `token` closes.
    #[must_use]
    pub fn closed_by(&self, token: u32) -> Option<(usize, &Quote)> {
        let id = *self.at.get(token as usize)?;
        let quote = self.all.get(id as usize)?;
        (quote.closed && quote.close == token).then_some((id as usize, quote))
    }
}

/// What marks may pair without being mixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Angle,
    Curly,
    Straight,
    Single,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Open,
    Close,
    Either,
}

fn family(mark: Mark) -> Family {
    match mark {
        Mark::AngleOpen | Mark::AngleClose => Family::Angle,
        Mark::CurlyOpen | Mark::CurlyClose => Family::Curly,
        Mark::Straight => Family::Straight,
        Mark::SingleOpen | Mark::SingleClose | Mark::SingleStraight => Family::Single,
    }
}

/// The mark that begins a paragraph, if one does.
fn first_mark(document: &Document, tokens: TokenRange) -> Option<Mark> {
    let token = document.tokens.get(tokens.first as usize).filter(|_| !tokens.is_empty())?;
    match token.kind {
        TokenKind::Quote(mark) => Some(mark),
        _ => None,
    }
}

struct Pairing<'a> {
    document: &'a Document,
    quotes: &'a mut Quotes,
    /// The quotations open at the moment, with the family of their marks.
    stack: Vec<(u32, Family)>,
    /// Which of the document's marks comes next.
    next: usize,
}

impl Pairing<'_> {
    /// Pairs the marks of one paragraph; gives the quotation that goes on in the next one.
    fn paragraph(
        &mut self,
        tokens: TokenRange,
        carried: Option<(u32, Family)>,
        reopens: Option<Mark>,
    ) -> Option<(u32, Family)> {
        let mut first = tokens.first;
        if let (Some((before, kin)), Some(mark)) = (carried, first_mark(self.document, tokens)) {
            self.open(first, kin, false);
            let id = self.quotes.all.len() - 1;
            self.quotes.all[id].continues = Some(before);
            self.quotes.all[id].mixed = family(mark) != kin;
            first += 1;
        }
        let document = self.document;
        let marks = &document.landmarks.marks;
        while let Some(&at) = marks.get(self.next).filter(|&&at| at < tokens.end) {
            self.next += 1;
            if let (TokenKind::Quote(mark), true) = (document.tokens[at as usize].kind, at >= first) {
                self.mark(at, mark, tokens);
            }
        }
        // A quotation that the next paragraph reopens goes on there; others are closed where they likeliest end.
        let goes_on = self.stack.first().copied().filter(|&(id, kin)| {
            let whole = self.quotes.all[id as usize].open == tokens.first || self.stack.len() == 1;
            let same = reopens.is_some_and(|mark| family(mark) == kin && mark != Mark::SingleStraight);
            whole && same
        });
        while let Some((id, _)) = self.stack.pop() {
            let carried = goes_on.is_some_and(|(first, _)| first == id);
            self.close_open_end(id, tokens, carried);
        }
        goes_on
    }

    fn open(&mut self, at: u32, kin: Family, mixed: bool) {
        let id = self.quotes.all.len() as u32;
        self.quotes.all.push(Quote { open: at, close: at, closed: false, parent: None, continues: None, mixed });
        self.quotes.at[at as usize] = id;
        self.stack.push((id, kin));
    }

    fn mark(&mut self, at: u32, mark: Mark, paragraph: TokenRange) {
        let kin = family(mark);
        // Two levels down is as deep as print nests; looking no further keeps the pass linear.
        let depth = self.stack.iter().rev().take(3).position(|&(_, other)| other == kin);
        if depth.is_none() && mark == Mark::Straight && self.is_measure(at) {
            return;
        }
        let (low_before, low_after) = self.letters_beside(at);
        let direction = match mark {
            Mark::AngleOpen if low_before && !low_after && !self.stack.is_empty() => Direction::Close,
            Mark::AngleClose if depth.is_none() && !low_before && low_after => Direction::Open,
            Mark::CurlyClose if depth.is_none() && !low_before && low_after => Direction::Open,
            Mark::AngleOpen | Mark::SingleOpen => Direction::Open,
            Mark::CurlyOpen if depth.is_some() && low_before && !low_after => Direction::Close,
            Mark::CurlyOpen => Direction::Open,
            Mark::AngleClose | Mark::CurlyClose | Mark::SingleClose => Direction::Close,
            Mark::Straight | Mark::SingleStraight => match (low_before, low_after) {
                (false, true) => Direction::Open,
                (true, false) => Direction::Close,
                _ => Direction::Either,
            },
        };
        let reversed =
            matches!((mark, direction), (Mark::AngleOpen, Direction::Close) | (Mark::AngleClose, Direction::Open));
        match direction {
            Direction::Open if mark == Mark::SingleStraight && !self.single_closes(at, paragraph) => {}
            Direction::Open => self.open(at, kin, reversed),
            Direction::Either if depth.is_none() => {
                if mark != Mark::SingleStraight {
                    self.open(at, kin, false);
                }
            }
            Direction::Close | Direction::Either => match depth {
                Some(depth) => {
                    // What was opened inside and not closed ends here as well.
                    for _ in 0..depth {
                        if let Some((id, _)) = self.stack.pop() {
                            self.quotes.all[id as usize].close = at;
                        }
                    }
                    self.close(at, false);
                }
                None if kin == Family::Single => {}
                None if self.stack.is_empty() => self.quotes.unopened.push(at),
                None => self.close(at, true),
            },
        }
    }

    /// Whether a straight mark stands right behind a number as inches or seconds of arc do: behind a year it closes.
    fn is_measure(&self, at: u32) -> bool {
        let tokens = &self.document.tokens;
        let before = (at as usize).checked_sub(1).map(|before| &tokens[before]);
        before.is_some_and(|number| {
            let ends = number.end == tokens[at as usize].start;
            number.kind == TokenKind::Number && ends && number.end - number.start <= 3
        })
    }

    fn close(&mut self, at: u32, mixed: bool) {
        if let Some((id, _)) = self.stack.pop() {
            let quote = &mut self.quotes.all[id as usize];
            quote.close = at;
            quote.closed = true;
            quote.mixed |= mixed;
            self.quotes.at[at as usize] = id;
        }
    }

    /// Whether something other than white space or an opening mark stands right before, and right after, a mark.
    fn letters_beside(&self, at: u32) -> (bool, bool) {
        let text = self.document.normal.text();
        let token = &self.document.tokens[at as usize];
        let before = text.get(..token.start as usize).and_then(|t| t.chars().next_back());
        let after = text.get(token.end as usize..).and_then(|t| t.chars().next());
        let open =
            |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '\'' | '’' | '-' | '–' | '—' | '«' | '“' | '/');
        let shut = |c: char| {
            c.is_whitespace()
                || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '…' | '»' | '”' | '"' | '-' | '–' | '—')
        };
        (before.is_some_and(|c| !open(c)), after.is_some_and(|c| !shut(c)))
    }

    /// Whether a straight single mark has a partner in the paragraph, within the reach of a short quotation.
    fn single_closes(&self, at: u32, paragraph: TokenRange) -> bool {
        (at + 1..paragraph.end.min(at + 40)).any(|other| {
            self.document.tokens[other as usize].kind == TokenKind::Quote(Mark::SingleStraight) && {
                let (before, after) = self.letters_beside(other);
                before && !after
            }
        })
    }

    /// Ends a quotation that has no closing mark: at the end of its paragraph, or of its sentence where more
    /// quotations follow it there.
    fn close_open_end(&mut self, id: u32, paragraph: TokenRange, carried: bool) {
        let open = self.quotes.all[id as usize].open;
        let follower = self.quotes.all.get(id as usize + 1).filter(|next| next.open < paragraph.end);
        let end = match follower {
            Some(next) if !carried => {
                let stop = (open..next.open).find(|&at| {
                    matches!(self.document.tokens[at as usize].kind, TokenKind::Stop | TokenKind::Exclamation)
                });
                stop.unwrap_or(next.open)
            }
            _ => paragraph.end,
        };
        self.quotes.all[id as usize].close = end;
    }
}

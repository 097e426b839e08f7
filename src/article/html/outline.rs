//! The blocks of a page in order, each with where it stands, from its tags and strings one after the other.

use html5gum::{DefaultEmitter, Span as Place, StartTag, Token, Tokenizer};
use rustc_hash::FxHashMap;

use super::super::block::BlockBuilder;
use super::super::metadata::Metadata;
use super::super::{Block, BlockKind};
use super::boilerplate;
use super::elements::{Element, element, ended_by};
use super::head::Head;
use crate::text::Span;

/// A block and where on the page it stands.
#[derive(Debug)]
pub(super) struct Found {
    pub block: Block,
    /// How much of the page's text it takes, in bytes.
    pub length: u64,
    pub region: Region,
    /// Whether it looks like boilerplate.
    pub doubtful: bool,
    /// Whether it stands in a header.
    pub in_header: bool,
}

/// Which part of the page something stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Region {
    /// The number of the outermost `article` element, from 1, or 0.
    pub article: u32,
    pub main: bool,
}

/// What holds within an element: what it inherits from those around it and adds itself.
#[derive(Clone, Copy, Debug, Default)]
struct Context {
    kind: Option<BlockKind>,
    region: Region,
    out: bool,
    doubtful: bool,
    in_header: bool,
    /// How many elements around it and itself stand apart.
    depth: u32,
}

/// An element left open.
#[derive(Debug)]
struct Open {
    /// Its name, by number.
    name: usize,
    context: Context,
}

/// The page read so far.
///
/// Open elements are a list, not a recursion, and each name knows where in it its elements are: every tag takes
/// constant time however deep and however badly nested the page is.
#[derive(Debug)]
pub(super) struct Outline<'a> {
    text: &'a str,
    found: Vec<Found>,
    head: Head,
    current: BlockBuilder,
    open: Vec<Open>,
    names: FxHashMap<Vec<u8>, usize>,
    /// By number of name, where in `open` its elements are.
    places: Vec<Vec<usize>>,
    articles: u32,
    /// How many line breaks follow the last text.
    breaks: u32,
    /// What the text to come is, if not part of a block.
    awaited: Awaited,
}

/// Text outside of blocks that is of interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Awaited {
    Nothing,
    Title,
    LinkedData,
}

impl<'a> Outline<'a> {
    pub fn new(text: &'a str) -> Outline<'a> {
        Outline {
            text,
            found: Vec::new(),
            head: Head::default(),
            current: BlockBuilder::default(),
            open: Vec::new(),
            names: FxHashMap::default(),
            places: Vec::new(),
            articles: 0,
            breaks: 0,
            awaited: Awaited::Nothing,
        }
    }

    /// Whether elements without content may be written `<p/>`.
    pub fn is_xml(&self) -> bool {
        self.text.trim_start().starts_with("<?xml")
    }

    /// What was found on the page.
    pub fn finish(mut self) -> (Vec<Found>, Metadata) {
        self.flush();
        (self.found, self.head.finish())
    }

    /// Takes a start tag.
    pub fn open(&mut self, tag: &StartTag<usize>) {
        let name = tag.name.as_slice();
        let kind = element(name);
        let above = self.context();
        self.head.tag(tag, !above.out && !above.doubtful);
        self.awaited = Awaited::Nothing;
        if kind == Element::Void {
            self.void(name, span(tag.span));
            return;
        }
        self.end_those_left_open(name, kind);
        if kind.is_block() {
            self.flush();
        }
        let context = self.entered(tag, kind);
        match name {
            b"title" if !above.out => self.awaited = Awaited::Title,
            b"script" if boilerplate::attribute(tag, b"type").is_some_and(|kind| kind.contains("ld+json")) => {
                self.awaited = Awaited::LinkedData;
            }
            // Browsers show quotation marks around it.
            b"q" if !context.out => self.decoded("“", span(tag.span)),
            _ => {}
        }
        let has_content = !(tag.self_closing && self.is_xml());
        if has_content {
            self.push(name, context);
        }
    }

    /// Takes an end tag.
    pub fn close(&mut self, name: &[u8], place: Place) {
        self.awaited = Awaited::Nothing;
        if name == b"br" {
            self.void(name, span(place));
            return;
        }
        if name == b"q" && !self.context().out && self.last_open(b"q").is_some() {
            self.decoded("”", span(place));
        }
        let is_block = element(name).is_block();
        if is_block {
            self.flush();
        }
        let Some(at) = self.last_open(name) else { return };
        // An end tag of an inline element does not reach out of the block it stands in.
        if is_block || self.open[at].context.depth == self.context().depth {
            self.close_from(at);
        }
    }

    /// Takes the text between two tags: as the tokenizer reads it and where it is written.
    pub fn string(&mut self, read: &[u8], place: Place) {
        match std::mem::replace(&mut self.awaited, Awaited::Nothing) {
            Awaited::Title => self.head.title(&String::from_utf8_lossy(read)),
            Awaited::LinkedData => self.head.linked_data(&String::from_utf8_lossy(read)),
            Awaited::Nothing if !self.context().out => self.prose(span(place)),
            Awaited::Nothing => {}
        }
    }

    fn prose(&mut self, place: Span) {
        let written = self.text.get(place.range()).unwrap_or_default();
        if !written.bytes().all(|byte| byte.is_ascii_whitespace()) {
            self.breaks = 0;
        }
        let mut at = place.start();
        // End tags without a name are not shown, nor are they told apart from text by the tokenizer.
        for part in written.split("</>") {
            self.referring(part, at);
            at += (part.len() + "</>".len()) as u32;
        }
    }

    /// Takes text with character references in it, written at byte `at`.
    fn referring(&mut self, written: &str, at: u32) {
        let mut from = 0;
        while let Some(rest) = written.get(from..).filter(|rest| !rest.is_empty()) {
            let at = at + from as u32;
            let length =
                if rest.starts_with('&') { reference_length(rest) } else { rest.find('&').unwrap_or(rest.len()) };
            let stretch = rest.get(..length).unwrap_or_default();
            match Some(stretch).filter(|stretch| stretch.starts_with('&')).map(meaning) {
                Some(meaning) if meaning != stretch => {
                    self.current.decoded(&meaning, Span::new(at, at + length as u32));
                }
                _ => self.current.written(stretch, at),
            }
            from += length;
        }
    }

    fn decoded(&mut self, read: &str, place: Span) {
        self.breaks = 0;
        self.current.decoded(read, place);
    }

    /// Takes an element without content.
    fn void(&mut self, name: &[u8], place: Span) {
        if self.context().out {
            return;
        }
        match name {
            b"br" => {
                self.breaks += 1;
                if self.breaks > 1 {
                    self.flush();
                } else {
                    self.current.gap(place);
                }
            }
            b"hr" => self.flush(),
            _ => {}
        }
    }

    /// Ends the block at hand.
    fn flush(&mut self) {
        self.breaks = 0;
        let context = self.context();
        let Some(block) = self.current.finish(context.kind.unwrap_or(BlockKind::Paragraph)) else { return };
        let length = block.pieces.iter().map(|piece| u64::from(piece.span().len())).sum();
        let Context { region, doubtful, in_header, .. } = context;
        self.found.push(Found { block, length, region, doubtful, in_header });
    }

    fn context(&self) -> Context {
        self.open.last().map(|open| open.context).unwrap_or_default()
    }

    /// What holds within the element that `tag` begins.
    fn entered(&mut self, tag: &StartTag<usize>, kind: Element) -> Context {
        let mut context = self.context();
        let name = tag.name.as_slice();
        let looks_so = boilerplate::looks_so(tag);
        match kind {
            Element::Kind(kind) => context.kind = Some(kind),
            // A list in a quotation is one, but what follows a heading left open is not.
            Element::Block if context.kind.is_some_and(is_heading) && name != b"p" => context.kind = None,
            _ => {}
        }
        let in_article = context.region.article > 0 || context.region.main;
        let is_doubtful = match name {
            // The lead of an article and the source of a quotation stand there as well.
            b"header" => !in_article,
            b"footer" => context.kind != Some(BlockKind::Quotation),
            _ => kind == Element::Doubtful,
        };
        context.doubtful |= is_doubtful || looks_so;
        context.out |= kind == Element::Out || boilerplate::is_hidden(tag) || looks_so && kind == Element::Inline;
        context.in_header |= name == b"header";
        context.depth += u32::from(kind.is_block());
        if name == b"article" && context.region.article == 0 {
            self.articles += 1;
            context.region.article = self.articles;
        }
        context.region.main |= name == b"main" || boilerplate::attribute(tag, b"role") == Some("main");
        context
    }

    /// Ends the elements whose end tags may be left out before the element called `name`.
    fn end_those_left_open(&mut self, name: &[u8], kind: Element) {
        if kind.is_block()
            && let Some(at) = self.last_open(b"p")
        {
            self.flush();
            self.close_from(at);
        }
        let (ended, bounds) = ended_by(name);
        let bound = bounds.iter().filter_map(|name| self.last_open(name)).max();
        let first = ended.iter().filter_map(|name| self.last_open(name)).filter(|at| Some(*at) > bound).min();
        if let Some(at) = first {
            self.flush();
            self.close_from(at);
        }
    }

    fn last_open(&self, name: &[u8]) -> Option<usize> {
        self.places.get(*self.names.get(name)?)?.last().copied()
    }

    fn push(&mut self, name: &[u8], context: Context) {
        let number = self.names.get(name).copied().unwrap_or_else(|| {
            self.names.insert(name.to_vec(), self.places.len());
            self.places.push(Vec::new());
            self.places.len() - 1
        });
        self.places[number].push(self.open.len());
        self.open.push(Open { name: number, context });
    }

    /// Closes the element at `at` and all within it.
    fn close_from(&mut self, at: usize) {
        for open in self.open.drain(at..) {
            self.places[open.name].pop();
        }
    }
}

fn is_heading(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Title | BlockKind::Heading)
}

fn span(place: Place) -> Span {
    Span::new(place.start as u32, place.end as u32)
}

/// The length in bytes of what may be the character reference that `text` begins with.
fn reference_length(text: &str) -> usize {
    let name = text.bytes().skip(1).take_while(|&byte| byte == b'#' || byte.is_ascii_alphanumeric()).count();
    if text.as_bytes().get(1 + name) == Some(&b';') { name + 2 } else { name + 1 }
}

/// What a character reference stands for, itself where it stands for nothing.
fn meaning(reference: &str) -> String {
    let tokens = Tokenizer::new_with_emitter(reference, DefaultEmitter::<usize>::new_with_span());
    tokens
        .filter_map(|token| match token {
            Ok(Token::String(string)) => Some(String::from_utf8_lossy(&string.value).into_owned()),
            Ok(_) => None,
        })
        .collect()
}

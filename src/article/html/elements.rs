//! What the elements of HTML are for, as far as reading their text goes.

use super::super::BlockKind;

/// What an element does to the text in it and around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// Runs along with the text around it, as do elements that are not known.
    Inline,
    /// Stands apart from the text around it.
    Block,
    /// Stands apart, and gives its text a kind.
    Kind(BlockKind),
    /// Has no content.
    Void,
    /// Its text is not part of any article.
    Out,
    /// Its text mostly is not part of an article, but may be where a page has nothing else.
    Doubtful,
}

impl Element {
    /// Whether it stands apart from the text around it.
    pub fn is_block(self) -> bool {
        matches!(self, Element::Block | Element::Kind(_) | Element::Doubtful)
    }
}

/// What the element called `name`, in lower case, is.
pub(super) fn element(name: &[u8]) -> Element {
    match name {
        b"h1" => Element::Kind(BlockKind::Title),
        b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Element::Kind(BlockKind::Heading),
        b"li" => Element::Kind(BlockKind::Item),
        b"blockquote" => Element::Kind(BlockKind::Quotation),
        b"aside" | b"footer" | b"form" | b"header" => Element::Doubtful,
        b"address" | b"article" | b"body" | b"caption" | b"center" | b"dd" | b"details" | b"div" | b"dl" | b"dt"
        | b"fieldset" | b"figcaption" | b"figure" | b"head" | b"hgroup" | b"html" | b"legend" | b"main" | b"ol"
        | b"p" | b"pre" | b"search" | b"section" | b"summary" | b"table" | b"tbody" | b"td" | b"tfoot" | b"th"
        | b"thead" | b"tr" | b"ul" => Element::Block,
        b"area" | b"base" | b"basefont" | b"bgsound" | b"br" | b"col" | b"embed" | b"frame" | b"hr" | b"img"
        | b"input" | b"keygen" | b"link" | b"meta" | b"param" | b"source" | b"track" | b"wbr" => Element::Void,
        b"audio" | b"button" | b"canvas" | b"datalist" | b"del" | b"dialog" | b"frameset" | b"iframe" | b"map"
        | b"math" | b"menu" | b"nav" | b"noembed" | b"noframes" | b"noscript" | b"object" | b"rp" | b"rt"
        | b"script" | b"select" | b"style" | b"svg" | b"template" | b"textarea" | b"title" | b"video" => Element::Out,
        _ => Element::Inline,
    }
}

/// The elements that the start of one called `name` ends, if left open, and those that keep it from reaching further.
pub(super) fn ended_by(name: &[u8]) -> (&'static [&'static [u8]], &'static [&'static [u8]]) {
    match name {
        b"li" => (&[b"li"], &[b"ul", b"ol"]),
        b"dd" | b"dt" => (&[b"dd", b"dt"], &[b"dl"]),
        b"td" | b"th" => (&[b"td", b"th"], &[b"table", b"tr"]),
        b"tr" => (&[b"tr"], &[b"table"]),
        b"body" => (&[b"head"], &[]),
        _ => (&[], &[]),
    }
}

//! Web pages: the blocks of the article itself, with what surrounds it left out, and what its page says about it.

mod boilerplate;
mod elements;
mod head;
mod outline;

use html5gum::{DefaultEmitter, Token, Tokenizer};

use self::outline::{Found, Outline, Region};
use super::{Block, BlockKind, Reading};

/// The article that the page `text` is.
pub(super) fn read(id: &str, text: String) -> Reading {
    let mut outline = Outline::new(&text);
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(!outline.is_xml());
    for token in Tokenizer::new_with_emitter(&text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => outline.open(&tag),
            Token::EndTag(tag) => outline.close(&tag.name, tag.span),
            Token::String(string) => outline.string(&string.value, string.span),
            _ => {}
        }
    }
    let (found, mut about) = outline.finish();
    let blocks = chosen(found);
    let has_title = blocks.iter().any(|block| block.kind == BlockKind::Title);
    if has_title {
        about.title = None;
    }
    let mut notes = Vec::new();
    let article = about.article(id, text, blocks, &mut notes);
    Reading { article, notes }
}

/// The blocks of the article among those found on its page, its headline as title.
///
/// The article is looked for in the narrowest place that holds prose: one `article` element, all of them,
/// `main`, the page without what looks like boilerplate, the page. Where a page has several `article` elements
/// (teasers of others, comments), one that has more than half of their prose is the one.
fn chosen(found: Vec<Found>) -> Vec<Block> {
    let is_prose = |f: &Found| !f.doubtful && !matches!(f.block.kind, BlockKind::Title | BlockKind::Heading);
    let in_articles: u64 = found.iter().filter(|f| is_prose(f) && f.region.article > 0).map(|f| f.length).sum();
    let largest = largest_article(&found, is_prose).filter(|&(_, length)| length * 2 > in_articles);
    let places: [&dyn Fn(Region) -> bool; 4] = [
        &|region| largest.is_some_and(|(article, _)| region.article == article),
        &|region| region.article > 0,
        &|region| region.main,
        &|_| true,
    ];
    let place = places.into_iter().find(|place| found.iter().any(|f| is_prose(f) && place(f.region)));
    // Where everything looks like boilerplate, the looks deceive.
    let (place, trusting) = place.map_or((&(|_| true) as &dyn Fn(Region) -> bool, true), |place| (place, false));
    let is_kept = |f: &Found| place(f.region) && (trusting || !f.doubtful);
    let is_headline = |f: &Found| f.block.kind == BlockKind::Title;
    // A page's own header may hold its headline, or only the name of the paper: it is asked last.
    let title = (found.iter().position(|f| is_headline(f) && is_kept(f)))
        .or_else(|| found.iter().position(|f| is_headline(f) && !f.doubtful))
        .or_else(|| found.iter().position(|f| is_headline(f) && f.in_header));
    let numbered = found.into_iter().enumerate();
    let kept = numbered.filter(|(at, f)| Some(*at) == title || is_kept(f));
    kept.map(|(at, f)| {
        let kind = if is_headline(&f) && Some(at) != title { BlockKind::Heading } else { f.block.kind };
        Block { kind, ..f.block }
    })
    .collect()
}

/// The number of the `article` element with most prose, and how much that is.
fn largest_article(found: &[Found], is_prose: impl Fn(&Found) -> bool) -> Option<(u32, u64)> {
    let mut largest: Option<(u32, u64)> = None;
    for of_one in found.chunk_by(|a, b| a.region.article == b.region.article) {
        let article = of_one.first().map_or(0, |f| f.region.article);
        let length = of_one.iter().filter(|f| is_prose(f)).map(|f| f.length).sum();
        if article > 0 && length > largest.map_or(0, |(_, most)| most) {
            largest = Some((article, length));
        }
    }
    largest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(page: &str) -> Vec<String> {
        let article = read("a.html", page.to_owned()).article;
        let text = |block: &Block| block.pieces.iter().map(|p| article.read(p)).collect::<String>();
        article.blocks.iter().map(|block| format!("{:?} {}", block.kind, text(block))).collect()
    }

    #[test]
    fn collapses_white_space_and_decodes() {
        let page = "<h1>Un\n  titre</h1>\n<p> L&#8217;<b>&eacute;t&eacute;</b>\r\n\t est <i> fini</i>.&nbsp;<br>Oui &amp; non\n</p>";
        assert_eq!(outline(page), ["Title Un titre", "Paragraph L’été est fini.\u{a0} Oui & non"]);
    }

    #[test]
    fn two_breaks_divide_and_tags_left_open_end() {
        let page = "<div>Un<br><br/>Deux<p>Trois<p>Quatre<ul><li>Cinq<li>Six</ul><blockquote>Sept<p>Huit</blockquote>Neuf</div>";
        let expected =
            ["Paragraph Un", "Paragraph Deux", "Paragraph Trois", "Paragraph Quatre", "Item Cinq", "Item Six"];
        let rest = ["Quotation Sept", "Quotation Huit", "Paragraph Neuf"];
        assert_eq!(outline(page), [&expected[..], &rest].concat());
    }

    #[test]
    fn leaves_out_what_is_not_the_article() {
        let page = "<title>T</title><script>if (a < b) '<p>non</p>'</script><style>p{}</style><nav>Menu</nav>\
                    <header><h1>La Gazette</h1><p>Devise</p></header>\
                    <div class=\"SocialShare\">Partagez</div><main><h1>Titre</h1><p>Prose.<span class=ad-label>Pub</span></p>\
                    <aside>À côté</aside><template><p>non</p></template></main><div>Hors</div><footer>Pied</footer>";
        assert_eq!(outline(page), ["Title Titre", "Paragraph Prose."]);
    }

    #[test]
    fn takes_the_article_among_teasers() {
        let page = "<header><h1>Titre</h1></header><article><header><p>Chapeau du texte.</p></header><p>Le corps du texte.</p>\
                    <h2>Suite</h2></article><article><p>Autre</p></article>";
        assert_eq!(
            outline(page),
            ["Title Titre", "Paragraph Chapeau du texte.", "Paragraph Le corps du texte.", "Heading Suite"]
        );
    }

    #[test]
    fn looks_of_boilerplate_deceive_where_there_is_nothing_else() {
        assert_eq!(outline("<form id=aspnetForm><p>Prose.</p></form>"), ["Paragraph Prose."]);
        assert_eq!(
            outline("<body class=has-sidebar><div class='with-menu category-social'>Prose.</div>"),
            ["Paragraph Prose."]
        );
    }

    #[test]
    fn gathers_what_the_page_says() {
        let page = "<html lang=fr-FR><head><title>Un titre - La Gazette</title><meta property=og:site_name content='La Gazette'>\
                    <script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"datePublished\" : \"2020-08-07T10:00\"}</script>\
                    <body><p>Prose du <time datetime=2021-01-01>jour</time>.";
        let article = read("a.html", page.to_owned()).article;
        assert_eq!(article.title.as_deref(), Some("Un titre"));
        assert_eq!(article.outlet.as_deref(), Some("La Gazette"));
        assert_eq!(article.published, Some(jiff::civil::date(2020, 8, 7)));
        assert_eq!(article.language, "fr");
    }

    #[test]
    fn deep_and_unclosed_markup_is_read() {
        let deep = format!("{}<p>Fond{}", "<div><b>".repeat(10_000), "</i></div>".repeat(10_000));
        assert_eq!(outline(&deep), ["Paragraph Fond"]);
        assert_eq!(outline("a < b &amp c &unknown; </> <!-- x -->d"), ["Paragraph a < b & c &unknown; d"]);
        assert_eq!(outline("<p>un <q>mot</q>"), ["Paragraph un “mot”"]);
        assert!(outline("").is_empty());
    }
}

//! W3C Web Annotation: each content as a target whose body is a Quotation or a Claim of schema.org.
//!
//! A content in the source's own words, or partly so, is a `Quotation` with `spokenByCharacter`; one in the
//! reporter's words is a `Claim` with `author`. A document cannot speak: a quotation is `isBasedOn` it, a claim
//! has its `appearance` in it. schema.org has no type for several people and for sources kept from the reader;
//! these are nodes with a name alone. A content inside another `isPartOf` it.
//!
//! Positions are in code points, as the recommendation demands. See <https://www.w3.org/TR/annotation-model/>.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;

use super::code_points::CodePoints;
use super::prose::Prose;
use crate::analysis::{Analysis, Attribution, EntityKind, Mode, Source};
use crate::survey::Survey;
use crate::text::Span;

/// The code points of context before and behind a quoted content, which tell equal ones apart.
const CONTEXT: usize = 32;

#[derive(Serialize)]
struct Collection<'a> {
    #[serde(rename = "@context")]
    context: (&'static str, Prefix),
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    label: &'a str,
    total: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<Page<'a>>,
}

#[derive(Serialize)]
struct Prefix {
    schema: &'static str,
}

#[derive(Serialize)]
struct Page<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "startIndex")]
    start_index: usize,
    items: Vec<Annotation<'a>>,
}

#[derive(Serialize)]
struct Annotation<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    body: Body<'a>,
    target: Vec<Target<'a>>,
}

#[derive(Serialize)]
struct Body<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "schema:text")]
    text: String,
    #[serde(rename = "schema:inLanguage")]
    language: &'a str,
    #[serde(rename = "schema:spokenByCharacter", skip_serializing_if = "Option::is_none")]
    spoken_by_character: Option<Node<'a>>,
    #[serde(rename = "schema:author", skip_serializing_if = "Option::is_none")]
    author: Option<Node<'a>>,
    #[serde(rename = "schema:isBasedOn", skip_serializing_if = "Option::is_none")]
    is_based_on: Option<Node<'a>>,
    #[serde(rename = "schema:appearance", skip_serializing_if = "Option::is_none")]
    appearance: Option<Node<'a>>,
    #[serde(rename = "schema:isPartOf", skip_serializing_if = "Option::is_none")]
    is_part_of: Option<Reference>,
}

#[derive(Serialize)]
struct Node<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(rename = "schema:name")]
    name: &'a str,
}

#[derive(Serialize)]
struct Reference {
    id: String,
}

#[derive(Serialize)]
struct Target<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    source: &'a str,
    selector: (TextPositionSelector, TextQuoteSelector<'a>),
}

#[derive(Serialize)]
struct TextPositionSelector {
    #[serde(rename = "type")]
    kind: &'static str,
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct TextQuoteSelector<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
}

/// Writes `analysis` as one document on one line.
pub(super) fn write(analysis: &Analysis, out: &mut impl Write) -> io::Result<()> {
    let mut line = serde_json::to_vec(&Writer::new(analysis).collection())?;
    line.push(b'\n');
    out.write_all(&line)
}

/// Writes the attributions of all reports of `survey` as one collection, an annotation a line.
///
/// Who speaks in several reports is one node there, so that graphs can be asked for all a source says.
pub(super) fn write_all(survey: &Survey, out: &mut impl Write) -> io::Result<()> {
    let total: usize = survey.analyses.iter().map(|analysis| analysis.attributions.len()).sum();
    let head = Collection {
        context: context(),
        id: "#attributions".to_owned(),
        kind: "AnnotationCollection",
        label: "attributions",
        total,
        first: (total > 0).then(|| Page {
            id: "#attributions-1".to_owned(),
            kind: "AnnotationPage",
            start_index: 0,
            items: Vec::new(),
        }),
    };
    let head = serde_json::to_string(&head)?;
    // The items go where their list is still empty: they are never all in memory.
    let Some((before, behind)) = head.rsplit_once("[]") else {
        return writeln!(out, "{head}");
    };
    write!(out, "{before}[")?;
    let mut separator = "\n";
    for (analysis, portrait) in survey.analyses.iter().zip(&survey.portraits) {
        let speakers = portrait.speaker_of.iter();
        let nodes = speakers.map(|speaker| speaker.map(|speaker| format!("#source-{}", speaker + 1))).collect();
        let writer = Writer { nodes, ..Writer::new(analysis) };
        for (number, attribution) in (1..).zip(&analysis.attributions) {
            write!(out, "{separator}{}", serde_json::to_string(&writer.annotation(number, attribution))?)?;
            separator = ",\n";
        }
    }
    writeln!(out, "]{behind}")
}

fn context() -> (&'static str, Prefix) {
    ("http://www.w3.org/ns/anno.jsonld", Prefix { schema: "https://schema.org/" })
}

struct Writer<'a> {
    analysis: &'a Analysis,
    iri: String,
    points: CodePoints,
    prose: Prose<'a>,
    /// The identifier of each entity that has one beyond its report.
    nodes: Vec<Option<String>>,
}

impl<'w> Writer<'w> {
    fn new(analysis: &'w Analysis) -> Writer<'w> {
        Writer {
            analysis,
            iri: iri(&analysis.article.id),
            points: CodePoints::new(&analysis.article.text),
            prose: Prose::new(&analysis.article),
            nodes: Vec::new(),
        }
    }

    fn collection(&self) -> Collection<'_> {
        let items: Vec<Annotation> =
            (1..).zip(&self.analysis.attributions).map(|(n, a)| self.annotation(n, a)).collect();
        Collection {
            context: context(),
            id: self.within("attributions"),
            kind: "AnnotationCollection",
            label: &self.analysis.article.id,
            total: items.len(),
            first: (!items.is_empty()).then(|| Page {
                id: self.within("attributions-1"),
                kind: "AnnotationPage",
                start_index: 0,
                items,
            }),
        }
    }

    fn annotation<'a>(&'a self, number: usize, attribution: &'a Attribution) -> Annotation<'a> {
        Annotation {
            id: self.within(&format!("attribution-{number}")),
            kind: "Annotation",
            motivation: "describing",
            body: self.body(number, attribution),
            target: attribution.content.iter().map(|&span| self.target(span)).collect(),
        }
    }

    fn body<'a>(&'a self, number: usize, attribution: &'a Attribution) -> Body<'a> {
        let is_claim = attribution.mode == Mode::Indirect;
        let mut body = Body {
            id: self.within(&format!("content-{number}")),
            kind: if is_claim { "schema:Claim" } else { "schema:Quotation" },
            text: self.prose.read_all(&attribution.content),
            language: &self.analysis.article.language,
            spoken_by_character: None,
            author: None,
            is_based_on: None,
            appearance: None,
            is_part_of: attribution.inside.map(|a| Reference { id: self.within(&format!("content-{}", a + 1)) }),
        };
        if let Some(Source { entity, .. }) = &attribution.source {
            let id = self.nodes.get(*entity).and_then(Option::as_deref);
            let entity = &self.analysis.entities[*entity];
            let kind = match entity.kind {
                EntityKind::Person => Some("schema:Person"),
                EntityKind::Institution | EntityKind::Place => Some("schema:Organization"),
                EntityKind::Document => Some("schema:CreativeWork"),
                EntityKind::Group | EntityKind::Anonymous => None,
            };
            let role = match (entity.kind == EntityKind::Document, is_claim) {
                (true, true) => &mut body.appearance,
                (true, false) => &mut body.is_based_on,
                (false, true) => &mut body.author,
                (false, false) => &mut body.spoken_by_character,
            };
            *role = Some(Node { id, kind, name: &entity.name });
        }
        body
    }

    fn target(&self, span: Span) -> Target<'_> {
        let text = &self.analysis.article.text;
        let (start, end) = self.points.of(span);
        let (before, rest) = text.split_at(span.start() as usize);
        let (_, behind) = rest.split_at(span.len() as usize);
        let back = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
        let ahead = behind.char_indices().nth(CONTEXT).map_or(behind.len(), |(at, _)| at);
        Target {
            kind: "SpecificResource",
            source: &self.iri,
            selector: (
                TextPositionSelector { kind: "TextPositionSelector", start, end },
                TextQuoteSelector {
                    kind: "TextQuoteSelector",
                    exact: &text[span],
                    prefix: before.split_at(back).1,
                    suffix: behind.split_at(ahead).0,
                },
            ),
        }
    }

    /// An identifier within the article's.
    fn within(&self, part: &str) -> String {
        let separator = if self.iri.contains('#') { '-' } else { '#' };
        format!("{}{separator}{part}", self.iri)
    }
}

/// `id` as an IRI or a reference relative to the document: what may not stand in one is percent-encoded.
fn iri(id: &str) -> String {
    let is_scheme = |s: &str| {
        s.len() > 1
            && s.starts_with(|c: char| c.is_ascii_alphabetic())
            && s.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'))
    };
    let is_absolute = id.split_once(':').is_some_and(|(scheme, _)| is_scheme(scheme));
    let mut iri = String::with_capacity(id.len() + 8);
    for c in id.chars() {
        let is_odd =
            c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`');
        // In a path these are letters of a name, in an absolute identifier they mean what they mean.
        if is_odd || !is_absolute && matches!(c, '%' | '?' | '#' | ':') {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                // Writing to a string cannot fail.
                let _ = write!(iri, "%{byte:02X}");
            }
        } else {
            iri.push(c);
        }
    }
    iri
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::sample;
    use super::*;

    fn document(analysis: &Analysis) -> Value {
        let mut out = Vec::new();
        write(analysis, &mut out).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn quotations_and_claims_with_both_selectors() {
        let document = document(&sample::analysis());
        assert_eq!(
            document["@context"],
            json!(["http://www.w3.org/ns/anno.jsonld", {"schema": "https://schema.org/"}])
        );
        assert_eq!(document["total"], 5);
        let items = document["first"]["items"].as_array().unwrap();
        assert_eq!(items[1]["id"], "dép/1.txt#attribution-2");
        assert_eq!(
            items[1]["body"],
            json!({
                "id": "dép/1.txt#content-2", "type": "schema:Quotation", "schema:text": "Oui c'est sûr",
                "schema:inLanguage": "fr",
                "schema:spokenByCharacter": {"type": "schema:Person", "schema:name": "John Womersley"},
            })
        );
        assert_eq!(items[1]["target"].as_array().unwrap().len(), 2);
        let selector = &items[1]["target"][0]["selector"];
        assert_eq!(selector[1]["exact"], "Oui");
        assert_eq!(selector[1]["suffix"], ", a-t-il ajouté, c'est sûr ».\n\nI");
        assert_eq!(selector[1]["prefix"].as_str().unwrap().chars().count(), CONTEXT);
        assert_eq!(items[2]["body"]["type"], "schema:Claim");
        assert_eq!(items[2]["body"]["schema:author"]["schema:name"], "John Womersley");
        assert_eq!(items[3]["body"]["schema:isPartOf"]["id"], "dép/1.txt#content-3");
        assert_eq!(items[3]["body"]["schema:spokenByCharacter"]["type"], "schema:Organization");
    }

    #[test]
    fn documents_do_not_speak() {
        let marked = "{source#1,2=\"rapport Dupont\" Le rapport} {cue#1,2 dit} {content#1=\"direct\" a} {content#2=\"indirect\" b}";
        let document = document(&sample::from(marked));
        let report = json!({"type": "schema:CreativeWork", "schema:name": "rapport Dupont"});
        assert_eq!(document["first"]["items"][0]["body"]["schema:isBasedOn"], report);
        assert_eq!(document["first"]["items"][1]["body"]["schema:appearance"], report);
    }

    #[test]
    fn identifiers_are_valid_references() {
        assert_eq!(iri("dép 1/100%#a:b.txt"), "dép%201/100%25%23a%3Ab.txt");
        assert_eq!(iri("https://a.fr/x%20y?z#f"), "https://a.fr/x%20y?z#f");
        assert_eq!(iri("urn:newsml:afp.com:2020"), "urn:newsml:afp.com:2020");
        assert_eq!(iri("C:\\a.txt"), "C%3A%5Ca.txt");
        assert_eq!(iri("https://a b"), "https://a%20b");
    }
}

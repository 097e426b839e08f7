//! A small set of findings for the tests of the writers: conflicts, records, and texts that try to break out.

use std::collections::BTreeMap;

use super::FindingFormat;
use crate::article::{Article, Format, from_text};
use crate::lint::{Articles, Evidence, Finding, Fix, Level, Lint, Place};
use crate::report::View;
use crate::text::Span;

/// Articles and the findings in them.
#[derive(Default)]
pub(super) struct Sample {
    pub articles: Vec<Article>,
    pub findings: Vec<Finding>,
}

impl Sample {
    /// An article of one line that is a paragraph, with a place in another one of CRLF lines, and a record.
    pub fn new() -> Sample {
        let lint = Lint::named("unclosed-quote").unwrap();
        let long = "Le préfet a tenu un point de presse devant les sinistrés de la vallée, qui attendaient depuis le \
                    matin sous la pluie ; il a fait état de 13 morts, mais le maire, dont la commune est la plus \
                    touchée, en a compté neuf avant la nuit et n'exclut pas d'en trouver d'autres demain.\n";
        let crlf = "Titre\r\n\r\n\tL'e\u{301}te\u{301} 😀 a fait 9 morts\r\nselon la mairie.\r\n";
        let record = "{\"id\": \"dépêche 7\", \"text\": \"« Oui\"}\n";
        let mut articles = vec![
            Article::plain("dép/a 1,b:c.txt", long),
            Article::plain("b.txt", crlf),
            Article::plain("c.txt", "Rien.\n"),
        ];
        articles.extend(
            from_text("d.jsonl", format!("\n{record}"), Format::JsonLines).into_iter().map(|r| r.unwrap().article),
        );
        let mut conflict = Finding::new(
            lint,
            "13 dead here, 9 in b.txt",
            vec![
                place(&articles[0], "13 morts", "13"),
                place(&articles[1], "9 morts", "9 "),
                place(&articles[0], "neuf", ""),
            ],
        );
        conflict.evidence.push(Evidence::new("interval", "[13, 13] and [9, 9]"));
        conflict.evidence.push(Evidence {
            kind: "source",
            text: "mairie".to_owned(),
            place: Some(place(&articles[1], "la mairie", "")),
        });
        let mut wrapped =
            Finding::new(lint, "over a line end", vec![place(&articles[1], "a fait 9 morts\r\nselon", "")]);
        wrapped.level = Level::Info;
        let mut named = Finding::new(lint, "the mayor is called otherwise", vec![place(&articles[0], "maire", "")]);
        named.level = Level::Warning;
        named.fix = Some(Fix {
            document: named.places[0].document.clone(),
            span: named.places[0].span,
            replacement: "<Maire>".to_owned(),
        });
        let mut accepted = Finding::new(lint, "known", vec![place(&articles[0], "préfet", "")]);
        accepted.suppressed = Some("checked with the prefecture".to_owned());
        let recorded =
            Finding::new(lint, "quotation opened and never closed", vec![place(&articles[3], "« Oui", "opened here")]);
        Sample { findings: vec![conflict, named, accepted, wrapped, recorded], articles }
    }

    /// One finding of an article whose name, text, message and label try to break out of every format.
    pub fn hostile() -> Sample {
        let lint = Lint::named("unclosed-quote").unwrap();
        let evil = "]]>&<b a=\"1'\">::error::%0A\u{1b}[31m\u{0}\u{202e}\u{ffff}\u{9b}1m\u{7}";
        let article = Article::plain(format!("a,b:c%{evil}\n.txt"), format!("avant {evil} après\r\nfin"));
        let finding = Finding::new(lint, format!("::warning::{evil}\r\n::stop"), vec![place(&article, evil, evil)]);
        Sample { findings: vec![finding], articles: vec![article] }
    }

    pub fn articles(&self) -> Articles<'_> {
        self.articles.iter().map(|article| (article.id.as_str(), article)).collect::<BTreeMap<_, _>>()
    }

    /// What `format` makes of it.
    pub fn written(&self, format: FindingFormat, view: View) -> String {
        let mut out = Vec::new();
        format.write(&self.findings, &self.articles(), view, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }
}

/// The first place of `words` in `article`.
pub(super) fn place(article: &Article, words: &str, label: &str) -> Place {
    let at = article.text.find(words).unwrap();
    Place::new(article, Span::new(at as u32, (at + words.len()) as u32), label)
}

/// Asserts that `written` agrees with the published schema in the file `name`, where the schemas are at hand.
pub(super) fn assert_valid(name: &str, written: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/schemas").join(name);
    let Ok(schema) = std::fs::read_to_string(path) else { return };
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let written = serde_json::from_str(written).unwrap();
    let errors: Vec<String> = validator.iter_errors(&written).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}");
}

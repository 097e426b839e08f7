//! The analysis that the tests of the formats share, made from a marked text.

use std::collections::BTreeMap;

use jiff::civil::date;

use crate::analysis::{Analysis, Attribution, Cue, Entity, EntityKind, Mode, Source, Stance};
use crate::article::Article;
use crate::text::Span;
use crate::text::markup::{self, Role};

/// Nested and interrupted contents, a lonely quotation, braces and control characters.
pub(super) const MARKED: &str = "\
Découverte à l’étude

{source#1=\"John Womersley\" Le directeur, John Womersley,} {cue#1 a déclaré} : « {content#1=\"direct\" Je peux
confirmer la {{découverte{} \u{1b}[31m} ».
« {content#2=\"direct\" Oui}, {cue#2 a-t-{source#2=\"John Womersley\" il} ajouté}, {content#2=\"direct\" c'est sûr} ».

{source#3=\"John Womersley\" Il} {cue#3 a précisé} que {content#3=\"indirect\" {cue#4 selon} \
{source#4=\"ministère de la Recherche\" le ministère}, {content#4=\"mixed\" 19 personnes
l'ont vue « de près »}}.

« {content#5=\"direct\" 😀 {} vraiment ?} »
";

/// The analysis of [`MARKED`].
pub(super) fn analysis() -> Analysis {
    from(MARKED)
}

/// The analysis that the marks of `marked` describe.
pub(super) fn from(marked: &str) -> Analysis {
    let marked = markup::read(marked).unwrap();
    let mut entities: Vec<Entity> = Vec::new();
    let mut attributions: BTreeMap<u32, Attribution> = BTreeMap::new();
    for mark in &marked.marks {
        for &number in &mark.numbers {
            let attribution = attributions.entry(number).or_insert_with(|| Attribution {
                mode: Mode::Indirect,
                content: Vec::new(),
                cue: None,
                source: None,
                inside: None,
                frame: "source-cue-content".into(),
                rule: "verbs: dire".into(),
            });
            match mark.role {
                Role::Content => {
                    attribution.content.push(mark.span);
                    attribution.mode = match mark.value.as_deref() {
                        Some("direct") => Mode::Direct,
                        Some("mixed") => Mode::Mixed,
                        _ => Mode::Indirect,
                    };
                }
                Role::Cue => {
                    let written = &marked.text[mark.span];
                    let lemma = if written.contains("ajouté") { "ajouter" } else { written };
                    attribution.cue = Some(Cue { span: mark.span, lemma: lemma.into(), stance: Stance::Neutral });
                }
                Role::Source => {
                    let name = mark.value.as_deref().unwrap_or(&marked.text[mark.span]);
                    let entity = entities.iter().position(|entity| entity.name == name).unwrap_or_else(|| {
                        let kind = match name.split(' ').next() {
                            Some("ministère") => EntityKind::Institution,
                            Some("rapport") => EntityKind::Document,
                            _ => EntityKind::Person,
                        };
                        entities.push(Entity {
                            name: name.to_owned(),
                            kind,
                            mentions: Vec::new(),
                            offices: Vec::new(),
                        });
                        entities.len() - 1
                    });
                    if entities[entity].mentions.last() != Some(&mark.span) {
                        entities[entity].mentions.push(mark.span);
                    }
                    attribution.source = Some(Source { span: mark.span, entity, ambiguous: Vec::new() });
                }
                _ => {}
            }
        }
    }
    let mut attributions: Vec<Attribution> = attributions.into_values().collect();
    let contents: Vec<Vec<Span>> = attributions.iter().map(|a| a.content.clone()).collect();
    for (index, attribution) in attributions.iter_mut().enumerate() {
        let first = attribution.content[0];
        let around = |(other, spans): &(usize, &Vec<Span>)| *other != index && spans.iter().any(|s| s.contains(first));
        let holder = contents.iter().enumerate().filter(around).min_by_key(|(_, spans)| spans[0].len());
        attribution.inside = holder.map(|(other, _)| other);
        if let Some(source) = attribution.source.as_mut().filter(|_| index == 1 && entities.len() > 1) {
            source.ambiguous.push(1);
        }
    }
    Analysis {
        article: Article::plain("dép/1.txt", marked.text),
        published: Some(date(2020, 8, 7)),
        published_time: None,
        attributions,
        entities,
        quotations: Vec::new(),
        names: Vec::new(),
        figures: Vec::new(),
        dates: Vec::new(),
    }
}

//! JSON Lines: all that is known about an article as one object, offsets in code points.

use std::io::{self, Write};

use serde::Serialize;

use super::SCHEMA;
use super::code_points::CodePoints;
use crate::analysis::{Analysis, Attribution, Entity, Figure, State, When};
use crate::text::Span;

#[derive(Serialize)]
struct Record<'a> {
    schema: &'static str,
    id: &'a str,
    language: &'a str,
    published: Option<String>,
    attributions: Vec<AttributionRecord<'a>>,
    figures: Vec<FigureRecord<'a>>,
    names: Vec<NameRecord<'a>>,
    dates: Vec<DateRecord<'a>>,
}

#[derive(Serialize)]
struct AttributionRecord<'a> {
    mode: &'static str,
    content: Vec<PlaceRecord<'a>>,
    cue: Option<CueRecord<'a>>,
    source: Option<SourceRecord<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ambiguous: Vec<&'a str>,
    inside: Option<usize>,
    frame: &'a str,
    rule: &'a str,
}

#[derive(Serialize)]
struct PlaceRecord<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(Serialize)]
struct CueRecord<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    lemma: &'a str,
    stance: &'static str,
}

#[derive(Serialize)]
struct SourceRecord<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    entity: &'a str,
    kind: &'static str,
}

#[derive(Serialize)]
struct FigureRecord<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    low: Option<Amount>,
    high: Option<Amount>,
    approximate: bool,
    precision: &'static str,
    population: &'a str,
    state: Option<&'static str>,
    unit: Option<&'a str>,
    part_of: Option<usize>,
    attribution: Option<usize>,
}

/// An amount, without a decimal point where it is whole.
#[derive(Serialize)]
#[serde(untagged)]
enum Amount {
    Whole(i64),
    Other(f64),
}

impl Amount {
    fn of(amount: f64) -> Amount {
        // Beyond this not every whole number has a float of its own.
        if amount.fract() == 0.0 && amount.abs() < 9e15 { Amount::Whole(amount as i64) } else { Amount::Other(amount) }
    }
}

#[derive(Serialize)]
struct NameRecord<'a> {
    entity: &'a str,
    kind: &'static str,
    mentions: Vec<PlaceRecord<'a>>,
}

#[derive(Serialize)]
struct DateRecord<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    date: String,
}

/// Writes `analysis` as one line.
pub(super) fn write(analysis: &Analysis, out: &mut impl Write) -> io::Result<()> {
    let places = Places { text: &analysis.article.text, points: CodePoints::new(&analysis.article.text) };
    let record = Record {
        schema: SCHEMA,
        id: &analysis.article.id,
        language: &analysis.article.language,
        published: analysis.published.map(|date| date.to_string()),
        attributions: analysis.attributions.iter().map(|a| places.attribution(a, &analysis.entities)).collect(),
        figures: analysis.figures.iter().map(|figure| places.figure(figure)).collect(),
        names: analysis.entities.iter().map(|entity| places.name(entity)).collect(),
        dates: analysis.dates.iter().map(|when| places.date(when)).collect(),
    };
    let mut line = serde_json::to_vec(&record)?;
    line.push(b'\n');
    out.write_all(&line)
}

struct Places<'a> {
    text: &'a str,
    points: CodePoints<'a>,
}

impl<'a> Places<'a> {
    fn attribution(&self, attribution: &'a Attribution, entities: &'a [Entity]) -> AttributionRecord<'a> {
        let cue = attribution.cue.as_ref().map(|cue| {
            let PlaceRecord { start, end, text } = self.place(cue.span);
            CueRecord { start, end, text, lemma: &cue.lemma, stance: cue.stance.name() }
        });
        let source = attribution.source.as_ref().map(|source| {
            let PlaceRecord { start, end, text } = self.place(source.span);
            let Entity { name, kind, .. } = &entities[source.entity];
            SourceRecord { start, end, text, entity: name, kind: kind.name() }
        });
        let ambiguous = attribution.source.iter().flat_map(|source| &source.ambiguous);
        AttributionRecord {
            mode: attribution.mode.name(),
            content: attribution.content.iter().map(|&span| self.place(span)).collect(),
            cue,
            source,
            ambiguous: ambiguous.map(|&entity| entities[entity].name.as_str()).collect(),
            inside: attribution.inside,
            frame: &attribution.frame,
            rule: &attribution.rule,
        }
    }

    fn name(&self, entity: &'a Entity) -> NameRecord<'a> {
        let mentions = entity.mentions.iter().map(|&span| self.place(span)).collect();
        NameRecord { entity: &entity.name, kind: entity.kind.name(), mentions }
    }

    fn figure(&self, figure: &'a Figure) -> FigureRecord<'a> {
        let PlaceRecord { start, end, text } = self.place(figure.span);
        FigureRecord {
            start,
            end,
            text,
            low: figure.low.map(Amount::of),
            high: figure.high.map(Amount::of),
            approximate: figure.is_approximate(),
            precision: figure.precision.name(),
            population: &figure.population,
            state: figure.state.map(State::name),
            unit: figure.unit.as_deref(),
            part_of: figure.part_of,
            attribution: figure.attribution,
        }
    }

    fn date(&self, when: &When) -> DateRecord<'a> {
        let PlaceRecord { start, end, text } = self.place(when.span);
        DateRecord { start, end, text, date: when.to_string() }
    }

    fn place(&self, span: Span) -> PlaceRecord<'a> {
        let (start, end) = self.points.of(span);
        PlaceRecord { start, end, text: &self.text[span] }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn one_object_with_offsets_that_slice_the_text() {
        let analysis = sample::analysis();
        let mut out = Vec::new();
        write(&analysis, &mut out).unwrap();
        let line = String::from_utf8(out).unwrap();
        assert!(line.ends_with("}\n") && line.matches('\n').count() == 1);
        assert!(line.starts_with(
            "{\"schema\":\"selon/1\",\"id\":\"dép/1.txt\",\"language\":\"fr\",\"published\":\"2020-08-07\",\
             \"attributions\":[{\"mode\":\"direct\",\"content\":[{\"start\":"
        ));
        let value: serde_json::Value = serde_json::from_str(&line).unwrap();
        let keys: Vec<_> = value.as_object().unwrap().keys().collect();
        assert_eq!(keys.len(), 8);
        let chars: Vec<char> = analysis.article.text.chars().collect();
        let mut places = 0;
        let mut check = |place: &serde_json::Value| {
            let offset = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
            let slice: String = chars[offset("start")..offset("end")].iter().collect();
            assert_eq!(slice, place["text"].as_str().unwrap());
            places += 1;
        };
        for attribution in value["attributions"].as_array().unwrap() {
            attribution["content"].as_array().unwrap().iter().for_each(&mut check);
            [&attribution["cue"], &attribution["source"]].into_iter().filter(|p| !p.is_null()).for_each(&mut check);
        }
        for name in value["names"].as_array().unwrap() {
            name["mentions"].as_array().unwrap().iter().for_each(&mut check);
        }
        assert!(places > 12);
        let all = &value["attributions"];
        assert_eq!(all[1]["source"]["entity"], "John Womersley");
        assert_eq!(all[1]["cue"]["lemma"], "ajouter");
        assert_eq!(all[1]["content"].as_array().unwrap().len(), 2);
        assert_eq!(all[1]["ambiguous"][0], "ministère de la Recherche");
        assert_eq!(all[0].get("ambiguous"), None);
        assert_eq!(all[3]["inside"], 2);
        assert_eq!(all[4]["cue"], serde_json::Value::Null);
        assert_eq!(all[4]["source"], serde_json::Value::Null);
    }
}

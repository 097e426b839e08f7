//! JSON Lines: all that is known about an article as one object, offsets in code points.

use super::SCHEMA;
use super::code_points::CodePoints;
use super::json::Json;
use crate::analysis::{Analysis, Attribution, Cue, Entity, Figure, Source, State, When};
use crate::text::Span;

/// How many bytes an attribution takes up on average, a figure, a name or a date: what is said of each, and its text.
const ATTRIBUTION: usize = 480;
const FIGURE: usize = 208;
const NAME: usize = 144;
const DATE: usize = 64;

/// `analysis` as one line, with its end.
pub(super) fn line(analysis: &Analysis) -> Vec<u8> {
    let Analysis { article, published, attributions, entities, figures, dates, .. } = analysis;
    let places = Places { text: &article.text, points: CodePoints::new(&article.text) };
    let room =
        ATTRIBUTION * (attributions.len() + 1) + FIGURE * figures.len() + NAME * entities.len() + DATE * dates.len();
    let mut json = Json::with_capacity(room);
    json.raw(r#"{"schema":"#).name(SCHEMA).raw(r#","id":"#).text(&article.id);
    json.raw(r#","language":"#).text(&article.language).raw(r#","published":"#);
    json.optional(*published, Json::shown);
    json.raw(r#","attributions":"#).list(attributions, |json, one| places.attribution(json, one, entities));
    json.raw(r#","figures":"#).list(figures, |json, figure| places.figure(json, figure));
    json.raw(r#","names":"#).list(entities, |json, entity| places.name(json, entity));
    json.raw(r#","dates":"#).list(dates, |json, when| places.date(json, when)).raw("}\n");
    json.into_bytes()
}

/// A text, and where its parts stand in it.
struct Places<'a> {
    text: &'a str,
    points: CodePoints,
}

impl Places<'_> {
    fn attribution<'j>(&self, json: &'j mut Json, attribution: &Attribution, entities: &[Entity]) -> &'j mut Json {
        let Attribution { mode, content, cue, source, inside, frame, rule } = attribution;
        json.raw(r#"{"mode":"#).name(mode.name());
        json.raw(r#","content":"#).list(content, |json, &span| self.place(json, span));
        json.raw(r#","cue":"#).optional(cue.as_ref(), |json, cue| self.cue(json, cue));
        let source = source.as_ref();
        json.raw(r#","source":"#).optional(source, |json, source| self.source(json, source, entities));
        if let Some(ambiguous) = source.map(|source| &source.ambiguous).filter(|ambiguous| !ambiguous.is_empty()) {
            json.raw(r#","ambiguous":"#).list(ambiguous, |json, &entity| json.text(&entities[entity].name));
        }
        json.raw(r#","inside":"#).optional(*inside, Json::value);
        json.raw(r#","frame":"#).text(frame).raw(r#","rule":"#).text(rule).raw("}")
    }

    fn cue<'j>(&self, json: &'j mut Json, cue: &Cue) -> &'j mut Json {
        self.begin(json, cue.span).raw(r#","lemma":"#).text(&cue.lemma);
        json.raw(r#","stance":"#).name(cue.stance.name()).raw("}")
    }

    fn source<'j>(&self, json: &'j mut Json, source: &Source, entities: &[Entity]) -> &'j mut Json {
        let Entity { name, kind, .. } = &entities[source.entity];
        self.begin(json, source.span).raw(r#","entity":"#).text(name);
        json.raw(r#","kind":"#).name(kind.name()).raw("}")
    }

    fn name<'j>(&self, json: &'j mut Json, entity: &Entity) -> &'j mut Json {
        json.raw(r#"{"entity":"#).text(&entity.name).raw(r#","kind":"#).name(entity.kind.name());
        json.raw(r#","mentions":"#).list(&entity.mentions, |json, &span| self.place(json, span)).raw("}")
    }

    fn figure<'j>(&self, json: &'j mut Json, figure: &Figure) -> &'j mut Json {
        self.begin(json, figure.span);
        json.raw(r#","low":"#).optional(figure.low, Json::number);
        json.raw(r#","high":"#).optional(figure.high, Json::number);
        json.raw(r#","approximate":"#).raw(if figure.is_approximate() { "true" } else { "false" });
        json.raw(r#","precision":"#).name(figure.precision.name());
        json.raw(r#","population":"#).text(&figure.population);
        json.raw(r#","state":"#).optional(figure.state.map(State::name), Json::name);
        json.raw(r#","unit":"#).optional(figure.unit.as_deref(), Json::text);
        json.raw(r#","part_of":"#).optional(figure.part_of, Json::value);
        json.raw(r#","attribution":"#).optional(figure.attribution, Json::value).raw("}")
    }

    fn date<'j>(&self, json: &'j mut Json, when: &When) -> &'j mut Json {
        self.begin(json, when.span).raw(r#","date":"#).shown(when).raw("}")
    }

    fn place<'j>(&self, json: &'j mut Json, span: Span) -> &'j mut Json {
        self.begin(json, span).raw("}")
    }

    /// Begins an object with a stretch of the text.
    fn begin<'j>(&self, json: &'j mut Json, span: Span) -> &'j mut Json {
        let (start, end) = self.points.of(span);
        json.raw(r#"{"start":"#).value(start).raw(r#","end":"#).value(end);
        json.raw(r#","text":"#).part(self.text, span.start() as usize, span.end() as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn one_object_with_offsets_that_slice_the_text() {
        let analysis = sample::analysis();
        let line = String::from_utf8(line(&analysis)).unwrap();
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

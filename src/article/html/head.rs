//! What a page says about its article: date, outlet, language, title.

use html5gum::StartTag;

use super::super::metadata::{Metadata, day};
use super::boilerplate::attribute;

/// What was found so far, the best of each kept.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// The date, and how far it is to be trusted: less is better.
    published: Option<(Trust, String)>,
    outlet: Option<String>,
    language: Option<String>,
    /// The title given for sharing the page, which is that of the article.
    shared_title: Option<String>,
    /// The title of the page, with the paper's name as often as not.
    title: Option<String>,
}

/// Where a date of publication comes from, the most reliable first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Trust {
    Article,
    Linked,
    Meta,
    Marked,
    Time,
}

impl Head {
    /// Takes note of what `tag` says; `is_shown` is whether it stands within what may be the article.
    pub fn tag(&mut self, tag: &StartTag<usize>, is_shown: bool) {
        match tag.name.as_slice() {
            b"html" if self.language.is_none() => {
                let language = attribute(tag, b"lang").or_else(|| attribute(tag, b"xml:lang"));
                self.language = language.map(str::to_owned);
            }
            b"meta" => self.meta(tag),
            b"time" if is_shown => {
                let marked = tag.attributes.contains_key(&b"pubdate"[..])
                    || attribute(tag, b"itemprop").is_some_and(|name| name.eq_ignore_ascii_case("datePublished"));
                if let Some(date) = attribute(tag, b"datetime") {
                    self.date(if marked { Trust::Marked } else { Trust::Time }, date);
                }
            }
            _ => {}
        }
    }

    /// Takes note of linked data, JSON in a script element.
    pub fn linked_data(&mut self, json: &str) {
        // Searched and not parsed: what pages put there often is not valid, and the first date is the article's.
        let Some((_, rest)) = json.split_once("\"datePublished\"") else { return };
        let value = rest.trim_start().strip_prefix(':').map(str::trim_start).and_then(|rest| rest.strip_prefix('"'));
        if let Some((date, _)) = value.and_then(|value| value.split_once('"')) {
            self.date(Trust::Linked, date);
        }
    }

    /// Takes note of the title of the page.
    pub fn title(&mut self, title: &str) {
        self.title.get_or_insert_with(|| title.split_ascii_whitespace().collect::<Vec<_>>().join(" "));
    }

    /// What is known in the end.
    pub fn finish(self) -> Metadata {
        let Head { published, outlet, language, shared_title, title } = self;
        let title = title.map(|title| without_outlet(&title, outlet.as_deref()));
        Metadata {
            id: None,
            title: shared_title.or(title),
            outlet,
            published: published.map(|(_, date)| date),
            language,
        }
    }

    fn meta(&mut self, tag: &StartTag<usize>) {
        let Some(content) = attribute(tag, b"content").filter(|content| !content.trim().is_empty()) else { return };
        let names: [&[u8]; 3] = [b"property", b"name", b"itemprop"];
        for name in names.into_iter().filter_map(|name| attribute(tag, name)) {
            match name.trim().to_ascii_lowercase().as_str() {
                "article:published_time" | "og:article:published_time" => self.date(Trust::Article, content),
                "date" | "dc.date" | "dc.date.issued" | "dcterms.date" | "dcterms.issued" | "pubdate"
                | "publishdate" | "datepublished" => self.date(Trust::Meta, content),
                "og:site_name" => fill(&mut self.outlet, content),
                "og:title" => fill(&mut self.shared_title, content),
                _ => {}
            }
        }
    }

    /// Keeps `date` if it is one and more is to be trusted than what is known; of equals the first.
    fn date(&mut self, trust: Trust, date: &str) {
        if day(date).is_some() && self.published.as_ref().is_none_or(|(known, _)| trust < *known) {
            self.published = Some((trust, date.to_owned()));
        }
    }
}

fn fill(field: &mut Option<String>, value: &str) {
    field.get_or_insert_with(|| value.to_owned());
}

/// `title` without the name of the paper that a mark sets apart at its end: "… | La Gazette".
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    let bare = outlet.and_then(|outlet| title.strip_suffix(outlet.trim())).map(str::trim_end);
    let headline = bare.and_then(|bare| bare.strip_suffix(['-', '|', '–', '—', '•', '·', ':'])).map(str::trim_end);
    headline.filter(|headline| !headline.is_empty()).unwrap_or(title).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trusts_the_best_date() {
        let mut head = Head::default();
        head.date(Trust::Time, "2020-01-01");
        head.linked_data("{\"datePublished\": \"2020-01-02T00:00:00Z\", \"datePublished\": \"2020-01-03\"}");
        head.date(Trust::Meta, "2020-01-04");
        head.date(Trust::Article, "hier");
        assert_eq!(head.finish().published.as_deref(), Some("2020-01-02T00:00:00Z"));
    }

    #[test]
    fn sets_the_papers_name_apart() {
        assert_eq!(without_outlet("Un titre | La Gazette", Some("La Gazette")), "Un titre");
        assert_eq!(without_outlet("La Gazette", Some("La Gazette")), "La Gazette");
        assert_eq!(without_outlet("Retour sur La Gazette", Some("La Gazette")), "Retour sur La Gazette");
    }
}

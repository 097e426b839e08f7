//! What is said about an article beside its text: front matter, dates and language tags as they are written.

use jiff::civil::{Date, Time};

use super::{Article, Block};

/// What a record, front matter or a page says about its article.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Metadata {
    pub id: Option<String>,
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub published: Option<String>,
    pub language: Option<String>,
}

/// Longest front matter looked at, in bytes; what is longer is prose between two rules. The YAML parser is not
/// linear in nested brackets: 64 KiB of them took a second.
const FRONT_MATTER: usize = 8 * 1024;

impl Metadata {
    /// The article of `blocks` in `text` with this said about it; what cannot be understood goes to `notes`.
    pub fn article(self, id: &str, text: String, blocks: Vec<Block>, notes: &mut Vec<String>) -> Article {
        let published_time = self.published.as_deref().and_then(time);
        let published = self.published.and_then(|written| {
            let date = day(&written);
            if date.is_none() {
                notes.push(format!("publication date {written:?} is not understood, expected a date like 2020-08-07"));
            }
            date
        });
        let filled = |value: Option<String>| value.map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
        Article {
            id: filled(self.id).unwrap_or_else(|| id.to_owned()),
            record: None,
            outlet: filled(self.outlet),
            published,
            published_time: published_time.filter(|_| published.is_some()),
            language: self.language.as_deref().and_then(language).unwrap_or_else(|| "fr".to_owned()),
            title: filled(self.title),
            text,
            blocks,
        }
    }
}

/// The front matter at the head of `text`, and the byte offset at which the prose begins.
///
/// Front matter is a YAML mapping between a first line `---` and a line `---` or `...`, or lines of keys and values
/// that would be one if a value had no colon in it (`title: Incendie : deux morts`); anything else is prose.
pub(super) fn front_matter(text: &str) -> (Metadata, u32) {
    let prose = || (Metadata::default(), 0);
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else { return prose() };
    let mut end = first.len();
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            let yaml = text.get(first.len()..end).unwrap_or_default();
            let fields = serde_yaml::from_str::<serde_yaml::Mapping>(yaml).ok().or_else(|| line_by_line(yaml));
            return fields.map_or_else(prose, |fields| (from_fields(&fields), (end + line.len()) as u32));
        }
        end += line.len();
        if end > FRONT_MATTER {
            break;
        }
    }
    prose()
}

/// The fields of lines `key: value`, values as written but for quotes around them.
fn line_by_line(yaml: &str) -> Option<serde_yaml::Mapping> {
    let mut fields = serde_yaml::Mapping::new();
    for line in yaml.lines().filter(|line| !line.trim().is_empty() && !line.starts_with([' ', '\t', '#', '-'])) {
        let (key, value) = line.split_once(':')?;
        if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')) {
            return None;
        }
        let value = value.trim();
        let bare = ['"', '\''].iter().find_map(|&mark| value.strip_prefix(mark)?.strip_suffix(mark));
        fields.insert(key.into(), bare.unwrap_or(value).into());
    }
    (!fields.is_empty()).then_some(fields)
}

fn from_fields(fields: &serde_yaml::Mapping) -> Metadata {
    let field = |names: &[&str]| {
        names.iter().find_map(|&name| match fields.get(name)? {
            serde_yaml::Value::String(text) => Some(text.clone()),
            serde_yaml::Value::Number(number) => Some(number.to_string()),
            _ => None,
        })
    };
    Metadata {
        id: field(&["id"]),
        title: field(&["title"]),
        outlet: field(&["outlet"]),
        published: field(&["published", "date"]),
        language: field(&["language", "lang"]),
    }
}

/// The day that `written` begins with: `2020-08-07`, `2020/08/07` or `20200807`, a time of day may follow.
///
/// The day is the one written, in the zone it is written in: the paper's own.
pub(super) fn day(written: &str) -> Option<Date> {
    let written = written.trim();
    let is_mark = |c: char| c == '-' || c == '/';
    let (digits, rest) = if written.chars().nth(4).is_some_and(is_mark) {
        let head = written.get(..10)?;
        (head.split(is_mark).collect::<String>(), written.get(10..)?)
    } else {
        (written.get(..8)?.to_owned(), written.get(8..)?)
    };
    let ends = rest.is_empty() || rest.starts_with(['T', 't', ' ']);
    if !ends || digits.len() != 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |from: usize, to: usize| digits.get(from..to)?.parse::<i16>().ok();
    Date::new(number(0, 4)?, number(4, 6)? as i8, number(6, 8)? as i8).ok()
}

/// The time of day that stands behind the day in `written`, in the zone it is written in.
fn time(written: &str) -> Option<Time> {
    let (_, behind) = written.trim().split_once(['T', 't', ' '])?;
    let digits = |from: usize| behind.get(from..from + 2)?.parse::<i8>().ok();
    let minute = if behind.get(2..3)? == ":" { digits(3)? } else { digits(2)? };
    Time::new(digits(0)?, minute, 0, 0).ok()
}

/// The language of a tag, without region and script: `fr` for `fr-FR`.
fn language(tag: &str) -> Option<String> {
    let primary = tag.trim().split(['-', '_']).next()?;
    let fits = (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_alphabetic());
    fits.then(|| primary.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_days_as_written() {
        let expected = Some(jiff::civil::date(2020, 8, 7));
        for written in ["2020-08-07", " 2020/08/07 ", "20200807", "20200807T120000Z", "2020-08-07T23:59:00+02:00"] {
            assert_eq!(day(written), expected, "{written}");
        }
        for written in
            ["", "7 août 2020", "2020-13-07", "2020-08-7", "2020-08-077", "202008071", "août-2020-08", "2020-é8-0"]
        {
            assert_eq!(day(written), None, "{written}");
        }
    }

    #[test]
    fn reads_times_as_written() {
        let expected = Some(jiff::civil::time(18, 50, 0, 0));
        for written in ["2020-08-07T18:50:12+02:00", "2020-08-07 18:50", "20200807T185000Z"] {
            assert_eq!(time(written), expected, "{written}");
        }
        for written in ["2020-08-07", "2020-08-07T", "2020-08-07T1", "2020-08-07T25:00", "2020-08-07T1é:00"] {
            assert_eq!(time(written), None, "{written}");
        }
    }

    #[test]
    fn front_matter_is_a_mapping_between_rules() {
        let text = "---\r\ntitle: Un titre\r\ndate: 2020-08-07\r\nid: 12\r\ntags: [a]\r\n---\r\nProse.";
        let (metadata, at) = front_matter(text);
        assert_eq!(text.get(at as usize..), Some("Prose."));
        assert_eq!(metadata.title.as_deref(), Some("Un titre"));
        assert_eq!(metadata.published.as_deref(), Some("2020-08-07"));
        assert_eq!(metadata.id.as_deref(), Some("12"));
        let (metadata, _) = front_matter("---\ntitle: Incendie : deux morts\noutlet: 'La Gazette'\n---\n");
        assert_eq!(metadata.title.as_deref(), Some("Incendie : deux morts"));
        assert_eq!(metadata.outlet.as_deref(), Some("La Gazette"));
        for prose in ["---\nUne phrase\n---\nsuite", "---\ntitle: x\n", "a\n---\ntitle: x\n---\n", "---\n- a\n---\n"] {
            assert_eq!(front_matter(prose), (Metadata::default(), 0), "{prose}");
        }
    }

    #[test]
    fn language_is_the_primary_subtag() {
        assert_eq!(language("fr-FR").as_deref(), Some("fr"));
        assert_eq!(language("FR_be").as_deref(), Some("fr"));
        assert_eq!(language("français"), None);
        assert_eq!(language(""), None);
    }
}

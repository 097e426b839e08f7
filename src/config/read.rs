//! From YAML to what it says, with the place of what is wrong and what was probably meant.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{DeserializeOwned, DeserializeSeed, Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use thiserror::Error;

use crate::rules::meant;

/// A file of the newsroom's that cannot be used, with the place and what was expected.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}:{line}:{column}: {message}")]
pub struct ConfigError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What is wrong, what was expected, and what was probably meant.
    pub message: String,
}

/// What `text`, one YAML document called `file`, says.
pub(super) fn document<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, ConfigError> {
    serde_yaml::from_str(text).map_err(|error| {
        let place = error.location();
        let message = error.to_string();
        // The place is shown in front; the parser's own mention of it would say it twice.
        let mut message = match message.rfind(" at line ") {
            Some(at) => message.get(..at).unwrap_or_default().to_owned(),
            None => message,
        };
        // What may be missing altogether has a dot for its name.
        if let Some(path) = message.strip_prefix('.') {
            message = path.to_owned();
        }
        if let Some(name) = meant(&message).filter(|_| !message.contains("did you mean")) {
            message = format!("{message}; did you mean `{name}`?");
        }
        ConfigError {
            file: file.to_owned(),
            line: place.as_ref().map_or(1, serde_yaml::Location::line),
            column: place.as_ref().map_or(1, serde_yaml::Location::column),
            message,
        }
    })
}

/// What `parse` makes of a string.
///
/// What is wrong with it is told while it is read, which is when its place is known.
pub(super) fn string<'de, D, T, E>(deserializer: D, parse: impl FnOnce(&str) -> Result<T, E>) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    E: fmt::Display,
{
    struct Parsed<F>(F);

    impl<T, E: fmt::Display, F: FnOnce(&str) -> Result<T, E>> Visitor<'_> for Parsed<F> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<Error: serde::de::Error>(self, text: &str) -> Result<T, Error> {
            (self.0)(text).map_err(Error::custom)
        }
    }

    deserializer.deserialize_str(Parsed(parse))
}

/// A mapping in which no key stands twice.
pub(super) fn unique<'de, D, K, V>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
where
    D: Deserializer<'de>,
    K: FromStr<Err: fmt::Display> + Ord,
    V: Deserialize<'de>,
{
    struct Unique<K, V>(PhantomData<(K, V)>);

    struct NewKey<'a, K, V>(&'a BTreeMap<K, V>);

    impl<'de, K: FromStr<Err: fmt::Display> + Ord, V> DeserializeSeed<'de> for NewKey<'_, K, V> {
        type Value = K;

        fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<K, D::Error> {
            string(deserializer, |name| match name.parse::<K>() {
                Ok(key) if self.0.contains_key(&key) => Err(format!("`{name}` twice, expected once")),
                Ok(key) => Ok(key),
                Err(error) => Err(error.to_string()),
            })
        }
    }

    impl<'de, K: FromStr<Err: fmt::Display> + Ord, V: Deserialize<'de>> Visitor<'de> for Unique<K, V> {
        type Value = BTreeMap<K, V>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a mapping")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut given: A) -> Result<Self::Value, A::Error> {
            let mut map = BTreeMap::new();
            while let Some(key) = given.next_key_seed(NewKey(&map))? {
                map.insert(key, given.next_value()?);
            }
            Ok(map)
        }
    }

    deserializer.deserialize_map(Unique(PhantomData))
}

/// What to write and what it replaces: nothing is replaced twice, and nothing that is to be written.
pub(super) fn spellings<'de, D: Deserializer<'de>>(d: D) -> Result<BTreeMap<String, Vec<String>>, D::Error> {
    let names: BTreeMap<String, Vec<String>> = unique(d)?;
    let mut replaced: BTreeMap<&str, &str> = BTreeMap::new();
    for (right, spelling) in names.iter().flat_map(|(right, all)| all.iter().map(move |spelling| (right, spelling))) {
        if right.trim().is_empty() || spelling.trim().is_empty() {
            return Err(D::Error::custom("an empty name, expected a spelling"));
        }
        if names.contains_key(spelling) {
            return Err(D::Error::custom(format_args!(
                "`{spelling}` is both to be written and to be replaced, expected one of them"
            )));
        }
        if replaced.insert(spelling, right).is_some() {
            return Err(D::Error::custom(format_args!("`{spelling}` is to be replaced in two ways, expected one")));
        }
    }
    Ok(names)
}

/// A text with words in it.
pub(super) fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    string(deserializer, |text| {
        if text.chars().any(char::is_alphanumeric) { Ok(text.to_owned()) } else { Err("empty, expected words") }
    })
}

//! Patterns of paths, as in a `.gitignore`.

use std::fmt;
use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use serde::{Deserialize, Deserializer};

use super::read;

/// Patterns of paths, as in a `.gitignore`: `archive/`, `*.md`, `/2020/**/*.txt`; `!` takes back what one before took.
#[derive(Clone)]
pub struct Patterns {
    written: Vec<String>,
    matcher: Gitignore,
}

impl Patterns {
    /// The patterns that are `written` so.
    ///
    /// # Errors
    ///
    /// What is wrong with the first that is none.
    pub fn new(written: Vec<String>) -> Result<Patterns, String> {
        let mut builder = GitignoreBuilder::new("");
        for pattern in &written {
            builder.add_line(None, pattern).map_err(|error| format!("`{pattern}` is no pattern: {error}"))?;
        }
        let matcher = builder.build().map_err(|error| error.to_string())?;
        Ok(Patterns { written, matcher })
    }

    /// Whether they take in `path`, the relative path of a file.
    #[must_use]
    pub fn matches(&self, path: impl AsRef<Path>) -> bool {
        let path = path.as_ref();
        !path.has_root() && self.matcher.matched_path_or_any_parents(path, false).is_ignore()
    }
}

impl Default for Patterns {
    fn default() -> Patterns {
        Patterns { written: Vec::new(), matcher: Gitignore::empty() }
    }
}

impl PartialEq for Patterns {
    fn eq(&self, other: &Patterns) -> bool {
        self.written == other.written
    }
}

impl fmt::Debug for Patterns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.written).finish()
    }
}

/// A pattern that can be used.
struct Pattern(String);

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Pattern, D::Error> {
        read::string(deserializer, |pattern| {
            Patterns::new(vec![pattern.to_owned()])?;
            Ok::<_, String>(Pattern(pattern.to_owned()))
        })
    }
}

impl<'de> Deserialize<'de> for Patterns {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Patterns, D::Error> {
        let written: Vec<Pattern> = Vec::deserialize(deserializer)?;
        Patterns::new(written.into_iter().map(|Pattern(pattern)| pattern).collect()).map_err(serde::de::Error::custom)
    }
}

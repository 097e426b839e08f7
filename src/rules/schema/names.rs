//! `names.yaml`: how one name is spelled in several ways, and which offices exclude each other.

use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct NamesFile {
    pub sounds: Vec<SoundEntry>,
    pub weak_sounds: Vec<SoundEntry>,
    pub gendered_endings: Vec<GenderedEntry>,
    pub aliases: Vec<AliasEntry>,
    pub house_choices: Vec<AliasEntry>,
    pub posts: Vec<PostEntry>,
    pub exclusive_posts: Vec<ExclusiveEntry>,
    pub not_held: Vec<BesideEntry>,
    pub office_verbs: Vec<BesideEntry>,
    pub kin: Vec<BesideEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SoundEntry {
    pub sound: String,
    pub letters: Vec<String>,
    #[serde(default)]
    pub at: At,
    /// Letters one of which follows.
    #[serde(default)]
    pub before: String,
    pub example: (String, String),
}

/// Where in a word letters stand for a sound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum At {
    #[default]
    Anywhere,
    Start,
    End,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GenderedEntry {
    pub masculine: Vec<String>,
    pub feminine: Vec<String>,
    pub example: (String, String),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AliasEntry {
    pub names: Vec<String>,
    pub example: (String, String),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostEntry {
    pub post: String,
    /// Whether of one body or place there is one holder at a time.
    #[serde(default)]
    pub unique: bool,
    pub words: Vec<String>,
    pub example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExclusiveEntry {
    pub posts: Vec<String>,
    pub example: (String, String),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BesideEntry {
    pub words: Vec<String>,
    pub example: String,
}

//! Reading rule files: the shipped pack inside the binary, and folders of users.

use std::path::Path;

use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;

use super::callings::CallingsFile;
use super::compile;
use super::error::{RuleError, nearest};
use super::pack::RulePack;
use super::reports::ReportsFile;
use super::schema::CalendarFile;
use super::schema::FiguresFile;
use super::schema::revisions::DiffFile;
use super::schema::sources::SourcesFile;
use super::schema::{
    ClaimsFile, CommonVerbsFile, ConjugationsFile, LanguageFile, NamesFile, PeopleFile, PhrasesFile, PlacesFile,
    VerbsFile,
};
use super::wire::WireFile;

static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// One rule file as written.
pub(super) struct RuleFile<T> {
    /// Its name, for messages.
    pub name: String,
    /// Its text, to find places in.
    pub text: String,
    /// What it says.
    pub said: T,
}

/// The rule files of one folder.
#[derive(Default)]
pub(super) struct RuleFiles {
    pub language: Vec<RuleFile<LanguageFile>>,
    pub conjugations: Vec<RuleFile<ConjugationsFile>>,
    pub verbs: Vec<RuleFile<VerbsFile>>,
    pub common_verbs: Vec<RuleFile<CommonVerbsFile>>,
    pub phrases: Vec<RuleFile<PhrasesFile>>,
    pub people: Vec<RuleFile<PeopleFile>>,
    pub places: Vec<RuleFile<PlacesFile>>,
    pub wire: Vec<RuleFile<WireFile>>,
    pub reports: Vec<RuleFile<ReportsFile>>,
    pub calendar: Vec<RuleFile<CalendarFile>>,
    pub names: Vec<RuleFile<NamesFile>>,
    pub sources: Vec<RuleFile<SourcesFile>>,
    pub claims: Vec<RuleFile<ClaimsFile>>,
    pub diff: Vec<RuleFile<DiffFile>>,
    pub figures: Vec<RuleFile<FiguresFile>>,
    pub callings: Vec<RuleFile<CallingsFile>>,
}

/// The file names a pack may hold.
const NAMES: &[&str] = &[
    "language.yaml",
    "conjugations.yaml",
    "verbs.yaml",
    "common-verbs.yaml",
    "phrases.yaml",
    "people.yaml",
    "callings.yaml",
    "places.yaml",
    "wire.yaml",
    "reports.yaml",
    "diff.yaml",
    "figures.yaml",
    "sources.yaml",
    "claims.yaml",
    "names.yaml",
    "calendar.yaml",
];

impl RulePack {
    /// The pack shipped for `language`.
    ///
    /// # Errors
    ///
    /// Where no pack is shipped for the language, or a shipped file is broken.
    pub fn shipped(language: &str) -> Result<RulePack, RuleError> {
        compile::compile(shipped_files(language)?)
    }

    /// The pack shipped for `language` with the files of `folder` laid over it.
    ///
    /// An entry of the folder replaces a shipped one for the same word and is added otherwise. Only the
    /// folder's own examples are kept.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be read, holds no rule file, or a file is broken.
    pub fn overlaid(language: &str, folder: &Path) -> Result<RulePack, RuleError> {
        let mut files = shipped_files(language)?;
        let unreadable = |reason| RuleError::Unreadable { path: folder.to_owned(), reason };
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml") {
                paths.push(path);
            }
        }
        if paths.is_empty() {
            return Err(RuleError::NoRules { path: folder.to_owned(), expected: NAMES.join(", ") });
        }
        paths.sort();
        for path in paths {
            let text = std::fs::read_to_string(&path)
                .map_err(|reason| RuleError::Unreadable { path: path.clone(), reason })?;
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            files.add(&name, path.display().to_string(), text)?;
        }
        let shipped = format!("{language}/");
        let mut pack = compile::compile(files)?;
        pack.examples.retain(|example| !example.rule.starts_with(&shipped));
        Ok(pack)
    }
}

fn shipped_files(language: &str) -> Result<RuleFiles, RuleError> {
    let folder = SHIPPED
        .get_dir(language)
        .ok_or_else(|| RuleError::NoRules { path: Path::new("rules").join(language), expected: NAMES.join(", ") })?;
    let mut files = RuleFiles::default();
    for file in folder.files() {
        let name = file.path().file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let text = file.contents_utf8().expect("shipped rule files are UTF-8, which a test checks");
        files.add(&name, file.path().display().to_string(), text.to_owned())?;
    }
    Ok(files)
}

impl RuleFiles {
    fn add(&mut self, file: &str, name: String, text: String) -> Result<(), RuleError> {
        match file.trim_end_matches(".yml").trim_end_matches(".yaml") {
            "language" => self.language.push(read(name, text)?),
            "conjugations" => self.conjugations.push(read(name, text)?),
            "verbs" => self.verbs.push(read(name, text)?),
            "common-verbs" => self.common_verbs.push(read(name, text)?),
            "phrases" => self.phrases.push(read(name, text)?),
            "people" => self.people.push(read(name, text)?),
            "callings" => self.callings.push(read(name, text)?),
            "reports" => self.reports.push(read(name, text)?),
            "claims" => self.claims.push(read(name, text)?),
            "diff" => self.diff.push(read(name, text)?),
            "wire" => self.wire.push(read(name, text)?),
            "figures" => self.figures.push(read(name, text)?),
            "sources" => self.sources.push(read(name, text)?),
            "names" => self.names.push(read(name, text)?),
            "calendar" => self.calendar.push(read(name, text)?),
            "places" => self.places.push(read(name, text)?),
            _ => {
                let nearest = nearest(file, NAMES.iter().copied());
                return Err(RuleError::UnknownFile { file: name, expected: NAMES.join(", "), nearest });
            }
        }
        Ok(())
    }
}

fn read<T: DeserializeOwned>(name: String, text: String) -> Result<RuleFile<T>, RuleError> {
    match serde_yaml::from_str(&text) {
        Ok(said) => Ok(RuleFile { name, text, said }),
        Err(error) => {
            let place = error.location();
            let message = error.to_string();
            // The place is shown in front; serde's own mention of it would say it twice.
            let message = match message.rfind(" at line ") {
                Some(at) => message.get(..at).unwrap_or_default().to_owned(),
                None => message,
            };
            Err(RuleError::Schema {
                file: name,
                line: place.as_ref().map_or(1, serde_yaml::Location::line),
                column: place.as_ref().map_or(1, serde_yaml::Location::column),
                nearest: meant(&message),
                message,
            })
        }
    }
}

/// The expected name most like the unknown one in serde's message: "unknown field `a`, expected one of `b`, `c`".
pub(crate) fn meant(message: &str) -> Option<String> {
    let mut names = message.split('`').skip(1).step_by(2);
    let unknown = names.next().filter(|_| message.contains("unknown"))?;
    nearest(unknown, names)
}

//! Configurations: found up the tree from the articles, laid over what they extend, and the settings that result.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use selon::RulePack;
use selon::check::Settings;
use selon::config::{Choices, Config, FILE, FailOn};

/// What is said of configuration on the command line.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    /// The file that holds for all articles.
    pub config: Option<PathBuf>,
    /// Whether none is looked for.
    pub no_config: bool,
    /// The rule files laid over those shipped, whatever a configuration says.
    pub rules: Option<PathBuf>,
    /// Which lints run, whatever a configuration says.
    pub choices: Choices,
    /// The level that fails, whatever a configuration says.
    pub fail_on: Option<FailOn>,
}

/// A configuration with all it is laid over, the lowest first, each file with the directory it stands in.
#[derive(Clone, Debug, Default)]
pub(super) struct Project {
    layers: Vec<(PathBuf, Config)>,
}

/// The configurations of a run, each read once, and the settings and rules they lead to.
pub(super) struct Projects {
    asked: Asked,
    /// The projects, that without a configuration first.
    all: Vec<Project>,
    /// By configuration file.
    read: BTreeMap<PathBuf, usize>,
    /// By the directory of an article.
    found: BTreeMap<PathBuf, usize>,
    settings: Vec<Settings>,
    /// By project, and by which of its overrides hold.
    settled: BTreeMap<(usize, Vec<bool>), usize>,
    packs: Vec<RulePack>,
    loaded: BTreeMap<Option<PathBuf>, usize>,
}

/// Where `path` leads: the directory as the system knows it, and the name as it is.
pub(super) fn location(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    match (absolute.parent().map(fs::canonicalize), absolute.file_name()) {
        (Some(Ok(parent)), Some(name)) => parent.join(name),
        _ => absolute,
    }
}

/// `path` as it is shown: from the working directory on where it lies within.
pub(super) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
    path.strip_prefix(&here).unwrap_or(path).display().to_string().replace('\\', "/")
}

impl Project {
    /// Whether the article at `location` is not to be checked.
    pub fn excludes(&self, location: &Path) -> bool {
        self.layers.iter().any(|(directory, config)| {
            location.strip_prefix(directory).is_ok_and(|relative| config.exclude.matches(relative))
        })
    }

    /// The files of suppressions.
    pub fn suppressions(&self) -> impl Iterator<Item = PathBuf> {
        self.layers
            .iter()
            .filter_map(|(directory, config)| Some(location(&directory.join(config.suppressions.as_ref()?))))
    }

    /// The baseline of the topmost file that names one.
    pub fn baseline(&self) -> Option<PathBuf> {
        self.layers
            .iter()
            .rev()
            .find_map(|(directory, config)| Some(location(&directory.join(config.baseline.as_ref()?))))
    }

    fn rules(&self) -> Option<PathBuf> {
        self.layers.iter().rev().find_map(|(directory, config)| Some(directory.join(config.rules.as_ref()?)))
    }

    /// Reads the configuration at `path` on top of what it extends; `above` are the files that lead to it.
    fn lay(&mut self, path: &Path, above: &mut Vec<PathBuf>) -> anyhow::Result<()> {
        let name = shown(path);
        if above.iter().any(|file| file == path) {
            bail!("{name}: extends itself, expected files that do not lead back to it");
        }
        let text = fs::read_to_string(path).with_context(|| format!("{name}: cannot be read"))?;
        let config = Config::read(&name, &text)?;
        let directory = path.parent().unwrap_or(Path::new("")).to_owned();
        above.push(path.to_owned());
        for extended in &config.extend {
            let below = location(&directory.join(extended));
            self.lay(&below, above).with_context(|| format!("{name}: extend"))?;
        }
        above.pop();
        self.layers.push((directory, config));
        Ok(())
    }
}

impl Projects {
    pub fn new(asked: Asked) -> Projects {
        Projects {
            asked,
            all: vec![Project::default()],
            read: BTreeMap::new(),
            found: BTreeMap::new(),
            settings: Vec::new(),
            settled: BTreeMap::new(),
            packs: Vec::new(),
            loaded: BTreeMap::new(),
        }
    }

    /// The number of the project that the article at `location` belongs to.
    pub fn find(&mut self, location: &Path) -> anyhow::Result<usize> {
        if let Some(file) = self.asked.config.clone() {
            return self.project(&self::location(&file));
        }
        if self.asked.no_config {
            return Ok(0);
        }
        let directory = location.parent().unwrap_or(Path::new("")).to_owned();
        if let Some(&project) = self.found.get(&directory) {
            return Ok(project);
        }
        let candidates = directory.ancestors().map(|above| above.join(FILE));
        let project = match candidates.into_iter().find(|file| file.is_file()) {
            Some(file) => self.project(&file)?,
            None => 0,
        };
        self.found.insert(directory, project);
        Ok(project)
    }

    fn project(&mut self, file: &Path) -> anyhow::Result<usize> {
        if let Some(&project) = self.read.get(file) {
            return Ok(project);
        }
        let mut project = Project::default();
        project.lay(file, &mut Vec::new())?;
        self.all.push(project);
        self.read.insert(file.to_owned(), self.all.len() - 1);
        Ok(self.all.len() - 1)
    }

    pub fn get(&self, project: usize) -> &Project {
        &self.all[project]
    }

    /// The number of the settings that hold in `project` for the article at `location`, or for none in particular.
    pub fn settle(&mut self, project: usize, location: Option<&Path>) -> usize {
        let layers = &self.all[project].layers;
        let overrides =
            layers.iter().flat_map(|(directory, config)| config.overrides.iter().map(move |o| (directory, o)));
        let holds: Vec<bool> = overrides
            .clone()
            .map(|(directory, given)| {
                let relative = location.and_then(|location| location.strip_prefix(directory).ok());
                relative.is_some_and(|relative| given.paths.matches(relative))
            })
            .collect();
        *self.settled.entry((project, holds)).or_insert_with_key(|(_, holds)| {
            let mut settings = Settings::default();
            for (_, config) in layers {
                settings.lay(config);
            }
            for ((_, given), _) in overrides.zip(holds).filter(|&(_, &holds)| holds) {
                settings.choose(&Choices { lints: given.lints.clone(), ..Choices::default() });
            }
            settings.choose(&self.asked.choices);
            if let Some(least) = self.asked.fail_on {
                settings.fail_on = least.level();
            }
            self.settings.push(settings);
            self.settings.len() - 1
        })
    }

    pub fn settings(&self, number: usize) -> &Settings {
        &self.settings[number]
    }

    /// The number of the rules that the articles of `project` are read by.
    pub fn load(&mut self, project: usize) -> anyhow::Result<usize> {
        let folder = self.asked.rules.clone().or_else(|| self.all[project].rules());
        if let Some(&pack) = self.loaded.get(&folder) {
            return Ok(pack);
        }
        self.packs.push(super::rules(super::LANGUAGE, folder.as_deref())?);
        self.loaded.insert(folder, self.packs.len() - 1);
        Ok(self.packs.len() - 1)
    }

    pub fn rules(&self, number: usize) -> &RulePack {
        &self.packs[number]
    }
}

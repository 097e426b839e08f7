//! What is checked: the articles with their settings and rules, and what the newsroom has set aside.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use selon::RulePack;
use selon::analysis::Analysis;
use selon::article::{self, Article, Origin, Sources};
use selon::check::{self, Applied, Known, Settings};
use selon::config::{Baseline, Entry, SIDECAR, Suppression};
use selon::dossier::Event;
use selon::lint::{Articles, Check, Finding, Lint, fingerprints};

use super::args::Input;
use super::project::{Asked, Projects, location, shown};
use super::{changed, tell};

/// What is checked.
pub(super) struct Desk {
    projects: Projects,
    /// The articles read, by their ids.
    documents: BTreeMap<String, Document>,
    suppressions: Vec<Suppressions>,
    baselines: Vec<KnownFile>,
    is_changed_only: bool,
    /// Whether something could not be read.
    pub is_incomplete: bool,
    /// Whether files were left out on purpose.
    pub has_left_out: bool,
}

/// Where an article comes from and what holds for it.
#[derive(Clone)]
pub(super) struct Document {
    pub origin: Origin,
    place: Place,
}

/// A file, and what holds there: numbers of [`Projects`].
#[derive(Clone)]
struct Place {
    location: PathBuf,
    project: usize,
    settings: usize,
    rules: usize,
    is_changed: bool,
}

/// A file of suppressions.
struct Suppressions {
    /// Its name and text, for its own findings.
    file: Article,
    settings: usize,
    /// Each with the articles it is for.
    all: Vec<(Suppression, Vec<Arc<str>>)>,
}

/// A baseline.
struct KnownFile {
    /// Its name and text, for its own findings.
    file: Article,
    baseline: Baseline,
    /// The directory that the documents in it are named from.
    directory: PathBuf,
    settings: usize,
    /// The projects it holds for; none for all.
    projects: Option<BTreeSet<usize>>,
}

/// Which files are looked at and which baseline holds.
#[derive(Default)]
pub(super) struct Scope<'a> {
    /// The commit since which articles must have changed to be reported.
    pub since: Option<&'a str>,
    /// The baseline that holds whatever the configurations say.
    pub baseline: Option<&'a Path>,
    /// Whether it is still to be written, so that none holds.
    pub is_new_baseline: bool,
}

/// What was found.
pub(super) struct Examined {
    pub analyses: Vec<Analysis>,
    pub findings: Vec<Finding>,
    pub events: Vec<Event>,
}

impl Desk {
    /// Reads what `input` names; the articles are returned beside.
    pub fn open(input: &Input, asked: Asked, scope: &Scope<'_>) -> anyhow::Result<(Desk, Vec<Article>)> {
        let mut desk = Desk {
            projects: Projects::new(asked),
            documents: BTreeMap::new(),
            suppressions: Vec::new(),
            baselines: Vec::new(),
            is_changed_only: scope.since.is_some(),
            is_incomplete: false,
            has_left_out: false,
        };
        let changed = scope.since.map(changed::files).transpose()?;
        let places = desk.places(input, changed.as_ref(), scope.baseline.map(location).as_deref())?;
        if places.values().all(|place| !place.is_changed) {
            return Ok((desk, Vec::new()));
        }
        let articles = desk.read(input, &places)?;
        desk.read_suppressions()?;
        if !scope.is_new_baseline {
            desk.read_baselines(scope.baseline)?;
        }
        Ok((desk, articles))
    }

    /// The files to read, by the name they are read under, each with what holds there.
    fn places(
        &mut self,
        input: &Input,
        changed: Option<&BTreeSet<PathBuf>>,
        baseline: Option<&Path>,
    ) -> anyhow::Result<BTreeMap<PathBuf, Place>> {
        let mut files: Vec<PathBuf> = Vec::new();
        for path in article::expand(&input.paths()) {
            match path {
                Ok(path) => files.push(path),
                Err(error) => self.tell_error(&error),
            }
        }
        let mut places = BTreeMap::new();
        for file in Sources::new(files).files() {
            let file = match file {
                Ok(file) => file,
                Err(error) => {
                    self.tell_error(&error);
                    continue;
                }
            };
            let named = input.stdin_filename.as_deref().filter(|_| file.as_os_str() == "-").map(Path::new);
            let location = location(named.unwrap_or(&file));
            let project = self.projects.find(&location)?;
            // A baseline may lie among the articles and end like records of some.
            let is_baseline = baseline.is_some_and(|baseline| baseline == location)
                || self.projects.get(project).baseline().is_some_and(|baseline| baseline == location);
            if is_baseline || self.projects.get(project).excludes(&location) {
                self.has_left_out = true;
                continue;
            }
            let has_changed =
                |changed: &BTreeSet<PathBuf>| changed.contains(&location) || changed.contains(&beside(&location));
            let is_changed = changed.is_none_or(has_changed);
            let settings = self.projects.settle(project, Some(&location));
            let rules = self.projects.load(project)?;
            places.insert(file, Place { location, project, settings, rules, is_changed });
        }
        self.has_left_out |= changed.is_some();
        Ok(places)
    }

    fn read(&mut self, input: &Input, places: &BTreeMap<PathBuf, Place>) -> anyhow::Result<Vec<Article>> {
        let mut sources = Sources::new(places.keys())
            .encoding(input.encoding)
            .format(input.format.map(article::Format::from))
            .stdin_name(input.stdin_filename.clone());
        let mut articles = Vec::new();
        let mut origins = Vec::new();
        while let Some(read) = sources.next() {
            let reading = match read {
                Ok(reading) => reading,
                Err(error) => {
                    self.tell_error(&error);
                    continue;
                }
            };
            let origin = sources.origin().context("an article that was read was read from somewhere")?.clone();
            let mut article = reading.article;
            reading.notes.iter().for_each(|note| tell(format_args!("{}: {note}", origin.name)));
            // Who opens what a finding points to needs the file's name, whatever front matter calls it.
            if article.record.is_none() {
                article.id.clone_from(&origin.name);
            }
            articles.push(article);
            origins.push(origin);
        }
        check::name_apart(&mut articles);
        for (article, origin) in articles.iter().zip(origins) {
            let place = places.get(origin.file.as_deref().unwrap_or(Path::new("-")));
            let place = place.context("what was read was asked for")?.clone();
            self.documents.insert(article.id.clone(), Document { origin, place });
        }
        Ok(articles)
    }

    /// Reads the suppressions beside the articles and those that configurations name.
    fn read_suppressions(&mut self) -> anyhow::Result<()> {
        let mut by_location: BTreeMap<&Path, Vec<Arc<str>>> = BTreeMap::new();
        let mut files: BTreeMap<&Path, &Document> = BTreeMap::new();
        let mut projects = BTreeSet::new();
        for (id, document) in &self.documents {
            by_location.entry(&document.place.location).or_default().push(id.as_str().into());
            files.entry(&document.place.location).or_insert(document);
            projects.insert(document.place.project);
        }
        for (location, document) in files {
            let path = beside(location);
            if path.is_file() {
                let name = format!("{}{SIDECAR}", document.origin.name);
                let text = text(&path, &name)?;
                let documents = &by_location[location];
                let all = Suppression::read_all(&name, &text, true)?.into_iter();
                let all = all.map(|suppression| (suppression, documents.clone())).collect();
                let settings = document.place.settings;
                self.suppressions.push(Suppressions { file: Article::plain(name, text), settings, all });
            }
        }
        let mut named = BTreeMap::new();
        for project in projects {
            for path in self.projects.get(project).suppressions() {
                named.entry(path).or_insert(project);
            }
        }
        for (path, project) in named {
            let name = shown(&path);
            let text = text(&path, &name)?;
            let directory = path.parent().unwrap_or(Path::new(""));
            let mut all = Vec::new();
            for suppression in Suppression::read_all(&name, &text, false)? {
                let article = location(&directory.join(suppression.path.as_deref().unwrap_or_default()));
                match by_location.get(article.as_path()) {
                    Some(documents) => all.push((suppression, documents.clone())),
                    // Of an article that is there and was not read nothing can be said.
                    None if article.exists() => {}
                    None => all.push((suppression, Vec::new())),
                }
            }
            let settings = self.projects.settle(project, None);
            self.suppressions.push(Suppressions { file: Article::plain(name, text), settings, all });
        }
        Ok(())
    }

    /// Reads `given`, or the baselines that configurations name.
    fn read_baselines(&mut self, given: Option<&Path>) -> anyhow::Result<()> {
        let mut named: BTreeMap<PathBuf, Option<BTreeSet<usize>>> = BTreeMap::new();
        if let Some(path) = given {
            named.insert(location(path), None);
        } else {
            for document in self.documents.values() {
                let project = document.place.project;
                if let Some(path) = self.projects.get(project).baseline() {
                    named.entry(path).or_insert_with(|| Some(BTreeSet::new())).get_or_insert_default().insert(project);
                }
            }
        }
        for (path, projects) in named {
            let name = shown(&path);
            let text = text(&path, &name)
                .map_err(|error| anyhow::anyhow!("{error:#}, expected a baseline that --write-baseline wrote"))?;
            let baseline = Baseline::read(&name, &text)?;
            let project = projects.as_ref().and_then(BTreeSet::first).copied();
            let project = project.or_else(|| self.documents.values().next().map(|document| document.place.project));
            let settings = self.projects.settle(project.unwrap_or_default(), None);
            let directory = path.parent().unwrap_or(Path::new("")).to_owned();
            self.baselines.push(KnownFile {
                file: Article::plain(name, text),
                baseline,
                directory,
                settings,
                projects,
            });
        }
        Ok(())
    }

    fn tell_error(&mut self, error: &article::ReadError) {
        tell(error);
        self.is_incomplete = true;
    }

    /// Runs the lints over `articles` and sets aside what is to be.
    pub fn examine(&self, articles: Vec<Article>) -> Examined {
        let checked = check::check_each(articles, |article| {
            let place = &self.documents[&article.id].place;
            (self.projects.rules(place.rules), self.projects.settings(place.settings))
        });
        let mut examined = Examined { analyses: checked.analyses, findings: checked.findings, events: checked.events };
        if self.is_changed_only {
            examined.findings.retain(|finding| finding.places.iter().any(|place| self.is_changed(&place.document)));
        }
        let articles = articles_of(&examined.analyses);
        let findings = &mut examined.findings;
        let mut upkeep = Vec::new();
        // Of what has not changed nothing is said, but it is set aside all the same.
        let given = self.suppressions.iter().flat_map(|list| list.all.iter().map(move |given| (list, given)));
        let given = given.map(|(Suppressions { file, settings, .. }, (suppression, documents))| Applied {
            suppression,
            file,
            documents: documents.clone(),
            settings: self.projects.settings(*settings),
        });
        let is_told = |given: &Applied<'_>| {
            !self.is_changed_only || given.documents.iter().any(|document| self.is_changed(document))
        };
        let (told, others): (Vec<Applied>, Vec<Applied>) = given.partition(is_told);
        upkeep.extend(check::suppress(findings, &articles, &told));
        let _ = check::suppress(findings, &articles, &others);
        for known in &self.baselines {
            let prints = self.prints_from(&known.directory, findings, &articles);
            let names: BTreeSet<String> = self
                .documents
                .keys()
                .filter(|id| self.is_changed(id))
                .map(|id| self.name_from(&known.directory, id))
                .collect();
            let is_covered = |finding: &Finding| {
                let project = finding.places.first().and_then(|place| self.documents.get(&*place.document));
                let project = project.map(|document| document.place.project);
                known.projects.as_ref().is_none_or(|all| project.is_some_and(|project| all.contains(&project)))
            };
            let was_read = |document: &str| {
                names.contains(document) || article::has_ending(document) && !known.directory.join(document).exists()
            };
            let settings = self.projects.settings(known.settings);
            let given = Known { baseline: &known.baseline, file: &known.file, settings };
            upkeep.extend(check::set_aside_known(findings, &prints, given, is_covered, was_read));
        }
        examined.findings.extend(upkeep);
        check::sort(&mut examined.findings);
        examined
    }

    /// Writes what was found and not set aside to a baseline at `path`; returns how much it is.
    pub fn write_baseline(&self, path: &Path, examined: &mut Examined) -> anyhow::Result<usize> {
        let place = location(path);
        let directory = place.parent().unwrap_or(Path::new(""));
        let articles = articles_of(&examined.analyses);
        let prints = self.prints_from(directory, &examined.findings, &articles);
        let mut entries = Vec::new();
        for (finding, fingerprint) in examined.findings.iter_mut().zip(prints) {
            let is_upkeep = Lint::named(finding.lint).is_some_and(|lint| matches!(lint.checks, [Check::Upkeep]));
            if finding.suppressed.is_some() || is_upkeep {
                continue;
            }
            let document = finding.places.first().map_or("", |place| &*place.document);
            entries.push(Entry {
                document: self.name_from(directory, document),
                lint: finding.lint.to_owned(),
                message: finding.message.clone(),
                fingerprint,
            });
            finding.suppressed = Some("in the baseline".to_owned());
        }
        let count = entries.len();
        let mut out = Vec::new();
        Baseline::write(entries, &mut out)?;
        super::output::emit(Some(path), &out)?;
        Ok(count)
    }

    /// The fingerprints of `findings` with their documents named from `directory`, so that they are the same from
    /// wherever a check is run.
    fn prints_from(&self, directory: &Path, findings: &[Finding], articles: &Articles<'_>) -> Vec<String> {
        let names: BTreeMap<&str, Arc<str>> =
            articles.keys().map(|&id| (id, Arc::from(self.name_from(directory, id)))).collect();
        let renamed: Articles<'_> = articles.iter().map(|(id, &article)| (&*names[id], article)).collect();
        let mut findings = findings.to_vec();
        for place in findings.iter_mut().flat_map(|finding| &mut finding.places) {
            if let Some(name) = names.get(&*place.document) {
                place.document = Arc::clone(name);
            }
        }
        fingerprints(&findings, &renamed)
    }

    /// What the article `id` is called in `directory`.
    fn name_from(&self, directory: &Path, id: &str) -> String {
        let Some(document) = self.documents.get(id).filter(|document| document.origin.name == id) else {
            return id.to_owned();
        };
        match document.place.location.strip_prefix(directory) {
            Ok(relative) => relative.to_string_lossy().replace('\\', "/"),
            Err(_) => id.to_owned(),
        }
    }

    /// The rules that `article` was read by.
    pub fn rules(&self, article: &Article) -> &RulePack {
        self.projects.rules(self.documents.get(&article.id).map_or(0, |document| document.place.rules))
    }

    /// Where the article `id` comes from.
    pub fn origin(&self, id: &str) -> Option<&Origin> {
        self.documents.get(id).map(|document| &document.origin)
    }

    fn is_changed(&self, id: &str) -> bool {
        self.documents.get(id).is_some_and(|document| document.place.is_changed)
    }

    /// Whether `finding` makes the check fail.
    pub fn fails(&self, finding: &Finding) -> bool {
        let id = finding.places.first().map_or("", |place| &*place.document);
        self.settings(id).fails(finding)
    }

    /// The settings that hold for the article or file `id`.
    fn settings(&self, id: &str) -> &Settings {
        let own = self.documents.get(id).map(|document| document.place.settings);
        let lists = self.suppressions.iter().map(|list| (&list.file, list.settings));
        let mut files = lists.chain(self.baselines.iter().map(|known| (&known.file, known.settings)));
        let number = own.or_else(|| files.find(|(file, _)| file.id == id).map(|(_, settings)| settings));
        self.projects.settings(number.unwrap_or_default())
    }

    /// The articles and files that the findings of `examined` point into.
    pub fn articles<'a>(&'a self, examined: &'a Examined) -> Articles<'a> {
        let mut articles = articles_of(&examined.analyses);
        let lists = self.suppressions.iter().map(|list| &list.file);
        articles
            .extend(lists.chain(self.baselines.iter().map(|known| &known.file)).map(|file| (file.id.as_str(), file)));
        articles
    }
}

fn articles_of(analyses: &[Analysis]) -> Articles<'_> {
    analyses.iter().map(|analysis| (analysis.article.id.as_str(), &analysis.article)).collect()
}

/// The file of suppressions beside the article at `location`.
fn beside(location: &Path) -> PathBuf {
    let mut name = location.as_os_str().to_owned();
    name.push(SIDECAR);
    name.into()
}

fn text(path: &Path, name: &str) -> anyhow::Result<String> {
    let text = fs::read_to_string(path).with_context(|| format!("{name}: cannot be read"))?;
    // A byte order mark is no part of what is said.
    Ok(text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned))
}

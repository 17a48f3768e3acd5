//! `wijkgids serve`: the same pipeline as `build`, kept between changes, and a server in front of it.
//!
//! ```text
//! loop { run; show; tell; wait for a change }
//! ```
//!
//! A broken document must not take its page away from whoever is looking at it. So the pages are made from the last
//! text of each file that had no errors, and the problems come from the text as it is.
#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Instant;

use super::build::{self, open};
use super::console::Console;
use super::preview::{self, BasePath, Limits, Preview, Problem, Snapshot};
use super::read::Changed;
use super::watch::{Method, Watcher};
use crate::config::FILE_NAME;
use crate::page::ThemeFiles;
use crate::pipeline::{Built, Inputs, Mode, OutputPath, Pipeline};
use crate::text::{Diagnostic, MessageLanguage, Rule, Severity, Source, SourcePath, phrase};

/// How to serve.
#[derive(Clone, Copy, Debug)]
pub struct Serve<'s> {
    /// The folder of the site.
    pub site: &'s Path,
    /// The port; 0 takes any that is free.
    pub port: u16,
    /// Whether to open a browser.
    pub open: bool,
    /// Whether open tabs go to the document that was just saved.
    pub follow: bool,
    /// How to learn of changes.
    pub method: Method,
}

/// Why there is no preview.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The site can't be read.
    #[error(transparent)]
    Site(#[from] build::Error),
    /// The server can't start.
    #[error(transparent)]
    Start(#[from] preview::StartError),
}

impl Error {
    /// The sentence for the editor.
    pub fn in_language(&self, language: MessageLanguage) -> String {
        match self {
            Self::Site(error) => error.in_language(language),
            Self::Start(error) => error.phrase().in_language(language).to_owned(),
        }
    }
}

/// Serves a site until the process ends.
///
/// # Errors
///
/// When the site can't be read at the start, or the port is taken. Later nothing ends it.
pub fn serve(serve: Serve<'_>, console: Console) -> Result<std::convert::Infallible, Error> {
    let mut project = open(serve.site, Mode::Preview)?;
    let preview = preview::start(serve.port, console.language, Limits::default())?;
    let mut watcher = Watcher::start(&project, serve.method);
    let mut desk = Desk::new();
    let mut changed = Changed::default();
    let mut is_first = true;
    loop {
        let started = Instant::now();
        let shown = desk.run(project.inputs());
        let follow = if serve.follow { shown.page_of_any(&changed.site) } else { None };
        preview.publish(shown.snapshot(project.inputs(), follow, console.language));
        if is_first {
            tell_address(&preview, &shown.built, serve.open, console);
            is_first = false;
        }
        tell(&shown, &changed, started, serve.site, project.inputs(), console);
        changed = wait(&mut watcher, &mut project, console);
    }
}

/// Waits for the next change; tells what is to be told in between.
fn wait(watcher: &mut Watcher, project: &mut super::read::Project, console: Console) -> Changed {
    loop {
        match watcher.wait(project) {
            Ok(changes) => {
                if let Some(notice) = changes.notice {
                    console.tell(notice.in_language(console.language));
                }
                if !changes.changed.is_empty() {
                    return changes.changed;
                }
            }
            Err(error) => console.tell(error.phrase().in_language(console.language)),
        }
    }
}

fn tell_address(preview: &Preview, built: &Built, open: bool, console: Console) {
    let address =
        format!("http://127.0.0.1:{}{}", preview.port(), BasePath::of_base_url(&built.base_url).as_str());
    let line = match console.language {
        MessageLanguage::Nl => format!("de site staat op {address} (stoppen: Ctrl-C)"),
        MessageLanguage::En => format!("the site is at {address} (stop: Ctrl-C)"),
    };
    // That nobody reads the address is no reason to stop serving.
    let _ = console.print(&line);
    if open && std::process::Command::new("xdg-open").arg(&address).spawn().is_err() {
        console.tell(console.say("er is geen browser gevonden om te openen", "there is no browser to open"));
    }
}

fn tell(shown: &Shown, changed: &Changed, started: Instant, site: &Path, inputs: &Inputs, console: Console) {
    if !changed.is_empty() {
        let paths: Vec<&str> =
            changed.site.iter().chain(&changed.theme).map(SourcePath::as_str).take(3).collect();
        let (paths, ms) = (paths.join(", "), started.elapsed().as_millis());
        console.tell(&match console.language {
            MessageLanguage::Nl => format!("bijgewerkt in {ms} ms: {paths}"),
            MessageLanguage::En => format!("updated in {ms} ms: {paths}"),
        });
    }
    build::tell(&shown.built, inputs, site, console);
}

/// The pipeline and the last good text of everything.
struct Desk {
    pipeline: Pipeline,
    good: BTreeMap<SourcePath, Source>,
    good_theme: Option<ThemeFiles>,
    /// What was shown last, for when the pipeline itself fails.
    last: Option<Built>,
}

/// What a run gave: the problems of the files as they are, the pages of the files as they last were good.
struct Shown {
    built: Built,
    /// The files that never were good, so that their pages are only as good as they could be made.
    rough: BTreeSet<SourcePath>,
}

impl Desk {
    fn new() -> Self {
        Self { pipeline: Pipeline::new(), good: BTreeMap::new(), good_theme: None, last: None }
    }

    fn run(&mut self, inputs: &Inputs) -> Shown {
        let (inputs, mut built) = self.run_by_good_config(inputs);
        let broken: BTreeSet<SourcePath> =
            errors(&built).filter_map(|error| Some(error.at.as_ref()?.path.clone())).collect();
        let is_theme_broken = errors(&built).any(|error| error.rule == Rule::TemplateError);
        self.good.retain(|path, _| inputs.sources.contains_key(path));
        for (path, source) in &inputs.sources {
            let is_new = self.good.get(path).is_none_or(|good| good.digest() != source.digest());
            if is_new && !broken.contains(path) {
                self.good.insert(path.clone(), source.clone());
            }
        }
        if !is_theme_broken && self.good_theme.as_ref() != Some(&inputs.theme) {
            self.good_theme = Some(inputs.theme.clone());
        }

        let replaced: Vec<(&SourcePath, &Source)> =
            broken.iter().filter_map(|path| self.good.get_key_value(path)).collect();
        let theme = self.good_theme.as_ref().filter(|_| is_theme_broken);
        if !replaced.is_empty() || theme.is_some() {
            let mut last_good = inputs.into_owned();
            last_good
                .sources
                .extend(replaced.into_iter().map(|(path, source)| (path.clone(), source.clone())));
            if let Some(theme) = theme {
                last_good.theme = theme.clone();
            }
            let good = self.run_guarded(&last_good);
            built = Built { diagnostics: built.diagnostics, ..good };
        }
        self.last = Some(built.clone());
        let rough = broken.into_iter().filter(|path| !self.good.contains_key(path)).collect();
        Shown { built, rough }
    }

    /// Runs with the last good configuration where the one of now has errors, and gives the inputs with that one: half a
    /// content model would find fault with every document.
    fn run_by_good_config<'i>(&mut self, inputs: &'i Inputs) -> (Cow<'i, Inputs>, Built) {
        let built = self.run_guarded(inputs);
        let good = self.good.iter().find(|(path, _)| path.as_str() == FILE_NAME);
        let Some((path, source)) = good.filter(|_| errors(&built).any(is_about_config)) else {
            return (Cow::Borrowed(inputs), built);
        };
        let mut mended = inputs.clone();
        mended.sources.insert(path.clone(), source.clone());
        let of_documents = self.run_guarded(&mended);
        let mut diagnostics = built.diagnostics;
        diagnostics.retain(is_about_config);
        diagnostics.extend(of_documents.diagnostics.into_iter().filter(|one| !is_about_config(one)));
        diagnostics.sort();
        (Cow::Owned(mended), Built { diagnostics, ..of_documents })
    }

    /// Runs the pipeline. A mistake of ours is told like a problem of the content, and ends nothing.
    fn run_guarded(&mut self, inputs: &Inputs) -> Built {
        let pipeline = &mut self.pipeline;
        match catch_unwind(AssertUnwindSafe(|| pipeline.run(inputs))) {
            Ok(built) => built,
            Err(_) => {
                self.pipeline = Pipeline::new();
                let mistake = Diagnostic::new(
                    Rule::InternalError,
                    phrase!(
                        "wijkgids heeft zelf een fout gemaakt; de vorige pagina's blijven staan",
                        "wijkgids itself has made a mistake; the last pages stay"
                    ),
                );
                let last = self.last.clone().unwrap_or_default();
                Built { diagnostics: vec![mistake], ..last }
            }
        }
    }
}

fn errors(built: &Built) -> impl Iterator<Item = &Diagnostic> {
    built.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error)
}

fn is_about_config(diagnostic: &Diagnostic) -> bool {
    diagnostic.at.as_ref().is_some_and(|at| at.path.as_str() == FILE_NAME)
}

impl Shown {
    fn page_of_any(&self, sources: &BTreeSet<SourcePath>) -> Option<OutputPath> {
        let page = self.built.pages.iter().find(|(_, source)| sources.contains(source));
        page.map(|(page, _)| page.clone())
    }

    fn snapshot(&self, inputs: &Inputs, follow: Option<OutputPath>, language: MessageLanguage) -> Snapshot {
        let at = |diagnostic: &'_ Diagnostic| diagnostic.at.as_ref().map(|at| at.path.clone());
        let concerned: BTreeSet<SourcePath> = self.built.diagnostics.iter().filter_map(at).collect();
        let pages: BTreeMap<&SourcePath, &OutputPath> = self
            .built
            .pages
            .iter()
            .filter(|(_, source)| concerned.contains(source))
            .map(|(page, source)| (source, page))
            .collect();
        let problems = self.built.diagnostics.iter().map(|diagnostic| {
            let path = diagnostic.at.as_ref().map(|at| &at.path);
            let source = path.and_then(|path| inputs.sources.get(path));
            let page = path.and_then(|path| pages.get(path)).copied().cloned();
            Problem::new(diagnostic, language, source, page)
        });
        let rough = self.built.pages.iter().filter(|(_, source)| self.rough.contains(source));
        Snapshot {
            rough: rough.map(|(page, _)| page.clone()).collect(),
            problems: problems.collect(),
            outputs: self.built.outputs.clone(),
            base: BasePath::of_base_url(&self.built.base_url),
            follow,
        }
    }
}

//! `wijkgids serve`: the same pipeline as `build`, kept between changes, and a server in front of it.
//!
//! ```text
//! loop { run; show; report; wait for a change or another day }
//! ```
#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use super::build::{self, open};
use super::console::Console;
use super::derive;
use super::preview::{self, Preview, ServerLimits};
use super::proving::Prover;
use super::read::{self, Changed, Project};
use super::watch::{WatchMethod, Watcher};
use crate::config::{FILE_NAME, Readership};
use crate::pipeline::{Built, Inputs, Mode};
use crate::preview::{BasePath, Editor, LastGood, ShownBuild};
use crate::text::{MessageLanguage, SourcePath};

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
    pub method: WatchMethod,
    /// In what to open files: the name of a program, or an address with `{path}` in it.
    pub editor: &'s str,
    /// For whom; the first of those that the site names where there is none.
    pub readership: Option<Readership>,
}

/// Why there is no preview.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The site can't be read.
    #[error(transparent)]
    Site(#[from] build::Error),
    /// Nothing opens files by that name; the names there are.
    #[error(
        "there is no editor of that name: choose from {0}, none, or give an address with `{{path}}` in it"
    )]
    UnknownEditor(String),
    /// The server can't start.
    #[error(transparent)]
    Start(#[from] preview::StartError),
}

impl Error {
    /// The sentence for the editor.
    pub fn in_language(&self, language: MessageLanguage) -> String {
        match self {
            Self::Site(error) => error.in_language(language),
            Self::UnknownEditor(names) if language == MessageLanguage::Nl => format!(
                "er is geen tekstprogramma met die naam: kies uit {names}, none, of geef een adres met `{{path}}` erin"
            ),
            Self::UnknownEditor(_) => self.to_string(),
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
    project.serve_to(serve.readership, false);
    let folder = std::path::absolute(serve.site).unwrap_or_else(|_| serve.site.to_owned());
    let editor = Editor::new(serve.editor, &folder).map_err(Error::UnknownEditor)?;
    let editor = editor.map(|editor| editor.within(read::repository(&folder)));
    let preview = Arc::new(preview::start(serve.port, console.language, ServerLimits::default())?);
    preview.localise_by(move |document| {
        let started = derive::overlay(document.as_str(), &[], Some(&folder));
        started.map(drop).map_err(|error| error.in_language(console.language))
    });
    let prover = Prover::start(Arc::clone(&preview), serve.site, console);
    let mut watcher = Watcher::start(&project, serve.method);
    let mut last_good = LastGood::new();
    let mut changed = Changed::default();
    let mut is_first = true;
    loop {
        let started = Instant::now();
        let shown = last_good.run(project.inputs());
        let follow = if serve.follow { shown.page_of_any(&changed.site) } else { None };
        preview.publish(shown.snapshot(project.inputs(), follow, editor.as_ref(), console.language));
        if is_first {
            print_address(&preview, &shown.built, serve.open, console);
            is_first = false;
        }
        print_update(&shown, &changed, started, serve.site, project.inputs(), console);
        // After the pages: who is looking at one doesn't wait for those who will search.
        preview.publish_indexes(last_good.indexes(project.inputs()));
        if shown.is_for_residents_too() {
            prover.look(project.inputs().clone());
        } else {
            prover.withdraw();
        }
        changed = wait(&mut watcher, serve.method, &mut project, console);
    }
}

/// Waits for the next change, or the next day; prints what there is to report in between.
fn wait(watcher: &mut Watcher, method: WatchMethod, project: &mut Project, console: Console) -> Changed {
    loop {
        match watcher.wait(project) {
            Ok(changes) => {
                if let Some(notice) = changes.notice {
                    console.eprint(notice.in_language(console.language));
                }
                // A day that can't be read now could be at the start; the last one will do.
                let is_new_day = read::today().is_ok_and(|today| project.set_today(today));
                if changes.changed.site.iter().any(|path| path.local() == FILE_NAME) {
                    match project.reopen_if_rearranged() {
                        Ok(true) => *watcher = Watcher::start(project, method),
                        Ok(false) => {}
                        Err(error) => console.eprint(error.phrase().in_language(console.language)),
                    }
                }
                if is_new_day || !changes.changed.is_empty() {
                    return changes.changed;
                }
            }
            Err(error) => console.eprint(error.phrase().in_language(console.language)),
        }
    }
}

fn print_address(preview: &Preview, built: &Built, open: bool, console: Console) {
    let address =
        format!("http://127.0.0.1:{}{}", preview.port(), BasePath::of_base_url(&built.base_url).as_str());
    let line = match console.language {
        MessageLanguage::Nl => format!("de site staat op {address} (stoppen: Ctrl-C)"),
        MessageLanguage::En => format!("the site is at {address} (stop: Ctrl-C)"),
    };
    // That nobody reads the address is no reason to stop serving.
    let _ = console.print(&line);
    if open && std::process::Command::new("xdg-open").arg(&address).spawn().is_err() {
        console
            .eprint(console.say("er is geen browser gevonden om te openen", "there is no browser to open"));
    }
}

fn print_update(
    shown: &ShownBuild,
    changed: &Changed,
    started: Instant,
    site: &Path,
    inputs: &Inputs,
    console: Console,
) {
    if !changed.is_empty() {
        let paths: Vec<&str> =
            changed.site.iter().chain(&changed.theme).map(SourcePath::as_str).take(3).collect();
        let (paths, ms) = (paths.join(", "), started.elapsed().as_millis());
        console.eprint(&match console.language {
            MessageLanguage::Nl => format!("bijgewerkt in {ms} ms: {paths}"),
            MessageLanguage::En => format!("updated in {ms} ms: {paths}"),
        });
    }
    console.eprint_diagnostics(&shown.built.diagnostics, inputs, site);
}

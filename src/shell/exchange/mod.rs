//! `wijkgids export` and `wijkgids import`: what a site holds, out to others, and provisions of others in.
//!
//! A site with errors in what would go out isn't exported, as one with errors isn't published: whoever takes a list over every
//! night keeps the last good one.
#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

mod import;

pub use import::{Import, ImportSource, import};

use std::fs;
use std::path::Path;

use clap::ValueEnum;

use super::build::{self, Error};
use super::console::Console;
use super::output::{is_of_config, say, write};
use crate::config::FILE_NAME;
use crate::directory;
use crate::exchange::{csv, hsds, json};
use crate::pipeline::{Mode, Pipeline};
use crate::site::Site;
use crate::text::{Diagnostic, Severity, phrase};

/// What a site is exported as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table of its provisions.
    #[value(help = "Een tabel van alle voorzieningen, die als `voorzieningen/*.csv` weer te lezen is")]
    Csv,
    /// Its provisions as open data.
    #[value(help = "De bestanden van Open Referral (HSDS 3.0), zonder wat alleen voor teams is")]
    Hsds,
    /// Its provisions and documents, for programs.
    #[value(help = "Alle voorzieningen en de lijst van documenten, voor programma's")]
    Json,
}

/// What to export, and where to.
#[derive(Clone, Copy, Debug)]
pub struct Export<'e> {
    /// The folder of the site.
    pub site: &'e Path,
    /// What it becomes.
    pub format: Format,
    /// A file, or the folder of an export of several; else the terminal, or the folder `hsds` of the site.
    pub out: Option<&'e Path>,
}

/// Exports a site. `false` when it has errors in what would go out, and nothing was written.
///
/// # Errors
///
/// When the site can't be read, or the export can't be written.
pub fn export(export: &Export<'_>, console: Console) -> Result<bool, Error> {
    let inputs = build::open(export.site, Mode::Publish)?.into_inputs();
    let mut diagnostics = Vec::new();
    let sites = Pipeline::new().sites(&inputs).unpack(&mut diagnostics);
    let own = sites.first().expect("a site has at least its own language");
    let is_in_the_way = |found: &&Diagnostic| {
        found.severity == Severity::Error && (export.format == Format::Json || is_of_directory(found))
    };
    let in_the_way: Vec<&Diagnostic> = diagnostics.iter().filter(is_in_the_way).collect();
    if !in_the_way.is_empty() {
        console.eprint_diagnostics(in_the_way, &inputs, export.site);
        console.eprint(
            console
                .say("er is niets geëxporteerd; verbeter dit eerst", "nothing was exported; mend this first"),
        );
        return Ok(false);
    }
    match export.format {
        Format::Csv => {
            let text = csv(&own.directory, &own.own_config.model, own.config.source_language());
            put(export.out, &text, own.directory.provisions.len(), console)?;
        }
        Format::Json => put(export.out, &json(&sites), own.directory.provisions.len(), console)?,
        Format::Hsds => put_hsds(own, export, console)?,
    }
    Ok(true)
}

/// Whether something is about the files that say what a site offers, or about its configuration.
fn is_of_directory(found: &Diagnostic) -> bool {
    let is_of_directory = found.path().is_some_and(|path| {
        let (local, folder) = (path.local(), path.local().split('/').next());
        directory::is_file(local) || folder.is_some_and(directory::is_folder)
    });
    is_of_directory || is_of_config(found)
}

/// Puts a text into a file and says so, or prints it where none is named.
fn put(out: Option<&Path>, text: &str, provisions: usize, console: Console) -> Result<(), Error> {
    let Some(out) = out else { return Ok(console.print(text.trim_end_matches('\n'))?) };
    demand_an_export(out)?;
    write(out, text)?;
    let out = out.display();
    say(console, &phrase!("{out}: voorzieningen: {provisions}", "{out}: provisions: {provisions}"))
}

/// Refuses to write over what isn't an earlier export: a slip of the pen would cost a source.
fn demand_an_export(out: &Path) -> Result<(), Error> {
    let Ok(there) = fs::read(out) else { return Ok(()) };
    let is_export = there.starts_with("\u{feff}id".as_bytes()) || there.starts_with(b"{\n  \"site\": ");
    if is_export || there.is_empty() {
        return Ok(());
    }
    let out = out.display();
    Err(Error::Refused(phrase!(
        "`{out}` is er al, en is geen eerdere uitvoer: kies een andere naam",
        "`{out}` is there already, and is no earlier export: choose another name"
    )))
}

fn put_hsds(site: &Site, export: &Export<'_>, console: Console) -> Result<(), Error> {
    let hsds::Exported { files, services, left_out } = hsds::export(site);
    let folder = export.out.map_or_else(|| export.site.join("hsds"), Path::to_owned);
    fs::create_dir_all(&folder).map_err(|source| Error::Report { path: folder.clone(), source })?;
    for (name, text) in &files {
        write(&folder.join(name), text)?;
    }
    let shown = folder.display();
    say(
        console,
        &phrase!(
            "{shown}: voorzieningen: {services}; niet erbij: {left_out} (concepten, en wat alleen voor teams is)",
            "{shown}: provisions: {services}; left out: {left_out} (drafts, and what is for teams alone)"
        ),
    )?;
    if !site.own_config.has_address {
        let message = phrase!(
            "let op: zonder `base_url` in `{FILE_NAME}` zijn de id's niet van deze site alleen",
            "warning: without `base_url` in `{FILE_NAME}` the ids aren't of this site alone"
        );
        console.eprint(message.in_language(console.language));
    }
    Ok(())
}

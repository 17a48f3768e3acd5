//! `wijkgids new`: a municipality's own folder, which lies on another site and can be served at once.
//!
//! Input: a path, what flags say, and whoever sits at the terminal; output: a folder, and the national library beside it
//! where there is none yet. Nothing that is there is ever changed.
#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

mod error;

mod answers;

mod place;

mod base;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

pub use self::error::Error;

use self::answers::Prompt;
use super::console::Console;
use super::{drift, read};
use crate::config::FILE_NAME;
use crate::scaffold::{self, Base, BaseOrigin, Options, library, repository};
use crate::text::phrase;

/// What to make, and where.
#[derive(Debug)]
pub struct New<'n> {
    /// The folder to make; it may be there if it is empty, or an empty repository.
    pub site: &'n Path,
    /// The folder of the site to lie on; the national library beside it where none is named.
    pub extends: Option<&'n Path>,
    /// What was said of it.
    pub options: &'n Options,
}

/// Makes a new site, and says what to do next.
///
/// # Errors
///
/// Every one of [`Error`]. But for [`Error::Print`], nothing was written then.
pub fn new(new: &New<'_>, console: Console) -> Result<(), Error> {
    let New { site: shown, extends, options } = *new;
    let site = full(shown)?;
    let there = free(&site, shown)?;
    let extends = extends.map(full).transpose()?;
    let base = base::find(&site, extends.as_deref())?;
    let folder = site.file_name().unwrap_or_default().to_string_lossy();
    let (mut input, mut output) = (io::stdin().lock(), io::stderr());
    let mut prompt = if console.is_terminal && io::stdin().is_terminal() {
        Prompt::Terminal { input: &mut input, output: &mut output, language: console.language }
    } else {
        Prompt::NonInteractive
    };
    let answers = answers::collect(options, &folder, &base.config, &mut prompt)?;
    let mut own = scaffold::files(&answers, &base);
    own.retain(|file| !there.contains(&file.path));
    let own = (site.as_path(), own);
    match base.origin {
        BaseOrigin::Found => place::place(&[own])?,
        BaseOrigin::Unpacked => place::place(&[(&base.folder, library::files()), own])?,
    }
    if let Err(error) = drift::note_the_rest(&site, console) {
        // The site is there all the same.
        console.eprint(&error.in_language(console.language));
    }
    let is_repository = site.join(repository::GIT).exists();
    let ignored = || std::fs::read_to_string(site.join(repository::GITIGNORE)).unwrap_or_default();
    let advice = if is_repository { repository::advice(&base, &ignored()) } else { Vec::new() };
    let advice = advice.iter().map(|advice| format!("\n\n{}", advice.in_language(console.language)));
    console
        .print(&format!(
            "{}{}",
            made(shown, &base, &answers.examples(&base.config), console),
            advice.collect::<String>()
        ))
        .map_err(Error::Print)
}

/// The absolute path, without detours, of a path as it was typed.
fn full(path: &Path) -> Result<PathBuf, Error> {
    let full = std::path::absolute(path).map_err(|source| Error::System { path: path.to_owned(), source })?;
    Ok(read::normal(&full))
}

/// Sees to it that nothing is in the folder but what an empty repository has, and that no other site is around it. Gives
/// the names of what is there, which stays as it is.
fn free(site: &Path, shown: &Path) -> Result<Vec<String>, Error> {
    let names = place::names_in(site)?;
    let names: Vec<String> = names.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    if !names.is_empty() && !repository::is_empty(&names) {
        return Err(Error::Occupied { path: shown.to_owned(), names });
    }
    match site.ancestors().skip(1).find(|folder| folder.join(FILE_NAME).is_file()) {
        Some(around) => Err(Error::InsideSite { path: shown.to_owned(), site: around.to_owned() }),
        None => Ok(names),
    }
}

/// What is there now, and what to do next.
fn made(site: &Path, base: &Base, examples: &[String], console: Console) -> String {
    let on = &base.extends;
    let lies = match base.origin {
        BaseOrigin::Found => phrase!("hij ligt op `{on}`", "it lies on `{on}`"),
        BaseOrigin::Unpacked => phrase!(
            "hij ligt op `{on}`, de landelijke gids, die er net is neergezet",
            "it lies on `{on}`, the national guide, which was just put there"
        ),
    };
    let lies = lies.in_language(console.language);
    let site = site.display().to_string();
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    let typed =
        if site.chars().all(is_word) { site.clone() } else { format!("'{}'", site.replace('\'', "'\\''")) };
    let made = phrase!(
        "`{site}` is klaar; {lies}\n\nkijk:          wijkgids serve {typed}\nvul dit in:    {site}/{FILE_NAME}\nlees verder:   {site}/LEESMIJ.md",
        "`{site}` is ready; {lies}\n\nlook:          wijkgids serve {typed}\nfill this in:  {site}/{FILE_NAME}\nread on:       {site}/LEESMIJ.md"
    );
    let made = made.in_language(console.language).to_owned();
    if examples.is_empty() {
        return made;
    }
    let examples = examples.join(", ");
    let still = phrase!(
        "{made}\n\nnog een voorbeeld uit de gids hieronder: {examples}; `wijkgids build --production` weigert tot jullie eigen er staat",
        "{made}\n\nstill an example of the guide below: {examples}; `wijkgids build --production` refuses until yours is there"
    );
    still.in_language(console.language).to_owned()
}

//! What a site remembers of the sites below it, in `.wijkgids` in its folder: base texts by digest, and which documents
//! were there when somebody last looked.
#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::edition::drift;
use crate::edition::settle::Bases;
use crate::shell::build::Error;
use crate::text::phrase;

/// The folder in that of a site.
const FOLDER: &str = ".wijkgids";

/// The base texts that a site keeps. One that isn't what its name says is as good as none.
pub(super) fn bases(site: &Path) -> Result<Bases, Error> {
    let mut bases = Bases::new();
    for path in base_files(site)? {
        let text = fs::read_to_string(&path).unwrap_or_default();
        let digest = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        // Forges and editors may end its lines otherwise.
        let text = text.replace("\r\n", "\n");
        let text = text.strip_suffix('\n').unwrap_or(&text);
        if drift::digest(text) == digest {
            bases.insert(digest.to_owned(), text.to_owned());
        }
    }
    Ok(bases)
}

/// Keeps these base texts too.
pub(in crate::shell) fn keep(site: &Path, bases: &Bases) -> Result<(), Error> {
    for (digest, text) in bases {
        let path = site.join(FOLDER).join("base").join(format!("{digest}.md"));
        let text = format!("{text}\n");
        if fs::read_to_string(&path).is_ok_and(|kept| kept == text) {
            continue;
        }
        write(&path, &text)?;
    }
    Ok(())
}

/// Drops the base texts that no note refers to.
pub(super) fn prune(site: &Path, noted: &BTreeSet<String>) -> Result<(), Error> {
    for path in base_files(site)? {
        let digest = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if !noted.contains(digest) {
            fs::remove_file(&path).map_err(|error| refused(&path, &error))?;
        }
    }
    Ok(())
}

/// The documents of the sites below that were there when the site was last looked through; `None` where nobody did.
pub(super) fn seen(site: &Path) -> Result<Option<BTreeSet<String>>, Error> {
    let path = site.join(FOLDER).join("seen");
    match fs::read_to_string(&path) {
        Ok(text) => Ok(Some(text.lines().map(str::trim).map(str::to_owned).collect())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(refused(&path, &error)),
    }
}

/// Remembers which documents there are below.
pub(super) fn set_seen(site: &Path, ids: &BTreeSet<String>) -> Result<(), Error> {
    let lines: Vec<&str> = ids.iter().map(String::as_str).collect();
    write(&site.join(FOLDER).join("seen"), &(lines.join("\n") + "\n"))
}

fn base_files(site: &Path) -> Result<Vec<PathBuf>, Error> {
    let folder = site.join(FOLDER).join("base");
    let entries = match fs::read_dir(&folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(|error| refused(&folder, &error))?,
    };
    let paths: io::Result<Vec<PathBuf>> = entries.map(|entry| Ok(entry?.path())).collect();
    let mut paths = paths.map_err(|error| refused(&folder, &error))?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    paths.sort();
    Ok(paths)
}

/// Writes a file as a whole: whoever reads it meanwhile gets the old one or the new one.
pub(in crate::shell) fn write(path: &Path, text: &str) -> Result<(), Error> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let new = folder.join(format!(".{name}.new"));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(&new, text))
        .and_then(|()| fs::rename(&new, path))
        .map_err(|error| refused(path, &error))
}

/// Reads a file that is to be changed.
pub(in crate::shell) fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|error| refused(path, &error))
}

fn refused(path: &Path, error: &io::Error) -> Error {
    let path = path.display();
    Error::Told(phrase!(
        "`{path}` is niet te lezen of te schrijven: {error}",
        "can't read or write `{path}`: {error}"
    ))
}

//! Which of the bases of a site is meant.
#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::path::{Path, PathBuf};

use super::swap;
use crate::config::{self, FILE_NAME};
use crate::drift::quoted;
use crate::release::BaseManifest;
use crate::shell::build::Error;
use crate::shell::read;
use crate::text::{Source, SourcePath, phrase};

/// How many sites may lie on each other.
const DEEPEST: usize = 8;

/// The folders that a site lies on, the nearest first. One that a stopped run left half way is put right first.
pub(super) fn bases(site: &Path) -> Result<Vec<PathBuf>, Error> {
    let site = std::path::absolute(site).map_err(|source| Error::Report { path: site.to_owned(), source })?;
    let mut folder = read::normal(&site);
    let mut bases: Vec<PathBuf> = Vec::new();
    while let Some(extends) = extends(&folder)
        && bases.len() < DEEPEST
    {
        folder = read::normal(&folder.join(extends));
        if bases.contains(&folder) || folder.file_name().is_none() {
            break;
        }
        swap::mend(&folder)?;
        bases.push(folder.clone());
    }
    Ok(bases)
}

fn extends(folder: &Path) -> Option<String> {
    let bytes = std::fs::read(folder.join(FILE_NAME)).ok()?;
    let path = SourcePath::new(FILE_NAME).expect("a plain name is a path");
    let config = config::read(&Source::decode(path, &bytes).value, None, None).value;
    config.extends.map(|extends| extends.value)
}

/// The one that somebody named, by its folder or the name of that; else the only one that was received from others.
pub(super) fn meant(site: &Path, bases: &[PathBuf], named: Option<&str>) -> Result<PathBuf, Error> {
    let name = |base: &Path| base.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut candidates: Vec<&PathBuf> = bases.iter().collect();
    match named {
        Some(named) => {
            let path = std::path::absolute(named).ok().map(|path| read::normal(&path));
            candidates.retain(|base| name(base) == named || Some(*base) == path.as_ref());
        }
        None if bases.len() > 1 => candidates.retain(|base| base.join(BaseManifest::FILE).is_file()),
        None => {}
    }
    match candidates.as_slice() {
        [one] => Ok((*one).clone()),
        _ if bases.is_empty() => {
            let site = site.display();
            Err(Error::Refused(phrase!(
                "`{site}` ligt op geen andere gids (`extends` in `{FILE_NAME}`), dus er is niets om bij te werken",
                "`{site}` lies on no other guide (`extends` in `{FILE_NAME}`), so there is nothing to update"
            )))
        }
        _ => {
            let names = quoted(bases.iter().map(|base| name(base)));
            Err(Error::Refused(phrase!(
                "noem de gids die bijgewerkt moet worden: {names}",
                "name the guide that is to be updated: {names}"
            )))
        }
    }
}

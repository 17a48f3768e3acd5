//! Which of the bases of a site is meant.
#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::path::{Path, PathBuf};

use super::swap;
use crate::base::BaseManifest;
use crate::config::FILE_NAME;
use crate::drift::quoted;
use crate::shell::build::Error;
use crate::shell::publish::Lock;
use crate::shell::read::{self, BaseFolders};
use crate::text::{Phrase, phrase};

/// The folders that a site lies on, the nearest first. One that a stopped run left without a folder in its place is put back
/// first; where nothing is to be written, that is refused.
pub(super) fn bases(site: &Path, is_dry_run: bool) -> Result<Vec<PathBuf>, Error> {
    let site = std::path::absolute(site).map_err(|source| Error::Report { path: site.to_owned(), source })?;
    let site = read::normal(&site);
    loop {
        let BaseFolders { folders, missing, found } = read::base_folders(&site);
        match (missing, found) {
            (Some(folder), _) if swap::is_halfway(&folder) => {
                if is_dry_run {
                    return Err(halfway(&folder));
                }
                let _lock = Lock::of(&folder)?;
                swap::mend(&folder)?;
            }
            (_, Some(why)) if folders.is_empty() => {
                let Phrase { nl, en } = why;
                return Err(Error::Refused(phrase!(
                    "eerst moet `{FILE_NAME}` kloppen: {nl}",
                    "first `{FILE_NAME}` has to be right: {en}"
                )));
            }
            _ => return Ok(folders),
        }
    }
}

fn halfway(folder: &Path) -> Error {
    let folder = folder.display();
    Error::Refused(phrase!(
        "`{folder}` is er even niet: een `wijkgids update` is halverwege gestopt, en zonder `--dry-run` maakt de volgende die af",
        "`{folder}` isn't there for now: a `wijkgids update` was stopped halfway, and the next one without `--dry-run` puts that right"
    ))
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

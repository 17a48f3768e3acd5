//! Where a site may be written, and the names beside it that are ours to use.

#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::manifest::is_marked;
use super::{Error, FolderRefusal};
use crate::shell::read::folders_of;

/// The output folder and its neighbors of our own, all in one folder that exists, so that they can be renamed to each
/// other.
#[derive(Debug)]
pub(super) struct OutputFolders {
    /// The output folder, which may not exist yet.
    pub(super) out: PathBuf,
    /// The new site while it is written; after an exchange the old one while it is removed.
    pub(super) new: PathBuf,
    /// The old site, for the moment between two renames where no exchange is possible.
    pub(super) old: PathBuf,
    /// The files that differ while they are written, where they are replaced one by one.
    pub(super) inside: PathBuf,
    /// Who is at work.
    pub(super) lock: PathBuf,
}

impl OutputFolders {
    /// Finds the folder and refuses one that must not be replaced. Makes the folder it lies in, if need be.
    pub(super) fn find(out: &Path, sources: &[&Path]) -> Result<Self, Error> {
        let refuse = |why| Err(Error::Refused { path: out.to_owned(), why });
        let full = std::path::absolute(out).map_err(Error::system(out))?;
        // `public/..` has no name of its own; the folder that it means has.
        let full = if full.file_name().is_none() {
            fs::canonicalize(&full).map_err(Error::system(out))?
        } else {
            full
        };
        let (Some(parent), Some(name)) = (full.parent(), full.file_name()) else {
            return refuse(FolderRefusal::Root);
        };
        match fs::symlink_metadata(&full) {
            Ok(metadata) if metadata.is_symlink() => return refuse(FolderRefusal::Link),
            Ok(metadata) if !metadata.is_dir() => return refuse(FolderRefusal::File),
            _ => {}
        }
        // Only now, so that nothing is made where nothing may be written.
        let nearest = parent.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("/"));
        let rest = parent.strip_prefix(nearest).expect("an ancestor is a prefix");
        if rest.components().any(|part| part == Component::ParentDir) {
            return Err(Error::system(parent)(io::Error::from(io::ErrorKind::NotFound)));
        }
        let parent = fs::canonicalize(nearest).map_err(Error::system(nearest))?.join(rest);
        let full = parent.join(name);
        if let Some(why) = objection(&full, sources)? {
            return refuse(why);
        }
        let Some(name) = name.to_str() else { return refuse(FolderRefusal::Name) };
        if name.len() + ".".len() + ".wijkgids-lock".len() > 255 {
            return refuse(FolderRefusal::Name);
        }
        fs::create_dir_all(&parent).map_err(Error::system(&parent))?;
        Ok(Self::at(full, name, &parent))
    }

    fn at(out: PathBuf, name: &str, parent: &Path) -> Self {
        let beside = |role: &str| parent.join(format!(".{name}.wijkgids-{role}"));
        let inside = out.join(".wijkgids-new");
        Self { new: beside("new"), old: beside("old"), inside, lock: beside("lock"), out }
    }

    /// The same of a folder that may be refused, by its name alone: to see whether something of ours is there. `None` where it
    /// has no name.
    pub(super) fn named(out: &Path) -> Option<Self> {
        Some(Self::at(out.to_owned(), out.file_name()?.to_str()?, out.parent()?))
    }

    /// Where an earlier version wrote one of several sites: a folder in the output folder with a marker of its own.
    pub(super) fn of_site(&self, site: &str) -> Self {
        Self::at(self.out.join(site), site, &self.out)
    }

    /// Whether there is a site to replace; refuses a folder that holds anything but a site of ours.
    pub(super) fn demand_ours(&self, sites: &[&str]) -> Result<bool, Error> {
        let entries = match fs::read_dir(&self.out) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(Error::system(&self.out)(error)),
        };
        let is_ours = is_marked(&self.out) || sites.iter().any(|site| is_marked(&self.out.join(site)));
        // What a new disk holds that is mounted there.
        let is_nothing =
            |entry: io::Result<fs::DirEntry>| entry.is_ok_and(|entry| entry.file_name() == "lost+found");
        if is_ours || entries.into_iter().all(is_nothing) {
            Ok(true)
        } else {
            Err(Error::Refused { path: self.out.clone(), why: FolderRefusal::Foreign })
        }
    }
}

/// What keeps a folder, given without links, from being an output folder.
fn objection(out: &Path, sources: &[&Path]) -> Result<Option<FolderRefusal>, Error> {
    let mut own: Option<PathBuf> = None;
    for source in sources {
        let source = fs::canonicalize(source).map_err(Error::system(source))?;
        if source.starts_with(out) {
            return Ok(Some(FolderRefusal::HoldsSource));
        }
        if folders_of(&source).names().any(|folder| out.starts_with(source.join(folder))) {
            return Ok(Some(FolderRefusal::InsideSource));
        }
        match &own {
            None => own = Some(source),
            // Where the site's own folder lies in that of another, the output may as well.
            Some(own) if out.starts_with(&source) && !own.starts_with(&source) => {
                return Ok(Some(FolderRefusal::InsideOther));
            }
            Some(_) => {}
        }
    }
    let home = std::env::home_dir().and_then(|home| fs::canonicalize(home).ok());
    Ok(home.filter(|home| home.starts_with(out)).map(|_| FolderRefusal::Home))
}

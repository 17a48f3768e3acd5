//! Where a site may be written, and the names beside it that are ours to use.

#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::{Error, FolderRefusal, MARKER};
use crate::shell::read::folders_of;

/// The output folder and its neighbors of our own, all in one folder that exists, so that they can be renamed to each
/// other.
#[derive(Debug)]
pub(super) struct OutputFolders {
    /// The output folder, which may not exist yet.
    pub(super) out: PathBuf,
    /// The new site while it is written; after the swap the old one while it is removed.
    pub(super) new: PathBuf,
    /// The old site, for the moment between two renames where no exchange is possible.
    pub(super) old: PathBuf,
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
        let beside = |role: &str| parent.join(format!(".{name}.wijkgids-{role}"));
        let (new, old, lock) = (beside("new"), beside("old"), beside("lock"));
        if name.len() + ".".len() + ".wijkgids-lock".len() > 255 {
            return refuse(FolderRefusal::Name);
        }
        fs::create_dir_all(&parent).map_err(Error::system(&parent))?;
        Ok(Self { out: full, new, old, lock })
    }

    /// Whether there is a site to replace; refuses a folder that holds anything but a site of ours.
    pub(super) fn demand_ours(&self) -> Result<bool, Error> {
        let mut entries = match fs::read_dir(&self.out) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(Error::system(&self.out)(error)),
        };
        // A link is no marker: nobody but `stage` makes a plain file of that name.
        let is_marked = fs::symlink_metadata(self.out.join(MARKER)).is_ok_and(|marker| marker.is_file());
        if is_marked || entries.next().is_none() {
            Ok(true)
        } else {
            Err(Error::Refused { path: self.out.clone(), why: FolderRefusal::Foreign })
        }
    }
}

/// What keeps a folder, given without links, from being an output folder.
fn objection(out: &Path, sources: &[&Path]) -> Result<Option<FolderRefusal>, Error> {
    for source in sources {
        let source = fs::canonicalize(source).map_err(Error::system(source))?;
        if source.starts_with(out) {
            return Ok(Some(FolderRefusal::HoldsSource));
        }
        if folders_of(&source).names().any(|folder| out.starts_with(source.join(folder))) {
            return Ok(Some(FolderRefusal::InsideSource));
        }
    }
    let home = std::env::home_dir().and_then(|home| fs::canonicalize(home).ok());
    Ok(home.filter(|home| home.starts_with(out)).map(|_| FolderRefusal::Home))
}

//! Writing what is new: the whole site beside the old one, or only the files that differ.

#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::compare::{Comparison, FileFate, Planned, PlannedFolder};
use super::ownership::Ownership;
use super::{Error, MARKER};

/// A folder that is being written to. Dropped, it takes its files with it.
#[derive(Debug)]
pub(super) struct StagedOutput<'p> {
    at: &'p Path,
    /// What the system gives to a folder that is made here.
    made: Ownership,
}

impl<'p> StagedOutput<'p> {
    /// Makes the folder.
    pub(super) fn new(at: &'p Path) -> Result<Self, Error> {
        fs::create_dir(at).map_err(Error::system(at))?;
        let made = fs::symlink_metadata(at).map_err(Error::system(at))?;
        Ok(Self { at, made: Ownership::of(&made) })
    }

    /// Gives it owner, group and mode of the folder that it is to take the place of. Before anything is made in it, since
    /// that gets the group of its folder.
    pub(super) fn take_over(&self, owner: Ownership, old: &Path) -> io::Result<()> {
        owner.give_to_root(self.at, old)
    }

    /// Writes every file of the new site; those that are equal become hard links to the old ones, which keeps their time
    /// and inode. So does what stays of the old site for pages that were opened before.
    pub(super) fn write(
        &self,
        comparison: &Comparison<'_>,
        old: &Path,
        cancel: &AtomicBool,
    ) -> Result<(), Error> {
        let (root, others) = comparison.folders.split_first().expect("there is the folder with the marker");
        let inner = root.owner.unwrap_or(self.made).of_inner(self.made);
        // All are mostly as the system makes them: then it isn't asked how it made each.
        let is_plain = others.iter().all(|folder| folder.owner.is_none_or(|owner| owner == inner));
        let made = is_plain.then_some(inner);
        // Level by level, so that a folder is there before those in it, and a level's folders can be made side by side.
        let mut levels: Vec<Vec<&PlannedFolder<'_>>> = Vec::new();
        for folder in &comparison.folders {
            let depth = if folder.path.is_empty() { 0 } else { 1 + folder.path.matches('/').count() };
            levels.resize_with(levels.len().max(depth + 1), Vec::new);
            levels[depth].push(folder);
        }
        for level in levels {
            level.par_iter().try_for_each(|folder| self.write_folder(folder, old, made, cancel))?;
        }
        root.owner.map_or(Ok(()), |owner| owner.close(self.at)).map_err(Error::system(self.at))
    }

    fn write_folder(
        &self,
        folder: &PlannedFolder<'_>,
        old: &Path,
        made: Option<Ownership>,
        cancel: &AtomicBool,
    ) -> Result<(), Error> {
        let (new, old) = (self.at.join(folder.path), old.join(folder.path));
        if !folder.path.is_empty() {
            fs::create_dir(&new).map_err(Error::system(&new))?;
            if let Some(owner) = folder.owner.filter(|owner| made != Some(*owner)) {
                let has = fs::symlink_metadata(&new).map_err(Error::system(&new))?;
                owner.give(&new, Ownership::of(&has)).map_err(Error::system(&new))?;
            }
        }
        // The marker comes first: whatever is found here after a kill is then known for ours.
        let (marker, others): (Vec<_>, Vec<_>) =
            folder.files.iter().partition(|file| is_marker(folder, file));
        for file in marker.into_iter().chain(others) {
            if cancel.load(Ordering::Relaxed) {
                return Err(Error::Canceled);
            }
            let path = new.join(file.name);
            let is_linked = file.fate == FileFate::Keep && link(&old.join(file.name), &path)?;
            if !is_linked {
                let owner = file.owner.filter(|owner| made.map(Ownership::of_file) != Some(*owner));
                write_file(file, owner, &path).map_err(Error::system(&path))?;
            }
        }
        for (path, _) in &folder.outlived {
            let name = path.file_name().expect("what was listed in a folder has a name");
            let (old, new) = (old.join(name), new.join(name));
            if !link(&old, &new)? {
                copy_file(&old, &new).map_err(Error::system(&new))?;
            }
        }
        Ok(())
    }

    /// Writes the files that differ, each at the path that it is to have in the output folder, with the owner, group and mode
    /// of what is there.
    pub(super) fn write_changes(
        &self,
        comparison: &Comparison<'_>,
        cancel: &AtomicBool,
    ) -> Result<(), Error> {
        comparison.folders.par_iter().try_for_each(|folder| {
            let mut written = folder.files.iter().filter(|file| file.fate == FileFate::Write).peekable();
            let new = self.at.join(folder.path);
            if written.peek().is_some() {
                fs::create_dir_all(&new).map_err(Error::system(&new))?;
            }
            let made = folder.owner.map(|owner| owner.of_inner(self.made).of_file());
            written.try_for_each(|file| {
                if cancel.load(Ordering::Relaxed) {
                    return Err(Error::Canceled);
                }
                let path = new.join(file.name);
                write_file(file, file.owner.or(made), &path).map_err(Error::system(&path))
            })
        })
    }

    /// What was written lies elsewhere now, or is to stay: what lies here isn't removed.
    pub(super) fn keep(self) {
        std::mem::forget(self);
    }
}

impl Drop for StagedOutput<'_> {
    fn drop(&mut self) {
        // What can't be removed now is removed, or complained about, by the next one that publishes.
        let _ = remove(self.at);
    }
}

fn is_marker(folder: &PlannedFolder<'_>, file: &Planned<'_>) -> bool {
    folder.path.is_empty() && file.name == MARKER
}

/// `false` where the file system has no hard links, or no more of them for this file: then it is written anew.
fn link(old: &Path, new: &Path) -> Result<bool, Error> {
    match fs::hard_link(old, new) {
        Ok(()) => Ok(true),
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::Unsupported
                    | io::ErrorKind::TooManyLinks
                    | io::ErrorKind::PermissionDenied
                    | io::ErrorKind::CrossesDevices
            ) =>
        {
            Ok(false)
        }
        Err(error) => Err(Error::system(new)(error)),
    }
}

fn write_file(planned: &Planned<'_>, owner: Option<Ownership>, path: &Path) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(planned.bytes)?;
    match owner {
        Some(owner) => owner.give(path, Ownership::of(&file.metadata()?)),
        None => Ok(()),
    }
}

fn copy_file(old: &Path, new: &Path) -> io::Result<()> {
    fs::copy(old, new)?;
    let [old, has] = [old, new].map(fs::symlink_metadata);
    Ownership::of(&old?).give(new, Ownership::of(&has?))
}

/// Removes a folder with everything in it, if it is there.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

//! Writing the new site beside the old one.

#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::compare::{Comparison, FileFate, Planned, PlannedFolder};
use super::place::OutputFolders;
use super::{Error, MARKER};

/// A complete new site beside the old one. Dropped before the swap, it takes its files with it.
#[derive(Debug)]
pub(super) struct StagedOutput<'a> {
    place: &'a OutputFolders,
}

impl StagedOutput<'_> {
    /// The site has taken its place: what lies where it was written is something else now.
    pub(super) fn keep(self) {
        std::mem::forget(self);
    }
}

impl Drop for StagedOutput<'_> {
    fn drop(&mut self) {
        // What can't be removed now is removed, or complained about, by the next one that publishes.
        let _ = remove(&self.place.new);
    }
}

/// Writes every file of the new site; those that are equal become hard links to the old ones, which keeps their time
/// and inode.
pub(super) fn write<'a>(
    comparison: &Comparison<'_>,
    place: &'a OutputFolders,
    cancel: &AtomicBool,
) -> Result<StagedOutput<'a>, Error> {
    let staged = StagedOutput { place };
    // Level by level, so that a folder is there before those in it, and a level's folders can be made side by side.
    let mut levels: Vec<Vec<&PlannedFolder<'_>>> = Vec::new();
    for folder in &comparison.folders {
        let depth = if folder.path.is_empty() { 0 } else { 1 + folder.path.matches('/').count() };
        levels.resize_with(levels.len().max(depth + 1), Vec::new);
        levels[depth].push(folder);
    }
    for level in levels {
        level.par_iter().try_for_each(|folder| write_folder(folder, place, cancel))?;
    }
    if comparison.is_old {
        let permissions = fs::metadata(&place.out).map_err(Error::system(&place.out))?.permissions();
        fs::set_permissions(&place.new, permissions).map_err(Error::system(&place.new))?;
    }
    Ok(staged)
}

fn write_folder(folder: &PlannedFolder<'_>, place: &OutputFolders, cancel: &AtomicBool) -> Result<(), Error> {
    let (new, old) = (place.new.join(folder.path), place.out.join(folder.path));
    fs::create_dir(&new).map_err(Error::system(&new))?;
    // The marker comes first: whatever is found here after a kill is then known for ours.
    let (marker, others): (Vec<_>, Vec<_>) = folder.files.iter().partition(|file| is_marker(folder, file));
    for file in marker.into_iter().chain(others) {
        if cancel.load(Ordering::Relaxed) {
            return Err(Error::Canceled);
        }
        let path = new.join(file.name);
        let is_linked = file.fate == FileFate::Keep && link(&old.join(file.name), &path)?;
        if !is_linked {
            write_file(file, &path).map_err(Error::system(&path))?;
        }
    }
    Ok(())
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
                io::ErrorKind::Unsupported | io::ErrorKind::TooManyLinks | io::ErrorKind::PermissionDenied
            ) =>
        {
            Ok(false)
        }
        Err(error) => Err(Error::system(new)(error)),
    }
}

fn write_file(file: &Planned<'_>, path: &Path) -> io::Result<()> {
    File::create_new(path)?.write_all(file.bytes)
}

/// Removes a folder with everything in it, if it is there.
fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

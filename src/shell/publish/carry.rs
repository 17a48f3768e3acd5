//! What others put into an output folder, carried over from the old site to the new one; and the old site cleared away
//! without it.
//!
//! Everything is moved by its name alone, never copied and never over something else, so that a file is always in one of
//! two places: the output folder, or the folder beside it that the next publication looks through.

#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags, RenameFlags};
use rustix::io::Errno;

use super::manifest::Manifest;
use super::ownership::Ownership;
use super::{Error, InPlace, MARKER};

/// Moves entries from one folder to the same places in another. When one can't be moved, those that were are moved back.
pub(super) fn carry(entries: &[PathBuf], from: &Path, to: &Path) -> Result<(), Error> {
    for (n_moved, entry) in entries.iter().enumerate() {
        let Err(error) = move_one(entry, from, to) else { continue };
        for moved in &entries[..n_moved] {
            // What doesn't go back is found by the next publication.
            let _ = move_one(moved, to, from);
        }
        return Err(Error::system(&to.join(entry))(error));
    }
    Ok(())
}

/// The first of these that we may not move, since a folder of others takes leave of the folder it lies in too.
pub(super) fn held(entries: &[PathBuf], out: &Path) -> Option<InPlace> {
    entries.iter().find_map(|entry| {
        let path = out.join(entry);
        let metadata = fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_dir)?;
        let owner = Ownership::of(&metadata);
        owner.shuts_us_out(&path).then(|| InPlace::Held { path, user: owner.user() })
    })
}

/// What is gone meanwhile needs no moving.
fn move_one(entry: &Path, from: &Path, to: &Path) -> io::Result<()> {
    let (old, new) = (from.join(entry), to.join(entry));
    if let Some(folder) = new.parent() {
        fs::create_dir_all(folder)?;
    }
    match rustix::fs::renameat_with(CWD, &old, CWD, &new, RenameFlags::NOREPLACE) {
        Ok(()) | Err(Errno::NOENT) => Ok(()),
        // The file system can't promise it; nobody else writes here but by accident.
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) if fs::symlink_metadata(&new).is_err() => {
            fs::rename(&old, &new)
        }
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP | Errno::EXIST) if are_folders(&old, &new) => {
            for inner in fs::read_dir(&old)? {
                move_one(&entry.join(inner?.file_name()), from, to)?;
            }
            fs::remove_dir(&old)
        }
        // What the new site has too may as well be ours.
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP | Errno::EXIST) if are_same(&old, &new)? => {
            fs::remove_file(&old)
        }
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Err(io::ErrorKind::AlreadyExists.into()),
        Err(errno) => Err(errno.into()),
    }
}

fn are_folders(one: &Path, other: &Path) -> bool {
    [one, other].iter().all(|path| fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir()))
}

fn are_same(one: &Path, other: &Path) -> io::Result<bool> {
    let are_files =
        [one, other].iter().all(|path| fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file()));
    Ok(are_files && fs::read(one)? == fs::read(other)?)
}

/// Removes the files of a site that isn't shown any more, and carries everything else to the folder that is. What can't be
/// carried stays, and with it the marker that says what isn't ours.
pub(super) fn clear(old: &Path, out: &Path, manifest: &Manifest) -> Result<(), Error> {
    let open = match rustix::fs::open(old, FOLDER, Mode::empty()) {
        Err(Errno::NOENT) => return Ok(()),
        open => open.map_err(Error::system(old))?,
    };
    let clearing = Clearing { old, out, manifest };
    clearing.folder(&open, Path::new(""))?;
    let marker = rustix::fs::unlinkat(&open, MARKER, AtFlags::empty());
    if !matches!(marker, Ok(()) | Err(Errno::NOENT)) {
        return marker.map_err(Error::system(&old.join(MARKER)));
    }
    fs::remove_dir(old).map_err(Error::system(old))
}

const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);

/// A site that is being cleared away.
struct Clearing<'c> {
    old: &'c Path,
    out: &'c Path,
    manifest: &'c Manifest,
}

impl Clearing<'_> {
    fn folder(&self, open: &OwnedFd, path: &Path) -> Result<(), Error> {
        let unreadable = |errno: Errno| Error::system(&self.old.join(path))(errno);
        for entry in Dir::read_from(open).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let name = OsStr::from_bytes(entry.file_name().to_bytes());
            let inner = path.join(name);
            if name == "." || name == ".." || inner == Path::new(MARKER) {
                continue;
            }
            let file_type = match entry.file_type() {
                // Not every file system tells what an entry is.
                FileType::Unknown => {
                    let stat =
                        rustix::fs::statat(open, name, AtFlags::SYMLINK_NOFOLLOW).map_err(unreadable)?;
                    FileType::from_raw_mode(stat.st_mode)
                }
                known => known,
            };
            let at = inner.to_str();
            let unreadable = |errno: Errno| Error::system(&self.old.join(&inner))(errno);
            if file_type == FileType::Directory && at.is_some_and(|at| self.manifest.wrote_below(at)) {
                let folder = rustix::fs::openat(open, name, FOLDER, Mode::empty()).map_err(unreadable)?;
                self.folder(&folder, &inner)?;
                rustix::fs::unlinkat(open, name, AtFlags::REMOVEDIR).map_err(unreadable)?;
            } else if file_type == FileType::RegularFile && at.is_some_and(|at| self.is_ours(at)) {
                rustix::fs::unlinkat(open, name, AtFlags::empty()).map_err(unreadable)?;
            } else {
                move_one(&inner, self.old, self.out)
                    .map_err(|_| Error::Stranded { path: self.old.join(&inner), out: self.out.to_owned() })?;
            }
        }
        Ok(())
    }

    /// Without a list: also what the new site has at the same path.
    fn is_ours(&self, path: &str) -> bool {
        self.manifest.wrote(path)
            || !self.manifest.is_listed()
                && fs::symlink_metadata(self.out.join(path)).is_ok_and(|there| there.is_file())
    }
}

/// What lies in a folder of an output folder, divided.
#[derive(Debug, Default)]
pub(super) struct Divided {
    /// The files that the last build wrote, relative to the output folder.
    pub(super) ours: Vec<PathBuf>,
    /// What others put there, relative to the output folder: whole folders where nothing in them is ours.
    pub(super) foreign: Vec<PathBuf>,
    /// The first folder that is closed to us, and its owner.
    pub(super) closed: Option<(PathBuf, u32)>,
}

/// Divides what lies below a folder that the last build may have written to.
pub(super) fn divide(out: &Path, folder: &Path, manifest: &Manifest) -> Result<Divided, Error> {
    let mut divided = Divided::default();
    let path = out.join(folder);
    let owner = Ownership::of(&fs::symlink_metadata(&path).map_err(Error::system(&path))?);
    if owner.shuts_us_out(&path) {
        divided.closed = Some((folder.to_owned(), owner.user()));
    }
    for entry in fs::read_dir(&path).map_err(Error::system(&path))? {
        let entry = entry.map_err(Error::system(&path))?;
        let file_type = entry.file_type().map_err(Error::system(&path))?;
        let inner = folder.join(entry.file_name());
        let at = inner.to_str();
        if file_type.is_dir() && at.is_some_and(|at| manifest.wrote_below(at)) {
            divided.add(divide(out, &inner, manifest)?, inner, manifest);
        } else if file_type.is_file() && at.is_some_and(|at| manifest.wrote(at)) {
            divided.ours.push(inner);
        } else {
            divided.foreign.push(inner);
        }
    }
    Ok(divided)
}

impl Divided {
    /// Adds what lies in a folder within it.
    fn add(&mut self, inner: Self, folder: PathBuf, manifest: &Manifest) {
        if inner.is_foreign(manifest) {
            self.foreign.push(folder);
            return;
        }
        let Self { ours, foreign, closed } = inner;
        self.ours.extend(ours);
        self.foreign.extend(foreign);
        self.closed = self.closed.take().or(closed);
    }

    /// Whether the folder as a whole is of others. One that a build wrote and that is empty now is of nobody.
    pub(super) fn is_foreign(&self, manifest: &Manifest) -> bool {
        self.ours.is_empty() && !(self.foreign.is_empty() && manifest.is_listed())
    }
}

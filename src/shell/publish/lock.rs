//! One publisher at a time for each output folder.
//!
//! The lock is the system's own (it goes when its holder goes, however that happens), on a file beside the output
//! folder that says who holds it. A file left behind by a killed process is therefore no obstacle, whoever's it is.

#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{Access, AtFlags, CWD, OFlags};

use super::Error;
use super::place::OutputFolders;

/// The right to publish to one folder, until it is dropped.
#[derive(Debug)]
pub(in crate::shell) struct Lock {
    /// Holds the system's lock; closing it gives the lock back. `None` where nothing can be made beside the folder.
    beside: Option<(File, PathBuf)>,
    /// Whether something can be made beside the folder.
    is_open: bool,
    /// The same on the folder itself, for those who see it elsewhere: in a container.
    folder: Option<File>,
}

impl Lock {
    /// Takes the lock on a folder that isn't published to, or says who has it. `None` where the folder has no plain name.
    pub(in crate::shell) fn of(folder: &Path) -> Result<Option<Self>, Error> {
        OutputFolders::named(folder).map(|place| Self::take(&place)).transpose()
    }

    /// Takes the lock, or says who has it.
    pub(super) fn take(place: &OutputFolders) -> Result<Self, Error> {
        let (beside, is_open) = match Self::beside(place, false) {
            Err(Error::System { path, source }) if is_closed(&source) => {
                Self::in_spite_of(place, Error::System { path, source })?
            }
            beside => (Some(beside?), true),
        };
        let folder = File::open(&place.out).ok();
        match folder.as_ref().map(File::try_lock) {
            Some(Err(TryLockError::WouldBlock)) => {
                Err(Error::Busy { path: place.out.clone(), process: None })
            }
            // Not every file system locks folders; then the one beside has to do.
            _ => Ok(Self { beside, is_open, folder }),
        }
    }

    /// Whether something can be made beside the folder.
    pub(super) fn is_beside(&self) -> bool {
        self.is_open
    }

    /// Where no file can be made or written to: a lock on the one that another user's process left, or is holding; with
    /// whether something else can be made beside the folder.
    fn in_spite_of(place: &OutputFolders, refused: Error) -> Result<(Option<(File, PathBuf)>, bool), Error> {
        match Self::beside(place, true) {
            Ok(beside) => {
                let access = Access::WRITE_OK | Access::EXEC_OK;
                let parent = place.lock.parent().expect("it lies beside the folder");
                let is_open = rustix::fs::accessat(CWD, parent, access, AtFlags::empty()).is_ok();
                Ok((Some(beside), is_open))
            }
            Err(Error::System { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                if place.out.is_dir() { Ok((None, false)) } else { Err(refused) }
            }
            Err(Error::System { path, source }) => {
                let cause = Box::new(Error::System { path: path.clone(), source });
                Err(Error::Stuck { path, cause })
            }
            Err(error) => Err(error),
        }
    }

    fn beside(place: &OutputFolders, is_of_other: bool) -> Result<(File, PathBuf), Error> {
        let path = &place.lock;
        loop {
            let mut file = OpenOptions::new()
                .create(!is_of_other)
                .truncate(false)
                .read(true)
                .write(!is_of_other)
                .custom_flags(OFlags::NOFOLLOW.bits().cast_signed())
                .open(path)
                .map_err(Error::system(path))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let process = fs::read_to_string(path).ok().and_then(|text| text.trim().parse().ok());
                    return Err(Error::Busy { path: place.out.clone(), process });
                }
                Err(TryLockError::Error(error)) => return Err(Error::system(path)(error)),
            }
            // The one before us removes the file before it lets go of the lock: then ours is a lock on nothing.
            let ours = file.metadata().map_err(Error::system(path))?.ino();
            if fs::symlink_metadata(path).is_ok_and(|there| there.ino() == ours) {
                if !is_of_other {
                    file.set_len(0).map_err(Error::system(path))?;
                    writeln!(file, "{}", std::process::id()).map_err(Error::system(path))?;
                }
                return Ok((file, path.clone()));
            }
        }
    }
}

/// Whether the folder that something would be made in is closed to us.
fn is_closed(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            // Not left to the closing of it: who was started meanwhile may still hold it.
            let _ = folder.unlock();
        }
        if let Some((_, path)) = &self.beside {
            // A file that stays harms nobody.
            let _ = fs::remove_file(path);
        }
    }
}

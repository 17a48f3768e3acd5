//! One publisher at a time for each output folder.
//!
//! The lock is the system's own (it goes when its holder goes, however that happens), on a file beside the output
//! folder that says who holds it. A file left behind by a killed process is therefore no obstacle.

#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::PathBuf;

use rustix::fs::OFlags;

use super::Error;
use super::place::OutputFolders;

/// The right to publish to one folder, until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    /// Holds the system's lock; closing it gives the lock back.
    _file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock, or says who has it.
    pub(super) fn take(place: &OutputFolders) -> Result<Self, Error> {
        let path = &place.lock;
        loop {
            let mut file = OpenOptions::new()
                .create(true)
                .truncate(false)
                .read(true)
                .write(true)
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
                file.set_len(0).map_err(Error::system(path))?;
                writeln!(file, "{}", std::process::id()).map_err(Error::system(path))?;
                return Ok(Self { _file: file, path: path.clone() });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A file that stays harms nobody.
        let _ = fs::remove_file(&self.path);
    }
}

//! Reading one file, whole or not at all.
//!
//! Input: a path; output: its bytes and the [`Stamp`] by which a later look sees whether it changed. Links aren't
//! followed, and nothing but an ordinary file is ever read, so that no pipe or device can make the reading hang.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;
use std::time::{Duration, SystemTime};

use rustix::fs::OFlags;
use rustix::io::Errno;

/// In bytes.
pub(super) const MIB: u64 = 1 << 20;

/// How often a file that changes while it is read is read again, and how long is waited in between: together longer
/// than any editor takes to write one card.
const ATTEMPTS: u32 = 5;
const PAUSE: Duration = Duration::from_millis(4);

/// How long after its modification a file may still change without its time telling so: two ticks of the clock by
/// which Linux stamps files, or of file systems that only keep (even) seconds.
const FINE_TICK: Duration = Duration::from_millis(20);
const COARSE_TICK: Duration = Duration::from_secs(2);

/// What the file system says about a file: two equal stamps mean an unchanged file, unless it
/// [may still change](Stamp::may_still_change).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    device: u64,
    inode: u64,
    /// In bytes.
    length: u64,
    /// Seconds and nanoseconds: of the content, then of the file's status, which also moves when a tool sets the
    /// first one back.
    modified: (i64, i64),
    changed: (i64, i64),
}

impl Stamp {
    /// The stamp of what lies at a path, links not followed.
    pub(super) fn at(path: &Path) -> io::Result<Self> {
        std::fs::symlink_metadata(path).map(|metadata| Self::of(&metadata))
    }

    fn of(metadata: &Metadata) -> Self {
        Self {
            device: metadata.dev(),
            inode: metadata.ino(),
            length: metadata.size(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
            changed: (metadata.ctime(), metadata.ctime_nsec()),
        }
    }

    /// Whether the file was written so shortly before `now` that another write could leave the stamp as it is.
    pub(super) fn may_still_change(&self, now: SystemTime) -> bool {
        let tick = if self.changed.1 == 0 { COARSE_TICK } else { FINE_TICK };
        self.changed_within(tick, now)
    }

    /// Whether it changed less than this time before `now`, or later.
    pub(super) fn changed_within(&self, span: Duration, now: SystemTime) -> bool {
        let (seconds, nanoseconds) = self.changed;
        let (Ok(seconds), Ok(nanoseconds)) = (u64::try_from(seconds), u32::try_from(nanoseconds)) else {
            return false;
        };
        let changed = SystemTime::UNIX_EPOCH + Duration::new(seconds, nanoseconds);
        now.duration_since(changed).map_or(true, |age| age < span)
    }
}

/// Why a file wasn't read.
#[derive(Debug)]
pub(super) enum Trouble {
    /// It is a symbolic link.
    Link,
    /// It is a folder, pipe, socket or device.
    NotAFile,
    /// It is larger than it may be.
    TooLarge {
        /// Its size in bytes.
        length: u64,
    },
    /// It kept changing while it was read.
    Restless,
    /// It is no longer there.
    Gone,
    /// The system refused.
    Refused(io::Error),
}

/// Reads a file of at most `cap` bytes.
pub(super) fn read(path: &Path, cap: u64) -> Result<(Vec<u8>, Stamp), Trouble> {
    for attempt in 0..ATTEMPTS {
        if attempt > 0 {
            std::thread::sleep(PAUSE);
        }
        if let Some(read) = read_once(path, cap)? {
            return Ok(read);
        }
    }
    Err(Trouble::Restless)
}

/// `None` when the file changed meanwhile, so that what was read may be half old and half new.
fn read_once(path: &Path, cap: u64) -> Result<Option<(Vec<u8>, Stamp)>, Trouble> {
    // O_NONBLOCK: opening a pipe that nobody writes to would wait for ever.
    let flags = OFlags::NONBLOCK | OFlags::NOFOLLOW | OFlags::NOCTTY;
    let mut file: File = OpenOptions::new()
        .read(true)
        .custom_flags(flags.bits().cast_signed())
        .open(path)
        .map_err(|error| trouble_of(path, error))?;
    let metadata = file.metadata().map_err(Trouble::Refused)?;
    if !metadata.is_file() {
        return Err(Trouble::NotAFile);
    }
    let before = Stamp::of(&metadata);
    if before.length > cap {
        return Err(Trouble::TooLarge { length: before.length });
    }
    // One byte more than expected, so that the end of the file is seen without a larger buffer.
    let room = usize::try_from(before.length + 1).map_err(|_| Trouble::TooLarge { length: before.length })?;
    let mut bytes = Vec::with_capacity(room);
    (&mut file).take(cap + 1).read_to_end(&mut bytes).map_err(Trouble::Refused)?;
    let after = Stamp::of(&file.metadata().map_err(Trouble::Refused)?);
    let whole = after == before && bytes.len() as u64 == after.length;
    Ok(whole.then_some((bytes, after)))
}

fn trouble_of(path: &Path, error: io::Error) -> Trouble {
    match Errno::from_io_error(&error) {
        Some(Errno::NOENT | Errno::NOTDIR) => Trouble::Gone,
        Some(Errno::LOOP | Errno::MLINK) => Trouble::Link,
        // A socket, or a device without a driver.
        Some(Errno::NXIO | Errno::NODEV | Errno::OPNOTSUPP) => Trouble::NotAFile,
        _ if path.is_symlink() => Trouble::Link,
        _ => Trouble::Refused(error),
    }
}

/// Whether an error is the machine's and not this file's: then nothing else can be read either.
pub(super) fn is_of_the_machine(error: &io::Error) -> bool {
    matches!(Errno::from_io_error(error), Some(Errno::MFILE | Errno::NFILE | Errno::NOMEM))
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]
mod tests {
    use std::fs;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    #[test]
    fn a_file_that_keeps_changing_is_never_read_half() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("x.md");
        // Each version has its own length: in-place writes of one length within a clock tick can't be told apart.
        let versions: Vec<String> = (0..8).map(|n| format!("{n}").repeat(60_000 + n)).collect();
        fs::write(&path, &versions[0]).expect("written");
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for version in versions.iter().cycle() {
                    if stop.load(Ordering::Relaxed) {
                        return;
                    }
                    let beside = folder.path().join("x.new");
                    fs::write(&beside, version).expect("written");
                    fs::rename(&beside, &path).expect("renamed");
                }
            });
            for _ in 0..300 {
                match read(&path, 1 << 20) {
                    Ok((bytes, _)) => assert!(versions.iter().any(|version| version.as_bytes() == bytes)),
                    Err(trouble) => assert!(matches!(trouble, Trouble::Restless), "{trouble:?}"),
                }
            }
            stop.store(true, Ordering::Relaxed);
        });
    }

    #[test]
    fn a_file_is_read_up_to_its_cap() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("x.md");
        fs::write(&path, "12345").expect("written");
        assert_eq!(read(&path, 5).expect("small enough").0, b"12345");
        assert!(matches!(read(&path, 4), Err(Trouble::TooLarge { length: 5 })));
        assert!(matches!(read(folder.path(), 4), Err(Trouble::NotAFile)));
    }
}

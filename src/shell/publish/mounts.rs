//! What is mounted in an output folder: it can't be carried along, and to remove what lies in it would reach out of the
//! folder.

#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::compare::Comparison;
use super::{Error, FolderRefusal};

/// Refuses to replace a folder that something is mounted on, or in.
pub(super) fn demand_none(out: &Path, comparison: &Comparison<'_>) -> Result<(), Error> {
    let mount = match fs::read("/proc/self/mountinfo") {
        Ok(mounts) => points(&mounts).find(|point| point.starts_with(out)),
        // Not every system has it. There a folder of the same disk that is mounted isn't seen.
        Err(_) => other_disk(out, comparison),
    };
    match mount {
        None => Ok(()),
        Some(mount) if mount == out => {
            Err(Error::Refused { path: out.to_owned(), why: FolderRefusal::MountPoint })
        }
        Some(mount) => Err(Error::Mounted { path: out.to_owned(), mount }),
    }
}

/// Where something is mounted.
fn points(mounts: &[u8]) -> impl Iterator<Item = PathBuf> + '_ {
    let point = |line: &[u8]| line.split(|byte| *byte == b' ').nth(4).map(unescaped);
    mounts.split(|byte| *byte == b'\n').filter_map(point)
}

/// Spaces, tabs, line breaks and backslashes stand there as `\040` and so on.
fn unescaped(point: &[u8]) -> PathBuf {
    let mut bytes = Vec::new();
    let mut rest = point;
    while let [first, after @ ..] = rest {
        let code = after.get(..3).and_then(|digits| std::str::from_utf8(digits).ok());
        match code.and_then(|digits| u8::from_str_radix(digits, 8).ok()).filter(|_| *first == b'\\') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[3..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    OsString::from_vec(bytes).into()
}

fn other_disk(out: &Path, comparison: &Comparison<'_>) -> Option<PathBuf> {
    let disk = |path: &Path| fs::symlink_metadata(path).ok().map(|metadata| metadata.dev());
    let own = disk(out)?;
    let folders = comparison.folders.iter().map(|folder| Path::new(folder.path));
    let paths = folders.chain(comparison.foreign.iter().map(PathBuf::as_path)).map(|path| out.join(path));
    paths.into_iter().find(|path| disk(path).is_some_and(|disk| disk != own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_mounts_are_read_as_the_system_writes_them() {
        let mounts =
            b"36 35 98:0 /a /mnt/een\\040map rw - ext4 /dev/root rw\n37 35 98:0 / /x\\134y rw - ext4 a b\n\n";
        let points: Vec<PathBuf> = points(mounts).collect();
        assert_eq!(points, [PathBuf::from("/mnt/een map"), PathBuf::from("/x\\y")]);
    }
}

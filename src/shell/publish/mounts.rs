//! What is mounted in an output folder, or of it elsewhere: a mount can't be carried along, to remove what lies in it would
//! reach out of the folder, and where the folder itself is mounted elsewhere (in a container), an exchange would take it
//! from under those who look there.

#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::compare::Comparison;
use super::manifest::Manifest;
use super::{Error, InPlace};

/// What is mounted where, as far as an output folder is concerned.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Mounts {
    /// Whether the folder is where something is mounted.
    is_point: bool,
    /// Where something is mounted in it, relative to it.
    below: Vec<PathBuf>,
    /// Where the folder or one in it is mounted too.
    elsewhere: Option<PathBuf>,
}

/// A line of the system's table of mounts.
struct Mount<'m> {
    disk: &'m [u8],
    /// What of that disk is mounted.
    root: PathBuf,
    /// Where.
    point: PathBuf,
}

impl Mounts {
    /// Those of a folder, given without links.
    pub(super) fn of(out: &Path) -> Self {
        match fs::read("/proc/self/mountinfo") {
            Ok(table) => Self::in_table(&table, out),
            // Not every system has it. There a folder of the same disk that is mounted isn't seen.
            Err(_) => {
                let around = out.parent().and_then(disk);
                Self { is_point: disk(out).is_some_and(|disk| Some(disk) != around), ..Self::default() }
            }
        }
    }

    fn in_table(table: &[u8], out: &Path) -> Self {
        let mounts: Vec<Mount<'_>> = table.split(|byte| *byte == b'\n').filter_map(Mount::read).collect();
        let below = |mount: &Mount<'_>| Some(mount.point.strip_prefix(out).ok()?.to_owned());
        let (at, below): (Vec<PathBuf>, Vec<PathBuf>) =
            mounts.iter().filter_map(below).partition(|point| point.as_os_str().is_empty());
        let elsewhere = OnDisk::of(out, &mounts).and_then(|own| {
            mounts.iter().filter(|mount| !mount.point.starts_with(out)).find(|mount| own.is_in(mount))
        });
        Self { is_point: !at.is_empty(), below, elsewhere: elsewhere.map(|mount| mount.point.clone()) }
    }

    /// Why the folder can't be replaced as a whole, if it can't.
    pub(super) fn objection(&self, out: &Path) -> Option<InPlace> {
        if self.is_point {
            return Some(InPlace::MountPoint);
        }
        let holds = self.below.first().map(|mount| InPlace::Holds { mount: out.join(mount) });
        holds.or_else(|| Some(InPlace::Elsewhere { mount: self.elsewhere.clone()? }))
    }

    /// Where something is mounted in the folder, relative to it.
    pub(super) fn below(self) -> Vec<PathBuf> {
        self.below
    }
}

/// Where a folder lies, whatever it is called where it is mounted.
struct OnDisk<'m> {
    disk: &'m [u8],
    path: PathBuf,
}

impl<'m> OnDisk<'m> {
    fn of(out: &Path, mounts: &[Mount<'m>]) -> Option<Self> {
        // Of two at one point the later one lies on top.
        let around = mounts.iter().filter(|mount| out.starts_with(&mount.point));
        let own = around.max_by_key(|mount| mount.point.components().count())?;
        Some(Self { disk: own.disk, path: own.root.join(out.strip_prefix(&own.point).ok()?) })
    }

    /// Whether the folder, or one in it, is what is mounted.
    fn is_in(&self, mount: &Mount<'_>) -> bool {
        mount.disk == self.disk && mount.root.starts_with(&self.path)
    }
}

/// Where a folder or one in it is mounted for others, as in a container, as far as we may see what they have. Costs a look at
/// each process, and a read for each of those that see other mounts than we do.
pub(super) fn for_others(out: &Path) -> Option<PathBuf> {
    let table = fs::read("/proc/self/mountinfo").ok()?;
    let mounts: Vec<Mount<'_>> = table.split(|byte| *byte == b'\n').filter_map(Mount::read).collect();
    let own = OnDisk::of(out, &mounts)?;
    let view =
        |process: &Path| fs::metadata(process.join("ns/mnt")).ok().map(|view| (view.dev(), view.ino()));
    let mut seen: BTreeSet<_> = view(Path::new("/proc/self")).into_iter().collect();
    let processes = fs::read_dir("/proc").ok()?.filter_map(Result::ok).map(|entry| entry.path());
    processes.filter(|process| view(process).is_some_and(|view| seen.insert(view))).find_map(|process| {
        let table = fs::read(process.join("mountinfo")).ok()?;
        let mut mounts = table.split(|byte| *byte == b'\n').filter_map(Mount::read);
        mounts.find(|mount| own.is_in(mount)).map(|mount| mount.point)
    })
}

impl<'m> Mount<'m> {
    fn read(line: &'m [u8]) -> Option<Self> {
        let mut fields = line.split(|byte| *byte == b' ').skip(2);
        let (disk, root, point) = (fields.next()?, fields.next()?, fields.next()?);
        // What was removed holds nobody.
        (!root.ends_with(b"//deleted")).then(|| Self { disk, root: unescaped(root), point: unescaped(point) })
    }
}

/// Refuses to write to what is mounted in a folder.
pub(super) fn demand_untouched(
    out: &Path,
    manifest: &Manifest,
    comparison: &Comparison<'_>,
) -> Result<(), Error> {
    let own = disk(out);
    for folder in comparison.folders.iter().filter(|folder| folder.is_touched()) {
        let path = out.join(folder.path);
        let mounted =
            folder.written().find_map(|file| manifest.mount_over(&Path::new(folder.path).join(file)));
        // Where the table of mounts can't be read.
        let is_other_disk = disk(&path).is_some_and(|disk| Some(disk) != own);
        if let Some(mount) = mounted.map(|mount| out.join(mount)).or(is_other_disk.then_some(path)) {
            return Err(Error::Mounted { path: out.to_owned(), mount });
        }
    }
    Ok(())
}

fn disk(path: &Path) -> Option<u64> {
    fs::symlink_metadata(path).ok().map(|metadata| metadata.dev())
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

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &[u8] = b"21 1 8:1 / / rw - ext4 /dev/a rw\n\
        22 21 8:2 / /data rw - ext4 /dev/b rw\n\
        23 21 8:2 /een\\040map/public /www\\134x rw - ext4 /dev/b rw\n\
        24 22 8:3 /d /data/een\\040map/public/documenten rw - ext4 /dev/c rw\n\
        25 21 8:2 /ander/public/inwoners /inwoners rw - ext4 /dev/b rw\n\
        26 21 8:2 /weg/public//deleted /oud rw - ext4 /dev/b rw\n\n";

    fn objection(out: &str) -> Option<InPlace> {
        Mounts::in_table(TABLE, Path::new(out)).objection(Path::new(out))
    }

    #[test]
    fn what_is_mounted_is_read_as_the_system_writes_it() {
        let path = |path: &str| PathBuf::from(path);
        let holds = InPlace::Holds { mount: path("/data/een map/public/documenten") };
        for (out, expected) in [
            ("/data/een map/public", Some(holds)),
            ("/data/ander/public", Some(InPlace::Elsewhere { mount: path("/inwoners") })),
            ("/data", Some(InPlace::MountPoint)),
            ("/www\\x", Some(InPlace::MountPoint)),
            ("/www\\x/public", None),
            ("/data/weg/public", None),
            ("/ander/public", None),
        ] {
            assert_eq!(objection(out), expected, "{out}");
        }
        let mounts = Mounts::in_table(TABLE, Path::new("/www\\x"));
        assert_eq!(mounts.elsewhere, None, "seen from the mount, the whole of the disk is no copy of it");
    }
}

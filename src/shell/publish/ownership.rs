//! Whose a folder is, and who may do what there: kept where a file or folder takes the place of another.

use std::fs::{self, Metadata, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use rustix::fs::{AtFlags, CWD, Gid, Uid, XattrFlags};
use rustix::io::Errno;

/// The bits of a mode that say who may do what, and whether new files get the group of their folder.
const MODE: u32 = 0o7777;
const SETGID: u32 = 0o2000;
/// For its owner to read, write and pass.
const OWN: u32 = 0o700;

/// Ownership, group and mode of a file or folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ownership {
    user: u32,
    group: u32,
    mode: u32,
}

impl Ownership {
    pub(super) fn of(metadata: &Metadata) -> Self {
        Self { user: metadata.uid(), group: metadata.gid(), mode: metadata.mode() & MODE }
    }

    /// Whether somebody else's folder is closed to us: what is in it can't be removed. Asks the system only of such a one.
    pub(super) fn shuts_us_out(self, folder: &Path) -> bool {
        let us = rustix::process::geteuid();
        let access = rustix::fs::Access::WRITE_OK | rustix::fs::Access::EXEC_OK;
        !us.is_root()
            && (self.user != us.as_raw() || self.mode & OWN != OWN)
            && rustix::fs::accessat(CWD, folder, access, AtFlags::empty()).is_err()
    }

    /// Its owner, in a number.
    pub(super) fn user(self) -> u32 {
        self.user
    }

    /// Gives a new folder its owner and group, then its mode, and the lists (ACL) of others who may do what that the old folder
    /// has. As long as it is written to it stays open for its owner.
    pub(super) fn give_to_root(self, path: &Path, old: &Path) -> io::Result<()> {
        let has = Self::of(&fs::symlink_metadata(path)?);
        if (has.user, has.group) != (self.user, self.group) {
            chown(path, (has.user != self.user).then_some(self.user), Some(self.group))?;
        }
        fs::set_permissions(path, Permissions::from_mode(self.mode | OWN))?;
        LISTS.iter().try_for_each(|name| copy_list(name, old, path))
    }

    /// Takes back what [`give_to_root`](Self::give_to_root) gave for the time of writing.
    pub(super) fn close(self, path: &Path) -> io::Result<()> {
        if self.mode | OWN == self.mode {
            return Ok(());
        }
        fs::set_permissions(path, Permissions::from_mode(self.mode))
    }

    /// Gives the same to what was just made and has something else, as far as we may.
    pub(super) fn give(self, path: &Path, has: Self) -> io::Result<()> {
        if has == self {
            return Ok(());
        }
        // Only root can give something away; and nobody a group that he isn't in.
        if has.user != self.user {
            let _ = chown(path, Some(self.user), None);
        }
        if has.group != self.group {
            let _ = chown(path, None, Some(self.group));
        }
        fs::set_permissions(path, Permissions::from_mode(self.mode))
    }

    /// What the system gives to a folder that is made in this one, where a folder elsewhere got `made`.
    pub(super) fn of_inner(self, made: Self) -> Self {
        let user = rustix::process::geteuid().as_raw();
        if self.mode & SETGID == 0 {
            return Self { user, group: rustix::process::getegid().as_raw(), mode: made.mode & !SETGID };
        }
        Self { user, group: self.group, mode: made.mode | SETGID }
    }

    /// And to a file.
    pub(super) fn of_file(self) -> Self {
        Self { mode: self.mode & 0o666, ..self }
    }
}

/// What the system calls the list of who may do what in a folder, and that of what is made in it.
const LISTS: [&str; 2] = ["system.posix_acl_access", "system.posix_acl_default"];

fn copy_list(name: &str, from: &Path, to: &Path) -> io::Result<()> {
    let mut list = [0; 4 << 10];
    match rustix::fs::getxattr(from, name, &mut list) {
        Ok(length) => Ok(rustix::fs::setxattr(to, name, &list[..length], XattrFlags::empty())?),
        // It has none, or the file system knows of none.
        Err(Errno::NODATA | Errno::OPNOTSUPP | Errno::NOSYS) => Ok(()),
        Err(errno) => Err(errno.into()),
    }
}

fn chown(path: &Path, user: Option<u32>, group: Option<u32>) -> io::Result<()> {
    let (user, group) = (user.map(Uid::from_raw), group.map(Gid::from_raw));
    Ok(rustix::fs::chownat(CWD, path, user, group, AtFlags::SYMLINK_NOFOLLOW)?)
}

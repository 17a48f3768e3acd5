//! Files in the folder of a site, read and written without following a link below it.
//!
//! Input: the folder of a site, and a path in it with `/` between its names. A site may come from somebody else; a link
//! in it would let them choose which file of whoever runs the command is read or written. So every folder on the way
//! is opened by its own name in the one before. The site's folder itself may be a link: it was named by hand.

use std::fs::File;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Read, Write};
use std::os::fd::OwnedFd;
use std::path::Path;

use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, RenameFlags};
use rustix::io::Errno;

use crate::shell::build::Error;
use crate::text::phrase;

/// How large a file may be that is read here: far larger than any card, in bytes.
const CAP: u64 = 1 << 20;

/// A folder below that of a site, with what it is called to people.
struct OpenFolder<'f> {
    open: OwnedFd,
    site: &'f Path,
    local: &'f str,
}

/// What becomes of a folder that isn't there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missing {
    Made,
    Left,
}

/// The bytes of a file; `None` where there is none.
pub(super) fn read(site: &Path, path: &str) -> Result<Option<Vec<u8>>, Error> {
    let (folder, name) = split(path);
    let Some(folder) = OpenFolder::open(site, folder, Missing::Left)? else { return Ok(None) };
    // A pipe that nobody writes to would be waited for.
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let file = match rustix::fs::openat(&folder.open, name, flags, Mode::empty()) {
        Err(Errno::NOENT) => return Ok(None),
        file => file.map_err(|errno| folder.refused(name, errno))?,
    };
    let file = File::from(file);
    let metadata = file.metadata().map_err(|error| refused(site, path, &error))?;
    let mut bytes = Vec::new();
    if metadata.is_file() {
        file.take(CAP + 1).read_to_end(&mut bytes).map_err(|error| refused(site, path, &error))?;
    }
    if !metadata.is_file() || bytes.len() as u64 > CAP {
        let path = site.join(path);
        let path = path.display();
        return Err(Error::Refused(phrase!(
            "`{path}` is geen gewoon bestand van ten hoogste 1 MiB",
            "`{path}` isn't an ordinary file of at most 1 MiB"
        )));
    }
    Ok(Some(bytes))
}

/// Writes a file as a whole: whoever reads it meanwhile gets the old one or the new one. Who may read it stays as it
/// was; folders that aren't there are made.
pub(super) fn write(site: &Path, path: &str, text: impl AsRef<[u8]>) -> Result<(), Error> {
    let (folder, name) = split(path);
    let folder = OpenFolder::open(site, folder, Missing::Made)?.expect("it is made where it isn't there");
    let old = match rustix::fs::statat(&folder.open, name, AtFlags::SYMLINK_NOFOLLOW) {
        Err(Errno::NOENT) => None,
        old => Some(old.map_err(|errno| folder.refused(name, errno))?),
    };
    if old.is_some_and(|old| FileType::from_raw_mode(old.st_mode) == FileType::Symlink) {
        return Err(folder.refused(name, Errno::LOOP));
    }
    // A name that nobody can have laid a link at.
    let new = format!(".{name}.{:016x}.new", RandomState::new().hash_one(name));
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    // Until it has the mode of the old one, nobody else may read it.
    let mode = if old.is_some() { 0o600 } else { 0o666 };
    let file = rustix::fs::openat(&folder.open, new.as_str(), flags, Mode::from_raw_mode(mode));
    let mut file = File::from(file.map_err(|errno| folder.refused(name, errno))?);
    let written = file.write_all(text.as_ref()).and_then(|()| {
        if let Some(old) = old {
            rustix::fs::fchmod(&file, Mode::from_raw_mode(old.st_mode))?;
        }
        Ok(rustix::fs::renameat(&folder.open, new.as_str(), &folder.open, name)?)
    });
    written.map_err(|error| {
        // What is left of it is of no use to anybody; the first error is the one to report.
        let _ = rustix::fs::unlinkat(&folder.open, new.as_str(), AtFlags::empty());
        refused(site, path, &error)
    })
}

/// Whether there is anything at a path, be it a link to nothing.
pub(super) fn is_there(site: &Path, path: &str) -> Result<bool, Error> {
    let (folder, name) = split(path);
    let Some(folder) = OpenFolder::open(site, folder, Missing::Left)? else { return Ok(false) };
    match rustix::fs::statat(&folder.open, name, AtFlags::SYMLINK_NOFOLLOW) {
        Ok(_) => Ok(true),
        Err(Errno::NOENT) => Ok(false),
        Err(errno) => Err(folder.refused(name, errno)),
    }
}

/// The names of the ordinary files in a folder, in order; none where there is no such folder.
pub(super) fn files(site: &Path, folder: &str) -> Result<Vec<String>, Error> {
    let Some(folder) = OpenFolder::open(site, folder, Missing::Left)? else { return Ok(Vec::new()) };
    let unreadable = |errno: Errno| refused(site, folder.local, &errno.into());
    let mut names = Vec::new();
    for entry in Dir::read_from(&folder.open).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let Ok(name) = entry.file_name().to_str() else { continue };
        // Not every file system tells what an entry is.
        let stat = rustix::fs::statat(&folder.open, name, AtFlags::SYMLINK_NOFOLLOW).map_err(unreadable)?;
        if FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile {
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// Gives a file another path, where nothing is. Folders that aren't there are made, and those that are left empty go.
pub(super) fn rename(site: &Path, from: &str, to: &str) -> Result<(), Error> {
    let ((folder, name), (new_folder, new_name)) = (split(from), split(to));
    let Some(old) = OpenFolder::open(site, folder, Missing::Left)? else {
        return Err(refused(site, from, &Errno::NOENT.into()));
    };
    let new = OpenFolder::open(site, new_folder, Missing::Made)?.expect("it is made where it isn't there");
    let moved = rustix::fs::renameat_with(&old.open, name, &new.open, new_name, RenameFlags::NOREPLACE);
    moved.map_err(|errno| match errno {
        Errno::EXIST => new.refused(new_name, errno),
        errno => old.refused(name, errno),
    })?;
    let mut emptied = folder;
    while let Some((parent, name)) = emptied.rsplit_once('/') {
        let Some(open) = OpenFolder::open(site, parent, Missing::Left)? else { break };
        // One with anything left in it stays.
        if rustix::fs::unlinkat(&open.open, name, AtFlags::REMOVEDIR).is_err() {
            break;
        }
        emptied = parent;
    }
    Ok(())
}

/// Removes a file.
pub(super) fn remove(site: &Path, path: &str) -> Result<(), Error> {
    let (folder, name) = split(path);
    let Some(folder) = OpenFolder::open(site, folder, Missing::Left)? else { return Ok(()) };
    match rustix::fs::unlinkat(&folder.open, name, AtFlags::empty()) {
        Ok(()) | Err(Errno::NOENT) => Ok(()),
        Err(errno) => Err(folder.refused(name, errno)),
    }
}

fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

impl<'f> OpenFolder<'f> {
    fn open(site: &'f Path, local: &'f str, missing: Missing) -> Result<Option<Self>, Error> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let here = if site.as_os_str().is_empty() { Path::new(".") } else { site };
        let open = rustix::fs::open(here, flags, Mode::empty());
        let open = open.map_err(|errno| refused(site, "", &errno.into()))?;
        let mut folder = Self { open, site, local: "" };
        let mut length = 0;
        for name in local.split('/').filter(|name| !name.is_empty()) {
            if missing == Missing::Made {
                match rustix::fs::mkdirat(&folder.open, name, Mode::from_raw_mode(0o777)) {
                    Ok(()) | Err(Errno::EXIST) => {}
                    Err(errno) => return Err(folder.refused(name, errno)),
                }
            }
            let next = rustix::fs::openat(&folder.open, name, flags | OFlags::NOFOLLOW, Mode::empty());
            folder.open = match next {
                Ok(next) => next,
                Err(Errno::NOENT) => return Ok(None),
                Err(errno) => return Err(folder.refused(name, errno)),
            };
            length += name.len() + usize::from(length > 0);
            folder.local = &local[..length];
        }
        Ok(Some(folder))
    }

    /// Why nothing can be done with an entry of the folder.
    fn refused(&self, name: &str, errno: Errno) -> Error {
        let path = if self.local.is_empty() { name.to_owned() } else { format!("{}/{name}", self.local) };
        // Systems don't agree on how they refuse a link.
        let stat = rustix::fs::statat(&self.open, name, AtFlags::SYMLINK_NOFOLLOW);
        if !stat.is_ok_and(|stat| FileType::from_raw_mode(stat.st_mode) == FileType::Symlink) {
            return refused(self.site, &path, &errno.into());
        }
        let path = self.site.join(path);
        let path = path.display();
        Error::Refused(phrase!(
            "`{path}` is een symbolische koppeling, en die wordt niet gevolgd; zet daar het bestand of de map zelf neer",
            "`{path}` is a symbolic link, which isn't followed; put the file or folder itself there"
        ))
    }
}

fn refused(site: &Path, path: &str, error: &io::Error) -> Error {
    let path = site.join(path);
    let path = path.display();
    Error::Refused(phrase!(
        "`{path}` is niet te lezen of te schrijven: {error}",
        "can't read or write `{path}`: {error}"
    ))
}

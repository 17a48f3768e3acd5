//! Putting the new site in the place of the old one, and mending what an interrupted publication left.

#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags};
use rustix::io::Errno;

use super::carry::{carry, clear, divide};
use super::manifest::Manifest;
use super::ownership::Ownership;
use super::place::OutputFolders;
use super::stage::StagedOutput;
use super::{Error, InPlace};

/// What came of an exchange.
pub(super) enum Exchange {
    /// The new site is in place; with what is left of the old one, if it couldn't be removed.
    Done(Option<Error>),
    /// The folder can't be replaced as a whole. Nothing has changed.
    Impossible(InPlace),
}

/// Exchanges the new site with the old one, carries over what others put there, then removes the old one.
pub(super) fn swap(
    staged: StagedOutput<'_>,
    place: &OutputFolders,
    foreign: &[PathBuf],
    manifest: &Manifest,
) -> Result<Exchange, Error> {
    let OutputFolders { out, new, .. } = place;
    if !is_there(out) {
        // Not left to the answer of the exchange: a file system that knows none says only that.
        fs::rename(new, out).map_err(Error::system(out))?;
        staged.keep();
        return Ok(Exchange::Done(None));
    }
    let old = match rustix::fs::renameat_with(CWD, new, CWD, out, RenameFlags::EXCHANGE) {
        Ok(()) => new,
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => swap_by_two_renames(place)?,
        Err(Errno::BUSY) => return Ok(Exchange::Impossible(InPlace::MountPoint)),
        Err(Errno::XDEV) => return Ok(Exchange::Impossible(InPlace::Unmovable)),
        Err(errno) => return Err(Error::system(out)(errno)),
    };
    // From here on the old site lies where the new one was written, with what isn't ours in it.
    staged.keep();
    if let Err(error) = carry(foreign, old, out) {
        put_back(place, old).map_err(|cause| Error::Halfway {
            path: old.clone(),
            out: out.clone(),
            cause: Box::new(cause),
        })?;
        // With whatever didn't go back to it.
        clear(new, out, &Manifest::of(new, &[]))?;
        return unmovable(&error).map(Exchange::Impossible).ok_or(error);
    }
    let leftover = clear(old, out, manifest).err();
    Ok(Exchange::Done(leftover.map(|cause| match cause {
        // What isn't ours is named by itself: nobody should remove it with the folder that it lies in.
        Error::Stranded { .. } => cause,
        cause => Error::Leftover { path: old.clone(), cause: Box::new(cause) },
    })))
}

/// What stays where it is, though nothing else is wrong.
fn unmovable(error: &Error) -> Option<InPlace> {
    let Error::System { path, source } = error else { return None };
    match source.kind() {
        ErrorKind::CrossesDevices => Some(InPlace::Unmovable),
        ErrorKind::PermissionDenied | ErrorKind::ResourceBusy => {
            let owner = Ownership::of(&fs::symlink_metadata(path).ok()?);
            Some(InPlace::Held { path: path.clone(), user: owner.user() })
        }
        _ => None,
    }
}

/// For file systems that can't exchange; gives where the old site is. Between the two renames there is no site; [`recover`]
/// knows what to do when it ends there.
fn swap_by_two_renames(place: &OutputFolders) -> Result<&PathBuf, Error> {
    let OutputFolders { out, new, old, .. } = place;
    fs::rename(out, old).map_err(Error::system(out))?;
    if let Err(error) = fs::rename(new, out) {
        fs::rename(old, out).map_err(Error::system(out))?;
        return Err(Error::system(out)(error));
    }
    Ok(old)
}

/// Gives the old site its place again, so that nothing has changed.
fn put_back(place: &OutputFolders, old: &Path) -> Result<(), Error> {
    let OutputFolders { out, new, .. } = place;
    if old == new {
        return rustix::fs::renameat_with(CWD, new, CWD, out, RenameFlags::EXCHANGE)
            .map_err(Error::system(out));
    }
    fs::rename(out, new).and_then(|()| fs::rename(old, out)).map_err(Error::system(out))
}

/// Clears what a killed publication left beside the output folder, and carries what isn't ours in it to where it was; where
/// it was killed between two renames, the old site is put back.
pub(super) fn recover(place: &OutputFolders, sites: &[&str]) -> Result<(), Error> {
    let OutputFolders { out, new, old, .. } = place;
    mend(place)?;
    for leftover in [new, old] {
        if !is_there(leftover) {
            continue;
        }
        let manifest = Manifest::of(leftover, sites);
        // Somebody removed the site meanwhile, but hardly knew of what is here.
        if !is_there(out) && manifest.is_listed() && holds_foreign(leftover, &manifest)? {
            fs::rename(leftover, out).map_err(Error::system(out))?;
            continue;
        }
        clear(leftover, out, &manifest).map_err(|error| match error {
            Error::System { .. } => Error::Stuck { path: leftover.clone(), cause: Box::new(error) },
            other => other,
        })?;
    }
    Ok(())
}

/// Puts the old site back where a publication was cut short between two renames.
pub(super) fn mend(place: &OutputFolders) -> Result<(), Error> {
    if is_torn(place) {
        fs::rename(&place.old, &place.out).map_err(Error::system(&place.out))?;
    }
    Ok(())
}

/// Whether a publication was cut short between two renames.
pub(super) fn is_torn(place: &OutputFolders) -> bool {
    is_there(&place.old) && !is_there(&place.out)
}

fn holds_foreign(leftover: &Path, manifest: &Manifest) -> Result<bool, Error> {
    Ok(!divide(leftover, Path::new(""), manifest)?.foreign.is_empty())
}

fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(parent: &Path) -> OutputFolders {
        OutputFolders::find(&parent.join("public"), &[]).expect("a new folder")
    }

    fn make(path: &Path, text: &str) {
        fs::create_dir(path).expect("made");
        fs::write(path.join("index.html"), text).expect("written");
    }

    fn text(place: &OutputFolders) -> String {
        fs::read_to_string(place.out.join("index.html")).expect("a site")
    }

    #[test]
    fn two_renames_do_what_an_exchange_does() {
        let parent = tempfile::tempdir().expect("a temporary folder");
        let place = place(parent.path());
        make(&place.out, "old");
        make(&place.new, "new");
        let old = swap_by_two_renames(&place).expect("swapped");
        assert_eq!(text(&place), "new");
        assert!(!is_there(&place.new));
        clear(old, &place.out, &Manifest::of(old, &[])).expect("cleared");
        assert_eq!(text(&place), "new");
        assert!(!is_there(&place.old));
    }

    #[test]
    fn a_swap_interrupted_between_two_renames_gives_the_old_site_back() {
        let parent = tempfile::tempdir().expect("a temporary folder");
        let place = place(parent.path());
        make(&place.old, "old");
        make(&place.new, "new");
        recover(&place, &[]).expect("recovered");
        assert_eq!(text(&place), "old");
        assert!(!is_there(&place.old) && !is_there(&place.new));
    }

    #[test]
    fn a_swap_interrupted_before_the_end_keeps_the_new_site() {
        let parent = tempfile::tempdir().expect("a temporary folder");
        let place = place(parent.path());
        make(&place.out, "new");
        make(&place.old, "old");
        recover(&place, &[]).expect("recovered");
        assert_eq!(text(&place), "new");
        assert!(!is_there(&place.old));
    }
}

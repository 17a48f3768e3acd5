//! A new version of a base in the place of the old one: whole, or not at all.
//!
//! The new folder is written beside the old one, under a hidden name. Then the old one steps aside, under another hidden name, and
//! the new one takes its place. Whatever stops this, the next run goes on from what lies there: an old folder without one in its
//! place goes back, one with a new folder in its place is done with, and a new folder that never came in is thrown away.
#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::layout::KEPT;
use crate::shell::build::Error;

/// Whether a run that was stopped left a folder without one in its place.
pub(super) fn is_halfway(folder: &Path) -> bool {
    !is_there(folder) && is_folder(&beside(folder, "old"))
}

/// Puts right what a run that was stopped has left beside the folder of a base.
pub(super) fn mend(folder: &Path) -> Result<(), Error> {
    let (new, old) = (beside(folder, "new"), beside(folder, "old"));
    if is_there(&old) {
        if !is_folder(&old) {
            return Err(at(&old)(io::ErrorKind::NotADirectory.into()));
        }
        if is_there(folder) {
            clear(&old, folder)?;
        } else {
            fs::rename(&old, folder).map_err(at(folder))?;
        }
    }
    if is_there(&new) { fs::remove_dir_all(&new).map_err(at(&new)) } else { Ok(()) }
}

/// Puts these files in the place of a base.
pub(super) fn replace(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), Error> {
    mend(folder)?;
    let (new, old) = (beside(folder, "new"), beside(folder, "old"));
    if let Err(error) = write(&new, files) {
        // What is left of it the next run throws away.
        let _ = fs::remove_dir_all(&new);
        return Err(error);
    }
    fs::rename(folder, &old).map_err(at(folder))?;
    if let Err(error) = fs::rename(&new, folder) {
        // Should this fail, too, the next run does it.
        let _ = fs::rename(&old, folder);
        return Err(at(folder)(error));
    }
    clear(&old, folder)
}

fn write(new: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), Error> {
    fs::create_dir(new).map_err(at(new))?;
    for (path, bytes) in files {
        let path = new.join(path);
        let folder = path.parent().expect("it lies in the folder");
        fs::create_dir_all(folder).map_err(at(folder))?;
        fs::write(&path, bytes).map_err(at(&path))?;
    }
    // After a power cut a folder must not hold empty files under their new names.
    let opened = fs::File::open(new).map_err(at(new))?;
    rustix::fs::syncfs(&opened).map_err(|errno| at(new)(errno.into()))
}

/// Throws an old folder away, but for what no version of a base has: hidden files of others in any folder, names that aren't
/// UTF-8, and the site that was built from it.
fn clear(old: &Path, folder: &Path) -> Result<(), Error> {
    let is_of_others = |name: &OsStr| name == "public" || is_unlisted(name);
    carry(old, folder, is_of_others)?;
    carry_hidden(old, folder)?;
    let (kept_then, kept_now) = (old.join(KEPT), folder.join(KEPT));
    if is_folder(&kept_then) && is_folder(&kept_now) {
        carry(&kept_then, &kept_now, |_| true)?;
    }
    fs::remove_dir_all(old).map_err(at(old))
}

/// Whether a file of this name is never among those of a version.
fn is_unlisted(name: &OsStr) -> bool {
    name.to_str().is_none_or(|name| name.starts_with('.'))
}

/// Moves what no version lists from the folders in a folder, however deep it lies.
fn carry_hidden(from: &Path, to: &Path) -> Result<(), Error> {
    for entry in fs::read_dir(from).map_err(at(from))? {
        let entry = entry.map_err(at(from))?;
        let (name, path) = (entry.file_name(), entry.path());
        if is_unlisted(&name) || name == "public" || !is_folder(&path) {
            continue;
        }
        let to = to.join(&name);
        if holds_unlisted(&path)? {
            fs::create_dir_all(&to).map_err(at(&to))?;
            carry(&path, &to, is_unlisted)?;
            carry_hidden(&path, &to)?;
        }
    }
    Ok(())
}

fn holds_unlisted(folder: &Path) -> Result<bool, Error> {
    for entry in fs::read_dir(folder).map_err(at(folder))? {
        let entry = entry.map_err(at(folder))?;
        let path = entry.path();
        if is_unlisted(&entry.file_name()) || is_folder(&path) && holds_unlisted(&path)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Moves what the other folder doesn't have.
fn carry(from: &Path, to: &Path, is_meant: impl Fn(&OsStr) -> bool) -> Result<(), Error> {
    for entry in fs::read_dir(from).map_err(at(from))? {
        let name = entry.map_err(at(from))?.file_name();
        let to = to.join(&name);
        if is_meant(&name) && !is_there(&to) {
            fs::rename(from.join(&name), &to).map_err(at(&to))?;
        }
    }
    Ok(())
}

fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Whether a folder itself is there: through a link, files of anybody would be moved.
fn is_folder(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|metadata| metadata.is_dir())
}

fn beside(folder: &Path, what: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(folder.file_name().unwrap_or_default());
    name.push(format!(".wijkgids-{what}"));
    folder.with_file_name(name)
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::Report { path, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lay(root: &Path, folder: &str, text: &str) {
        let folder = root.join(folder);
        fs::create_dir_all(&folder).expect("made");
        fs::write(folder.join("a.md"), text).expect("written");
    }

    fn text(root: &Path) -> String {
        fs::read_to_string(root.join("land/a.md")).expect("it is there")
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("read").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_a_stopped_run_left_is_mended() {
        for (there, expected) in [
            (&[("land", "old"), (".land.wijkgids-new", "half")][..], "old"),
            (&[(".land.wijkgids-old", "old"), (".land.wijkgids-new", "new")], "old"),
            (&[("land", "new"), (".land.wijkgids-old", "old")], "new"),
            (&[(".land.wijkgids-old", "old")], "old"),
            (&[("land", "old")], "old"),
        ] {
            let root = tempfile::tempdir().expect("a temporary folder");
            there.iter().for_each(|(folder, text)| lay(root.path(), folder, text));
            mend(&root.path().join("land")).expect("mended");
            assert_eq!((text(root.path()).as_str(), names(root.path())), (expected, vec!["land".to_owned()]));
        }
    }

    #[test]
    fn nothing_is_moved_through_a_link() {
        let root = tempfile::tempdir().expect("a temporary folder");
        lay(root.path(), "land", "old");
        lay(root.path(), "home/.secret", "mine");
        std::os::unix::fs::symlink(root.path().join("home"), root.path().join(".land.wijkgids-old"))
            .expect("linked");
        mend(&root.path().join("land")).expect_err("a link isn't an old folder");
        assert_eq!(names(&root.path().join("home")), [".secret"]);
        assert_eq!(names(&root.path().join("land")), ["a.md"]);
    }

    #[test]
    fn a_new_folder_keeps_what_no_base_has() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let land = root.path().join("land");
        lay(root.path(), "land", "old");
        lay(root.path(), "land/public", "site");
        lay(root.path(), "land/weg", "old");
        lay(root.path(), "land/.wijkgids/base", "kept");
        lay(root.path(), "land/kaarten/leeg", "old");
        for path in [".gitattributes", "weg/.concept.md", "kaarten/.b.md.swp"] {
            fs::write(land.join(path), "x").expect("written");
        }
        let files = [("a.md", "new"), (".wijkgids/manifest.yaml", "m")];
        let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into();
        replace(&land, &files).expect("replaced");
        assert_eq!(text(root.path()), "new");
        assert_eq!(names(&land), [".gitattributes", ".wijkgids", "a.md", "kaarten", "public", "weg"]);
        assert_eq!(
            (names(&land.join("weg")), names(&land.join("kaarten"))),
            (vec![".concept.md".to_owned()], vec![".b.md.swp".to_owned()])
        );
        assert_eq!(names(&land.join(".wijkgids")), ["base", "manifest.yaml"]);
        assert_eq!(names(root.path()), ["land"]);
    }

    #[test]
    fn what_cant_be_written_changes_nothing() {
        let root = tempfile::tempdir().expect("a temporary folder");
        lay(root.path(), "land", "old");
        let clash = [("a", "x"), ("a/b", "y")];
        let clash = clash.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into();
        replace(&root.path().join("land"), &clash).expect_err("a file can't be a folder");
        assert_eq!((text(root.path()).as_str(), names(root.path())), ("old", vec!["land".to_owned()]));
    }
}

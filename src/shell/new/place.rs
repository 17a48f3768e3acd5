//! Putting new folders in their place: all of them whole, or none.
//!
//! Each folder is written beside its place under a hidden name, and only renamed once everything is written. A folder
//! that is there already, and empty, stays the same folder, since somebody may stand in it: what belongs in it is then
//! written to a hidden folder inside, and moved up.
#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::ffi::OsString;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::Error;
use crate::scaffold::NewFile;

/// The names of what is in a folder, sorted; none where there is no folder.
pub(super) fn names_in(folder: &Path) -> Result<Vec<OsString>, Error> {
    let names = match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| entry.map(|entry| entry.file_name())).collect(),
        Err(error) if error.kind() == ErrorKind::NotFound && !folder.is_symlink() => Ok(Vec::new()),
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            return Err(Error::NotAFolder { path: folder.to_owned() });
        }
        Err(error) => Err(error),
    };
    let mut names: Vec<OsString> = names.map_err(system(folder))?;
    names.sort();
    Ok(names)
}

/// Writes folders that aren't there yet, or are empty. Should one not succeed, none is there afterwards.
pub(super) fn place(folders: &[(&Path, Vec<NewFile>)]) -> Result<(), Error> {
    let mut staged = Vec::new();
    let placed = place_each(folders, &mut staged);
    for folder in &mut staged {
        folder.is_kept = placed.is_ok();
    }
    // The last first: the folders that were made around the first are empty only then.
    while staged.pop().is_some() {}
    placed
}

fn place_each(folders: &[(&Path, Vec<NewFile>)], staged: &mut Vec<StagedFolder>) -> Result<(), Error> {
    for (folder, files) in folders {
        staged.push(StagedFolder::write(folder, files)?);
    }
    staged.iter_mut().try_for_each(StagedFolder::settle)
}

/// A folder on its way to its place. Dropped without being kept, it takes everything with it.
struct StagedFolder {
    /// Where it is written.
    stage: PathBuf,
    /// Where it will be.
    place: PathBuf,
    /// Whether a folder is there already.
    is_there: bool,
    /// What stands in its place by now: the folder itself, or what is in it where that was there already.
    settled: Vec<PathBuf>,
    /// Folders around it that had to be made, the outermost first.
    around: Vec<PathBuf>,
    is_kept: bool,
}

impl StagedFolder {
    fn write(place: &Path, files: &[NewFile]) -> Result<Self, Error> {
        let is_there = place.is_dir();
        let parent = place.parent().unwrap_or(place);
        let mut hidden = OsString::from(".");
        hidden.push(place.file_name().unwrap_or_default());
        hidden.push(format!(".wijkgids-new-{}", std::process::id()));
        let stage = if is_there { place.join(hidden) } else { parent.join(hidden) };
        let missing = parent.ancestors().take_while(|folder| !folder.is_dir());
        let mut around: Vec<PathBuf> = missing.map(Path::to_owned).collect();
        around.reverse();
        let staged =
            Self { stage, place: place.to_owned(), is_there, settled: Vec::new(), around, is_kept: false };
        fs::create_dir_all(parent).map_err(system(parent))?;
        fs::create_dir(&staged.stage).map_err(system(&staged.stage))?;
        for NewFile { path, bytes } in files {
            let path = staged.stage.join(path);
            let folder = path.parent().expect("it lies in the folder");
            fs::create_dir_all(folder).map_err(system(folder))?;
            fs::write(&path, bytes).map_err(system(&path))?;
        }
        Ok(staged)
    }

    fn settle(&mut self) -> Result<(), Error> {
        if !self.is_there {
            fs::rename(&self.stage, &self.place).map_err(system(&self.place))?;
            self.settled.push(self.place.clone());
            return Ok(());
        }
        for name in names_in(&self.stage)? {
            let place = self.place.join(&name);
            // Renaming would replace a file that somebody wrote meanwhile.
            if place.symlink_metadata().is_ok() {
                let source = io::Error::from(ErrorKind::AlreadyExists);
                return Err(Error::System { path: place, source });
            }
            fs::rename(self.stage.join(&name), &place).map_err(system(&place))?;
            self.settled.push(place);
        }
        Ok(())
    }
}

impl Drop for StagedFolder {
    fn drop(&mut self) {
        // What can't be taken away is a hidden folder that nothing reads.
        let _ = fs::remove_dir_all(&self.stage);
        if self.is_kept {
            return;
        }
        for path in &self.settled {
            let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        }
        for folder in self.around.iter().rev() {
            // Only where it is empty.
            let _ = fs::remove_dir(folder);
        }
    }
}

fn system(path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::System { path, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<NewFile> {
        vec![NewFile::text("a/b.md", "b".to_owned()), NewFile::text(".c", "c".to_owned())]
    }

    #[test]
    fn a_folder_that_is_there_stays_the_same_one() {
        use std::os::unix::fs::MetadataExt;
        let root = tempfile::tempdir().expect("a temporary folder");
        let inode = |path| fs::metadata(path).expect("it is there").ino();
        let before = inode(root.path());
        place(&[(root.path(), files())]).expect("placed");
        assert_eq!(names_in(root.path()).expect("read"), [".c", "a"]);
        assert_eq!(inode(root.path()), before);
    }

    #[test]
    fn where_one_folder_cant_be_placed_none_is() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let clash = vec![NewFile::text("a", String::new()), NewFile::text("a/b", String::new())];
        let (one, other) = (root.path().join("x/y/one"), root.path().join("x/y/other"));
        place(&[(&one, files()), (&other, clash)]).expect_err("a file can't be a folder");
        assert!(names_in(root.path()).expect("read").is_empty(), "the folders around it are gone too");
    }

    #[test]
    fn a_folder_that_was_filled_meanwhile_is_left_alone_and_the_other_taken_back() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let (one, other) = (root.path().join("one"), root.path().join("other"));
        let mut staged = [
            StagedFolder::write(&one, &files()).expect("written"),
            StagedFolder::write(&other, &files()).expect("written"),
        ];
        fs::create_dir(&other).expect("made");
        fs::write(other.join("mine"), "").expect("written");
        staged[0].settle().expect("nothing is in the way");
        staged[1].settle().expect_err("something is in the way");
        drop(staged);
        assert_eq!(names_in(root.path()).expect("read"), ["other"]);
        assert_eq!(names_in(&other).expect("read"), ["mine"]);
    }
}

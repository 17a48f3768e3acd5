//! Replacing files one by one, where the folder has to stay the one it is.
//!
//! All that differs is first written to a folder in the output folder, with a plan that says what is to be removed; so a full
//! disk is met before anything is touched. The plan is the word to begin: from there on whoever comes next carries it out,
//! however the one before ended. Each file takes its place by a rename, so nobody reads half a file; what pages need comes
//! before them, and what vanishes goes last.

#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use walkdir::WalkDir;

use super::compare::Comparison;
use super::place::OutputFolders;
use super::stage::{StagedOutput, remove};
use super::{Error, MARKER};

/// What is to be removed, a path a line.
const PLAN: &str = ".wijkgids-plan";

/// Makes the output folder hold the new site; with what couldn't be cleared up after it.
pub(super) fn replace(
    comparison: &Comparison<'_>,
    place: &OutputFolders,
    cancel: &AtomicBool,
) -> Result<Option<Error>, Error> {
    let staged = StagedOutput::new(&place.inside)?;
    staged.write_changes(comparison, cancel)?;
    let removed = comparison.folders.iter().flat_map(|folder| &folder.removed);
    let lines =
        removed.map(|path| path.to_str().expect("what a build wrote has a name in UTF-8").to_owned() + "\n");
    let (plan, draft) = (place.inside.join(PLAN), place.inside.join(".wijkgids-draft"));
    fs::write(&draft, lines.collect::<String>()).map_err(Error::system(&draft))?;
    fs::rename(&draft, &plan).map_err(Error::system(&plan))?;
    staged.keep();
    carry_out(place)
}

/// Whether a replacement was begun in a folder, and never ended.
pub(super) fn is_begun(place: &OutputFolders) -> bool {
    place.inside.is_dir()
}

/// Carries out what was planned before, or clears what never became a plan.
pub(super) fn recover(place: &OutputFolders) -> Result<(), Error> {
    if place.inside.join(PLAN).is_file() {
        return carry_out(place)?.map_or(Ok(()), Err);
    }
    remove(&place.inside).map_err(Error::system(&place.inside))
}

fn carry_out(place: &OutputFolders) -> Result<Option<Error>, Error> {
    let OutputFolders { out, inside, .. } = place;
    let plan = place.inside.join(PLAN);
    let removed = fs::read_to_string(&plan).map_err(Error::system(&plan))?;
    let replacing = Replacing { place, removed: removed.lines().map(Path::new).collect() };
    // Without the plan nothing is done again.
    let done = replacing.carry_out().and_then(|()| fs::remove_file(&plan).map_err(Error::system(&plan)));
    done.map_err(|cause| Error::Unfinished { path: out.clone(), cause: Box::new(cause) })?;
    let rest = remove(inside).map_err(Error::system(inside));
    Ok(rest.err().map(|cause| Error::Leftover { path: inside.clone(), cause: Box::new(cause) }))
}

struct Replacing<'r> {
    place: &'r OutputFolders,
    removed: Vec<&'r Path>,
}

impl Replacing<'_> {
    fn carry_out(&self) -> Result<(), Error> {
        let OutputFolders { out, inside, .. } = self.place;
        let mut files = self.files()?;
        files.sort_by_cached_key(|path| {
            let is_page = path.extension().is_some_and(|extension| extension == "html");
            (is_page, fs::symlink_metadata(out.join(path)).is_ok())
        });
        for path in files {
            self.put(&path).map_err(Error::system(&out.join(&path)))?;
        }
        for path in &self.removed {
            self.remove(path).map_err(Error::system(&out.join(path)))?;
        }
        let emptied = self.removed.iter().flat_map(|path| path.ancestors().skip(1));
        self.clear(emptied.filter(|folder| !folder.as_os_str().is_empty()));
        let marker = Path::new(MARKER);
        if inside.join(marker).exists() {
            self.put(marker).map_err(Error::system(&out.join(marker)))?;
        }
        Ok(())
    }

    /// What is to be put in place, but the marker.
    fn files(&self) -> Result<Vec<PathBuf>, Error> {
        let inside = &self.place.inside;
        let mut files = Vec::new();
        // Of sites for several readers, that for residents first.
        for entry in WalkDir::new(inside).sort_by_file_name() {
            let entry = entry.map_err(|error| Error::system(inside)(io::Error::from(error)))?;
            let path = entry.path().strip_prefix(inside).expect("a walk stays below its start");
            if entry.file_type().is_file() && path != Path::new(PLAN) && path != Path::new(MARKER) {
                files.push(path.to_owned());
            }
        }
        Ok(files)
    }

    fn put(&self, path: &Path) -> io::Result<()> {
        let (from, to) = (self.place.inside.join(path), self.place.out.join(path));
        match fs::rename(&from, &to) {
            Err(error) if is_in_the_way(&error) => {
                self.make_room(path)?;
                fs::create_dir_all(to.parent().expect("a file lies in a folder"))?;
                fs::rename(&from, &to)
            }
            result => result,
        }
    }

    /// Removes what was ours where a folder takes the place of a file, or a file that of a folder.
    fn make_room(&self, path: &Path) -> io::Result<()> {
        let is_here = |removed: &&&Path| path.starts_with(removed) || removed.starts_with(path);
        for removed in self.removed.iter().filter(is_here) {
            self.remove(removed)?;
        }
        let below = self.removed.iter().filter(|removed| removed.starts_with(path));
        self.clear(
            below.flat_map(|removed| removed.ancestors().skip(1)).filter(|folder| folder.starts_with(path)),
        );
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        match fs::remove_file(self.place.out.join(path)) {
            // It is gone, or a folder of the new site is there.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory
                ) =>
            {
                Ok(())
            }
            result => result,
        }
    }

    /// Removes those of these folders that are empty.
    fn clear<'f>(&self, folders: impl Iterator<Item = &'f Path>) {
        for folder in folders.collect::<BTreeSet<_>>().into_iter().rev() {
            // Others have something there, or it is of the new site too.
            let _ = fs::remove_dir(self.place.out.join(folder));
        }
    }
}

/// Whether a rename failed because of what is at its end, or above it.
fn is_in_the_way(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound
            | io::ErrorKind::NotADirectory
            | io::ErrorKind::IsADirectory
            | io::ErrorKind::DirectoryNotEmpty
            | io::ErrorKind::AlreadyExists
    )
}

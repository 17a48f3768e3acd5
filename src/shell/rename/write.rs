//! The changes of a renaming, written: all of them, or none.

use std::path::{Path, PathBuf};

use crate::edition::patch::patched;
use crate::rename::{SiteChanges, TreeSite};
use crate::shell::build::Error;
use crate::shell::drift::store;
use crate::text::SourcePath;

/// Something that was done to a file, so that it can be undone.
enum Step {
    Moved(SourcePath, SourcePath),
    Written(SourcePath, String),
}

/// Writes the changes of all sites. Where one can't be written, those before it are undone, and nothing has changed.
pub(super) fn apply(folders: &[PathBuf], sites: &[TreeSite], changes: &[SiteChanges]) -> Result<(), Error> {
    let mut done: Vec<(&Path, Step)> = Vec::new();
    let written =
        folders.iter().zip(changes).try_for_each(|(folder, changes)| files(folder, changes, &mut done));
    if let Err(error) = written {
        for (folder, step) in done.into_iter().rev() {
            // What can't be undone either has the same cause, and that is reported.
            let _ = match step {
                Step::Moved(from, to) => store::rename(folder, &to, &from),
                Step::Written(path, text) => store::write(folder, &path, &text),
            };
        }
        return Err(error);
    }
    // What was settled is of use only once the files are there; without it they count as changed, which loses nothing.
    for ((folder, site), changes) in folders.iter().zip(sites).zip(changes) {
        if let Some(record) = &changes.record {
            store::keep(folder, &changes.bases)?;
            store::note(folder, record, site.library.config.source_language())?;
        }
    }
    Ok(())
}

/// Writes the changes to the files of one site; what has been done is in `done`, also after an error.
fn files<'f>(folder: &'f Path, changes: &SiteChanges, done: &mut Vec<(&'f Path, Step)>) -> Result<(), Error> {
    for (path, edits) in changes.edits() {
        let text = store::read(folder, path)?;
        store::write(folder, path, &patched(&text, &edits))?;
        done.push((folder, Step::Written(path.clone(), text)));
    }
    for (from, to) in &changes.moves {
        store::rename(folder, from, to)?;
        done.push((folder, Step::Moved(from.clone(), to.clone())));
    }
    Ok(())
}

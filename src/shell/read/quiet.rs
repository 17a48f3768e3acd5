//! Whether somebody is saving while a folder is read.
//!
//! Judged by what the file system says of each file and folder, which a look asks for anyway. Most looks see nothing that
//! changed lately, and then one is enough; else the next one has to see the same.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::file::Stamp;

/// How long ago something may have changed for its writer to be done with it.
const LATELY: Duration = Duration::from_secs(1);
/// How long is waited between two looks that have to agree: far longer than between the two writes by which a program saves a
/// file.
pub(super) const PAUSE: Duration = Duration::from_millis(100);
/// How long is waited for two that do.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// How lively it was in a folder while it was looked at as a whole.
#[derive(Debug, Default)]
pub(super) struct Activity {
    /// The folders that were listed, as they were afterwards.
    folders: Vec<(PathBuf, Option<Stamp>)>,
    /// Something that isn't as it was listed.
    torn: Option<PathBuf>,
}

impl Activity {
    /// Looks at these folders again after they were listed. Of the root only the names are compared, which are given with what
    /// they are now: it changes whenever a site is published in it.
    pub(super) fn after(root: &Path, folders: Vec<PathBuf>, names: [&[OsString]; 2]) -> Self {
        let stamp = |folder: PathBuf| {
            let stamp = Stamp::at(&root.join(&folder)).ok();
            (folder, stamp)
        };
        let [before, now] = names;
        let gone = before.iter().find(|name| !now.contains(name));
        let torn = gone.or_else(|| now.iter().find(|name| !before.contains(name))).map(PathBuf::from);
        Self { folders: folders.into_iter().map(stamp).collect(), torn }
    }

    /// What isn't at rest, by a first look that began at `start`.
    pub(super) fn lately<'a>(
        &self,
        files: impl Iterator<Item = (&'a OsStr, Option<Stamp>)>,
        start: SystemTime,
    ) -> Option<PathBuf> {
        let is_lately = |stamp: Option<Stamp>| stamp.is_some_and(|stamp| stamp.changed_within(LATELY, start));
        let mut files = files.filter(|(_, stamp)| is_lately(*stamp)).map(|(path, _)| PathBuf::from(path));
        let mut folders = self.folders.iter().filter(|(_, stamp)| is_lately(*stamp));
        self.torn.clone().or_else(|| files.next()).or_else(|| Some(folders.next()?.0.clone()))
    }

    /// What isn't at rest, by a look after another one.
    pub(super) fn since(&self, before: &Self) -> Option<PathBuf> {
        let other = self.folders.iter().find(|folder| !before.folders.contains(folder));
        let gone = || before.folders.iter().find(|folder| !self.folders.contains(folder));
        self.torn.clone().or_else(|| Some(other.or_else(gone)?.0.clone()))
    }
}

//! A site's folder that stays open: its [`Inputs`] as they were last read, and what has changed since.

#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::tree::{Change, Content, Look, Scope, Tree};
use super::{Error, Reach, name, nearby};
use crate::config::FILE_NAME;
use crate::pipeline::{Inputs, Mode};
use crate::text::{Diagnostic, SourcePath};

/// A site's folder, with the folder of its own theme where it has one, as it was last read.
///
/// Whatever happens in the folders, after [`rescan`](Self::rescan) the inputs are those that a fresh
/// [`open`](Self::open) gives. When reading fails as a whole they stay what they were.
#[derive(Debug)]
pub struct Project {
    site: Tree,
    theme: Option<Tree>,
    inputs: Inputs,
    /// Kept, since it takes a pass over all names and an edit doesn't change any.
    collisions: Vec<Diagnostic>,
}

/// The files whose content, or whose trouble, isn't what it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// By path in the site's folder.
    pub site: BTreeSet<SourcePath>,
    /// By path in the theme's folder.
    pub theme: BTreeSet<SourcePath>,
}

impl Changed {
    /// Whether nothing has changed.
    pub fn is_empty(&self) -> bool {
        self.site.is_empty() && self.theme.is_empty()
    }

    /// Adds what changed according to a later look.
    pub fn merge(&mut self, later: Self) {
        let Self { site, theme } = later;
        self.site.extend(site);
        self.theme.extend(theme);
    }
}

impl Project {
    /// Reads the folders for the first time. Costs one pass over all files; they are read in parallel.
    ///
    /// # Errors
    ///
    /// Every one of [`Error`] but [`Error::BadEpoch`].
    pub fn open(root: &Path, theme: Option<&Path>, today: Date, mode: Mode) -> Result<Self, Error> {
        let root = folder(root)?;
        let theme = theme.map(folder).transpose()?.map(|theme| {
            let shown_under = match theme.strip_prefix(&root) {
                Ok(inside) => inside.to_string_lossy().into_owned(),
                Err(_) => theme.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            };
            Tree::new(theme, Scope::Theme, format!("{shown_under}/"))
        });
        let site = Tree::new(root, Scope::Site, String::new());
        let (sources, files, found) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        let inputs = Inputs { sources, files, theme: BTreeMap::new(), today, mode, found };
        let mut project = Self { site, theme, inputs, collisions: Vec::new() };
        project.rescan()?;
        Ok(project)
    }

    /// What the site is made from, as last read.
    pub fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    /// Makes it another day; says whether it was one before.
    pub fn set_today(&mut self, today: Date) -> bool {
        std::mem::replace(&mut self.inputs.today, today) != today
    }

    /// Only the inputs, for somebody who reads once.
    pub fn into_inputs(self) -> Inputs {
        self.inputs
    }

    /// The folders that are read.
    pub fn reach(&self) -> Reach {
        Reach {
            site: self.site.root().to_owned(),
            theme: self.theme.as_ref().map(|theme| theme.root().to_owned()),
        }
    }

    /// Whether there was a file at an absolute path when it was last looked at.
    pub fn holds(&self, path: &Path) -> bool {
        [Some(&self.site), self.theme.as_ref()]
            .into_iter()
            .flatten()
            .any(|tree| path.strip_prefix(tree.root()).is_ok_and(|inside| tree.seen(inside).is_some()))
    }

    /// Looks at these absolute paths and at what lies below them; paths outside the folders are passed over.
    /// Costs what those files cost, whatever the size of the site.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open); the inputs then stay what they were.
    pub fn refresh(&mut self, paths: &[PathBuf]) -> Result<Changed, Error> {
        // Without those that lie below another one, so that no two looks are about the same file.
        let mut paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
        paths.sort_unstable();
        paths.dedup_by(|path, before| path.starts_with(&**before));
        let site = look_at(&self.site, &paths)?;
        let theme = self.theme.as_ref().map(|theme| look_at(theme, &paths)).transpose()?;
        self.accept(site, theme)
    }

    /// Walks the folders, compares every file with what was seen of it (length, times, inode), and reads those that
    /// differ: finds whatever no event told of.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open); the inputs then stay what they were.
    pub fn rescan(&mut self) -> Result<Changed, Error> {
        let all = Path::new("");
        let site = self.site.look(all)?;
        let theme = self.theme.as_ref().map(|theme| theme.look(all)).transpose()?;
        self.accept(site, theme)
    }

    fn accept(&mut self, site: Look, theme: Option<Look>) -> Result<Changed, Error> {
        self.demand_config(&site)?;
        let changes = self.site.accept(site);
        let theme_changes =
            theme.zip(self.theme.as_mut()).map(|(look, theme)| theme.accept(look)).unwrap_or_default();
        let changed = Changed {
            site: changes.iter().map(|change| change.path.clone()).collect(),
            theme: theme_changes.iter().map(|change| change.path.clone()).collect(),
        };
        let mut are_names_new = false;
        for Change { path, content } in changes {
            // A path may have been of the other kind before: a folder `x.md` that became a file.
            let Inputs { sources, files, .. } = &mut self.inputs;
            let was_there = sources.remove(&path).is_some() | files.remove(&path).is_some();
            are_names_new |= was_there != content.is_some();
            match content {
                Some(Content::Source(source)) => drop(sources.insert(path, source)),
                Some(Content::File(bytes)) => drop(files.insert(path, bytes)),
                None => {}
            }
        }
        for Change { path, content } in theme_changes {
            let theme = &mut self.inputs.theme;
            let was_there = theme.remove(&path).is_some();
            are_names_new |= was_there != content.is_some();
            if let Some(Content::File(bytes)) = content {
                theme.insert(path, bytes);
            }
        }
        if are_names_new {
            let Inputs { sources, files, theme, .. } = &self.inputs;
            self.collisions = name::collisions(sources.keys().chain(files.keys()));
            self.collisions.extend(name::collisions(theme.keys()));
        }
        if !changed.is_empty() {
            let found = self.site.found().chain(self.theme.iter().flat_map(Tree::found));
            self.inputs.found = found.chain(&self.collisions).cloned().collect();
            self.inputs.found.sort();
        }
        Ok(changed)
    }

    /// A folder without a configuration isn't a site; while it is being replaced, the last good one is better.
    fn demand_config(&self, look: &Look) -> Result<(), Error> {
        let config = Path::new(FILE_NAME);
        let is_gone = look.vanished.iter().any(|path| path.as_os_str() == config);
        let before = if is_gone { None } else { self.site.seen(config) };
        match look.differs.get(config.as_os_str()).or(before) {
            Some(seen) if seen.content.is_some() => Ok(()),
            Some(seen) => {
                let found = seen.found.first().expect("what can't be read is reported");
                Err(Error::UnreadableConfig {
                    path: self.site.root().join(config),
                    reason: found.message.clone(),
                })
            }
            None => {
                let path = self.site.root().to_owned();
                let nearby = nearby::sites(&path);
                Err(Error::NotASite { path, nearby })
            }
        }
    }
}

/// Looks at those of these absolute paths that lie in a folder.
fn look_at(tree: &Tree, paths: &[&Path]) -> Result<Look, Error> {
    let mut all = Look::default();
    for under in paths.iter().filter_map(|path| path.strip_prefix(tree.root()).ok()) {
        let Look { differs, vanished } = tree.look(under)?;
        all.differs.extend(differs);
        all.vanished.extend(vanished);
    }
    Ok(all)
}

/// An absolute path of a folder that exists. Links on the way to it are left as they are: where one is turned to
/// another folder, that is the folder meant from then on.
fn folder(path: &Path) -> Result<PathBuf, Error> {
    let full =
        std::path::absolute(path).map_err(|source| Error::Refused { path: path.to_owned(), source })?;
    if full.is_dir() { Ok(full) } else { Err(Error::NoFolder { path: path.to_owned() }) }
}

//! A site's folder that stays open: its [`Inputs`] as they were last read, and what has changed since.

#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Instant;

use jiff::civil::Date;

use super::kind::FileContent;
use super::scope::Scope;
use super::stack::{LayerStack, normal, stack};
use super::tree::{FileChange, Look, Tree};
use super::{Error, nearby, quiet};
use crate::config::{FILE_NAME, Readership};
use crate::layout::{Reach, name};
use crate::pipeline::{Inputs, Mode};
use crate::text::{Diagnostic, SourcePath};

/// A site's folder, with those of the sites that it lies on and of its theme where there are such, as last read.
///
/// Whatever happens in the folders, after [`rescan`](Self::rescan) the inputs are those that a fresh
/// [`open`](Self::open) gives, as long as the site is made from the same folders. When reading fails as a whole they
/// stay what they were.
#[derive(Debug)]
pub struct Project {
    root: PathBuf,
    /// The theme's folder, if whoever opened it named one.
    chosen_theme: Option<PathBuf>,
    stack: LayerStack,
    /// The folder of each layer, as in the stack.
    layers: Vec<Tree>,
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
    /// Reads the folders for the first time. Costs one pass over all files; they are read in parallel. `theme` wins
    /// over what the configuration names.
    ///
    /// # Errors
    ///
    /// Every one of [`Error`] but [`Error::BadEpoch`].
    pub fn open(root: &Path, theme: Option<&Path>, today: Date, mode: Mode) -> Result<Self, Error> {
        let root = folder(root)?;
        let chosen_theme = theme.map(folder).transpose()?;
        let stack = stack(&root);
        let theme = chosen_theme.clone().or_else(|| stack.theme.clone());
        let tree = |(way, folder): &(String, PathBuf)| {
            let within = theme.as_ref().and_then(|theme| theme.strip_prefix(folder).ok());
            let of_theme = within.and_then(|path| path.iter().next()).and_then(|name| name.to_str());
            let folders = of_theme.map_or_else(|| stack.folders.clone(), |name| stack.folders.without(name));
            Tree::new(folder.clone(), Scope::Site(folders), way.clone())
        };
        let layers = stack.layers.iter().map(tree).collect();
        let theme = theme.map(|theme| {
            let named = normal(&theme);
            let shown_under = match named.strip_prefix(&root) {
                Ok(inside) => inside.as_os_str(),
                Err(_) => named.file_name().unwrap_or_default(),
            };
            let shown_under = shown_under.to_string_lossy();
            let shown_under = if shown_under.is_empty() { String::new() } else { format!("{shown_under}/") };
            Tree::new(theme, Scope::Theme, shown_under)
        });
        let inputs = Inputs {
            layers: stack.layers.iter().map(|(way, _)| way.clone()).collect(),
            sources: BTreeMap::new(),
            files: BTreeMap::new(),
            theme: BTreeMap::new(),
            today,
            mode,
            readership: None,
            is_for_production: false,
            found: stack.found.clone(),
        };
        let mut project = Self { root, chosen_theme, stack, layers, theme, inputs, collisions: Vec::new() };
        project.rescan()?;
        Ok(project)
    }

    /// Looks again until nobody is saving any more: a card that is half written, or away for the moment in which it is replaced,
    /// isn't taken for what its author wants. One look less than a second after the last change costs another one; else none.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open), and [`Error::Restless`] when it never gets quiet.
    pub fn settle(&mut self) -> Result<(), Error> {
        let start = Instant::now();
        while let Some(path) = self.layers.iter().chain(&self.theme).find_map(Tree::restless) {
            if start.elapsed() > quiet::PATIENCE {
                return Err(Error::Restless { path });
            }
            std::thread::sleep(quiet::PAUSE);
            match self.rescan() {
                // Also what makes it a site may be away for a moment.
                Err(Error::NotASite { .. } | Error::UnreadableConfig { .. })
                    if start.elapsed() < quiet::PATIENCE => {}
                looked => drop(looked?),
            }
            self.reopen_if_rearranged()?;
        }
        Ok(())
    }

    /// What the site is made from, as last read.
    pub fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    /// Makes it another day; says whether it was one before.
    pub fn set_today(&mut self, today: Date) -> bool {
        std::mem::replace(&mut self.inputs.today, today) != today
    }

    /// Says who reads the site, and whether it is the one that everybody will use.
    pub fn serve_to(&mut self, readership: Option<Readership>, is_for_production: bool) {
        self.inputs.readership = readership;
        self.inputs.is_for_production = is_for_production;
    }

    /// Only the inputs, for somebody who reads once.
    pub fn into_inputs(self) -> Inputs {
        self.inputs
    }

    /// The folders that are read.
    pub fn reach(&self) -> Reach {
        let (site, below) = self.layers.split_last().expect("a site has at least its own layer");
        Reach {
            site: site.root().to_owned(),
            below: below
                .iter()
                .map(|tree| tree.root().to_owned())
                .chain(self.stack.missing.clone())
                .collect(),
            theme: self.theme.as_ref().map(|theme| theme.root().to_owned()),
            folders: self.stack.folders.clone(),
        }
    }

    /// Opens the project anew if its configuration now names other folders to make it from; says whether there are others
    /// to watch. Where the way down now leads nowhere, the last layers are better than none: that is only told.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open); the project then stays what it was.
    pub fn reopen_if_rearranged(&mut self) -> Result<bool, Error> {
        let next = stack(&self.root);
        if next == self.stack {
            return Ok(false);
        }
        if next.found.is_empty() || self.inputs.layers.len() == 1 {
            let Inputs { today, mode, readership, is_for_production, .. } = self.inputs;
            *self = Self::open(&self.root, self.chosen_theme.as_deref(), today, mode)?;
            self.serve_to(readership, is_for_production);
            return Ok(true);
        }
        let is_watched = next.missing == self.stack.missing;
        (self.stack.found, self.stack.missing) = (next.found, next.missing);
        self.collect_found();
        Ok(!is_watched)
    }

    /// Whether there was a file at an absolute path when it was last looked at.
    pub fn holds(&self, path: &Path) -> bool {
        self.layers
            .iter()
            .chain(&self.theme)
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
        let layers = self.layers.iter().map(|tree| look_at(tree, &paths)).collect::<Result<_, _>>()?;
        let theme = self.theme.as_ref().map(|theme| look_at(theme, &paths)).transpose()?;
        self.accept(layers, theme)
    }

    /// Walks the folders, compares every file with what was seen of it (length, times, inode), and reads those that
    /// differ: finds whatever no event told of.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open); the inputs then stay what they were.
    pub fn rescan(&mut self) -> Result<Changed, Error> {
        let all = Path::new("");
        let layers = self.layers.iter().map(|tree| tree.look(all)).collect::<Result<_, _>>()?;
        let theme = self.theme.as_ref().map(|theme| theme.look(all)).transpose()?;
        self.accept(layers, theme)
    }

    fn accept(&mut self, layers: Vec<Look>, theme: Option<Look>) -> Result<Changed, Error> {
        let (tree, look) = self.layers.last().zip(layers.last()).expect("a site has at least its own layer");
        demand_config(tree, look)?;
        let mut changed = Changed::default();
        let mut are_names_new = false;
        for ((tree, look), (way, _)) in self.layers.iter_mut().zip(layers).zip(&self.stack.layers) {
            // A layer that is gone is reported as such; until it is back, what it had is better than nothing.
            if demand_config(tree, &look).is_err() {
                changed.site.extend(SourcePath::below(way, FILE_NAME));
                continue;
            }
            for FileChange { path, content } in tree.accept(look) {
                let path =
                    SourcePath::below(way, path.as_str()).expect("the way was checked on the way down");
                are_names_new |= put(&mut self.inputs, path.clone(), content);
                changed.site.insert(path);
            }
        }
        if self.stack.missing.as_ref().is_some_and(|missing| missing.join(FILE_NAME).is_file()) {
            // What the configuration names is there now: it has to be looked at again.
            changed.site.insert(SourcePath::new(FILE_NAME).expect("this is a path"));
        }
        let theme_changes =
            theme.zip(self.theme.as_mut()).map(|(look, theme)| theme.accept(look)).unwrap_or_default();
        for FileChange { path, content } in theme_changes {
            let theme = &mut self.inputs.theme;
            let was_there = theme.remove(&path).is_some();
            are_names_new |= was_there != content.is_some();
            changed.theme.insert(path.clone());
            if let Some(FileContent::File(bytes)) = content {
                theme.insert(path, bytes);
            }
        }
        if are_names_new {
            let Inputs { sources, files, theme, .. } = &self.inputs;
            self.collisions = name::collisions(sources.keys().chain(files.keys()));
            self.collisions.extend(name::collisions(theme.keys()));
        }
        if !changed.is_empty() {
            self.collect_found();
        }
        Ok(changed)
    }

    fn collect_found(&mut self) {
        let found = self.layers.iter().chain(&self.theme).flat_map(Tree::found);
        let found = found.chain(&self.collisions).chain(&self.stack.found);
        self.inputs.found = found.cloned().collect();
        self.inputs.found.sort();
    }
}

/// Takes over a file of a layer as it is now; says whether there was one at its path and now isn't, or the other way.
fn put(inputs: &mut Inputs, path: SourcePath, content: Option<FileContent>) -> bool {
    // A path may have been of the other kind before: a folder `x.md` that became a file.
    let Inputs { sources, files, .. } = inputs;
    let was_there = sources.remove(&path).is_some() | files.remove(&path).is_some();
    let is_there = content.is_some();
    match content {
        // The folder knows it by the path within itself.
        Some(FileContent::Source(source)) => drop(sources.insert(path.clone(), source.moved(path))),
        Some(FileContent::File(bytes)) => drop(files.insert(path, bytes)),
        None => {}
    }
    was_there != is_there
}

/// A folder without a configuration isn't a site; while it is being replaced, the last good one is better.
fn demand_config(site: &Tree, look: &Look) -> Result<(), Error> {
    let config = Path::new(FILE_NAME);
    let is_gone = look.vanished.iter().any(|path| path.as_os_str() == config);
    let before = if is_gone { None } else { site.seen(config) };
    match look.differs.get(config.as_os_str()).or(before) {
        Some(seen) if seen.content.is_some() => Ok(()),
        Some(seen) => {
            let found = seen.found.first().expect("what can't be read is reported");
            Err(Error::UnreadableConfig { path: site.root().join(config), reason: found.message.clone() })
        }
        None => {
            let path = site.root().to_owned();
            let nearby = nearby::sites(&path);
            Err(Error::NotASite { path, nearby })
        }
    }
}

/// Looks at those of these absolute paths that lie in a folder; at all of it, where there is a limit to the whole.
fn look_at(tree: &Tree, paths: &[&Path]) -> Result<Look, Error> {
    let mut all = Look::default();
    let mut inside: Vec<&Path> =
        paths.iter().filter_map(|path| path.strip_prefix(tree.root()).ok()).collect();
    if tree.is_limited() && !inside.is_empty() {
        inside = vec![Path::new("")];
    }
    for under in inside {
        let Look { differs, vanished, .. } = tree.look(under)?;
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

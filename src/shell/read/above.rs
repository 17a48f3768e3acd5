//! Which sites lie on a site, in the same tree of folders: in its repository, or where there is none, beside it.
#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::stack::{LayerStack, normal, repository, stack};
use crate::config::FILE_NAME;

/// How deep the folders of sites lie beside each other where there is no repository around them.
const DEPTH: usize = 2;

/// The sites that lie on one, at any height, in the order of their folders; named as that one is named. Costs a look into every
/// folder of the repository that isn't hidden.
pub(in crate::shell) fn sites_above(site: &Path) -> Vec<PathBuf> {
    let Some(real_site) = real(site) else { return Vec::new() };
    let around = repository(&real_site);
    let (root, depth) = match around.filter(|around| *around != real_site) {
        Some(around) => (around, usize::MAX),
        None => (real_site.parent().map_or_else(|| real_site.clone(), Path::to_owned), DEPTH),
    };
    let folders = WalkDir::new(&root).max_depth(depth).sort_by_file_name().into_iter();
    let folders = folders.filter_entry(is_worth_a_look).filter_map(Result::ok).map(DirEntry::into_path);
    let lies_on = |folder: &PathBuf| {
        let LayerStack { layers, .. } = stack(folder);
        layers.iter().any(|(way, layer)| !way.is_empty() && real(layer).as_ref() == Some(&real_site))
    };
    let sites = folders.filter(|folder| folder.join(FILE_NAME).is_file()).filter(lies_on);
    sites.map(|folder| named(&folder, site, &real_site)).collect()
}

/// A folder without links and detours in its path; `None` where it isn't there.
pub(in crate::shell) fn real(folder: &Path) -> Option<PathBuf> {
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    std::fs::canonicalize(here).ok()
}

fn is_worth_a_look(entry: &DirEntry) -> bool {
    let name = entry.file_name().as_encoded_bytes();
    let is_of_programs = name.starts_with(b".") || matches!(name, b"target" | b"node_modules");
    entry.depth() == 0 || entry.file_type().is_dir() && !is_of_programs
}

/// A folder as somebody names it who named the site as `site`: from the folder that both have.
fn named(folder: &Path, site: &Path, real_site: &Path) -> PathBuf {
    let here = std::env::current_dir().ok().and_then(|here| real(&here));
    if let Some(below) = here.as_ref().and_then(|here| folder.strip_prefix(here).ok()) {
        return below.to_owned();
    }
    let shared = real_site.ancestors().find(|shared| folder.starts_with(shared));
    let Some(shared) = shared else { return folder.to_owned() };
    let n_up = real_site.strip_prefix(shared).map_or(0, |rest| rest.components().count());
    let up: PathBuf = std::iter::repeat_n("..", n_up).collect();
    let rest = folder.strip_prefix(shared).unwrap_or(folder);
    let site = site.strip_prefix(".").unwrap_or(site);
    if site.is_absolute() { normal(folder) } else { site.join(up).join(rest) }
}

//! Where a site could be, for somebody who named a folder that isn't one.

#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::config::FILE_NAME;

/// How many folders are looked into below the named one, and how deep: an answer should come at once, also in
/// somebody's home folder.
const MOST_FOLDERS: usize = 2_000;
const DEPTH: usize = 3;
/// More names than this don't help.
const MOST_NAMES: usize = 5;

/// Folders near `path` that hold a site: those above it first, then those below it, then its neighbors.
pub(super) fn sites(path: &Path) -> Vec<PathBuf> {
    let above =
        path.ancestors().skip(1).filter(|folder| folder.join(FILE_NAME).is_file()).map(Path::to_owned);
    let beside = path.parent().into_iter().flat_map(|parent| below(parent, 1));
    let mut sites: Vec<PathBuf> = Vec::new();
    for site in above.chain(below(path, DEPTH)).chain(beside) {
        if sites.len() < MOST_NAMES && !sites.contains(&site) {
            sites.push(site);
        }
    }
    sites
}

fn below(path: &Path, depth: usize) -> impl Iterator<Item = PathBuf> {
    WalkDir::new(path)
        .min_depth(1)
        .max_depth(depth)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| {
            let name = entry.file_name().as_encoded_bytes();
            entry.depth() == 0 || (entry.file_type().is_dir() && !name.starts_with(b".") && name != b"target")
        })
        .take(MOST_FOLDERS)
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|folder| folder.join(FILE_NAME).is_file())
}

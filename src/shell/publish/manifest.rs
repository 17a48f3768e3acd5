//! Which files of an output folder a build wrote: what its marker says.
//!
//! The marker holds a sentence for people, which of the files belong to pages that may be open while the next build takes its
//! place, an empty line, the paths of all files, and at its end how many there are, so that one that is cut off isn't
//! believed. Earlier versions wrote no such files, or a sentence alone; there the looks of a path decide.

#![expect(clippy::disallowed_methods, reason = "this module is the I/O shell")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::MARKER;
use crate::pipeline::Outputs;

const SENTENCE: &str = "This folder was made by wijkgids. Each build replaces the files that are listed here and leaves all \
                        others as they are: change the site's texts, not these files.\n";

/// How a line begins that names a style or script of this build's pages.
const OF_THESE: &str = "Pages of this build ask for: ";
/// And one of the pages of the build before, that this build hasn't: it stays until the next.
const OF_THOSE_BEFORE: &str = "Pages of the build before ask for: ";

/// What the last build of a folder wrote.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// These files; `None` where an earlier version wrote it, or nobody did.
    listed: Option<BTreeSet<String>>,
    /// Those of them that its pages ask for, and those that were kept for pages of the build before.
    companions: BTreeMap<String, Age>,
    /// Where something is mounted in it, relative to the folder: no build wrote what is seen there.
    mounts: Vec<PathBuf>,
}

/// Whose pages ask for a style or script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Age {
    /// Those of the last build.
    Last,
    /// Those of the build before that; the last build kept it.
    Former,
}

/// What the marker of these files says, with the paths of those that are kept for pages of the build before.
pub(super) fn marker(outputs: &Outputs, kept: &[String]) -> Vec<u8> {
    let mut text = SENTENCE.to_owned();
    for path in outputs.companions() {
        text.extend([OF_THESE, path.as_str(), "\n"]);
    }
    for path in kept {
        text.extend([OF_THOSE_BEFORE, path, "\n"]);
    }
    text.push('\n');
    for path in outputs.iter().map(|(path, _)| path.as_str()).chain(kept.iter().map(String::as_str)) {
        text.extend([path, "\n"]);
    }
    (text + &end(outputs.len() + kept.len())).into_bytes()
}

fn end(n_files: usize) -> String {
    format!("({n_files} files)\n")
}

impl Manifest {
    /// Of a folder, also where an earlier version wrote these sites to folders in it with a marker each. Without a list where
    /// there is no whole one.
    pub(super) fn of(folder: &Path, sites: &[&str]) -> Self {
        let mut manifest = match Self::marker_in(folder) {
            Some(text) => Self::parse(&text).unwrap_or_default(),
            None => {
                let is_earlier = sites.iter().any(|site| is_marked(&folder.join(site)));
                Self { listed: is_earlier.then(BTreeSet::new), ..Self::default() }
            }
        };
        if let Some(paths) = &mut manifest.listed {
            for site in sites {
                let text = Self::marker_in(&folder.join(site));
                let inner = text.and_then(|text| Self::parse(&text)?.listed).unwrap_or_default();
                paths.extend(
                    inner.iter().map(String::as_str).chain([MARKER]).map(|path| format!("{site}/{path}")),
                );
            }
        }
        manifest
    }

    /// The same, where something is mounted in the folder.
    pub(super) fn around(self, mounts: Vec<PathBuf>) -> Self {
        Self { mounts, ..self }
    }

    fn marker_in(folder: &Path) -> Option<String> {
        is_marked(folder).then(|| fs::read_to_string(folder.join(MARKER)).unwrap_or_default())
    }

    fn parse(text: &str) -> Option<Self> {
        let (head, listed) = text.split_once("\n\n")?;
        let start = listed.trim_end_matches('\n').rfind('\n').map_or(0, |at| at + 1);
        let (paths, end_of_text) = listed.split_at(start);
        let paths: BTreeSet<String> = paths.lines().map(str::to_owned).collect();
        let companion = |line: &str| {
            let (age, path) = match line.strip_prefix(OF_THESE) {
                Some(path) => (Age::Last, path),
                None => (Age::Former, line.strip_prefix(OF_THOSE_BEFORE)?),
            };
            paths.contains(path).then(|| (path.to_owned(), age))
        };
        let companions = head.lines().filter_map(companion).collect();
        (end_of_text == end(paths.len())).then_some(Self {
            listed: Some(paths),
            companions,
            mounts: Vec::new(),
        })
    }

    /// Whose pages ask for a file, where it is a style or script that the last build wrote or kept.
    pub(super) fn age(&self, path: &str) -> Option<Age> {
        self.companions.get(path).copied().filter(|_| self.wrote(path))
    }

    /// What the last build kept for pages of the one before, and isn't among these files.
    pub(super) fn former(&self, outputs: &Outputs) -> Vec<String> {
        let former = self.companions.iter().filter(|(path, age)| **age == Age::Former && !outputs.has(path));
        former.map(|(path, _)| path.clone()).collect()
    }

    /// Whether the last build wrote a file at a path, or may have.
    pub(super) fn wrote(&self, path: &str) -> bool {
        let is_written = || match &self.listed {
            Some(paths) => paths.contains(path),
            None => looks_written(path),
        };
        path == MARKER || is_written() && self.mount_over(Path::new(path)).is_none()
    }

    /// Whether it wrote one below a folder, or may have.
    pub(super) fn wrote_below(&self, folder: &str) -> bool {
        if self.mount_over(Path::new(folder)).is_some() {
            return false;
        }
        match &self.listed {
            Some(paths) => {
                let below = format!("{folder}/");
                paths.range(below.clone()..).next().is_some_and(|path| path.starts_with(&below))
            }
            None => !is_hidden(folder),
        }
    }

    /// What is mounted at a path or above it, within the folder.
    pub(super) fn mount_over(&self, path: &Path) -> Option<&Path> {
        self.mounts.iter().find(|mount| path.starts_with(mount)).map(PathBuf::as_path)
    }

    pub(super) fn is_listed(&self) -> bool {
        self.listed.is_some()
    }

    /// Without a list: what of these, which stay, a site may have held.
    pub(super) fn unclaimed(&self, foreign: &[PathBuf]) -> Vec<PathBuf> {
        let may_be_ours = |path: &&PathBuf| !path.to_str().is_some_and(is_hidden);
        let found = foreign.iter().filter(|_| !self.is_listed()).filter(may_be_ours);
        let mut found: Vec<PathBuf> = found.filter(|path| self.mount_over(path).is_none()).cloned().collect();
        found.sort_unstable();
        found
    }
}

/// Whether a build wrote a site to a folder. A link is no marker: nobody but `stage` makes a plain file of that name.
pub(super) fn is_marked(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join(MARKER)).is_ok_and(|marker| marker.is_file())
}

/// Whether a path looks like one of a site. Better a page's own picture that stays than a file of somebody that goes.
fn looks_written(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let is_made = || {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        !folder.is_empty() && ["css", "js", "json", "xml", "atom", "ics", "woff2"].contains(&extension)
    };
    !is_hidden(path) && (name == "index.html" || is_made())
}

/// Whether a part of a path is hidden; no site holds such a one but `.well-known`.
fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.') && part != ".well-known")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::pipeline::OutputPath;

    fn text(paths: &[&str]) -> String {
        let mut outputs = Outputs::default();
        for path in paths {
            outputs.add(OutputPath::new(path).expect("a path"), Arc::from(&b""[..]));
        }
        String::from_utf8(marker(&outputs, &[])).expect("a text")
    }

    fn listed(text: &str) -> Option<BTreeSet<String>> {
        Manifest::parse(text)?.listed
    }

    #[test]
    fn what_was_written_is_known_again() {
        for paths in [&["a/b.html", "index.html"][..], &["(1 files)"], &[]] {
            let read = listed(&text(paths)).expect("whole");
            assert!(read.iter().eq(paths.iter()), "{read:?}");
        }
        let manifest = Manifest::parse(&text(&["a/b.html", "ab.html", "m/x.html"])).expect("whole");
        let manifest = manifest.around(vec![PathBuf::from("m")]);
        assert!(!manifest.wrote("m/x.html") && !manifest.wrote_below("m"), "what is mounted is of others");
        assert!(manifest.wrote("a/b.html") && manifest.wrote(MARKER) && !manifest.wrote("a/c.html"));
        assert!(manifest.wrote_below("a") && !manifest.wrote_below("ab.html") && !manifest.wrote_below("b"));
    }

    #[test]
    fn whose_pages_ask_for_a_file_is_known_again() {
        let mut outputs = Outputs::default();
        outputs.add(OutputPath::new("index.html").expect("a path"), Arc::from(&b""[..]));
        outputs.add_companion(OutputPath::new("assets/b.2.css").expect("a path"), Arc::from(&b""[..]));
        let text = String::from_utf8(marker(&outputs, &["assets/b.1.css".to_owned()])).expect("a text");
        let manifest = Manifest::parse(&text).expect("whole");
        assert_eq!(manifest.age("assets/b.1.css"), Some(Age::Former));
        assert_eq!(manifest.age("assets/b.2.css"), Some(Age::Last));
        assert_eq!(manifest.age("index.html"), None);
        assert!(manifest.wrote("assets/b.1.css") && manifest.wrote("index.html"));
        assert_eq!(manifest.former(&outputs), ["assets/b.1.css"]);
        // Whatever somebody writes into it: only what a build wrote is ever kept.
        let other = text.replace("ask for: assets/b.1.css", "ask for: foto.jpg");
        assert!(Manifest::parse(&other).is_some_and(|manifest| manifest.former(&outputs).is_empty()));
    }

    #[test]
    fn a_marker_that_is_cut_off_is_not_believed() {
        let whole = text(&["a/b.html", "c.html", "index.html"]);
        for length in 0..whole.len() {
            assert!(listed(&whole[..length]).is_none(), "{}", &whole[..length]);
        }
    }

    #[test]
    fn without_a_list_only_what_looks_like_a_site_was_written() {
        for path in ["index.html", "kaarten/a/index.html", "zoeken/i.js", ".well-known/index.html"] {
            assert!(Manifest::default().wrote(path), "{path}");
        }
        for path in ["CNAME", ".htaccess", ".git/index.html", "google1.html", "a/b.pdf", "BingSiteAuth.xml"] {
            assert!(!Manifest::default().wrote(path), "{path}");
        }
    }
}

//! The files of a finished site, as data: whether they go to a disk or to a browser is not known here.

use std::borrow::Borrow;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Bound;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::text::SourcePath;

/// A `/`-separated path in the output folder, such as `kaarten/mandaat/eigen-wijkbudget/index.html`: without `.`, `..`,
/// empty parts, backslashes or a leading slash, so that joining it to a folder never leads out of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutputPath(Arc<str>);

impl OutputPath {
    /// Checks and takes a path; `None` when it isn't one.
    pub fn new(path: &str) -> Option<Self> {
        let sound =
            !path.contains(['\\', '\0']) && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
        sound.then(|| Self(path.into()))
    }

    /// The file that answers an address of the site: `kaarten/x/` gives `kaarten/x/index.html`.
    pub fn of_address(address: &str) -> Option<Self> {
        if address.is_empty() || address.ends_with('/') {
            Self::new(&format!("{address}index.html"))
        } else {
            Self::new(address)
        }
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The media type by the ending of the name, with its charset where it is text.
    pub fn media_type(&self) -> &'static str {
        let extension = self.0.rsplit_once('.').map_or("", |(_, extension)| extension);
        match extension.to_ascii_lowercase().as_str() {
            "html" => "text/html; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "json" => "application/json",
            "xml" => "application/xml; charset=utf-8",
            "atom" => "application/atom+xml; charset=utf-8",
            "ics" => "text/calendar; charset=utf-8",
            "txt" => "text/plain; charset=utf-8",
            "svg" => "image/svg+xml",
            "png" => "image/png",
            "jpg" | "jpeg" => "image/jpeg",
            "webp" => "image/webp",
            "avif" => "image/avif",
            "gif" => "image/gif",
            "ico" => "image/vnd.microsoft.icon",
            "woff2" => "font/woff2",
            "pdf" => "application/pdf",
            _ => "application/octet-stream",
        }
    }
}

/// A path is ordered and hashed as its text is.
impl Borrow<str> for OutputPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Every file of a site, by path. Cloning shares the bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outputs {
    files: Arc<BTreeMap<OutputPath, Arc<[u8]>>>,
    companions: Arc<BTreeSet<OutputPath>>,
}

impl Outputs {
    /// Adds a file. The first one at a path wins; `false` says that there was one.
    pub fn add(&mut self, path: OutputPath, bytes: Arc<[u8]>) -> bool {
        match Arc::make_mut(&mut self.files).entry(path) {
            Entry::Occupied(_) => false,
            Entry::Vacant(vacant) => {
                vacant.insert(bytes);
                true
            }
        }
    }

    /// Adds a style or a script that has the digest of its bytes in its name, as [`add`](Self::add) does. A page that was
    /// opened before a newer site took the place of this one still asks for it, so it may stay a while longer: it holds
    /// nothing that a document, a table or a file of the site says.
    pub fn add_companion(&mut self, path: OutputPath, bytes: Arc<[u8]>) -> bool {
        let is_added = self.add(path.clone(), bytes);
        if is_added {
            Arc::make_mut(&mut self.companions).insert(path);
        }
        is_added
    }

    /// Adds all files of another site, in a folder of its own.
    pub fn add_site(&mut self, folder: &OutputPath, site: &Self) {
        let within = |path: &OutputPath| OutputPath(format!("{folder}/{path}").into());
        let files = site.iter().map(|(path, bytes)| (within(path), Arc::clone(bytes)));
        Arc::make_mut(&mut self.files).extend(files);
        Arc::make_mut(&mut self.companions).extend(site.companions().map(within));
    }

    /// Whether a file at this path would be another one's folder, or would need another one to be a folder.
    pub fn clashes(&self, path: &OutputPath) -> bool {
        self.is_folder(path) || self.is_below_file(path)
    }

    fn is_folder(&self, path: &OutputPath) -> bool {
        let below = format!("{path}/");
        let next = self.files.range::<str, _>((Bound::Included(below.as_str()), Bound::Unbounded)).next();
        next.is_some_and(|(next, _)| next.0.starts_with(&below))
    }

    fn is_below_file(&self, path: &OutputPath) -> bool {
        path.0.match_indices('/').any(|(slash, _)| self.files.contains_key(&path.0[..slash]))
    }

    /// The bytes at a path.
    pub fn get(&self, path: &OutputPath) -> Option<&Arc<[u8]>> {
        self.files.get(path)
    }

    /// Whether there is a file at a path.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// All files, by path.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&OutputPath, &Arc<[u8]>)> {
        self.files.iter()
    }

    /// Those that were added [as companions](Self::add_companion), by path.
    pub fn companions(&self) -> impl Iterator<Item = &OutputPath> {
        self.companions.iter()
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// The files of a site.
pub(super) struct MadeFiles {
    pub(super) outputs: Outputs,
    /// The document that each page was made from, for those pages that were made from one.
    pub(super) pages: BTreeMap<OutputPath, SourcePath>,
    /// The pages that can't show a number of a person; others may.
    pub(super) without_numbers: FxHashSet<OutputPath>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_file_or_a_folder() {
        let mut outputs = Outputs::default();
        let mut add = |path| {
            let path = OutputPath::new(path).expect("a path");
            !outputs.clashes(&path) && outputs.add(path, Arc::from(&b""[..]))
        };
        assert!(add("a/b/c.html"));
        for taken in ["a", "a/b", "a/b/c.html", "a/b/c.html/d"] {
            assert!(!add(taken), "{taken}");
        }
        for free in ["a/b.html", "a-b", "a/bc", "b"] {
            assert!(add(free), "{free}");
        }
    }
}

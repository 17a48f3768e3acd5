//! The files of a finished site, as data: whether they go to a disk or to a browser is not known here.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

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

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Every file of a site, by path. Cloning shares the bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outputs(BTreeMap<OutputPath, Arc<[u8]>>);

impl Outputs {
    /// Adds a file. The first one at a path wins; `false` says that there was one.
    pub fn add(&mut self, path: OutputPath, bytes: Arc<[u8]>) -> bool {
        match self.0.entry(path) {
            std::collections::btree_map::Entry::Occupied(_) => false,
            std::collections::btree_map::Entry::Vacant(vacant) => {
                vacant.insert(bytes);
                true
            }
        }
    }

    /// The bytes at a path.
    pub fn get(&self, path: &OutputPath) -> Option<&Arc<[u8]>> {
        self.0.get(path)
    }

    /// All files, by path.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&OutputPath, &Arc<[u8]>)> {
        self.0.iter()
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

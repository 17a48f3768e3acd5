//! Places: the path of a source, and where in its text.

use std::fmt;
use std::sync::Arc;

/// The path of a source: where its layer's folder lies, seen from the site, and where the file lies in that folder.
///
/// Shown and compared as one text: `kaarten/a.md` in the site's own folder, `../landelijk/kaarten/a.md` in that of a
/// site below it.
///
/// A pointer wide, since everything that knows where it was written holds one.
#[derive(Clone, Debug)]
pub struct SourcePath(Arc<PathText>);

#[derive(Debug)]
struct PathText {
    text: Box<str>,
    /// Where in the text the path within the layer's folder starts, in bytes.
    local: u16,
}

/// Why a text can't be a [`SourcePath`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a path inside a site")]
pub struct SourcePathError(String);

/// How long the way to a layer's folder may be, in bytes.
const LONGEST_WAY: usize = 4096;

impl SourcePath {
    /// Checks and takes a path in the site's own folder: `/`-separated.
    ///
    /// # Errors
    ///
    /// When the path is empty, absolute, holds a backslash or NUL, or a part that is empty, `.` or `..`.
    pub fn new(path: &str) -> Result<Self, SourcePathError> {
        Self::below("", path)
    }

    /// Checks and takes a path in the folder of a layer. `way` is how that folder is reached from the site's: empty,
    /// or ending in a slash, such as `../landelijk/`.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new); also when the way is longer than any that a person writes.
    pub fn below(way: &str, path: &str) -> Result<Self, SourcePathError> {
        let sound =
            !path.contains(['\\', '\0']) && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
        let local = u16::try_from(way.len()).ok().filter(|_| way.len() <= LONGEST_WAY);
        match local.filter(|_| sound) {
            Some(local) => Ok(Self(Arc::new(PathText { text: format!("{way}{path}").into(), local }))),
            None => Err(SourcePathError(format!("{way}{path}"))),
        }
    }

    /// The path as text, seen from the site's folder.
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// How the folder of its layer is reached from the site's; empty in the site's own.
    pub fn way(&self) -> &str {
        &self.0.text[..self.0.local.into()]
    }

    /// The path within the folder of its layer.
    pub fn local(&self) -> &str {
        &self.0.text[self.0.local.into()..]
    }

    /// The last part.
    pub fn file_name(&self) -> &str {
        self.as_str().rsplit('/').next().expect("a split has at least one part")
    }

    /// What stands after the last dot of the file name, if anything does.
    pub fn extension(&self) -> Option<&str> {
        self.file_name().rsplit_once('.').map(|(_, extension)| extension)
    }

    /// The path that `reference`, written in this file, points at in the same folder. `None` when it leads out of that.
    pub fn resolve(&self, reference: &str) -> Option<Self> {
        let mut parts: Vec<&str> = self.local().split('/').collect();
        parts.pop();
        for part in reference.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                name => parts.push(name),
            }
        }
        Self::below(self.way(), &parts.join("/")).ok()
    }
}

/// The path that `reference` points at, seen from where `folder` is seen from: without detours, and without a slash at
/// its end. Goes by names alone, and may lead up.
///
/// ```
/// use wijkgids::text::joined;
/// assert_eq!(joined("content/stad", "../landelijk/"), "content/landelijk");
/// assert_eq!(joined("kaarten", "../../x"), "../x");
/// ```
pub fn joined(folder: &str, reference: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in reference.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_none_or(|last| *last == "..") => parts.push(".."),
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

impl PartialEq for SourcePath {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.as_str() == other.as_str()
    }
}

impl Eq for SourcePath {}

impl PartialOrd for SourcePath {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for SourcePath {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl std::hash::Hash for SourcePath {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

/// So that a map by path is asked with a text.
impl std::borrow::Borrow<str> for SourcePath {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A half-open range of byte offsets in a [`Source`](super::Source)'s text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The span between two offsets, in bytes. Texts are capped far below 4 GiB when they are read.
    pub fn new(start: usize, end: usize) -> Self {
        let offset = |at| u32::try_from(at).expect("a source is capped at a few MiB when it is read");
        Self { start: offset(start), end: offset(end.max(start)) }
    }

    /// This span, `by` bytes further on.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start as usize + by, self.end as usize + by)
    }

    /// The offsets as a range.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A place as people name it: both count from 1, and the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character in that line.
    pub column: usize,
}

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file.
    pub path: SourcePath,
    /// Where in its text; empty at 0 when the file as a whole is meant.
    pub span: Span,
}

impl Location {
    /// A place in a file.
    pub fn new(path: SourcePath, span: Span) -> Self {
        Self { path, span }
    }

    /// A file as a whole.
    pub fn file(path: SourcePath) -> Self {
        Self { path, span: Span::default() }
    }

    /// Where it starts.
    #[must_use]
    pub fn start(&self) -> Self {
        Self { path: self.path.clone(), span: Span { end: self.span.start, ..self.span } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> SourcePath {
        SourcePath::new(text).expect("a sound path")
    }

    #[test]
    fn a_path_stays_inside_the_site() {
        for bad in ["", "/etc/passwd", "../x", "a/../b", "a//b", "a\\b", "a\0", "./a"] {
            assert!(SourcePath::new(bad).is_err(), "{bad:?}");
        }
        assert_eq!(path("a/b/c.md").resolve("../d.md"), Some(path("a/d.md")));
        assert_eq!(path("a/b.md").resolve("../../d.md"), None);
    }
}

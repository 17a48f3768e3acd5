//! Source texts and places in them.

use std::fmt;
use std::sync::Arc;

use super::{Checked, Diagnostic, Digest, Location, Rule, phrase};

/// The path of a source: where its layer's folder lies, seen from the site, and where the file lies in that folder.
///
/// Shown and compared as one text: `kaarten/a.md` in the site's own folder, `../landelijk/kaarten/a.md` in that of a
/// site below it.
#[derive(Clone, Debug)]
pub struct SourcePath {
    text: Arc<str>,
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
            Some(local) => Ok(Self { text: format!("{way}{path}").into(), local }),
            None => Err(SourcePathError(format!("{way}{path}"))),
        }
    }

    /// The path as text, seen from the site's folder.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// How the folder of its layer is reached from the site's; empty in the site's own.
    pub fn way(&self) -> &str {
        &self.text[..self.local.into()]
    }

    /// The path within the folder of its layer.
    pub fn local(&self) -> &str {
        &self.text[self.local.into()..]
    }

    /// The last part.
    pub fn file_name(&self) -> &str {
        self.text.rsplit('/').next().expect("a split has at least one part")
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
        self.text == other.text
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
        self.text.cmp(&other.text)
    }
}

impl std::hash::Hash for SourcePath {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

/// So that a map by path is asked with a text.
impl std::borrow::Borrow<str> for SourcePath {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A half-open range of byte offsets in a [`Source`]'s text.
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

/// One text file of a site: UTF-8, without byte order mark, lines ended by `\n`.
#[derive(Clone, Debug)]
pub struct Source {
    path: SourcePath,
    text: Arc<str>,
    digest: Digest,
}

impl Source {
    /// A source from text that is already decoded.
    pub fn new(path: SourcePath, text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text: Arc<str> = if text.contains('\r') {
            text.replace("\r\n", "\n").replace('\r', "\n").into()
        } else {
            text.into()
        };
        let digest = Digest::of_bytes(text.as_bytes());
        Self { path, text, digest }
    }

    /// The same text at another path. Shares it.
    #[must_use]
    pub fn moved(self, path: SourcePath) -> Self {
        Self { path, ..self }
    }

    /// Decodes a file. Bytes that aren't UTF-8 are a diagnostic at the first of them, and shown as `�`, so that
    /// everything else in the file can still be looked at.
    pub fn decode(path: SourcePath, bytes: &[u8]) -> Checked<Self> {
        let error = match std::str::from_utf8(bytes) {
            Ok(text) => return Checked::clean(Self::new(path, text)),
            Err(error) => error,
        };
        let valid = String::from_utf8_lossy(&bytes[..error.valid_up_to()]).replace("\r\n", "\n");
        let start = valid.strip_prefix('\u{feff}').unwrap_or(&valid).len();
        let byte = bytes[error.valid_up_to()];
        let source = Self::new(path, &String::from_utf8_lossy(bytes));
        let diagnostic = Diagnostic::new(
            Rule::NotUtf8,
            phrase!(
                "dit bestand is geen UTF-8: hier staat de byte 0x{byte:02x}",
                "this file isn't UTF-8: here stands the byte 0x{byte:02x}"
            ),
        )
        .at(Location::new(source.path.clone(), Span::new(start, start + '\u{fffd}'.len_utf8())))
        .hint(phrase!(
            "bewaar het bestand opnieuw als UTF-8; in de meeste programma's heet dat `Opslaan als` en dan `Codering`",
            "save the file again as UTF-8; most programs call that `Save as` and then `Encoding`"
        ));
        Checked { value: source, diagnostics: vec![diagnostic] }
    }

    /// Where the file is.
    pub fn path(&self) -> &SourcePath {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The digest of the text, without the path.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The place of a byte offset; an offset past the end is the end. Costs one pass over the text before it.
    pub fn position(&self, offset: u32) -> Position {
        let before = &self.text[..self.text.floor_char_boundary(offset as usize)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position {
            line: before.bytes().filter(|&byte| byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }

    /// The text of a line, which counts from 1; empty when there is no such line.
    pub fn line(&self, line: usize) -> &str {
        self.text.split('\n').nth(line - 1).unwrap_or_default()
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

    #[test]
    fn line_endings_and_byte_order_mark_do_not_count() {
        let source = Source::new(path("a.md"), "\u{feff}één\r\ntwee\r\n");
        assert_eq!(source.text(), "één\ntwee\n");
        assert_eq!(source.position(6), Position { line: 2, column: 1 });
        assert_eq!(source.position(2), Position { line: 1, column: 2 });
        assert_eq!(source.position(9_999), Position { line: 3, column: 1 });
    }

    #[test]
    fn a_wrong_byte_is_named_at_its_place() {
        let decoded = Source::decode(path("a.md"), b"goed\r\nca\xe9 fout");
        let [diagnostic] = &decoded.diagnostics[..] else { panic!("one diagnostic expected") };
        let at = diagnostic.at.as_ref().expect("a place");
        assert_eq!(decoded.value.position(at.span.start), Position { line: 2, column: 3 });
        assert!(diagnostic.message.nl.contains("0xe9"));
    }
}

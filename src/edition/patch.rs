//! Changes to a file that leave every other byte of it is.

use std::ops::Range;

use crate::text::Span;

/// A change to a source's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceEdit {
    /// What goes; empty where something is only added.
    pub span: Span,
    /// What comes in its place.
    pub text: String,
}

impl SourceEdit {
    /// What comes in the place of these bytes of a source's text.
    pub fn new(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { span: Span::new(range.start, range.end), text: text.into() }
    }
}

/// A file with some changes made in it. They may stand in any order, but not overlap; of two that add at one place the
/// first stays first.
///
/// The places are those in the [`Source`](crate::text::Source) of the file, which has no byte order mark and ends each
/// line by `\n`. The file keeps its own, and what is added ends its lines in the same way.
///
/// ```
/// use wijkgids::edition::patch::{SourceEdit, patched};
/// assert_eq!(patched("\u{feff}een\r\ntwee\r\n", &[SourceEdit::new(4..8, "2\n3")]), "\u{feff}een\r\n2\r\n3\r\n");
/// ```
pub fn patched(file: &str, edits: &[SourceEdit]) -> String {
    let mut edits: Vec<&SourceEdit> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.span.start);
    let has_returns = file.contains("\r\n");
    let mark = if file.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut places = PositionMap { bytes: file.as_bytes(), in_file: mark, in_source: 0 };
    let mut patched = String::with_capacity(file.len());
    let mut written = 0;
    for SourceEdit { span, text } in edits {
        let start = places.of(span.range().start);
        patched.push_str(&file[written..start]);
        if has_returns {
            patched.push_str(&text.replace('\n', "\r\n"));
        } else {
            patched.push_str(text);
        }
        written = places.of(span.range().end);
    }
    patched.push_str(&file[written..]);
    patched
}

/// Where in a file a place of its source is. Goes forwards only.
struct PositionMap<'f> {
    bytes: &'f [u8],
    in_file: usize,
    in_source: usize,
}

impl PositionMap<'_> {
    fn of(&mut self, place: usize) -> usize {
        while self.in_source < place && self.in_file < self.bytes.len() {
            self.in_file += if self.bytes[self.in_file..].starts_with(b"\r\n") { 2 } else { 1 };
            self.in_source += 1;
        }
        self.in_file
    }
}

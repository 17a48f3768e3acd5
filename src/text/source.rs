//! Source texts.

use std::sync::Arc;

use super::{Checked, Diagnostic, Digest, Location, Position, Rule, SourcePath, Span, phrase};

/// One text file of a site: UTF-8, without byte order mark, lines ended by `\n`.
#[derive(Clone, Debug)]
pub struct Source {
    path: SourcePath,
    text: Arc<str>,
    numbers: Option<Arc<[(usize, i64)]>>,
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
        Self { path, text, numbers: None, digest }
    }

    /// The same with the numbers that a program kept in the cells of a table, in thousandths, by where in the text each cell
    /// starts, in that order: the text alone can leave in doubt which they are.
    #[must_use]
    pub fn with_numbers(self, numbers: Vec<(usize, i64)>) -> Self {
        if numbers.is_empty() {
            return self;
        }
        let digest = Digest::of(&(self.digest, &numbers));
        Self { numbers: Some(numbers.into()), digest, ..self }
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
                "this file isn't UTF-8: invalid byte 0x{byte:02x}"
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

    /// The number that a program kept in the cell whose text starts at an offset, or one before it where it is quoted.
    pub(crate) fn number_at(&self, offset: usize) -> Option<i64> {
        let numbers = self.numbers.as_deref()?;
        let (at, number) = numbers[..numbers.partition_point(|(at, _)| *at <= offset)].last()?;
        (*at == offset || at + 1 == offset && self.text.as_bytes()[*at] == b'"').then_some(*number)
    }

    /// The digest of the text and the numbers in it, without the path.
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

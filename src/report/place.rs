//! Where a diagnostic stands: for people the line, cut around what is meant; for programs the path from where one is, lines
//! and columns.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::style::Style;
use crate::document::masked;
use crate::text::{Applicability, Diagnostic, Location, Position, Source, SourcePath, Span, TextEdit};

/// Where something stands in a text: what is pointed at lies on the line that it begins on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The byte of the text that it begins at.
    pub at: usize,
    /// Where it begins.
    pub start: Position,
    /// Where it ends: the place of the character behind it, which may lie on a further line.
    pub end: Position,
    /// The whole line that it begins on, as it was written.
    pub line: String,
}

/// How many characters of a line are shown at most. A paragraph is often one line.
const LINE: usize = 160;

/// How many of them stand before what is pointed at, where the line is longer.
const BEFORE: usize = 40;

/// How many characters around what is shown are looked at for what belongs to a person: more than any number or address has.
const AROUND: usize = 400;

impl Spot {
    /// Where a span begins and ends.
    pub fn of(source: &Source, span: Span) -> Self {
        let start = source.position(span.start);
        let line = source.line(start.line).to_owned();
        Self { at: span.range().start, start, end: source.position(span.end), line }
    }

    /// How many characters of its line are pointed at; 0 between two characters.
    fn width(&self, line: &[char]) -> usize {
        let end = if self.end.line == self.start.line { self.end.column } else { line.len() + 1 };
        end.saturating_sub(self.start.column)
    }

    /// The part of the line that is shown, without what spreads somebody's data.
    pub(crate) fn excerpt(&self) -> Excerpt {
        let line: Vec<char> = self.line.chars().collect();
        let start = (self.start.column - 1).min(line.len());
        let end = (start + self.width(&line).min(LINE)).min(line.len());
        let first = if start + BEFORE <= LINE { 0 } else { start - BEFORE };
        let last = line.len().min((first + LINE).max(end));
        // A line can hold a whole list, and a hundred diagnostics.
        let near = first.saturating_sub(AROUND);
        let text: String = line[near..line.len().min(last + AROUND)].iter().collect();
        // What is masked has as many characters.
        let shown: Vec<char> = masked(&text).chars().collect();
        let part =
            |range: Range<usize>| shown[range.start - near..range.end - near].iter().collect::<String>();
        let cut = |is_cut: bool| if is_cut { "…" } else { "" };
        Excerpt {
            before: cut(first > 0).to_owned() + &part(first..start),
            marked: part(start..end),
            after: part(end..last) + cut(last < line.len()),
            is_from_start: first == 0,
        }
    }
}

/// A line, or what is near in a long one, in three parts. Its characters are those of the text: who prints it makes them
/// harmless.
pub(crate) struct Excerpt {
    /// What comes before what is pointed at.
    pub(crate) before: String,
    /// What is pointed at; empty between two characters.
    pub(crate) marked: String,
    /// What comes behind it.
    pub(crate) after: String,
    /// Whether it shows the line from its start.
    pub(crate) is_from_start: bool,
}

/// Where a diagnostic stands in its file, where that could be read; `None` where the file as a whole is meant.
pub(crate) fn spot(at: &Location, source: Option<&Source>) -> Option<Spot> {
    let source = source.filter(|_| at.span.range() != (0..0));
    source.map(|source| Spot::of(source, at.span))
}

/// Where something stands in a file, for programs. Everything counts from 1, columns in characters.
#[derive(Debug, Serialize)]
pub(super) struct Region {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    /// The column after the last character.
    pub(super) end_column: usize,
}

impl Region {
    /// That of a spot; the first character where there is none.
    fn of(spot: Option<Spot>) -> Self {
        let first = Position { line: 1, column: 1 };
        let (start, end) = spot.map_or((first, first), |spot| (spot.start, spot.end));
        Self { line: start.line, column: start.column, end_line: end.line, end_column: end.column }
    }
}

/// Where a diagnostic is.
#[derive(Debug, Serialize)]
pub(super) struct FileRegion {
    /// From where the command was run.
    pub(super) path: String,
    #[serde(flatten)]
    pub(super) region: Region,
}

impl FileRegion {
    pub(super) fn new(location: &Location, sources: &BTreeMap<SourcePath, Source>, style: Style<'_>) -> Self {
        let region = Region::of(spot(location, sources.get(&location.path)));
        Self { path: style.path(&location.path), region }
    }
}

/// What to write instead, and where.
#[derive(Debug, Serialize)]
pub(super) struct Instead {
    #[serde(flatten)]
    pub(super) region: Region,
    /// What to put there.
    pub(super) text: String,
    /// Whether `check --fix` makes this change by itself.
    pub(super) is_safe: bool,
}

impl Instead {
    /// That of a diagnostic, where it has one.
    pub(super) fn of(diagnostic: &Diagnostic, sources: &BTreeMap<SourcePath, Source>) -> Option<Self> {
        let source = sources.get(diagnostic.path()?)?;
        let TextEdit { span, text } = diagnostic.edit(source)?;
        let is_safe = diagnostic.fix.as_ref()?.applicability == Applicability::MachineApplicable;
        Some(Self { region: Region::of(Some(Spot::of(source, span))), text, is_safe })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str, span: Span) -> [String; 3] {
        let source = Source::new(SourcePath::new("a.md").expect("a path"), text);
        let Excerpt { before, marked, after, is_from_start: _ } = Spot::of(&source, span).excerpt();
        [before, marked, after]
    }

    #[test]
    fn a_line_is_cut_around_what_is_meant() {
        assert_eq!(excerpt("---\nduur: één uur\n", Span::new(10, 15)), ["duur: ", "één", " uur"]);
        assert_eq!(excerpt("duur: één\nuur\n", Span::new(6, 15)), ["duur: ", "één", ""]);
        assert_eq!(excerpt("kort", Span::new(4, 4)), ["kort", "", ""]);
        let text = format!("{}HIER{}", "x".repeat(500), "y".repeat(500));
        let [before, marked, after] = excerpt(&text, Span::new(500, 504));
        assert_eq!(before, format!("…{}", "x".repeat(BEFORE)));
        assert_eq!((marked.as_str(), after.chars().count()), ("HIER", LINE - BEFORE - 4 + 1));
        let [before, marked, after] = excerpt(&text, Span::new(500, 1004));
        assert!(before.chars().count() + marked.len() + after.chars().count() < 250);
    }
}

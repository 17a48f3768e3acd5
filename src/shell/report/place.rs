//! Places as programs want them: the path from where one is, lines and columns.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Style;
use crate::text::{Applicability, Diagnostic, Location, Source, SourcePath, Span, TextEdit};

/// Where something stands in a file. Everything counts from 1, columns in characters.
#[derive(Debug, Serialize)]
pub(super) struct Region {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    /// The column after the last character.
    pub(super) end_column: usize,
}

impl Region {
    /// That of a span; the first character of the file where that couldn't be read.
    fn new(source: Option<&Source>, span: Span) -> Self {
        let place = |offset| source.map(|source| source.position(offset));
        let start = place(span.start).map_or((1, 1), |position| (position.line, position.column));
        let end = place(span.end).map_or(start, |position| (position.line, position.column));
        Self { line: start.0, column: start.1, end_line: end.0, end_column: end.1 }
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
        let region = Region::new(sources.get(&location.path), location.span);
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
        Some(Self { region: Region::new(Some(source), span), text, is_safe })
    }
}

//! The fields of a document that people read as sentences.

use std::ops::Range;

use super::places::PlacedTree;
use super::reading::{Block, blocks};
use super::{TextTree, lint, markdown};
use crate::data::Read;
use crate::text::{Diagnostic, Location, Source};

/// What was found in such fields.
#[derive(Debug, Default)]
pub(super) struct FieldTexts {
    /// Their running text.
    pub(super) blocks: Vec<Block>,
    /// Where code stands in them, which no value is filled into.
    pub(super) code: Vec<Range<usize>>,
}

impl FieldTexts {
    /// Adds a field without markup.
    pub(super) fn add(&mut self, source: &Source, text: &str, at: &Location) {
        self.blocks.push(Block::of_field(text, at.span, source.text()));
    }

    /// Adds a line of Markdown; gives what it says.
    pub(super) fn line(
        &mut self,
        source: &Source,
        field: &Read<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> TextTree {
        let read = markdown::read_line(source, field).unpack(diagnostics);
        self.take(read, diagnostics)
    }

    /// Adds Markdown of whole paragraphs; gives what it says.
    pub(super) fn blocks(
        &mut self,
        source: &Source,
        field: &Read<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> TextTree {
        let read = markdown::read_blocks(source, field).unpack(diagnostics);
        lint::table_heads(source, &read, diagnostics);
        self.take(read, diagnostics)
    }

    fn take(&mut self, read: PlacedTree, diagnostics: &mut Vec<Diagnostic>) -> TextTree {
        self.blocks.extend(blocks(&read));
        lint::links(&read.tree, diagnostics);
        let PlacedTree { tree, places } = read;
        // Where a text was typed otherwise than it reads, the places of its code aren't known.
        self.code.extend(places.code.into_iter().filter(|_| places.whole.is_none()));
        tree
    }
}

//! A tree with the places of what it says, as long as its source is being read: rules tell where something stands.

use std::ops::Range;

use super::tree::{Element, TextTree, TreeBuilder};
use crate::text::Span;

/// A tree, and where in its source it stands.
#[derive(Debug, Default)]
pub(super) struct PlacedTree {
    pub(super) tree: TextTree,
    pub(super) places: Places,
}

/// Where in its source stands what a tree says.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Where the pieces of the text stand, each with where it starts in the text; in the order of both.
    pub(super) pieces: Vec<PlacedPiece>,
    /// Where the head of each table stands, in order.
    pub(super) table_heads: Vec<Span>,
    /// Where code stands, in order.
    pub(super) code: Vec<Range<usize>>,
    /// Where all of it stands, where it was typed otherwise than it reads.
    pub(super) whole: Option<Span>,
}

/// A text that was typed as it reads: where it starts in a text and in its source, in bytes.
pub(super) type PlacedPiece = (usize, usize);

impl Places {
    /// The pieces of a part of the text.
    pub(super) fn pieces(&self, part: Range<usize>) -> &[PlacedPiece] {
        let before = |at: usize| self.pieces.partition_point(|(text, _)| *text < at);
        &self.pieces[before(part.start)..before(part.end)]
    }
}

/// A tree that grows, with its places.
#[derive(Debug, Default)]
pub(super) struct PlacedBuilder {
    pub(super) tree: TreeBuilder,
    pub(super) places: Places,
}

impl PlacedBuilder {
    /// Adds a node whose text rules look at; `pieces` are those of the text.
    pub(super) fn words(&mut self, element: Element, text: &str, pieces: impl Iterator<Item = PlacedPiece>) {
        let at = self.tree.text_len();
        self.tree.leaf(element, text);
        self.places.pieces.extend(pieces.map(|(piece, source)| (at + piece, source)));
    }

    /// Gives the node that was started last a text of its own.
    pub(super) fn name(&mut self, text: &str) {
        let at = self.tree.name(text);
        let behind = self.places.pieces.iter_mut().rev().take_while(|(piece, _)| *piece >= at);
        behind.for_each(|(piece, _)| *piece += text.len());
    }

    pub(super) fn finish(self) -> PlacedTree {
        // Trees are kept for as long as the preview runs; their places aren't.
        PlacedTree { tree: self.tree.finish().compact(), places: self.places }
    }
}

//! The files of a document: those of all layers and languages, and those that one reader's document is made of.

use rayon::prelude::*;

use super::Mode;
use crate::document::{Document, Role};
use crate::text::Diagnostic;

/// One file of a document: what one layer says in one language.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The place of its layer; the lowest is 0.
    pub layer: usize,
    /// What it is to the pieces before it.
    pub role: Role,
    /// What it says.
    pub document: Document,
}

impl Piece {
    /// Whether it says anything that readers see; one that only notes what it lies on doesn't.
    pub(super) fn says_something(&self) -> bool {
        let Document { outline, body } = &self.document;
        outline.derivation.as_ref().is_none_or(|derivation| {
            let says_field = outline.given.iter().any(|given| given.value.is_content());
            let is_otherwise = derivation.takes_over || !derivation.removed.is_empty();
            says_field || is_otherwise || !body.lead.is_empty() || !body.sections.is_empty()
        })
    }
}

/// What lies on each other under one id.
pub type Stack = Vec<Piece>;

/// Groups pieces by the document they are of, in the order of ids, and each stack in the order of laying.
pub fn stacks(mut pieces: Vec<Piece>) -> Vec<Stack> {
    pieces.par_sort_by(|one, other| {
        let key = |piece: &Piece| (piece.layer, piece.role == Role::Translation);
        let (one_id, other_id) = (&one.document.outline.id, &other.document.outline.id);
        one_id.cmp(other_id).then_with(|| key(one).cmp(&key(other)))
    });
    let mut stacks: Vec<Stack> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match stacks.last_mut() {
            Some(stack) if stack[0].document.outline.id == piece.document.outline.id => stack.push(piece),
            _ => stacks.push(vec![piece]),
        }
    }
    stacks
}

/// For whom a file is looked at from a layer: what a layer below is still working on is nobody else's business.
pub(super) fn mode_for(layer: usize, piece: &Piece, mode: Mode) -> Mode {
    if piece.layer < layer { Mode::Publish } else { mode }
}

/// What a document is made of.
#[derive(Clone, Debug)]
pub struct Derived {
    /// The files in the order in which they lie on each other; [`crate::document::Section::piece`] refers to them.
    pub pieces: Vec<DerivedPiece>,
    /// What was found wrong while laying them over each other.
    pub diagnostics: Vec<Diagnostic>,
}

/// A file, and what it was merged onto.
#[derive(Clone, Debug)]
pub struct DerivedPiece {
    /// The file.
    pub piece: Piece,
    /// The document of the site's own language that it is derived from; `None` for the lowest.
    pub base: Option<Document>,
}

//! What a file is made from: what those below it give together, in the language that the site is written in.

use super::overlay::{is_ready, merge, only_piece};
use super::piece::mode_for;
use super::{DerivedPiece, Mode, Piece, Stack};
use crate::document::{Document, Role};

/// Every file of a document with what it is made from: drafts and those that hide it too.
pub fn derived(stack: &Stack) -> Vec<DerivedPiece> {
    let derived = stack.iter().enumerate().map(|(idx, piece)| {
        let base = stack[..idx].iter().enumerate().fold(None, |base, (idx, below)| {
            merged(base, idx, below, mode_for(piece.layer, below, Mode::Preview))
        });
        DerivedPiece { piece: piece.clone(), base }
    });
    derived.collect()
}

/// What the layers below one give together of a document, in the language that the site is written in. `None` where
/// they don't have it.
pub fn below(stack: &Stack, layer: usize) -> Option<Document> {
    let pieces = stack.iter().enumerate().take_while(|(_, piece)| piece.layer < layer);
    pieces.fold(None, |below, (idx, piece)| merged(below, idx, piece, Mode::Publish))
}

/// What a document of the site's own language is with one more file merged onto it.
fn merged(below: Option<Document>, idx: usize, piece: &Piece, mode: Mode) -> Option<Document> {
    let is_incomplete = below.is_none() && piece.role != Role::Own;
    if piece.role == Role::Translation || is_incomplete || !is_ready(piece, mode) {
        return below;
    }
    Some(match below {
        None => only_piece(piece, idx),
        // What is wrong with the laying is reported where readers get it.
        Some(below) => merge(&below, piece, idx, &mut Vec::new()),
    })
}

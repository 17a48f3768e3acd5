//! What the texts of one document become HTML with.

use super::shared::Shared;
use super::theme::default_strings;
use crate::document::{Body, Outline};
use crate::edition::DerivedPiece;
use crate::model::Language;

/// What the texts of one document become HTML with.
pub(super) struct Html<'h, 's> {
    pub(super) shared: &'h Shared<'s>,
    pub(super) outline: &'h Outline,
    pub(super) body: &'h Body,
    /// The files that it is made of; empty for one.
    pub(super) pieces: &'h [DerivedPiece],
    pub(super) root: String,
    /// The address of the glossary, seen from the page.
    pub(super) glossary: String,
}

impl Html<'_, '_> {
    /// The language of what comes from a piece.
    pub(super) fn language(&self, piece: usize) -> &Language {
        let piece = self.pieces.get(piece).map(|derived| &derived.piece.document.outline);
        piece.map_or(&self.outline.language, |outline| &outline.language)
    }

    /// The title of the site that a piece comes from, where that isn't the one that wrote the document.
    pub(super) fn localised_by(&self, piece: usize) -> Option<String> {
        let (first, piece) = (self.pieces.first()?, self.pieces.get(piece)?);
        let layer = piece.piece.layer;
        (layer > first.piece.layer).then(|| self.shared.site.layers[layer].title.clone())
    }

    /// A word of the interface that stands within the text, in the language of the text.
    pub(super) fn word<'w>(&'w self, key: &'w str, language: &Language) -> &'w str {
        let theirs = self.shared.foreign(language).and_then(|_| default_strings(language)?.own(key));
        theirs.unwrap_or_else(|| self.shared.strings.get(key))
    }
}

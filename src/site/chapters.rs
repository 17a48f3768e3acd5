//! Chapters: folders with a page of their own, `index.md`, and the documents in them.

use rustc_hash::FxHashMap;

use super::Site;
use crate::document::DocumentId;
use crate::edition::Edition;

/// The documents of each chapter, in the order of lists, by the id of its page. A chapter within one is among them.
pub(super) type Chapters = FxHashMap<DocumentId, Vec<DocumentId>>;

/// From the documents in the order of lists.
pub(super) fn chapters<'l>(edition: &Edition, listed: impl Iterator<Item = &'l DocumentId>) -> Chapters {
    let mut chapters = Chapters::default();
    for id in listed {
        let parent = id.parent().and_then(|parent| edition.documents.get_key_value(parent));
        let page = parent.filter(|(_, document)| document.outline.is_chapter());
        if let Some((chapter, _)) = page {
            chapters.entry(chapter.clone()).or_default().push(id.clone());
        }
    }
    chapters
}

impl Site {
    /// What is in a chapter, in order; empty where the document is the page of none.
    pub fn chapter(&self, id: &DocumentId) -> &[DocumentId] {
        self.chapters.get(id).map(Vec::as_slice).unwrap_or_default()
    }

    /// The chapters that a document lies in, the outermost first.
    pub fn chapters_around(&self, id: &DocumentId) -> Vec<&DocumentId> {
        let mut around = Vec::new();
        let mut parent = id.parent();
        while let Some((chapter, _)) = parent.and_then(|parent| self.chapters.get_key_value(parent)) {
            around.push(chapter);
            parent = chapter.parent();
        }
        around.reverse();
        around
    }
}

//! Chapters: folders with a page of their own, `index.md`, and the documents in them.

use rustc_hash::FxHashMap;

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

//! Texts at the top of a list: of a kind's documents, or of a term's.

use super::arranged::Site;
use crate::document::DocumentId;
use crate::edition::ResolvedDocument;
use crate::model::{Facet, KindId, Term};

impl Site {
    /// The text at the top of the list of a kind: `index.md` in its folder.
    pub fn list_introduction(&self, kind: KindId) -> Option<&ResolvedDocument> {
        self.document(&self.config.model.kind(kind).folder)
    }

    /// The text at the top of the page of a term: a file of its name in the folder of the facet.
    pub fn term_introduction(&self, facet: &Facet, term: &Term) -> Option<&ResolvedDocument> {
        let found = self.document(DocumentId::of_entry(&facet.id, &term.id).as_str())?;
        self.is_introduction(&found.outline.id).then_some(found)
    }

    /// Whether a document has no page of its own, since it stands at the top of a list.
    pub fn is_introduction(&self, id: &DocumentId) -> bool {
        id.introduces(&self.config.model).is_some()
    }
}

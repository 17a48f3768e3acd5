//! What can get another name.

use std::collections::BTreeMap;

use crate::document::DocumentId;

/// What gets which name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Renaming {
    /// Documents, by their names; those of a chapter go together.
    Documents(BTreeMap<DocumentId, DocumentId>),
    /// A term of a facet.
    Term {
        /// The facet.
        facet: String,
        /// The term.
        from: String,
        /// Its new name; a slug.
        to: String,
    },
    /// What provisions and questions find each other by.
    Subject {
        /// As it is typed.
        from: String,
        /// As it is to be typed.
        to: String,
    },
    /// The heading of a section.
    Heading {
        /// The document.
        document: DocumentId,
        /// The section, by its id. It keeps that: other sites may link to it.
        section: String,
        /// The new words.
        text: String,
    },
}

impl Renaming {
    /// The name of a document after this; that of the page which introduces a term goes with the term.
    pub(super) fn document(&self, id: &DocumentId) -> DocumentId {
        match self {
            Self::Documents(names) => names.get(id).unwrap_or(id).clone(),
            Self::Term { facet, from, to } if *id == DocumentId::of_entry(facet, from) => {
                DocumentId::of_entry(facet, to)
            }
            Self::Term { .. } | Self::Subject { .. } | Self::Heading { .. } => id.clone(),
        }
    }

    /// The name of an entry of the record after this.
    pub(super) fn entry(&self, name: &str) -> String {
        match self {
            Self::Term { facet, from, to } if name == format!("terms/{facet}/{from}") => {
                format!("terms/{facet}/{to}")
            }
            _ => name.to_owned(),
        }
    }
}

//! The closed vocabularies that documents have words of: facets with their terms.

use super::{Audience, Color, KindId};

/// A closed vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Facet {
    /// Its key in front matter; a slug.
    pub id: String,
    /// Another name that front matter takes for it.
    pub alias: Option<String>,
    /// Its title.
    pub title: String,
    /// The kinds whose documents may have it; all where it is empty.
    pub kinds: Vec<KindId>,
    /// Whether every document that its terms are to name has to have one of them.
    pub required: bool,
    /// Whether a document may have several.
    pub many: bool,
    /// How many documents each term is to have in the site that says so; 0 where none does, and in the sites above it.
    pub at_least: usize,
    /// Who sees it.
    pub audience: Audience,
    /// Whether it was declared as a choice among the fields: it doesn't lead, and a term of it has a page only where a
    /// document has the term.
    pub is_field: bool,
    /// Whether a layer below declares it or asks for it, and so may give up its terms or ask for one of them anew.
    pub is_from_below: bool,
    /// Its terms, in order.
    pub terms: Vec<Term>,
}

impl Facet {
    /// Whether documents of a kind may have it.
    pub fn is_for(&self, kind: KindId) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }

    /// Whether front matter means this facet by a key.
    pub fn is(&self, key: &str) -> bool {
        self.id == key || self.alias.as_deref() == Some(key)
    }

    /// The term that front matter means by a name.
    pub fn term(&self, name: &str) -> Option<&Term> {
        self.terms.iter().find(|term| term.id == name || term.alias.as_deref() == Some(name))
    }

    /// The term that had a name before.
    pub fn formerly(&self, name: &str) -> Option<&Term> {
        self.terms.iter().find(|term| term.former.iter().any(|former| former == name))
    }
}

/// One word of a vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// Its name in front matter; a slug.
    pub id: String,
    /// Another name that front matter takes for it.
    pub alias: Option<String>,
    /// The names that it had before: whoever still uses one means it.
    pub former: Vec<String>,
    /// Its title.
    pub title: String,
    /// What it is about; may be empty.
    pub summary: String,
    /// Its color, if it has one.
    pub color: Option<Color>,
    /// The name of its icon in the theme, if it has one.
    pub icon: Option<String>,
}

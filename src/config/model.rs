//! The content model: what documents of a site may say about themselves.

use std::collections::BTreeMap;

use super::{AllowedNumbers, Color, FactKind, Strength};
use crate::data::KeyName;

/// What documents of a site may say about themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ContentModel {
    /// The facets, in order. The first one leads: its terms order the cards and give them a color and an icon.
    pub facets: Vec<Facet>,
    /// The relations, in order.
    pub relations: Vec<Relation>,
    /// The level-2 headings that are expected, per kind of document, in order.
    pub sections: BTreeMap<DocumentKind, Vec<ExpectedSection>>,
    /// The site's own words that residents don't know, in lower case, each with what to write instead; with nothing where
    /// the tool takes a word for one and the site doesn't.
    pub jargon: BTreeMap<String, String>,
    /// The numbers and addresses that belong to nobody in particular though they look so.
    pub allowed_numbers: AllowedNumbers,
    /// The kinds of facts, from strong to weak.
    pub fact_kinds: Vec<FactKind>,
}

impl ContentModel {
    /// The facet whose terms order the cards, if the site has any facet.
    pub fn leading_facet(&self) -> Option<&Facet> {
        self.facets.first()
    }

    /// The kind of facts of this id.
    pub fn fact_kind(&self, id: &str) -> Option<&FactKind> {
        self.fact_kinds.iter().find(|kind| kind.id == id)
    }

    /// What a card is worth that rests on facts of these kinds: as much as the weakest, but for what is nothing to rest on.
    pub fn weakest<'k>(&self, ids: impl IntoIterator<Item = &'k String>) -> Option<&FactKind> {
        let places = ids.into_iter().filter_map(|id| self.fact_kinds.iter().position(|kind| kind.id == *id));
        let rests_on = |place: &usize| self.fact_kinds[*place].strength != Strength::Nothing;
        places.filter(rests_on).max().map(|place| &self.fact_kinds[place])
    }
}

/// What a document is; decided by the folder it lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// A practice card, for teams.
    Card,
    /// A question of a resident.
    Question,
    /// Anything else.
    Page,
    /// A provision: written as data, and shown as a document.
    Provision,
}

impl DocumentKind {
    /// Every kind that people write as text.
    pub const ALL: [Self; 3] = [Self::Card, Self::Question, Self::Page];

    /// The folder of a site where documents of this kind lie; also the first part of their addresses.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Card => "kaarten",
            Self::Question => "vragen",
            Self::Page => "paginas",
            Self::Provision => "voorzieningen",
        }
    }

    /// The kind of the texts in this folder.
    pub fn of_folder(folder: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.folder() == folder)
    }

    /// Its name in the configuration and in templates.
    pub fn named(self) -> KeyName {
        match self {
            Self::Card => KeyName { en: "card", nl: "kaart" },
            Self::Question => KeyName { en: "question", nl: "vraag" },
            Self::Page => KeyName { en: "page", nl: "pagina" },
            Self::Provision => KeyName { en: "provision", nl: "voorziening" },
        }
    }
}

/// A closed vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Facet {
    /// Its key in front matter; a slug.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whether every card has to have a term of it.
    pub required: bool,
    /// Whether a document may have several.
    pub many: bool,
    /// Its terms, in order.
    pub terms: Vec<Term>,
}

impl Facet {
    /// The term of this name.
    pub fn term(&self, id: &str) -> Option<&Term> {
        self.terms.iter().find(|term| term.id == id)
    }
}

/// One word of a vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// Its name in front matter; a slug.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about; may be empty.
    pub summary: String,
    /// Its color, if it has one.
    pub color: Option<Color>,
    /// The name of its icon in the theme, if it has one.
    pub icon: Option<String>,
}

/// A typed link between two documents.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Relation {
    /// Its key in front matter; a slug.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The key of the same relation seen from the other side; its own where it is symmetric.
    pub inverse: String,
    /// The title of the inverse.
    pub inverse_title: String,
}

/// A level-2 heading that documents of a kind are expected to have.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ExpectedSection {
    /// The id that such a heading gets.
    pub id: String,
    /// The heading.
    pub title: String,
    /// Whether readers count on it so much that its absence is told.
    pub required: bool,
    /// What it is for, where the theme shows it in a way of its own.
    pub role: Option<SectionRole>,
}

/// What a section is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SectionRole {
    /// How to do it: numbered steps.
    Steps,
    /// When not to.
    Limits,
    /// What others think of it.
    Voices,
}

impl SectionRole {
    /// Its name, in the configuration and in templates.
    pub fn name(self) -> &'static str {
        match self {
            Self::Steps => "steps",
            Self::Limits => "limits",
            Self::Voices => "voices",
        }
    }
}

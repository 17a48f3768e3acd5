//! The content model: what documents of a site may say about themselves.

use std::collections::BTreeMap;

use super::{
    AllowedNumbers, Facet, FactKind, Field, FieldId, Kind, KindId, Language, Strength, built_in, choices,
    kind,
};

/// What documents of a site may say about themselves.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ContentModel {
    /// The kinds of documents, by [`KindId`]: the built-in ones, and behind them what the layers declare, the lowest first.
    pub kinds: Vec<Kind>,
    /// The fields that documents may have, by [`FieldId`]; in the same order.
    pub fields: Vec<Field>,
    /// The facets, in order. The first one that isn't a field leads: its terms order the cards and give them a color and an icon.
    pub facets: Vec<Facet>,
    /// The relations, in order.
    pub relations: Vec<Relation>,
    /// The site's own words that residents don't know, in lower case, each with what to write instead; with nothing where
    /// the tool takes a word for one and the site doesn't.
    pub jargon: BTreeMap<String, String>,
    /// The numbers and addresses that belong to nobody in particular though they look so.
    pub allowed_numbers: AllowedNumbers,
    /// The kinds of facts, from strong to weak.
    pub fact_kinds: Vec<FactKind>,
}

impl ContentModel {
    /// What the program knows by itself, with the folders of a site in this language.
    /// Its words are those of the language that is `shown`.
    pub fn built_in(language: &Language, shown: &Language) -> Self {
        Self {
            kinds: kind::built_in(language),
            fields: built_in::fields(),
            facets: choices::choices(language, shown),
            relations: Vec::new(),
            jargon: BTreeMap::new(),
            allowed_numbers: AllowedNumbers::default(),
            fact_kinds: FactKind::built_in(),
        }
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

    /// A kind.
    pub fn kind(&self, id: KindId) -> &Kind {
        &self.kinds[id.place()]
    }

    /// A kind, to say otherwise what it is.
    pub(crate) fn kind_mut(&mut self, id: KindId) -> &mut Kind {
        &mut self.kinds[id.place()]
    }

    /// Forgets what the layer that declared it asks of its own documents: that stops no site above it. Takes what is there for
    /// what may be given up below.
    pub(crate) fn ask_nothing(&mut self) {
        self.facets.iter_mut().for_each(|facet| (facet.at_least, facet.is_from_below) = (0, true));
        for kind in &mut self.kinds {
            kind.length = None;
            for section in &mut kind.sections {
                section.length = None;
                section.items = None;
            }
        }
    }

    /// Every kind with its id, in order.
    pub fn kinds(&self) -> impl Iterator<Item = (KindId, &Kind)> {
        let id = |place| KindId::at(place).expect("no more kinds are read than there are ids");
        self.kinds.iter().enumerate().map(move |(place, kind)| (id(place), kind))
    }

    /// The kind that the configuration means by a name.
    pub fn kind_named(&self, name: &str) -> Option<KindId> {
        self.kinds().find(|(_, kind)| kind.is(name)).map(|(id, _)| id)
    }

    /// The kind of the texts in a folder of the site.
    pub fn kind_in(&self, folder: &str) -> Option<KindId> {
        self.kinds().find(|(_, kind)| kind.is_text && kind.lies_in(folder)).map(|(id, _)| id)
    }

    /// The facet whose terms are introduced by the texts in a folder of the site. The words of a choice aren't.
    pub fn facet_in(&self, folder: &str) -> Option<&Facet> {
        self.facets.iter().find(|facet| !facet.is_field && facet.is(folder))
    }

    /// A field.
    pub fn field(&self, id: FieldId) -> &Field {
        &self.fields[id.place()]
    }

    /// Every field with its id, in order.
    pub fn fields(&self) -> impl Iterator<Item = (FieldId, &Field)> {
        let id = |place| FieldId::at(place).expect("no more fields are read than there are ids");
        self.fields.iter().enumerate().map(move |(place, field)| (id(place), field))
    }

    /// The facets that documents of a kind have to have.
    pub fn required_facets(&self, kind: KindId) -> impl Iterator<Item = &Facet> {
        self.facets.iter().filter(move |facet| facet.required && self.is_listed_by(facet, kind))
    }

    /// Whether the pages of a facet's terms name documents of a kind.
    pub fn is_listed_by(&self, facet: &Facet, kind: KindId) -> bool {
        if facet.kinds.is_empty() { self.kind(kind).is_classified } else { facet.kinds.contains(&kind) }
    }

    /// The facet whose terms order the cards, if the site has any facet.
    pub fn leading_facet(&self) -> Option<&Facet> {
        self.facets.iter().find(|facet| !facet.is_field)
    }
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

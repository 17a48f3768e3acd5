//! What the pages of a site are called in addresses, in the language that it is written in, and which lists it has.

use super::arranged::FOOTER_LENGTH;
use super::{Initial, Owner, Reference, Site};
use crate::config::Readership;
use crate::data::KeyName;
use crate::document::DocumentId;
use crate::model::{Facet, KindId, Term, keys};

impl Site {
    /// The address of a part of a list that starts at `address`.
    pub fn part_address(&self, address: &str, number: usize) -> String {
        if number == 1 {
            address.to_owned()
        } else {
            format!("{address}{}-{number}/", self.word(keys::PART_PAGE))
        }
    }

    /// What a page that isn't of the model is called in addresses, in the language that the site is written in.
    pub(crate) fn word(&self, key: KeyName) -> &'static str {
        key.in_language(self.own_config.source_language())
    }

    fn page_address(&self, key: KeyName) -> String {
        format!("{}{}/", self.prefix, self.word(key))
    }

    /// The address of the glossary.
    pub fn glossary_address(&self) -> String {
        self.page_address(keys::GLOSSARY_PAGE)
    }

    /// The address of the list of sources.
    pub fn sources_address(&self) -> String {
        self.page_address(keys::SOURCES_PAGE)
    }

    /// The address of the list of releases.
    pub fn releases_address(&self) -> String {
        self.page_address(keys::RELEASES_PAGE)
    }

    /// The address of the page that searches, and of what it searches in.
    pub fn search_address(&self) -> String {
        self.page_address(keys::SEARCH_PAGE)
    }

    /// The address of the list of all documents from A to Z.
    pub fn letters_address(&self) -> String {
        self.page_address(keys::LETTERS_PAGE)
    }

    /// The address of the page of a letter; see [`Site::has_letter_pages`].
    pub fn letter_address(&self, initial: &Initial) -> String {
        format!("{}{}/", self.letters_address(), initial.slug)
    }

    /// The address of the list of owners.
    pub fn owners_address(&self) -> String {
        self.page_address(keys::OWNERS_PAGE)
    }

    /// The address of the list of an owner's documents.
    pub fn owner_address(&self, owner: &Owner) -> String {
        format!("{}{}/", self.owners_address(), owner.slug)
    }

    /// Whether it lists releases: a site that others lie on, and never for residents.
    pub fn has_releases(&self) -> bool {
        !self.reference.releases.0.is_empty()
    }

    /// The address of a term's page.
    pub fn term_address(&self, facet: &Facet, term: &Term) -> String {
        format!("{}{}/{}/", self.prefix, facet.id, term.id)
    }

    /// Whether an address without slashes around it is that of a list, of the search page or of the home page.
    pub fn is_list(&self, address: &str) -> bool {
        let term = || {
            let (facet, term) = address.split_once('/')?;
            self.config.model.facets.iter().find(|other| other.id == facet)?.term(term)
        };
        let kind = self.config.model.kind_in(address);
        let is = |key: KeyName| address == self.word(key);
        let below =
            |key: KeyName| address.strip_prefix(self.word(key)).and_then(|rest| rest.strip_prefix('/'));
        let Reference { register, glossary, .. } = &*self.reference;
        let is_letter =
            |slug: &str| self.has_letter_pages() && self.initials.iter().any(|initial| initial.slug == slug);
        let is_owner = |slug: &str| self.owners.iter().any(|owner| owner.slug == slug);
        let (owner, letter) = (below(keys::OWNERS_PAGE), below(keys::LETTERS_PAGE));
        // Pages have no list: each is named at the foot of every page.
        address.is_empty()
            || is(keys::GLOSSARY_PAGE) && !glossary.words.is_empty()
            || is(keys::SOURCES_PAGE) && !register.sources.is_empty()
            || is(keys::RELEASES_PAGE) && self.has_releases()
            || (is(keys::SEARCH_PAGE) || is(keys::LETTERS_PAGE)) && self.has_search()
            || letter.is_some_and(is_letter)
            || is(keys::OWNERS_PAGE) && !self.owners.is_empty()
            || owner.is_some_and(is_owner)
            || kind.is_some_and(|kind| self.has_list(kind))
            || self.is_place(address)
            || term().is_some()
    }

    /// The address of the list of a kind.
    pub fn list_address(&self, kind: KindId) -> String {
        format!("{}{}/", self.prefix, self.config.model.kind(kind).folder)
    }

    /// Whether a kind has a list of its documents. On a site for residents alone nobody looks for cards.
    pub fn has_list(&self, kind: KindId) -> bool {
        let is_empty = self.list(kind).is_empty();
        let is_listed = self.config.model.kind(kind).is_listed;
        if self.list_introduction(kind).is_some() {
            return true;
        }
        match kind {
            KindId::CARD => {
                is_listed && (!is_empty || self.readership == Readership::Team && self.has_cards())
            }
            KindId::QUESTION => is_listed && (!is_empty || self.has_cards()),
            // What the foot of every page doesn't name is found in a list.
            KindId::PAGE => is_listed || self.footer_pages().len() < self.list(kind).len(),
            _ => is_listed && !is_empty,
        }
    }

    /// The pages that the foot of every page names: those that the site chose, else the first few that lie in no chapter.
    pub fn footer_pages(&self) -> Vec<&DocumentId> {
        match &self.config.footer {
            Some(chosen) => chosen.iter().filter_map(|(id, _)| self.named(id)).collect(),
            None => {
                let is_in_chapter = |id: &DocumentId| id.as_str().matches('/').count() > 1;
                let pages = self.list(KindId::PAGE).iter().filter(|id| !is_in_chapter(id));
                pages.take(FOOTER_LENGTH).collect()
            }
        }
    }

    /// Whether cards are what the site is about: nothing of another kind takes their place.
    fn has_cards(&self) -> bool {
        let others = self.config.model.kinds().filter(|(id, kind)| *id != KindId::CARD && kind.is_classified);
        !self.list(KindId::CARD).is_empty() || others.into_iter().all(|(id, _)| self.list(id).is_empty())
    }

    /// Whether a term has a page of its documents. A term of the vocabulary has one for teams even while it has none.
    pub fn has_page(&self, facet: &Facet, term: &Term) -> bool {
        let is_vocabulary = !facet.is_field && self.readership == Readership::Team && facet.kinds.is_empty();
        !self.documents_of(facet, term).is_empty()
            || is_vocabulary && self.has_cards()
            || self.term_introduction(facet, term).is_some()
    }

    /// The kinds that have a list, in the order of the model.
    pub fn listed_kinds(&self) -> impl Iterator<Item = KindId> {
        self.config.model.kinds().map(|(id, _)| id).filter(|kind| self.has_list(*kind))
    }
}

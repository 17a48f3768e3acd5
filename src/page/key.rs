//! Which pages a site has, by name, and the address of each.

use crate::directory::AreaCode;
use crate::document::DocumentId;
use crate::model::{self, KindId};
use crate::site::{Initial, Reference, Site};
use crate::text::slugify;

/// The name of a page before it is made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageKey {
    /// The home page.
    Home,
    /// A part of the list of all documents of a kind; parts count from 1.
    List(KindId, usize),
    /// A part of the list of a term's cards, by the places of facet and term in the model.
    Term(usize, usize, usize),
    /// The page of a document.
    Document(DocumentId),
    /// What only teams should see of a provision, by its document.
    ProvisionForTeams(DocumentId),
    /// All provisions from A to Z.
    Directory,
    /// Where one finds one's area.
    Areas,
    /// An area.
    Area(AreaCode),
    /// What only teams should see of an area.
    AreaForTeams(AreaCode),
    /// The accessibility statement.
    Accessibility,
    /// The glossary.
    Glossary,
    /// The list of sources.
    Sources,
    /// The facts of a source, by its id.
    Source(String),
    /// The facts that nothing cites.
    UnusedFacts,
    /// The releases of the site.
    Releases,
    /// The search page.
    Search,
    /// The list of all documents from A to Z.
    Letters,
    /// A part of the list of a letter's documents, by the place of the letter in [`Site::initials`].
    Letter(usize, usize),
    /// Who looks after which documents.
    Owners,
    /// A part of the list of an owner's documents, by the place of the owner in [`Site::owners`].
    Owner(usize, usize),
    /// The page shown where there is none.
    NotFound,
}

/// Every page of a site, in the order of their addresses.
pub fn keys(site: &Site) -> Vec<PageKey> {
    let mut keys = vec![PageKey::Home];
    // Servers show the one at the root for any address.
    keys.extend(site.prefix.is_empty().then_some(PageKey::NotFound));
    // Provisions have a list of their own.
    for kind in site.listed_kinds().filter(|kind| *kind != KindId::PROVISION) {
        keys.extend((1..=site.parts(site.list(kind)).len()).map(|part| PageKey::List(kind, part)));
    }
    for (facet_idx, facet) in site.config.model.facets.iter().enumerate() {
        for (term_idx, term) in facet.terms.iter().enumerate().filter(|(_, term)| site.has_page(facet, term))
        {
            let parts = site.parts(site.documents_of(facet, term)).len();
            keys.extend((1..=parts).map(|part| PageKey::Term(facet_idx, term_idx, part)));
        }
    }
    let documents = site.edition.documents.keys().filter(|id| !site.is_introduction(id));
    keys.extend(documents.cloned().map(PageKey::Document));
    keys.extend(places_keys(site));
    let Reference { register, glossary, .. } = &*site.reference;
    keys.extend((!glossary.words.is_empty()).then_some(PageKey::Glossary));
    if !register.sources.is_empty() {
        keys.extend([PageKey::Sources, PageKey::UnusedFacts]);
        keys.extend(register.sources.keys().cloned().map(PageKey::Source));
    }
    keys.extend(site.has_releases().then_some(PageKey::Releases));
    if site.has_search() {
        keys.extend([PageKey::Search, PageKey::Letters]);
    }
    if site.has_letter_pages() {
        for (idx, initial) in site.initials().iter().enumerate() {
            keys.extend((1..=site.parts(&initial.documents).len()).map(|part| PageKey::Letter(idx, part)));
        }
    }
    keys.extend((!site.owners().is_empty()).then_some(PageKey::Owners));
    for (idx, owner) in site.owners().iter().enumerate() {
        keys.extend((1..=site.parts(&owner.reviews).len()).map(|part| PageKey::Owner(idx, part)));
    }
    keys
}

/// The pages of where residents can go, and what has to be declared about the site.
fn places_keys(site: &Site) -> Vec<PageKey> {
    let mut keys = Vec::new();
    let provisions = site.list(KindId::PROVISION);
    keys.extend((!provisions.is_empty()).then_some(PageKey::Directory));
    keys.extend(site.has_areas().then_some(PageKey::Areas));
    let areas = || site.areas().into_iter().map(|area| area.code.clone());
    keys.extend(areas().map(PageKey::Area));
    if site.has_team_pages() {
        keys.extend(provisions.iter().cloned().map(PageKey::ProvisionForTeams));
        keys.extend(areas().map(PageKey::AreaForTeams));
    }
    keys.extend(site.config.duties.accessibility.is_some().then_some(PageKey::Accessibility));
    keys
}

/// The address of a page, relative to the root of the site.
pub fn address(site: &Site, key: &PageKey) -> String {
    match key {
        PageKey::Home => site.prefix.clone(),
        PageKey::List(kind, part) => site.part_address(&site.list_address(*kind), *part),
        PageKey::Term(facet, term, part) => {
            let facet = &site.config.model.facets[*facet];
            site.part_address(&site.term_address(facet, &facet.terms[*term]), *part)
        }
        PageKey::Document(id) => site.address(id),
        PageKey::ProvisionForTeams(id) => site.team_address(&site.address(id)),
        PageKey::Directory => site.list_address(KindId::PROVISION),
        PageKey::Areas => site.areas_address(),
        PageKey::Area(code) => area_address(site, code),
        PageKey::AreaForTeams(code) => site.team_address(&area_address(site, code)),
        PageKey::Accessibility => site.accessibility_address(),
        PageKey::Glossary => site.glossary_address(),
        PageKey::Sources => site.sources_address(),
        PageKey::Source(id) => facts_address(site, Some(id)),
        PageKey::UnusedFacts => facts_address(site, None),
        PageKey::Releases => site.releases_address(),
        PageKey::Search => site.search_address(),
        PageKey::Letters => site.letters_address(),
        PageKey::Letter(initial, part) => {
            site.part_address(&site.letter_address(&site.initials()[*initial]), *part)
        }
        PageKey::Owners => site.owners_address(),
        PageKey::Owner(owner, part) => site.part_address(&site.owner_address(&site.owners()[*owner]), *part),
        PageKey::NotFound => NOT_FOUND.to_owned(),
    }
}

/// The address of the page of a source, or of the facts that nothing cites where there is none.
pub(super) fn facts_address(site: &Site, source: Option<&str>) -> String {
    let name = source.map_or_else(|| site.word(model::keys::UNUSED_PAGE).to_owned(), slugify);
    format!("{}{name}/", site.sources_address())
}

/// The id of a letter on the page of all letters.
pub(super) fn letter_anchor(initial: &Initial) -> String {
    format!("wg-letter-{}", initial.slug)
}

/// The id of a fact on the page of its source.
pub(super) fn fact_anchor(id: &str) -> String {
    slugify(&format!("feit-{id}"))
}

fn area_address(site: &Site, code: &AreaCode) -> String {
    site.area_address(site.area(code).expect("a key names an area that is there"))
}

/// Where web servers look for the page to show where there is none.
pub(super) const NOT_FOUND: &str = "404.html";

//! The view of each page.

use super::frame::{Frame, frame};
use super::key::{NOT_FOUND, PageKey};
use super::shared::Shared;
use super::view::{PageContent, PageView};
use super::{document, duties, figures, home, letters, list, owners, places, reference, releases, search};

/// The view of a page. Cannot fail: whatever a key of [`super::keys`] names is there.
pub fn compose(shared: &Shared<'_>, key: &PageKey) -> PageView {
    match key {
        PageKey::Home => home::view(shared),
        PageKey::List(kind, part) => list::of_kind(shared, *kind, *part),
        PageKey::Term(facet, term, part) => {
            let facet = &shared.site.config.model.facets[*facet];
            list::of_term(shared, facet, &facet.terms[*term], *part)
        }
        PageKey::Document(id) => document::view(shared, id),
        PageKey::ProvisionForTeams(id) => places::provision(shared, id, true),
        PageKey::Directory => places::directory(shared),
        PageKey::Areas => places::areas(shared),
        PageKey::Area(code) => places::area(shared, code),
        PageKey::AreaForTeams(code) => figures::view(shared, code),
        PageKey::Accessibility => duties::accessibility(shared),
        PageKey::Glossary => reference::glossary(shared),
        PageKey::Sources => reference::sources(shared),
        PageKey::Source(id) => reference::facts(shared, Some(id)),
        PageKey::UnusedFacts => reference::facts(shared, None),
        PageKey::Releases => releases::view(shared),
        PageKey::Search => search::view(shared),
        PageKey::Letters => letters::all(shared),
        PageKey::Letter(initial, part) => letters::one(shared, &shared.site.initials()[*initial], *part),
        PageKey::Owners => owners::all(shared),
        PageKey::Owner(owner, part) => owners::one(shared, &shared.site.owners()[*owner], *part),
        PageKey::NotFound => not_found(shared),
    }
}

fn not_found(shared: &Shared<'_>) -> PageView {
    let mut page = frame(
        shared,
        Frame { url: NOT_FOUND, ..Frame::new(shared.strings.get("not-found-title")) },
        PageContent::NotFound,
    );
    page.root = shared.site.config.base_url.path().to_owned();
    page.canonical = None;
    page
}

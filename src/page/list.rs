//! Lists of documents.

use super::compose::{Shared, area};
use super::frame::{Frame, frame};
use super::view::{FilterTermView, FilterView, LinkView, ListView, PageContent, PageView, PaginationView};
use crate::config::{DocumentKind, Facet, Term};
use crate::document::DocumentId;
use crate::site::Site;

/// A part of the list of all documents of a kind.
pub(super) fn of_kind(shared: &Shared<'_>, kind: DocumentKind, part: usize) -> PageView {
    let (of, title, summary) = match kind {
        DocumentKind::Question => ("questions", "menu-questions", "questions-lead"),
        DocumentKind::Card | DocumentKind::Page | DocumentKind::Provision => {
            ("cards", "menu-cards", "cards-lead")
        }
    };
    let listed = DocumentList {
        of,
        address: shared.site.list_address(kind),
        title: shared.strings.get(title),
        summary: shared.strings.get(summary),
        term: None,
        documents: shared.site.list(kind),
        breadcrumbs: Vec::new(),
    };
    listed.view(shared, kind, part)
}

/// A part of the list of a term's cards.
pub(super) fn of_term(shared: &Shared<'_>, facet: &Facet, term: &Term, part: usize) -> PageView {
    let cards = LinkView {
        title: shared.strings.get("menu-cards").to_owned(),
        url: shared.site.list_address(DocumentKind::Card),
        foreign: None,
    };
    let listed = DocumentList {
        of: "term",
        address: shared.site.term_address(facet, term),
        title: &term.title,
        summary: &term.summary,
        term: Some((facet, term)),
        documents: shared.site.cards_of(facet, term),
        breadcrumbs: vec![cards],
    };
    listed.view(shared, DocumentKind::Card, part)
}

struct DocumentList<'l> {
    of: &'static str,
    address: String,
    title: &'l str,
    summary: &'l str,
    term: Option<(&'l Facet, &'l Term)>,
    documents: &'l [DocumentId],
    breadcrumbs: Vec<LinkView>,
}

impl DocumentList<'_> {
    fn view(self, shared: &Shared<'_>, kind: DocumentKind, part: usize) -> PageView {
        let parts = shared.site.parts(self.documents);
        let term = self.term.and_then(|(facet, term)| shared.term(&facet.id, &term.id));
        let filters = if kind == DocumentKind::Card { filters(shared, self.term) } else { Vec::new() };
        let content = ListView {
            of: self.of,
            term,
            summary: self.summary.to_owned(),
            entries: parts[part - 1].iter().map(|id| shared.entry(id)).collect(),
            total: self.documents.len(),
            filters,
            pagination: pagination(&self.address, part, parts.len()),
        };
        let url = Site::part_address(&self.address, part);
        let title = part_title(shared, self.title.to_owned(), part);
        let page = Frame {
            url: &url,
            description: self.summary,
            area: area(kind),
            breadcrumbs: self.breadcrumbs,
            ..Frame::new(&title)
        };
        frame(shared, page, PageContent::List(content))
    }
}

/// The title of a part of a list; the first is called as the list is.
pub(super) fn part_title(shared: &Shared<'_>, title: String, part: usize) -> String {
    if part == 1 {
        return title;
    }
    shared.format("list-part-title", &[("title", title), ("part", part.to_string())])
}

pub(super) fn pagination(address: &str, part: usize, total: usize) -> Option<PaginationView> {
    (total > 1).then(|| PaginationView {
        current: part,
        total,
        previous: (part > 1).then(|| Site::part_address(address, part - 1)),
        next: (part < total).then(|| Site::part_address(address, part + 1)),
    })
}

/// The facets that cards can be narrowed by.
pub(super) fn filters(shared: &Shared<'_>, current: Option<(&Facet, &Term)>) -> Vec<FilterView> {
    let site = shared.site;
    let is_current = |facet: &Facet, term: &Term| {
        current.is_some_and(|(other, chosen)| other.id == facet.id && chosen.id == term.id)
    };
    let facets = site.config.model.facets.iter().map(|facet| {
        let terms = facet.terms.iter().filter_map(|term| {
            let count = site.cards_of(facet, term).len();
            let current = is_current(facet, term);
            let term = shared.term(&facet.id, &term.id).filter(|_| count > 0)?;
            Some(FilterTermView { term, count, current })
        });
        FilterView { id: facet.id.clone(), title: facet.title.clone(), terms: terms.collect() }
    });
    facets.filter(|filter| !filter.terms.is_empty()).collect()
}

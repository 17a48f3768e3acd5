//! Lists of documents.

use super::frame::{Frame, frame};
use super::shared::{Shared, menu_entry};
use super::view::{FilterTermView, FilterView, LinkView, ListView, PageContent, PageView, PaginationView};
use super::{agenda, document};
use crate::document::DocumentId;
use crate::edition::ResolvedDocument;
use crate::model::{Facet, KindId, Term};
use crate::site::Site;

/// A part of the list of all documents of a kind.
pub(super) fn of_kind(shared: &Shared<'_>, kind: KindId, part: usize) -> PageView {
    let of_kind = shared.site.config.model.kind(kind);
    let of = menu_entry(&shared.site.config, kind).unwrap_or_else(|| of_kind.id.clone());
    let lead = match kind {
        KindId::QUESTION => shared.strings.get("questions-lead"),
        _ => "",
    };
    let listed = DocumentList {
        of,
        icon: of_kind.icon.clone(),
        area: menu_entry(&shared.site.config, kind),
        address: shared.site.list_address(kind),
        title: shared.plural(kind),
        summary: of_kind.summary.as_deref().unwrap_or(lead),
        term: None,
        introduction: shared.site.list_introduction(kind),
        documents: shared.site.list(kind),
        filters: if of_kind.is_classified { filters(shared, Some(kind), None) } else { Vec::new() },
        breadcrumbs: Vec::new(),
    };
    listed.view(shared, part)
}

/// A part of the list of a term's documents.
pub(super) fn of_term(shared: &Shared<'_>, facet: &Facet, term: &Term, part: usize) -> PageView {
    let site = shared.site;
    let documents = site.documents_of(facet, term);
    // Documents of several kinds belong to none of their lists.
    let mut kinds = documents.iter().map(|id| site.outline(id).kind);
    let first = kinds.next().unwrap_or(KindId::CARD);
    let kind = Some(first).filter(|first| kinds.all(|kind| kind == *first));
    let list = kind.map(|kind| LinkView {
        title: shared.plural(kind).to_owned(),
        url: site.list_address(kind),
        foreign: None,
    });
    let listed = DocumentList {
        of: "term".to_owned(),
        icon: None,
        area: kind.and_then(|kind| menu_entry(&site.config, kind)),
        address: site.term_address(facet, term),
        title: &term.title,
        summary: &term.summary,
        term: Some((facet, term)),
        introduction: site.term_introduction(facet, term),
        documents,
        filters: filters(shared, kind, Some((facet, term))),
        breadcrumbs: list.into_iter().collect(),
    };
    listed.view(shared, part)
}

struct DocumentList<'l> {
    of: String,
    icon: Option<String>,
    area: Option<String>,
    address: String,
    title: &'l str,
    summary: &'l str,
    term: Option<(&'l Facet, &'l Term)>,
    introduction: Option<&'l ResolvedDocument>,
    documents: &'l [DocumentId],
    filters: Vec<FilterView>,
    breadcrumbs: Vec<LinkView>,
}

impl DocumentList<'_> {
    fn view(self, shared: &Shared<'_>, part: usize) -> PageView {
        let parts = shared.site.parts(self.documents);
        let introduction = self.introduction.map(|document| &*document.outline);
        let title = introduction.map_or(self.title, |outline| outline.title());
        let own_summary = introduction.map(|outline| outline.summary());
        let summary = own_summary.filter(|summary| !summary.is_empty()).unwrap_or(self.summary);
        let content = ListView {
            of: self.of,
            icon: self.icon,
            term: self.term.and_then(|(facet, term)| shared.term(&facet.id, &term.id)),
            summary: summary.to_owned(),
            introduction: introduction
                .filter(|_| part == 1)
                .map(|outline| Box::new(document::content(shared, &outline.id))),
            entries: parts[part - 1].iter().map(|id| shared.entry(id)).collect(),
            agenda: (part == 1).then(|| agenda::view(shared, self.documents, &self.address)).flatten(),
            total: self.documents.len(),
            filters: self.filters,
            pagination: pagination(shared.site, &self.address, part, parts.len()),
        };
        let url = shared.site.part_address(&self.address, part);
        let title = part_title(shared, title.to_owned(), part);
        let page = Frame {
            url: &url,
            description: summary,
            area: self.area,
            breadcrumbs: self.breadcrumbs,
            modified: introduction.and_then(|outline| outline.reviewed()),
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

pub(super) fn pagination(site: &Site, address: &str, part: usize, total: usize) -> Option<PaginationView> {
    (total > 1).then(|| PaginationView {
        current: part,
        total,
        previous: (part > 1).then(|| site.part_address(address, part - 1)),
        next: (part < total).then(|| site.part_address(address, part + 1)),
    })
}

/// The facets that documents can be narrowed by: those of a kind, or of all kinds where it isn't one.
pub(super) fn filters(
    shared: &Shared<'_>,
    kind: Option<KindId>,
    current: Option<(&Facet, &Term)>,
) -> Vec<FilterView> {
    let site = shared.site;
    let is_for = |facet: &&Facet| kind.is_none_or(|kind| site.config.model.is_listed_by(facet, kind));
    let is_current = |facet: &Facet, term: &Term| {
        current.is_some_and(|(other, chosen)| other.id == facet.id && chosen.id == term.id)
    };
    let facets = site.config.model.facets.iter().filter(is_for).map(|facet| {
        let terms = facet.terms.iter().filter_map(|term| {
            // The page of a term holds documents of all kinds, and so does that of every other term.
            let documents = match kind.filter(|_| current.is_none()) {
                Some(kind) => site.documents_of_kind(facet, term, kind),
                None => site.documents_of(facet, term),
            };
            let count = documents.len();
            let current = is_current(facet, term);
            let term = shared.term(&facet.id, &term.id).filter(|_| count > 0)?;
            Some(FilterTermView { term, count, current })
        });
        FilterView { id: facet.id.clone(), title: facet.title.clone(), terms: terms.collect() }
    });
    facets.filter(|filter| !filter.terms.is_empty()).collect()
}

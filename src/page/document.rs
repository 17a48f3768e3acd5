//! The page of a card, a question or another document.

use super::compose::{Frame, Shared, area, date_view, frame};
use super::view::{
    CareView, Content, DocumentView, EvidenceView, FacetView, HeadingView, LadderStepView, LadderView,
    LinkView, PageView, RelationView, SectionView,
};
use super::{care::with_calls, ladder};
use crate::config::{DocumentKind, ExpectedSection};
use crate::document::{
    Body, Document, DocumentId, FactKind, Fragment, Hole, LinkTarget, Outline, Status, escape,
};
use crate::site::{Found, Site, file_address, find, find_image};
use crate::text::fill;

pub(super) fn view(shared: &Shared<'_>, id: &DocumentId) -> PageView {
    let site = shared.site;
    let Document { outline, body } = &site.edition.documents[id];
    let url = id.address();
    let html = Html { shared, outline, body, root: "../".repeat(url.matches('/').count()) };
    let (previous, next) = site.neighbors(id);
    let content = DocumentView {
        kind: outline.kind.named().en,
        summary: outline.summary.clone(),
        term: shared.leading_term(id),
        facets: facets(shared, outline),
        duration: outline.duration.clone(),
        participants: outline.participants.clone(),
        toc: toc(outline),
        lead_html: html.of(&body.lead),
        sections: sections(site, &html),
        footnotes_html: html.of(&body.footnotes),
        ladder: ladder_view(outline),
        evidence: evidence(shared, outline),
        relations: relations(shared, id),
        previous: previous.map(|id| shared.link(id)),
        next: next.map(|id| shared.link(id)),
        owner: outline.owner.clone(),
        reviewed: outline.reviewed.map(|date| date_view(site, date)),
        review_by: outline.review_by.map(|date| date_view(site, date)),
        stale: outline.review_by.is_some_and(|date| date < site.today),
        draft: outline.status == Status::Draft,
        edit_url: site.config.edit_url.as_ref().map(|base| format!("{base}{}", outline.path)),
        steps_html: body.steps.iter().map(|step| with_calls(&html.of(step))).collect(),
        care: body.care.iter().map(|care| care_view(care, &html)).collect(),
        quick_exit: outline.quick_exit,
    };
    let page = Frame {
        url: &url,
        description: &outline.summary,
        area: area(outline.kind),
        breadcrumbs: breadcrumbs(shared, outline),
        modified: outline.reviewed.map(|date| date.to_string()),
        ..Frame::new(&outline.title)
    };
    frame(shared, page, Content::Document(Box::new(content)))
}

fn breadcrumbs(shared: &Shared<'_>, outline: &Outline) -> Vec<LinkView> {
    let title = match outline.kind {
        DocumentKind::Card => "menu-cards",
        DocumentKind::Question => "menu-questions",
        DocumentKind::Page => return Vec::new(),
    };
    let list =
        LinkView { title: shared.strings.get(title).to_owned(), url: Site::list_address(outline.kind) };
    let term = shared
        .leading_term(&outline.id)
        .map(|term| LinkView { title: term.title.clone(), url: term.url.clone() });
    std::iter::once(list).chain(term).collect()
}

/// The facets of a document but for the leading one, which has a place of its own.
fn facets(shared: &Shared<'_>, outline: &Outline) -> Vec<FacetView> {
    let others = shared.site.config.model.facets.iter().skip(1);
    let views = others.map(|facet| {
        let of_facet = outline.terms.iter().filter(|(of, _)| *of == facet.id);
        let terms = of_facet.filter_map(|(_, term)| shared.term(&facet.id, term));
        FacetView { id: facet.id.clone(), title: facet.title.clone(), terms: terms.collect() }
    });
    views.filter(|facet| !facet.terms.is_empty()).collect()
}

fn toc(outline: &Outline) -> Vec<HeadingView> {
    let shown = outline.headings.iter().filter(|heading| heading.level <= 3);
    shown
        .map(|heading| HeadingView {
            id: heading.id.clone(),
            title: heading.text.clone(),
            level: heading.level,
        })
        .collect()
}

fn sections(site: &Site, html: &Html<'_, '_>) -> Vec<SectionView> {
    let expected: &[ExpectedSection] =
        site.config.model.sections.get(&html.outline.kind).map_or(&[], Vec::as_slice);
    let role = |id: &str| expected.iter().find(|section| section.id == id)?.role;
    html.body
        .sections
        .iter()
        .map(|section| SectionView {
            id: section.id.clone(),
            classes: section.classes.clone(),
            title_html: html.of(&section.title),
            role: role(&section.id).map(|role| role.name()),
            body_html: html.of(&section.body),
        })
        .collect()
}

fn ladder_view(outline: &Outline) -> Option<LadderView> {
    let steps: Vec<LadderStepView> = outline
        .ladder
        .iter()
        .map(|step| LadderStepView {
            level: step.level.clone(),
            who: step.who.clone(),
            up: step.up.clone(),
            down: step.down.clone(),
            here: step.here,
        })
        .collect();
    if steps.is_empty() {
        return None;
    }
    let (wide, tall) = ladder::diagrams(&steps);
    Some(LadderView { steps, wide, tall })
}

fn evidence(shared: &Shared<'_>, outline: &Outline) -> EvidenceView {
    let kinds = outline.evidence.iter().filter_map(|id| Some(shared.site.register.facts.get(id)?.kind));
    // A card is as strong as the weakest fact it rests on; background is nothing to rest on.
    let weakest = kinds.filter(|kind| *kind != FactKind::Background).max();
    EvidenceView {
        label: weakest.map(FactKind::name),
        facts: shared.facts(&outline.evidence),
        counter: shared.facts(&outline.counter),
    }
}

fn relations(shared: &Shared<'_>, id: &DocumentId) -> Vec<RelationView> {
    let related = shared.site.related(id).iter().map(|related| RelationView {
        id: related.id.clone(),
        title: related.title.clone(),
        documents: related.documents.iter().map(|id| shared.link(id)).collect(),
    });
    related.collect()
}

fn care_view(care: &crate::document::Care, html: &Html<'_, '_>) -> CareView {
    CareView {
        level: care.urgency.name(),
        action_html: with_calls(&html.of(&care.action)),
        when_html: care.when.iter().map(|when| html.of(when)).collect(),
    }
}

/// Fills the holes in the fragments of one document.
struct Html<'h, 's> {
    shared: &'h Shared<'s>,
    outline: &'h Outline,
    body: &'h Body,
    root: String,
}

impl Html<'_, '_> {
    fn of(&self, fragment: &Fragment) -> String {
        fragment.assemble(|hole, html| match hole {
            Hole::Value(name) => escape(&self.value(name), html),
            Hole::Interface(key) => escape(self.shared.strings.get(key), html),
            Hole::LinkAttributes(idx) => self.link_attributes(*idx as usize, html),
            Hole::LinkTitle(idx) => self.link_title(*idx as usize, html),
            Hole::Image(idx) => self.image(*idx as usize, html),
        })
    }

    fn value(&self, name: &str) -> String {
        let value = self.shared.site.config.values.get(name);
        value.cloned().unwrap_or_else(|| format!("{{{{ {name} }}}}"))
    }

    fn found(&self, idx: usize) -> Found<'_> {
        find(self.shared.site, self.outline, &self.body.links[idx].target)
    }

    /// The attributes of an `a` element. A link that leads nowhere has no address, and is told as a diagnostic.
    fn link_attributes(&self, idx: usize, html: &mut String) {
        let root = &self.root;
        let heading = |heading: Option<&str>| heading.map(|id| format!("#{id}")).unwrap_or_default();
        let address = match self.found(idx) {
            Found::External(url) => {
                let url = fill(url, &self.shared.site.config.values);
                let url = if url.starts_with("tel:") { url.replace("%20", "").replace(' ', "") } else { url };
                html.push_str(" href=\"");
                escape(&url, html);
                html.push_str(if url.starts_with("http") { "\" rel=\"noreferrer\"" } else { "\"" });
                return;
            }
            Found::Document(target, id) => format!("{root}{}{}", target.id.address(), heading(id)),
            Found::NoHeading(target, _) => format!("{root}{}", target.id.address()),
            Found::Address(address, id) => format!("{root}{}{}", encode(&address), heading(id)),
            Found::Heading(id) => format!("#{id}"),
            Found::LeftOut(_) | Found::Nothing | Found::Unsafe => {
                html.push_str(" class=\"broken-link\"");
                return;
            }
        };
        html.push_str(" href=\"");
        escape(&address, html);
        html.push('"');
    }

    fn link_title(&self, idx: usize, html: &mut String) {
        match self.found(idx) {
            Found::Document(target, None) | Found::NoHeading(target, _) => escape(&target.title, html),
            Found::Document(target, Some(id)) => {
                let heading = target.headings.iter().find(|heading| heading.id == id);
                escape(heading.map_or(&target.title, |heading| &heading.text), html);
            }
            _ => {
                if let LinkTarget::Id(id, _) = &self.body.links[idx].target {
                    escape(id, html);
                }
            }
        }
    }

    fn image(&self, idx: usize, html: &mut String) {
        let image = &self.body.images[idx];
        let alt = fill(&image.alt, &self.shared.site.config.values);
        match find_image(self.shared.site, &self.outline.path, &image.target) {
            Some((file, Some((width, height)))) => {
                let address = file_address(file);
                html.push_str("<img src=\"");
                escape(&format!("{}{}", self.root, encode(&address)), html);
                html.push_str(&format!(
                    "\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" decoding=\"async\" alt=\""
                ));
                escape(&alt, html);
                html.push_str("\">");
            }
            Some((_, None)) | None => {
                html.push_str("<span class=\"missing-image\">");
                escape(&alt, html);
                html.push_str("</span>");
            }
        }
    }
}

/// A path as part of an address: everything but letters, digits and `/-._~` percent-encoded.
fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte))
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

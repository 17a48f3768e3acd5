//! The page of a card, a question or another document.

use super::compose::{Shared, area};
use super::frame::{Frame, frame};
use super::html::Html;
use super::view::{
    CareView, DocumentView, EvidenceView, FacetView, ForeignPartsView, HeadingView, LadderStepView,
    LadderView, LinkView, LocalisedView, PageContent, PageView, RelationView, SectionView,
};
use super::{ladder, places};
use crate::config::{DocumentKind, ExpectedSection, ReviewStanding, keys};
use crate::data::KeyName;
use crate::document::{DocumentId, FactKind, Outline, Role, Status};
use crate::edition::{DerivedPiece, ResolvedDocument};
use crate::site::Site;

pub(super) fn view(shared: &Shared<'_>, id: &DocumentId) -> PageView {
    let site = shared.site;
    let chosen = &site.edition.documents[id];
    if chosen.outline.kind == DocumentKind::Provision {
        return places::provision(shared, id, false);
    }
    let ResolvedDocument { outline, body, layer, derived } = chosen;
    let url = site.address(id);
    let root = "../".repeat(url.matches('/').count());
    let pieces = derived.as_ref().map_or(&[][..], |derived| &derived.pieces);
    let html =
        Html { shared, outline, body, pieces, glossary: format!("{root}{}", site.glossary_address()), root };
    let texts = html.of_body();
    let (previous, next) = site.neighbors(id);
    let content = DocumentView {
        kind: outline.kind.named().en,
        foreign: shared.foreign(&outline.language),
        drifted: !site.prefix.is_empty() && site.drifted.contains(id),
        original: (!site.prefix.is_empty()).then(|| original(shared, outline, pieces)),
        localised: localised(site, id, chosen),
        foreign_parts: foreign_parts(&html, chosen),
        summary: outline.summary.clone(),
        term: shared.leading_term(id),
        facets: facets(shared, outline),
        duration: outline.duration.clone(),
        participants: outline.participants.clone(),
        toc: toc(&html),
        lead_html: texts.lead,
        lead_localised_by: html.localised_by(body.lead_piece),
        sections: sections(site, &html, texts.sections),
        footnotes_html: texts.footnotes,
        ladder: ladder_view(outline),
        evidence: evidence(shared, outline),
        relations: relations(shared, id),
        previous: previous.map(|id| shared.link(id)),
        next: next.map(|id| shared.link(id)),
        owner: outline.owner.clone(),
        reviewed: outline.reviewed.map(|date| shared.date(date)),
        review_by: outline.review_by.map(|date| shared.date(date)),
        stale: site.review_standing(outline) == ReviewStanding::Overdue,
        draft: outline.status == Status::Draft,
        edit_url: edit_url(site, outline, *layer, pieces),
        steps_html: body.steps.iter().map(|step| html.of_call(step, keys::STEPS)).collect(),
        care: body.care.iter().map(|care| care_view(care, &html)).collect(),
        help: places::help(shared, outline).filter(|_| outline.kind == DocumentKind::Question),
        quick_exit: outline.quick_exit,
    };
    let page = Frame {
        url: &url,
        description: &outline.summary,
        area: area(outline.kind),
        breadcrumbs: breadcrumbs(shared, outline),
        modified: outline.reviewed,
        ..Frame::new(&outline.title)
    };
    frame(shared, page, PageContent::Document(Box::new(content)))
}

fn breadcrumbs(shared: &Shared<'_>, outline: &Outline) -> Vec<LinkView> {
    let title = match outline.kind {
        DocumentKind::Card => "menu-cards",
        DocumentKind::Question => "menu-questions",
        DocumentKind::Provision => "directory-title",
        DocumentKind::Page => return Vec::new(),
    };
    let list = LinkView {
        title: shared.strings.get(title).to_owned(),
        url: shared.site.list_address(outline.kind),
        foreign: None,
    };
    let term = shared.leading_term(&outline.id).map(|term| LinkView {
        title: term.title.clone(),
        url: term.url.clone(),
        foreign: None,
    });
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

/// The headings that a reader is shown, each in the language of the section it stands in.
fn toc(html: &Html<'_, '_>) -> Vec<HeadingView> {
    let mut language = html.language(html.body.lead_piece);
    let mut sections = html.body.sections.iter().peekable();
    let mut views = Vec::new();
    for heading in html.outline.headings.iter().filter(|heading| heading.level <= 3) {
        // Headings and sections stand in the same order.
        if let Some(section) = sections.next_if(|section| section.id == heading.id) {
            language = html.language(section.piece);
        }
        views.push(HeadingView {
            id: heading.id.clone(),
            title: heading.text.clone(),
            level: heading.level,
            foreign: html.shared.foreign(language),
        });
    }
    views
}

/// The sections, with the HTML of the heading and the text of each.
fn sections(site: &Site, html: &Html<'_, '_>, texts: Vec<(String, String)>) -> Vec<SectionView> {
    let expected: &[ExpectedSection] =
        site.config.model.sections.get(&html.outline.kind).map_or(&[], Vec::as_slice);
    let role = |id: &str| expected.iter().find(|section| section.id == id)?.role;
    html.body
        .sections
        .iter()
        .zip(texts)
        .map(|(section, (title_html, body_html))| SectionView {
            id: section.id.clone(),
            classes: section.classes.clone(),
            title_html,
            role: role(&section.id).map(|role| role.name()),
            foreign: html.shared.foreign(html.language(section.piece)),
            localised_by: html.localised_by(section.piece),
            body_html,
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
    let kinds =
        outline.evidence.iter().filter_map(|id| Some(shared.site.reference.register.facts.get(id)?.kind));
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
        action_html: html.of_call(&care.action, keys::CARE),
        when_html: care.when.iter().map(|when| html.of_field(when, keys::CARE)).collect(),
    }
}

/// The page in the language that it was written in.
fn original(shared: &Shared<'_>, outline: &Outline, pieces: &[DerivedPiece]) -> LinkView {
    let bases = pieces.iter().rev().filter(|derived| derived.piece.role == Role::Translation);
    let base = bases.filter_map(|derived| derived.base.as_ref()).next();
    LinkView {
        title: base.map_or(&outline.title, |base| &base.outline.title).clone(),
        url: outline.id.address(),
        foreign: shared.foreign(shared.site.own_config.source_language()),
    }
}

fn foreign_parts(html: &Html<'_, '_>, chosen: &ResolvedDocument) -> ForeignPartsView {
    let of = |key: KeyName| html.shared.foreign(chosen.language_of(key));
    ForeignPartsView {
        summary: of(keys::SUMMARY),
        lead: html.shared.foreign(html.language(chosen.body.lead_piece)),
        duration: of(keys::DURATION),
        participants: of(keys::PARTICIPANTS),
        ladder: of(keys::LADDER),
        steps: of(keys::STEPS),
        care: of(keys::CARE),
    }
}

/// Which site changed the text of one below it, on a document that more than one has a say in.
fn localised(site: &Site, id: &DocumentId, chosen: &ResolvedDocument) -> Option<LocalisedView> {
    let (layer, top) = (chosen.layer, chosen.top_layer());
    if top == layer {
        return None;
    }
    let of = &site.layers[layer];
    Some(LocalisedView {
        by: site.layers[top].title.clone(),
        of: of.title.clone(),
        url: of.base_url.as_ref().map(|base| format!("{base}{}", id.address())),
    })
}

/// Where the file that readers see most of can be edited: the topmost one.
fn edit_url(site: &Site, outline: &Outline, layer: usize, pieces: &[DerivedPiece]) -> Option<String> {
    let top = pieces.last().map(|derived| (derived.piece.layer, &derived.piece.document.outline.path));
    let (layer, path) = top.unwrap_or((layer, &outline.path));
    site.layers[layer].edit_url.as_ref().map(|base| format!("{base}{}", path.local()))
}

//! The page of a card, a question or another document.

use super::frame::{Frame, frame};
use super::html::Html;
use super::shared::{Shared, menu_entry};
use super::view::{
    AnsweredView, CareView, ChapterView, DocumentView, EvidenceView, FacetView, FactKindView,
    ForeignPartsView, HeadingView, LadderStepView, LadderView, LinkView, LocalisedView, PageContent,
    PageView, RelationView, SectionView,
};
use super::{agenda, field, hours, ladder, places};
use crate::config::{ReviewStanding, ValueHours};
use crate::data::KeyName;
use crate::document::{DocumentId, Element, Outline, Role, Status, TextTree};
use crate::edition::{DerivedPiece, ResolvedDocument};
use crate::model::{ExpectedSection, KindId, keys};
use crate::site::Site;

pub(super) fn view(shared: &Shared<'_>, id: &DocumentId) -> PageView {
    let site = shared.site;
    let outline = site.outline(id);
    if outline.kind == KindId::PROVISION {
        return places::provision(shared, id, false);
    }
    let url = site.address(id);
    let page = Frame {
        url: &url,
        description: outline.summary(),
        area: menu_entry(&site.config, outline.kind),
        breadcrumbs: breadcrumbs(shared, outline),
        modified: outline.reviewed(),
        ..Frame::new(outline.title())
    };
    frame(shared, page, PageContent::Document(Box::new(content(shared, id))))
}

/// What a template sees of a document.
pub(super) fn content(shared: &Shared<'_>, id: &DocumentId) -> DocumentView {
    let site = shared.site;
    let chosen = &site.edition.documents[id];
    let ResolvedDocument { outline, body, layer, derived } = chosen;
    let url = site.address(id);
    let root = "../".repeat(url.matches('/').count());
    let pieces = derived.as_ref().map_or(&[][..], |derived| &derived.pieces);
    let html =
        Html { shared, outline, body, pieces, glossary: format!("{root}{}", site.glossary_address()), root };
    let texts = html.of_body();
    let fields = field::fields(shared, &html, chosen);
    let (previous, next) = site.neighbors(id);
    let kind = site.config.model.kind(outline.kind);
    DocumentView {
        kind: kind.id.clone(),
        template: kind.template.clone(),
        words: site.config.model.kind(kind.words).id.clone(),
        foreign: shared.foreign(&outline.language),
        drifted: !site.prefix.is_empty() && site.drifted.contains(id),
        original: (!site.prefix.is_empty()).then(|| original(shared, outline, pieces)),
        localised: localised(site, id, chosen),
        foreign_parts: foreign_parts(&html, chosen),
        summary: outline.summary().to_owned(),
        term: shared.leading_term(id),
        facets: facets(shared, outline),
        dates: agenda::dates(shared, outline),
        has_hours: fields.has_hours(),
        facts: fields.facts,
        field_sections: fields.sections,
        other_fields: fields.others,
        toc: toc(&html),
        lead_html: texts.lead,
        lead_localised_by: html.localised_by(body.lead_piece),
        sections: sections(site, &html, texts.sections),
        footnotes_html: texts.footnotes,
        ladder: ladder_view(outline),
        evidence: evidence(shared, outline),
        relations: relations(shared, id),
        chapter: chapter(shared, id),
        previous: previous.map(|id| shared.link(id)),
        next: next.map(|id| shared.link(id)),
        owner: outline.owner().map(str::to_owned),
        reviewed: outline.reviewed().map(|date| shared.date(date)),
        review_by: outline.review_by().map(|date| shared.date(date)),
        stale: site.review_standing(outline) == ReviewStanding::Overdue,
        draft: outline.status() == Status::Draft,
        edit_url: edit_url(site, outline, *layer, pieces),
        steps_html: body.steps().map(|step| html.of_call(step, keys::STEPS)).collect(),
        care: body.care().iter().map(|care| care_view(care, &html)).collect(),
        help: places::help(shared, outline).filter(|_| outline.kind == KindId::QUESTION),
        quick_exit: outline.quick_exit(),
    }
}

fn breadcrumbs(shared: &Shared<'_>, outline: &Outline) -> Vec<LinkView> {
    if !shared.site.has_list(outline.kind) {
        return Vec::new();
    }
    let title = match outline.kind {
        KindId::PROVISION => shared.strings.get("directory-title"),
        kind => shared.plural(kind),
    };
    let list =
        LinkView { title: title.to_owned(), url: shared.site.list_address(outline.kind), foreign: None };
    let term = shared.leading_term(&outline.id).map(|term| LinkView {
        title: term.title.clone(),
        url: term.url.clone(),
        foreign: None,
    });
    let chapters = shared.site.chapters_around(&outline.id).into_iter().map(|id| shared.link(id));
    std::iter::once(list).chain(term).chain(chapters).collect()
}

/// The chapter whose page a document is, else the innermost one that it lies in.
fn chapter(shared: &Shared<'_>, id: &DocumentId) -> Option<ChapterView> {
    let site = shared.site;
    let around = site.chapters_around(id);
    let chapter = if site.chapter(id).is_empty() { around.last().copied()? } else { id };
    let entries = site.chapter(chapter).iter().map(|id| shared.link(id));
    Some(ChapterView { link: shared.link(chapter), entries: entries.collect() })
}

/// The facets of a document but for the leading one, which has a place of its own.
fn facets(shared: &Shared<'_>, outline: &Outline) -> Vec<FacetView> {
    let model = &shared.site.config.model;
    let leading = model.leading_facet();
    let others = model.facets.iter().filter(|facet| leading.is_none_or(|leading| leading.id != facet.id));
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
    let expected: &[ExpectedSection] = &site.config.model.kind(html.outline.kind).sections;
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
        .ladder()
        .map(|step| LadderStepView {
            level: step.level.to_owned(),
            who: step.who.to_owned(),
            up: step.up.into_iter().map(str::to_owned).collect(),
            down: step.down.into_iter().map(str::to_owned).collect(),
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
    let site = shared.site;
    let kinds = outline.evidence().filter_map(|(id, _)| Some(&site.reference.register.facts.get(id)?.kind));
    EvidenceView {
        weakest: site.config.model.weakest(kinds).map(FactKindView::of),
        facts: shared.facts(outline.evidence()),
        counter: shared.facts(outline.counter()),
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

fn care_view(care: &crate::document::Care<'_>, html: &Html<'_, '_>) -> CareView {
    CareView {
        level: care.urgency.name(),
        action_html: html.of_call(care.action, keys::CARE),
        when_html: care.when.iter().map(|when| html.of_field(when, keys::CARE)).collect(),
        answered: answered(care.action, html),
    }
}

/// When somebody answers at the values that a text asks for.
fn answered(action: &TextTree, html: &Html<'_, '_>) -> Vec<AnsweredView> {
    let site = html.shared.site;
    // In the language of the page, as all words around it.
    let config = &site.config;
    let names = action.leaves().filter(|leaf| leaf.element == Element::Value).map(|leaf| leaf.value());
    // One that nobody filled in is reported at the text; there is nothing to call.
    let known: Vec<(&str, &ValueHours)> = names
        .filter_map(|name| Some((config.values.get(name)?.as_str(), config.value_hours.get(name)?)))
        .collect();
    let view = |(value, ValueHours { hours, otherwise }): &(&str, &ValueHours)| AnsweredView {
        at: if known.len() > 1 { (*value).to_owned() } else { String::new() },
        hours: hours::view(html.shared, &hours.calendar(site.today)),
        otherwise_html: otherwise.as_ref().map(|otherwise| html.of_words(otherwise)),
    };
    known.iter().map(view).collect()
}

/// The page in the language that it was written in.
fn original(shared: &Shared<'_>, outline: &Outline, pieces: &[DerivedPiece]) -> LinkView {
    let bases = pieces.iter().rev().filter(|derived| derived.piece.role == Role::Translation);
    let base = bases.filter_map(|derived| derived.base.as_ref()).next();
    LinkView {
        title: base.map_or(outline.title(), |base| base.outline.title()).to_owned(),
        url: outline.id.address(),
        foreign: shared.foreign(shared.site.own_config.source_language()),
    }
}

fn foreign_parts(html: &Html<'_, '_>, chosen: &ResolvedDocument) -> ForeignPartsView {
    let of = |key: KeyName| html.shared.foreign(chosen.language_of(key));
    ForeignPartsView {
        summary: of(keys::SUMMARY),
        lead: html.shared.foreign(html.language(chosen.body.lead_piece)),
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

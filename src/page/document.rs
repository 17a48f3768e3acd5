//! The page of a card, a question or another document.

use std::cell::{Cell, RefCell};

use super::compose::{Frame, Shared, area, frame};
use super::theme::default_strings;
use super::view::{
    CareView, Content, DocumentView, EvidenceView, FacetView, HeadingView, LadderStepView, LadderView,
    LinkView, LocalisedView, PageView, RelationView, SectionView,
};
use super::{care::with_calls, ladder};
use crate::config::{DocumentKind, ExpectedSection, Language};
use crate::document::{Body, DocumentId, FactKind, Fragment, Hole, LinkTarget, Outline, Status, escape};
use crate::edition::{Chosen, DerivedPiece, LeftOut};
use crate::site::{Found, Site, file_address, find, find_image};
use crate::text::fill;

pub(super) fn view(shared: &Shared<'_>, id: &DocumentId) -> PageView {
    let site = shared.site;
    let Chosen { outline, body, layer, derived } = &site.edition.documents[id];
    let url = site.address(id);
    let root = "../".repeat(url.matches('/').count());
    let pieces = derived.as_ref().map_or(&[][..], |derived| &derived.pieces);
    let html =
        Html { shared, outline, body, pieces, root, footnotes: RefCell::default(), n_tables: Cell::new(0) };
    let own_url = id.address();
    let (previous, next) = site.neighbors(id);
    let content = DocumentView {
        kind: outline.kind.named().en,
        foreign: shared.foreign(&outline.language),
        drifted: !site.prefix.is_empty() && site.drifted.contains(id),
        original: (!site.prefix.is_empty()).then(|| LinkView {
            title: outline.title.clone(),
            url: own_url,
            foreign: shared.foreign(site.own_config.source_language()),
        }),
        localised: localised(site, id, *layer, pieces),
        summary: outline.summary.clone(),
        term: shared.leading_term(id),
        facets: facets(shared, outline),
        duration: outline.duration.clone(),
        participants: outline.participants.clone(),
        toc: toc(&html),
        lead_html: html.of(&body.lead, body.lead_piece),
        lead_foreign: shared.foreign(html.language(body.lead_piece)),
        lead_localised_by: html.localised_by(body.lead_piece),
        sections: sections(site, &html),
        footnotes_html: html.footnotes(),
        ladder: ladder_view(outline),
        evidence: evidence(shared, outline),
        relations: relations(shared, id),
        previous: previous.map(|id| shared.link(id)),
        next: next.map(|id| shared.link(id)),
        owner: outline.owner.clone(),
        reviewed: outline.reviewed.map(|date| shared.date(date)),
        review_by: outline.review_by.map(|date| shared.date(date)),
        stale: outline.review_by.is_some_and(|date| date < site.today),
        draft: outline.status == Status::Draft,
        edit_url: edit_url(site, outline, *layer, pieces),
        steps_html: body.steps.iter().map(|step| with_calls(&html.of_field(step))).collect(),
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
    let mut views = Vec::new();
    for heading in html.outline.headings.iter().filter(|heading| heading.level <= 3) {
        if let Some(section) = html.body.sections.iter().find(|section| section.id == heading.id) {
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
            title_html: html.of(&section.title, section.piece),
            role: role(&section.id).map(|role| role.name()),
            foreign: html.shared.foreign(html.language(section.piece)),
            localised_by: html.localised_by(section.piece),
            body_html: html.of(&section.body, section.piece),
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
        action_html: with_calls(&html.of_field(&care.action)),
        when_html: care.when.iter().map(|when| html.of_field(when)).collect(),
    }
}

/// Which site changed the text of one below it, on a document that more than one has a say in.
fn localised(site: &Site, id: &DocumentId, layer: usize, pieces: &[DerivedPiece]) -> Option<LocalisedView> {
    let top = pieces.iter().map(|derived| derived.piece.layer).max().filter(|top| *top > layer)?;
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

/// Fills the holes in the fragments of one document.
struct Html<'h, 's> {
    shared: &'h Shared<'s>,
    outline: &'h Outline,
    body: &'h Body,
    /// The files that it is made of; empty for one.
    pieces: &'h [DerivedPiece],
    root: String,
    /// The footnotes that the text has referred to so far, in that order, each with how often.
    footnotes: RefCell<Vec<(u32, usize)>>,
    /// How many tables the text has had so far.
    n_tables: Cell<usize>,
}

impl Html<'_, '_> {
    /// The language of what comes from a piece.
    fn language(&self, piece: usize) -> &Language {
        let piece = self.pieces.get(piece).map(|derived| &derived.piece.document.outline);
        piece.map_or(&self.outline.language, |outline| &outline.language)
    }

    /// The title of the site that a piece comes from, where that isn't the one that wrote the document.
    fn localised_by(&self, piece: usize) -> Option<String> {
        let (first, piece) = (self.pieces.first()?, self.pieces.get(piece)?);
        let layer = piece.piece.layer;
        (layer > first.piece.layer).then(|| self.shared.site.layers[layer].title.clone())
    }

    /// A fragment of a field, which is in the language of the title.
    fn of_field(&self, fragment: &Fragment) -> String {
        self.assembled(fragment, &self.outline.language)
    }

    /// A fragment that comes from a piece.
    fn of(&self, fragment: &Fragment, piece: usize) -> String {
        self.assembled(fragment, self.language(piece))
    }

    fn assembled(&self, fragment: &Fragment, language: &Language) -> String {
        fragment.assemble(|hole, html| match hole {
            Hole::Value(name) => escape(&self.value(name, language), html),
            Hole::Footnote(idx) => {
                let (number, nth) = self.refer(*idx);
                let id = reference_id(number, nth);
                html.push_str(&format!(
                    "<sup class=\"footnote-ref\"><a href=\"#fn-{number}\" id=\"{id}\">{number}</a></sup>"
                ));
            }
            Hole::FootnoteNumber(idx) => {
                let (number, nth) = self.refer(*idx);
                let id = reference_id(number, nth);
                html.push_str(&format!("<sup class=\"footnote-ref\" id=\"{id}\">{number}</sup>"));
            }
            Hole::Table => {
                let number = self.n_tables.get() + 1;
                self.n_tables.set(number);
                escape(self.word("table", language), html);
                html.push_str(&format!(" {number}"));
            }
            Hole::Interface(key) => escape(self.word(key, language), html),
            Hole::LinkAttributes(idx) => self.link_attributes(*idx as usize, html),
            Hole::LinkTitle(idx) => self.link_title(*idx as usize, html),
            Hole::Image(idx) => self.image(*idx as usize, html),
        })
    }

    /// The number of a footnote that is referred to here, and the how manieth reference this is; both count from 1.
    fn refer(&self, idx: u32) -> (usize, usize) {
        let mut footnotes = self.footnotes.borrow_mut();
        let place = footnotes.iter().position(|(other, _)| *other == idx).unwrap_or_else(|| {
            footnotes.push((idx, 0));
            footnotes.len() - 1
        });
        footnotes[place].1 += 1;
        (place + 1, footnotes[place].1)
    }

    /// The footnotes that the text refers to as an ordered list, each with links back. Comes after the text; empty where
    /// it refers to none.
    fn footnotes(&self) -> String {
        let mut texts: Vec<String> = Vec::new();
        // The text of a footnote can refer to further ones.
        loop {
            let next = self.footnotes.borrow().get(texts.len()).copied();
            let Some((idx, _)) = next else { break };
            texts.push(self.of_field(&self.body.footnotes[idx as usize]));
        }
        if texts.is_empty() {
            return String::new();
        }
        let back = self.word("footnote-back", &self.outline.language);
        let mut list = String::from("<ol>\n");
        for (place, (text, (_, references))) in texts.iter().zip(&*self.footnotes.borrow()).enumerate() {
            let number = place + 1;
            list.push_str(&format!("<li id=\"fn-{number}\">{text}"));
            for nth in 1..=*references {
                list.push_str(&format!(
                    "<a class=\"footnote-back\" href=\"#{}\" aria-label=\"",
                    reference_id(number, nth)
                ));
                escape(back, &mut list);
                list.push_str("\">↩</a> ");
            }
            list.push_str("</li>\n");
        }
        list + "</ol>\n"
    }

    /// A word of the interface that stands within the text, in the language of the text.
    fn word<'w>(&'w self, key: &'w str, language: &Language) -> &'w str {
        let theirs = self.shared.foreign(language).and_then(|_| default_strings(language)?.own(key));
        theirs.unwrap_or_else(|| self.shared.strings.get(key))
    }

    fn value(&self, name: &str, language: &Language) -> String {
        let value = self.shared.site.values().of(language).get(name);
        value.cloned().unwrap_or_else(|| format!("{{{{ {name} }}}}"))
    }

    fn found(&self, idx: usize) -> Found<'_> {
        find(self.shared.site, self.outline, &self.body.links[idx])
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
            Found::Document(target, id) => {
                format!("{root}{}{}", self.shared.site.address(&target.id), heading(id))
            }
            Found::NoHeading(target, _) => format!("{root}{}", self.shared.site.address(&target.id)),
            Found::Address(address, id) => format!("{root}{}{}", encode(&address), heading(id)),
            Found::Heading(id) => format!("#{id}"),
            // What the site has hidden is only words.
            Found::LeftOut(_, LeftOut::Hidden) => return,
            Found::LeftOut(..) | Found::Nothing | Found::Unsafe => {
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
        match find_image(self.shared.site, image) {
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

/// The id of a reference to a footnote.
fn reference_id(number: usize, nth: usize) -> String {
    if nth == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{nth}") }
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

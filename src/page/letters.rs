//! The list of all documents from A to Z: on one page, or in a large library on one for each letter.

use super::frame::{Frame, frame};
use super::key::letter_anchor;
use super::list::{pagination, part_title};
use super::shared::Shared;
use super::view::{LetterLinkView, LettersView, LinkView, PageContent, PageView, TitleView, TitlesView};
use crate::document::{DocumentId, Status};
use crate::site::Initial;

/// The list of all documents; in a large library the letters alone.
pub(super) fn all(shared: &Shared<'_>) -> PageView {
    let site = shared.site;
    let groups = if site.has_letter_pages() { &[] } else { site.initials() };
    let content = LettersView {
        letters: links(shared, None),
        groups: groups.iter().map(|initial| titles(shared, initial, &initial.documents)).collect(),
        pagination: None,
    };
    let url = site.letters_address();
    let description = shared.strings.get("letters-lead");
    let page = Frame { url: &url, description, ..Frame::new(shared.strings.get("letters-title")) };
    frame(shared, page, PageContent::Letters(content))
}

/// A part of the list of a letter's documents.
pub(super) fn one(shared: &Shared<'_>, initial: &Initial, part: usize) -> PageView {
    let site = shared.site;
    let parts = site.parts(&initial.documents);
    let address = site.letter_address(initial);
    let content = LettersView {
        letters: links(shared, Some(initial)),
        groups: vec![titles(shared, initial, parts[part - 1])],
        pagination: pagination(site, &address, part, parts.len()),
    };
    let whole = LinkView {
        title: shared.strings.get("letters-title").to_owned(),
        url: site.letters_address(),
        foreign: None,
    };
    let title = shared.format("letter-title", &[("letter", initial.letter.clone())]);
    let title = part_title(shared, title, part);
    let url = site.part_address(&address, part);
    let description = shared.strings.get("letters-lead");
    let page = Frame { url: &url, description, breadcrumbs: vec![whole], ..Frame::new(&title) };
    frame(shared, page, PageContent::Letters(content))
}

/// Every letter with its place. They say nothing of the titles, so that a new title changes only its own letter's page.
pub(super) fn links(shared: &Shared<'_>, current: Option<&Initial>) -> Vec<LetterLinkView> {
    let site = shared.site;
    let links = site.initials().iter().map(|initial| LetterLinkView {
        letter: initial.letter.clone(),
        url: if site.has_letter_pages() {
            site.letter_address(initial)
        } else {
            format!("{}#{}", site.letters_address(), letter_anchor(initial))
        },
        current: current.is_some_and(|current| current.letter == initial.letter),
    });
    links.collect()
}

fn titles(shared: &Shared<'_>, initial: &Initial, documents: &[DocumentId]) -> TitlesView {
    let titles = documents.iter().map(|id| {
        let outline = shared.site.outline(id);
        TitleView {
            link: shared.link(id),
            kind: shared.site.config.model.kind(outline.kind).id.clone(),
            term: shared.leading_term(id),
            overdue: shared.site.is_marked(outline),
            draft: outline.status() == Status::Draft,
        }
    });
    TitlesView { letter: initial.letter.clone(), anchor: letter_anchor(initial), titles: titles.collect() }
}

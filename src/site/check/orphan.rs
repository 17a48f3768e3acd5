//! `orphan`: cards that lead nowhere and that nothing leads to.

use rustc_hash::FxHashSet;

use super::super::{LinkDestination, Site, find};
use crate::document::{DocumentId, Status};
use crate::edition::ResolvedDocument;
use crate::model::KindId;
use crate::text::{Diagnostic, Location, Rule, phrase};

/// The cards from which on readers go from one to another, rather than read the whole list.
const LIBRARY: usize = 10;

/// Only cards: a question stands where residents begin, and every page at the foot of all others.
pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let cards = site.list(KindId::CARD);
    if cards.len() < LIBRARY {
        return;
    }
    let is_alone = |id: &&DocumentId| {
        let document = &site.edition.documents[*id];
        document.outline.status() == Status::Published
            && site.related(id).is_empty()
            && linked(site, document).next().is_none()
    };
    let mut alone: Vec<&DocumentId> = cards.iter().filter(is_alone).collect();
    if alone.is_empty() {
        return;
    }
    let named: FxHashSet<&DocumentId> =
        site.edition.documents.values().flat_map(|document| linked(site, document)).collect();
    alone.retain(|id| !named.contains(id));
    diagnostics.extend(alone.into_iter().map(|id| diagnostic(&site.edition.documents[id])));
}

/// The other documents that the text of one leads to.
fn linked<'s>(site: &'s Site, document: &'s ResolvedDocument) -> impl Iterator<Item = &'s DocumentId> {
    let ResolvedDocument { outline, body, .. } = document;
    body.links().filter_map(|link| match find(site, outline, link) {
        LinkDestination::Document(other, _) | LinkDestination::NoHeading(other, _) => {
            Some(&other.id).filter(|id| **id != outline.id)
        }
        _ => None,
    })
}

fn diagnostic(document: &ResolvedDocument) -> Diagnostic {
    let path = document.top_path();
    Diagnostic::new(
        Rule::Orphan,
        phrase!(
            "deze kaart staat op zichzelf: ze leidt naar geen ander document, en geen ander document leidt hierheen",
            "this card has no links: it links to no document, and no document links to it"
        ),
    )
    .at(Location::file(path.clone()))
    .hint(phrase!(
        "zeg onder `relaties` waar ze bij hoort, of noem haar in de tekst van een andere kaart",
        "say under `relations` what it belongs to, or name it in the text of another card"
    ))
}

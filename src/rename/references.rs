//! Everything that names a document, in all files of a tree: links, and values that are its name.

use std::collections::BTreeMap;

use super::links::NewNames;
use super::scalars::{data_of, scalars};
use super::words::places;
use super::{SiteChanges, TreeChanges, TreeSite, provisions};
use crate::document::{DocumentId, id_of};
use crate::model::{KindId, keys};
use crate::text::{Location, SourcePath, Span};

/// Changes every place that names one of these documents, or a file that is about to move.
pub(super) fn follow(tree: &[TreeSite], names: &BTreeMap<DocumentId, DocumentId>, renamed: &mut TreeChanges) {
    for (place, site) in tree.iter().enumerate() {
        let files = moved_files(site, &renamed.sites);
        let names = NewNames { documents: names, files: &files };
        let mut found = SiteReferences { place, renamed };
        links(site, &names, &mut found);
        values(site, names.documents, &mut found);
        answered(site, names.documents, &mut found);
    }
}

/// What is found in the files of a site.
struct SiteReferences<'r> {
    place: usize,
    renamed: &'r mut TreeChanges,
}

impl SiteReferences<'_> {
    fn changes(&mut self) -> &mut SiteChanges {
        &mut self.renamed.sites[self.place]
    }

    fn take(&mut self, path: &SourcePath, found: Result<Vec<(Span, String)>, Location>) {
        match found {
            Ok(edits) => edits.into_iter().for_each(|(span, text)| self.changes().edit(path, span, text)),
            Err(at) => self.renamed.unreached.push((self.place, at)),
        }
    }
}

/// The files of all layers that move, with where they come, seen from the folder of a site.
fn moved_files(site: &TreeSite, changes: &[SiteChanges]) -> BTreeMap<String, String> {
    let layers = site.inputs.layers.iter().zip(&site.places);
    let moves = layers.filter_map(|(way, place)| Some((way, &changes[(*place)?].moves)));
    moves
        .flat_map(|(way, moves)| {
            moves.iter().map(move |(from, to)| (format!("{way}{from}"), format!("{way}{to}")))
        })
        .collect()
}

fn links(site: &TreeSite, names: &NewNames<'_>, found: &mut SiteReferences<'_>) {
    for piece in site.own_pieces() {
        let body = &piece.document.body;
        let source =
            |at: &Location| site.inputs.sources.get(&at.path).filter(|source| source.path().way().is_empty());
        for link in body.links() {
            let Some(source) = source(&link.at) else { continue };
            found.take(source.path(), names.of_link(link, source));
        }
        for image in body.images() {
            let Some(source) = source(&image.at) else { continue };
            found.take(source.path(), names.of_image(image, source));
        }
    }
}

/// Values that are the name of a document: relations, references, what search has to find. An old address isn't one.
fn values(site: &TreeSite, names: &BTreeMap<DocumentId, DocumentId>, found: &mut SiteReferences<'_>) {
    for source in site.own_sources() {
        let text = source.text();
        if !names.keys().any(|name| text.contains(name.as_str())) {
            continue;
        }
        let Some(node) = data_of(source) else {
            // In a table, wherever it stands in a cell.
            let names = names.iter().filter(|_| source.path().extension() == Some("csv"));
            for (name, new) in names {
                let typed = places(text, 0..text.len(), name.as_str());
                typed.into_iter().for_each(|span| found.changes().edit(source.path(), span, new.as_str()));
            }
            continue;
        };
        let named = scalars(&node, "").into_iter().filter(|value| !keys::ALIASES.is(value.key));
        for value in named {
            let Some((name, new)) = names.get_key_value(id_of(value.text)) else { continue };
            let range = value.span.range();
            let typed = text.get(range.clone()).and_then(|typed| typed.find(name.as_str()));
            if let Some(start) = typed.map(|start| range.start + start) {
                let span = Span::new(start, start + name.as_str().len());
                found.changes().edit(source.path(), span, new.as_str());
            }
        }
    }
}

/// What provisions say of the questions that they answer: the name of a file is enough there.
fn answered(site: &TreeSite, names: &BTreeMap<DocumentId, DocumentId>, found: &mut SiteReferences<'_>) {
    let last = |id: &DocumentId| id.as_str().rsplit('/').next().unwrap_or_default().to_owned();
    let is_question =
        |id: &DocumentId| site.library.config.model.kind_in(id.folder()) == Some(KindId::QUESTION);
    for (old, new) in names.iter().filter(|(old, _)| is_question(old)) {
        let typed = [&*last(old), &*last(new)];
        provisions::retype_as(site, found.place, keys::QUESTIONS, old.as_str(), typed, found.renamed);
    }
}

//! Which documents stand together, and in which order.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::order::TitleOrder;
use crate::config::Config;
use crate::document::DocumentId;
use crate::edition::Edition;
use crate::model::KindId;

/// The documents that one kind of relation leads to from a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The relation's key, or that of its inverse.
    pub id: String,
    /// Its title in this direction.
    pub title: String,
    /// The documents, by id; never empty.
    pub documents: Vec<DocumentId>,
}

/// Documents in lists stand by the order of the leading facet's terms, then by the numbers that they give themselves, then
/// by title as the language sorts it.
pub(super) fn lists(
    edition: &Edition,
    order: &TitleOrder<'_>,
    config: &Config,
) -> BTreeMap<KindId, Vec<DocumentId>> {
    let facet = config.model.leading_facet();
    let mut keys: Vec<ListKey<'_>> = edition
        .documents
        .par_iter()
        .filter(|(id, _)| id.introduces(&config.model).is_none())
        .map(|(id, document)| {
            let outline = &document.outline;
            let term = facet.and_then(|facet| {
                let term = outline.term_of(&facet.id)?;
                facet.terms.iter().position(|other| other.id == term)
            });
            let (term, place) = (term.unwrap_or(usize::MAX), outline.order().unwrap_or(i64::MAX));
            (outline.kind, term, place, order.place(id), id)
        })
        .collect();
    keys.par_sort_unstable();
    let mut lists: BTreeMap<KindId, Vec<DocumentId>> = BTreeMap::new();
    for (kind, .., id) in keys {
        lists.entry(kind).or_default().push(id.clone());
    }
    lists
}

/// The kind, the place of the term of the leading facet, what the document says of its place, that of its title, and the id.
type ListKey<'e> = (KindId, usize, i64, usize, &'e DocumentId);

type Terms = FxHashMap<(String, String), Vec<DocumentId>>;

/// The documents of each term, and the place of each in its leading term.
pub(super) fn terms(
    edition: &Edition,
    lists: &BTreeMap<KindId, Vec<DocumentId>>,
    config: &Config,
) -> (Terms, FxHashMap<DocumentId, usize>) {
    let leading = config.model.leading_facet().map(|facet| facet.id.as_str());
    let mut terms: FxHashMap<(&str, &str), Vec<DocumentId>> = FxHashMap::default();
    let mut places = FxHashMap::default();
    let model = &config.model;
    let names = |facet: &str, kind: KindId| {
        model.facets.iter().any(|other| other.id == facet && model.is_listed_by(other, kind))
    };
    for (kind, id) in lists.iter().flat_map(|(kind, ids)| ids.iter().map(|id| (*kind, id))) {
        for (facet, term) in
            edition.documents[id].outline.terms.iter().filter(|(facet, _)| names(facet, kind))
        {
            let list = terms.entry((facet, term)).or_default();
            if Some(facet.as_str()) == leading {
                // Of several leading terms the first counts, as everywhere.
                places.entry(id.clone()).or_insert(list.len());
            }
            list.push(id.clone());
        }
    }
    let owned = |((facet, term), list): ((&str, &str), _)| ((facet.to_owned(), term.to_owned()), list);
    (terms.into_iter().map(owned).collect(), places)
}

/// Every relation in both directions. One that is written on both sides counts once.
pub(super) fn related(
    edition: &Edition,
    config: &Config,
    renamed: &FxHashMap<DocumentId, DocumentId>,
) -> FxHashMap<DocumentId, Vec<Related>> {
    let relations = || config.model.relations.iter().enumerate();
    let inverses = relations()
        .map(|(idx, relation)| (relation.inverse.as_str(), (2 * idx + 1, relation.inverse_title.as_str())));
    // A relation's own title wins over the one that its inverse gives it.
    let own = relations().map(|(idx, relation)| (relation.id.as_str(), (2 * idx, relation.title.as_str())));
    let order: FxHashMap<&str, (usize, &str)> = inverses.chain(own).collect();
    let mut found: FxHashMap<DocumentId, BTreeMap<(usize, &str), Vec<DocumentId>>> = FxHashMap::default();
    for (id, document) in &edition.documents {
        for (relation, target, _) in document.outline.relations() {
            let there = edition.documents.get_key_value(target).or_else(|| {
                let renamed = renamed.get(target).filter(|renamed| *renamed != id)?;
                edition.documents.get_key_value(renamed)
            });
            let Some((target, _)) = there else { continue };
            let relation = &config.model.relations[relation];
            let both = [(id, relation.id.as_str(), target), (target, relation.inverse.as_str(), id)];
            for (from, key, to) in both {
                let (place, _) = order[key];
                let ids = found.entry(from.clone()).or_default().entry((place, key)).or_default();
                ids.push(to.clone());
            }
        }
    }
    found
        .into_iter()
        .map(|(id, kinds)| {
            let related = kinds.into_iter().map(|((_, key), mut documents)| {
                documents.sort();
                documents.dedup();
                Related { id: key.to_owned(), title: order[key].1.to_owned(), documents }
            });
            (id, related.collect())
        })
        .collect()
}

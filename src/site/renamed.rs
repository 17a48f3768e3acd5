//! The names that documents had before layers below gave them others.

use rustc_hash::FxHashMap;

use crate::document::DocumentId;
use crate::edition::Edition;
use crate::model::ContentModel;

/// The documents of an edition by the ids that they had before, as the old addresses say that the layers below the
/// topmost one give them.
pub(super) fn renamed(
    edition: &Edition,
    model: &ContentModel,
    top: usize,
) -> FxHashMap<DocumentId, DocumentId> {
    let mut renamed = FxHashMap::default();
    for (id, chosen) in edition.documents.iter().filter(|(_, chosen)| chosen.layer < top) {
        let pieces = chosen.derived.iter().flat_map(|derived| &derived.pieces);
        let pieces = pieces.map(|derived| (derived.piece.layer, &derived.piece.document.outline));
        let own = chosen.derived.is_none().then_some((chosen.layer, &chosen.outline));
        let below = pieces.chain(own).filter(|(layer, _)| *layer < top);
        let old = below
            .flat_map(|(_, outline)| outline.aliases())
            .filter_map(|(alias, _)| DocumentId::of_address(alias, model));
        for old in old {
            renamed.entry(old).or_insert_with(|| id.clone());
        }
    }
    renamed
}

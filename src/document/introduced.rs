//! Documents that have no page of their own, since they stand at the top of a list.

use super::{Audience, DocumentId};
use crate::model::{ContentModel, KindId};

/// A list that a document stands at the top of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Introduced {
    /// That of all documents of a kind.
    List(KindId),
    /// That of the documents of a term, by the places of facet and term in the model.
    Term(usize, usize),
}

impl DocumentId {
    /// What its document stands at the top of, which is a list; `None` where it has a page of its own.
    pub fn introduces(&self, model: &ContentModel) -> Option<Introduced> {
        let Some((folder, term)) = self.as_str().split_once('/') else {
            return model.kind_in(self.as_str()).map(Introduced::List);
        };
        if model.kind_in(folder).is_some() {
            return None;
        }
        let facet = model.facets.iter().position(|facet| facet.id == folder)?;
        let term = model.facets[facet].terms.iter().position(|known| known.id == term)?;
        Some(Introduced::Term(facet, term))
    }
}

/// For whom a document is that doesn't say so: for who has what it stands at the top of, else as its kind is.
pub(super) fn audience(introduced: Option<Introduced>, model: &ContentModel, kind: KindId) -> Audience {
    let of_kind = model.kind(kind).audience;
    let Some(Introduced::Term(facet, _)) = introduced else { return of_kind };
    let facet = &model.facets[facet];
    let mut kinds = model.kinds().filter(|(id, _)| model.is_listed_by(facet, *id));
    let is_for_teams =
        facet.audience == Audience::Team || kinds.all(|(_, kind)| kind.audience == Audience::Team);
    if is_for_teams { Audience::Team } else { of_kind }
}

/// Whether only teams have the page that a document stands at the top of, whatever the document says.
pub(super) fn is_for_teams_alone(introduced: Option<Introduced>, model: &ContentModel) -> bool {
    matches!(introduced, Some(Introduced::Term(facet, _)) if model.facets[facet].audience == Audience::Team)
}

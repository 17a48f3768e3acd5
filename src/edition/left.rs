//! What is left of a document that the layers below don't give any more: what the sites above them wrote. It is a document by
//! itself then, until its editors say what becomes of it.

use std::sync::Arc;

use super::{Piece, Stack};
use crate::document::{Audience, Document, FieldValue, Outline, Role, Status};
use crate::model::FieldId;
use crate::text::{Diagnostic, Location, Rule, phrase};

/// Whether somebody wrote a text in a file that lies on another one, rather than fields alone.
fn has_text(piece: &Piece) -> bool {
    let Document { outline, body } = &piece.document;
    let is_hidden = outline.derivation.as_ref().is_some_and(|derivation| derivation.hidden == Some(true));
    let has_section = body.sections.iter().any(|section| !section.body.is_empty());
    piece.role == Role::Overlay && !is_hidden && (has_section || !body.lead.is_empty())
}

/// The files of a stack that are left of it, as one that lies on nothing. `None` where they hold no text, or where the site
/// itself, whose layer has this place, says that the document isn't published.
pub(super) fn of(stack: &[Piece], layer: usize) -> Option<Stack> {
    let is_original = |piece: &&Piece| piece.role != Role::Translation;
    let says = |piece: &&Piece| piece.document.outline.decides(FieldId::STATUS);
    let is_withdrawn_here = |piece: &Piece| {
        let outline = &piece.document.outline;
        let is_said = is_original(&piece) && outline.names(FieldId::STATUS);
        piece.layer >= layer && is_said && outline.status() != Status::Published
    };
    if stack.iter().any(is_withdrawn_here) {
        return None;
    }
    // One without an original is left as a whole.
    let saying = match stack[0].role {
        Role::Overlay => None,
        Role::Own | Role::Translation => {
            let below = stack.iter().rev().filter(|piece| piece.layer < layer);
            Some(below.filter(is_original).find(says)?.layer)
        }
    };
    let mut left: Stack =
        stack.iter().filter(|piece| saying.is_none_or(|saying| piece.layer > saying)).cloned().collect();
    let first = left.first_mut().filter(|piece| has_text(piece))?;
    let original = saying.map(|_| &stack[0].document.outline);
    first.role = Role::Own;
    let Document { outline, body } = &mut first.document;
    let outline = Arc::make_mut(outline);
    stand_alone(outline, original);
    if body.sections.iter().any(|section| section.body.is_empty()) {
        // Those only moved one that is gone.
        Arc::make_mut(body).sections.retain(|section| !section.body.is_empty());
    }
    Some(left)
}

/// Fills what a document needs and what only its original said: what it is called, what it is about, and for whom. Where
/// nobody knows for whom it was, it is for teams.
fn stand_alone(outline: &mut Outline, original: Option<&Arc<Outline>>) {
    if let Some(original) = original {
        if !outline.names(FieldId::TITLE) {
            outline.fields.replace(FieldId::TITLE, FieldValue::Text(original.title().to_owned()));
        }
        let terms = original.terms.iter().filter(|(facet, _)| outline.place_of(facet).is_none());
        let terms: Vec<(String, String)> = terms.cloned().collect();
        outline.terms.extend(terms);
    }
    if !outline.names(FieldId::AUDIENCE) {
        let audience = original.map_or(Audience::Team, |original| original.audience());
        outline.fields.replace(FieldId::AUDIENCE, FieldValue::from(audience));
    }
    if !outline.names(FieldId::STATUS) {
        outline.fields.replace(FieldId::STATUS, FieldValue::from(Status::Published));
    }
    outline.derivation = None;
}

/// What the editors of such a document are told, where its original is still there and isn't published.
pub(super) fn told(stack: &[Piece], left: &[Piece]) -> Diagnostic {
    let is_draft = stack[0].document.outline.status() == Status::Draft;
    let message = if is_draft {
        phrase!(
            "een site eronder werkt weer aan dit document; wat hier staat, staat op de site als eigen tekst",
            "a site below made a draft of this document again; what this file says is on the site as a text of your own"
        )
    } else {
        phrase!(
            "een site eronder heeft dit document ingetrokken; wat hier staat, staat op de site als eigen tekst",
            "a site below has withdrawn this document; what this file says is on the site as a text of your own"
        )
    };
    Diagnostic::new(Rule::OrphanedOverlay, message)
        .at(Location::file(left[0].document.outline.path.clone()))
        .hint(phrase!(
            "houd het met `wijkgids drift … --accept` en de naam van dit bestand, of haal dit bestand weg",
            "keep it with `wijkgids drift … --accept` and the name of this file, or take this file away"
        ))
}

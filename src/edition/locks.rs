//! Locks: parts of a document that the layers above may not change. What one of them says of a locked part has no effect.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Piece;
use crate::document::{Document, Outline, Part, PartLock, Role, Status, TextTree};
use crate::model::{FieldId, keys};
use crate::text::Location;

/// A lock on a document, for those who lie on it.
#[derive(Clone, Copy, Debug)]
pub struct LockedBelow<'p> {
    /// What it says.
    pub lock: &'p PartLock,
    /// Who keeps the document that says it, where that says so.
    pub owner: Option<&'p str>,
}

/// The locks that the layers below one put on a document.
pub fn locks_below<'p>(pieces: impl Iterator<Item = &'p Piece>, layer: usize) -> Vec<LockedBelow<'p>> {
    let below = pieces.filter(|piece| piece.layer < layer && piece.role != Role::Translation);
    let locks = below.flat_map(|piece| {
        let Document { outline, body } = &piece.document;
        let owner = outline.fields.text(FieldId::OWNER);
        body.places.locks.iter().map(move |lock| LockedBelow { lock, owner })
    });
    locks.collect()
}

/// Something that a file says of a locked part.
pub(super) struct Violation<'p> {
    /// The part; `None` where it is the document as a whole.
    pub(super) part: Option<Part>,
    /// Where it says so.
    pub(super) at: Location,
    /// What keeps it from that.
    pub(super) locked: LockedBelow<'p>,
}

/// What a file may say of a document with these locks; `None` where that is all that it says.
pub(super) fn allowed(piece: &Piece, locks: &[LockedBelow<'_>]) -> Option<Piece> {
    let violations = violations(&piece.document, locks);
    if violations.is_empty() {
        return None;
    }
    let parts: BTreeSet<Part> = violations.into_iter().filter_map(|violation| violation.part).collect();
    let mut piece = piece.clone();
    let Document { outline, body } = &mut piece.document;
    let (outline, body) = (Arc::make_mut(outline), Arc::make_mut(body));
    let is_locked_section =
        |id: &str| parts.iter().any(|part| matches!(part, Part::Section(other) if other == id));
    let is_locked_field =
        |name: &str| parts.iter().any(|part| matches!(part, Part::Field(other) if other == name));
    if let Some(derivation) = &mut outline.derivation {
        derivation.removed.retain(|removed| !is_locked_section(&removed.value));
        derivation.after.retain(|after| !is_locked_section(&after.value.0));
        (derivation.takes_over, derivation.hidden) = (false, derivation.hidden.filter(|hides| !hides));
    }
    let is_withdrawn = outline.status() == Status::Retired;
    let is_left = |name: &str| !(is_locked_field(name) || is_withdrawn && name == keys::STATUS.en);
    outline.given.retain(|given| is_left(&given.value.name));
    outline.terms.retain(|(facet, _)| !is_locked_field(facet));
    body.sections.retain(|section| !is_locked_section(&section.id));
    if parts.contains(&Part::Lead) {
        body.lead = TextTree::default();
    }
    let mut section = String::new();
    outline.headings.retain(|heading| {
        if heading.is_section {
            section.clone_from(&heading.id);
        }
        if section.is_empty() { !parts.contains(&Part::Lead) } else { !is_locked_section(&section) }
    });
    Some(piece)
}

/// Everything that a file says of locked parts, in the order of the locks.
pub(super) fn violations<'p>(document: &Document, locks: &[LockedBelow<'p>]) -> Vec<Violation<'p>> {
    let Document { outline, .. } = document;
    let mut violations = Vec::new();
    for locked in locks {
        for part in &locked.lock.parts {
            if let Some(at) = said_at(document, &part.value) {
                violations.push(Violation { part: Some(part.value.clone()), at, locked: *locked });
            }
        }
        if let Some(at) = takes_away(outline) {
            violations.push(Violation { part: None, at, locked: *locked });
        }
    }
    violations
}

/// Where a file says something of a part.
fn said_at(document: &Document, part: &Part) -> Option<Location> {
    let Document { outline, body } = document;
    let removed = outline.derivation.iter().flat_map(|derivation| &derivation.removed);
    let mut removed = removed.filter(|removed| matches!(part, Part::Section(id) if *id == removed.value));
    let said = match part {
        Part::Lead => (!body.lead.is_empty()).then(|| body.lead_at.clone()),
        Part::Field(_) | Part::Section(_) => document.place(part).cloned(),
    };
    said.map(|at| at.start()).or_else(|| removed.next().map(|removed| removed.at.clone()))
}

/// Where a file hides its document, withdraws it, or takes its place as a whole.
fn takes_away(outline: &Outline) -> Option<Location> {
    let derivation = outline.derivation.as_ref()?;
    let place = |key: &str| outline.place_of(key).cloned();
    let hidden = (derivation.hidden == Some(true)).then(|| place(keys::HIDDEN.en)).flatten();
    let whole = || derivation.takes_over.then(|| place(keys::REPLACE.en)).flatten();
    let withdrawn = || {
        let is_said = outline.names(FieldId::STATUS) && outline.status() == Status::Retired;
        is_said.then(|| outline.status_at())
    };
    hidden.or_else(whole).or_else(withdrawn)
}

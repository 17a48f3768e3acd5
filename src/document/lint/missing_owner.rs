//! `missing-owner`, `missing-review`: published documents that nobody looks after, or that nobody has to read again.

use crate::document::{Outline, Status};
use crate::model::{ContentModel, FieldId};
use crate::text::{Diagnostic, Rule, phrase};

/// Only of some kinds: a page is about the guide itself, and changes with it.
pub(in crate::document) fn check(outline: &Outline, model: &ContentModel, diagnostics: &mut Vec<Diagnostic>) {
    let is_asked = model.kind(outline.kind).is_owned;
    if !is_asked || outline.status() != Status::Published {
        return;
    }
    if outline.owner().is_none() {
        diagnostics.push(
            Diagnostic::new(
                Rule::MissingOwner,
                phrase!(
                    "dit is gepubliceerd, maar niemand is er de eigenaar van",
                    "published without an owner"
                ),
            )
            .at(outline.status_at())
            .hint(phrase!(
                "zet er een functie of team bij, nooit een naam: `eigenaar: redactie-wijkteam`",
                "name a function or a team, never a person: `owner: redactie-wijkteam`"
            )),
        );
    }
    // One that can't be read is reported as such.
    if outline.review_by().is_none() && !outline.names(FieldId::REVIEW_BY) {
        diagnostics.push(
            Diagnostic::new(
                Rule::MissingReview,
                phrase!(
                    "dit is gepubliceerd, maar hoeft nooit te worden herzien",
                    "published without a review date"
                ),
            )
            .at(outline.status_at())
            .hint(phrase!(
                "zet er een dag bij, een jaar na vandaag: `herzien_voor: …`",
                "add a day, a year from today: `review_by: …`"
            )),
        );
    }
}

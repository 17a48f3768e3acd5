//! `missing-owner`, `missing-review`: published documents that nobody looks after, or that nobody has to read again.

use crate::config::{ContentModel, keys};
use crate::document::{BodyLocations, Outline, Status};
use crate::text::{Diagnostic, Location, Rule, phrase};

/// Only of some kinds: a page is about the guide itself, and changes with it.
pub(in crate::document) fn check(
    outline: &Outline,
    model: &ContentModel,
    places: &BodyLocations,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let is_asked = model.kind(outline.kind).is_owned;
    if !is_asked || outline.status != Status::Published {
        return;
    }
    let at = || Location::new(outline.path.clone(), places.published);
    if outline.owner.is_none() {
        diagnostics.push(
            Diagnostic::new(
                Rule::MissingOwner,
                phrase!(
                    "dit is gepubliceerd, maar niemand is er de eigenaar van",
                    "this is published, but nobody owns it"
                ),
            )
            .at(at())
            .hint(phrase!(
                "zet er een functie of team bij, nooit een naam: `eigenaar: redactie-wijkteam`",
                "name a function or a team, never a person: `owner: redactie-wijkteam`"
            )),
        );
    }
    // One that can't be read is told as such.
    let is_said = places.fields.iter().any(|(name, _)| name == keys::REVIEW_BY.en);
    if outline.review_by().is_none() && !is_said {
        diagnostics.push(
            Diagnostic::new(
                Rule::MissingReview,
                phrase!(
                    "dit is gepubliceerd, maar hoeft nooit te worden herzien",
                    "this is published, but never has to be reviewed"
                ),
            )
            .at(at())
            .hint(phrase!(
                "zet er een dag bij, een jaar na vandaag: `herzien_voor: …`",
                "add a day, a year from today: `review_by: …`"
            )),
        );
    }
}

//! `stale-review`: documents whose day of review has passed.

use super::super::Site;
use crate::document::{Document, Status};
use crate::text::{Diagnostic, Location, Rule, phrase};

pub(super) fn check(site: &Site, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let Some(review_by) = document.outline.review_by else { return };
    if review_by >= site.today || document.outline.status != Status::Published {
        return;
    }
    let span = document.body.places.review_by.unwrap_or_default();
    diagnostics.push(
        Diagnostic::new(
            Rule::StaleReview,
            phrase!("dit document had voor {review_by} herzien moeten zijn", "this document had to be reviewed before {review_by}"),
        )
        .at(Location::new(document.outline.path.clone(), span))
        .hint(phrase!(
            "lees het in zijn geheel na, en zet dan `beoordeeld` op vandaag en `herzien_voor` op een nieuwe dag",
            "read all of it again, then set `reviewed` to today and `review_by` to a new day"
        )),
    );
}

//! `stale-review`: documents whose day of review has passed.

use super::super::Site;
use crate::document::Status;
use crate::edition::Chosen;
use crate::text::{Diagnostic, Location, Rule, phrase};

pub(super) fn check(site: &Site, document: &Chosen, diagnostics: &mut Vec<Diagnostic>) {
    let Some(review_by) = document.outline.review_by else { return };
    if review_by >= site.today || document.outline.status != Status::Published {
        return;
    }
    let at = document.body.places.review_by.clone();
    let at = at.unwrap_or_else(|| Location::file(document.outline.path.clone()));
    diagnostics.push(
        Diagnostic::new(
            Rule::StaleReview,
            phrase!("dit document had voor {review_by} herzien moeten zijn", "this document had to be reviewed before {review_by}"),
        )
        .at(at)
        .hint(phrase!(
            "lees het in zijn geheel na, en zet dan `beoordeeld` op vandaag en `herzien_voor` op een nieuwe dag",
            "read all of it again, then set `reviewed` to today and `review_by` to a new day"
        )),
    );
}

//! `unknown-fact`: facts that the register doesn't have.

use super::super::Site;
use crate::document::{Document, REGISTER_FILE_NAME};
use crate::text::{Diagnostic, Location, Rule, phrase};

pub(super) fn check(site: &Site, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let outline = &document.outline;
    let facts = outline.evidence.iter().chain(&outline.counter);
    for (fact, span) in facts.zip(&document.body.places.facts) {
        // No suggestion: ids differ by a digit, and a near one is another fact.
        if !site.register.facts.contains_key(fact) {
            diagnostics.push(
                Diagnostic::new(
                    Rule::UnknownFact,
                    phrase!(
                        "`{fact}` staat niet in `{REGISTER_FILE_NAME}`",
                        "`{fact}` isn't in `{REGISTER_FILE_NAME}`"
                    ),
                )
                .at(Location::new(outline.path.clone(), *span))
                .hint(phrase!(
                    "zet het feit in het register, met zijn bron",
                    "put the fact into the register, with its source"
                )),
            );
        }
    }
}

//! `unknown-fact`: facts that the register doesn't have.

use super::super::Site;
use crate::edition::ResolvedDocument;
use crate::model::files;
use crate::text::{Diagnostic, Rule, phrase};

pub(super) fn check(site: &Site, document: &ResolvedDocument, diagnostics: &mut Vec<Diagnostic>) {
    let register = site.word(files::REGISTER);
    let outline = &document.outline;
    for (fact, at) in outline.evidence().chain(outline.counter()) {
        // No suggestion: ids differ by a digit, and a near one is another fact.
        if !site.reference.register.facts.contains_key(fact) {
            diagnostics.push(
                Diagnostic::new(
                    Rule::UnknownFact,
                    phrase!("`{fact}` staat niet in `{register}`", "`{fact}` isn't in `{register}`"),
                )
                .at(at.clone())
                .maybe_from_below()
                .hint(phrase!(
                    "zet het feit in het register, met zijn bron",
                    "put the fact into the register, with its source"
                )),
            );
        }
    }
}

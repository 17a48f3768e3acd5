//! `orphaned-overlay`, as far as one file shows: it changes another document, and there is none.

use crate::document::{Derivation, Outline};
use crate::model::keys;
use crate::text::{Diagnostic, Location, Rule, Span, phrase};

/// Reports a document that says what it does to another one, where there is no other one.
pub(in crate::document) fn check(outline: &Outline, derivation: &Derivation) -> Option<Diagnostic> {
    let changing = [keys::BASE, keys::REMOVE, keys::REPLACE, keys::HIDDEN];
    let named = changing.iter().find_map(|key| Some((key, outline.place_of(key.en)?)));
    let (name, span) = match named {
        Some((key, at)) => (key.nl, Span { start: at.span.start, end: at.span.start }),
        None => ("after", derivation.after.first()?.at.span),
    };
    Some(
        Diagnostic::new(
            Rule::OrphanedOverlay,
            phrase!(
                "dit document past een ander aan (`{name}`), maar in de lagen eronder is het er niet",
                "this document changes another one (`{name}`), but the layers below have no such document"
            ),
        )
        .at(Location::new(outline.path.clone(), span))
        .hint(phrase!(
            "is het origineel hernoemd, geef dit bestand dan dezelfde naam; is het vervallen, haal dit bestand weg \
             of maak er een eigen document van",
            "if the original was renamed, give this file the same name; if it was withdrawn, take this file away or \
             make it a document of your own"
        )),
    )
}

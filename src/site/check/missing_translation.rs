//! `missing-translation`: documents that the readers of a language get in another one.

use super::super::Site;
use crate::document::{Audience, Status};
use crate::text::{Diagnostic, Location, Rule, phrase};

/// Looks at the edition in one language. Only what residents read: who works in a team reads the language of the site.
pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let language = &site.edition.language;
    // With six languages there is five times as much to tell as there are documents.
    if language == site.own_config.source_language() || !site.own_config.asks_for(Rule::MissingTranslation) {
        return;
    }
    for chosen in site.edition.documents.values() {
        let outline = &chosen.outline;
        let is_meant = outline.audience() != Audience::Team && outline.status() == Status::Published;
        let is_own = outline.path.way().is_empty() && outline.path.local().ends_with(".md");
        if !is_meant || !is_own || outline.language == *language {
            continue;
        }
        let (id, shown) = (&outline.id, &outline.language);
        diagnostics.push(
            Diagnostic::new(
                Rule::MissingTranslation,
                phrase!(
                    "de vertaling `{language}` ontbreekt: wie die taal kiest, krijgt dit in de taal `{shown}`",
                    "the translation `{language}` is missing: who chooses that language gets this in the language `{shown}`"
                ),
            )
            .at(Location::file(outline.path.clone()))
            .hint(phrase!(
                "`wijkgids translate {id} {language}` begint er een",
                "`wijkgids translate {id} {language}` starts one"
            )),
        );
    }
}

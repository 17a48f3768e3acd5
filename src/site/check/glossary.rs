//! `dangling-relation` for the glossary: documents that are to tell more and aren't there.

use super::super::Site;
use super::renamed::renamed;
use crate::edition::Exclusion;
use crate::text::{Applicability, Diagnostic, Rule, nearest, phrase};

pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (id, at) in site.reference.glossary.words.values().flat_map(|word| &word.see) {
        let left_out = site.edition.left_out.get(id.as_str());
        let is_hidden = matches!(
            left_out,
            Some(Exclusion::Hidden | Exclusion::ForTeams | Exclusion::Overdue | Exclusion::Past)
        );
        if is_hidden || site.document(id).is_some() {
            continue;
        }
        if let Some(diagnostic) = renamed(site, Rule::DanglingRelation, id, at) {
            diagnostics.push(diagnostic);
            continue;
        }
        diagnostics.push(
            Diagnostic::new(
                Rule::DanglingRelation,
                phrase!("er is geen document `{id}`", "there is no document `{id}`"),
            )
            .at(at.clone())
            .maybe_from_below()
            .suggest(
                id,
                nearest(id, site.edition.documents.keys().map(|id| id.as_str())),
                Applicability::MaybeIncorrect,
            )
            .hint(phrase!(
                "schrijf de map en de naam van het bestand, zonder `.md`",
                "write the folder and the name of the file, without `.md`"
            )),
        );
    }
}

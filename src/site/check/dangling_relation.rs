//! `dangling-relation`: relations to documents that aren't there.

use super::super::Site;
use super::renamed;
use crate::edition::{Exclusion, ResolvedDocument};
use crate::text::{Applicability, Diagnostic, Rule, nearest, phrase};

pub(super) fn check(site: &Site, document: &ResolvedDocument, diagnostics: &mut Vec<Diagnostic>) {
    let outline = &document.outline;
    for ((_, target), at) in outline.relations.iter().zip(&document.body.places.relations) {
        let at = at.clone();
        if target == outline.id.as_str() {
            diagnostics.push(
                Diagnostic::new(
                    Rule::DanglingRelation,
                    phrase!(
                        "deze relatie wijst naar het document zelf",
                        "this relation points at the document itself"
                    ),
                )
                .at(at)
                .hint(phrase!(
                    "noem een ander document, of haal de regel weg",
                    "name another document, or take the line away"
                )),
            );
        } else if let Some(told) = renamed(site, Rule::DanglingRelation, target, &at) {
            diagnostics.push(told);
        } else if site.document(target).is_none() {
            let left_out = site.edition.left_out.get(target.as_str());
            if matches!(left_out, Some(Exclusion::Hidden | Exclusion::ForTeams | Exclusion::Overdue)) {
                continue;
            }
            let diagnostic = if site.edition.left_out.contains_key(target.as_str()) {
                Diagnostic::new(
                    Rule::DanglingRelation,
                    phrase!("`{target}` is niet gepubliceerd", "`{target}` isn't published"),
                )
                .hint(phrase!("publiceer het, of haal de regel weg", "publish it, or take the line away"))
            } else {
                let others = site.edition.documents.keys().filter(|id| **id != outline.id);
                Diagnostic::new(
                    Rule::DanglingRelation,
                    phrase!("er is geen document `{target}`", "there is no document `{target}`"),
                )
                .suggest(target, nearest(target, others.map(|id| id.as_str())), Applicability::MaybeIncorrect)
                .hint(phrase!(
                    "schrijf de map en de naam van het bestand, zonder `.md`",
                    "write the folder and the name of the file, without `.md`"
                ))
            };
            diagnostics.push(diagnostic.at(at));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::told;

    #[test]
    fn relations_need_somebody_at_the_other_end() {
        let card = |target: &str| format!("---\ntitel: A\nrelaties: {{vervolg-op: [{target}]}}\n---\n");
        let other = ("kaarten/begin-licht.md", "---\ntitel: B\n---\n");
        let check = |target: &str| told(&[("kaarten/a.md", &card(target)), other]);
        assert!(check("kaarten/begin-licht").is_empty());
        assert_eq!(
            check("kaarten/begin-lich"),
            ["dangling-relation: there is no document `kaarten/begin-lich`"]
        );
        assert_eq!(check("kaarten/a"), ["dangling-relation: this relation points at the document itself"]);
    }
}

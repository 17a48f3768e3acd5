//! `dangling-relation`: relations, declared fields and a foot that name documents which aren't there.

use super::super::Site;
use super::renamed::renamed;
use crate::directory::Said;
use crate::document::FieldValue;
use crate::edition::{Exclusion, ResolvedDocument};
use crate::text::{Applicability, Diagnostic, Location, Rule, nearest, phrase};

pub(super) fn check(site: &Site, document: &ResolvedDocument, diagnostics: &mut Vec<Diagnostic>) {
    let outline = &document.outline;
    let related = outline.relations().map(|(_, target, at)| (target, at));
    let named = outline.fields.references().into_iter().chain(document.body.fields.references());
    for (target, at) in related.chain(named).chain(of_provision(site, document)) {
        if target == outline.id.as_str() {
            diagnostics.push(
                Diagnostic::new(
                    Rule::DanglingRelation,
                    phrase!("dit wijst naar het document zelf", "this points at the document itself"),
                )
                .at(at.clone())
                .hint(phrase!(
                    "noem een ander document, of haal de regel weg",
                    "name another document, or take the line away"
                )),
            );
        } else {
            diagnostics.extend(found(site, target, at.clone(), Some(outline.id.as_str())));
        }
    }
}

/// The pages that the foot of every page names.
pub(super) fn footer(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for (target, at) in site.config.footer.iter().flatten() {
        diagnostics.extend(found(site, target, at.clone(), None));
    }
}

/// The documents that a provision names in what the site declares, each with its place.
fn of_provision<'s>(site: &'s Site, document: &'s ResolvedDocument) -> Vec<(&'s str, &'s Location)> {
    let Some(provision) = site.provision(&document.outline.id) else { return Vec::new() };
    let columns = site.own_config.model.columns();
    let declared = columns.iter().filter(|column| column.name.is_none());
    let named = declared.flat_map(|column| {
        let values = provision.in_column(column).into_iter().flat_map(Said::values);
        values.filter_map(|said| match &said.value {
            FieldValue::Reference(target) => Some((target.as_str(), &said.at)),
            _ => None,
        })
    });
    named.collect()
}

/// What is wrong with the name of a document that stands at a place; `own` is the document that names it.
fn found(site: &Site, target: &str, at: Location, own: Option<&str>) -> Option<Diagnostic> {
    if let Some(diagnostic) = renamed(site, Rule::DanglingRelation, target, &at) {
        return Some(diagnostic);
    }
    if site.document(target).is_some() {
        return None;
    }
    let diagnostic = match site.edition.left_out.get(target) {
        Some(Exclusion::Hidden | Exclusion::ForTeams | Exclusion::Overdue | Exclusion::Past) => return None,
        Some(Exclusion::Draft | Exclusion::Retired) => Diagnostic::new(
            Rule::DanglingRelation,
            phrase!("`{target}` is niet gepubliceerd", "`{target}` isn't published"),
        )
        .hint(phrase!("publiceer het, of haal de regel weg", "publish it, or take the line away")),
        None => {
            let others = site.edition.documents.keys().map(|id| id.as_str()).filter(|id| Some(*id) != own);
            Diagnostic::new(
                Rule::DanglingRelation,
                phrase!("er is geen document `{target}`", "there is no document `{target}`"),
            )
            .suggest(target, nearest(target, others), Applicability::MaybeIncorrect)
            .hint(phrase!(
                "schrijf de map en de naam van het bestand, zonder `.md`",
                "write the folder and the name of the file, without `.md`"
            ))
        }
    };
    Some(diagnostic.at(at).maybe_from_below())
}

#[cfg(test)]
mod tests {
    use super::super::testing::reported;

    #[test]
    fn relations_need_somebody_at_the_other_end() {
        let card = |target: &str| format!("---\ntitel: A\nrelaties: {{vervolg-op: [{target}]}}\n---\n");
        let other = ("kaarten/begin-licht.md", "---\ntitel: B\n---\n");
        let check = |target: &str| reported(&[("kaarten/a.md", &card(target)), other]);
        assert!(check("kaarten/begin-licht").is_empty());
        assert_eq!(
            check("kaarten/begin-lich"),
            ["dangling-relation: there is no document `kaarten/begin-lich`"]
        );
        assert_eq!(check("kaarten/a"), ["dangling-relation: this points at the document itself"]);
    }
}

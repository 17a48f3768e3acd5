//! `same-address`: an old address that is still somebody's.

use std::collections::BTreeMap;

use super::super::Site;
use crate::text::{Diagnostic, Location, Rule, phrase};

pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut aliases: BTreeMap<&str, &str> = BTreeMap::new();
    for (id, document) in &site.edition.documents {
        for (alias, span) in document.outline.aliases.iter().zip(&document.body.places.aliases) {
            let is_document = site.document(alias.trim_end_matches('/')).is_some();
            let owner = if is_document {
                Some(alias.trim_end_matches('/'))
            } else {
                aliases.get(alias.as_str()).copied()
            };
            match owner {
                Some(owner) => diagnostics.push(
                    Diagnostic::new(
                        Rule::SameAddress,
                        phrase!(
                            "het adres `/{alias}` is al van `{owner}`",
                            "the address `/{alias}` belongs to `{owner}` already"
                        ),
                    )
                    .at(Location::new(document.outline.path.clone(), *span))
                    .hint(phrase!("haal het hier of daar weg", "take it away here or there")),
                ),
                None => {
                    aliases.insert(alias, id.as_str());
                }
            }
        }
    }
}

//! `same-address`: an old address that is still somebody's.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::super::Site;
use crate::text::{Diagnostic, Rule, phrase};

pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut aliases: BTreeMap<&str, &str> = BTreeMap::new();
    for (id, document) in &site.edition.documents {
        for (alias, at) in document.outline.aliases.iter().zip(&document.body.places.aliases) {
            let name = alias.trim_end_matches('/');
            let diagnostic = if site.document(name).is_some() {
                is_of_document(alias, name)
            } else if site.is_list(name) {
                Diagnostic::new(
                    Rule::SameAddress,
                    phrase!(
                        "het adres `/{alias}` is al van een lijst",
                        "the address `/{alias}` belongs to a list already"
                    ),
                )
                .hint(phrase!("haal het hier weg", "take it away here"))
            } else {
                match aliases.entry(alias) {
                    Entry::Occupied(owner) => is_of_document(alias, owner.get()),
                    Entry::Vacant(free) => {
                        free.insert(id.as_str());
                        continue;
                    }
                }
            };
            diagnostics.push(diagnostic.at(at.clone()));
        }
    }
}

fn is_of_document(alias: &str, owner: &str) -> Diagnostic {
    Diagnostic::new(
        Rule::SameAddress,
        phrase!(
            "het adres `/{alias}` is al van `{owner}`",
            "the address `/{alias}` belongs to `{owner}` already"
        ),
    )
    .hint(phrase!("haal het hier of daar weg", "take it away here or there"))
}

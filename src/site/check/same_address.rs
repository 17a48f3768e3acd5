//! `same-address`: an old address that is still somebody's.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::super::Site;
use crate::document::DocumentId;
use crate::edition::ResolvedDocument;
use crate::text::{Diagnostic, Location, Rule, Severity, phrase};

pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let top = site.layers.len() - 1;
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut aliases: BTreeMap<&str, (&str, bool)> = BTreeMap::new();
    for (id, document) in &site.edition.documents {
        for (alias, at) in document.outline.aliases() {
            let name = alias.trim_end_matches('/');
            let is_own = at.path.way().is_empty();
            let diagnostic = if let Some(owner) = site.document(name) {
                if !is_own {
                    // Of several it is the same.
                    if told.insert(name) {
                        diagnostics.extend(takes_over(owner, id));
                    }
                    continue;
                }
                is_of_document(alias, name, owner.layer < top)
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
                    Entry::Occupied(owner) => {
                        let (owner, is_of_site) = owner.get();
                        is_of_document(alias, owner, !is_of_site)
                    }
                    Entry::Vacant(free) => {
                        free.insert((id.as_str(), is_own));
                        continue;
                    }
                }
            };
            // Who lies on another site can't mend its old addresses; whatever else has one goes before them.
            if is_own {
                diagnostics.push(diagnostic.at(at.clone()));
            }
        }
    }
}

/// A document of this site that has the address at which one of a layer below was before.
fn takes_over(owner: &ResolvedDocument, other: &DocumentId) -> Option<Diagnostic> {
    let path = owner.top_path();
    let diagnostic = Diagnostic::new(
        Rule::SameAddress,
        phrase!(
            "`{other}` in een site eronder stond eerder op dit adres; wie dat zoekt, komt nu hier",
            "`{other}` of a site below had this address before; who looks for that comes here now"
        ),
    );
    let diagnostic = Diagnostic { severity: Severity::Warning, ..diagnostic };
    path.way().is_empty().then(|| {
        diagnostic.at(Location::file(path.clone())).hint(phrase!(
            "past dit bestand dat document aan, verplaats het dan naar `{other}.md`; gaat het over iets anders, geef het een \
             andere naam",
            "if this file changes that document, move it to `{other}.md`; if it is about something else, give it another name"
        ))
    })
}

/// An old address that another document has. Where that comes from a layer below, it may be new, and this site is made all
/// the same.
fn is_of_document(alias: &str, owner: &str, is_from_below: bool) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Rule::SameAddress,
        phrase!(
            "het adres `/{alias}` is al van `{owner}`",
            "the address `/{alias}` belongs to `{owner}` already"
        ),
    );
    if is_from_below {
        let diagnostic = Diagnostic { severity: Severity::Warning, ..diagnostic };
        return diagnostic.hint(phrase!("haal het hier weg", "take it away here"));
    }
    diagnostic.hint(phrase!("haal het hier of daar weg", "take it away here or there"))
}

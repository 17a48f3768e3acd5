//! `few-documents`: terms that fewer documents have than their facet asks for.

use crate::config::{FILE_NAME, Readership};
use crate::site::Site;
use crate::text::{Diagnostic, Location, Rule, SourcePath, phrase};

/// Residents get a part of what there is, and other languages the same again: only the whole is counted.
pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    if site.readership != Readership::Team || !site.prefix.is_empty() {
        return;
    }
    for facet in site.config.model.facets.iter().filter(|facet| facet.at_least > 0) {
        for term in &facet.terms {
            let (n, least) = (site.documents_of(facet, term).len(), facet.at_least);
            if n >= least {
                continue;
            }
            let (facet, term) = (&facet.id, &term.id);
            let message = phrase!(
                "`{facet}: {term}` staat in te weinig documenten: {n}, en de bedoeling is minstens {least}",
                "`{facet}: {term}` is in too few documents: {n}, and at least {least} are asked for"
            );
            let hint = phrase!(
                "schrijf er meer, of zet `at_least` van `{facet}` lager",
                "write more of them, or lower `at_least` of `{facet}`"
            );
            let file = SourcePath::new(FILE_NAME).expect("this is a path");
            diagnostics
                .push(Diagnostic::new(Rule::FewDocuments, message).at(Location::file(file)).hint(hint));
        }
    }
}

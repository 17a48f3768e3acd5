//! Names that a layer below gave up.

use crate::site::Site;
use crate::text::{Applicability, Diagnostic, Location, Rule, Severity, phrase};

/// A name that a layer below gave up: whoever wrote it made no mistake then, and it still leads on.
pub(super) fn renamed(site: &Site, rule: Rule, old: &str, at: &Location) -> Option<Diagnostic> {
    let new = &site.renamed(old)?.outline.id;
    let diagnostic =
        Diagnostic::new(rule, phrase!("`{old}` heet nu `{new}`", "`{old}` is called `{new}` now"));
    let diagnostic = Diagnostic { severity: Severity::Warning, ..diagnostic };
    let hint = phrase!("schrijf de nieuwe naam", "write the new name");
    Some(diagnostic.at(at.clone()).hint(hint).fix(old, new.as_str(), Applicability::MaybeIncorrect))
}

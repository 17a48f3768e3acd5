//! What a site is told that says something of a locked part: an error once it has settled the lock, since no act of a base keeps
//! from publishing who didn't know.

use super::drift::{self, Sources, part_name};
use super::locks::{LockedBelow, Violation, locks_below, violations};
use super::{Derived, DerivedPiece, Piece};
use crate::document::{Part, PartLock, Role};
use crate::model::Language;
use crate::text::{Diagnostic, Phrase, Rule, Severity, phrase};

/// What the files of a site say of what is locked below them, in a site that is written in `language`.
pub fn diagnostics(derived: &Derived, sources: &Sources, language: &Language) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (idx, upper) in derived.pieces.iter().enumerate() {
        let Piece { role, layer, document } = &upper.piece;
        if *role != Role::Overlay || !document.outline.path.way().is_empty() {
            continue;
        }
        let below = derived.pieces[..idx].iter().map(|below| &below.piece);
        let locks = locks_below(below, *layer);
        let is_settled = !locks.is_empty() && is_settled(upper, sources);
        diagnostics.extend(
            violations(document, &locks).iter().map(|violation| violation.diagnostic(is_settled, language)),
        );
    }
    diagnostics
}

/// Whether the site has settled the locks as they are: one that came since keeps it from nothing.
fn is_settled(upper: &DerivedPiece, sources: &Sources) -> bool {
    let part = Part::lock();
    let noted = upper.piece.document.noted();
    let now = upper.base.as_ref().and_then(|base| drift::text(base, &part, sources));
    noted.get(&part).zip(now).is_some_and(|(noted, now)| *noted == drift::digest(&now))
}

impl Violation<'_> {
    fn diagnostic(&self, is_settled: bool, language: &Language) -> Diagnostic {
        let LockedBelow { lock, owner } = self.locked;
        let Phrase { nl, en } = said(self.part.as_ref(), lock, language);
        let diagnostic = Diagnostic::new(
            Rule::LockedText,
            phrase!("{nl}; wat hier staat, geldt niet", "{en}; what this says has no effect"),
        )
        .at(self.at.clone())
        .hint(whom_to_ask(owner));
        let hint = phrase!("haal het hier weg", "take it away here");
        let diagnostic = diagnostic.hint(hint);
        if is_settled {
            return diagnostic;
        }
        Diagnostic { severity: Severity::Warning, ..diagnostic }.hint(phrase!(
            "dit is later vastgezet dan dit bestand; `wijkgids drift … --accept` zegt dat het gezien is",
            "this was locked later than this file was written; `wijkgids drift … --accept` says that it was seen"
        ))
    }
}

/// That a part is locked, and why.
pub fn said(part: Option<&Part>, lock: &PartLock, language: &Language) -> Phrase {
    let reason = &lock.reason;
    match part {
        Some(part) => {
            let name = part_name(part, language);
            phrase!("`{name}` staat vast: {reason}", "`{name}` is locked: {reason}")
        }
        None => phrase!(
            "in dit document staat iets vast: {reason}",
            "something in this document is locked: {reason}"
        ),
    }
}

/// Whom to ask for a change of what is locked.
pub fn whom_to_ask(owner: Option<&str>) -> Phrase {
    match owner {
        Some(owner) => phrase!(
            "moet het anders, vraag het dan aan `{owner}`",
            "if it should be otherwise, ask `{owner}`"
        ),
        None => phrase!(
            "moet het anders, vraag het dan aan wie de gids hieronder maakt",
            "if it should be otherwise, ask those who make the guide below"
        ),
    }
}

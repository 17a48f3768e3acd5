//! Why documents are left out of an edition.

use crate::text::Diagnostic;

/// Why a document isn't in an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exclusion {
    /// It isn't published yet.
    Draft,
    /// It isn't any longer.
    Retired,
    /// An upper layer hides it.
    Hidden,
    /// It is for teams, and the site is for residents.
    ForTeams,
    /// Nobody has reviewed it in time, and the site wants such documents hidden.
    Overdue,
    /// What it is about happened for the last time before today.
    Past,
}

/// A document that isn't in an edition.
pub(super) struct ExcludedDocument {
    pub(super) why: Exclusion,
    /// What was found wrong with it.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl From<Exclusion> for ExcludedDocument {
    fn from(why: Exclusion) -> Self {
        Self { why, diagnostics: Vec::new() }
    }
}

//! A fact as pages show it.

use serde::Serialize;

use super::{DateView, WebsiteView};
use crate::model::FactKind;

/// A kind of facts.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FactKindView {
    /// Its name: `law`, `research`, `guideline`, `report`, `practice`, `position`, `experience` or `background`, or that of a
    /// kind that the site declares.
    pub label: String,
    /// What the site calls it. Where that is nothing, the theme does, by `evidence-` and its name.
    pub label_title: Option<String>,
    /// How strong it is: `strong`, `fair`, `weak` or `nothing`.
    pub strength: &'static str,
    /// Whether every site has it: then the theme says what resting on it means, by `evidence-`, its name and `-meaning`.
    pub built_in: bool,
}

impl FactKindView {
    pub(in crate::page) fn of(kind: &FactKind) -> Self {
        let FactKind { id, nl: _, title, strength } = kind;
        let (strength, built_in) = (strength.name(), kind.is_built_in());
        Self { label: id.clone(), label_title: title.clone(), strength, built_in }
    }
}

/// A fact of the register.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FactView {
    /// Its id.
    pub id: String,
    /// What it is: `label` and what belongs to it.
    #[serde(flatten)]
    pub kind: FactKindView,
    /// What it says.
    pub text: String,
    /// Who says it, where that is known and public.
    pub who: Option<String>,
    /// The title of its source.
    pub source: String,
    /// What the source is, such as "column, 2017"; may be empty.
    pub source_kind: String,
    /// Its place on the page of its source.
    pub url: String,
    /// Where it can be looked up itself, if that is known.
    pub citation: Option<CitationView>,
}

/// Where a source or a fact can be looked up.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct CitationView {
    /// Where in a law or a text, such as "artikel 2.3.5".
    pub article: Option<String>,
    /// The judgment: its identifier, and where it is published.
    pub judgment: Option<WebsiteView>,
    /// Its web address.
    pub address: Option<WebsiteView>,
    /// When somebody read it there.
    pub read_on: Option<DateView>,
}

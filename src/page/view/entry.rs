//! A document as it stands in lists.

use std::sync::Arc;

use serde::Serialize;

use super::{ForeignView, LinkView, TermView};

/// A document in a list.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct EntryView {
    /// The document.
    pub link: LinkView,
    /// Its summary; may be empty.
    pub summary: String,
    /// The language of the summary, where that isn't the language of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary_foreign: Option<ForeignView>,
    /// Its term of the leading facet, if it has one.
    pub term: Option<Arc<TermView>>,
    /// Its terms of all facets as `facet:term`, separated by spaces.
    pub terms: String,
    /// When what it is about happens; `None` where it isn't about anything that does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<WhenView>,
    /// Whether it is a draft, shown in the preview only.
    pub draft: bool,
    /// Whether nobody has reviewed it in time and the site wants such documents marked.
    pub overdue: bool,
}

/// When something that a document is about happens.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct WhenView {
    /// In words, each recurrence by itself; never empty.
    pub texts: Vec<String>,
    /// The last day, as `2026-12-04`; `None` where it goes on.
    pub until: Option<String>,
    /// Whether that day has passed. Only editors see such a document, in the preview.
    pub is_past: bool,
}

//! What stands in many views: links, and terms, dates and languages as they are shown.

use serde::Serialize;

/// A link to a page of the site.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct LinkView {
    /// The title of the page.
    pub title: String,
    /// Its address.
    pub url: String,
    /// The language of the title, where that isn't the language of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub foreign: Option<ForeignView>,
}

/// The language of a text that stands on a page of another one: what its `lang` and `dir` have to say.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ForeignView {
    /// The language as a BCP 47 tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

/// A link with how many documents stand behind it.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct CountedLinkView {
    /// Where it leads.
    pub url: String,
    /// How many documents.
    pub count: usize,
}

/// A term of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct TermView {
    /// The term as written in front matter; the class `term-<id>` sets its colors where it has some.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The page with its documents.
    pub url: String,
    /// The name of its icon, for the filter `icon`; may be absent.
    pub icon: Option<String>,
}

/// A date.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct DateView {
    /// As `2026-11-01`.
    pub iso: String,
    /// Written out in the language of the page: `1 november 2026`.
    pub text: String,
}

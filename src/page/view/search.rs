//! What a template sees of the search page and of the list from A to Z.

use std::sync::Arc;

use serde::Serialize;

use super::{FilterView, LetterLinkView, LinkView, PaginationView, TermView};

/// Where one searches.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SearchLinksView {
    /// The search page; a form that sends its field `q` there works without a script too.
    pub page: String,
    /// The list of all documents from A to Z.
    pub letters: String,
    /// The root file of the index of this language, for scripts.
    pub index: String,
}

/// The search page, as it is before anything is looked for.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SearchView {
    /// Every facet with its terms that have documents; may be empty.
    pub facets: Vec<FilterView>,
    /// The letters of the list from A to Z.
    pub letters: Vec<LetterLinkView>,
}

/// All documents from A to Z, or those of one letter.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct LettersView {
    /// Every letter that a title starts with, `#` first.
    pub letters: Vec<LetterLinkView>,
    /// What this page lists: everything, or a part of one letter. Empty on the first page of a library that is too
    /// large for one; there the letters lead on.
    pub groups: Vec<TitlesView>,
    /// Where this page is in the list of a letter; `None` where one page holds all.
    pub pagination: Option<PaginationView>,
}

/// The documents of a letter, or a part of them.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct TitlesView {
    /// The letter, in upper case; `#` for titles that start otherwise.
    pub letter: String,
    /// Its id on the page.
    pub anchor: String,
    /// The documents, by title; never empty.
    pub titles: Vec<TitleView>,
}

/// A document in the list from A to Z.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct TitleView {
    /// The document.
    pub link: LinkView,
    /// The name of its kind, such as `card` or `question`.
    pub kind: String,
    /// Its term of the leading facet, if it has one.
    pub term: Option<Arc<TermView>>,
    /// Whether nobody has reviewed it in time and the site wants such documents marked.
    pub overdue: bool,
    /// Whether it is a draft, shown in the preview only.
    pub draft: bool,
}

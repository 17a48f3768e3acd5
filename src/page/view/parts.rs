//! What leads through a long list: filters, pages and letters.

use std::sync::Arc;

use serde::Serialize;

use super::TermView;

/// A facet to narrow a list by.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FilterView {
    /// The facet's key.
    pub id: String,
    /// The facet's title.
    pub title: String,
    /// Its terms that have documents, in the order of the configuration; never empty.
    pub terms: Vec<FilterTermView>,
}

/// A term to narrow a list by.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FilterTermView {
    /// The term.
    pub term: Arc<TermView>,
    /// How many documents it has.
    pub count: usize,
    /// Whether this is the page of the term.
    pub current: bool,
}

/// The pages of a long list; pages count from 1.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct PaginationView {
    /// This page.
    pub current: usize,
    /// How many there are.
    pub total: usize,
    /// The address of the page before; `None` on the first.
    pub previous: Option<String>,
    /// The address of the page after; `None` on the last.
    pub next: Option<String>,
}

/// A letter of the list from A to Z.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct LetterLinkView {
    /// The letter, in upper case; `#` for titles that start otherwise.
    pub letter: String,
    /// Where its titles are: a page, or a place on that of all letters.
    pub url: String,
    /// Whether this is its page.
    pub current: bool,
}

//! What a template sees of the home page and of lists.

use std::sync::Arc;

use serde::Serialize;

use super::{
    AgendaView, CountedLinkView, DateView, DocumentView, EntryView, FilterView, FinderView, LinkView,
    PaginationView, TermView,
};

/// The home page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct HomeView {
    /// What stands at its top: the site's own heading, or the theme's.
    pub heading: String,
    /// The sentences below it; may be empty.
    pub lead: String,
    /// The kinds of documents that the site declares and that have any, in the order of the model.
    pub kinds: Vec<HomeKindView>,
    /// The terms of the leading facet (the four themes), in the order of the configuration.
    pub terms: Vec<HomeTermView>,
    /// The list of all cards.
    pub cards: CountedLinkView,
    /// The questions of residents; `None` where there are none.
    pub questions: Option<QuestionsView>,
    /// How somebody finds their area; `None` where there are none.
    pub finder: Option<FinderView>,
    /// The documents reviewed last, newest first; at most six.
    pub recent: Vec<RecentView>,
}

/// A kind of documents on the home page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct HomeKindView {
    /// What its documents are called.
    pub title: String,
    /// What its list says at its top; may be empty.
    pub summary: String,
    /// The list of all of them.
    pub url: String,
    /// The name of its icon, if it has one.
    pub icon: Option<String>,
    /// How many there are.
    pub count: usize,
    /// The first few.
    pub entries: Vec<LinkView>,
}

/// One theme on the home page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct HomeTermView {
    /// The term.
    pub term: Arc<TermView>,
    /// What it is about; may be empty.
    pub summary: String,
    /// The first few of its cards; may be empty.
    pub entries: Vec<LinkView>,
    /// How many it has.
    pub count: usize,
    /// The string that names all of them: `all-cards`, or `all-documents` where there are others.
    pub all: &'static str,
}

/// The questions on the home page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct QuestionsView {
    /// The list of all questions.
    pub url: String,
    /// The questions; never empty.
    pub entries: Vec<LinkView>,
}

/// A document reviewed lately.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct RecentView {
    /// The document.
    pub link: LinkView,
    /// Its term of the leading facet, if it has one.
    pub term: Option<Arc<TermView>>,
    /// When it was reviewed.
    pub reviewed: DateView,
}

/// A list of documents.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ListView {
    /// What the list is of: `cards`, `questions`, `term`, or the name of a kind that the site declares.
    pub of: String,
    /// The name of the icon of the kind; `None` on the page of a term.
    pub icon: Option<String>,
    /// The term, on the page of a term.
    pub term: Option<Arc<TermView>>,
    /// What it is about; may be empty.
    pub summary: String,
    /// The document at its top, on its first page: the heading and the summary are its own. `None` where there is none.
    pub introduction: Option<Box<DocumentView>>,
    /// The documents on this page of the list; may be empty.
    pub entries: Vec<Arc<EntryView>>,
    /// What they are about in the weeks to come, on the first page of a list; `None` where nothing in it ever happens.
    pub agenda: Option<AgendaView>,
    /// How many documents the whole list has.
    pub total: usize,
    /// The facets to narrow by, each term with its page; empty where there is nothing to narrow.
    pub filters: Vec<FilterView>,
    /// Where this page is in a long list; `None` where one page holds all.
    pub pagination: Option<PaginationView>,
}

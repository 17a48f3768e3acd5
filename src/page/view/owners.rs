//! What a template sees of the lists for those who look after documents.

use serde::Serialize;

use super::{DateView, LinkView, PaginationView};

/// Who looks after which documents.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct OwnersView {
    /// Each owner; never empty.
    pub owners: Vec<OwnerRowView>,
    /// How many days before its day of review a document counts as due.
    pub days: u32,
    /// The same for programs.
    pub files: ReviewFilesView,
    /// The address of the list of the site's releases; `None` where it has none.
    pub releases: Option<String>,
}

/// An owner with how much there is to do.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct OwnerRowView {
    /// The list of their documents.
    pub link: LinkView,
    /// How many documents they look after.
    pub count: usize,
    /// How many of those should have been reviewed already.
    pub overdue: usize,
    /// How many have to be reviewed soon.
    pub due: usize,
}

/// The documents of one owner.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct OwnerView {
    /// Whether somebody looks after them; where nobody does, the title of the page says so.
    pub named: bool,
    /// How many documents there are on all pages of the list.
    pub count: usize,
    /// How many of those should have been reviewed already.
    pub overdue: usize,
    /// How many have to be reviewed soon.
    pub due: usize,
    /// How many days before its day of review a document counts as due.
    pub days: u32,
    /// The documents on this page of the list: what has to be reviewed first comes first, what has no day comes last.
    pub reviews: Vec<ReviewView>,
    /// The same for programs.
    pub files: ReviewFilesView,
    /// Where this page is in a long list; `None` where one page holds all.
    pub pagination: Option<PaginationView>,
}

/// A document that has to be reviewed.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ReviewView {
    /// The document; there is nothing at its address where it is `hidden`.
    pub link: LinkView,
    /// Before when it has to be reviewed; `None` where nobody has said.
    pub review_by: Option<DateView>,
    /// How it stands: `overdue` (the days of grace are over too), `late`, `due`, `fresh` or `undated`.
    pub standing: &'static str,
    /// Whether it was taken off the site because nobody has reviewed it in time.
    pub hidden: bool,
    /// The title of the site below that it is kept in, where this site can't change it.
    pub base: Option<String>,
}

/// The addresses of a list for programs.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ReviewFilesView {
    /// A calendar (iCalendar) with every day of review.
    pub calendar: String,
    /// A feed (Atom) of what should have been reviewed or has to be soon.
    pub feed: String,
    /// Everything, as JSON.
    pub json: String,
}

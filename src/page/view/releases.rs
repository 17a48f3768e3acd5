//! What a template sees of the releases of a site that others lie on.

use serde::Serialize;

use super::{DateView, LinkView};

/// The releases of a site.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ReleasesView {
    /// The releases, the newest first; never empty.
    pub releases: Vec<ReleaseView>,
    /// The release that the site below is of; `None` where there is none, or it doesn't say.
    pub base: Option<BaseReleaseView>,
    /// The address of the same as a feed (Atom).
    pub feed: String,
}

/// A release.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ReleaseView {
    /// Its number, such as `2.1`.
    pub version: String,
    /// Its id on the page.
    pub anchor: String,
    /// When it was made.
    pub date: Option<DateView>,
    /// What its editors say of it, in the language that the site is written in; may be empty.
    pub text: String,
    /// What it changed; may be empty.
    pub changes: Vec<ReleaseGroupView>,
}

/// The documents to which a release did one thing.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ReleaseGroupView {
    /// What it did: `changed`, `added`, `renamed` or `removed`.
    pub kind: &'static str,
    /// How many documents there are.
    pub count: usize,
    /// Those of them that the site still shows; may be empty.
    pub documents: Vec<LinkView>,
}

/// The release that a site below is of.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct BaseReleaseView {
    /// The title of the site below.
    pub title: String,
    /// The number of its release.
    pub version: String,
    /// When that was made.
    pub date: Option<DateView>,
}

//! What a template sees of a provision by itself, and what only teams see of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::{AreaLinkView, DateView, FieldView, FigureView, ForeignView, LinkView, PlaceView, SpokenView};

/// A provision.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ProvisionView {
    /// What it is in lists.
    pub place: Arc<PlaceView>,
    /// The language that it was written in, where that isn't the language of the page: that of its name and of everything
    /// that isn't a [`TextView`](super::TextView).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub foreign: Option<ForeignView>,
    /// What it says in the columns that the theme has a place for: `for_whom`, `how`, `cost`, `accessibility`, `email`, and
    /// what a site declares with `show: no`; by their names.
    pub columns: BTreeMap<String, FieldView>,
    /// What a page shows of the other columns, and of what a site declares, in the order of the content model.
    pub facts: Vec<FieldView>,
    /// What a site declares with `show: section`.
    pub sections: Vec<FieldView>,
    /// The languages spoken there, each in its own words.
    pub languages: Vec<SpokenView>,
    /// `areas`, `municipality` or `country`.
    pub serves: &'static str,
    /// The areas that it serves, where those are some.
    pub areas: Vec<AreaLinkView>,
    /// The questions that it answers.
    pub questions: Vec<LinkView>,
    /// When somebody last made sure of it.
    pub checked: Option<DateView>,
    /// The page with what only teams should see; on that page itself and on a site for residents `None`.
    pub team_page: Option<String>,
    /// What only teams should see; on their page alone.
    pub for_teams: Option<ForTeamsView>,
}

/// What only teams should see of a provision.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ForTeamsView {
    /// The columns that only they see, and where what is known was found; may be empty.
    pub fields: Vec<FieldView>,
}

/// What only teams should see of an area.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct AreaForTeamsView {
    /// Its code.
    pub code: String,
    /// The language of its name and of the figures, where that isn't the language of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub foreign: Option<ForeignView>,
    /// The page of the area for everybody.
    pub page: String,
    /// What is known about it; may be empty.
    pub figures: Vec<FigureView>,
    /// The provisions with anything for teams: its own first, then those for everybody.
    pub places: Vec<PlaceForTeamsView>,
}

/// A provision with what only teams should see of it.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct PlaceForTeamsView {
    /// The provision; the link leads to the page for teams.
    pub link: LinkView,
    /// What only teams should see.
    pub for_teams: ForTeamsView,
}

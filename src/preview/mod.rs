//! What the live preview shows: a build → a [`Snapshot`]; a request and a snapshot → the response, with what the preview adds to a
//! page (a script, the bar with problems, the editor's desk); two snapshots → what is new.
//!
//! A request can only reach what is in the snapshot, and only start a text of the site's own from a document that it takes over. What is added to a page is added to the response, so that the files of a site
//! are the same as `build` writes. Sockets and clocks aren't known here.

mod addresses;

mod editor;

mod snapshot;

mod html;

mod news;

mod desk;

mod error_pages;

mod inject;

mod answer;

mod last_good;

pub(crate) use answer::{Reply, Showing, answer, busy, failed, localised, refused};
pub use editor::Editor;
pub(crate) use last_good::{LastGood, ShownBuild};
pub(crate) use news::{Event, difference};
pub use snapshot::{BasePath, Problem, ProblemLocation, Snapshot};

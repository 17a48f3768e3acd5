//! What each owner of documents has to know, now and then: what changed below, what has to be read again, what is wrong; and how
//! a whole site stands, for its manager. As text, as a page, as a mail that somebody can send, as a feed and for programs.
//!
//! Nothing is judged here: what changed is what `drift` tells, what is wrong is what `check` reports.

mod kind;

mod item;

mod wording;

mod findings;

mod management;

mod text;

mod page;

mod mail;

mod feed;

mod json;

mod format;

pub(crate) use findings::Findings;
pub use format::Format;
pub(crate) use format::{management, written};
pub(crate) use management::ManagementSummary;

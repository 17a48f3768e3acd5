//! What changed below the texts of a site, in words: as sentences, as a report and as a page; and whether a file says what it was
//! meant to say after it was brought up to date.

mod wording;

mod proof;

mod report;

mod page;

pub(crate) use page::page;
pub(crate) use proof::{Meant, is_as_meant, parts};
pub use report::Format;
pub(crate) use report::{Report, human, json, rows};
pub(crate) use wording::{adrift, came, counted, left_over, moved, news, quoted, refused};

//! What changed below the texts of a site, in words: as sentences, as a report and as a page; and whether a file says what it was
//! meant to say after it was brought up to date.

mod entries;

mod wording;

mod by_owner;

mod proof;

mod report;

mod page;

pub(crate) use by_owner::{by_owner, entries_summary};
pub(crate) use entries::{EntryChange, called, digest_changes, entries, entry_changes, unread};
pub(crate) use page::{STYLE, capital, change, code, escaped, page};
pub(crate) use proof::{is_as_meant, parts};
pub use report::Format;
pub(crate) use report::{Report, ReportRow, human, json, row_of_vanished, rows};
pub(crate) use wording::{
    adrift, came, counted, entry_news, left_over, moved, news, news_of_taken_over, quoted, refused,
};

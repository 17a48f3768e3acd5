//! What a site holds, in the formats of others, and what others hold, in ours.
//!
//! ```text
//! Site ─┬─ csv ▶ a table, which reads back as the same directory
//!       ├─ json ▶ everything, for programs
//!       └─ hsds ▶ the static files of Open Referral
//! tables and HSDS of others ─ import ▶ YAML with provisions of ours, and what didn't fit
//! ```
//!
//! Nothing here touches a file: texts come in and go out.

mod csv;
pub mod hsds;
pub mod import;
mod json;

pub use csv::csv;
pub use json::json;

use crate::data::KeyName;
use crate::model::Language;

/// The name that a choice of a provision has in files.
fn name_of<T: PartialEq>(choices: &[(KeyName, T)], choice: &T) -> KeyName {
    let found = choices.iter().find(|(_, other)| other == choice);
    found.map(|(name, _)| *name).expect("the table of names has every choice")
}

/// What separates the cells of a table: what programs for tables expect where people speak this language. Who opens a file
/// with commas in Dutch gets it all in one column.
fn delimiter(language: &Language) -> u8 {
    if *language == Language::dutch() { b';' } else { b',' }
}

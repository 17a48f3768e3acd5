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

mod names;

mod csv;

mod json;

pub mod hsds;

pub mod import;

pub use csv::csv;
pub use json::json;

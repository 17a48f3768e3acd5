//! Provisions that somebody else wrote down → YAML of ours, and what didn't fit.
//!
//! ```text
//! a table ─┐
//!          ├▶ Draft* ─ write up, read back, take out what the reader refuses ▶ Imported
//! HSDS ────┘
//! ```
//!
//! What a field refuses is decided where it is everywhere: the reader of provisions reads what was written, and whatever it
//! objects to is taken out and reported with the text as it was. So the file that comes out is one that the site can read, and
//! everything that isn't in it is among the [`Remark`]s: columns that no field takes, cells that a field refuses, rows without
//! a name, and what became of ids that were there already.

mod remark;

mod known;

mod object;

mod parts;

mod dutch_hours;

mod markup;

mod schedules;

mod synonyms;

mod values;

mod draft;

mod table;

mod hsds;

pub use hsds::hsds;
pub use known::{Imported, Known};
pub use remark::{RecordRef, Remark, report};
pub use table::table;

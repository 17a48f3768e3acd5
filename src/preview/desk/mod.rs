//! The editor's desk, at `/_wijkgids/`: every document with its problems, when it has to be read again, how it stands to its
//! original, its translations and how it reads; and the same of one document, on its own page.
//!
//! ```text
//! Snapshot ─ rows ▶ Row* ─ Filter (the query of the address) ▶ those asked for ─ table ▶ HTML
//! ```
//!
//! Everything works without a script: what to see is part of the address.

mod due;

mod row;

mod filter;

mod table;

mod localising;

mod bar;

mod layers;

mod rules;

pub(super) use bar::bar;
pub(super) use layers::layers_page;
pub(super) use localising::{LocalisingStep, document_named, localising_page};
pub(super) use row::concerns;
pub(super) use rules::rule_page;
pub(super) use table::desk_page;

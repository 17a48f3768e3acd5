//! Provisions that somebody else wrote down → YAML of ours, and what didn't fit.
//!
//! ```text
//! a table ─┐
//!          ├▶ Draft* ─ write up, read back, take out what the reader refuses ▶ Imported
//! HSDS ────┘
//! ```
//!
//! What a field refuses is decided where it is everywhere: the reader of provisions reads what was written, and whatever it
//! objects to is taken out and told with the text as it was. So the file that comes out is one that the site can read, and
//! everything that isn't in it is among the [`Remark`]s: columns that no field takes, cells that a field refuses, rows without
//! a name, and what became of ids that were there already.

mod draft;
mod dutch_hours;
mod hsds;
mod object;
mod parts;
mod remark;
mod schedules;
mod synonyms;
mod table;
mod values;

pub use hsds::hsds;
pub use remark::{RecordRef, Remark, report};
pub use table::table;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::config::{ContentModel, Language};
use crate::directory::Directory;
use crate::site::Site;

/// What came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The text of a file with the provisions; empty where there are none.
    pub yaml: String,
    /// How many there are.
    pub provisions: usize,
    /// What isn't in it, or not as it was, in the order in which it was found.
    pub remarks: Vec<Remark>,
}

/// What is known of the site that provisions come into.
#[derive(Clone, Copy, Debug)]
pub struct Known<'k> {
    /// What it declares of its content.
    pub model: &'k ContentModel,
    /// What it has already.
    pub directory: &'k Directory,
    /// The language that it is written in.
    pub language: &'k Language,
    /// What its values stand for.
    pub values: &'k BTreeMap<String, String>,
    /// The day on which they come in.
    pub today: Date,
}

impl<'k> Known<'k> {
    /// What is known of a site.
    pub fn of(site: &'k Site) -> Self {
        let config = &*site.own_config;
        Self {
            model: &config.model,
            directory: &site.directory,
            language: config.source_language(),
            values: &config.values,
            today: site.today,
        }
    }
}

//! Data as people write it: YAML text becomes a tree of [`Node`]s that know their places, and [`Fields`] reads such a
//! tree key by key, collecting every problem on the way.
//!
//! A scalar stays the text that was typed (`0363`, `1.10` and `nee` are texts): what it means is for the reader of the
//! field to say. What this module deliberately refuses is what made YAML dangerous: anchors and aliases, tags, several
//! documents in one file, deep nesting, and keys that silently win over each other.

mod node;

mod quoted;

mod trouble;

mod markup;

mod parse;

mod fields;

mod scalar;

pub use fields::{Fields, KeyName, Read};
pub(crate) use markup::html_in;
pub use node::{Entry, Node, Value};
pub use parse::{ParseLimits, parse, parse_region};
pub(crate) use quoted::quoted;
pub(crate) use scalar::{email, number, phone, report_web_address, web_address};
pub(crate) use trouble::unknown_field;

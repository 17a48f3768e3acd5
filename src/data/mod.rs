//! Data as people write it: YAML text becomes a tree of [`Node`]s that know their places, and [`Fields`] reads such a
//! tree key by key, collecting every problem on the way.
//!
//! A scalar stays the text that was typed (`0363`, `1.10` and `nee` are texts): what it means is for the reader of the
//! field to say. What this module deliberately refuses is what made YAML dangerous: anchors and aliases, tags, several
//! documents in one file, deep nesting, and keys that silently win over each other.

mod fields;
mod parse;
mod trouble;

pub use fields::{Fields, Named, Read};
pub use parse::{Limits, parse, parse_region};

use crate::text::Span;

/// A value with its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands, without the key before it.
    pub span: Span,
}

/// What a node is.
#[derive(Clone, Debug)]
pub enum Value {
    /// Nothing: an empty place, `~` or `null`.
    Null,
    /// A text, a number, a date: as typed, without its quotes.
    Scalar(String),
    /// A list; may be empty.
    List(Vec<Node>),
    /// A mapping in the order of the file; keys are unique.
    Mapping(Vec<Entry>),
}

/// A key and what stands under it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key as typed, without quotes.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// What it holds.
    pub node: Node,
}

//! The tree that a YAML text becomes.

use crate::text::Span;

/// A value with its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands, without the key before it.
    pub span: Span,
}

impl Node {
    /// The same without the spaces around its texts: a table can't keep those, and a block of text ends with one.
    #[must_use]
    pub fn trimmed(self) -> Self {
        let value = match self.value {
            Value::Null => Value::Null,
            Value::Scalar(text) => Value::Scalar(text.trim().to_owned()),
            Value::List(items) => Value::List(items.into_iter().map(Self::trimmed).collect()),
            Value::Mapping(mut entries) => {
                for entry in &mut entries {
                    let node = Self { value: Value::Null, span: entry.node.span };
                    entry.node = std::mem::replace(&mut entry.node, node).trimmed();
                }
                Value::Mapping(entries)
            }
        };
        Self { value, span: self.span }
    }
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

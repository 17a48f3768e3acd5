//! The values in the data of a file, each with the key that it stands under.

use crate::data::{Entry, Node, ParseLimits, Value, parse, parse_region};
use crate::document::front_matter;
use crate::text::{Source, Span};

/// What a file says as data: a data file all of it, a document what stands above its text. `None` where that can't be read.
pub(super) fn data_of(source: &Source) -> Option<Node> {
    match source.path().extension() {
        Some("yaml") => parse(source, ParseLimits::FILE).value,
        Some("md") => parse_region(source, front_matter(source), ParseLimits::FRONT_MATTER).value,
        _ => None,
    }
}

/// A value that is one text.
pub(super) struct ScalarValue<'n> {
    /// The nearest key above it; empty where there is none.
    pub(super) key: &'n str,
    /// As typed, without quotes.
    pub(super) text: &'n str,
    /// Where it stands, with its quotes.
    pub(super) span: Span,
}

/// Every value of a tree that is one text, in its order.
pub(super) fn scalars<'n>(node: &'n Node, key: &'n str) -> Vec<ScalarValue<'n>> {
    match &node.value {
        Value::Null => Vec::new(),
        Value::Scalar(text) => vec![ScalarValue { key, text, span: node.span }],
        Value::List(items) => items.iter().flat_map(|item| scalars(item, key)).collect(),
        Value::Mapping(entries) => {
            entries.iter().flat_map(|entry| scalars(&entry.node, &entry.key)).collect()
        }
    }
}

/// The change that puts an entry before the first one of a mapping; `None` where it has none.
pub(super) fn before_first(source: &Source, mapping: &Node, line: &str) -> Option<(Span, String)> {
    let Value::Mapping(entries) = &mapping.value else { return None };
    let text = source.text();
    let first = entries.first()?.key_span.range().start;
    let is_flow = text[mapping.span.range().start..].starts_with('{');
    let line_start = text[..first].rfind('\n').map_or(0, |newline| newline + 1);
    let added = if is_flow { format!("{line}, ") } else { format!("{line}\n{}", &text[line_start..first]) };
    Some((Span::new(first, first), added))
}

/// What stands under a key of a mapping.
pub(super) fn entry(node: &Node, is_meant: impl Fn(&str) -> bool) -> Option<&Entry> {
    let Value::Mapping(entries) = &node.value else { return None };
    entries.iter().find(|entry| is_meant(&entry.key))
}

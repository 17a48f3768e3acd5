//! Another name for a subject, by which provisions and questions find each other.

use super::provisions;
use super::scalars::{before_first, data_of, entry, scalars};
use super::words::{is_same, places};
use super::{TreeChanges, TreeSite};
use crate::data::{Entry, Value};
use crate::model::{FieldId, keys};
use crate::text::{Source, Span, slugify};

/// Changes a subject in every provision and every question of all sites.
pub(super) fn rename(tree: &[TreeSite], [from, to]: [&String; 2], renamed: &mut TreeChanges) {
    let field = FieldId::PROVISIONS.key().expect("a built-in field has a name");
    for (place, site) in tree.iter().enumerate() {
        for source in site.own_sources().filter(|source| source.path().extension() == Some("md")) {
            let Some(node) = data_of(source) else { continue };
            let Some(said) = entry(&node, |key| field.is(key)) else { continue };
            let named = scalars(&said.node, "").into_iter().filter(|value| is_same(value.text, from));
            for span in named.flat_map(|value| places(source.text(), value.span.range(), value.text)) {
                renamed.sites[place].edit(source.path(), span, to);
            }
        }
        provisions::retype(site, place, keys::TOPICS, [from, to], renamed);
    }
    let is_renamed = renamed.sites.iter().any(|changes| !changes.is_empty());
    let config = tree.first().and_then(TreeSite::own_config);
    if let Some(config) = config.filter(|_| is_renamed)
        && let Some((span, text)) = with_former_topic(config, from, to)
    {
        renamed.sites[0].edit(config.path(), span, text);
    }
}

/// The change that notes what a subject was called: a site that isn't in the tree still means it.
fn with_former_topic(config: &Source, from: &str, to: &str) -> Option<(Span, String)> {
    let node = data_of(config)?;
    let text = config.text();
    let line = format!("{}: {to}", slugify(from));
    let Some(said) = entry(&node, |key| keys::FORMER_TOPICS.is(key)) else {
        let is_block = !text[node.span.range().start..].starts_with('{');
        let before = if text.ends_with('\n') { "" } else { "\n" };
        let line = format!("{before}{}: {{{line}}}\n", keys::FORMER_TOPICS.nl);
        return is_block.then(|| (Span::new(text.len(), text.len()), line));
    };
    let Value::Mapping(entries) = &said.node.value else { return None };
    let is_back = |entry: &&Entry| is_same(&entry.key, to);
    if entries.iter().any(|entry| is_back(&entry)) {
        // What gets its old name back has it no more as a former one.
        let kept = entries.iter().filter(|entry| !is_back(entry));
        let kept = kept.flat_map(|entry| {
            let names = scalars(&entry.node, "").into_iter();
            names.map(|now| format!("{}: {}", entry.key, now.text)).collect::<Vec<_>>()
        });
        let lines: Vec<String> = kept.chain([line]).collect();
        let end = text[..said.node.span.range().end].trim_end().len();
        let start = said.key_span.range().end + 1;
        return Some((Span::new(start, end.max(start)), format!(" {{{}}}", lines.join(", "))));
    }
    before_first(config, &said.node, &line)
}

//! Another name for a term of a facet: where it is declared, what has it, and the page that introduces it.

use std::collections::BTreeMap;

use super::scalars::{before_first, data_of, entry, scalars};
use super::words::places;
use super::{TreeChanges, TreeSite, document};
use crate::data::{Entry, Value};
use crate::document::DocumentId;
use crate::model::{Facet, keys};
use crate::text::{Source, Span};

/// The key of the facets in `wijkgids.yaml`, and that of the terms below each.
const DECLARED: [&str; 2] = ["facets", "terms"];

/// Changes the name of a term in all sites. The first keeps the old one as a former name: who isn't in the tree still means it.
pub(super) fn rename(tree: &[TreeSite], [facet, from, to]: [&String; 3], renamed: &mut TreeChanges) {
    let introduction = |term: &str| DocumentId::of_entry(facet, term);
    // Its page has the address that its introduction has, and links lead there whether it has one or not.
    let names = BTreeMap::from([(introduction(from), introduction(to))]);
    document::rename(tree, &names, renamed);
    for (place, site) in tree.iter().enumerate() {
        let changes = &mut renamed.sites[place];
        if let Some(config) = site.own_config()
            && let Some((key_span, (span, former))) = declaration(config, facet, from)
        {
            changes.edit(config.path(), key_span, to);
            if place == 0 {
                changes.edit(config.path(), span, former);
            }
        }
        let Some(facet) = site.library.config.model.facets.iter().find(|declared| declared.id == *facet)
        else {
            continue;
        };
        for (source, span) in said(site, facet, from) {
            changes.edit(source.path(), span, to);
        }
    }
}

/// Whether a site itself declares a term, rather than one that it lies on.
pub fn declares(site: &TreeSite, facet: &str, term: &str) -> bool {
    site.own_config().is_some_and(|config| declaration(config, facet, term).is_some())
}

/// Where a site declares a term: its key, and the change that notes its old name.
fn declaration(source: &Source, facet: &str, term: &str) -> Option<(Span, (Span, String))> {
    let node = data_of(source)?;
    let [facets, terms] = DECLARED;
    let facets = entry(&node, |key| key == facets)?;
    let facet = entry(&facets.node, |key| key == facet)?;
    let terms = entry(&facet.node, |key| key == terms)?;
    let declared = entry(&terms.node, |key| key == term)?;
    Some((declared.key_span, with_former_name(source, declared, term)))
}

/// The change that adds a name to those that a term had before.
fn with_former_name(source: &Source, declared: &Entry, term: &str) -> (Span, String) {
    let text = source.text();
    let at = |offset: usize, added: String| (Span::new(offset, offset), added);
    let line = format!("{}: [{term}]", keys::FORMER_NAMES.nl);
    let behind_key = declared.key_span.range().end + 1;
    if !matches!(declared.node.value, Value::Mapping(_)) {
        return at(behind_key, format!(" {{{line}}}"));
    }
    if let Some(former) = entry(&declared.node, |key| keys::FORMER_NAMES.is(key))
        && let Value::List(items) = &former.node.value
        && let Some(first) = items.first()
        && text[former.node.span.range().start..].starts_with('[')
    {
        return at(first.span.range().start, format!("{term}, "));
    }
    if let Some(former) = entry(&declared.node, |key| keys::FORMER_NAMES.is(key)) {
        let names = scalars(&former.node, "").into_iter().map(|name| name.text.to_owned());
        let names: Vec<String> = names.chain([term.to_owned()]).collect();
        let end = text[..former.node.span.range().end].trim_end().len();
        let start = former.key_span.range().end + 1;
        return (Span::new(start, end.max(start)), format!(" [{}]", names.join(", ")));
    }
    let empty = || at(declared.node.span.range().start + 1, line.clone());
    before_first(source, &declared.node, &line).unwrap_or_else(empty)
}

/// Where the documents in the folder of a site have a term.
fn said<'s>(site: &'s TreeSite, facet: &Facet, term: &str) -> Vec<(&'s Source, Span)> {
    let documents = site.own_sources().filter(|source| source.path().extension() == Some("md"));
    let documents = documents.filter(|source| source.text().contains(term));
    let found = documents.flat_map(|source| {
        let node = data_of(source);
        let values = node.as_ref().and_then(|node| entry(node, |key| facet.is(key)));
        let named = values.map(|values| scalars(&values.node, "")).unwrap_or_default();
        let named = named.into_iter().filter(|value| value.text == term);
        let spans = named.flat_map(|value| places(source.text(), value.span.range(), term));
        spans.map(|span| (source, span)).collect::<Vec<_>>()
    });
    found.collect()
}

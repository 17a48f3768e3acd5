//! Another name for a subject, by which provisions and questions find each other.

use super::provisions;
use super::scalars::{data_of, entry, scalars};
use super::words::{is_same, places};
use super::{TreeChanges, TreeSite};
use crate::model::{FieldId, keys};

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
}

//! What the objects of an export are made from, and their ids.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use uuid::Uuid;

use crate::config::Config;
use crate::data::KeyName;
use crate::directory::{Directory, Provision};
use crate::model::Language;
use crate::text::fill;

/// What objects are made with.
pub(super) struct HsdsMaker<'s> {
    pub(super) config: &'s Config,
    pub(super) values: &'s BTreeMap<String, String>,
    pub(super) directory: &'s Directory,
    /// The one that the site is written in.
    pub(super) language: &'s Language,
    pub(super) today: Date,
}

impl HsdsMaker<'_> {
    /// The id of what has this address below that of the site.
    pub(super) fn id(&self, address: &str) -> String {
        let url = format!("{}{address}", self.config.base_url.as_str());
        Uuid::new_v5(&Uuid::NAMESPACE_URL, url.as_bytes()).to_string()
    }

    /// What a provision says in a column, in the language of the site.
    pub(super) fn text(&self, provision: &Provision, key: KeyName) -> Option<String> {
        let text = provision.text(key).map(|text| fill(text, self.values));
        text.filter(|text| !text.is_empty())
    }
}

/// Each of them once, where it comes first: ids are made of them.
pub(super) fn distinct<T: Ord + Copy>(items: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
    let mut seen = BTreeSet::new();
    items.filter(move |item| seen.insert(*item))
}

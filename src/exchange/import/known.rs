//! What is known before provisions come in, and what came in.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Remark;
use crate::directory::Directory;
use crate::model::{ContentModel, Language};
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

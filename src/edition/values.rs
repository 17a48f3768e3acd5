//! The values of a site: what `{{ name }}` stands for.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::model::{ContentModel, Language};

/// The values of a site in two languages.
#[derive(Clone, Copy, Debug)]
pub struct Values<'v> {
    /// In the language of the edition.
    pub shown: &'v BTreeMap<String, String>,
    /// In the language that the site is written in.
    pub own: &'v BTreeMap<String, String>,
    /// That language.
    pub own_language: &'v Language,
    /// What its documents may say about themselves.
    pub model: &'v ContentModel,
}

impl<'v> Values<'v> {
    /// From what a site configures in the language of the edition, and in the one that it is written in.
    pub fn new(shown: &'v Config, own: &'v Config) -> Self {
        Self {
            shown: &shown.values,
            own: &own.values,
            own_language: own.source_language(),
            model: &own.model,
        }
    }

    /// What `{{ name }}` stands for in a text of this language; an unknown one stays as it was typed, and is reported
    /// elsewhere.
    pub fn value(self, name: &str, language: &Language) -> String {
        self.of(language).get(name).cloned().unwrap_or_else(|| format!("{{{{ {name} }}}}"))
    }

    /// Those for a text of this language.
    pub fn of(self, language: &Language) -> &'v BTreeMap<String, String> {
        if language == self.own_language { self.own } else { self.shown }
    }
}

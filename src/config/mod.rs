//! From `wijkgids.yaml` to [`Config`]: what a site is called, where it will live, and its content model as data.
//!
//! Reading never fails: what can't be understood is a diagnostic, and the site goes on with what could. Nothing here
//! knows a document; the model says what documents may say.

mod address;
mod color;
pub(crate) mod keys;
mod language;
mod model;
mod read;

pub use address::BaseUrl;
pub use color::Color;
pub use language::Language;
pub use model::{ContentModel, DocumentKind, ExpectedSection, Facet, Relation, SectionRole, Term};
pub use read::read;

use std::collections::BTreeMap;

use crate::data::Read;
use crate::text::{Diagnostic, Level, Rule, Severity};

/// The name of the file that makes a folder a site.
pub const FILE_NAME: &str = "wijkgids.yaml";

/// A site's configuration, checked.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Config {
    /// The title of the site.
    pub title: String,
    /// One sentence on what it is; may be empty.
    pub description: String,
    /// Where it will be published.
    pub base_url: BaseUrl,
    /// The language it is written in.
    pub language: Language,
    /// What comes before the path of a source to edit it on the forge, with a slash at its end.
    pub edit_url: Option<String>,
    /// What `{{ name }}` stands for in texts, by name.
    pub values: BTreeMap<String, String>,
    /// What documents may say about themselves.
    pub model: ContentModel,
    /// The folder of the site's own theme, if it names one, relative to the site's folder, and where that is written.
    pub theme: Option<Read<String>>,
    /// The levels that differ from the rules' own.
    pub levels: BTreeMap<Rule, Level>,
}

impl Config {
    /// Gives each diagnostic the severity that the site wants for its rule, and drops what it wants ignored.
    pub fn settle(&self, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.retain_mut(|diagnostic| match self.levels.get(&diagnostic.rule) {
            None => true,
            Some(Level::Ignore) => false,
            Some(Level::Warn) => {
                diagnostic.severity = Severity::Warning;
                true
            }
            Some(Level::Error) => {
                diagnostic.severity = Severity::Error;
                true
            }
        });
    }
}

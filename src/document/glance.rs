//! How a document's front matter says that it lies to others: read before it is known what the file is to them, which
//! decides how it is read as a whole.

use super::derivation::{derivation, given};
use super::front_matter::{aliases, split};
use super::{BodyLocations, Derivation};
use crate::config::{ContentModel, KindId, keys};
use crate::data::{Fields, Limits, Node, Value, parse_region};
use crate::text::{Source, Span};

/// What a file says of the document that it may lie on, and of the addresses that it had.
#[derive(Clone, Debug)]
pub struct Glance {
    /// What it does to the document below it.
    pub derivation: Derivation,
    /// Addresses it had before, as in [`super::Outline::aliases`].
    pub aliases: Vec<String>,
    /// Whether it has every field that a document of its own needs.
    is_complete: bool,
    /// Whether it places a section after one of another document.
    has_places: bool,
    /// Whether anything stands below its front matter.
    has_text: bool,
}

impl Glance {
    /// Costs the reading of the front matter. `None` where that can't be read: what is wrong with it is told when the file
    /// is read as a whole.
    pub fn of(source: &Source, kind: KindId, model: &ContentModel) -> Option<Self> {
        let mut ignored = Vec::new();
        let parts = split(source).value;
        let node = match parse_region(source, parts.yaml.clone(), Limits::FRONT_MATTER).value {
            None if source.text()[parts.yaml.clone()].trim().is_empty() => {
                Node { value: Value::Null, span: Span::new(parts.yaml.start, parts.yaml.start) }
            }
            node => node?,
        };
        if !matches!(node.value, Value::Mapping(_) | Value::Null) {
            return None;
        }
        let mut fields = Fields::new(source.path(), node, &mut ignored);
        let mut places =
            BodyLocations { fields: given(&fields, model, parts.yaml.end), ..BodyLocations::default() };
        let derivation = derivation(&mut fields, model, &mut places);
        let mut needed = model.required_facets(kind).map(|facet| facet.id.as_str()).chain([keys::TITLE.en]);
        Some(Self {
            is_complete: needed.all(|name| derivation.given.contains(name)),
            has_places: source.text()[parts.body..].contains("{after="),
            has_text: !source.text()[parts.body..].trim().is_empty(),
            aliases: aliases(&mut fields).into_iter().map(|alias| alias.value).collect(),
            derivation,
        })
    }

    /// Whether it can't be a document by itself: it hides one, or lacks what a document needs and changes one or says nothing
    /// but fields.
    pub fn needs_another(&self) -> bool {
        let says_fields_alone = !self.has_text && !self.derivation.given.contains(keys::TITLE.en);
        self.derivation.hidden == Some(true)
            || !self.is_complete && (self.changes_another() || says_fields_alone)
    }

    /// Whether it is a document by itself that is published or not by what it says, whatever lies below it.
    pub fn stands_alone(&self) -> bool {
        self.is_complete && self.derivation.given.contains(keys::STATUS.en) && !self.changes_another()
    }

    fn changes_another(&self) -> bool {
        let changes = [keys::BASE, keys::REMOVE, keys::HIDDEN, keys::REPLACE];
        self.has_places || changes.iter().any(|key| self.derivation.given.contains(key.en))
    }
}

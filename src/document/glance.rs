//! How a document's front matter says that it lies to others: read before it is known what the file is to them, which
//! decides how it is read as a whole.

use super::derivation::given;
use super::field::FieldReader;
use super::front_matter::split;
use super::{Derivation, FieldValues, GivenField};
use crate::data::{Fields, Node, ParseLimits, Value, parse_region};
use crate::model::{ContentModel, FieldId, KindId, Language};
use crate::text::{Located, Source, Span};

/// What a file says of the document that it may lie on, and of the addresses that it had.
#[derive(Clone, Debug)]
pub struct Glance {
    /// What it does to the document below it.
    pub derivation: Derivation,
    /// Addresses it had before, as in [`super::Outline::aliases`].
    pub aliases: Vec<String>,
    /// The fields that it names.
    given: Vec<Located<GivenField>>,
    /// Whether it has every field that a document of its own needs.
    is_complete: bool,
    /// Whether it places a section after one of another document.
    has_places: bool,
    /// Whether anything stands below its front matter.
    has_text: bool,
}

impl Glance {
    /// Costs the reading of the front matter. `None` where that can't be read: what is wrong with it is reported when the file
    /// is read as a whole.
    pub fn of(source: &Source, kind: KindId, model: &ContentModel) -> Option<Self> {
        let mut ignored = Vec::new();
        let parts = split(source).value;
        let parsed = parse_region(source, parts.yaml.clone(), ParseLimits::FRONT_MATTER);
        let node = match parsed.value {
            // Nothing but comments, or nothing at all.
            None if parsed.diagnostics.is_empty() => {
                Node { value: Value::Null, span: Span::new(parts.yaml.start, parts.yaml.start) }
            }
            node => node?,
        };
        if !matches!(node.value, Value::Mapping(_) | Value::Null) {
            return None;
        }
        let mut fields = Fields::new(source.path(), node, &mut ignored);
        let given = given(&fields, model, parts.yaml.end);
        // What is missing or wrong is reported when the file is read as a whole.
        let language = &Language::dutch();
        let reader = FieldReader { source, model, kind, demands: false, is_chapter: false, language };
        let read =
            reader.only(&mut fields, &[FieldId::ALIASES, FieldId::REMOVE, FieldId::HIDDEN, FieldId::REPLACE]);
        let aliases = FieldValues::new(read.values);
        let has = |name: &str| given.iter().any(|given| given.value.name == name);
        let mut needed = model.required_facets(kind).map(|facet| facet.id.as_str());
        Some(Self {
            is_complete: needed.all(has) && names(&given, FieldId::TITLE),
            has_places: source.text()[parts.body..].contains("{after="),
            has_text: !source.text()[parts.body..].trim().is_empty(),
            aliases: aliases.texts(FieldId::ALIASES).map(|(alias, _)| alias.to_owned()).collect(),
            derivation: Derivation::of(&FieldValues::new(read.of_file)),
            given,
        })
    }

    /// Whether it can't be a document by itself: it hides one, or lacks what a document needs and changes one, is recorded to
    /// have been made from one or says nothing but fields.
    pub fn needs_another(&self, is_recorded: bool) -> bool {
        let says_fields_alone = !self.has_text && !names(&self.given, FieldId::TITLE);
        let is_of_another = self.changes_another() || is_recorded;
        // What was published by another one's status would be a draft by itself.
        let is_complete = self.is_complete && (names(&self.given, FieldId::STATUS) || !is_of_another);
        self.derivation.hidden == Some(true) || !is_complete && (is_of_another || says_fields_alone)
    }

    /// Whether it is a document by itself that is published or not by what it says, whatever lies below it.
    pub fn stands_alone(&self) -> bool {
        self.is_complete && names(&self.given, FieldId::STATUS) && !self.changes_another()
    }

    /// Whether anything stands below its front matter.
    pub fn has_text(&self) -> bool {
        self.has_text
    }

    fn changes_another(&self) -> bool {
        let changes = [FieldId::BASE, FieldId::REMOVE, FieldId::HIDDEN, FieldId::REPLACE];
        self.has_places || changes.iter().any(|field| names(&self.given, *field))
    }
}

fn names(given: &[Located<GivenField>], field: FieldId) -> bool {
    given.iter().any(|given| given.value.field == Some(field))
}

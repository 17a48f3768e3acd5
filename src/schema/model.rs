//! What the content model of a site adds to the schemas: its kinds, fields, facets and relations.

use serde_json::{Value, json};

use super::make::{Property, SchemaMaker, any_of, closed, described, several, types};
use super::shape::Shape;
use crate::model::{self, Facet, FieldOption, FieldType, Kind, Language, Relation, Term};
use crate::text::phrase;

/// A number as a text.
const NUMBER: &str = r"^-?[0-9]{1,12}([.,][0-9]{1,3})?$";

impl SchemaMaker<'_> {
    /// What stands behind the name of a kind.
    pub(super) fn of_kind(&self, kind: &Kind, schema: Value) -> Property {
        let told = phrase!("De koppen, in volgorde.", "The headings, in order.");
        let (name, other) = match &kind.alias {
            Some(alias) if *self.config.source_language() == Language::dutch() => (alias, Some(&kind.id)),
            alias => (&kind.id, alias.as_ref()),
        };
        let schema = described(schema, told.in_language(self.language));
        Property { name: name.clone(), other: other.cloned(), schema }
    }

    /// A declared field.
    pub(super) fn declared(&self, field: &model::Field) -> Property {
        let told = field.description.in_language(self.language);
        let told = match (told, &field.title) {
            ("", Some(title)) => title,
            _ => told,
        };
        let language = self.config.source_language();
        let own = field.key(language);
        let other = [Some(field.id.as_str()), field.alias].into_iter().flatten().find(|name| *name != own);
        let one = self.of_type(&field.holds);
        let schema = if field.is_many {
            several(one)
        } else {
            let mut list = several(one);
            list["anyOf"][1]["maxItems"] = json!(1);
            list
        };
        Property { name: own.to_owned(), other: other.map(str::to_owned), schema: described(schema, told) }
    }

    /// What can stand in a field of a type.
    fn of_type(&self, holds: &FieldType) -> Value {
        match holds {
            FieldType::Number(_) => json!({"type": ["number", "string", "null"], "pattern": NUMBER}),
            FieldType::Date => self.shape(Shape::Date, false),
            FieldType::Boolean => self.shape(Shape::Flag, false),
            FieldType::Url => json!({"type": ["string", "null"], "pattern": "^https?://"}),
            FieldType::Choice(options) => {
                let one = |option: &FieldOption| json!({"const": option.id, "title": option.title});
                let ways: Vec<Value> = options.iter().map(one).chain([json!({"type": "null"})]).collect();
                json!({"oneOf": ways})
            }
            FieldType::Group(fields) => {
                let properties = fields.iter().map(|field| self.declared(field)).collect();
                Value::Object(closed(&types(&["object"], false), properties, Vec::new()))
            }
            FieldType::Text
            | FieldType::Inline
            | FieldType::Blocks
            | FieldType::Reference
            | FieldType::Phone
            | FieldType::Email
            | FieldType::Hours
            | FieldType::Recurrence => self.shape(Shape::Text, false),
        }
    }

    /// A facet, whose terms are those of the site.
    pub(super) fn facet(
        &self,
        Facet { id, alias, title, kinds: _, required: _, many, at_least: _, audience: _, is_field: _, terms }: &Facet,
    ) -> Property {
        let told = match many {
            true => phrase!(
                "{title}: kies een of meer woorden uit de lijst.",
                "{title}: choose one or more terms from the list."
            ),
            false => {
                phrase!("{title}: kies een woord uit de lijst.", "{title}: choose a term from the list.")
            }
        };
        let one = |Term { id, alias: _, title, summary, color: _, icon: _ }: &Term| {
            let mut term = json!({"const": id, "title": title});
            if !summary.is_empty() {
                term["description"] = json!(summary);
            }
            term
        };
        // Names of the other language are taken but not offered.
        let aliases: Vec<&str> = terms.iter().filter_map(|term| term.alias.as_deref()).collect();
        let others = (!aliases.is_empty()).then(|| json!({"type": "string", "pattern": any_of(&aliases)}));
        let ways: Vec<Value> = terms.iter().map(one).chain(others).chain([json!({"type": "null"})]).collect();
        let mut schema = several(json!({"oneOf": ways}));
        if !many {
            schema["anyOf"][1]["maxItems"] = json!(1);
        }
        let schema = described(schema, told.in_language(self.language));
        Property { name: id.clone(), other: alias.clone(), schema }
    }

    pub(super) fn relation(
        &self,
        Relation { id, title, inverse: _, inverse_title: _ }: &Relation,
    ) -> Property {
        let told = phrase!(
            "{title}: de documenten waar dit naar wijst, zoals kaarten/thema/naam.",
            "{title}: the documents that this points at, such as kaarten/theme/name."
        );
        let schema = several(self.shape(Shape::Text, true));
        Property { name: id.clone(), other: None, schema: described(schema, told.in_language(self.language)) }
    }
}

//! What the content model of a site adds to the schemas: its kinds, fields, facets and relations.

use serde_json::{Value, json};

use super::make::{Property, SchemaMaker, any_of, closed, described, has, several, types};
use super::shape::{Form, HOURS, RECURRENCE, SchemaField, Shape, form, may, must};
use crate::model::{self, CoreType, Facet, FieldOption, FieldType, Kind, Language, Relation, Term, keys};
use crate::text::{MessageLanguage, phrase};

/// A number as a text.
const NUMBER: &str = r"^-?[0-9]{1,12}([.,][0-9]{1,3})?$";

const OLD_ADDRESS: Form = form(
    "^/*[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*/*$",
    "Schrijf een adres op deze site, zoals /oud/adres/.",
    "Write an address on this site, such as /old/address/.",
);

const EXCEPTION: &[SchemaField] = &[
    must(
        keys::RULE,
        Shape::Rule,
        "De naam van de regel, zoals de melding die noemt.",
        "The name of the rule, as its message has it.",
    ),
    may(
        keys::REASON,
        Shape::Text,
        "Waarom de regel hier niet hoeft. Wie dit later leest, moet het begrijpen.",
        "Why the rule needn't hold here. Whoever reads this later has to understand it.",
    ),
];

/// What can stand in a field that the core reads in a way of its own.
fn of_core_type(of_core: CoreType) -> Shape {
    match of_core {
        CoreType::Fact | CoreType::Topic | CoreType::Section => Shape::Text,
        CoreType::OldAddress => Shape::Like(&OLD_ADDRESS),
        CoreType::Relations => Shape::Relations,
        CoreType::Exception => Shape::Either(&[Shape::Fields(EXCEPTION), Shape::Rule]),
        CoreType::Digests => Shape::Digests,
    }
}

impl SchemaMaker<'_> {
    /// What stands behind the name of a kind.
    pub(super) fn of_kind(&self, kind: &Kind, schema: Value) -> Property {
        let description = phrase!("De koppen, in volgorde.", "The headings, in order.");
        let (name, other) = match &kind.alias {
            Some(alias) if *self.config.source_language() == Language::dutch() => (alias, Some(&kind.id)),
            alias => (&kind.id, alias.as_ref()),
        };
        let schema = described(schema, description.in_language(self.language));
        Property { name: name.clone(), other: other.cloned(), schema }
    }

    /// A field.
    pub(super) fn field(&self, field: &model::Field) -> Property {
        self.field_of(field, false)
    }

    /// The same, where it may have to be there.
    fn field_of(&self, field: &model::Field, is_needed: bool) -> Property {
        let description = field.description.in_language(self.language);
        let description = match (description, &field.title) {
            ("", Some(title)) => title,
            _ => description,
        };
        let (own, other) = self.names_of(field);
        let one = self.of_type(&field.holds, is_needed);
        let schema = match &field.holds {
            FieldType::Core(CoreType::Relations | CoreType::Digests) => one,
            _ if field.is_many => several(one),
            _ => {
                let mut list = several(one);
                list["anyOf"][1]["maxItems"] = json!(1);
                list
            }
        };
        Property {
            name: own.to_owned(),
            other: other.map(str::to_owned),
            schema: described(schema, description),
        }
    }

    /// The name that a field has in the site's language, and its other one.
    fn names_of<'f>(&self, field: &'f model::Field) -> (&'f str, Option<&'f str>) {
        let own = field.key(self.config.source_language());
        (own, field.names().into_iter().find(|name| *name != own))
    }

    /// That those of the fields are there which have to be.
    pub(super) fn required<'f>(
        &self,
        fields: impl Iterator<Item = &'f model::Field>,
    ) -> impl Iterator<Item = Value> {
        fields.filter(|field| field.is_required).map(|field| {
            let (own, other) = self.names_of(field);
            has(own, other)
        })
    }

    /// What can stand in a field of a type.
    fn of_type(&self, holds: &FieldType, is_needed: bool) -> Value {
        match holds {
            FieldType::Number(_) => json!({"type": ["number", "string", "null"], "pattern": NUMBER}),
            FieldType::Date => self.shape(Shape::Date, false),
            FieldType::Boolean => self.shape(Shape::Flag, false),
            FieldType::Url => json!({"type": ["string", "null"], "pattern": "^https?://"}),
            FieldType::Choice(options) => self.options(options),
            FieldType::Group(fields) => {
                let properties = fields.iter().map(|field| self.field_of(field, field.is_required)).collect();
                let demands = self.required(fields.iter()).collect();
                Value::Object(closed(&types(&["object"], false), properties, demands))
            }
            FieldType::Hours => self.shape(Shape::Like(&HOURS), false),
            FieldType::Recurrence => self.shape(Shape::Like(&RECURRENCE), false),
            FieldType::Text
            | FieldType::Inline
            | FieldType::Blocks
            | FieldType::Reference
            | FieldType::Phone
            | FieldType::Email => self.shape(Shape::Text, is_needed),
            FieldType::Core(of_core) => self.shape(of_core_type(*of_core), false),
        }
    }

    /// One of the words of a choice. Those in the site's language are offered, the others are taken too.
    fn options(&self, options: &[FieldOption]) -> Value {
        let is_dutch = self.config.source_language().messages() == MessageLanguage::Nl;
        let mut others = Vec::new();
        let mut ways: Vec<Value> = Vec::new();
        for option in options {
            let [nl, en] = option.names();
            let (own, other) = if is_dutch { (nl, en) } else { (en, nl) };
            others.extend((other != own).then_some(other));
            ways.push(match option.description.in_language(self.language) {
                "" => json!({"const": own, "title": option.title}),
                description => json!({"const": own, "description": description}),
            });
        }
        let others = (!others.is_empty()).then(|| json!({"type": "string", "pattern": any_of(&others)}));
        json!({"oneOf": ways.into_iter().chain(others).chain([json!({"type": "null"})]).collect::<Vec<_>>()})
    }

    /// A facet, whose terms are those of the site.
    pub(super) fn facet(
        &self,
        Facet {
            id,
            alias,
            title,
            kinds: _,
            required: _,
            many,
            at_least: _,
            audience: _,
            is_field: _,
            is_from_below: _,
            terms,
        }: &Facet,
    ) -> Property {
        let description = match many {
            true => phrase!(
                "{title}: kies een of meer woorden uit de lijst.",
                "{title}: choose one or more terms from the list."
            ),
            false => {
                phrase!("{title}: kies een woord uit de lijst.", "{title}: choose a term from the list.")
            }
        };
        let one = |Term { id, alias: _, former: _, title, summary, color: _, icon: _ }: &Term| {
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
        let schema = described(schema, description.in_language(self.language));
        Property { name: id.clone(), other: alias.clone(), schema }
    }

    pub(super) fn relation(
        &self,
        Relation { id, title, inverse: _, inverse_title: _ }: &Relation,
    ) -> Property {
        let description = phrase!(
            "{title}: de documenten waar dit naar wijst, zoals kaarten/thema/naam.",
            "{title}: the documents that this points at, such as kaarten/theme/name."
        );
        let schema = several(self.shape(Shape::Text, true));
        Property {
            name: id.clone(),
            other: None,
            schema: described(schema, description.in_language(self.language)),
        }
    }
}

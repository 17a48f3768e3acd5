//! From the tables of keys to JSON Schemas.

use serde_json::{Map, Value, json};

use super::reference::KINDS_OF_FACTS;
use super::shape::{
    Choice, DAY, DIGITS, Description, Form, Keys, LANGUAGE, Needed, SLUG, SOMETHING, SchemaField, Shape,
    YES_OR_NO,
};
use crate::config::Config;
use crate::data::KeyName;
use crate::model::{FieldId, KindId, OptionRow, keys};
use crate::text::{MessageLanguage, Phrase, Rule, phrase};

/// The dialect of the schemas.
const DIALECT: &str = "http://json-schema.org/draft-07/schema#";

/// Makes the schemas of a site.
pub(super) struct SchemaMaker<'c> {
    pub(super) config: &'c Config,
    pub(super) language: MessageLanguage,
    /// What a key has to be that names a new facet: none of the keys that documents have, and not the question of the
    /// search page.
    taken: Vec<&'static str>,
}

/// A property of a closed object.
pub(super) struct Property {
    pub(super) name: String,
    /// Its name in the other language, which is taken but not offered.
    pub(super) other: Option<String>,
    pub(super) schema: Value,
}

impl<'c> SchemaMaker<'c> {
    pub(super) fn new(config: &'c Config, language: MessageLanguage) -> Self {
        let names = FieldId::all_built_in().filter_map(FieldId::key).flat_map(|key| [key.nl, key.en]);
        let mut taken: Vec<&str> = names.chain(["q"]).collect();
        taken.sort_unstable();
        taken.dedup();
        Self { config, language, taken }
    }

    /// The schema of a file of data.
    pub(super) fn file(&self, fields: &[SchemaField], description: &Phrase) -> Value {
        let properties = fields.iter().map(|field| self.property(field)).collect();
        let demands = self.demands(fields);
        // A file that holds nothing but comments says nothing.
        self.whole(description, &["object", "null"], properties, demands)
    }

    /// The schema of what stands at the top of a document.
    pub(super) fn document(&self, kind: KindId, description: &Phrase) -> Value {
        let model = &self.config.model;
        let fields = || model.fields.iter().filter(|field| field.is_for(kind));
        let facets = model.facets.iter().filter(|facet| facet.is_for(kind)).map(|facet| self.facet(facet));
        let properties = fields().map(|field| self.field(field)).chain(facets).collect();
        let facets = model.required_facets(kind).map(|facet| json!({"required": [facet.id]}));
        let whole: Vec<Value> = self.required(fields()).chain(facets).collect();
        // Nothing lies below, and there is no language that it could be a translation into.
        let is_alone = self.config.extends.is_none() && self.config.languages.len() == 1;
        let demands = if is_alone {
            whole
        } else {
            vec![json!({"if": self.has_key(keys::REPLACE), "then": {"allOf": whole}})]
        };
        let mut schema = self.whole(description, &["object", "null"], properties, demands);
        schema["definitions"] = json!({"rule": self.rules()});
        schema
    }

    fn whole(
        &self,
        description: &Phrase,
        types: &[&str],
        properties: Vec<Property>,
        demands: Vec<Value>,
    ) -> Value {
        let mut schema = closed(types, properties, demands);
        schema.insert("$schema".to_owned(), json!(DIALECT));
        schema.insert("description".to_owned(), json!(description.in_language(self.language)));
        Value::Object(schema)
    }

    /// A key by the name that it has in the site's language, and by its other one.
    fn names(&self, key: KeyName) -> (&'static str, Option<&'static str>) {
        let own = key.in_language(self.config.source_language());
        (own, [key.nl, key.en].into_iter().find(|name| *name != own))
    }

    fn description(&self, description: Description) -> &'static str {
        self.language.pick(description.nl, description.en)
    }

    pub(super) fn property(&self, field: &SchemaField) -> Property {
        let (name, other) = self.names(field.key);
        let schema =
            described(self.shape(field.shape, self.is_needed(field)), self.description(field.description));
        Property { name: name.to_owned(), other: other.map(str::to_owned), schema }
    }

    /// Whether a key has to be there, whatever else is.
    fn is_needed(&self, field: &SchemaField) -> bool {
        match field.needed {
            Needed::Always => true,
            Needed::AtTheBase => self.config.extends.is_none(),
            Needed::No | Needed::With(..) => false,
        }
    }

    /// That a key is there, by one of its names.
    pub(super) fn has_key(&self, key: KeyName) -> Value {
        let (own, other) = self.names(key);
        has(own, other)
    }

    /// That a key is there and has one of these values.
    pub(super) fn says(&self, key: KeyName, values: &Value) -> Value {
        let (own, other) = self.names(key);
        let names = std::iter::once(own).chain(other);
        let says = names.map(|name| json!({"required": [name], "properties": {name: {"enum": values}}}));
        json!({"anyOf": says.collect::<Vec<_>>()})
    }

    fn demands(&self, fields: &[SchemaField]) -> Vec<Value> {
        let demand = |field: &SchemaField| {
            let has = self.has_key(field.key);
            match field.needed {
                _ if self.is_needed(field) => Some(has),
                Needed::With(key, value) => {
                    Some(json!({"if": self.says(key, &json!([value.nl, value.en])), "then": has}))
                }
                Needed::No | Needed::Always | Needed::AtTheBase => None,
            }
        };
        fields.iter().filter_map(demand).collect()
    }

    /// What can stand behind a key. Where it is needed, nothing can't.
    pub(super) fn shape(&self, shape: Shape, is_needed: bool) -> Value {
        match shape {
            Shape::Text if is_needed => self.like(&["string", "number", "boolean"], true, &SOMETHING),
            Shape::Text => json!({"type": ["string", "number", "boolean", "null"]}),
            Shape::Like(form) => self.like(&["string"], is_needed, form),
            Shape::Postal(form) => {
                let mut schema = self.like(&["string", "integer"], is_needed, form);
                schema["minimum"] = json!(1000);
                schema["maximum"] = json!(9999);
                schema
            }
            Shape::Words => json!({
                "type": types(&["string", "number", "boolean", "object"], is_needed),
                "propertyNames": self.keys(Keys::Like(&LANGUAGE)),
                "additionalProperties": self.shape(Shape::Text, false),
                "required": [self.config.source_language().as_str()],
            }),
            Shape::Date => {
                let mut schema = self.like(&["string"], is_needed, &DAY);
                schema["format"] = json!("date");
                schema
            }
            Shape::Flag => self.like(&["boolean", "string"], is_needed, &YES_OR_NO),
            Shape::Count(least, most) => {
                let mut schema = self.like(&["integer", "string"], is_needed, &DIGITS);
                schema["minimum"] = json!(least);
                if let Some(most) = most {
                    schema["maximum"] = json!(most);
                }
                schema
            }
            Shape::Choice(choices) => self.choice(choices, is_needed),
            Shape::Options(options) => {
                let description = |option: &OptionRow| Description { nl: option.nl, en: option.en };
                let choices = options
                    .iter()
                    .map(|option| Choice { name: option.name, description: description(option) });
                self.choice(&choices.collect::<Vec<_>>(), is_needed)
            }
            Shape::Several(shape) => several(self.shape(*shape, is_needed)),
            Shape::List(shape) => {
                json!({"type": types(&["array"], is_needed), "items": self.shape(*shape, false)})
            }
            Shape::Group => json!({
                "type": "array",
                "items": self.shape(Shape::Text, true),
                "minItems": 2,
                "uniqueItems": true,
            }),
            Shape::Map(keys, shape) => json!({
                "type": types(&["object"], is_needed),
                "propertyNames": self.keys(keys),
                "additionalProperties": self.shape(*shape, false),
            }),
            Shape::Fields(fields) => {
                let demands = self.demands(fields);
                let is_needed = is_needed || !demands.is_empty();
                let properties = fields.iter().map(|field| self.property(field)).collect();
                Value::Object(closed(&types(&["object"], is_needed), properties, demands))
            }
            Shape::Either(shapes) => {
                let shapes: Vec<Value> = shapes.iter().map(|shape| self.shape(*shape, is_needed)).collect();
                json!({"anyOf": shapes})
            }
            Shape::Relations => {
                let relations = self.config.model.relations.iter().map(|relation| self.relation(relation));
                Value::Object(closed(&types(&["object"], is_needed), relations.collect(), Vec::new()))
            }
            Shape::PerKind(shape) => {
                let kinds = self.config.model.kinds.iter().filter(|kind| kind.is_text);
                let kinds = kinds.map(|kind| self.of_kind(kind, self.shape(*shape, false))).collect();
                Value::Object(closed(&types(&["object"], is_needed), kinds, Vec::new()))
            }
            Shape::Any => json!(true),
            Shape::Provision => self.provision(),
            Shape::FactKind => self.fact_kinds(is_needed),
            Shape::Rule => json!({"$ref": "#/definitions/rule"}),
            Shape::Levels => {
                let levels = Rule::ALL.iter().filter(|rule| rule.is_settable()).map(|rule| Property {
                    name: rule.name().to_owned(),
                    other: None,
                    schema: described(self.choice(LEVELS, false), &first_words(*rule, self.language)),
                });
                Value::Object(closed(&types(&["object"], is_needed), levels.collect(), Vec::new()))
            }
            Shape::Digests => self.digests(),
        }
    }

    fn keys(&self, keys: Keys) -> Value {
        match keys {
            Keys::Any => json!(true),
            Keys::Like(form) => self.like(&["string"], true, form),
            Keys::NewField => {
                let mut name = self.like(&["string"], true, &SLUG);
                name["not"] = json!({"enum": self.taken});
                name
            }
        }
    }

    /// One of these types, and of this form where it is a text. What to write otherwise is said in a word of the editors
    /// made by Microsoft, since nobody who isn't a programmer can read a pattern; others pass it over.
    fn like(&self, of_types: &[&str], is_needed: bool, Form { pattern, description }: &Form) -> Value {
        let description = self.description(*description);
        json!({"type": types(of_types, is_needed), "pattern": pattern, "patternErrorMessage": description})
    }

    /// One of a few words. Those in the site's language are offered, each with what it means; the others are taken too.
    fn choice(&self, choices: &[Choice], is_needed: bool) -> Value {
        let words = choices.iter().map(|Choice { name, description }| {
            let (own, other) = self.names(*name);
            (own, other, self.description(*description))
        });
        one_of(words, is_needed)
    }

    /// One of the kinds of facts that the site has.
    fn fact_kinds(&self, is_needed: bool) -> Value {
        let is_dutch = self.config.source_language().messages() == MessageLanguage::Nl;
        let words = self.config.model.fact_kinds.iter().map(|kind| {
            let (own, other) = if is_dutch { (&kind.nl, &kind.id) } else { (&kind.id, &kind.nl) };
            let built_in = KINDS_OF_FACTS.iter().find(|choice| choice.name.en == kind.id);
            let description = built_in.map_or("", |choice| self.description(choice.description));
            (
                own.as_str(),
                (other != own).then_some(other.as_str()),
                kind.title.as_deref().unwrap_or(description),
            )
        });
        one_of(words, is_needed)
    }

    /// The names of the rules that a document can depart from.
    fn rules(&self) -> Value {
        let rules = Rule::ALL.iter().filter(|rule| rule.can_be_allowed());
        let named =
            rules.map(|rule| json!({"const": rule.name(), "description": first_words(*rule, self.language)}));
        json!({"oneOf": named.collect::<Vec<_>>()})
    }

    /// What the program notes: a digest for each section, and those of the fields.
    fn digests(&self) -> Value {
        let text = || self.shape(Shape::Text, false);
        let (name, other) = self.names(keys::FIELDS);
        let description = phrase!(
            "De velden die uit het origineel komen. Het programma schrijft dit zelf.",
            "The fields that come from the original. The program writes this."
        );
        let of_fields = json!({"type": ["object", "string", "null"], "additionalProperties": text()});
        let schema = described(of_fields, description.in_language(self.language));
        let mut schema = closed(
            &["object", "null"],
            vec![Property { name: name.to_owned(), other: other.map(str::to_owned), schema }],
            Vec::new(),
        );
        schema.insert("additionalProperties".to_owned(), text());
        Value::Object(schema)
    }
}

/// How strict a rule is.
const LEVELS: &[Choice] = &[
    Choice {
        name: KeyName::same("ignore"),
        description: Description { nl: "De regel zwijgt.", en: "The rule keeps silent." },
    },
    Choice {
        name: KeyName::same("warn"),
        description: Description {
            nl: "De regel waarschuwt, en de site verschijnt.",
            en: "The rule warns, and the site is published.",
        },
    },
    Choice {
        name: KeyName::same("error"),
        description: Description {
            nl: "De site verschijnt pas als het is opgelost.",
            en: "The site is only published once it is mended.",
        },
    },
];

/// An object with these properties and no others, by either of their names but not by both.
pub(super) fn closed(types: &[&str], properties: Vec<Property>, demands: Vec<Value>) -> Map<String, Value> {
    let (mut by_name, mut by_other, mut twins) = (Map::new(), Map::new(), Map::new());
    for Property { name, other, schema } in properties {
        if let Some(other) = other {
            // A pattern is taken but not offered, so that an editor isn't shown every key twice.
            by_other.insert(format!("^{other}$"), schema.clone());
            twins.insert(other, json!({"properties": {name.as_str(): false}}));
        }
        by_name.insert(name, schema);
    }
    let mut object = Map::new();
    object.insert("type".to_owned(), json!(types));
    object.insert("properties".to_owned(), Value::Object(by_name));
    object.insert("additionalProperties".to_owned(), json!(false));
    if !by_other.is_empty() {
        object.insert("patternProperties".to_owned(), Value::Object(by_other));
        object.insert("dependencies".to_owned(), Value::Object(twins));
    }
    if !demands.is_empty() {
        object.insert("allOf".to_owned(), Value::Array(demands));
    }
    object
}

/// That a key is there, by its own name or by the other one.
pub(super) fn has(own: &str, other: Option<&str>) -> Value {
    match other {
        None => json!({"required": [own]}),
        Some(other) => json!({"anyOf": [{"required": [own]}, {"required": [other]}]}),
    }
}

/// The types that a value may have; nothing is one of them unless it is needed.
pub(super) fn types<'t>(types: &[&'t str], is_needed: bool) -> Vec<&'t str> {
    let nothing = (!is_needed).then_some("null");
    types.iter().copied().chain(nothing).collect()
}

/// One, or a list of such.
pub(super) fn several(one: Value) -> Value {
    let list = json!({"type": "array", "items": one});
    json!({"anyOf": [one, list]})
}

pub(super) fn described(mut schema: Value, description: &str) -> Value {
    schema["description"] = json!(description);
    schema
}

/// One of these words, each with what it means, and by its other name where it has one.
pub(super) fn one_of<'w>(
    words: impl Iterator<Item = (&'w str, Option<&'w str>, &'w str)>,
    is_needed: bool,
) -> Value {
    let mut ways: Vec<Value> = Vec::new();
    let mut others = Vec::new();
    for (own, other, description) in words {
        ways.push(json!({"const": own, "description": description}));
        others.extend(other);
    }
    if !others.is_empty() {
        ways.push(json!({"type": "string", "pattern": any_of(&others)}));
    }
    if !is_needed {
        ways.push(json!({"type": "null"}));
    }
    json!({"oneOf": ways})
}

/// A pattern for whichever of these names, which hold no sign that means anything in one.
pub(super) fn any_of(names: &[&str]) -> String {
    format!("^({})$", names.join("|"))
}

/// What a rule does: the first paragraph of its explanation, on one line.
fn first_words(rule: Rule, language: MessageLanguage) -> String {
    let lines = rule.explanation(language).lines();
    let lines = lines.skip_while(|line| line.starts_with('#') || line.is_empty());
    lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

//! The files about what a municipality has to offer, and where.

use serde_json::{Value, json};

use super::make::{Property, SchemaMaker, closed, described, has, several, types};
use super::shape::{
    self, AREA, AUDIENCE, Keys, LANGUAGE, POSTCODE, SLUG, STATUS, SchemaField, Shape, WEB, form, may, must,
};
use crate::config::Config;
use crate::model::{Column, ColumnForm, keys};

/// `voorzieningen/*.yaml`.
pub(super) const PROVISIONS: &[SchemaField] = &[may(
    keys::PROVISIONS,
    Shape::Map(Keys::Like(&SLUG), &Shape::Provision),
    "De voorzieningen. Elk heeft een eigen korte naam, die ook haar adres wordt, zoals voedselbank-zuid.",
    "The provisions. Each has a short name of its own, which becomes its address too, such as voedselbank-zuid.",
)];

/// `gebieden.yaml`.
pub(super) const AREAS: &[SchemaField] = &[
    may(
        keys::YEAR,
        Shape::Text,
        "Het jaar van de wijkindeling van het CBS waar de codes bij horen.",
        "The year of the division by Statistics Netherlands that the codes are of.",
    ),
    may(
        keys::AREAS,
        Shape::Map(Keys::Like(&AREA), &Shape::Fields(AREA_FIELDS)),
        "De gebieden, elk bij zijn code van het CBS, zoals WK036301.",
        "The areas, each by its code of Statistics Netherlands, such as WK036301.",
    ),
];

const AREA_FIELDS: &[SchemaField] = &[
    must(keys::NAME, Shape::Text, "Hoe mensen het gebied noemen.", "What people call the area."),
    may(
        keys::TEAM,
        Shape::Text,
        "De korte naam van het team dat hier werkt, uit voorzieningen.",
        "The short name of the team that works here, among the provisions.",
    ),
    may(
        keys::POSTCODES,
        Shape::Several(&Shape::Postal(&POSTCODE)),
        "De postcodes in het gebied: vier cijfers, of vier cijfers en twee letters.",
        "The postcodes in the area: four digits, or four digits and two letters.",
    ),
    may(
        keys::WITHIN,
        Shape::Map(Keys::Like(&AREA), &Shape::Text),
        "De buurten in het gebied: van elke code de naam.",
        "The neighborhoods in the area: the name of each code.",
    ),
];

/// What can be written where a provision names whom it serves: an area, a postcode, or the country.
const PLACE: shape::Form = form(
    r"^(NL|GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4}|\s*[1-9][0-9]{3}\s*([A-RT-Za-rt-z][A-Za-z]|[Ss][BCE-RT-Zbce-rt-z])?\s*)$",
    "Schrijf een code van het CBS, een postcode, of NL voor het hele land.",
    "Write a code of Statistics Netherlands, a postcode, or NL for the whole country.",
);

/// An e-mail address, or a value that stands for one.
const EMAIL: shape::Form = form(
    r#"\{\{|^[^@\s<>"?&]+@[^\s<>"?&]*\.[^\s<>"?&]*$"#,
    "Schrijf een e-mailadres, zoals info@voorbeeld.nl.",
    "Write an e-mail address, such as info@example.nl.",
);

/// What can stand beside the columns.
const BESIDE: [SchemaField; 2] = [
    may(
        keys::ID,
        Shape::Text,
        "Alleen voor tabellen. In dit bestand staat de korte naam al boven de voorziening.",
        "For tables only. In this file the short name is the key of the provision.",
    ),
    may(
        keys::HIDDEN,
        Shape::Flag,
        "Schrijf true om de voorziening van de site eronder te verbergen.",
        "Write true to hide the provision of the site below.",
    ),
];

impl SchemaMaker<'_> {
    /// A provision: what the content model says of its columns.
    pub(super) fn provision(&self) -> Value {
        let columns = self.config.model.columns();
        let properties = BESIDE.iter().map(|field| self.property(field));
        let properties = properties.chain(columns.iter().map(|column| self.column(column))).collect();
        let required = columns.iter().filter(|column| column.field.is_required);
        let hidden = self.says(keys::HIDDEN, &json!([true, "true"]));
        let demands = required.map(|column| json!({"if": hidden, "else": has(column.key(self.config.source_language()), other(column, self.config))}));
        Value::Object(closed(&types(&["object"], true), properties, demands.collect()))
    }

    fn column(&self, column: &Column<'_>) -> Property {
        if column.name.is_none() {
            let Property { name, other, schema } = self.field(&column.field);
            let schema = if column.is_translated() { self.in_languages(schema) } else { schema };
            return Property { name, other, schema };
        }
        let one = match column.form {
            ColumnForm::Choice(options) => self.shape(Shape::Options(options), false),
            form => self.shape(shape_of(form, column.is_translated()), false),
        };
        let schema = if column.field.is_many { several(one) } else { one };
        let language = self.config.source_language();
        Property {
            name: column.key(language).to_owned(),
            other: other(column, self.config).map(str::to_owned),
            schema: described(schema, column.field.description.in_language(self.language)),
        }
    }

    /// The same, or that for each of several languages.
    fn in_languages(&self, mut schema: Value) -> Value {
        let description = schema.as_object_mut().and_then(|schema| schema.remove("description"));
        let by_language = json!({
            "type": "object",
            "propertyNames": self.shape(Shape::Like(&LANGUAGE), true),
            "additionalProperties": schema,
            "required": [self.config.source_language().as_str()],
        });
        let mut either = json!({"anyOf": [schema, by_language]});
        if let Some(description) = description {
            either["description"] = description;
        }
        either
    }
}

/// The name of a column in the other language, where that is another one.
fn other<'c>(column: &'c Column<'_>, config: &Config) -> Option<&'c str> {
    let own = column.key(config.source_language());
    column.names().into_iter().find(|name| *name != own)
}

/// What can stand in a built-in column.
fn shape_of(form: ColumnForm, is_translated: bool) -> Shape {
    match form {
        _ if is_translated => Shape::Words,
        ColumnForm::Audience => AUDIENCE,
        ColumnForm::Status => STATUS,
        ColumnForm::Email => Shape::Like(&EMAIL),
        ColumnForm::Website => Shape::Like(&WEB),
        ColumnForm::PastDay => Shape::Date,
        ColumnForm::Months => Shape::Count(1, Some(120)),
        ColumnForm::Language => Shape::Like(&LANGUAGE),
        ColumnForm::Postcode => Shape::Postal(&POSTCODE),
        ColumnForm::Area => Shape::Postal(&PLACE),
        ColumnForm::Text
        | ColumnForm::Choice(_)
        | ColumnForm::Phone
        | ColumnForm::Hours
        | ColumnForm::Topic
        | ColumnForm::Question
        | ColumnForm::Declared
        | ColumnForm::Term => Shape::Text,
    }
}

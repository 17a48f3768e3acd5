//! A JSON object that is being read: each property is taken once, and what is left at the end has no place here.

use serde_json::{Map, Value};

use super::{RecordRef, Remark};
use crate::text::{Phrase, phrase};

/// An object with the path at which it stands, such as `services[2].phones[0]`.
pub(super) struct Object {
    pub(super) path: String,
    properties: Map<String, Value>,
}

/// What only says which object it is, and which other ones it refers to.
const REFERENCES: [&str; 10] = [
    "id",
    "organization_id",
    "service_id",
    "location_id",
    "service_at_location_id",
    "phone_id",
    "contact_id",
    "link_id",
    "taxonomy_id",
    "taxonomy_term_id",
];

impl Object {
    /// An object; what is none is reported.
    pub(super) fn new(path: String, value: Value, remarks: &mut Vec<Remark>) -> Option<Self> {
        match value {
            Value::Object(properties) => Some(Self { path, properties }),
            _ => {
                let reason = phrase!("hier hoort een object", "an object belongs here");
                remarks.push(Remark::of_path(&path, reason, String::new()));
                None
            }
        }
    }

    /// The path of one of its properties.
    pub(super) fn at(&self, property: &str) -> String {
        if self.path.is_empty() { property.to_owned() } else { format!("{}.{property}", self.path) }
    }

    /// A text, without the spaces around it; `None` where there is none.
    pub(super) fn text(&mut self, property: &str) -> Option<String> {
        let Value::String(text) = self.properties.get(property)? else { return None };
        let text = text.trim().to_owned();
        self.properties.remove(property);
        Some(text).filter(|text| !text.is_empty())
    }

    /// A text as it is, which stays there.
    pub(super) fn peek(&self, property: &str) -> Option<&str> {
        self.properties.get(property)?.as_str()
    }

    /// A number as it stands in the file.
    pub(super) fn number(&mut self, property: &str) -> Option<String> {
        let number = self.properties.get(property)?.as_number()?.to_string();
        self.properties.remove(property);
        Some(number)
    }

    /// Whether a property says nothing.
    pub(super) fn is_absent(&self, property: &str) -> bool {
        self.properties.get(property).is_none_or(is_empty)
    }

    /// Whether a property is this number.
    pub(super) fn is_number(&self, property: &str, number: f64) -> bool {
        self.properties.get(property).and_then(Value::as_f64) == Some(number)
    }

    /// An object within it.
    pub(super) fn object(&mut self, property: &str) -> Option<Self> {
        let inner =
            self.properties.get(property)?.is_object().then(|| self.properties.remove(property))??;
        Self::new(self.at(property), inner, &mut Vec::new())
    }

    /// The objects of a list within it; what is none stays, to be reported.
    pub(super) fn objects(&mut self, property: &str) -> Vec<Self> {
        let is_list = self.properties.get(property).and_then(Value::as_array);
        if !is_list.is_some_and(|items| items.iter().all(Value::is_object)) {
            return Vec::new();
        }
        let Some(Value::Array(items)) = self.properties.remove(property) else { return Vec::new() };
        let path = self.at(property);
        let items = items.into_iter().enumerate();
        items.filter_map(|(idx, item)| Self::new(format!("{path}[{idx}]"), item, &mut Vec::new())).collect()
    }

    /// Leaves properties that say nothing more.
    pub(super) fn skip(&mut self, properties: &[&str]) {
        for property in properties {
            self.properties.remove(*property);
        }
    }

    /// Ends the reading: tells every property that is left and says something.
    pub(super) fn finish(self, remarks: &mut Vec<Remark>) {
        for (property, value) in &self.properties {
            let is_silent = REFERENCES.contains(&property.as_str()) || is_empty(value);
            if !is_silent {
                remarks.push(Remark::of_path(&self.at(property), no_place(), String::new()));
            }
        }
    }

    /// Ends the reading: all of it has no place.
    pub(super) fn leave(self, remarks: &mut Vec<Remark>) {
        remarks.push(Remark::of_path(&self.path, no_place(), String::new()));
    }
}

fn no_place() -> Phrase {
    phrase!("hiervoor is er geen veld", "there is no field for this")
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.iter().all(is_empty),
        Value::Object(properties) => properties.values().all(is_empty),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// What to report about a page of several that an API gives one by one; without the numbers of both it is all there is.
pub(super) fn of_pages(page: &mut Object) -> Option<Remark> {
    let (pages, number) = (page.number("total_pages"), page.number("page_number"));
    let pages = pages.filter(|pages| pages != "1" && pages != "0")?;
    let number = number.unwrap_or_else(|| "1".to_owned());
    let reason = phrase!(
        "dit is bladzijde {number} van {pages}; haal de andere ook op",
        "this is page {number} of {pages}; fetch the others too"
    );
    Some(Remark { place: RecordRef::File, reason, text: String::new() })
}

//! A walk through a schema: to every object in it and every choice, each with a file that leads there.

use serde_json::{Map, Value, json};

/// A key and a word that no reader knows, and that is like none they do.
pub(crate) const UNKNOWN: &str = "qqqqqqqq";

/// A place in a schema.
pub(crate) struct Place<'s> {
    /// A file that has something unknown there.
    pub(crate) file: Value,
    /// What the schema says of it.
    pub(crate) schema: &'s Value,
}

/// Every place of a schema where an object stands that has no other keys than its own.
pub(crate) fn objects(schema: &Value) -> Vec<Place<'_>> {
    let mut places = Vec::new();
    let visit = |schema: &Value, wrap: Wrap<'_>| {
        if schema["additionalProperties"] == json!(false) {
            let mut object = needed(schema);
            object.insert(UNKNOWN.to_owned(), json!(1));
            return Some(wrap(Value::Object(object)));
        }
        None
    };
    walk(schema, schema, &|value| value, &mut |schema, wrap| {
        places.extend(visit(schema, wrap).map(|file| Place { file, schema }));
    });
    places
}

/// Every place of a schema where one of a few words stands.
pub(crate) fn choices(schema: &Value) -> Vec<Place<'_>> {
    let mut places = Vec::new();
    walk(schema, schema, &|value| value, &mut |schema, wrap| {
        if !constants(schema).is_empty() {
            places.push(Place { file: wrap(json!(UNKNOWN)), schema });
        }
    });
    places
}

/// Every property of the objects of a schema, by both of its names.
pub(crate) fn properties(schema: &Value) -> Vec<(&String, &Value)> {
    let mut found = Vec::new();
    walk(schema, schema, &|value| value, &mut |schema, _| {
        let named = ["properties", "patternProperties"];
        found.extend(named.iter().filter_map(|named| schema[named].as_object()).flatten());
    });
    found
}

/// The words that can be chosen.
pub(crate) fn constants(schema: &Value) -> Vec<&str> {
    let ways = schema["oneOf"].as_array().into_iter().flatten();
    ways.filter_map(|way| way["const"].as_str()).collect()
}

type Wrap<'w> = &'w dyn Fn(Value) -> Value;

/// Visits a schema and what is in it. `wrap` puts a value where the schema stands.
fn walk<'s>(root: &'s Value, schema: &'s Value, wrap: Wrap<'_>, visit: &mut dyn FnMut(&'s Value, Wrap<'_>)) {
    if let Some(to) = schema["$ref"].as_str() {
        let to = root.pointer(to.trim_start_matches('#')).expect("it refers to what is there");
        return walk(root, to, wrap, visit);
    }
    visit(schema, wrap);
    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
        let within = |value| {
            let mut object = needed(schema);
            object.insert(name.clone(), value);
            wrap(Value::Object(object))
        };
        walk(root, inner, &within, visit);
    }
    if schema["additionalProperties"].is_object() {
        let pattern = schema["propertyNames"]["pattern"].as_str().unwrap_or_default();
        let key = ["WK999901", "nl", "een"].into_iter().find(|key| {
            let is_it = json!({"pattern": pattern});
            jsonschema::is_valid(&is_it, &json!(key))
        });
        let key = key.expect("one of these is of any form");
        walk(root, &schema["additionalProperties"], &|value| wrap(json!({key: value})), visit);
    }
    if schema["items"].is_object() {
        walk(root, &schema["items"], &|value| wrap(json!([value])), visit);
    }
    for way in schema["anyOf"].as_array().into_iter().flatten() {
        walk(root, way, wrap, visit);
    }
}

/// What an object has to have at least.
fn needed(schema: &Value) -> Map<String, Value> {
    let demands = schema["allOf"].as_array().into_iter().flatten();
    let named = demands.filter_map(|demand| {
        let first = if demand["anyOf"].is_array() { &demand["anyOf"][0] } else { demand };
        first["required"][0].as_str()
    });
    named.map(|name| (name.to_owned(), json!(true))).collect()
}

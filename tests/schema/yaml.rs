//! YAML as an editor that knows YAML 1.2 reads it: numbers, `true` and nothing are what they look like.

use granit_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value, json};

/// A text as a value; `None` where it isn't YAML.
pub(crate) fn read(text: &str) -> Option<Value> {
    let mut open: Vec<Open> = Vec::new();
    let mut root = Value::Null;
    for event in Parser::new_from_str(text) {
        let value = match event.ok()?.0 {
            Event::SequenceStart(..) => {
                open.push(Open::List(Vec::new()));
                continue;
            }
            Event::MappingStart(..) => {
                open.push(Open::Mapping(Map::new(), None));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop()? {
                Open::List(items) => Value::Array(items),
                Open::Mapping(entries, _) => Value::Object(entries),
            },
            Event::Scalar(text, ScalarStyle::Plain, ..) => plain(&text),
            Event::Scalar(text, ..) => Value::String(text.into_owned()),
            Event::Alias(_) => return None,
            _ => continue,
        };
        match open.last_mut() {
            None => root = value,
            Some(Open::List(items)) => items.push(value),
            Some(Open::Mapping(entries, key)) => match key.take() {
                None => *key = Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned)),
                Some(key) => drop(entries.insert(key, value)),
            },
        }
    }
    Some(root)
}

/// A list or mapping that hasn't ended; a mapping with the key that waits for its value.
enum Open {
    List(Vec<Value>),
    Mapping(Map<String, Value>, Option<String>),
}

/// What a scalar without quotation marks is in the core schema.
fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => json!(true),
        "false" | "False" | "FALSE" => json!(false),
        _ => {
            let is_number = text.chars().all(|c| c.is_ascii_digit() || "+-.eE".contains(c))
                && text.contains(|c: char| c.is_ascii_digit());
            let whole = text.parse::<i64>().ok().map(|number| json!(number));
            let number = || whole.or_else(|| Some(json!(text.parse::<f64>().ok()?)));
            is_number.then(number).flatten().unwrap_or_else(|| json!(text))
        }
    }
}

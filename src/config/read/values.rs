//! What `{{ name }}` stands for: the values of the layers below, filled in and added to.

use std::collections::BTreeMap;

use super::text::Tongue;
use crate::config::{Ask, Config, keys};
use crate::data::{Entry, Fields, Named, Value};
use crate::text::{Location, Rule, next_value, phrase};

/// The values of a site.
pub(super) struct Values {
    pub(super) values: BTreeMap<String, String>,
    pub(super) asks: BTreeMap<String, Ask>,
}

/// Reads the values. Each is a text, a text per language, or a request to the layers above: `required`, or
/// `{required: true, value: …}` with what it is until somebody fills it in.
pub(super) fn read(fields: &mut Fields<'_>, below: Option<&Config>, tongue: &Tongue<'_>) -> Values {
    let mut values = below.map(|below| below.values.clone()).unwrap_or_default();
    let mut asks = below.map(|below| below.asks.clone()).unwrap_or_default();
    asks.values_mut().for_each(|ask| ask.is_from_below = true);
    for entry in fields.map(Named::same("values")) {
        if !is_name(fields, &entry) {
            continue;
        }
        let Entry { key, key_span, node } = entry;
        let at = Location::new(fields.path().clone(), key_span);
        let asked = match &node.value {
            Value::Mapping(entries) => entries.iter().any(|entry| keys::REQUIRED.is(&entry.key)),
            Value::Scalar(word) => keys::REQUIRED.is(word),
            Value::Null | Value::List(_) => false,
        };
        let value = if !asked {
            tongue.choose(fields, node)
        } else if let Value::Mapping(_) = node.value {
            let path = fields.path().clone();
            let mut inner = Fields::new(&path, node, fields.diagnostics());
            inner.flag(keys::REQUIRED);
            let value = tongue.text(&mut inner, keys::VALUE);
            inner.finish();
            value
        } else {
            None
        };
        if asked {
            asks.insert(key.clone(), Ask { at, is_from_below: false });
        } else if value.is_some() {
            asks.remove(&key);
        }
        if let Some(value) = value {
            if next_value(&value.value).is_some() {
                fields.tell(
                    Rule::WrongType,
                    value.span,
                    phrase!("een waarde kan geen andere waarde bevatten", "a value can't hold another value"),
                    phrase!("schrijf het woord zelf", "write the word itself"),
                );
            }
            values.insert(key, value.value);
        }
    }
    Values { values, asks }
}

fn is_name(fields: &mut Fields<'_>, entry: &Entry) -> bool {
    let key = &entry.key;
    let is_name = key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if !is_name {
        fields.tell(
            Rule::WrongType,
            entry.key_span,
            phrase!("`{key}` kan geen naam van een waarde zijn", "`{key}` can't be the name of a value"),
            phrase!("gebruik kleine letters, cijfers en `_`", "use lower-case letters, digits and `_`"),
        );
    }
    is_name
}

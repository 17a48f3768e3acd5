//! What templates can call: the words, numbers and icons of a theme.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::Strings;
use crate::document::escape;

/// The filters of templates: `text`, `forms`, `number`, `icon` and `lang`. Nothing else is registered, so that a template can
/// reach neither files nor network, clock or environment. They are no functions, because Tera makes a map of arguments
/// for each call of one, and a page has a hundred.
pub(super) fn register(tera: &mut Tera, strings: &Strings, icons: BTreeMap<String, String>) {
    let strings = Arc::new(strings.clone());
    let words = Arc::clone(&strings);
    let plain: FxHashMap<String, Value> =
        strings.texts().into_iter().map(|(key, text)| (key.to_owned(), Value::from(text))).collect();
    tera.register_filter("text", move |key: &str, kwargs: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let mut arguments = Vec::new();
        for (name, value) in kwargs.iter() {
            let name = name.as_str().unwrap_or_default();
            // The number that asks for a form is grouped with its text; the others here.
            let number = value.as_u64().filter(|_| name != "n");
            arguments.push((name, number.map_or_else(|| value.to_string(), |n| words.number(n))));
        }
        let text = if arguments.is_empty() {
            plain.get(key).cloned()
        } else {
            words.format(key, &arguments).map(Value::from)
        };
        text.ok_or_else(|| tera::Error::message(format!("there is no interface string `{key}`")))
    });
    let counted = Arc::clone(&strings);
    tera.register_filter("forms", move |key: &str, _: Kwargs, _: &State<'_>| -> TeraResult<String> {
        let forms = counted.forms(key);
        let forms = forms.ok_or_else(|| tera::Error::message(format!("`{key}` has no plural forms")))?;
        Ok(serde_json::to_string(&forms).expect("texts are plain data"))
    });
    tera.register_filter("number", move |n: u64, _: Kwargs, _: &State<'_>| strings.number(n));
    let icons: FxHashMap<String, Value> =
        icons.into_iter().map(|(name, svg)| (name, Value::safe_string(&svg))).collect();
    tera.register_filter("icon", move |name: &str, _: Kwargs, _: &State<'_>| -> TeraResult<Value> {
        let icon = icons.get(name).or_else(|| icons.get("tag")).cloned();
        icon.ok_or_else(|| tera::Error::message(format!("there is no icon `{name}`")))
    });
    let nothing = Value::safe_string("");
    tera.register_filter("lang", move |foreign: &Value, _: Kwargs, _: &State<'_>| -> Value {
        let part = |name: &'static str| foreign.get_from_path(name).and_then(Value::as_str);
        let (Some(lang), Some(dir)) = (part("lang"), part("dir")) else { return nothing.clone() };
        let mut attributes = String::from(" lang=\"");
        escape(lang, &mut attributes);
        attributes.push_str("\" dir=\"");
        escape(dir, &mut attributes);
        attributes.push('"');
        Value::safe_string(&attributes)
    });
}

//! What `{{ name }}` stands for: the values of the layers below, filled in and added to.

use std::collections::BTreeMap;

use super::text::Tongue;
use crate::calendar::{SHOWN_FROM, read_hours};
use crate::config::{Ask, Config, Placeholder, ValueHours, ValueType, type_of};
use crate::data::{Entry, Fields, KeyName, Node, Read, Value, email, phone, web_address};
use crate::model::{keys, plain_number};
use crate::text::{Diagnostic, LONGEST_VALUE, Location, Rule, Severity, dialed, next_value, phrase};

/// The values of a site.
#[derive(Default)]
pub(super) struct SiteValues {
    pub(super) values: BTreeMap<String, String>,
    pub(super) asks: BTreeMap<String, Ask>,
    pub(super) placeholders: BTreeMap<String, Placeholder>,
    pub(super) types: BTreeMap<String, ValueType>,
    pub(super) hours: BTreeMap<String, ValueHours>,
}

/// Reads the values. Each is a text, a text per language, or says more of itself: a request to the layers above, as
/// `required` or `{required: true, value: …}` with what it is until a site fills it in; an example that no site may be
/// published with, as `{placeholder: …}`; what it has to be, as `{type: phone, value: …}`; or when somebody answers, as
/// `{value: …, opening_hours: …, otherwise: …}`.
pub(super) fn read(fields: &mut Fields<'_>, below: Option<&Config>, tongue: &Tongue<'_>) -> SiteValues {
    let mut values = below.map(of_layer_below).unwrap_or_default();
    for entry in fields.map(KeyName::same("values")) {
        if !is_name(fields, &entry) {
            continue;
        }
        let Entry { key, key_span, node } = entry;
        let at = Location::new(fields.path().clone(), key_span);
        let ValueEntry { mut value, is_asked, mut placeholder, value_type, hours } =
            said(fields, node, tongue);
        for text in value.iter_mut().chain(&mut placeholder) {
            shorten(fields, text);
        }
        values.types.extend(value_type.map(|value_type| (key.clone(), value_type)));
        if is_asked {
            values.asks.insert(key.clone(), Ask { at: at.clone(), is_from_below: false });
        } else if value.is_some() || placeholder.is_some() {
            values.asks.remove(&key);
        }
        // Those of the site below are about its own number.
        if let Some(hours) = hours {
            values.hours.insert(key.clone(), hours);
        } else if value.is_some() {
            values.hours.remove(&key);
        }
        for text in value.iter().chain(&placeholder) {
            check(fields, text, type_of(&values.types, &key));
            check_article(fields, text, &key);
        }
        if let Some(text) = &placeholder {
            let text = text.value.clone();
            let placeholder = Placeholder { text, at: at.clone(), stands_at: Some(at.clone()) };
            values.placeholders.insert(key.clone(), placeholder);
        }
        if let Some(Read { value, .. }) = value.or(placeholder) {
            if let Some(placeholder) = values.placeholders.get_mut(&key) {
                placeholder.stands_at = is_same(&value, &placeholder.text).then_some(at);
            }
            values.values.insert(key, value);
        }
    }
    values
}

fn of_layer_below(below: &Config) -> SiteValues {
    let mut asks = below.asks.clone();
    asks.values_mut().for_each(|ask| ask.is_from_below = true);
    SiteValues {
        values: below.values.clone(),
        asks,
        placeholders: below.placeholders.clone(),
        types: below.value_types.clone(),
        hours: below.value_hours.clone(),
    }
}

/// What a line under `values` says.
struct ValueEntry {
    value: Option<Read<String>>,
    is_asked: bool,
    placeholder: Option<Read<String>>,
    value_type: Option<ValueType>,
    hours: Option<ValueHours>,
}

fn said(fields: &mut Fields<'_>, node: Node, tongue: &Tongue<'_>) -> ValueEntry {
    let speaks_of_itself = match &node.value {
        Value::Mapping(entries) => entries.iter().any(|entry| {
            [keys::REQUIRED, keys::PLACEHOLDER, keys::TYPE, keys::OPENING_HOURS]
                .iter()
                .any(|key| key.is(&entry.key))
        }),
        Value::Scalar(word) if keys::REQUIRED.is(word) => {
            return ValueEntry {
                value: None,
                is_asked: true,
                placeholder: None,
                value_type: None,
                hours: None,
            };
        }
        Value::Scalar(_) | Value::Null | Value::List(_) => false,
    };
    if !speaks_of_itself {
        let value = tongue.choose(fields, node);
        return ValueEntry { value, is_asked: false, placeholder: None, value_type: None, hours: None };
    }
    let path = fields.path().clone();
    let mut inner = Fields::new(&path, node, fields.diagnostics());
    let is_asked = inner.has(keys::REQUIRED);
    inner.flag(keys::REQUIRED);
    let hours = inner.text(keys::OPENING_HOURS).and_then(|hours| read_hours(&mut inner, hours, SHOWN_FROM));
    let otherwise = tongue.text(&mut inner, keys::OTHERWISE).map(|otherwise| otherwise.value);
    let said = ValueEntry {
        value: tongue.text(&mut inner, keys::VALUE),
        is_asked,
        placeholder: tongue.text(&mut inner, keys::PLACEHOLDER),
        value_type: inner.choice(keys::TYPE, &ValueType::CHOICES).map(|value_type| value_type.value),
        hours: hours.map(|hours| ValueHours { hours: hours.value, otherwise }),
    };
    inner.finish();
    said
}

/// Cuts off a value that is longer than one can be: a text can show it thousands of times.
fn shorten(fields: &mut Fields<'_>, Read { value, span }: &mut Read<String>) {
    if value.len() > LONGEST_VALUE {
        value.truncate(value.floor_char_boundary(LONGEST_VALUE));
        fields.report(
            Rule::TooLarge,
            *span,
            phrase!(
                "deze waarde is te lang: het meeste is {LONGEST_VALUE} letters",
                "this value is too long: the most is {LONGEST_VALUE} letters"
            ),
            phrase!(
                "zet een lange tekst in een document, en verwijs daarheen",
                "put a long text into a document, and refer to that"
            ),
        );
    }
}

/// Reports a value that can't be one, or not one of its type.
fn check(fields: &mut Fields<'_>, Read { value, span }: &Read<String>, value_type: ValueType) {
    if next_value(value).is_some() {
        fields.report(
            Rule::WrongType,
            *span,
            phrase!("een waarde kan geen andere waarde bevatten", "a value can't hold another value"),
            phrase!("schrijf het woord zelf", "write the word itself"),
        );
        return;
    }
    let read = Read { value: value.clone(), span: *span };
    match value_type {
        ValueType::Text => None,
        ValueType::Phone => phone(fields, read),
        ValueType::Email => email(fields, read),
        ValueType::Url => web_address(fields, read),
    };
}

/// The values that texts write an article before: `het {{ team }}`.
const WITH_ARTICLE: [&str; 2] = ["gemeente", "team"];

/// Reports a value with an article of its own, which texts would double.
fn check_article(fields: &mut Fields<'_>, Read { value, span }: &Read<String>, name: &str) {
    let article = ["het", "de", "een", "ons", "the"].into_iter().find(|article| {
        let rest = value.get(..article.len()).filter(|start| start.eq_ignore_ascii_case(article));
        rest.is_some() && value[article.len()..].starts_with(' ')
    });
    let Some(article) = article.filter(|_| WITH_ARTICLE.contains(&name)) else { return };
    let message = phrase!(
        "de waarde `{name}` begint met `{article}`, en in de teksten staat al een lidwoord: `het {value}`",
        "the value `{name}` begins with `{article}`, and the texts have an article already: `het {value}`"
    );
    let rest = value[article.len()..].trim_start();
    let hint = phrase!("schrijf alleen `{rest}`", "write only `{rest}`");
    let at = Location::new(fields.path().clone(), *span);
    let diagnostic = Diagnostic::new(Rule::WrongType, message).at(at).hint(hint);
    fields.diagnostics().push(Diagnostic { severity: Severity::Warning, ..diagnostic });
}

/// Whether a value is an example, however it is written.
fn is_same(value: &str, example: &str) -> bool {
    let plain =
        |text: &str| dialed(text).map_or_else(|| text.trim().to_lowercase(), |digits| plain_number(&digits));
    plain(value) == plain(example)
}

fn is_name(fields: &mut Fields<'_>, entry: &Entry) -> bool {
    let key = &entry.key;
    let is_name = key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if !is_name {
        fields.report(
            Rule::WrongType,
            entry.key_span,
            phrase!("`{key}` kan geen naam van een waarde zijn", "`{key}` can't be the name of a value"),
            phrase!("gebruik kleine letters, cijfers en `_`", "use lower-case letters, digits and `_`"),
        );
    }
    is_name
}

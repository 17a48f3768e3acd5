//! From the mapping of a provision to what it says in each column.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Said;
use super::forms::Forms;
use crate::data::{Entry, Fields, KeyName, Read, Value};
use crate::document::{FieldValue, field_values};
use crate::model::{Column, ColumnForm, Language, Status, keys};
use crate::text::{Phrase, Rule, Span, phrase};

/// What a provision says.
pub(super) struct ReadColumns {
    /// By the id of the column.
    pub(super) said: BTreeMap<Cow<'static, str>, Said>,
    /// Where each value in the site's own language stands, by the same ids.
    places: BTreeMap<Cow<'static, str>, Vec<Span>>,
}

impl ReadColumns {
    /// The texts of a built-in column, with their places.
    pub(super) fn texts(&self, key: KeyName) -> Vec<Read<String>> {
        let own = self.said.get(key.en).map_or(&[] as &[FieldValue], |said| &said.own);
        let texts = own.iter().map(|value| super::text_of(value).unwrap_or_default().to_owned());
        texts.zip(self.places(key)).map(|(value, span)| Read { value, span: *span }).collect()
    }

    /// Where the first value of each column stands, by the id of the column.
    pub(super) fn first_places(&self) -> impl Iterator<Item = (&str, Span)> {
        self.places.iter().filter_map(|(id, places)| Some((&**id, *places.first()?)))
    }

    /// Where the values of a built-in column stand.
    pub(super) fn places(&self, key: KeyName) -> &[Span] {
        self.places.get(key.en).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, column: &Column<'_>, said: Said, places: Vec<Span>) {
        let id =
            column.name.map_or_else(|| Cow::Owned(column.field.id.clone()), |name| Cow::Borrowed(name.en));
        self.places.insert(id.clone(), places);
        self.said.insert(id, said);
    }

    fn is_draft(&self) -> bool {
        let status = self.said.get(keys::STATUS.en).and_then(|said| said.own.first());
        status == Some(&FieldValue::from(Status::Draft))
    }
}

/// Reads every column of a provision. `of` says which one it is; one that is hidden may lack anything, and so may one that
/// somebody is still working on.
pub(super) fn read<'d>(
    fields: &mut Fields<'d>,
    columns: &'d [Column<'_>],
    forms: &Forms<'_>,
    is_hidden: bool,
    of: &Phrase,
) -> ReadColumns {
    let mut read = ReadColumns { said: BTreeMap::new(), places: BTreeMap::new() };
    let mut missing = Vec::new();
    for column in columns {
        let n_diagnostics = fields.diagnostics().len();
        match fields.take_named(column.names()).and_then(|entry| said(fields, column, forms, entry)) {
            Some((said, places)) => read.add(column, said, places),
            // What is there but can't be read was reported already.
            None if column.field.is_required && fields.diagnostics().len() == n_diagnostics => {
                missing.push(column)
            }
            None => {}
        }
        let usual = column.usual.filter(|_| !read.said.contains_key(column.field.id.as_str()));
        let usual = usual.and_then(|usual| column.form.choices().iter().position(|choice| *choice == usual));
        if let Some(usual) = usual {
            read.add(column, Said::plain(vec![FieldValue::Choice(usual)]), Vec::new());
        }
    }
    if !is_hidden && !read.is_draft() {
        missing.iter().for_each(|column| fields.missing_named(column.names(), of));
    }
    read
}

/// What a column says, with the places of what is in the site's own language; `None` where it says nothing.
fn said(
    fields: &mut Fields<'_>,
    column: &Column<'_>,
    forms: &Forms<'_>,
    entry: Entry,
) -> Option<(Said, Vec<Span>)> {
    if column.is_translated() && matches!(entry.node.value, Value::Mapping(_)) {
        return by_language(fields, column, forms, entry);
    }
    let (own, places) = apart(values(fields, column, forms, entry));
    (!own.is_empty()).then(|| (Said::plain(own), places))
}

fn values(
    fields: &mut Fields<'_>,
    column: &Column<'_>,
    forms: &Forms<'_>,
    entry: Entry,
) -> Vec<Read<FieldValue>> {
    if matches!(column.form, ColumnForm::Declared | ColumnForm::Term) {
        return match entry.node.value {
            Value::Null => Vec::new(),
            _ => field_values(fields, &column.field, entry),
        };
    }
    let items = match entry.node.value {
        Value::List(items) if column.field.is_many => items,
        _ => vec![entry.node],
    };
    let values = items.into_iter().filter_map(|item| {
        let read = fields.scalar(item)?;
        forms.value(fields, column.form, read)
    });
    values.collect()
}

fn apart(read: Vec<Read<FieldValue>>) -> (Vec<FieldValue>, Vec<Span>) {
    read.into_iter().map(|Read { value, span }| (value, span)).unzip()
}

/// What a column says in several languages.
fn by_language(
    fields: &mut Fields<'_>,
    column: &Column<'_>,
    forms: &Forms<'_>,
    entry: Entry,
) -> Option<(Said, Vec<Span>)> {
    let Entry { key: name, key_span: name_span, node } = entry;
    let Value::Mapping(entries) = node.value else { return None };
    let own = forms.language;
    let (mut said, mut own_places) = (Said::default(), Vec::new());
    for Entry { key, key_span, node } in entries {
        let Some(language) = Language::of_key(fields, &key, key_span) else { continue };
        let entry = Entry { key: name.clone(), key_span: name_span, node };
        let (values, places) = apart(values(fields, column, forms, entry));
        let Some(first) = places.first() else { continue };
        let is_there =
            if language == *own { !said.own.is_empty() } else { said.others.contains_key(&language) };
        if is_there {
            fields.report(
                Rule::DuplicateKey,
                *first,
                phrase!("dit staat er in `{language}` al", "this is there in `{language}` already"),
                phrase!("haal een van de twee weg", "take one of the two away"),
            );
        } else if language == *own {
            (said.own, own_places) = (values, places);
        } else {
            said.others.insert(language, values);
        }
    }
    if said.own.is_empty() {
        own.report_missing(fields, node.span);
    }
    (said != Said::default()).then_some((said, own_places))
}

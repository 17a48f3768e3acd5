//! From the mapping of a provision to what it says in each column.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Said;
use super::forms::Forms;
use super::made_of::MadeOf;
use crate::data::{Entry, Fields, Read, Value};
use crate::document::{FieldValue, field_values};
use crate::model::{Column, ColumnForm, Language, Status, keys};
use crate::text::{Located, Location, Phrase, Rule, phrase};

/// What a provision says, by the id of the column: of a built-in one its English name.
pub(super) type SaidByColumn = BTreeMap<Cow<'static, str>, Said>;

/// Reads every column of a provision. `of` says which one it is; one that is hidden may lack anything, and so may one that
/// somebody is still working on.
pub(super) fn read<'d>(
    fields: &mut Fields<'d>,
    columns: &'d [Column<'_>],
    forms: &Forms<'_>,
    is_partial: bool,
    of: &Phrase,
) -> SaidByColumn {
    let mut found = SaidByColumn::new();
    let mut missing = Vec::new();
    for column in columns {
        let n_diagnostics = fields.diagnostics().len();
        match fields.take_named(column.names()).and_then(|entry| said(fields, column, forms, entry)) {
            Some(said) => drop(found.insert(id(column), said)),
            // What is there but can't be read was reported already.
            None if column.field.is_required && fields.diagnostics().len() == n_diagnostics => {
                missing.push(column)
            }
            None => {}
        }
        if column.name.is_none() {
            // What a column holds that a layer below declares is decided there, and may be decided anew.
            fields.maybe_from_below(n_diagnostics);
        }
        let usual = column.usual.filter(|_| !found.contains_key(column.field.id.as_str()));
        let usual = usual.and_then(|usual| column.form.choices().iter().position(|choice| *choice == usual));
        if let Some(usual) = usual {
            let usual = Located::new(FieldValue::Choice(usual), Location::file(fields.path().clone()));
            found.insert(id(column), Said::plain(vec![usual]));
        }
    }
    if !is_partial && !is_draft(&found) {
        let n_diagnostics = fields.diagnostics().len();
        missing.iter().for_each(|column| fields.missing_named(column.names(), of));
        // What only says something else than one below is no whole one once that is gone.
        fields.maybe_from_below(n_diagnostics);
    }
    found
}

/// The id of a column, by which what is said in it is found.
fn id(column: &Column<'_>) -> Cow<'static, str> {
    column.name.map_or_else(|| Cow::Owned(column.field.id.clone()), |name| Cow::Borrowed(name.en))
}

fn is_draft(found: &SaidByColumn) -> bool {
    let status = found.get(keys::STATUS.en).and_then(|said| said.own.first());
    status.is_some_and(|status| status.value == FieldValue::from(Status::Draft))
}

/// What a column says; `None` where it says nothing.
fn said(fields: &mut Fields<'_>, column: &Column<'_>, forms: &Forms<'_>, entry: Entry) -> Option<Said> {
    if column.is_translated() && matches!(entry.node.value, Value::Mapping(_)) {
        return by_language(fields, column, forms, entry);
    }
    let own = values(fields, column, forms, entry);
    (!own.is_empty()).then(|| Said::plain(own))
}

fn values(
    fields: &mut Fields<'_>,
    column: &Column<'_>,
    forms: &Forms<'_>,
    entry: Entry,
) -> Vec<Located<FieldValue>> {
    let path = fields.path().clone();
    let located =
        |Read { value, span }: Read<FieldValue>| Located::new(value, Location::new(path.clone(), span));
    if matches!(column.form, ColumnForm::Declared | ColumnForm::Term) {
        return match entry.node.value {
            Value::Null => Vec::new(),
            _ => field_values(fields, &column.field, entry).into_iter().map(located).collect(),
        };
    }
    let items = match entry.node.value {
        Value::List(items) if column.field.is_many => items,
        _ => vec![entry.node],
    };
    let holds_words = matches!(column.form, ColumnForm::Text | ColumnForm::Topic);
    // Where something was found may well be a day.
    let is_of_words = holds_words && column.name != Some(keys::SOURCE);
    let values = items.into_iter().filter_map(|item| {
        let read = fields.scalar(item)?;
        if let Some(made) = MadeOf::of(&read.value).filter(|_| is_of_words) {
            let (message, hint) = made.phrases(&read.value);
            fields.report(Rule::WrongType, read.span, message, hint);
            return None;
        }
        forms.value(fields, column.form, read).map(located)
    });
    values.collect()
}

/// What a column says in several languages.
fn by_language(
    fields: &mut Fields<'_>,
    column: &Column<'_>,
    forms: &Forms<'_>,
    entry: Entry,
) -> Option<Said> {
    let Entry { key: name, key_span: name_span, node } = entry;
    let Value::Mapping(entries) = node.value else { return None };
    let own = forms.language;
    let mut said = Said::default();
    let mut is_own_there = false;
    for Entry { key, key_span, node } in entries {
        let Some(language) = Language::of_key(fields, &key, key_span) else { continue };
        is_own_there |= language == *own && !matches!(node.value, Value::Null);
        let entry = Entry { key: name.clone(), key_span: name_span, node };
        let values = values(fields, column, forms, entry);
        let Some(first) = values.first() else { continue };
        let is_there =
            if language == *own { !said.own.is_empty() } else { said.others.contains_key(&language) };
        if is_there {
            fields.report(
                Rule::DuplicateKey,
                first.at.span,
                phrase!("dit staat er in `{language}` al", "this is there in `{language}` already"),
                phrase!("haal een van de twee weg", "take one of the two away"),
            );
        } else if language == *own {
            said.own = values;
        } else {
            said.others.insert(language, values);
        }
    }
    // What is there but can't be read was reported already.
    if said.own.is_empty() && !is_own_there {
        own.report_missing(fields, node.span);
    }
    (said != Said::default()).then_some(said)
}

//! The columns of a provision as a page shows them.

use std::collections::BTreeMap;

use super::field;
use super::shared::Shared;
use super::view::{FieldValueView, FieldView, ForTeamsView, LinkView};
use crate::directory::{Provision, filled};
use crate::document::FieldValue;
use crate::model::{Column, ColumnForm, Shown, keys};

/// What a page shows of a provision besides what the theme knows by itself, by where it stands; each in the order of the model.
#[derive(Default)]
pub(super) struct ShownColumns {
    /// What the theme has a place for, by the name of the column.
    pub(super) named: BTreeMap<String, FieldView>,
    pub(super) facts: Vec<FieldView>,
    pub(super) sections: Vec<FieldView>,
}

/// What everybody may see.
pub(super) fn for_everybody(
    shared: &Shared<'_>,
    provision: &Provision,
    columns: &[Column<'_>],
) -> ShownColumns {
    let mut shown = ShownColumns::default();
    for column in columns.iter().filter(|column| !column.is_for_teams()) {
        let view = || view(shared, provision, column);
        match column.field.shown {
            Shown::Facts => shown.facts.extend(view()),
            Shown::Section => shown.sections.extend(view()),
            Shown::No if column.is_placed => {
                shown.named.extend(view().map(|view| (view.id.clone(), view)));
            }
            Shown::No | Shown::Apart => {}
        }
    }
    shown
}

/// What only teams should see, and behind it where what is known was found.
pub(super) fn for_teams(shared: &Shared<'_>, provision: &Provision, columns: &[Column<'_>]) -> ForTeamsView {
    let own = columns.iter().filter(|column| column.is_for_teams());
    let source = columns.iter().filter(|column| column.name == Some(keys::SOURCE));
    let fields = own.chain(source).filter_map(|column| view(shared, provision, column));
    ForTeamsView { fields: fields.collect() }
}

/// A column; `None` where the provision says nothing in it.
fn view(shared: &Shared<'_>, provision: &Provision, column: &Column<'_>) -> Option<FieldView> {
    let site = shared.site;
    let own = site.own_config.source_language();
    let (values, is_translated) = provision.in_column(column)?.for_readers_of(&site.config.language);
    let language = if is_translated { &site.config.language } else { own };
    let values_of_site = site.values().of(language);
    let views: Vec<FieldValueView> = values
        .iter()
        .filter_map(|located| match &located.value {
            FieldValue::Choice(term) if column.form == ColumnForm::Term => self::term(shared, column, *term),
            value => field::plain(shared, &column.field, &filled(value, values_of_site)),
        })
        .collect();
    let foreign = column.field.holds.is_in_words().then(|| shared.foreign(language)).flatten();
    (!views.is_empty())
        .then(|| FieldView { foreign, ..field::view(shared, &column.field, &word(column), views) })
}

/// A term, which has a page of its own.
fn term(shared: &Shared<'_>, column: &Column<'_>, place: usize) -> Option<FieldValueView> {
    let term = shared.term(&column.field.id, &column.field.holds.option(place)?.id)?;
    let (text, url) = (term.title.clone(), term.url.clone());
    let link = LinkView { title: text.clone(), url, foreign: None };
    Some(FieldValueView { text, link: Some(link), ..FieldValueView::default() })
}

/// The interface string that names a built-in column.
fn word(column: &Column<'_>) -> String {
    let name = column.field.id.replace('_', "-");
    match column.name {
        Some(keys::SOURCE) => format!("team-{name}"),
        _ if column.is_for_teams() => name,
        _ => format!("place-{name}"),
    }
}

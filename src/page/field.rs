//! The declared fields of a document as a page shows them.

use std::sync::Arc;

use super::html::Html;
use super::shared::Shared;
use super::view::{FieldValueView, FieldView};
use super::written::{call_address, shown};
use super::{hours, recurrence};
use crate::document::{FieldValue, FieldValues};
use crate::edition::ResolvedDocument;
use crate::model::{Field, FieldType, Shown};
use crate::text::Located;

/// The declared fields of a document, by where a page shows them; each in the order of the model.
#[derive(Default)]
pub(super) struct ShownFields {
    pub(super) facts: Vec<FieldView>,
    pub(super) sections: Vec<FieldView>,
    pub(super) others: Vec<FieldView>,
}

impl ShownFields {
    /// Whether a page shows opening hours.
    pub(super) fn has_hours(&self) -> bool {
        let shown = self.facts.iter().chain(&self.sections);
        shown.flat_map(|field| &field.values).any(|value| value.hours.is_some())
    }
}

/// The fields that a document says something of.
pub(super) fn fields(shared: &Shared<'_>, html: &Html<'_, '_>, chosen: &ResolvedDocument) -> ShownFields {
    let mut shown = ShownFields::default();
    for (id, field) in shared.site.config.model.fields() {
        let in_outline = values(shared, html, field, chosen.outline.fields.get(id));
        let in_body = values(shared, html, field, chosen.body.fields.get(id));
        let values: Vec<FieldValueView> = in_outline.chain(in_body).collect();
        if values.is_empty() {
            continue;
        }
        let language = field.holds.is_in_words().then(|| chosen.language_of_named(&field.id));
        let foreign = language.and_then(|language| shared.foreign(language));
        let place = match field.shown {
            Shown::Facts => &mut shown.facts,
            Shown::Section => &mut shown.sections,
            Shown::No => &mut shown.others,
            Shown::Apart => continue,
        };
        place.push(FieldView { foreign, ..view(shared, field, &field.id, values) });
    }
    shown
}

/// A field with its values. `word` names the theme's word for it, where the site has none of its own.
pub(super) fn view(shared: &Shared<'_>, field: &Field, word: &str, values: Vec<FieldValueView>) -> FieldView {
    FieldView {
        id: field.id.clone(),
        title: field.title.clone().unwrap_or_else(|| shared.strings.get(word).to_owned()),
        icon: field.icon.clone().unwrap_or_else(|| "tag".to_owned()),
        holds: field.holds.name(),
        foreign: None,
        values,
    }
}

fn values<'v>(
    shared: &'v Shared<'_>,
    html: &'v Html<'_, '_>,
    field: &'v Field,
    values: &'v [Located<FieldValue>],
) -> impl Iterator<Item = FieldValueView> + 'v {
    values.iter().filter_map(|one| value(shared, html, field, &one.value))
}

/// One value; `None` where it names a document that isn't there.
fn value(
    shared: &Shared<'_>,
    html: &Html<'_, '_>,
    field: &Field,
    value: &FieldValue,
) -> Option<FieldValueView> {
    match value {
        FieldValue::Markdown(written) => Some(FieldValueView {
            html: Some(html.of_named_field(&written.tree, field)),
            ..FieldValueView::default()
        }),
        FieldValue::Group(inner) => {
            Some(FieldValueView { fields: group(shared, html, field, inner), ..FieldValueView::default() })
        }
        value => plain(shared, field, value),
    }
}

/// One value that is no Markdown and no group.
pub(super) fn plain(shared: &Shared<'_>, field: &Field, value: &FieldValue) -> Option<FieldValueView> {
    let text = |text: String| FieldValueView { text, ..FieldValueView::default() };
    Some(match value {
        FieldValue::Text(words) => text(words.clone()),
        FieldValue::Number(number) => text(self::number(shared, field, *number)),
        FieldValue::Date(date) => {
            FieldValueView { iso: Some(date.to_string()), ..text(shared.date(*date).text) }
        }
        FieldValue::Choice(place) => text(field.holds.option(*place)?.title.clone()),
        FieldValue::Reference(id) => {
            let link = shared.link(shared.site.named(id)?);
            FieldValueView { link: Some(link.clone()), ..text(link.title) }
        }
        FieldValue::Phone(number) => FieldValueView { url: call_address(number), ..text(number.clone()) },
        FieldValue::Email(address) => {
            FieldValueView { url: Some(format!("mailto:{address}")), ..text(address.clone()) }
        }
        FieldValue::Url(url) => FieldValueView { url: Some(url.clone()), ..text(shown(url)) },
        FieldValue::Hours(hours) => {
            let calendar = hours.calendar(shared.site.today);
            FieldValueView { hours: Some(Arc::new(hours::view(shared, &calendar))), ..text(String::new()) }
        }
        FieldValue::Recurrence(recurrence) => {
            text(recurrence::sentence(shared.strings, &shared.site.config.language, recurrence))
        }
        FieldValue::Flag(flag) => text(shared.strings.get(if *flag { "yes" } else { "no" }).to_owned()),
        FieldValue::Markdown(_) | FieldValue::Group(_) => return None,
        // The core shows these in its own way.
        FieldValue::Relation(..) | FieldValue::Fact(_) | FieldValue::Address(_) => return None,
    })
}

fn number(shared: &Shared<'_>, field: &Field, thousandths: i64) -> String {
    let sign = if thousandths < 0 { "\u{2212}" } else { "" };
    let digits = shared.strings.decimal(thousandths.unsigned_abs());
    match &field.holds {
        FieldType::Number(unit) if !unit.is_empty() => format!("{sign}{digits} {unit}"),
        _ => format!("{sign}{digits}"),
    }
}

/// The fields of a group. Those of a group within it stand beside its own, under the names of both.
fn group(shared: &Shared<'_>, html: &Html<'_, '_>, field: &Field, inner: &FieldValues) -> Vec<FieldView> {
    let FieldType::Group(fields) = &field.holds else { return Vec::new() };
    let mut views = Vec::new();
    for (id, written) in inner.by_field() {
        let Some(field) = fields.get(id.place()) else { continue };
        let own = view(shared, field, &field.id, values(shared, html, field, written).collect());
        if !matches!(field.holds, FieldType::Group(_)) {
            views.push(own);
            continue;
        }
        for value in own.values {
            let within = value.fields.into_iter();
            views.extend(
                within
                    .map(|within| FieldView { title: format!("{}: {}", own.title, within.title), ..within }),
            );
        }
    }
    views
}

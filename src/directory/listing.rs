//! The document that stands for a provision, so that it is found, linked and listed as every other one.

use std::sync::Arc;

use jiff::civil::Date;

use super::read::ProvisionEntry;
use super::stale::standing;
use super::{Provision, Said};
use crate::config::{CheckStanding, Freshness};
use crate::document::{Body, BodyLocations, Document, DocumentId, FieldValue, FieldValues, Outline, Status};
use crate::model::{Column, ColumnForm, FieldId, KindId, Language, keys};
use crate::text::{Digest, Located, Location};

/// The document of a provision. One that nobody has made sure of for too long is retired.
pub(super) fn document(
    found: &ProvisionEntry,
    columns: &[Column<'_>],
    language: &Language,
    freshness: &Freshness,
    today: Date,
) -> Document {
    let ProvisionEntry { provision, is_hidden: _, row: _, at, whole, values } = found;
    let is_expired = matches!(standing(provision, freshness, today), CheckStanding::Expired(_));
    let words = provision.texts(keys::TOPICS).map(|topic| topic.replace('-', " "));
    let organisation = provision.organisation().to_owned();
    let words = std::iter::once(organisation).chain(words).filter(|word| !word.is_empty());
    let status = if is_expired { Status::Retired } else { provision.status() };
    let offer = provision.text(keys::OFFER).unwrap_or_default().to_owned();
    let said = [
        (FieldId::TITLE, FieldValue::Text(provision.name().to_owned())),
        (FieldId::SUMMARY, FieldValue::Text(offer)),
        (FieldId::AUDIENCE, FieldValue::from(provision.audience())),
        (FieldId::STATUS, FieldValue::from(status)),
    ];
    let reviewed = provision.checked().map(|day| (FieldId::REVIEWED, FieldValue::Date(day)));
    let words = words.map(|word| (FieldId::KEYWORDS, FieldValue::Text(word)));
    let said = said.into_iter().chain(reviewed).chain(words);
    let outline = Outline {
        id: DocumentId::of_entry(keys::PROVISIONS.in_language(language), &provision.id),
        kind: KindId::PROVISION,
        path: at.path.clone(),
        language: language.clone(),
        derivation: None,
        given: Vec::new(),
        terms: terms(provision, columns),
        fields: FieldValues::new(said.map(|(id, value)| (id, Located::new(value, at.clone()))).collect()),
        headings: Vec::new(),
    };
    let body = Body {
        places: BodyLocations { values: values.clone(), ..BodyLocations::default() },
        ..Body::empty(Digest::of(provision), Location::new(at.path.clone(), *whole))
    };
    Document { outline: Arc::new(outline), body: Arc::new(body) }
}

/// The terms of facets that it has.
fn terms(provision: &Provision, columns: &[Column<'_>]) -> Vec<(String, String)> {
    let facets = columns.iter().filter(|column| column.form == ColumnForm::Term);
    let terms = facets.flat_map(|column| {
        let said = provision.in_column(column).into_iter().flat_map(Said::values);
        said.filter_map(|said| match &said.value {
            FieldValue::Choice(place) => {
                let term = column.field.holds.option(*place)?;
                Some((column.field.id.clone(), term.id.clone()))
            }
            _ => None,
        })
    });
    terms.collect()
}

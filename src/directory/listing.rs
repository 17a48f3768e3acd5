//! The document that stands for a provision, so that it is found, linked and listed as every other one.

use std::sync::Arc;

use jiff::civil::Date;

use super::read::ProvisionEntry;
use super::stale::standing;
use super::{FOLDER, Provision};
use crate::config::{CheckStanding, Freshness};
use crate::document::{Body, BodyLocations, Document, DocumentId, FieldValue, FieldValues, Outline, Status};
use crate::model::{FieldId, KindId, Language};
use crate::text::{Digest, Located, Location};

/// The document of a provision. One that nobody has made sure of for too long is retired.
pub(super) fn document(
    found: &ProvisionEntry,
    language: &Language,
    freshness: &Freshness,
    today: Date,
) -> Document {
    let ProvisionEntry {
        provision,
        is_hidden: _,
        at,
        whole,
        checked_at: _,
        hours_at: _,
        questions_at,
        values,
    } = found;
    let is_expired = matches!(standing(provision, freshness, today), CheckStanding::Expired(_));
    let Provision { id, name, organisation, offer, topics, checked, audience, status, .. } = provision;
    let words = topics.iter().map(|topic| topic.replace('-', " "));
    let words = std::iter::once(organisation.clone()).chain(words).filter(|word| !word.is_empty());
    let status = if is_expired { Status::Retired } else { *status };
    let said = [
        (FieldId::TITLE, FieldValue::Text(name.clone())),
        (FieldId::SUMMARY, FieldValue::Text(offer.own.clone())),
        (FieldId::AUDIENCE, FieldValue::from(*audience)),
        (FieldId::STATUS, FieldValue::from(status)),
    ];
    let reviewed = checked.map(|day| (FieldId::REVIEWED, FieldValue::Date(day)));
    let words = words.map(|word| (FieldId::KEYWORDS, FieldValue::Text(word)));
    let said = said.into_iter().chain(reviewed).chain(words);
    let outline = Outline {
        id: DocumentId::of_entry(FOLDER.in_language(language), id),
        kind: KindId::PROVISION,
        path: at.path.clone(),
        language: language.clone(),
        derivation: None,
        given: Vec::new(),
        terms: Vec::new(),
        fields: FieldValues::new(said.map(|(id, value)| (id, Located::new(value, at.clone()))).collect()),
        headings: Vec::new(),
    };
    let body = Body {
        places: BodyLocations {
            values: values.clone(),
            questions: questions_at.clone(),
            ..BodyLocations::default()
        },
        ..Body::empty(Digest::of(provision), Location::new(at.path.clone(), *whole))
    };
    Document { outline: Arc::new(outline), body: Arc::new(body) }
}

//! The document that stands for a provision, so that it is found, linked and listed as every other one.

use std::sync::Arc;

use jiff::civil::Date;

use super::read::ProvisionEntry;
use super::stale::standing;
use super::{FOLDER, Provision, Said, text_of};
use crate::config::{CheckStanding, Freshness, KindId, Language, keys};
use crate::document::{Body, BodyLocations, Document, DocumentId, Outline, Status};
use crate::model::{Column, Form};
use crate::text::{Digest, Location};

/// The document of a provision. One that nobody has made sure of for too long is retired.
pub(super) fn document(
    found: &ProvisionEntry,
    columns: &[Column<'_>],
    language: &Language,
    freshness: &Freshness,
    today: Date,
) -> Document {
    let ProvisionEntry { provision, is_hidden: _, at, whole, columns_at, questions_at, values } = found;
    let is_expired = matches!(standing(provision, freshness, today), CheckStanding::Expired(_));
    let words = provision.texts(keys::TOPICS).map(|topic| topic.replace('-', " "));
    let organisation = Some(provision.organisation().to_owned());
    let outline = Outline {
        status: if is_expired { Status::Retired } else { provision.status() },
        audience: provision.audience(),
        summary: provision.text(keys::OFFER).unwrap_or_default().to_owned(),
        terms: terms(provision, columns),
        keywords: organisation.into_iter().chain(words).filter(|word| !word.is_empty()).collect(),
        reviewed: provision.checked(),
        ..Outline::new(
            DocumentId::of_entry(FOLDER.in_language(language), &provision.id),
            KindId::PROVISION,
            at.path.clone(),
            language.clone(),
            provision.name().to_owned(),
        )
    };
    let body = Body {
        places: BodyLocations {
            values: values.clone(),
            questions: questions_at.clone(),
            fields: columns_at.clone(),
            ..BodyLocations::default()
        },
        ..Body::empty(Digest::of(provision), Location::new(at.path.clone(), *whole))
    };
    Document { outline: Arc::new(outline), body: Arc::new(body) }
}

/// The terms of facets that it has.
fn terms(provision: &Provision, columns: &[Column<'_>]) -> Vec<(String, String)> {
    let facets = columns.iter().filter(|column| column.form == Form::Term);
    let terms = facets.flat_map(|column| {
        let chosen = provision.in_column(column).into_iter().flat_map(Said::values).filter_map(text_of);
        chosen.map(|term| (column.field.id.clone(), term.to_owned()))
    });
    terms.collect()
}

//! The document that stands for a provision, so that it is found, linked and listed as every other one.

use std::sync::Arc;

use jiff::civil::Date;

use super::read::ProvisionEntry;
use super::stale::standing;
use super::{FOLDER, Provision};
use crate::config::{CheckStanding, Freshness};
use crate::document::{Body, BodyLocations, Document, DocumentId, Outline, Status};
use crate::model::{KindId, Language};
use crate::text::{Digest, Location};

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
    let outline = Outline {
        status: if is_expired { Status::Retired } else { *status },
        audience: *audience,
        summary: offer.own.clone(),
        keywords: std::iter::once(organisation.clone())
            .chain(words)
            .filter(|word| !word.is_empty())
            .collect(),
        reviewed: *checked,
        ..Outline::new(
            DocumentId::of_entry(FOLDER.in_language(language), id),
            KindId::PROVISION,
            at.path.clone(),
            language.clone(),
            name.clone(),
        )
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

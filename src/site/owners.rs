//! Who looks after which documents, and when each of those has to be reviewed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::order::TitleOrder;
use crate::config::{Config, ReviewStanding};
use crate::data::KeyName;
use crate::document::{DocumentId, Outline, Status};
use crate::edition::{Edition, ResolvedDocument};
use crate::model::{KindId, Language, keys};
use crate::text::slugify;

/// Somebody with the documents that they look after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// As written. Names that give the same address share it; none where nobody looks after the documents.
    pub names: BTreeSet<String>,
    /// What they are called in addresses.
    pub slug: String,
    /// Their documents: what has to be reviewed first comes first, what has no day comes last. Never empty.
    pub reviews: Vec<Review>,
}

/// A published document that has to be reviewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The document.
    pub id: DocumentId,
    /// How it stands today.
    pub standing: ReviewStanding,
}

impl Owner {
    /// How many of the documents stand so.
    pub fn count(&self, of: &[ReviewStanding]) -> usize {
        self.reviews.iter().filter(|review| of.contains(&review.standing)).count()
    }
}

/// What documents whose owner no address can hold are called in addresses.
const UNNAMED: KeyName = keys::OTHERS_PAGE;
/// What those are called that nobody looks after.
const NOBODY: KeyName = keys::NO_OWNER_PAGE;

/// Every owner, by the address. Provisions have dates of their own, when somebody last made sure of them.
pub(super) fn owners(edition: &Edition, order: &TitleOrder<'_>, config: &Config, today: Date) -> Vec<Owner> {
    let mut owners: BTreeMap<String, (BTreeSet<String>, Vec<Sorted>)> = BTreeMap::new();
    let documents = edition.documents.values().chain(edition.overdue.values());
    for ResolvedDocument { outline, .. } in documents {
        if outline.kind == KindId::PROVISION || outline.status() != Status::Published {
            continue;
        }
        let (names, reviews) = owners.entry(slug(outline, config.source_language())).or_default();
        names.extend(outline.owner().map(str::to_owned));
        let standing = outline.review_standing(config.review, today);
        let day = outline.review_by().unwrap_or(Date::MAX);
        let is_undated = outline.review_by().is_none();
        reviews
            .push(((is_undated, day, order.place(&outline.id)), Review { id: outline.id.clone(), standing }));
    }
    let sorted = owners.into_iter().map(|(slug, (names, mut reviews))| {
        reviews.sort_by_key(|(key, _)| *key);
        Owner { names, slug, reviews: reviews.into_iter().map(|(_, review)| review).collect() }
    });
    sorted.collect()
}

/// A review with what it is sorted by: whether it has no day, the day, and the place of the title.
type Sorted = ((bool, Date, usize), Review);

fn slug(outline: &Outline, language: &Language) -> String {
    match outline.owner().map(slugify) {
        None => NOBODY.in_language(language).to_owned(),
        Some(slug) if slug.is_empty() => UNNAMED.in_language(language).to_owned(),
        Some(slug) => slug,
    }
}

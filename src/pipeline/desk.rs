//! What editors get to know of a site beside its pages: every document with its files, what it stands to those below it,
//! and its translations.
//!
//! It shares everything with the site that it was taken from, so that taking it costs next to nothing; what there is to say
//! of a document is found out when somebody asks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::OutputPath;
use super::arrange::Arranged;
use crate::config::Config;
use crate::document::DocumentId;
use crate::edition::survey::{Standing, Surveyed};
use crate::edition::{Documents, Exclusion, ResolvedDocument};
use crate::model::Language;
use crate::page::Translations;
use crate::site::Layer;

/// The documents of a site as its editors see them.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// Those of the edition in the site's own language, in the order of ids.
    pub documents: Documents,
    /// Those that readers don't get, with why.
    pub left_out: BTreeMap<DocumentId, Exclusion>,
    /// How each document stands to those of the layers below; empty for a site that lies on none.
    pub standings: BTreeMap<DocumentId, Standing>,
    /// The languages of the site; its own comes first.
    pub languages: Vec<InLanguage>,
    /// The languages that each document is translated into.
    pub translations: Arc<Translations>,
    /// What the site configures, in its own language; `None` before there is a site.
    pub config: Option<Arc<Config>>,
    /// The layers, the lowest first and the site itself last.
    pub layers: Arc<Vec<Layer>>,
    /// The ways to the layers that were received from others, in which nobody is to write.
    pub received: BTreeSet<String>,
    /// The day for which it was made.
    pub today: Date,
}

/// A language of a site.
#[derive(Clone, Debug)]
pub struct InLanguage {
    /// Its tag.
    pub language: Language,
    /// What stands before every address in it: empty, or such as `ar/`.
    pub prefix: String,
    /// The documents whose translation is of an older original.
    pub drifted: BTreeSet<DocumentId>,
}

/// How far a document is translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TranslationState {
    /// It is written in that language.
    Original,
    /// It is.
    Done,
    /// It is, but from an older original.
    Behind,
    /// Readers get the original.
    Missing,
}

impl Desk {
    pub(super) fn of(
        arranged: &[Arranged],
        surveyed: &[Surveyed],
        translations: Arc<Translations>,
        received: BTreeSet<String>,
    ) -> Self {
        let site = &arranged.first().expect("a site has at least its own language").site;
        let is_of_document = |one: &&Surveyed| {
            let role = one.derived.as_ref().map(|derived| derived.piece.role);
            role != Some(crate::document::Role::Translation)
        };
        Self {
            documents: site.edition.documents.clone(),
            left_out: site.edition.left_out.clone(),
            standings: surveyed
                .iter()
                .filter(is_of_document)
                .map(|one| (one.id.clone(), one.standing))
                .collect(),
            languages: arranged
                .iter()
                .map(|Arranged { site, .. }| InLanguage {
                    language: site.edition.language.clone(),
                    prefix: site.prefix.clone(),
                    drifted: site.drifted.clone(),
                })
                .collect(),
            translations,
            config: Some(Arc::clone(&site.config)),
            layers: Arc::clone(&site.layers),
            received,
            today: site.today,
        }
    }

    /// The document that a page shows, in any language.
    pub fn document_of(&self, page: &OutputPath) -> Option<&ResolvedDocument> {
        let address = page.as_str().strip_suffix("/index.html")?;
        let ids = self.languages.iter().filter_map(|language| address.strip_prefix(language.prefix.as_str()));
        // The prefix of the site's own language is empty, so that it matches every address.
        ids.filter_map(|id| self.documents.get(id)).next_back()
    }

    /// How far a document is translated into a language of the site.
    pub fn translated(&self, document: &ResolvedDocument, into: &InLanguage) -> TranslationState {
        let id = &document.outline.id;
        if document.outline.language == into.language {
            TranslationState::Original
        } else if !self.translations.get(id).is_some_and(|languages| languages.contains(&into.language)) {
            TranslationState::Missing
        } else if into.drifted.contains(id) {
            TranslationState::Behind
        } else {
            TranslationState::Done
        }
    }

    /// The documents that lead to this one, by a link or a relation, in the order of ids.
    pub fn leading_to<'d>(
        &'d self,
        target: &'d ResolvedDocument,
    ) -> impl Iterator<Item = &'d ResolvedDocument> {
        let id = &target.outline.id;
        let leads = move |document: &&ResolvedDocument| {
            let relates = document.outline.relations().any(|(_, other, _)| other == id.as_str());
            relates || document.body.links().any(|link| crate::site::leads_to(link, target))
        };
        self.documents.values().filter(move |other| other.outline.id != *id).filter(leads)
    }
}

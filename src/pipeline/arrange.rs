//! A site in one language, arranged, with the pages that it will have.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::gather::Gathered;
use super::layers;
use super::{Inputs, OutputPath};
use crate::edition::drift::Sources;
use crate::edition::{Edition, ResolvedDocument, Stack};
use crate::page::{self, PageKey, Translations, keys};
use crate::site::{Setting, Site};
use crate::text::{Digest, SourcePath};

/// A site in one language and its pages, with the digest of everything they were arranged from.
pub(super) struct Arranged {
    pub(super) digest: Digest,
    pub(super) site: Site,
    pub(super) pages: Vec<(PageKey, OutputPath)>,
    /// The document that each page is made from.
    pub(super) sources: BTreeMap<OutputPath, SourcePath>,
}

/// What a site is arranged from, in the language that it is written in.
pub(super) fn setting(inputs: &Inputs, gathered: &Gathered) -> Setting {
    let Gathered { reference, configs, listed, .. } = gathered;
    Setting {
        config: Arc::clone(configs.own()),
        own_config: Arc::clone(configs.own()),
        layers: Arc::clone(&configs.original().layers),
        reference: Arc::new(reference.value.clone()),
        directory: Arc::new(listed.value.directory.clone()),
        files: Arc::new(layers::files(inputs)),
        today: inputs.today,
        mode: inputs.mode,
        readership: configs.readership,
    }
}

/// Arranges the site in the language of `setting`.
pub(super) fn arranged(digest: Digest, stacks: &[Stack], sources: &Sources, setting: Setting) -> Arranged {
    let values = setting.values();
    let edition = Edition::resolve(stacks, &setting.config.language, values, setting.reader());
    let site = Site::arrange(edition, sources, setting);
    let path = |key: &PageKey| {
        OutputPath::of_address(&page::address(&site, key)).expect("addresses are made of slugs")
    };
    let pages: Vec<(PageKey, OutputPath)> =
        keys(&site).into_par_iter().map(|key| (key.clone(), path(&key))).collect();
    let source = |key: &PageKey| document(&site, key).map(|document| document.top_path().clone());
    let sources = pages.iter().filter_map(|(key, path)| Some((path.clone(), source(key)?))).collect();
    Arranged { digest, site, pages, sources }
}

/// The languages that each document is translated into.
pub(super) fn translations(arranged: &[Arranged]) -> Translations {
    let mut translations = Translations::default();
    for Edition { language, documents, .. } in arranged.iter().skip(1).map(|other| &other.site.edition) {
        let translated = documents.iter().filter(|(_, chosen)| chosen.outline.language == *language);
        for (id, _) in translated {
            translations.entry(id.clone()).or_default().insert(language.clone());
        }
    }
    translations
}

/// The document that a page is made from.
pub(super) fn document<'s>(site: &'s Site, key: &PageKey) -> Option<&'s ResolvedDocument> {
    match key {
        PageKey::Document(id) => site.edition.documents.get(id),
        PageKey::List(kind, 1) => site.list_introduction(*kind),
        PageKey::Term(facet, term, 1) => {
            let facet = &site.config.model.facets[*facet];
            site.term_introduction(facet, &facet.terms[*term])
        }
        _ => None,
    }
}

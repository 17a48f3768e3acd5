//! What only the whole site can judge: one file per rule.
//!
//! [`document`] looks at one document in its site, so that an edit costs one look; [`site`] at what lies between
//! documents.

mod renamed;

mod broken_link;

mod dangling_relation;

mod few_documents;

mod glossary;

mod image;

mod long_word;

mod missing_audience;

mod missing_duty;

mod missing_translation;

mod near_duplicate;

mod no_phone;

mod orphan;

mod oversized_image;

mod same_address;

mod stale_review;

mod undefined_abbreviation;

mod unknown_fact;

mod unknown_question;

mod unknown_topic;

mod unknown_value;

mod urgent_website;

pub(crate) use stale_review::read_again;

use super::Site;
use crate::document::Sketch;
use crate::edition::ResolvedDocument;
use crate::text::Diagnostic;

/// Every rule that looks at one document in its site.
pub fn document(site: &Site, document: &ResolvedDocument) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    broken_link::check(site, document, &mut diagnostics);
    dangling_relation::check(site, document, &mut diagnostics);
    image::check(site, document, &mut diagnostics);
    long_word::check(site, document, &mut diagnostics);
    no_phone::check(site, document, &mut diagnostics);
    stale_review::check(site, document, &mut diagnostics);
    undefined_abbreviation::check(site, document, &mut diagnostics);
    unknown_fact::check(site, document, &mut diagnostics);
    unknown_question::check(site, document, &mut diagnostics);
    unknown_value::check(site, document, &mut diagnostics);
    urgent_website::check(site, document, &mut diagnostics);
    diagnostics
}

/// Every rule that looks at the site as a whole.
pub fn site(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    dangling_relation::footer(site, &mut diagnostics);
    few_documents::check(site, &mut diagnostics);
    glossary::check(site, &mut diagnostics);
    missing_duty::check(site, &mut diagnostics);
    missing_translation::check(site, &mut diagnostics);
    orphan::check(site, &mut diagnostics);
    oversized_image::check(site, &mut diagnostics);
    same_address::check(site, &mut diagnostics);
    stale_review::hidden(site, &mut diagnostics);
    unknown_topic::check(site, &mut diagnostics);
    diagnostics
}

/// Whether a site says for whom it is, where that matters.
pub fn audience(site: &Site, is_for_production: bool) -> Option<Diagnostic> {
    missing_audience::check(site, is_for_production)
}

/// The documents of a site that say nearly the same. It takes a while, and follows from their sketches and outlines alone: see
/// [`sketches`].
pub fn alike(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    near_duplicate::check(site, &mut diagnostics);
    diagnostics
}

/// What [`alike`] follows from, besides outlines.
pub fn sketches(site: &Site) -> Vec<&Sketch> {
    site.edition.documents.values().map(|document| &document.body.sketch).collect()
}

/// A site with these documents, for the tests of rules; each is its path and text.
#[cfg(test)]
pub(crate) mod testing {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::super::{Layer, Setting, Site};
    use crate::config;
    use crate::document::{self, DocumentFile, DocumentId, Identity, Role};
    use crate::edition::{self, Edition, Mode, Piece};
    use crate::text::{Source, SourcePath};

    const CONFIG: &str = "title: T\nvalues: {team: wijkteam}\nrelations:\n  vervolg-op: {title: Vervolg op, inverse: gevolgd-door}\n";

    pub(crate) fn site(sources: &[(&str, &str)]) -> Site {
        let path = |path: &str| SourcePath::new(path).expect("a sound path");
        let config = Arc::new(config::read(&Source::new(path("wijkgids.yaml"), CONFIG), None, None).value);
        let pieces = sources.iter().map(|(file, text)| {
            let file = path(file);
            let DocumentFile { id, kind, language: _ } =
                DocumentId::of_path(&file, &config.model).expect("a document").expect("a sound name");
            let (language, role) = (config.language.clone(), Role::Own);
            let identity = Identity { id, kind, language, role };
            let document = document::parse(&Source::new(file, text), identity, &config.model).value;
            Piece { layer: 0, role, document }
        });
        let stacks = edition::stacks(pieces.collect());
        let setting = Setting {
            own_config: Arc::clone(&config),
            layers: Arc::new(vec![Layer { title: String::new(), base_url: None, edit_url: None }]),
            reference: Arc::default(),
            directory: Arc::default(),
            files: Arc::default(),
            today: jiff::civil::date(2026, 11, 21),
            mode: Mode::Preview,
            readership: crate::config::Readership::Team,
            config,
        };
        let edition = Edition::resolve(&stacks, &setting.config.language, setting.values(), setting.reader());
        Site::arrange(edition, &BTreeMap::new(), setting)
    }

    /// The rule and English message of everything found in the first document.
    pub(crate) fn reported(sources: &[(&str, &str)]) -> Vec<String> {
        let site = site(sources);
        let (file, _) = sources[0];
        let id = file.trim_end_matches(".md");
        let document = site.document(id).expect("the first document");
        super::document(&site, document)
            .into_iter()
            .map(|diagnostic| format!("{}: {}", diagnostic.rule.name(), diagnostic.message.en))
            .collect()
    }
}

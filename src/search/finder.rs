//! What stays the same while documents change: the words of a language that were met, and what they mean alike.

use std::sync::Arc;

use rayon::prelude::*;

use super::analysis::Analysis;
use super::concepts::Concepts;
use super::counted::{self, Counted};
use super::entries;
use super::index::Index;
use super::lexicon::Lexicon;
use super::synonyms::Synonyms;
use crate::config::Language;
use crate::edition::Chosen;
use crate::site::Site;
use crate::text::Digest;

/// Counts the documents of the editions of one site in one language.
#[derive(Debug)]
pub struct Finder {
    lexicon: Arc<Lexicon>,
    concepts: Arc<Concepts>,
    synonyms: Digest,
}

/// A finder at work on one site.
#[derive(Debug)]
pub struct Counting<'f> {
    finder: &'f Finder,
    site: &'f Site,
    /// The digest of everything but the document that its count depends on.
    settings: Digest,
}

impl Finder {
    /// One for editions in a language.
    pub fn new(language: &Language, synonyms: &Synonyms) -> Self {
        let analysis = Analysis::of(language);
        let lexicon = Arc::new(Lexicon::new(analysis));
        let concepts = Arc::new(Concepts::new(&synonyms.completed(analysis), &lexicon));
        Self { lexicon, concepts, synonyms: Digest::of(synonyms) }
    }

    /// Takes other synonyms, where they are others.
    pub fn renew(&mut self, synonyms: &Synonyms) {
        let digest = Digest::of(synonyms);
        if digest != self.synonyms {
            let synonyms = synonyms.completed(self.lexicon.analysis);
            self.concepts = Arc::new(Concepts::new(&synonyms, &self.lexicon));
            self.synonyms = digest;
        }
    }

    /// Starts on a site.
    pub fn of<'f>(&'f self, site: &'f Site) -> Counting<'f> {
        Counting {
            finder: self,
            site,
            settings: Digest::of(&(&site.config, &site.own_config, self.synonyms)),
        }
    }
}

impl<'f> Counting<'f> {
    /// The documents that can be found, in the order of their ids.
    pub fn documents(&self) -> Vec<&'f Chosen> {
        entries::published(self.site)
    }

    /// The digest of everything that the count of a document comes from.
    pub fn digest(&self, document: &Chosen) -> Digest {
        entries::digest(self.site, document, self.settings)
    }

    /// Counts a document.
    pub fn count(&self, document: &Chosen) -> Counted {
        counted::count(entries::entry(self.site, document), &self.finder.lexicon, &self.finder.concepts)
    }

    /// The index of the documents, each with its digest.
    pub fn index(&self, counted: Vec<(Digest, Arc<Counted>)>) -> Index {
        let digests: Vec<Digest> = counted.iter().map(|(digest, _)| *digest).collect();
        // Another program may write other files of the same texts.
        let version = Digest::of(&(env!("CARGO_PKG_VERSION"), self.settings, digests));
        let documents = counted.into_iter().map(|(_, counted)| counted).collect();
        let facets = self.site.config.model.facets.clone();
        let Finder { lexicon, concepts, synonyms: _ } = self.finder;
        Index::new(Arc::clone(lexicon), Arc::clone(concepts), documents, facets, version)
    }
}

impl Index {
    /// The index of a site, made at once.
    pub fn of(site: &Site, synonyms: &Synonyms) -> Self {
        let finder = Finder::new(&site.edition.language, synonyms);
        let counting = finder.of(site);
        let documents = counting.documents();
        let count = |document: &&Chosen| (counting.digest(document), Arc::new(counting.count(document)));
        counting.index(documents.par_iter().map(count).collect())
    }
}

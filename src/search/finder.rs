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
use crate::edition::ResolvedDocument;
use crate::model::{Facet, Language};
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
        let lexicon = Arc::new(Lexicon::new(Analysis::of(language)));
        let concepts = concepts(synonyms, &lexicon);
        Self { lexicon, concepts, synonyms: Digest::of(synonyms) }
    }

    /// Takes other synonyms, where they are others.
    pub fn renew(&mut self, synonyms: &Synonyms) {
        let digest = Digest::of(synonyms);
        if digest != self.synonyms {
            self.concepts = concepts(synonyms, &self.lexicon);
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

fn concepts(synonyms: &Synonyms, lexicon: &Lexicon) -> Arc<Concepts> {
    Arc::new(Concepts::new(&synonyms.completed(lexicon.analysis), lexicon))
}

impl<'f> Counting<'f> {
    /// The documents that can be found, in the order of their ids.
    pub fn documents(&self) -> Vec<&'f ResolvedDocument> {
        entries::published(self.site)
    }

    /// The digest of everything that the count of a document comes from.
    pub fn digest(&self, document: &ResolvedDocument) -> Digest {
        entries::digest(self.site, document, self.settings)
    }

    /// Counts a document.
    pub fn count(&self, document: &ResolvedDocument) -> Counted {
        let Finder { lexicon, concepts, synonyms: _ } = self.finder;
        counted::count(self.digest(document), entries::entry(self.site, document), lexicon, concepts)
    }

    /// The index of the documents.
    pub fn index(&self, documents: Vec<Arc<Counted>>) -> Index {
        let digests: Vec<Digest> = documents.iter().map(|document| document.digest).collect();
        let digest = Digest::of(&(self.settings, digests));
        let facets = &self.site.config.model.facets;
        // One whose terms nobody uses here may be for teams alone.
        let is_there = |facet: &&Facet| facet.terms.iter().any(|term| self.site.has_page(facet, term));
        let facets = facets.iter().filter(is_there).cloned().collect();
        let Finder { lexicon, concepts, synonyms: _ } = self.finder;
        Index::new(Arc::clone(lexicon), Arc::clone(concepts), documents, facets, digest)
    }
}

impl Index {
    /// The index of a site, made at once.
    pub fn of(site: &Site, synonyms: &Synonyms) -> Self {
        let finder = Finder::new(&site.edition.language, synonyms);
        let counting = finder.of(site);
        let documents = counting.documents();
        counting.index(documents.par_iter().map(|document| Arc::new(counting.count(document))).collect())
    }
}

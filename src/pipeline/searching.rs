//! What can be found in a site, and whether that is what its editors want.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::arrange::Arranged;
use super::memo::Memo;
use super::memo::{Cached, memoize};
use super::render::Extras;
use super::{Inputs, OutputPath, layers};
use crate::model::{Language, files};
use crate::search::{Counted, Finder, Index, Synonyms, Trials};
use crate::text::{Checked, Diagnostic, Digest};

/// What the last run found out about searching.
#[derive(Default)]
pub(super) struct Searching {
    synonyms: Cached<Checked<Synonyms>>,
    found: BTreeMap<Language, EditionSearch>,
    trials: Cached<Vec<Diagnostic>>,
}

/// What was found in one edition.
struct EditionSearch {
    finder: Finder,
    counted: Memo<Counted>,
    index: Cached<Index>,
}

impl Searching {
    fn synonyms(&mut self, inputs: &Inputs) -> Arc<Checked<Synonyms>> {
        let digest = layers::digest(inputs, &[files::SYNONYMS]);
        memoize(&mut self.synonyms, digest, || layers::synonyms(inputs))
    }

    /// Forgets the indexes of languages that the site doesn't have any more.
    pub(super) fn keep_only(&mut self, is_there: impl Fn(&Language) -> bool) {
        self.found.retain(|language, _| is_there(language));
    }

    /// The index of an edition; only documents that are others than before are counted.
    pub(super) fn index(&mut self, inputs: &Inputs, arranged: &Arranged) -> Arc<Index> {
        let synonyms = self.synonyms(inputs);
        let site = &arranged.site;
        let language = &site.edition.language;
        let found = self.found.entry(language.clone()).or_insert_with(|| EditionSearch {
            finder: Finder::new(language, &synonyms.value),
            counted: Memo::default(),
            index: None,
        });
        found.finder.renew(&synonyms.value);
        let counting = found.finder.of(site);
        let documents = counting.documents();
        let counted = found.counted.pass(
            &documents,
            |document| counting.digest(document),
            |document| counting.count(document),
        );
        let index = counting.index(counted.into_iter().map(|(counted, _)| counted).collect());
        memoize(&mut found.index, index.digest(), || index)
    }

    /// The files of all indexes. Whoever asks for them publishes them, so that nothing of the indexes is kept.
    pub(super) fn files(&mut self, inputs: &Inputs, arranged: &[Arranged]) -> Extras {
        let (mut files, mut last) = (Vec::new(), BTreeMap::new());
        // One index at a time: together they would take more memory than all else.
        for arranged in arranged.iter().filter(|arranged| arranged.site.has_search()) {
            drop(std::mem::take(&mut last));
            let folder = arranged.site.search_address();
            let of_index = self.index(inputs, arranged).files().into_iter();
            files.extend(of_index.map(|(name, bytes)| {
                let path = OutputPath::new(&format!("{folder}{name}")).expect("the files have plain names");
                (path, Arc::from(bytes))
            }));
            last = std::mem::take(&mut self.found);
        }
        // Giving back what was counted takes as long as making hundreds of pages, which needn't wait for it.
        rayon::spawn(move || drop(last));
        files
    }

    /// What is wrong with the lists of words, and which of the site's own tests don't hold in the language that it is
    /// written in: nothing where not every document could be read. Without tests there is nothing to make an index for.
    pub(super) fn check(&mut self, inputs: &Inputs, own: &Arranged, is_whole: bool) -> Vec<Diagnostic> {
        let mut diagnostics = self.synonyms(inputs).diagnostics.clone();
        let trials = layers::data_file(inputs, "", files::TRIALS).filter(|_| is_whole);
        let Some(source) = trials else { return diagnostics };
        let index = self.index(inputs, own);
        let found = memoize(&mut self.trials, Digest::of(&(index.digest(), source.digest())), || {
            let mut found = Vec::new();
            let trials = Trials::read(source).unpack(&mut found);
            found.extend(trials.check(&index));
            found
        });
        diagnostics.extend_from_slice(&found);
        diagnostics
    }
}

/// The index of each language of a site, by the folder of its files, such as `ar/zoeken/`.
pub type Indexes = Vec<(String, Arc<Index>)>;

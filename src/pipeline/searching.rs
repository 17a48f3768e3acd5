//! What can be found in a site, and whether that is what its editors want.

use std::sync::Arc;

use super::arrange::Arranged;
use super::{Gathered, Inputs, Kept, Pipeline, kept, layers};
use crate::config::Language;
use crate::search::{Index, SYNONYMS_FILE_NAME, Synonyms, TRIALS_FILE_NAME, Trials};
use crate::text::{Checked, Diagnostic, Digest};

/// What the last run found out about searching.
#[derive(Default)]
pub(super) struct Searching {
    synonyms: Kept<Checked<Synonyms>>,
    trials: Kept<Vec<Diagnostic>>,
}

impl Searching {
    fn synonyms(&mut self, inputs: &Inputs) -> Arc<Checked<Synonyms>> {
        let digest = layers::digest(inputs, &[SYNONYMS_FILE_NAME]);
        kept(&mut self.synonyms, digest, || layers::synonyms(inputs))
    }

    /// What is wrong with the lists of words, and which of the site's own tests don't hold in the language that it is
    /// written in. Without tests there is nothing to make an index for.
    pub(super) fn check(&mut self, inputs: &Inputs, own: &Arranged) -> Vec<Diagnostic> {
        let synonyms = self.synonyms(inputs);
        let mut diagnostics = synonyms.diagnostics.clone();
        let Some(source) = inputs.sources.get(TRIALS_FILE_NAME) else { return diagnostics };
        let bodies: Vec<Digest> = own.site.edition.documents.values().map(|it| it.body.digest).collect();
        let digest = Digest::of(&(own.digest, bodies, &synonyms.value, source.digest()));
        let found = kept(&mut self.trials, digest, || {
            let mut found = Vec::new();
            let trials = Trials::read(source).unpack(&mut found);
            if !trials.is_empty() {
                found.extend(trials.check(&Index::new(&own.site, &synonyms.value)));
            }
            found
        });
        diagnostics.extend_from_slice(&found);
        diagnostics
    }
}

impl Pipeline {
    /// What can be found in a site in one of its languages, its own where none is named.
    ///
    /// # Errors
    ///
    /// The languages that the site has, where this one isn't among them.
    pub fn index(&mut self, inputs: &Inputs, language: Option<&str>) -> Result<Index, Vec<Language>> {
        // What is wrong with the content is told by `check`.
        let Gathered { reference, configs, stacks, outlines } = self.gather(inputs, &mut Vec::new());
        let arranged = self.arrange(inputs, &configs, &reference, &stacks, outlines);
        let wanted = arranged.iter().find(|arranged| {
            language.is_none_or(|language| arranged.site.edition.language.as_str() == language)
        });
        match wanted {
            Some(Arranged { site, .. }) => Ok(Index::new(site, &self.searching.synonyms(inputs).value)),
            None => Err(arranged.into_iter().map(|arranged| arranged.site.edition.language).collect()),
        }
    }
}

//! What the documents of a site refer to besides each other.

use std::collections::BTreeSet;

use crate::base::{Release, Releases};
use crate::document::{Glossary, Numbers, Register};
use crate::edition::Edition;

/// What the documents of a site refer to besides each other, of all layers together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The register of facts.
    pub register: Register,
    /// The glossary.
    pub glossary: Glossary,
    /// The national numbers.
    pub numbers: Numbers,
    /// The releases of the site itself.
    pub releases: Releases,
    /// The release that the nearest layer below with any is of, with the place of that layer; only where the site has some itself.
    pub base_release: Option<(usize, Release)>,
}

impl Reference {
    /// Without the facts that nothing cites which residents get: most of what is in the register is about teams. And without the
    /// releases, which tell of texts for teams.
    pub(super) fn for_residents(&self, edition: &Edition) -> Self {
        let outlines = || edition.documents.values().map(|chosen| &chosen.outline);
        let cited: BTreeSet<&str> = outlines()
            .flat_map(|outline| outline.evidence().chain(outline.counter()).map(|(fact, _)| fact))
            .collect();
        let mut reference = self.clone();
        (reference.releases, reference.base_release) = (Releases::default(), None);
        let Register { facts, sources } = &mut reference.register;
        facts.retain(|id, _| cited.contains(id.as_str()));
        sources.retain(|id, _| facts.values().any(|fact| fact.source_id == *id));
        reference
    }
}

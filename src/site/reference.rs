//! What the documents of a site refer to besides each other.

use std::collections::BTreeSet;

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
}

impl Reference {
    /// Without the facts that nothing cites which residents get: most of what is in the register is about teams.
    pub(super) fn for_residents(&self, edition: &Edition) -> Self {
        let outlines = || edition.documents.values().map(|chosen| &chosen.outline);
        let cited: BTreeSet<&str> = outlines()
            .flat_map(|outline| outline.evidence().chain(outline.counter()).map(|(fact, _)| fact))
            .collect();
        let mut reference = self.clone();
        let Register { facts, sources } = &mut reference.register;
        facts.retain(|id, _| cited.contains(id.as_str()));
        sources.retain(|id, _| facts.values().any(|fact| fact.source_id == *id));
        reference
    }
}

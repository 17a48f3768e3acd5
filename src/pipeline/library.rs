//! The documents of a site with everything that lies on each other, and the site as it is arranged: for those who keep
//! them or hand them on rather than read them.

use std::sync::Arc;

use super::below::FromBelow;
use super::gather::{Gathered, Gathering};
use super::layers::{self, Configs};
use super::{Inputs, Pipeline, headings};
use crate::config::Config;
use crate::directory::{self, DirectoryListing};
use crate::edition::Stack;
use crate::edition::record::Record;
use crate::model::KindId;
use crate::site::{Reference, Site};
use crate::text::{Checked, Diagnostic, cap_per_rule};

/// Every document of a site, layer by layer and language by language: also drafts, and what an upper layer hides.
#[derive(Clone, Debug)]
pub struct Library {
    /// What the site configures, in the language that it is written in.
    pub config: Arc<Config>,
    /// The place of the site's own layer; the lowest is 0.
    pub own_layer: usize,
    /// The documents in the order of their ids.
    pub stacks: Vec<Stack>,
    /// What the site last settled of those below it.
    pub record: Arc<Checked<Record>>,
    /// What it gets from those below it besides documents; `None` where it lies on nothing.
    pub below: Option<BelowData>,
    /// What is wrong with the files, in no particular order; not with how they lie on each other.
    pub diagnostics: Vec<Diagnostic>,
}

/// What the layers below a site give besides documents.
#[derive(Clone, Debug)]
pub struct BelowData {
    /// What they configure together.
    pub config: Arc<Config>,
    /// Their facts, words and numbers.
    pub reference: Reference,
    /// Their provisions.
    pub listing: DirectoryListing,
}

impl Library {
    /// Parses every document of a site.
    pub fn read(inputs: &Inputs) -> Self {
        let mut diagnostics = Vec::new();
        let Gathered { configs, mut stacks, record, .. } =
            Gathering::default().gather(inputs, &mut diagnostics);
        // Nobody localises a row of a table section by section.
        stacks.retain(|stack| stack[0].document.outline.kind != KindId::PROVISION);
        let own_layer = inputs.layers.len() - 1;
        let below = own_layer.checked_sub(1).map(|top| BelowData::read(inputs, &configs, top));
        Self { config: Arc::clone(configs.own()), own_layer, stacks, record, below, diagnostics }
    }
}

impl BelowData {
    /// What the layers up to `top` give. What is wrong with it is reported where they are kept.
    fn read(inputs: &Inputs, configs: &Configs, top: usize) -> Self {
        let below = Inputs { layers: inputs.layers[..=top].to_vec(), ..inputs.clone() };
        let config = Arc::clone(&configs.layers[top]);
        let numbers = layers::numbers(&below).value;
        let reference = layers::reference(&below, &numbers, &config.model.fact_kinds).value;
        let files = layers::directory(&below, configs);
        let listing = directory::read(&files, &config, inputs.today).value;
        Self { config, reference, listing }
    }
}

impl Pipeline {
    /// The site in each of its languages, the one that it is written in first; never empty. What is reported is about its files
    /// by themselves, sorted; the rest is reported by [`run`](Pipeline::run).
    pub fn sites(&mut self, inputs: &Inputs) -> Checked<Vec<Site>> {
        let mut diagnostics = inputs.found.clone();
        let mut gathered = self.gathering.gather(inputs, &mut diagnostics);
        headings::follow(&mut gathered, inputs, &mut diagnostics);
        let sites: Vec<Site> =
            self.arrange(inputs, &gathered).into_iter().map(|arranged| arranged.site).collect();
        let Gathered { configs, stacks, withheld, .. } = &gathered;
        configs.own().apply_levels(&mut diagnostics);
        FromBelow { inputs, configs, stacks, withheld }.settle(&mut diagnostics);
        diagnostics.sort();
        diagnostics.dedup();
        cap_per_rule(&mut diagnostics);
        Checked { value: sites, diagnostics }
    }
}

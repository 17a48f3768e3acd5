//! The documents of a site with everything that lies on each other, and the site as it is arranged: for those who keep
//! them or hand them on rather than read them.

use std::sync::Arc;

use super::below::FromBelow;
use super::gather::{Gathered, Gathering};
use super::{Inputs, Pipeline, headings, layers};
use crate::config::Config;
use crate::data::KeyName;
use crate::directory::{self, DirectoryListing};
use crate::edition::Stack;
use crate::edition::record::Record;
use crate::model::{KindId, files};
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
    /// The documents that stand for provisions; the lead of each is all that the file says of it.
    pub provisions: Vec<Stack>,
    /// What the site last settled of those below it.
    pub record: Arc<Checked<Record>>,
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
    /// Which of it can't be read, as the first part of the names of entries: what isn't there may be there all the same.
    pub unread: Vec<&'static str>,
}

impl Library {
    /// Parses every document of a site.
    pub fn read(inputs: &Inputs) -> Self {
        let mut diagnostics = Vec::new();
        let Gathered { configs, stacks, record, .. } = Gathering::default().gather(inputs, &mut diagnostics);
        // Nobody localises a row of a table section by section.
        let is_provision = |stack: &Stack| stack[0].document.outline.kind == KindId::PROVISION;
        let (provisions, stacks) = stacks.into_iter().partition(is_provision);
        let own_layer = inputs.layers.len() - 1;
        Self { config: Arc::clone(configs.own()), own_layer, stacks, provisions, record, diagnostics }
    }

    /// The files of a document that is no provision.
    pub fn stack(&self, id: &str) -> Option<&Stack> {
        self.stacks.iter().find(|stack| stack[0].document.outline.id.as_str() == id)
    }
}

impl BelowData {
    /// Reads it; `None` where the site lies on nothing. What is wrong with it is reported where it is kept.
    pub fn read(inputs: &Inputs) -> Option<Self> {
        let (_, below) = inputs.layers.split_last().filter(|(_, below)| !below.is_empty())?;
        Some(Self::of_all(&Inputs { layers: below.to_vec(), ..inputs.clone() }))
    }

    /// What all layers give to a site that will lie on them.
    pub fn of_all(inputs: &Inputs) -> Self {
        let Checked { value: numbers, diagnostics: of_numbers } = layers::numbers(inputs);
        let configs = layers::configs(inputs, &numbers, &mut Vec::new());
        let config = configs.layers.last().cloned().expect("a site has at least its own layer");
        let reference = layers::reference(inputs, &numbers, &config.model.fact_kinds);
        let tables = layers::directory(inputs, &configs);
        let listing = directory::read(&tables, &config, inputs.today);
        let of_reference = |file: KeyName| -> Vec<Diagnostic> {
            let is_of_file = |found: &&Diagnostic| found.path().is_some_and(|path| file.is(path.local()));
            reference.diagnostics.iter().filter(is_of_file).cloned().collect()
        };
        let (register, glossary) = (of_reference(files::REGISTER), of_reference(files::GLOSSARY));
        let unread = [
            ("numbers", &of_numbers),
            ("facts", &register),
            ("sources", &register),
            ("glossary", &glossary),
            ("provisions", &listing.diagnostics),
        ];
        let unread = unread.into_iter().filter(|(_, found)| layers::is_unreadable(found));
        let unread = unread.map(|(group, _)| group).collect();
        Self { config, reference: reference.value, listing: listing.value, unread }
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

//! The documents of a site with everything that lies on each other, for those who keep them rather than read them.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Inputs, layers};
use crate::config::Config;
use crate::document;
use crate::edition::{self, Piece, Stack};
use crate::text::Diagnostic;

/// Every document of a site, layer by layer and language by language: also drafts, and what an upper layer hides.
#[derive(Clone, Debug)]
pub struct Library {
    /// What the site configures, in the language that it is written in.
    pub config: Arc<Config>,
    /// The place of the site's own layer; the lowest is 0.
    pub own_layer: usize,
    /// The documents in the order of their ids.
    pub stacks: Vec<Stack>,
    /// What is wrong with the files, in no particular order; not with how they lie on each other.
    pub diagnostics: Vec<Diagnostic>,
}

impl Library {
    /// Parses every document of a site.
    pub fn read(inputs: &Inputs) -> Self {
        let mut diagnostics = Vec::new();
        let configs = layers::configs(inputs, &layers::reference(inputs).value.numbers, &mut diagnostics);
        let tasks = layers::documents(inputs, &configs, &mut diagnostics);
        let parsed: Vec<_> = tasks
            .into_par_iter()
            .map(|task| {
                let role = task.identity.role;
                let model = &configs.layers[task.layer].model;
                let document = document::parse(task.source, task.identity, model);
                (Piece { layer: task.layer, role, document: document.value }, document.diagnostics)
            })
            .collect();
        let mut pieces = Vec::with_capacity(parsed.len());
        for (piece, found) in parsed {
            pieces.push(piece);
            diagnostics.extend(found);
        }
        Self {
            config: Arc::clone(configs.own()),
            own_layer: inputs.layers.len() - 1,
            stacks: edition::stacks(pieces),
            diagnostics,
        }
    }
}

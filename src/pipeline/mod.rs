//! From [`Inputs`] to [`Built`]: the only place that knows the order of the stages.

mod inputs;
mod outputs;

use std::collections::BTreeMap;

pub use crate::edition::Mode;
pub use inputs::Inputs;
pub use outputs::{OutputPath, Outputs};

use crate::text::{Diagnostic, SourcePath};

/// A finished site and what was found wrong with it.
#[derive(Clone, Debug)]
pub struct Built {
    /// The files, also where something is wrong: as good as they could be made.
    pub outputs: Outputs,
    /// What was found, sorted by place, then rule.
    pub diagnostics: Vec<Diagnostic>,
    /// The document that each page was made from, for those pages that were made from one.
    pub pages: BTreeMap<OutputPath, SourcePath>,
}

//! What a run gives.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Counts, Desk, OutputPath, Outputs};
use crate::config::Readership;
use crate::edition::survey::Standing;
use crate::text::{Diagnostic, Rule, Severity, SourcePath};

/// A finished site and what was found wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// The files, also where something is wrong: as good as they could be made.
    pub outputs: Outputs,
    /// What was found, sorted by place, then rule.
    pub diagnostics: Vec<Diagnostic>,
    /// How many findings of each rule aren't reported because the document that they are in allows them.
    pub allowed: BTreeMap<Rule, usize>,
    /// The document that each page was made from, for those pages that were made from one.
    pub pages: Arc<BTreeMap<OutputPath, SourcePath>>,
    /// How many documents stand how to those of the sites below; empty for a site that lies on none.
    pub standings: BTreeMap<Standing, usize>,
    /// The absolute address of the site's root: a server has to put the site at its path.
    pub base_url: String,
    /// For whom it was made, and for whom else it is published.
    pub readerships: Vec<Readership>,
    /// What its editors get to know beside.
    pub desk: Arc<Desk>,
}

impl Built {
    /// Whether anything keeps the site from being published.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// How much a run had to make, and how much it could keep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Documents that were parsed.
    pub parse: Counts,
    /// Pages whose view was made.
    pub compose: Counts,
    /// How many pages were rendered.
    pub rendered: usize,
}

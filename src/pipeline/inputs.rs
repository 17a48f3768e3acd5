//! Everything a site is made from, as data.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::config::Readership;
use crate::edition::Mode;
use crate::text::{Diagnostic, Source, SourcePath};

/// Everything a site is made from. The same inputs give the same outputs, on every machine.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// How the folder of each layer is reached from the site's own, which comes last and is reached by the empty way;
    /// the lowest comes first. See [`SourcePath::below`].
    pub layers: Vec<String>,
    /// The texts of all layers: `wijkgids.yaml`, data files (`*.yaml`) and documents (`*.md`).
    pub sources: BTreeMap<SourcePath, Source>,
    /// Every other file: what lies in `static/`, and the images beside documents. Nothing else is
    /// published as it is.
    pub files: BTreeMap<SourcePath, Arc<[u8]>>,
    /// The files of the site's own theme, by path in the theme's folder; they win over the default theme's. Empty
    /// where the site has none.
    pub theme: BTreeMap<SourcePath, Arc<[u8]>>,
    /// The day for which the site is made.
    pub today: Date,
    /// Who will look at it.
    pub mode: Mode,
    /// Who will read it; the first of those that the site is published for where nobody says.
    pub readership: Option<Readership>,
    /// Whether this is the site that everybody will use: what a municipality has to publish about it has to be there.
    pub is_for_production: bool,
    /// What was found wrong while reading: files that aren't text, aren't files, or have impossible names.
    pub found: Vec<Diagnostic>,
}

//! Which folders of a site hold what is read.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::base::BaseManifest;
use crate::edition::record;
use crate::model::ContentModel;

/// The folder of files that are published as they are.
pub const STATIC: &str = "static";

/// The folder of what the program keeps beside the texts of a site.
pub const KEPT: &str = ".wijkgids";

/// Whether a path in the folder of a site is that of what is kept and read with its texts, or the folder of that.
pub fn is_kept(path: &Path) -> bool {
    [record::FILE, BaseManifest::FILE, KEPT].iter().any(|kept| path == Path::new(kept))
}

/// The names of the folders that are read in a site and in those that it lies on, apart from the `*.yaml` beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders(Arc<BTreeSet<String>>);

impl Folders {
    /// Those of the kinds that there are, in every language that a site can be in, those of the facets, and the files that are
    /// published as they are.
    pub(crate) fn of(model: &ContentModel) -> Self {
        let of_kinds = model.kinds.iter().flat_map(|kind| [Some(&kind.folder), kind.other_folder.as_ref()]);
        let facets = model.facets.iter().filter(|facet| model.facet_in(&facet.id).is_some());
        let of_facets = facets.map(|facet| facet.id.clone());
        let names = of_kinds.flatten().cloned().chain(of_facets).chain([STATIC.to_owned()]);
        Self(Arc::new(names.collect()))
    }

    /// The same but for one, which holds something else in a site: its theme may lie in a folder that is called like a facet.
    #[must_use]
    pub(crate) fn without(&self, name: &str) -> Self {
        Self(Arc::new(self.0.iter().filter(|folder| *folder != name).cloned().collect()))
    }

    /// Their names, in the order of the alphabet.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

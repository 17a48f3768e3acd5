//! Another name for a document, a term, a subject or a heading: every change that it takes in the site that has it and in the
//! sites of the same tree that lie on that, or why it can't be had.
//!
//! ```text
//! the sites, what gets which name ▶ the changes to the files of each ▶ what would be wrong after them that wasn't before
//! ```
//!
//! Knows no files: whoever asks writes the changes, all of them or none. What names a thing is found by reading, as the site
//! reads it: a link in an example of code is none, and a word that happens to be the same stays.

mod tree;

mod renaming;

mod words;

mod scalars;

mod links;

mod provisions;

mod references;

mod document;

mod term;

mod subject;

mod heading;

mod settled;

mod proof;

pub use heading::HeadingRefusal;
pub use proof::new_problems;
pub use renaming::Renaming;
pub use term::declares;
pub use tree::{SiteChanges, TreeChanges, TreeSite};

use std::collections::BTreeMap;

use crate::document::DocumentId;
use crate::text::SourcePath;

/// The changes that it takes to give one file of a site another path: its links, and those to it.
pub fn moved_file(site: &TreeSite, from: &SourcePath, to: &SourcePath) -> TreeChanges {
    let mut renamed = TreeChanges { sites: vec![SiteChanges::default()], unreached: Vec::new() };
    renamed.sites[0].moves.insert(from.clone(), to.clone());
    references::follow(std::slice::from_ref(site), &BTreeMap::new(), &mut renamed);
    renamed
}

/// The changes that make a site name the documents of the layers below by the names that these have now, wherever it still uses
/// an old one.
pub fn followed(site: &TreeSite) -> TreeChanges {
    let model = &site.library.config.model;
    let stacks = &site.library.stacks;
    let is_there = |id: &DocumentId| site.library.stack(id.as_str()).is_some();
    let below = stacks
        .iter()
        .map(|stack| &stack[0].document.outline)
        .filter(|outline| !outline.path.way().is_empty());
    let former = below.flat_map(|outline| {
        let ids = outline.aliases().filter_map(|(alias, _)| DocumentId::of_address(alias, model));
        ids.map(|old| (old, outline.id.clone()))
    });
    let names: BTreeMap<DocumentId, DocumentId> = former.filter(|(old, _)| !is_there(old)).collect();
    let mut renamed = TreeChanges { sites: vec![SiteChanges::default()], unreached: Vec::new() };
    if !names.is_empty() {
        references::follow(std::slice::from_ref(site), &names, &mut renamed);
    }
    renamed
}

/// The changes that a renaming takes in these sites. The first has what is renamed; the others lie on it.
///
/// # Errors
///
/// When the heading can't be renamed; everything else can.
pub fn renamed(tree: &[TreeSite], renaming: &Renaming) -> Result<TreeChanges, HeadingRefusal> {
    let mut renamed = TreeChanges { sites: vec![SiteChanges::default(); tree.len()], unreached: Vec::new() };
    match renaming {
        Renaming::Documents(names) => document::rename(tree, names, &mut renamed),
        Renaming::Term { facet, from, to } => term::rename(tree, [facet, from, to], &mut renamed),
        Renaming::Subject { from, to } => subject::rename(tree, [from, to], &mut renamed),
        Renaming::Heading { document, section, text } => {
            heading::rename(tree, document, section, text, &mut renamed)?;
        }
    }
    settled::follow(tree, renaming, &mut renamed);
    Ok(renamed)
}

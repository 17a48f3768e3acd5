//! One site as one reader gets it: which documents it has, with the site's own values filled in.
//!
//! Made from outlines alone, so that it is the same while they are. The bodies travel along unread.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use crate::config::Config;
use crate::document::{Document, DocumentId, LadderStep, Outline, Status};
use crate::text::fill;

/// For whom a site is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// For everybody: only published documents.
    Publish,
    /// For its editors: drafts too, marked as such.
    Preview,
}

/// Documents in order, found by their ids without comparing one long path after the other.
pub type Documents = IndexMap<DocumentId, Document, FxBuildHasher>;

/// One site in one language, everything resolved.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Its documents in the order of their ids; the values in their outlines are filled in.
    pub documents: Documents,
    /// The documents that are left out because they aren't published, with why.
    pub left_out: BTreeMap<DocumentId, Status>,
}

impl Edition {
    /// Chooses the documents of an edition and fills in the values of the site.
    pub fn resolve(documents: Vec<Document>, config: &Config, mode: Mode) -> Self {
        let mut edition = Self { documents: Documents::default(), left_out: BTreeMap::new() };
        for document in documents {
            let id = document.outline.id.clone();
            match (document.outline.status, mode) {
                (Status::Published, _) | (Status::Draft, Mode::Preview) => {
                    let outline = filled(&document.outline, &config.values);
                    edition.documents.insert(id, Document { outline, body: document.body });
                }
                (status, _) => {
                    edition.left_out.insert(id, status);
                }
            }
        }
        edition.documents.sort_unstable_keys();
        edition
    }
}

/// The outline with the values in its texts filled in; the same one where there is nothing to fill.
fn filled(outline: &Arc<Outline>, values: &BTreeMap<String, String>) -> Arc<Outline> {
    let mut filled = Outline::clone(outline);
    let mut is_other = false;
    for text in texts(&mut filled) {
        if text.contains("{{") {
            *text = fill(text, values);
            is_other = true;
        }
    }
    if is_other { Arc::new(filled) } else { Arc::clone(outline) }
}

/// Every text of an outline that is shown. Taken apart whole, so that a new field has to say which it is.
fn texts(outline: &mut Outline) -> impl Iterator<Item = &mut String> {
    let Outline {
        title,
        summary,
        duration,
        participants,
        ladder,
        owner,
        headings,
        id: _,
        kind: _,
        path: _,
        terms: _,
        evidence: _,
        counter: _,
        relations: _,
        audience: _,
        status: _,
        reviewed: _,
        review_by: _,
        aliases: _,
        keywords: _,
        quick_exit: _,
    } = outline;
    let steps = ladder.iter_mut().flat_map(|LadderStep { level, who, up, down, here: _ }| {
        [level, who].into_iter().chain(up).chain(down)
    });
    [title, summary]
        .into_iter()
        .chain(duration)
        .chain(participants)
        .chain(owner)
        .chain(headings.iter_mut().map(|heading| &mut heading.text))
        .chain(steps)
}

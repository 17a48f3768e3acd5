//! One site as one reader gets it: which documents it has, with the site's own values filled in.
//!
//! Made from outlines alone, so that it is the same while they are. The bodies travel along unread.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use crate::config::Config;
use crate::document::{Document, DocumentId, LadderStep, Outline, Status, next_value};

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
    ///
    /// ```
    /// use wijkgids::edition::fill;
    /// let values = [("team".to_owned(), "wijkteam".to_owned())].into();
    /// assert_eq!(fill("Vraag het {{ team }}", &values), "Vraag het wijkteam");
    /// ```
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
    let ladder = outline.ladder.iter().flat_map(|LadderStep { level, who, up, down, here: _ }| {
        [level, who].into_iter().chain(up).chain(down)
    });
    let mut texts = [&outline.title, &outline.summary]
        .into_iter()
        .chain(&outline.duration)
        .chain(&outline.participants)
        .chain(outline.headings.iter().map(|heading| &heading.text))
        .chain(ladder);
    if !texts.any(|text| text.contains("{{")) {
        return Arc::clone(outline);
    }
    let mut outline = Outline::clone(outline);
    let ladder = outline.ladder.iter_mut().flat_map(|LadderStep { level, who, up, down, here: _ }| {
        [level, who].into_iter().chain(up).chain(down)
    });
    let texts = [&mut outline.title, &mut outline.summary]
        .into_iter()
        .chain(&mut outline.duration)
        .chain(&mut outline.participants)
        .chain(outline.headings.iter_mut().map(|heading| &mut heading.text))
        .chain(ladder);
    for text in texts {
        *text = fill(text, values);
    }
    Arc::new(outline)
}

/// A text with its `{{ values }}` filled in; an unknown one stays as it was typed, and is told elsewhere.
pub fn fill(text: &str, values: &BTreeMap<String, String>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, name, after)) = next_value(rest) {
        filled.push_str(before);
        match values.get(name) {
            Some(value) => filled.push_str(value),
            None => filled.push_str(&rest[before.len()..rest.len() - after.len()]),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

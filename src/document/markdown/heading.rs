//! Ids of headings.

use std::collections::{HashMap, HashSet};

use crate::text::{is_slug, slugify};

/// Whether an id belongs to the page around the text: that of its main part, those of the theme's own sections, and
/// those of footnotes.
fn is_of_page(id: &str) -> bool {
    id == "main" || ["wg-", "fn-", "fnref-"].iter().any(|prefix| id.starts_with(prefix))
}

/// Gives out ids that are unique on a page.
#[derive(Default)]
pub(super) struct HeadingIds {
    given: HashSet<String>,
    /// The number to try next for a text that came before, so that a thousand equal headings don't cost their square.
    next: HashMap<String, usize>,
}

impl HeadingIds {
    /// An id made from the text of a heading.
    pub(super) fn make(&mut self, text: &str) -> String {
        let slug = match slugify(text) {
            slug if slug.is_empty() => "deel".to_owned(),
            slug if is_of_page(&slug) => format!("deel-{slug}"),
            slug => slug,
        };
        let mut id = slug.clone();
        let n = self.next.entry(slug.clone()).or_insert(2);
        while !self.given.insert(id.clone()) {
            id = format!("{slug}-{n}");
            *n += 1;
        }
        id
    }

    /// An id that the author chose: `Err` where it can't be one, `Ok(false)` where it's taken.
    pub(super) fn claim(&mut self, id: &str) -> Result<bool, ()> {
        if is_slug(id) { Ok(!is_of_page(id) && self.given.insert(id.to_owned())) } else { Err(()) }
    }
}

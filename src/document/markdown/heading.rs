//! Ids of headings.

use std::collections::{HashMap, HashSet};

use crate::config::is_slug;
use crate::document::slug::slugify;

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
        let slug = Some(slugify(text)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "deel".to_owned());
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
        if is_slug(id) { Ok(self.given.insert(id.to_owned())) } else { Err(()) }
    }
}

//! Ids of headings.

use std::collections::{HashMap, HashSet};

use crate::text::{is_slug, slugify};

/// Whether an id belongs to the page around the text: that of its main part, those of the theme's own sections, and
/// those of footnotes.
fn is_of_page(id: &str) -> bool {
    id == "main" || ["wg-", "fn-", "fnref-"].iter().any(|prefix| id.starts_with(prefix))
}

/// The headings of sections that have an id of other words, by what their text makes: those of a translation have the id of
/// what they translate.
pub(in crate::document) type SectionNames<'n> = Vec<(String, &'n str)>;

/// Gives out ids that are unique on a page.
#[derive(Default)]
pub(super) struct HeadingIds<'n> {
    names: SectionNames<'n>,
    given: HashSet<String>,
    /// The number to try next for a text that came before, so that a thousand equal headings don't cost their square.
    next: HashMap<String, usize>,
}

impl<'n> HeadingIds<'n> {
    pub(super) fn new(names: SectionNames<'n>) -> Self {
        Self { names, ..Self::default() }
    }

    /// An id for the heading of a section, made from its text.
    pub(super) fn make_section(&mut self, text: &str) -> String {
        let slug = slugify(text);
        let named = self.names.iter().find(|(name, _)| *name == slug).map(|(_, id)| *id);
        // Of several such headings the first has the id.
        match named.filter(|id| self.claim(id) == Claim::Given) {
            Some(id) => id.to_owned(),
            None => self.make(text),
        }
    }

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

    /// Asks for an id that the author chose.
    pub(super) fn claim(&mut self, id: &str) -> Claim {
        if !is_slug(id) {
            Claim::Impossible
        } else if is_of_page(id) {
            Claim::OfPage
        } else if self.given.insert(id.to_owned()) {
            Claim::Given
        } else {
            Claim::Taken
        }
    }
}

/// What becomes of an id that an author chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// It's the heading's.
    Given,
    /// Another heading has it.
    Taken,
    /// The page around the text has it.
    OfPage,
    /// It can't be an id.
    Impossible,
}

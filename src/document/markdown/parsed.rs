//! What a Markdown text says: its trees, section by section, and its headings.

use crate::document::Heading;
use crate::document::places::PlacedTree;
use crate::text::{Location, Span};

/// What a Markdown text says.
#[derive(Debug, Default)]
pub(in crate::document) struct Markdown {
    /// What stands before the first level-2 heading.
    pub(in crate::document) lead: PlacedTree,
    /// The rest, by level-2 heading.
    pub(in crate::document) sections: Vec<ReadSection>,
    /// What each footnote says, with its label, in the order in which the labels appear.
    pub(in crate::document) footnotes: Vec<(String, PlacedTree)>,
    /// The headings in order.
    pub(in crate::document) headings: Vec<Heading>,
}

impl Markdown {
    /// Its trees but for the headings of its sections.
    pub(in crate::document) fn running(&self) -> impl Iterator<Item = &PlacedTree> {
        let bodies = self.sections.iter().map(|section| &section.body);
        std::iter::once(&self.lead).chain(bodies).chain(self.footnotes.iter().map(|(_, text)| text))
    }

    /// Every tree that it consists of.
    pub(in crate::document) fn trees(&self) -> impl Iterator<Item = &PlacedTree> {
        self.running().chain(self.sections.iter().map(|section| &section.title))
    }
}

/// What stands under one level-2 heading.
#[derive(Debug)]
pub(in crate::document) struct ReadSection {
    /// The id of the heading.
    pub(in crate::document) id: String,
    /// The classes that the author gave the heading, separated by blanks.
    pub(in crate::document) classes: String,
    pub(in crate::document) title: PlacedTree,
    pub(in crate::document) body: PlacedTree,
    /// Where it stands, heading included.
    pub(in crate::document) at: Location,
    pub(in crate::document) heading: SectionHeading,
}

/// The heading of a section.
#[derive(Debug)]
pub(in crate::document) struct SectionHeading {
    /// What it says, without markup.
    pub(in crate::document) text: String,
    pub(in crate::document) place: Span,
    /// The id of the section that it asks to stand after.
    pub(in crate::document) after: Option<String>,
}

//! The words of a document as the rules about words and sentences get them.

use std::ops::Range;

use crate::document::reading::{Block, SentenceWord};
use crate::document::{Audience, Outline};
use crate::model::ContentModel;
use crate::text::{Location, Source};

/// The words of a document that are to be judged.
pub(in crate::document) struct JudgedText<'t> {
    pub(in crate::document) source: &'t Source,
    pub(in crate::document) outline: &'t Outline,
    /// For whom it is; every sentence asks.
    pub(in crate::document) audience: Audience,
    pub(in crate::document) model: &'t ContentModel,
    /// Its running text.
    pub(in crate::document) blocks: &'t [Block],
    /// The fields that people read.
    pub(in crate::document) fields: &'t [Block],
}

impl JudgedText<'_> {
    /// Whether residents read it: then it has to be easier.
    pub(super) fn is_for_residents(&self) -> bool {
        self.audience != Audience::Team
    }

    /// Whether nobody else does. A page for everybody, such as the one about the guide, may speak of what teams do.
    pub(super) fn is_only_for_residents(&self) -> bool {
        self.audience == Audience::Resident
    }

    pub(super) fn is_dutch(&self) -> bool {
        let tag = self.outline.language.as_str();
        tag == "nl" || tag.starts_with("nl-")
    }
}

/// A sentence with its words.
pub(super) struct Sentence<'b> {
    pub(super) block: &'b Block,
    pub(super) words: &'b [SentenceWord<'b>],
    pub(super) range: Range<usize>,
}

impl Sentence<'_> {
    /// Where a word of it stands.
    pub(super) fn at(&self, source: &Source, word: &SentenceWord<'_>) -> Location {
        Location::new(source.path().clone(), self.block.span(word.at..word.at + word.text.len()))
    }

    /// What stands right before a word of it, and right behind.
    pub(super) fn around(&self, word: &SentenceWord<'_>) -> (Option<char>, Option<char>) {
        let text = &self.block.text;
        (text[..word.at].chars().next_back(), text[word.at + word.text.len()..].chars().next())
    }
}

/// Words, each where it comes first.
pub(super) type WordLocations = Vec<(String, Location)>;

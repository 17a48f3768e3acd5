//! For whom an edition is made, and what that keeps from them.

use jiff::civil::Date;

use crate::config::{AfterGrace, Readership, ReviewPolicy, ReviewStanding};
use crate::document::Outline;

/// For whom a site is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// For everybody: only published documents.
    Publish,
    /// For its editors: drafts too, marked as such.
    Preview,
}

/// Who gets an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reader {
    /// For whom it is made.
    pub mode: Mode,
    /// Who reads it once it is published.
    pub readership: Readership,
    /// The place of the layer that it is made for, which is the topmost.
    pub layer: usize,
    /// What becomes of documents that nobody has reviewed in time.
    pub review: ReviewPolicy,
    /// The day for which it is made.
    pub today: Date,
}

impl Reader {
    /// Whether a document is gone because all that it is about has happened. Its editors go on seeing it in the preview: a
    /// date that was mistyped is found there.
    pub(super) fn is_over(&self, outline: &Outline) -> bool {
        self.mode == Mode::Publish && outline.is_past(self.today)
    }

    /// Whether a document is taken off the site until somebody has reviewed it. Its editors go on seeing it in the
    /// preview, as they see drafts: they are the ones who have to read it.
    pub(super) fn is_kept_from(&self, outline: &Outline) -> bool {
        self.mode == Mode::Publish
            && self.review.after == AfterGrace::Hide
            && outline.review_standing(self.review, self.today) == ReviewStanding::Overdue
    }
}

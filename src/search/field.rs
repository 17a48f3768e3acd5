//! The parts of a document that are weighed by themselves.

/// A part of a document that is weighed by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SearchField {
    /// Its title.
    Title,
    /// The words that its editors want it found by.
    Keywords,
    /// Its summary.
    Summary,
    /// The heading of a section.
    Heading,
    /// The text of a section.
    Body,
}

impl SearchField {
    /// Every field.
    pub const ALL: [Self; 5] = [Self::Title, Self::Keywords, Self::Summary, Self::Heading, Self::Body];

    /// What a word in it weighs against one in the text.
    pub fn weight(self) -> f64 {
        match self {
            Self::Title => 8.0,
            Self::Keywords => 6.0,
            Self::Summary => 3.0,
            Self::Heading => 3.0,
            Self::Body => 1.0,
        }
    }

    /// How much its length takes from what a word in it weighs.
    pub(super) fn leveling(self) -> f64 {
        match self {
            Self::Title => 0.4,
            Self::Keywords => 0.0,
            Self::Summary | Self::Heading => 0.3,
            Self::Body => 0.6,
        }
    }

    /// Its name in an answer.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Keywords => "keywords",
            Self::Summary => "summary",
            Self::Heading => "heading",
            Self::Body => "body",
        }
    }
}

//! Two or three versions of one text: what differs, how they go together, what became of a section.
//!
//! Input: texts of Markdown as people typed them, a section or a whole file. Output: differences in words, a merged
//! text, a verdict, conflicts. Nothing here knows what a document or a site is, nor where a text came from; and nothing
//! looks at a clock, so the same texts always give the same answer.

mod conflict;

mod tokens;

mod edits;

mod merge;

mod similarity;

mod renamed;

mod words;

pub use conflict::{conflicts, first_version};
pub use merge::{Labels, Merged, merge};
pub use renamed::{Candidate, Candidates, Fate, fate};
pub use similarity::similarity;
pub use words::{DiffPiece, words};

//! From a site to what its readers find: outlines, bodies and synonyms in; an index out, and what it answers.
//!
//! ```text
//! site ─ entries ▶ texts ─ analysis ▶ terms ─ index ▶ Index ─ query ▶ readings of each word ─ rank ▶ Answer
//! ```
//!
//! A document is found by its whole text and shown by the section that fits best. Each word of a question is read in
//! several ways (as it is, as a synonym, as the parts of a compound, as the start of a word, as a slip of the hand);
//! for each document the best of them counts, and [`Hit::why`] says which that was. Words that nothing is found for
//! weigh on the score and don't keep the rest from being found. It knows no query by name.

mod analysis;
mod answer;
mod dutch;
mod entries;
mod index;
mod query;
mod synonyms;
mod trials;
mod words;

pub use answer::{Answer, Hit, Reason};
pub use index::{Field, Index};
pub use query::How;
pub use synonyms::{FILE_NAME as SYNONYMS_FILE_NAME, Synonyms};
pub use trials::{FILE_NAME as TRIALS_FILE_NAME, Trials};

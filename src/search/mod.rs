//! From a site to what its readers find: outlines, bodies and synonyms in; an index out, and what it answers.
//!
//! ```text
//! document ─ entry ▶ texts ─ count ▶ terms by place ─┐
//!                                          synonyms ─┴▶ Index ┬ query ▶ readings ─ rank ▶ Answer
//!                                                             └ files ▶ what the browser ranks with
//! ```
//!
//! A document is found by its whole text and shown by the section that fits best. Each word of a question is read in
//! several ways (as it is, as another form, as a synonym, as the parts of a compound, as the start of a word, as a
//! slip of the hand); for each document the best of them counts, and [`Hit::why`] says which that was. Words that
//! nothing is found for weigh on the score and don't keep the rest from being found. It knows no query by name.
//!
//! The same ranking is written twice: here, and for the browser, which gets the index in [`Index::files`], in the
//! theme's `scripts/search/30-query.js` and `40-answer.js`. Whatever changes in `query` or `answer` changes there too;
//! `tests/browser` asks both the same questions.

mod words;

mod light;

mod dutch;

mod analysis;

mod synonyms;

mod lexicon;

mod concepts;

mod entries;

mod field;

mod counted;

mod shards;

mod index;

mod query;

mod answer;

mod files;

mod finder;

mod trials;

pub use answer::{Hit, HitReason, SearchAnswer};
pub use counted::Counted;
pub use field::SearchField;
pub use finder::{Counting, Finder};
pub use index::Index;
pub use query::MatchKind;
pub(crate) use synonyms::BUILT_IN as BUILT_IN_SYNONYMS;
pub use synonyms::Synonyms;
pub use trials::Trials;

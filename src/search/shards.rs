//! How the words of an index are divided over its files.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::lexicon::{TermId, WordId};

/// Words and terms in order, cut into files.
#[derive(Debug)]
pub(super) struct Shards {
    pub(super) keys: Vec<ShardKey>,
    /// Where in `keys` each file begins.
    pub(super) starts: Vec<usize>,
    /// The first letters of all words, in order.
    pub(super) letters: Vec<char>,
    /// The headings that many documents have: by id and text, their place in the root.
    pub(super) headings: BTreeMap<(String, String), usize>,
}

/// What is written so: a word, a term, or both.
#[derive(Debug)]
pub(super) struct ShardKey {
    pub(super) text: Arc<str>,
    pub(super) word: Option<WordId>,
    pub(super) term: Option<TermId>,
}

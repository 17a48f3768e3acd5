//! What a template sees of the glossary and of the sources.

use std::sync::Arc;

use serde::Serialize;

use super::{CitationView, CountedLinkView, FactView, LinkView};

/// The words that readers may stumble over.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct GlossaryView {
    /// The words by their first letter, in the order of the alphabet.
    pub letters: Vec<LetterView>,
}

/// The words of one letter.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct LetterView {
    /// The letter, in upper case; `#` for whatever starts otherwise.
    pub letter: String,
    /// The words; never empty.
    pub words: Vec<WordView>,
}

/// A word of the glossary.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct WordView {
    /// Its id on the page.
    pub id: String,
    /// The word.
    pub name: String,
    /// What it means.
    pub explanation: String,
    /// Other ways to write it; may be empty.
    pub forms: Vec<String>,
    /// The documents that tell more; may be empty.
    pub see: Vec<LinkView>,
}

/// The sources that cards rest on.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SourcesView {
    /// The sources, in the order of their ids.
    pub sources: Vec<SourceView>,
    /// The page of the facts that nothing cites, with their number.
    pub unused: CountedLinkView,
}

/// A source.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SourceView {
    /// Its page; the title is that of the source.
    pub link: LinkView,
    /// What it is, such as "column, 2017"; may be empty.
    pub kind: String,
    /// Where it can be looked up, if that is known.
    pub citation: Option<CitationView>,
    /// How many facts come from it.
    pub count: usize,
}

/// Facts, each with what cites it.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct FactsView {
    /// What the source is, such as "column, 2017"; empty on the page of facts that nothing cites.
    pub kind: String,
    /// Where the source can be looked up, if that is known.
    pub citation: Option<CitationView>,
    /// Whether they are those that nothing cites.
    pub unused: bool,
    /// The facts, in the order of their ids; may be empty.
    pub facts: Vec<CitedFactView>,
}

/// A fact with what cites it.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct CitedFactView {
    /// Its id on the page.
    pub anchor: String,
    /// The fact.
    pub fact: Arc<FactView>,
    /// The documents that rest on it.
    pub evidence_of: Vec<LinkView>,
    /// The documents that it speaks against.
    pub counter_of: Vec<LinkView>,
    /// How many more there are than can be named.
    pub n_more: usize,
}

//! The index of one edition: which terms stand where, and what that weighs.
//!
//! Whatever a rank is reckoned from is a whole number here, so that the browser, which reads those numbers from files
//! ([`super::files`]), reckons the same.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::concepts::Concepts;
use super::counted::{Counted, FieldRef};
use super::field::SearchField;
use super::lexicon::{Lexicon, LexiconTable, TermId, WordId};
use super::shards::Shards;
use crate::model::Facet;
use crate::text::Digest;

/// What can be found in one edition. Cheap to make: whatever takes a look at all documents is made when it is asked for.
#[derive(Debug)]
pub struct Index {
    pub(super) lexicon: Arc<Lexicon>,
    pub(super) concepts: Arc<Concepts>,
    /// By id.
    pub(super) documents: Vec<Arc<Counted>>,
    /// What readers can narrow their results by.
    pub(super) facets: Vec<Facet>,
    /// Of everything that it was made from.
    digest: Digest,
    /// Of what its files say.
    pub(super) version: OnceLock<Digest>,
    laid: OnceLock<Laid>,
    pub(super) shards: OnceLock<Shards>,
}

/// The same by term.
#[derive(Debug)]
pub(super) struct Laid {
    /// Where in `stands` those of each term begin, and behind the last one the end.
    starts: Vec<u32>,
    stands: Vec<StandIn>,
    /// In how many documents each term stands.
    spread: Vec<u32>,
    /// Per document and field, what a word there weighs.
    weights: Vec<[f64; 5]>,
    /// Every word of the texts and synonyms, in order.
    pub(super) vocabulary: Vec<(Arc<str>, WordId)>,
}

/// How often a term stands in one place of one document.
#[derive(Clone, Copy, Debug)]
struct StandIn {
    document: u32,
    place: FieldRef,
    halves: u16,
}

/// A document in which a term stands.
#[derive(Clone, Debug)]
pub(super) struct Posting<'i> {
    pub(super) document: u32,
    /// What it weighs there, in parts of [`STEPS`]; at least one.
    pub(super) weight: u32,
    stands: &'i [StandIn],
}

/// In how many parts the weight of one word in a text is divided.
pub(super) const STEPS: f64 = 16.0;

impl Posting<'_> {
    /// The passages in which it stands, with what it weighs in each, in halves of a word in a text.
    pub(super) fn passages(&self) -> impl Iterator<Item = (u16, u32)> {
        let mut stands = self.stands.iter().peekable();
        std::iter::from_fn(move || {
            loop {
                let stand = stands.next()?;
                let Some(passage) = stand.place.passage() else { continue };
                let mut weight = here(stand);
                // A heading comes right before the text under it.
                while let Some(next) = stands.next_if(|next| next.place.passage() == Some(passage)) {
                    weight += here(next);
                }
                return Some((passage, weight));
            }
        })
    }
}

/// What a stand in a heading or a text weighs; both weigh whole numbers.
fn here(stand: &StandIn) -> u32 {
    u32::from(stand.halves) * stand.place.field().weight() as u32
}

impl Index {
    /// An index of these documents, which are in the order of their ids.
    pub(super) fn new(
        lexicon: Arc<Lexicon>,
        concepts: Arc<Concepts>,
        documents: Vec<Arc<Counted>>,
        facets: Vec<Facet>,
        digest: Digest,
    ) -> Self {
        let (version, laid, shards) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { lexicon, concepts, documents, facets, digest, version, laid, shards }
    }

    /// Differs between indexes that differ.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// Whether a document of this id can be found.
    pub(super) fn has(&self, id: &str) -> bool {
        self.ids().any(|other| other == id)
    }

    /// The ids of all documents that can be found.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.documents.iter().map(|document| document.entry.id.as_str())
    }

    /// Everything by term. Costs a look at every document the first time.
    pub(super) fn laid(&self) -> &Laid {
        self.laid.get_or_init(|| self.lay())
    }

    fn lay(&self) -> Laid {
        let table = self.lexicon.table();
        let (n_words, n_terms) = table.sizes();
        let mut starts = vec![0_u32; n_terms + 1];
        for (term, _) in self.documents.iter().flat_map(|document| &document.stands) {
            starts[term.0 as usize + 1] += 1;
        }
        for term in 0..n_terms {
            starts[term + 1] += starts[term];
        }
        let nothing = StandIn { document: 0, place: FieldRef::TITLE, halves: 0 };
        let mut stands = vec![nothing; starts[n_terms] as usize];
        let mut next = starts.clone();
        let mut spread = vec![0_u32; n_terms];
        let mut last = vec![u32::MAX; n_terms];
        for (document, counted) in (0..).zip(&self.documents) {
            for (term, stand) in &counted.stands {
                let term = term.0 as usize;
                stands[next[term] as usize] = StandIn { document, place: stand.place, halves: stand.halves };
                next[term] += 1;
                if last[term] != document {
                    last[term] = document;
                    spread[term] += 1;
                }
            }
        }
        Laid { starts, stands, spread, weights: self.weights(), vocabulary: self.vocabulary(&table, n_words) }
    }

    /// What a word weighs in each field of each document: the longer the field, the less.
    fn weights(&self) -> Vec<[f64; 5]> {
        let n = self.documents.len().max(1) as f64;
        let average: [f64; 5] = std::array::from_fn(|field| {
            self.documents.iter().map(|document| f64::from(document.lengths[field])).sum::<f64>() / n
        });
        let weigh = |document: &Arc<Counted>| {
            std::array::from_fn(|at| {
                let field = SearchField::ALL[at];
                let length = f64::from(document.lengths[at]);
                let length = if average[at] > 0.0 { length / average[at] } else { 1.0 };
                field.weight() / (1.0 - field.leveling() + field.leveling() * length)
            })
        };
        self.documents.iter().map(weigh).collect()
    }

    fn vocabulary(&self, table: &LexiconTable, n_words: usize) -> Vec<(Arc<str>, WordId)> {
        let mut is_used = vec![false; n_words];
        let of_documents = self.documents.iter().flat_map(|document| &document.words);
        for id in of_documents.chain(&self.concepts.words) {
            is_used[id.0 as usize] = true;
        }
        let used = (0..).map(WordId).zip(is_used).filter(|(_, is_used)| *is_used);
        let mut vocabulary: Vec<_> = used.map(|(id, _)| (Arc::clone(&table.word(id).text), id)).collect();
        vocabulary.sort_unstable();
        vocabulary
    }

    /// The word of the vocabulary that is written so.
    pub(super) fn word(&self, word: &str) -> Option<WordId> {
        let vocabulary = &self.laid().vocabulary;
        let place = vocabulary.binary_search_by(|(text, _)| (**text).cmp(word)).ok()?;
        Some(vocabulary[place].1)
    }

    /// What is known of a text as a word: the term of all its forms, and the terms of its parts. A text that is no
    /// word of the site may still be a term of it, such as a part of a compound.
    pub(super) fn known(&self, text: &str) -> Option<(TermId, Box<[TermId]>)> {
        if let Some(id) = self.word(text) {
            let table = self.lexicon.table();
            let word = table.word(id);
            return Some((word.term, word.parts.clone()));
        }
        let term = self.lexicon.table().term_id(text).filter(|term| self.spread(*term) > 0)?;
        Some((term, Box::default()))
    }

    /// The words of the vocabulary that start so.
    pub(super) fn words_from(&self, start: &str) -> &[(Arc<str>, WordId)] {
        let vocabulary = &self.laid().vocabulary;
        let from = vocabulary.partition_point(|(text, _)| **text < *start);
        let len = vocabulary[from..].partition_point(|(text, _)| text.starts_with(start));
        &vocabulary[from..from + len]
    }

    /// How many terms there may be.
    pub(super) fn n_terms(&self) -> usize {
        self.laid().spread.len()
    }

    /// In how many places of documents a term stands.
    pub(super) fn stands(&self, term: TermId) -> usize {
        self.laid().range(term).len()
    }

    /// In how many documents a term stands.
    pub(super) fn spread(&self, term: TermId) -> u32 {
        self.laid().spread.get(term.0 as usize).copied().unwrap_or_default()
    }

    /// The documents in which a term stands, in their order.
    pub(super) fn postings(&self, term: TermId) -> impl Iterator<Item = Posting<'_>> {
        let laid = self.laid();
        let stands = &laid.stands[laid.range(term)];
        let same = stands.chunk_by(|one, other| one.document == other.document);
        same.map(move |stands| {
            let document = stands[0].document;
            let weights = &laid.weights[document as usize];
            let weight: f64 = stands
                .iter()
                .map(|stand| weights[stand.place.field() as usize] * f64::from(stand.halves) / 2.0)
                .sum();
            Posting { document, weight: ((weight * STEPS).round() as u32).max(1), stands }
        })
    }

    /// The fields of a document in which a term stands.
    pub(super) fn fields(&self, term: TermId, document: u32) -> impl Iterator<Item = SearchField> {
        let laid = self.laid();
        let stands = &laid.stands[laid.range(term)];
        let from = stands.partition_point(|stand| stand.document < document);
        let here = stands[from..].iter().take_while(move |stand| stand.document == document);
        here.map(|stand| stand.place.field())
    }

    /// Where a term stands in a row in the title and the keywords of a document.
    pub(super) fn rows(&self, document: u32, term: TermId) -> impl Iterator<Item = u8> {
        let rows = &self.documents[document as usize].rows;
        let from = rows.partition_point(|(other, _)| *other < term);
        rows[from..].iter().take_while(move |(other, _)| *other == term).map(|(_, position)| *position)
    }
}

impl Laid {
    /// Those of a term; the lexicon may have met more terms since.
    fn range(&self, term: TermId) -> Range<usize> {
        match self.starts.get(term.0 as usize..term.0 as usize + 2) {
            Some([from, to]) => *from as usize..*to as usize,
            _ => 0..0,
        }
    }
}

//! Every word that was met, with what it is compared by: looked at once, however often it is written.
//!
//! Words and terms go by numbers, which are handed out in the order in which they are asked for. So a number means
//! something only beside the lexicon that gave it, and nothing that leaves the index may depend on its size.

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use rustc_hash::FxHashMap;

use super::analysis::Analysis;

/// The number of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct WordId(pub(super) u32);

/// The number of a term: of what stands for all forms of a word, or of a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct TermId(pub(super) u32);

/// What is known of a word.
#[derive(Clone, Debug)]
pub(super) struct LexiconWord {
    /// As it is compared.
    pub(super) text: Arc<str>,
    /// What stands for all its forms.
    pub(super) term: TermId,
    /// The terms of its parts, where it is a compound.
    pub(super) parts: Box<[TermId]>,
    /// Whether it says nothing among others.
    pub(super) is_stop: bool,
}

/// The words of one language that were met so far.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// How the words of the language are compared.
    pub(super) analysis: Analysis,
    table: RwLock<LexiconTable>,
}

/// The words and terms, each by number and by text.
#[derive(Debug, Default)]
pub(super) struct LexiconTable {
    words: Vec<LexiconWord>,
    terms: Vec<Arc<str>>,
    word_ids: FxHashMap<Arc<str>, WordId>,
    term_ids: FxHashMap<Arc<str>, TermId>,
}

impl Lexicon {
    /// One that has met no word yet.
    pub(super) fn new(analysis: Analysis) -> Self {
        Self { analysis, table: RwLock::default() }
    }

    /// What is known. Nothing can be added as long as somebody looks; who looks must not ask to look once more, since
    /// whoever waits to add comes between.
    pub(super) fn table(&self) -> RwLockReadGuard<'_, LexiconTable> {
        // Whoever failed while adding had added a whole word or none.
        self.table.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn table_mut(&self) -> RwLockWriteGuard<'_, LexiconTable> {
        self.table.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// The numbers of these words, which are folded; those that are new are looked at first.
    pub(super) fn words<'w>(&self, words: impl ExactSizeIterator<Item = &'w str>) -> Vec<WordId> {
        let mut ids = Vec::with_capacity(words.len());
        let mut new = Vec::new();
        {
            let table = self.table();
            for word in words {
                let id = table.word_id(word);
                if id.is_none() {
                    new.push((ids.len(), word));
                }
                ids.push(id.unwrap_or(WordId(0)));
            }
        }
        // What costs something is done before anybody has to wait.
        let looked_at: Vec<_> = new
            .into_iter()
            .map(|(at, word)| (at, word, self.analysis.term(word), self.analysis.parts(word)))
            .collect();
        if !looked_at.is_empty() {
            let mut table = self.table_mut();
            for (at, word, term, parts) in looked_at {
                ids[at] = table.add(word, &term, &parts, self.analysis.is_stop(word));
            }
        }
        ids
    }

    /// The number of a term that no word has to have.
    pub(super) fn term(&self, term: &str) -> TermId {
        self.table_mut().term(term)
    }
}

impl LexiconTable {
    /// The word of this number.
    pub(super) fn word(&self, id: WordId) -> &LexiconWord {
        &self.words[id.0 as usize]
    }

    /// The text of a term.
    pub(super) fn term_text(&self, id: TermId) -> &Arc<str> {
        &self.terms[id.0 as usize]
    }

    /// The number of a word that was met.
    pub(super) fn word_id(&self, word: &str) -> Option<WordId> {
        self.word_ids.get(word).copied()
    }

    /// The number of a term that was met.
    pub(super) fn term_id(&self, term: &str) -> Option<TermId> {
        self.term_ids.get(term).copied()
    }

    /// How many words and terms there are.
    pub(super) fn sizes(&self) -> (usize, usize) {
        (self.words.len(), self.terms.len())
    }

    fn add(&mut self, word: &str, term: &str, parts: &[String], is_stop: bool) -> WordId {
        if let Some(id) = self.word_id(word) {
            return id;
        }
        let term = self.term(term);
        // A compound of one and the same word says that word.
        let parts = parts.iter().map(|part| self.term(part)).filter(|part| *part != term).collect();
        let id = WordId(u32::try_from(self.words.len()).expect("fewer words than memory holds"));
        let text: Arc<str> = word.into();
        self.words.push(LexiconWord { text: Arc::clone(&text), term, parts, is_stop });
        self.word_ids.insert(text, id);
        id
    }

    fn term(&mut self, term: &str) -> TermId {
        if let Some(id) = self.term_ids.get(term) {
            return *id;
        }
        let id = TermId(u32::try_from(self.terms.len()).expect("fewer terms than memory holds"));
        let text: Arc<str> = term.into();
        self.terms.push(Arc::clone(&text));
        self.term_ids.insert(text, id);
        id
    }
}

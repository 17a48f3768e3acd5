//! The texts of a document → which terms stand where in it, and how often.

use super::concepts::Concepts;
use super::entries::IndexEntry;
use super::field::SearchField;
use super::lexicon::{Lexicon, TermId, WordId};
use super::words::words;
use crate::text::Digest;

/// A document with what was counted in it.
#[derive(Debug)]
pub struct Counted {
    /// The digest of everything that it was counted from.
    pub(super) digest: Digest,
    /// The digest of what is written of it.
    pub(super) written: Digest,
    pub(super) entry: IndexEntry,
    /// Each word once.
    pub(super) words: Vec<WordId>,
    /// By term, then place.
    pub(super) stands: Vec<(TermId, Stand)>,
    /// Which terms stand in a row in its title and keywords, words that say nothing left out; by term.
    pub(super) rows: Vec<(TermId, u8)>,
    /// How many words each field has.
    pub(super) lengths: [u32; 5],
}

/// How often a term stands in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stand {
    pub(super) place: FieldRef,
    /// In halves of a word: a part of a compound counts for half.
    pub(super) halves: u16,
}

/// A field of a document; for headings and texts also of which passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FieldRef(u16);

impl FieldRef {
    pub(super) const TITLE: Self = Self(0);
    const KEYWORDS: Self = Self(1);
    const SUMMARY: Self = Self(2);

    fn heading(passage: usize) -> Self {
        Self::of_passage(passage, 3)
    }

    fn body(passage: usize) -> Self {
        Self::of_passage(passage, 4)
    }

    /// What stands further on in a text than anybody writes counts for its last passage.
    fn of_passage(passage: usize, first: u16) -> Self {
        Self(first + 2 * u16::try_from(passage).unwrap_or(u16::MAX).min(30_000))
    }

    pub(super) fn field(self) -> SearchField {
        match self.0 {
            0 => SearchField::Title,
            1 => SearchField::Keywords,
            2 => SearchField::Summary,
            place if place % 2 == 1 => SearchField::Heading,
            _ => SearchField::Body,
        }
    }

    /// The passage of a heading or a text.
    pub(super) fn passage(self) -> Option<u16> {
        self.0.checked_sub(3).map(|place| place / 2)
    }
}

/// How many halves of a word a whole one counts for, and a part of a compound.
const WHOLE: u16 = 2;
const PART: u16 = 1;

/// Counts what stands in a document.
pub(super) fn count(digest: Digest, entry: IndexEntry, lexicon: &Lexicon, concepts: &Concepts) -> Counted {
    let mut tally = TermTally { lexicon, concepts, words: Vec::new(), stands: Vec::new(), lengths: [0; 5] };
    let mut rows = Vec::new();
    let mut position = 0;
    tally.field(&entry.title, FieldRef::TITLE, Some((&mut rows, &mut position)));
    for keyword in &entry.keywords {
        // No row goes on into the next keyword.
        position = position.saturating_add(1);
        tally.field(keyword, FieldRef::KEYWORDS, Some((&mut rows, &mut position)));
    }
    tally.field(&entry.summary, FieldRef::SUMMARY, None);
    for (number, passage) in entry.passages.iter().enumerate() {
        tally.field(&passage.heading, FieldRef::heading(number), None);
        tally.field(&passage.text, FieldRef::body(number), None);
    }
    let TermTally { mut words, mut stands, lengths, .. } = tally;
    words.sort_unstable();
    words.dedup();
    // One number is compared sooner than two.
    stands.sort_unstable_by_key(|(term, stand)| u64::from(term.0) << 16 | u64::from(stand.place.0));
    stands.dedup_by(|(term, stand), (before, sum)| {
        let is_same = term == before && stand.place == sum.place;
        if is_same {
            sum.halves = sum.halves.saturating_add(stand.halves);
        }
        is_same
    });
    stands.shrink_to_fit();
    words.shrink_to_fit();
    rows.sort_unstable();
    rows.dedup();
    let written = entry.digest();
    Counted { digest, written, entry, words, stands, rows, lengths }
}

struct TermTally<'c> {
    lexicon: &'c Lexicon,
    concepts: &'c Concepts,
    words: Vec<WordId>,
    stands: Vec<(TermId, Stand)>,
    lengths: [u32; 5],
}

impl TermTally<'_> {
    /// Adds a text. `rows` takes the terms that say something, by their position.
    fn field(&mut self, text: &str, place: FieldRef, rows: Option<(&mut Vec<(TermId, u8)>, &mut u8)>) {
        let words: Vec<_> = words(text).collect();
        if words.is_empty() {
            return;
        }
        let ids = self.lexicon.words(words.iter().map(AsRef::as_ref));
        let table = self.lexicon.table();
        let terms: Vec<TermId> = ids.iter().map(|id| table.word(*id).term).collect();
        // Words that say nothing would fill the index; whoever asks for nothing else means a name.
        let is_name = !matches!(place.field(), SearchField::Summary | SearchField::Body);
        let stands = &mut self.stands;
        let mut add = |term, halves| stands.push((term, Stand { place, halves }));
        for id in &ids {
            let word = table.word(*id);
            if is_name || !word.is_stop {
                add(word.term, WHOLE);
                word.parts.iter().for_each(|part| add(*part, PART));
            }
        }
        self.concepts.in_text(&terms).for_each(|found| add(found.concept, WHOLE));
        if let Some((rows, position)) = rows {
            for id in ids.iter().filter(|id| !table.word(**id).is_stop) {
                *position = position.saturating_add(1);
                rows.push((table.word(*id).term, *position));
            }
        }
        self.lengths[place.field() as usize] += u32::try_from(ids.len()).unwrap_or(u32::MAX);
        self.words.extend(ids);
    }
}

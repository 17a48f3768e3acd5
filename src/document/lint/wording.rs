//! The rules about words and sentences, in one pass over the running text of a document; and what is counted on the way.

use std::collections::BTreeMap;

use super::judged::{JudgedText, Sentence, WordLocations};
use super::undefined_abbreviation::Abbreviations;
use super::{hard_text, jargon, long_sentence, long_word};
use crate::document::reading::{Block, SentenceWord, ShingleRows, WordTally, sentences, words};
use crate::document::{Section, Sketch, Status};
use crate::text::{Diagnostic, Location};

/// What was found on the way, and can't be judged by this text alone.
#[derive(Default)]
pub(in crate::document) struct WordingFindings {
    /// What was counted before the first section.
    pub(in crate::document) lead: WordTally,
    /// See [`crate::document::BodyLocations::abbreviations`].
    pub(in crate::document) abbreviations: WordLocations,
    /// See [`crate::document::BodyLocations::long_words`].
    pub(in crate::document) long_words: WordLocations,
    /// See [`crate::document::Body::sketch`].
    pub(in crate::document) sketch: Sketch,
}

/// The same while the sentences go by.
#[derive(Default)]
struct WordingScan {
    lead: WordTally,
    abbreviations: Abbreviations,
    long_words: BTreeMap<String, Location>,
    rows: ShingleRows,
}

/// Looks at every sentence; counts those of each section.
pub(in crate::document) fn check(
    text: &JudgedText<'_>,
    sections: &mut [Section],
    diagnostics: &mut Vec<Diagnostic>,
) -> WordingFindings {
    if text.outline.status() == Status::Retired {
        return WordingFindings::default();
    }
    let mut found = WordingScan::default();
    for block in text.fields {
        sentences_of(text, block, &mut found, diagnostics);
    }
    let mut whole = WordTally::default();
    for block in text.blocks {
        let tally = sentences_of(text, block, &mut found, diagnostics);
        whole = whole.and(tally);
        let start = block.start();
        let within = sections.partition_point(|section| section.at.span.start <= start);
        match within.checked_sub(1) {
            None => found.lead = found.lead.and(tally),
            Some(section) => sections[section].tally = sections[section].tally.and(tally),
        }
    }
    diagnostics.extend(hard_text::check(text, whole));
    let WordingScan { lead, abbreviations, long_words, rows } = found;
    WordingFindings {
        lead,
        abbreviations: abbreviations.unexplained(),
        long_words: long_words.into_iter().collect(),
        sketch: rows.sketch(),
    }
}

/// Looks at the sentences of a block; counts those of Dutch ones.
fn sentences_of(
    text: &JudgedText<'_>,
    block: &Block,
    found: &mut WordingScan,
    diagnostics: &mut Vec<Diagnostic>,
) -> WordTally {
    let mut tally = WordTally::default();
    for range in sentences(&block.text) {
        let start = range.start;
        let words: Vec<SentenceWord<'_>> = words(&block.text[range.clone()])
            .map(|word| SentenceWord { at: start + word.at, ..word })
            .collect();
        let sentence = Sentence { block, words: &words, range };
        diagnostics.extend(long_sentence::check(text, &sentence));
        words.iter().for_each(|word| found.rows.add(word.text));
        if !text.is_dutch() {
            continue;
        }
        tally.add_sentence(words.iter().map(|word| word.text));
        found.abbreviations.collect(text.source, &sentence);
        if text.is_only_for_residents() {
            jargon::check(text, &sentence, diagnostics);
        }
        if text.is_for_residents() {
            long_word::collect(text.source, &sentence, &mut found.long_words);
        }
    }
    tally
}

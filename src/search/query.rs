//! What somebody typed → the ways in which each word of it can be read.

use std::collections::{BTreeMap, BTreeSet};

use super::index::Index;
use super::words::words;

/// How a word of a question was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// As it is, in any of its forms.
    Word,
    /// As words that mean the same.
    Synonym,
    /// Together with the words beside it, as one compound.
    Joined,
    /// As the parts of a compound.
    Parts,
    /// As the start of a word.
    Start,
    /// As a slip of the hand.
    Typo,
}

impl How {
    /// Its name in an answer.
    pub fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Synonym => "synonym",
            Self::Joined => "joined",
            Self::Parts => "parts",
            Self::Start => "start",
            Self::Typo => "typo",
        }
    }

    fn weight(self) -> f64 {
        match self {
            Self::Word | Self::Joined => 1.0,
            Self::Synonym | Self::Typo => 0.8,
            Self::Parts => 0.6,
            Self::Start => 0.7,
        }
    }
}

/// One way to read a word: all of these terms have to be there.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reading {
    pub(super) terms: Vec<String>,
    pub(super) how: How,
    pub(super) weight: f64,
}

/// A word of a question, with every way to read it.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub(super) word: String,
    pub(super) readings: Vec<Reading>,
}

/// A question as the index understands it.
#[derive(Clone, Debug, Default)]
pub(super) struct Query {
    pub(super) slots: Vec<Slot>,
    /// What stood in quotes, folded, with a space at both ends.
    pub(super) phrases: Vec<String>,
    /// Every word, folded, those that say nothing too.
    pub(super) asked: Vec<String>,
    /// Whether somebody asks for themselves.
    pub(super) is_own: bool,
    /// The question with its slips mended, where it had any.
    pub(super) mended: Option<String>,
}

/// How many words of a question are looked at.
const MOST_WORDS: usize = 40;

/// How many words that start alike are looked for.
const MOST_STARTS: usize = 40;

/// How many words in a row may be one compound.
const MOST_JOINED: usize = 4;

/// Reads a question.
pub(super) fn read(index: &Index, text: &str) -> Query {
    let analysis = index.analysis;
    let is_quote = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    let quoted = text.split(is_quote).skip(1).step_by(2);
    // A quote that nobody closes is only a sign.
    let closed = text.matches(is_quote).count() / 2;
    let phrases = quoted.take(closed).map(|phrase| words(phrase).collect::<Vec<_>>().join(" "));
    let phrases = phrases.filter(|phrase| !phrase.is_empty()).map(|phrase| format!(" {phrase} ")).collect();

    let asked: Vec<String> = words(text).take(MOST_WORDS).collect();
    let terms: Vec<String> = asked.iter().map(|word| analysis.term(word)).collect();
    let all_stop = asked.iter().all(|word| analysis.is_stop(word));
    let mut slots: BTreeMap<usize, Slot> = BTreeMap::new();
    for (at, word) in asked.iter().enumerate() {
        if all_stop || !analysis.is_stop(word) {
            slots.insert(at, Slot { word: word.clone(), readings: words_of(index, word, &terms[at]) });
        }
    }
    joined(index, &asked, &mut slots);
    if let Some((at, slot)) = slots.last_entry().map(|entry| (*entry.key(), entry.into_mut()))
        && at + 1 == asked.len()
    {
        slot.readings.extend(starts(index, &slot.word));
    }
    let mut corrected = asked.clone();
    for (at, slot) in &mut slots {
        if slot.readings.is_empty()
            && !index.vocabulary.contains_key(&slot.word)
            && let Some((right, term)) = nearest(index, &slot.word)
        {
            slot.readings.extend(reading(index, vec![term.clone()], How::Typo));
            corrected[*at] = right.clone();
        }
    }
    // What was meant may be a synonym of what is written.
    let meant: Vec<String> = corrected.iter().map(|word| analysis.term(word)).collect();
    named(index, &corrected, &meant, &mut slots);
    let mended = (corrected != asked).then(|| corrected.join(" "));
    let is_own = asked.iter().any(|word| analysis.is_own(word));
    Query { slots: slots.into_values().collect(), phrases, asked, is_own, mended }
}

/// A way to read a word, where all its terms are known.
fn reading(index: &Index, terms: Vec<String>, how: How) -> Option<Reading> {
    let known = !terms.is_empty() && terms.iter().all(|term| index.postings.contains_key(term));
    known.then(|| Reading { terms, how, weight: how.weight() })
}

fn words_of(index: &Index, word: &str, term: &str) -> Vec<Reading> {
    let whole = reading(index, vec![term.to_owned()], How::Word);
    let parts = reading(index, index.analysis.parts(word), How::Parts);
    let readings: Vec<Reading> = whole.into_iter().chain(parts).collect();
    if readings.is_empty() { own_parts(index, word).into_iter().collect() } else { readings }
}

/// The two words of the site that a word is built of which the list of parts doesn't explain.
fn own_parts(index: &Index, word: &str) -> Option<Reading> {
    const SHORTEST: usize = 4;
    let term = |part: &str| index.vocabulary.get(part).filter(|_| part.len() >= SHORTEST);
    let cuts = word.char_indices().map(|(at, _)| word.split_at(at));
    let built = cuts.filter_map(|(before, last)| {
        let before = term(before).or_else(|| term(before.strip_suffix('s')?))?;
        reading(index, vec![before.clone(), term(last)?.clone()], How::Parts)
    });
    built.into_iter().next()
}

/// Words that were typed apart and are one word.
fn joined(index: &Index, asked: &[String], slots: &mut BTreeMap<usize, Slot>) {
    for len in 2..=MOST_JOINED.min(asked.len()) {
        for (at, together) in asked.windows(len).enumerate() {
            let word = together.concat();
            let is_asked = (at..at + len).any(|at| slots.contains_key(&at));
            if !is_asked || !index.vocabulary.contains_key(&word) {
                continue;
            }
            let Some(reading) = reading(index, vec![index.analysis.term(&word)], How::Joined) else {
                continue;
            };
            for (_, slot) in slots.range_mut(at..at + len) {
                slot.readings.push(reading.clone());
            }
        }
    }
}

/// Words, also several together, that mean the same as others.
fn named(index: &Index, asked: &[String], terms: &[String], slots: &mut BTreeMap<usize, Slot>) {
    let terms: Vec<&str> = terms.iter().map(String::as_str).collect();
    for named in index.concepts.in_question(&terms) {
        let Some(reading) = reading(index, vec![named.concept.to_owned()], How::Synonym) else { continue };
        for (at, word) in asked.iter().enumerate().skip(named.at).take(named.len) {
            // A word that says nothing by itself says something together with those beside it.
            let slot = slots.entry(at).or_insert_with(|| Slot { word: word.clone(), readings: Vec::new() });
            slot.readings.push(reading.clone());
        }
    }
}

/// The words that start with what was typed last.
fn starts(index: &Index, word: &str) -> Vec<Reading> {
    if word.chars().count() < 3 {
        return Vec::new();
    }
    let longer = index.vocabulary.range(word.to_owned()..).take_while(|(other, _)| other.starts_with(word));
    let terms: BTreeSet<&String> = longer.map(|(_, term)| term).take(MOST_STARTS).collect();
    let readings = terms.into_iter().filter_map(|term| reading(index, vec![term.clone()], How::Start));
    readings.collect()
}

/// The word most like one that isn't known, with its term. Of equally near ones the one that stands in most documents.
fn nearest<'i>(index: &'i Index, word: &str) -> Option<(&'i String, &'i String)> {
    let length = word.chars().count();
    let most = match length {
        0..=3 => return None,
        4..=7 => 1,
        _ => 2,
    };
    let first = word.chars().next();
    let near = index
        .vocabulary
        .iter()
        .filter(|(other, _)| other.chars().next() == first && other.chars().count().abs_diff(length) <= most);
    let near = near.filter_map(|(other, term)| {
        let distance = strsim::osa_distance(word, other);
        let spread = index.spread.get(term).copied().unwrap_or_default();
        (distance <= most).then_some((distance, std::cmp::Reverse(spread), other, term))
    });
    near.min().map(|(_, _, other, term)| (other, term))
}

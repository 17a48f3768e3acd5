//! What somebody typed → the ways in which each word of it can be read.
//!
//! Knows of a language only what the index holds: the words of the site with their terms, and a [`Light`] stemmer. The
//! browser has the same, and reads the same (`30-query.js` of the theme).

use std::collections::BTreeMap;

use super::index::Index;
use super::lexicon::{TermId, WordId};
use super::light::SHORTEST;
use super::words::words;

/// How a word of a question was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchKind {
    /// As it is, in any of its forms.
    Word,
    /// As another form of words that the site has, by its ending.
    Form,
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

impl MatchKind {
    /// Its name in an answer.
    pub fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Form => "form",
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
            Self::Form => 0.9,
            Self::Synonym | Self::Typo => 0.8,
            Self::Parts => 0.6,
            Self::Start => 0.7,
        }
    }
}

/// One way to read a word: all of these terms have to be there.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TermReading {
    pub(super) terms: Vec<TermId>,
    pub(super) match_kind: MatchKind,
    pub(super) weight: f64,
}

/// A word of a question, with every way to read it.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub(super) word: String,
    pub(super) readings: Vec<TermReading>,
}

/// A question as the index understands it.
#[derive(Clone, Debug, Default)]
pub(super) struct Query {
    pub(super) slots: Vec<Slot>,
    /// What stood in quotes, folded, with a space at both ends.
    pub(super) phrases: Vec<String>,
    /// Whether somebody asks for themselves.
    pub(super) is_own: bool,
    /// The question with its slips mended, where it had any.
    pub(super) mended: Option<String>,
}

/// How many words of a question are looked at.
const MOST_WORDS: usize = 40;

/// How many words that start alike are looked at.
const MOST_STARTS: usize = 40;

/// How many words in a row may be one compound.
const MOST_JOINED: usize = 4;

/// The shortest part that an unknown compound is cut into, in characters.
const SHORTEST_PART: usize = 4;

/// Reads a question.
pub(super) fn read(index: &Index, text: &str) -> Query {
    let analysis = index.lexicon.analysis;
    let asked: Vec<String> = words(text).take(MOST_WORDS).map(String::from).collect();
    let all_stop = asked.iter().all(|word| analysis.is_stop(word));
    let mut slots: BTreeMap<usize, Slot> = BTreeMap::new();
    for (at, word) in asked.iter().enumerate() {
        if all_stop || !analysis.is_stop(word) {
            slots.insert(at, Slot { word: word.clone(), readings: by_itself(index, word) });
        }
    }
    joined(index, &mut slots);
    if let Some((at, slot)) = slots.last_entry().map(|entry| (*entry.key(), entry.into_mut()))
        && at + 1 == asked.len()
        // Who types `gemeente` doesn't ask for each rare word that begins so.
        && slot.readings.iter().all(|reading| reading.match_kind != MatchKind::Word)
    {
        slot.readings.extend(starts(index, &slot.word));
    }
    let mut corrected = asked.clone();
    for (at, slot) in &mut slots {
        if slot.readings.is_empty()
            // A word that the site knows in some form isn't a slip, even if nothing holds it.
            && meant(index, &slot.word).is_none()
            && let Some(right) = nearest(index, &slot.word)
        {
            let table = index.lexicon.table();
            slot.readings.extend(reading(index, vec![table.word(right).term], MatchKind::Typo));
            corrected[*at] = table.word(right).text.to_string();
        }
    }
    // What was meant may be a synonym of what is written.
    named(index, &corrected, &mut slots);
    let mended = (corrected != asked).then(|| corrected.join(" "));
    let is_own = asked.iter().any(|word| analysis.own().contains(&word.as_str()));
    Query { slots: slots.into_values().collect(), phrases: phrases(text), is_own, mended }
}

/// What stands in quotes.
fn phrases(text: &str) -> Vec<String> {
    let is_quote = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    let quoted = text.split(is_quote).skip(1).step_by(2);
    // A quote that nobody closes is only a sign.
    let closed = text.matches(is_quote).count() / 2;
    let phrases = quoted.take(closed).map(|phrase| words(phrase).collect::<Vec<_>>().join(" "));
    phrases.filter(|phrase| !phrase.is_empty()).map(|phrase| format!(" {phrase} ")).collect()
}

/// A way to read a word, where all its terms stand somewhere.
fn reading(index: &Index, terms: Vec<TermId>, match_kind: MatchKind) -> Option<TermReading> {
    let is_found = !terms.is_empty() && terms.iter().all(|term| index.spread(*term) > 0);
    is_found.then(|| TermReading { terms, match_kind, weight: match_kind.weight() })
}

/// The readings of a word without those beside it.
fn by_itself(index: &Index, word: &str) -> Vec<TermReading> {
    let mut readings = Vec::new();
    if let Some((term, parts)) = index.known(word) {
        readings.extend(reading(index, vec![term], MatchKind::Word));
        readings.extend(reading(index, parts.into_vec(), MatchKind::Parts));
    }
    if readings.is_empty() {
        let forms = forms(index, word).into_iter();
        readings.extend(forms.filter_map(|term| reading(index, vec![term], MatchKind::Form)));
    }
    if readings.is_empty() {
        readings.extend(parts(index, word));
    }
    readings
}

/// The terms of the words of which a word is another form.
fn forms(index: &Index, word: &str) -> Vec<TermId> {
    let light = index.lexicon.analysis.light();
    let mut forms = alike(index, word);
    for bare in light.bare(word) {
        if forms.is_empty() {
            forms = index.known(&bare).map(|(term, _)| term).into_iter().collect();
        }
        if forms.is_empty() {
            forms = alike(index, &bare);
        }
    }
    forms
}

/// The terms of the words that start as this one does and have the same root.
fn alike(index: &Index, word: &str) -> Vec<TermId> {
    let Some(start) = start(word) else { return Vec::new() };
    let light = index.lexicon.analysis.light();
    let root = light.root(word);
    let table = index.lexicon.table();
    let mut terms = Vec::new();
    for (text, id) in index.words_from(start) {
        let term = table.word(*id).term;
        if !terms.contains(&term) && light.root(text) == root {
            terms.push(term);
        }
    }
    terms
}

/// The start that all forms of a word share; `None` where the word is shorter.
fn start(word: &str) -> Option<&str> {
    let (last, c) = word.char_indices().nth(SHORTEST - 1)?;
    Some(&word[..last + c.len_utf8()])
}

/// The two words of the site that an unknown compound is built of.
fn parts(index: &Index, word: &str) -> Option<TermReading> {
    let part = |text: &str| {
        let (term, _) = index.known(text).filter(|_| text.chars().count() >= SHORTEST_PART)?;
        Some(term)
    };
    let mut cuts = word.char_indices().map(|(at, _)| word.split_at(at));
    cuts.find_map(|(before, last)| {
        let before = part(before).or_else(|| part(before.strip_suffix('s')?))?;
        reading(index, vec![before, part(last)?], MatchKind::Parts)
    })
}

/// Words that were typed apart and are one word. Words that say nothing are part of none.
fn joined(index: &Index, slots: &mut BTreeMap<usize, Slot>) {
    let places: Vec<usize> = slots.keys().copied().collect();
    for len in 2..=MOST_JOINED {
        for row in places.windows(len).filter(|row| row[len - 1] - row[0] == len - 1) {
            let word: String = row.iter().map(|at| slots[at].word.as_str()).collect();
            let known = index.known(&word);
            if let Some(reading) = known.and_then(|(term, _)| reading(index, vec![term], MatchKind::Joined)) {
                for (_, slot) in slots.range_mut(row[0]..=row[len - 1]) {
                    slot.readings.push(reading.clone());
                }
            }
        }
    }
}

/// The term that a word stands for among others.
pub(super) fn meant(index: &Index, word: &str) -> Option<TermId> {
    index.known(word).map(|(term, _)| term).or_else(|| forms(index, word).first().copied())
}

/// Words, also several together, that mean the same as others.
fn named(index: &Index, asked: &[String], slots: &mut BTreeMap<usize, Slot>) {
    // A word that the site and its synonyms don't have stands for nothing, and keeps its place.
    let unknown = TermId(u32::MAX);
    let terms: Vec<TermId> = asked.iter().map(|word| meant(index, word).unwrap_or(unknown)).collect();
    for found in index.concepts.in_question(&terms) {
        let Some(reading) = reading(index, vec![found.concept], MatchKind::Synonym) else { continue };
        for (at, word) in asked.iter().enumerate().skip(found.at).take(found.len) {
            // A word that says nothing by itself says something together with those beside it.
            let slot = slots.entry(at).or_insert_with(|| Slot { word: word.clone(), readings: Vec::new() });
            slot.readings.push(reading.clone());
        }
    }
}

/// The words that start with what was typed last.
fn starts(index: &Index, word: &str) -> Vec<TermReading> {
    if start(word).is_none() {
        return Vec::new();
    }
    let table = index.lexicon.table();
    let mut terms = Vec::new();
    for (_, id) in index.words_from(word).iter().take(MOST_STARTS) {
        let term = table.word(*id).term;
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
    terms.into_iter().filter_map(|term| reading(index, vec![term], MatchKind::Start)).collect()
}

/// The word most like one that isn't known. Of equally near ones the one that stands in most documents.
fn nearest(index: &Index, word: &str) -> Option<WordId> {
    let length = word.chars().count();
    let most = match length {
        0..=3 => return None,
        4..=7 => 1,
        _ => 2,
    };
    let first = word.chars().next()?;
    let candidates = index.words_from(&word[..first.len_utf8()]).iter();
    let near = candidates.filter_map(|(text, id)| {
        let other = text.chars().count();
        let distance = (other >= SHORTEST && other.abs_diff(length) <= most)
            .then(|| strsim::osa_distance(word, text))
            .filter(|distance| *distance <= most)?;
        let spread = index.spread(index.lexicon.table().word(*id).term);
        Some((distance, std::cmp::Reverse(spread), text, *id))
    });
    near.min().map(|(.., id)| id)
}

//! `long-word`, as far as the text itself shows: whether a word is explained, only the whole site knows.

use std::collections::BTreeMap;

use super::judged::Sentence;
use crate::text::{Location, Source};

/// How many letters a word may have, or each of its parts where a hyphen joins them. Fifteen is what one often reads; in
/// the national library that told of everyday words only, such as `vrijwilligerswerk` and `verantwoordelijk`.
const LETTERS: usize = 18;

/// Adds those of a sentence, each where it comes first.
pub(super) fn collect(source: &Source, sentence: &Sentence<'_>, found: &mut BTreeMap<String, Location>) {
    for (idx, word) in sentence.words.iter().enumerate() {
        let is_name = idx > 0 && word.text.starts_with(char::is_uppercase);
        let is_long = |part: &str| part.len() > LETTERS && part.chars().count() > LETTERS;
        if word.is_value || is_name || !word.text.split('-').any(is_long) {
            continue;
        }
        found.entry(word.text.to_lowercase()).or_insert_with(|| sentence.at(source, word));
    }
}

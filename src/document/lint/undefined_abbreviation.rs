//! `undefined-abbreviation`, as far as the text itself shows: whether the glossary explains it, only the whole site knows.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::judged::{Sentence, WordLocations};
use crate::document::reading::SentenceWord;
use crate::text::{Location, Source};

/// How many letters an abbreviation has. Two are most often a mark or a number, such as `AA`.
const LETTERS: RangeInclusive<usize> = 3..=5;

/// Those that nobody reads letter by letter, or that are better known than what they stand for.
const KNOWN: [&str; 35] = [
    "ADHD", "AIDS", "ANWB", "AOW", "BSN", "BTW", "CAK", "CAO", "CBS", "COA", "DNA", "DVD", "EHBO", "FNV",
    "GGD", "GPS", "HAVO", "HBO", "HIV", "IBAN", "ICT", "III", "IND", "KNMI", "KVK", "MBO", "NOS", "PDF",
    "RIVM", "SMS", "SVB", "USB", "UWV", "VMBO", "VWO",
];

/// What was only put there to be replaced, which another rule tells.
const PLACEHOLDERS: [&str; 3] = ["TBD", "TODO", "XXX"];

/// The names of laws, which are abbreviations though not of capitals.
const LAWS: [&str; 11] = ["Awb", "Wajong", "Wgs", "Wia", "Wkkgz", "Wlz", "Wmo", "Wpg", "Wvggz", "Wzd", "Zvw"];

/// The abbreviations of a text.
#[derive(Default)]
pub(super) struct Abbreviations {
    /// Each where it comes first, or `None` where the text explains it: `Centrum voor Jeugd en Gezin (CJG)`, `de NVO, de
    /// vereniging van …`.
    found: BTreeMap<String, Option<Location>>,
}

impl Abbreviations {
    /// Adds those of a sentence.
    pub(super) fn collect(&mut self, source: &Source, sentence: &Sentence<'_>) {
        let words = sentence.words;
        for (idx, word) in words.iter().enumerate() {
            let Some(short) = abbreviation(word.text).filter(|_| !word.is_value) else { continue };
            if is_explained(sentence, word, short) {
                self.found.insert(short.to_owned(), None);
                continue;
            }
            // Words in capitals behind each other are shouted, and `BMC Advies` is what somebody is called.
            let before = idx.checked_sub(1).map(|idx| words[idx].text);
            let is_shouted =
                before.is_some_and(|before| before.len() > 1 && !before.contains(char::is_lowercase));
            let is_named = words.get(idx + 1).is_some_and(|next| next.text.starts_with(char::is_uppercase));
            if !is_shouted && !is_named {
                self.found.entry(short.to_owned()).or_insert_with(|| Some(sentence.at(source, word)));
            }
        }
    }

    /// Those that the text doesn't explain, each where it comes first.
    pub(super) fn unexplained(self) -> WordLocations {
        self.found.into_iter().filter_map(|(short, at)| Some((short, at?))).collect()
    }
}

/// How a text goes on behind an abbreviation that it explains.
const EXPLAINING: [&str; 6] = [" (", ": ", ", de ", ", het ", ", een ", " is de afkorting"];

/// How the next sentence starts where it explains one of this sentence.
const NEXT: [&str; 4] = ["Dat is ", "Dat zijn ", "Dat betekent ", "Dit is "];

fn is_explained(sentence: &Sentence<'_>, word: &SentenceWord<'_>, short: &str) -> bool {
    let text = &sentence.block.text;
    let (before, after) = (&text[..word.at], &text[word.at + short.len()..]);
    let next = text[sentence.range.end..].trim_start();
    before.ends_with('(')
        || EXPLAINING.iter().any(|explaining| after.starts_with(explaining))
        || NEXT.iter().any(|explaining| next.starts_with(explaining))
}

/// The abbreviation that a word is, or starts with: `GGZ`, `ggz-hulp`'s isn't one, `GGZ-hulp`'s is.
fn abbreviation(word: &str) -> Option<&str> {
    if !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let first = word.split(['-', '’', '\'']).next().unwrap_or_default();
    let is_short = first.bytes().all(|byte| byte.is_ascii_uppercase()) && LETTERS.contains(&first.len());
    let is_known = KNOWN.binary_search(&first).is_ok() || PLACEHOLDERS.contains(&first);
    (is_short && !is_known || LAWS.contains(&first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abbreviation_is_of_capitals_or_a_law() {
        assert!(KNOWN.is_sorted_by(|one, other| one < other), "the list is searched by halves");
        for (word, expected) in
            [("GGZ", Some("GGZ")), ("GGZ-hulp", Some("GGZ")), ("POH’s", Some("POH")), ("Wmo", Some("Wmo"))]
        {
            assert_eq!(abbreviation(word), expected);
        }
        for word in ["ggz", "Humanitas", "OV", "AA", "GGD", "DigiD", "B1", "VRIJWILLIGERS"] {
            assert_eq!(abbreviation(word), None, "{word}");
        }
    }
}

//! `hard-text`: texts that are harder to read than those who read them need.

use super::super::ENOUGH_WORDS;
use super::super::reading::{Reading, Tally};
use super::wording::Text;
use crate::text::{Diagnostic, Location, Rule, phrase};

/// The reading ease that a text should have at least, and the reading index that it should have at most: for residents,
/// and for professionals. Practice, not science: nobody has measured who understands which score.
const FOR_RESIDENTS: (f64, f64) = (60.0, 45.0);
const FOR_TEAMS: (f64, f64) = (50.0, 50.0);

pub(super) fn check(text: &Text<'_>, tally: Tally) -> Option<Diagnostic> {
    let Reading { words, words_per_sentence, flesch_douma, lix, .. } = tally.reading()?;
    let (least, most) = if text.is_for_residents() { FOR_RESIDENTS } else { FOR_TEAMS };
    if words < ENOUGH_WORDS || flesch_douma >= least && lix <= most {
        return None;
    }
    let (ease, index, mean) = (flesch_douma.round(), lix.round(), words_per_sentence.round());
    Some(
        Diagnostic::new(
            Rule::HardText,
            phrase!(
                "deze tekst leest zwaar: Flesch-Douma {ease} (ten minste {least}), LIX {index} (hoogstens {most}), \
                 {mean} woorden per zin",
                "this text is hard to read: Flesch-Douma {ease} (at least {least}), LIX {index} (at most {most}), \
                 {mean} words to a sentence"
            ),
        )
        .at(Location::file(text.source.path().clone()))
        .hint(phrase!(
            "maak eerst de langste zinnen korter, kies dan gewone woorden; het cijfer is een seintje, geen oordeel",
            "first shorten the longest sentences, then choose plain words; the figure is a hint, no verdict"
        )),
    )
}

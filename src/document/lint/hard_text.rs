//! `hard-text`: texts that are harder to read than those who read them need.

use super::super::reading::{Aim, Ease, ReadabilityScore, WordTally};
use super::judged::JudgedText;
use crate::text::{Diagnostic, Location, Rule, phrase};

pub(super) fn check(text: &JudgedText<'_>, tally: WordTally) -> Option<Diagnostic> {
    let reading = tally.reading()?;
    let aim = Aim::of(text.outline.audience());
    if aim.ease(reading) != Ease::Hard {
        return None;
    }
    let ReadabilityScore { words_per_sentence, flesch_douma, lix, .. } = reading;
    let Aim { least_flesch_douma: least, most_lix: most, .. } = aim;
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

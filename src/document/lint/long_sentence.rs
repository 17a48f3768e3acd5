//! `long-sentence`: sentences that a reader has to begin twice.

use super::judged::{JudgedText, Sentence};
use crate::text::{Diagnostic, Location, Rule, phrase};

/// How many words a sentence may have on a page for residents, and on one for professionals.
const FOR_RESIDENTS: usize = 20;
const FOR_TEAMS: usize = 30;

pub(super) fn check(text: &JudgedText<'_>, sentence: &Sentence<'_>) -> Option<Diagnostic> {
    let most = if text.is_for_residents() { FOR_RESIDENTS } else { FOR_TEAMS };
    let n = sentence.words.len();
    (n > most).then(|| {
        let span = sentence.block.span(sentence.range.clone());
        Diagnostic::new(
            Rule::LongSentence,
            phrase!(
                "deze zin telt {n} woorden; hier zijn er hoogstens {most} goed te volgen",
                "this sentence has {n} words; here at most {most} are easy to follow"
            ),
        )
        .at(Location::new(text.source.path().clone(), span))
        .hint(phrase!("maak er twee zinnen van, of een lijstje", "make two sentences of it, or a list"))
    })
}

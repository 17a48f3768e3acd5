//! A word that was typed where only a few can stand.

use super::{Applicability, Diagnostic, Location, Phrase, Rule, nearest, phrase};

/// Reports such a word, with the words that can stand there, each by its Dutch and its English name.
pub(crate) fn unknown_word<'k>(
    message: Phrase,
    at: Location,
    word: &str,
    known: impl Iterator<Item = [&'k str; 2]> + Clone,
) -> Diagnostic {
    let names = |language: usize| {
        known.clone().map(|names| format!("`{}`", names[language])).collect::<Vec<_>>().join(", ")
    };
    let (nl, en) = (names(0), names(1));
    // Every letter is like every other one.
    let near = nearest(word, known.clone().flatten()).filter(|_| word.chars().count() > 1);
    Diagnostic::new(Rule::UnknownTerm, message)
        .at(at)
        .suggest(word, near, Applicability::MachineApplicable)
        .hint(phrase!("kies uit {nl}", "choose from {en}"))
}

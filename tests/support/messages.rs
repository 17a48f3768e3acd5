//! Whether what is reported can be understood and acted upon, in either language alike.

use wijkgids::text::{Diagnostic, Phrase};

/// What is wrong with the sentences of a diagnostic, if anything is.
pub(crate) fn objection(diagnostic: &Diagnostic) -> Option<String> {
    let Diagnostic { rule, message, hints, .. } = diagnostic;
    let objection_to = |objection: &str, Phrase { nl, en }: &Phrase| {
        Some(format!("`{}` {objection}:\n  {nl}\n  {en}", rule.name()))
    };
    if hints.is_empty() {
        return objection_to("says nothing to do", message);
    }
    for sentence in [message].into_iter().chain(hints) {
        let Phrase { nl, en } = sentence;
        if nl.trim().is_empty() || en.trim().is_empty() {
            return objection_to("is silent in a language", sentence);
        }
        let has_words = without_quotes(nl).chars().any(char::is_alphabetic);
        if nl == en && has_words {
            return objection_to("says the same words in both languages", sentence);
        }
        if quotes(nl) != quotes(en) {
            return objection_to("quotes more in one language than in the other", sentence);
        }
        if figures(nl) != figures(en) {
            return objection_to("has other figures in the other language", sentence);
        }
        for text in [nl, en] {
            if text.ends_with('.') && !text.ends_with("..") || text.starts_with(char::is_uppercase) {
                return objection_to("starts with a capital or ends with a full stop", sentence);
            }
        }
    }
    None
}

/// How many words are quoted as they were typed.
fn quotes(text: &str) -> usize {
    text.matches('`').count()
}

fn without_quotes(text: &str) -> String {
    text.split('`').step_by(2).collect()
}

/// The numbers that aren't quoted, in any order: sentences are built otherwise in another language.
fn figures(text: &str) -> Vec<String> {
    let plain = without_quotes(text);
    let numbers = plain.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let mut numbers: Vec<String> = numbers.map(str::to_owned).collect();
    numbers.sort();
    numbers
}

//! `placeholder-text`: text that was only put there to be replaced.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::text::{Diagnostic, Location, Rule, Source, Span, phrase};

/// What people and templates leave behind, in lower case. Whole words only.
const PLACEHOLDERS: [&str; 14] = [
    "lorem ipsum",
    "te-vervangen",
    "te vervangen tekst",
    "vul hier in",
    "hier invullen",
    "nog invullen",
    "nog in te vullen",
    "[invullen]",
    "[naam]",
    "asdf",
    "asdfasdf",
    "xxx",
    "todo",
    "tbd",
];

static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let builder = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(aho_corasick::MatchKind::LeftmostLongest)
        .build(PLACEHOLDERS);
    builder.expect("a handful of short words always makes an automaton")
});

pub(super) fn check(source: &Source, diagnostics: &mut Vec<Diagnostic>) {
    let text = source.text();
    for found in FINDER.find_iter(text) {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let (at, end) = (found.start(), found.end());
        if is_letter(text[..at].chars().next_back()) || is_letter(text[end..].chars().next()) {
            continue;
        }
        let typed = &text[at..end];
        diagnostics.push(
            Diagnostic::new(
                Rule::PlaceholderText,
                phrase!(
                    "`{typed}` is tekst die nog vervangen moet worden",
                    "`{typed}` is text that still has to be replaced"
                ),
            )
            .at(Location::new(source.path().clone(), Span::new(at, end)))
            .hint(phrase!(
                "schrijf wat er moet staan, of haal het weg",
                "replace it with the text, or remove it"
            )),
        );
    }
}

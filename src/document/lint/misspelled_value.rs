//! `unknown-value`: braces that no value stands between, so that readers would see them.

use crate::text::{Diagnostic, Location, Rule, Source, Span, misspelled, phrase};

/// Reports each `{{` that no value begins with. `is_example` says of a place whether what stands there is only shown: code, or a
/// comment.
pub(in crate::document) fn check(
    source: &Source,
    is_example: impl Fn(usize) -> bool,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for range in misspelled(source.text()).into_iter().filter(|range| !is_example(range.start)) {
        let typed = &source.text()[range.clone()];
        let at = Location::new(source.path().clone(), Span::new(range.start, range.end));
        let message = phrase!(
            "`{typed}` is geen waarde, en lezers zien de accolades",
            "`{typed}` isn't a value, and readers see the braces"
        );
        let hint = phrase!(
            "schrijf een waarde als `{{{{ team }}}}`: één woord tussen twee paar accolades; een voorbeeld staat tussen backticks",
            "write a value as `{{{{ team }}}}`: one word between two pairs of braces; put an example between backticks"
        );
        diagnostics.push(Diagnostic::new(Rule::UnknownValue, message).at(at).hint(hint));
    }
}

/// Whether a place of a file of data is in a line of comment.
pub(super) fn is_comment(source: &Source, at: usize) -> bool {
    // A comment is shorter, in bytes; looking back over one endless line each time would cost its square.
    const LONGEST: usize = 4096;
    let text = source.text();
    let from = text.floor_char_boundary(at.saturating_sub(LONGEST));
    let (is_whole, line) = match text[from..at].rsplit_once('\n') {
        Some((_, line)) => (true, line),
        None => (from == 0, &text[from..at]),
    };
    is_whole && line.trim_start().starts_with('#')
}

//! `long-word`: long words on pages for residents that the glossary doesn't explain.

use super::super::Site;
use crate::edition::ResolvedDocument;
use crate::model::files;
use crate::text::{Diagnostic, Rule, phrase};

pub(super) fn check(site: &Site, document: &ResolvedDocument, diagnostics: &mut Vec<Diagnostic>) {
    let (glossary, file) = (&site.reference.glossary, site.word(files::GLOSSARY));
    for (word, at) in document.body.places.long_words.iter().filter(|(word, _)| !glossary.explains(word)) {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        diagnostics.push(
            Diagnostic::new(
                Rule::LongWord,
                phrase!(
                    "`{word}` telt {letters} letters, en `{file}` legt het niet uit",
                    "`{word}` has {letters} letters, and `{file}` doesn't explain it"
                ),
            )
            .at(at.clone())
            .hint(phrase!(
                "zeg het met kortere woorden, of zet het in `{file}` met een uitleg",
                "say it in shorter words, or put it into `{file}` with an explanation"
            )),
        );
    }
}

//! `undefined-abbreviation`: abbreviations that neither the text nor the glossary explains.

use super::super::Site;
use crate::edition::ResolvedDocument;
use crate::model::files;
use crate::text::{Diagnostic, Rule, phrase};

pub(super) fn check(site: &Site, document: &ResolvedDocument, diagnostics: &mut Vec<Diagnostic>) {
    let (glossary, file) = (&site.reference.glossary, site.word(files::GLOSSARY));
    for (short, at) in
        document.body.places.abbreviations.iter().filter(|(short, _)| !glossary.explains(short))
    {
        diagnostics.push(
            Diagnostic::new(
                Rule::UndefinedAbbreviation,
                phrase!("nergens staat waar `{short}` voor staat", "`{short}` is never explained"),
            )
            .at(at.clone())
            .hint(phrase!(
                "schrijf het hier voluit met `({short})` erachter, of leg het uit in `{file}`",
                "write it in full here with `({short})` behind it, or explain it in `{file}`"
            )),
        );
    }
}

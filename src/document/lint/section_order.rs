//! `section-order`: the sections that readers of a kind of document count on are there, in order, and hold something.

use crate::config::{ContentModel, DocumentKind};
use crate::document::markdown::Rendered;
use crate::text::{Diagnostic, Location, Rule, SourcePath, nearest, phrase, slugify};

/// Looks at the level-2 headings of a document.
///
/// A section may be missing (not every card has an example), but not out of place, and a heading that is nearly an
/// expected one is most likely meant as that one.
pub(in crate::document) fn check(
    path: &SourcePath,
    kind: DocumentKind,
    model: &ContentModel,
    rendered: &Rendered,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(expected) = model.sections.get(&kind) else { return };
    let mut last = 0;
    for (section, (text, place)) in rendered.sections.iter().zip(&rendered.section_headings) {
        let at = Location::new(path.clone(), *place);
        let slug = slugify(text);
        match expected.iter().position(|section| section.id == slug) {
            Some(idx) if idx < last => {
                let before = &expected[last].title;
                diagnostics.push(
                    Diagnostic::new(
                        Rule::SectionOrder,
                        phrase!(
                            "`{text}` hoort voor `{before}` te staan",
                            "`{text}` belongs before `{before}`"
                        ),
                    )
                    .at(at.clone())
                    .hint(phrase!("zet de twee om", "swap the two")),
                );
            }
            Some(idx) => last = idx,
            None => {
                if let Some(near) = nearest(text, expected.iter().map(|section| section.title.as_str())) {
                    diagnostics.push(
                        Diagnostic::new(
                            Rule::SectionOrder,
                            phrase!(
                                "`{text}` is niet een van de vaste koppen",
                                "`{text}` isn't one of the fixed headings"
                            ),
                        )
                        .at(at.clone())
                        .suggest(Some(near)),
                    );
                }
            }
        }
        if section.body.is_empty() {
            diagnostics.push(
                Diagnostic::new(
                    Rule::SectionOrder,
                    phrase!("onder `{text}` staat niets", "nothing stands under `{text}`"),
                )
                .at(at)
                .hint(phrase!(
                    "schrijf er iets onder, of haal de kop weg",
                    "write something under it, or take the heading away"
                )),
            );
        }
    }
}
